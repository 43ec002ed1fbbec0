"""What can be done with a case besides typing; one line adds an act to the header."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ruko_desk.domain.codes import CaseStatus, Role
from ruko_desk.domain.dto.cases import CaseDetail
from ruko_desk.domain.dto.users import Actor
from ui.pages.cases.case_steps import change_status
from ui.pages.cases.close_dialog import close
from ui.pages.cases.decide_dialog import decide
from ui.pages.cases.owner_dialogs import hand_over, reopen
from ui.pages.cases.risk_dialog import assess
from ui.pages.cases.scene import Scene

RISK = "risiko"
"""Key of the act that the risk badge opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAct:
    """An entry of the menu Tindakan lain.

    Attributes:
        key: its name.
        right: what `CaseDetail.may_edit` must hold.
        fits: whether the case is in a state for it, and it is for this user to do.
    """

    key: str
    label: str
    right: str
    run: Callable[[Scene], object]
    fits: Callable[[CaseDetail, Actor], bool] = lambda _detail, _actor: True

    def words(self) -> str:
        """Return the entry in the language of the screen."""
        return QCoreApplication.translate("CaseActs", self.label)

    def is_offered(self, detail: CaseDetail, actor: Actor) -> bool:
        """Tell whether this user may do it with this case now."""
        return self.right in detail.may_edit and self.fits(detail, actor)


def _n(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("CaseActs", text))


def _is_closed(detail: CaseDetail, _actor: Actor) -> bool:
    return detail.header.status == CaseStatus.CLOSED


def _is_open(detail: CaseDetail, actor: Actor) -> bool:
    return not _is_closed(detail, actor)


def _is_not_asked(detail: CaseDetail, actor: Actor) -> bool:
    return _is_open(detail, actor) and not detail.header.closing_uid


def _is_for_her_to_decide(detail: CaseDetail, actor: Actor) -> bool:
    return bool(detail.header.closing_uid) and Role.MANAGER in actor.roles


_END = "penutupan"
ACTS: tuple[CaseAct, ...] = (
    CaseAct(key=RISK, label=_n("Nilai ulang risiko…"), right="risiko", run=assess),
    CaseAct(
        key="status", label=_n("Ubah status…"), right="status", run=change_status, fits=_is_open
    ),
    CaseAct(key="serah", label=_n("Serah terima…"), right="penugasan", run=hand_over),
    CaseAct(key="tutup", label=_n("Tutup kasus…"), right=_END, run=close, fits=_is_not_asked),
    CaseAct(
        key="putuskan",
        label=_n("Putuskan penutupan…"),
        right=_END,
        run=decide,
        fits=_is_for_her_to_decide,
    ),
    CaseAct(key="buka", label=_n("Buka kembali…"), right=_END, run=reopen, fits=_is_closed),
)
