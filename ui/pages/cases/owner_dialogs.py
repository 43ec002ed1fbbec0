"""Serah terima and Buka kembali: who goes on with a case, and what she must know."""

from __future__ import annotations

from collections.abc import Sequence

from ruko_desk.domain.codes import CodeLists, Role
from ruko_desk.domain.dto.users import Colleague
from ruko_desk.errors import FieldErrors
from ui.context import run_query
from ui.pages.cases.case_dialog import CaseDialog, Command
from ui.pages.cases.scene import Scene
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.text_edit import TextEdit
from ui.widgets.form import Form

_CLOSING = "penutupan"
_WIDTH = 560


def hand_over(scene: Scene) -> None:
    """Let a colleague be chosen who is responsible from now on."""

    def ask(colleagues: Sequence[Colleague]) -> None:
        HandOverDialog(
            scene, [one for one in colleagues if one.uid != scene.detail.header.owner_uid]
        ).open()

    run_query(
        scene.ctx, scene.page, lambda services, actor: services.users.case_holders(actor), ask
    )


def reopen(scene: Scene) -> None:
    """Open a closed case again with a reason."""
    ReopenDialog(scene).open()


def with_roles(one: Colleague, codes: CodeLists) -> str:
    """Return what staff see of a colleague: name and roles."""
    roles = ", ".join(codes.label("peran", role) for role in Role if role in one.roles)
    return f"{one.display_name} · {roles}"


class HandOverDialog(CaseDialog):
    """Whoever runs cases writes down what is open; the front desk only says who takes it."""

    def __init__(self, scene: Scene, colleagues: Sequence[Colleague]) -> None:
        """Offer the colleagues."""
        form = Form()
        now = scene.detail.header.owner or self.tr("belum ada")
        super().__init__(
            scene,
            form,
            self.tr("Serah terima {code}").replace("{code}", scene.detail.header.code),
            self.tr("Petugas sekarang: {name}").replace("{name}", now),
            self.tr("Serahkan kasus"),
        )
        self._hands_over = _CLOSING in scene.detail.may_edit
        codes = scene.ctx.codes
        self.colleague = ChoiceCombo([(one.uid, with_roles(one, codes)) for one in colleagues])
        self.colleague.setObjectName("colleague")
        self.points = TextEdit(rows=4)
        self.points.setObjectName("open_points")
        form.add_widget(form.field("colleague", self.tr("Petugas berikutnya"), self.colleague))
        if self._hands_over:
            form.add_widget(
                form.field(
                    "open_points",
                    self.tr("Yang harus diketahui"),
                    self.points,
                    hint=self.tr("Janji, risiko, dan apa yang masih terbuka."),
                )
            )
        form.body.addStretch(1)
        self.add_scrolled(form, _WIDTH)
        self.start_at(self.colleague)

    def command(self) -> Command:
        """Return the handing over as it is filled in now."""
        header, points, to = self.detail.header, self.points.value(), self.colleague.value()
        if to is None:
            raise FieldErrors({"colleague": self.tr("Pilih petugas yang melanjutkan")})
        if not self._hands_over:
            return lambda services, actor: services.cases.assign(
                actor, header.uid, header.version, to
            )
        return lambda services, actor: services.care.hand_over(
            actor, header.uid, header.version, to, points
        )

    def told(self, answer: object) -> str:
        """Tell who has the case now."""
        name = self.colleague.currentText().split(" · ")[0]
        return self.tr("Kasus diserahkan kepada {name}").replace("{name}", name)


class ReopenDialog(CaseDialog):
    """Why the case goes on."""

    def __init__(self, scene: Scene) -> None:
        """Ask for the reason."""
        form = Form()
        super().__init__(
            scene,
            form,
            self.tr("Buka kembali {code}").replace("{code}", scene.detail.header.code),
            self.tr("Kasus kembali ke daftar yang ditangani."),
            self.tr("Buka kembali"),
        )
        self.reason = TextEdit(rows=2)
        self.reason.setObjectName("reopen_reason")
        form.add_widget(
            form.field(
                "reason",
                self.tr("Mengapa dibuka kembali"),
                self.reason,
                hint=self.tr("Tanpa nama orang; tampil pada lini masa."),
            )
        )
        form.body.addStretch(1)
        self.add_scrolled(form, _WIDTH)
        self.start_at(self.reason)

    def command(self) -> Command:
        """Return the reopening with its reason."""
        header, reason = self.detail.header, self.reason.value()
        return lambda services, actor: services.care.reopen(
            actor, header.uid, header.version, reason
        )

    def told(self, answer: object) -> str:
        """Tell that it is open."""
        return self.tr("Kasus dibuka kembali")
