"""Tutup kasus: why it ends and what was seen to; another manager then approves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ruko_desk.domain.codes import CaseStatus, Role
from ruko_desk.domain.dto.care import AskClosure, CareView
from ruko_desk.domain.dto.users import Colleague
from ui.context import run_query
from ui.pages.cases.case_dialog import CaseDialog, Command
from ui.pages.cases.scene import Scene
from ui.theme.tokens import XS
from ui.widgets.banner import Banner
from ui.widgets.editors.check_box import CheckBox
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.text_edit import TextEdit
from ui.widgets.form import Form
from ui.widgets.labels import Label

_WIDTH = 620


def close(scene: Scene) -> None:
    """Ask for the end of the case, once it is known what is open and who could approve."""
    uid = scene.detail.header.uid
    run_query(
        scene.ctx,
        scene.page,
        lambda services, actor: (
            services.care.open_ends(actor, uid),
            services.users.case_holders(actor),
        ),
        lambda found: CloseDialog(scene, *found).open(),
    )


class CloseDialog(CaseDialog):
    """Reason, checklist and note; the only manager of a house says why nobody else approves."""

    def __init__(
        self, scene: Scene, open_ends: Sequence[str], colleagues: Sequence[Colleague]
    ) -> None:
        """Show what is still open."""
        form = Form()
        me = scene.ctx.actor
        others = [one for one in colleagues if Role.MANAGER in one.roles and one.uid != me.uid]
        self._is_alone = Role.MANAGER in me.roles and not others
        text = (
            self.tr("Kasus tetap tersimpan dan dapat dibuka kembali.")
            if self._is_alone
            else self.tr("Kasus ditutup setelah pengelola lain menyetujui permintaan ini.")
        )
        title = self.tr("Tutup kasus {code}").replace("{code}", scene.detail.header.code)
        verb = self.tr("Tutup kasus") if self._is_alone else self.tr("Minta penutupan")
        super().__init__(scene, form, title, text, verb)
        codes = scene.ctx.codes
        self.reason = ChoiceCombo([(c.code, c.label_id) for c in codes.get("alasan_penutupan")])
        self.boxes = {c.code: CheckBox(c.label_id) for c in codes.get("butir_tutup")}
        self.note = TextEdit(rows=2)
        self.alone = TextEdit(rows=2)
        if open_ends:
            words = self.tr("Masih terbuka: {things}.").replace("{things}", "; ".join(open_ends))
            form.add_widget(Banner(words, "warning"))
        form.add_widget(form.field("reason", self.tr("Alasan penutupan"), self.reason))
        form.add_widget(self._checklist())
        form.add_widget(
            form.field(
                "note",
                self.tr("Catatan"),
                self.note,
                hint=self.tr("Perlu diisi bila ada yang belum selesai atau belum dicentang."),
                optional=True,
            )
        )
        if self._is_alone:
            form.add_widget(
                form.field(
                    "alone_because",
                    self.tr("Mengapa tanpa persetujuan orang lain"),
                    self.alone,
                    hint=self.tr("Tercatat dan dilaporkan kepada kepala lembaga."),
                )
            )
        form.body.addStretch(1)
        for name, widget in (("reason", self.reason), ("note", self.note), ("alone", self.alone)):
            widget.setObjectName(f"close_{name}")
        self.add_scrolled(form, _WIDTH)
        self.start_at(self.reason)

    def command(self) -> Command:
        """Return the request as it is filled in now."""
        data = AskClosure(
            case_uid=self.detail.header.uid,
            version=self.detail.header.version,
            reason=self.reason.value() or "",
            checked=tuple(code for code, box in self.boxes.items() if box.value()),
            note=self.note.value(),
            alone_because=self.alone.value() if self._is_alone else "",
        )
        return lambda services, actor: services.care.ask_closure(actor, data)

    def told(self, answer: object) -> str:
        """Tell whether it is closed or waits."""
        if isinstance(answer, CareView) and answer.stage.status == CaseStatus.CLOSED:
            return self.tr("Kasus ditutup tanpa persetujuan kedua")
        return self.tr("Penutupan diminta; menunggu persetujuan pengelola")

    def _checklist(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addWidget(Label(self.tr("Yang sudah dipastikan"), "strong"))
        for code, box in self.boxes.items():
            box.setObjectName(f"done_{code}")
            layout.addWidget(box)
        return holder
