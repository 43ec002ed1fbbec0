"""Tutup kasus: why it ends, which manager agrees, and what is still open in it."""

from __future__ import annotations

from collections.abc import Sequence

from ruko_desk.domain.codes import AppointmentState, ReferralState, Role
from ruko_desk.domain.dto.cases import CaseDetail, CloseCase
from ruko_desk.domain.dto.users import Colleague
from ui.context import run_query
from ui.pages.cases.case_dialog import CaseDialog, Command
from ui.pages.cases.scene import Scene
from ui.widgets.banner import Banner
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.form import Form

_AHEAD = {AppointmentState.REQUESTED, AppointmentState.SCHEDULED, AppointmentState.CONFIRMED}
_UNANSWERED = {
    ReferralState.DRAFT,
    ReferralState.ISSUED,
    ReferralState.HANDED_OVER,
    ReferralState.RECEIVED,
}


def close(scene: Scene) -> None:
    """Ask for reason and agreement, once the managers are known."""
    run_query(
        scene.ctx,
        scene.page,
        lambda services, actor: services.users.case_holders(actor),
        lambda colleagues: CloseDialog(scene, colleagues).open(),
    )


class CloseDialog(CaseDialog):
    """A manager who closes the case agrees by doing so; others name the one who did."""

    def __init__(self, scene: Scene, colleagues: Sequence[Colleague]) -> None:
        """Offer the reasons, and the managers among the colleagues."""
        form = Form()
        super().__init__(
            scene,
            form,
            self.tr("Tutup kasus {code}?").replace("{code}", scene.detail.header.code),
            self.tr(
                "Penutupan disepakati petugas kasus dan pengelola, dengan berita acara terminasi. "
                "Kasus tetap tersimpan dan dapat dibuka kembali."
            ),
            self.tr("Tutup kasus"),
        )
        open_things = self._still_open(scene.detail)
        if open_things:
            self.body.addWidget(Banner(open_things, "warning"))
        codes = scene.ctx.codes
        reasons = [(each.code, each.label_id) for each in codes.get("alasan_penutupan")]
        self.reason = ChoiceCombo(reasons)
        self.reason.setObjectName("close_reason")
        form.add_widget(form.field("reason", self.tr("Alasan penutupan"), self.reason))
        self.agreed_by = ChoiceCombo(
            [(one.uid, one.display_name) for one in colleagues if Role.MANAGER in one.roles]
        )
        self.agreed_by.setObjectName("agreed_by")
        if Role.MANAGER not in scene.ctx.actor.roles:
            form.add_widget(
                form.field("agreed_by", self.tr("Pengelola yang menyetujui"), self.agreed_by)
            )
        self.body.addWidget(form)
        self.start_at(self.reason)

    def command(self) -> Command:
        """Return the end of the case as it is filled in now."""
        data = CloseCase(
            case_uid=self.detail.header.uid,
            version=self.detail.header.version,
            reason=self.reason.value() or "",
            agreed_by=self.agreed_by.value() or "",
        )
        return lambda services, actor: services.cases.close(actor, data)

    def _still_open(self, detail: CaseDetail) -> str:
        now = self.scene.ctx.clock.now()
        ahead = sum(one.state in _AHEAD and one.start >= now for one in detail.appointments)
        waiting = sum(one.state in _UNANSWERED for one in detail.letters)
        told = []
        if ahead:
            told.append(self.tr("{n} janji mendatang").replace("{n}", str(ahead)))
        if waiting:
            told.append(self.tr("{n} rujukan yang belum selesai").replace("{n}", str(waiting)))
        if not told:
            return ""
        and_word = self.tr(" dan ")
        sentence = self.tr("Masih ada {things}. Penutupan tidak membatalkannya.")
        return sentence.replace("{things}", and_word.join(told))
