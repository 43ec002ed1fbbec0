"""Nilai ulang risiko: checklist, level, and who assessed it before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ruko_desk.domain.codes import CodeLists
from ruko_desk.domain.dto.cases import AssessRisk, RiskView
from ui.context import run_query
from ui.pages.cases.case_dialog import CaseDialog, Command
from ui.pages.cases.list_page import moment
from ui.pages.cases.risk_form import RiskForm
from ui.pages.cases.scene import Scene
from ui.theme.tokens import XS, M, S
from ui.widgets.badge import risk_badge
from ui.widgets.labels import Label

_WIDTH, _HEIGHT = 800, 690


def assess(scene: Scene) -> None:
    """Open the checklist once the history is read; what was ticked last is ticked again."""
    uid = scene.detail.header.uid
    run_query(
        scene.ctx,
        scene.page,
        lambda services, actor: services.cases.risks(actor, uid),
        lambda history: RiskDialog(scene, history).open(),
    )


class RiskDialog(CaseDialog):
    """The checklist with the history below it."""

    form: RiskForm

    def __init__(self, scene: Scene, history: tuple[RiskView, ...]) -> None:
        """Tick what was ticked in the newest assessment."""
        form = RiskForm(scene.ctx.codes)
        super().__init__(
            scene,
            form,
            self.tr("Nilai ulang risiko") if history else self.tr("Nilai risiko"),
            self.tr("Daftar ini membantu menilai, bukan diagnosis. Centang yang Anda ketahui."),
            self.tr("Simpan penilaian"),
        )
        self.form = form
        if history:
            form.tick(history[0].items)
            form.add_below(RiskHistory(scene.ctx.codes, history))
        self.body.addWidget(form, 1)
        self.set_size(_WIDTH, _HEIGHT)
        self.start_at(next(iter(form.boxes.values())))

    def command(self) -> Command:
        """Return the assessment as it is ticked now."""
        data = AssessRisk(
            case_uid=self.detail.header.uid,
            version=self.detail.header.version,
            items=self.form.items(),
            level=self.form.level_by_hand(),
            reason=self.form.reason.value() if self.form.level_by_hand() else "",
        )
        return lambda services, actor: services.cases.assess_risk(actor, data)


class RiskHistory(QWidget):
    """When, who, which level and why, newest first."""

    def __init__(self, codes: CodeLists, history: tuple[RiskView, ...]) -> None:
        """Show these assessments; what the reader may not see is left out."""
        super().__init__()
        grid = QGridLayout()
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(S)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, one in enumerate(history):
            who = " · ".join(part for part in (moment(one.when), one.user) if part)
            grid.addWidget(Label(who, "muted"), row, 0, top)
            if one.level:
                badge = risk_badge(one.level, codes.label("risiko", one.level))
                grid.addWidget(badge, row, 1, top)
            grid.addWidget(Label(self._why(codes, one), wrap=True), row, 2, top)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addWidget(Label(self.tr("Riwayat penilaian"), "strong"))
        layout.addLayout(grid)

    def _why(self, codes: CodeLists, one: RiskView) -> str:
        if not one.level:
            return self.tr("Hasilnya tidak ditampilkan untuk peran Anda.")
        ticked = "; ".join(codes.label("butir_risiko", item) for item in one.items)
        told = [ticked or self.tr("Tidak ada butir yang dicentang")]
        if one.level != one.computed:
            computed = codes.label("risiko", one.computed).lower()
            changed = self.tr("Hasil daftar periksa {level}, diubah: {reason}")
            told.append(changed.replace("{level}", computed).replace("{reason}", one.reason))
        return ". ".join(told)
