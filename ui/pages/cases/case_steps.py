"""Status and responsibility: short choices that need no form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ruko_desk.changes import Outcome
from ruko_desk.domain.case_status import next_statuses
from ruko_desk.domain.codes import CaseStatus, CodeLists, Role
from ruko_desk.domain.dto.cases import CaseDetail
from ruko_desk.domain.dto.users import Actor, Colleague
from ruko_desk.errors import RuKoError, StaleError
from ui.context import run_command, run_query, tell
from ui.pages.cases.scene import Scene

if TYPE_CHECKING:
    from ruko_desk.services.registry import Services


def _tr(text: str) -> str:
    return QCoreApplication.translate("CaseSteps", text)


def change_status(scene: Scene) -> None:
    """Offer the steps from the present status; closing is an act of its own."""
    header, codes = scene.detail.header, scene.ctx.codes
    steps = [step for step in next_statuses(header.status) if step is not CaseStatus.CLOSED]

    def chosen(status: str | None) -> None:
        if status is not None:
            _set_status(scene, status)

    scene.ctx.prompts.choose(
        scene.page,
        _tr("Ubah status kasus"),
        _tr("Sekarang: {status}").replace("{status}", codes.label("status_kasus", header.status)),
        [(step.value, codes.label("status_kasus", step)) for step in steps],
        chosen,
        yes=_tr("Ubah status"),
    )


def reopen(scene: Scene) -> None:
    """Ask, then open a closed case again."""

    def answered(yes: bool) -> None:
        if yes:
            _set_status(scene, CaseStatus.REOPENED)

    scene.ctx.prompts.confirm(
        scene.page,
        _tr("Buka kembali kasus {code}?").replace("{code}", scene.detail.header.code),
        _tr("Kasus masuk lagi ke daftar kasus yang ditangani, dan tindak lanjutnya dihitung lagi."),
        answered,
        yes=_tr("Buka kembali"),
    )


def hand_over(scene: Scene) -> None:
    """Let a colleague be chosen who is responsible from now on."""
    header = scene.detail.header

    def ask(colleagues: Sequence[Colleague]) -> None:
        offered = [one for one in colleagues if one.uid != header.owner_uid]
        if not offered:
            scene.ctx.toasts.error(_tr("Belum ada petugas lain yang dapat memegang kasus."))
            return
        now = header.owner or _tr("belum ada")
        scene.ctx.prompts.choose(
            scene.page,
            _tr("Serahkan kasus kepada"),
            _tr("Petugas sekarang: {name}").replace("{name}", now),
            [(one.uid, _with_roles(one, scene.ctx.codes)) for one in offered],
            chosen,
            yes=_tr("Serahkan"),
        )

    def chosen(uid: str | None) -> None:
        if uid is not None:
            _run(
                scene,
                lambda services, actor: services.cases.assign(
                    actor, header.uid, header.version, uid
                ),
                lambda detail: _tr("Kasus diserahkan kepada {name}").replace(
                    "{name}", detail.header.owner
                ),
            )

    run_query(
        scene.ctx, scene.page, lambda services, actor: services.users.case_holders(actor), ask
    )


def _with_roles(one: Colleague, codes: CodeLists) -> str:
    roles = ", ".join(codes.label("peran", role) for role in Role if role in one.roles)
    return f"{one.display_name} · {roles}"


def _set_status(scene: Scene, status: str) -> None:
    header, codes = scene.detail.header, scene.ctx.codes
    _run(
        scene,
        lambda services, actor: services.cases.set_status(
            actor, header.uid, header.version, status
        ),
        lambda _detail: _tr("Status kasus: {status}").replace(
            "{status}", codes.label("status_kasus", status)
        ),
    )


def _run(
    scene: Scene,
    command: Callable[[Services, Actor], Outcome[CaseDetail]],
    told: Callable[[CaseDetail], str],
) -> None:
    """Do it and tell it; what somebody else changed meanwhile is shown before another try."""
    uid = scene.detail.header.uid

    def done(detail: CaseDetail) -> None:
        scene.saved(detail)
        scene.ctx.toasts.show(told(detail))

    def failed(error: RuKoError) -> None:
        tell(scene.ctx, scene.page, error)
        if isinstance(error, StaleError):
            run_query(
                scene.ctx,
                scene.page,
                lambda services, actor: services.cases.read_again(actor, uid),
                scene.saved,
            )

    run_command(scene.ctx, scene.page, command, done, err=failed)
