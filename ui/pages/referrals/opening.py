"""Reading a referral with its case; a case of somebody else's opens only with a reason."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ruko_desk.domain.dto.referrals import ComposerView
from ruko_desk.errors import NotAllowedError, RuKoError
from ui.context import UiContext, run_query

_NEEDS_REASON = "perlu_alasan"


class Opening(QObject):
    """Asks for the composer's view, and for a reason where the case needs one.

    Signals:
        opened: the ComposerView, and whether it is the first since the page was entered.
        refused: why the referral cannot be read, a sentence.
    """

    opened = Signal(object, bool)
    refused = Signal(str)

    def __init__(self, ctx: UiContext, page: QWidget) -> None:
        """Work for the composer."""
        super().__init__(page)
        self.ctx = ctx
        self._page = page

    def read(self, case_uid: str, referral_uid: str, *, arriving: bool) -> None:
        """Read a referral, or what a new one for the case needs."""

        def failed(error: RuKoError) -> None:
            if isinstance(error, NotAllowedError) and error.code == _NEEDS_REASON:
                self._ask_reason(case_uid, referral_uid)
            else:
                self.refused.emit(error.message)

        run_query(
            self.ctx,
            self,
            lambda services, actor: services.referrals.compose(actor, case_uid, referral_uid),
            lambda view: self._hand_out(view, arriving=arriving),
            err=failed,
            key="compose",
        )

    def _hand_out(self, view: ComposerView, *, arriving: bool) -> None:
        self.opened.emit(view, arriving)

    def _ask_reason(self, case_uid: str, referral_uid: str) -> None:
        def asked(reason: str | None) -> None:
            if reason is None:
                self.ctx.navigate_back()
                return
            run_query(
                self.ctx,
                self,
                lambda services, actor: services.cases.open(actor, case_uid, reason),
                lambda _case: self.read(case_uid, referral_uid, arriving=True),
                err=lambda error: self.refused.emit(error.message),
            )

        self.ctx.prompts.ask_reason(
            self._page,
            self.tr("Kasus ini bukan tanggungan Anda"),
            self.tr("Tulis alasan membukanya. Alasan tercatat dan dibaca pengelola."),
            asked,
        )
