"""Putuskan penutupan: a manager approves the end of a case, or sends the request back."""

from __future__ import annotations

from collections.abc import Sequence

from ruko_desk.domain.dto.care import CareView, ClosureView
from ruko_desk.errors import FieldErrors
from ui.context import run_query
from ui.pages.cases.case_dialog import CaseDialog, Command
from ui.pages.cases.list_page import moment
from ui.pages.cases.scene import Scene
from ui.theme.symbols import Symbol
from ui.widgets.banner import Banner
from ui.widgets.editors.segmented import Segmented
from ui.widgets.editors.text_edit import TextEdit
from ui.widgets.form import Form
from ui.widgets.labels import Label

_APPROVE, _SEND_BACK = "setuju", "kembali"
_WIDTH = 620


def decide(scene: Scene) -> None:
    """Show the request that waits and what is still open."""
    header = scene.detail.header

    def show(found: tuple[CareView, tuple[str, ...]]) -> None:
        care, open_ends = found
        for request in care.closures:
            if request.uid == header.closing_uid:
                DecideDialog(scene, request, open_ends).open()

    run_query(
        scene.ctx,
        scene.page,
        lambda services, actor: (
            services.care.open(actor, header.uid),
            services.care.open_ends(actor, header.uid),
        ),
        show,
    )


class DecideDialog(CaseDialog):
    """Who asked, why, what was seen to; the decision, and a word about it."""

    def __init__(self, scene: Scene, request: ClosureView, open_ends: Sequence[str]) -> None:
        """Show the request."""
        form = Form()
        asked = self.tr("Diminta {who}, {when}.")
        super().__init__(
            scene,
            form,
            self.tr("Penutupan kasus {code}").replace("{code}", scene.detail.header.code),
            asked.replace("{who}", request.asked_by).replace("{when}", moment(request.asked_at)),
            self.tr("Simpan keputusan"),
        )
        self._request = request
        codes = scene.ctx.codes
        if open_ends:
            words = self.tr("Masih terbuka: {things}.").replace("{things}", "; ".join(open_ends))
            form.add_widget(Banner(words, "warning"))
        reason = codes.label("alasan_penutupan", request.reason)
        form.add_widget(Label(self.tr("Alasan: {why}").replace("{why}", reason), "strong"))
        done = [
            f"{(Symbol.CHECK if each.code in request.checked else Symbol.EMPTY).value} "
            f"{each.label_id}"
            for each in codes.get("butir_tutup")
        ]
        form.add_widget(Label("\n".join(done), wrap=True))
        if request.note:
            note = self.tr("Catatan: {note}").replace("{note}", request.note)
            form.add_widget(Label(note, wrap=True))
        self.decision = Segmented(
            ((_APPROVE, self.tr("Setujui penutupan")), (_SEND_BACK, self.tr("Kembalikan")))
        )
        self.decision.setObjectName("decision")
        self.because = TextEdit(rows=2)
        self.because.setObjectName("because_decided")
        form.add_widget(form.field("decision", self.tr("Keputusan"), self.decision))
        form.add_widget(
            form.field(
                "because",
                self.tr("Catatan untuk petugas"),
                self.because,
                hint=self.tr("Perlu diisi bila dikembalikan: apa yang masih harus dilakukan."),
                optional=True,
            )
        )
        form.body.addStretch(1)
        self.add_scrolled(form, _WIDTH)
        self.start_at(form.get("decision").focus_target())

    def command(self) -> Command:
        """Return the decision as it is chosen now."""
        uid, request = self.detail.header.uid, self._request.uid
        decision, because = self.decision.value(), self.because.value()
        if decision is None:
            raise FieldErrors({"decision": self.tr("Pilih keputusannya")})
        return lambda services, actor: services.care.decide_closure(
            actor, uid, request, approve=decision == _APPROVE, because=because
        )

    def told(self, answer: object) -> str:
        """Tell what was decided."""
        if self.decision.value() == _APPROVE:
            return self.tr("Kasus ditutup")
        return self.tr("Permintaan dikembalikan")
