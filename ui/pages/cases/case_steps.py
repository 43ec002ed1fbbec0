"""Ubah status: a short choice that needs no form."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ruko_desk.domain.case_status import next_statuses
from ruko_desk.domain.dto.cases import CaseDetail
from ruko_desk.errors import RuKoError, StaleError
from ui.context import run_command, run_query, tell
from ui.pages.cases.scene import Scene


def _tr(text: str) -> str:
    return QCoreApplication.translate("CaseSteps", text)


def change_status(scene: Scene) -> None:
    """Offer the steps from the present status."""
    header, codes = scene.detail.header, scene.ctx.codes

    def chosen(status: str | None) -> None:
        if status is not None:
            _set_status(scene, status)

    scene.ctx.prompts.choose(
        scene.page,
        _tr("Ubah status kasus"),
        _tr("Sekarang: {status}").replace("{status}", codes.label("status_kasus", header.status)),
        [(step.value, codes.label("status_kasus", step)) for step in next_statuses(header.status)],
        chosen,
        yes=_tr("Ubah status"),
    )


def _set_status(scene: Scene, status: str) -> None:
    """Set it and tell it; what somebody else changed meanwhile is shown before another try."""
    header = scene.detail.header
    words = _tr("Status kasus: {status}")

    def done(detail: CaseDetail) -> None:
        scene.saved(detail)
        label = scene.ctx.codes.label("status_kasus", status)
        scene.ctx.toasts.show(words.replace("{status}", label))

    def failed(error: RuKoError) -> None:
        tell(scene.ctx, scene.page, error)
        if isinstance(error, StaleError):
            run_query(
                scene.ctx,
                scene.page,
                lambda services, actor: services.cases.read_again(actor, header.uid),
                scene.saved,
            )

    run_command(
        scene.ctx,
        scene.page,
        lambda services, actor: services.cases.set_status(
            actor, header.uid, header.version, status
        ),
        done,
        err=failed,
    )
