"""Saving a draft and issuing it: what is missing is told first, then the number, then it is frozen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ruko_desk.domain.codes import ReferralState
from ruko_desk.domain.dto.referrals import (
    ComposerView,
    IssueReferral,
    ReferralContent,
    ReferralView,
    StoredLetter,
)
from ruko_desk.domain.letters import ReferralLetter
from ruko_desk.errors import FieldErrors, RuKoError, StaleError
from ui.context import UiContext, run_command, run_query, tell
from ui.pages.referrals.gaps import gaps_of_error, gaps_of_letter
from ui.pages.referrals.issue_dialog import IssueDialog
from ui.pages.referrals.letter_form import SHEETS
from ui.pages.referrals.versions import differences

if TYPE_CHECKING:
    from ui.pages.referrals.composer import ComposerPage

_MINE, _THEIRS = "saya", "tersimpan"
_SHOWN_WORDS = 90


class Issuing(QObject):
    """The way from a form to a frozen letter."""

    def __init__(self, ctx: UiContext, page: ComposerPage) -> None:
        """Work for the composer."""
        super().__init__(page)
        self.ctx = ctx
        self._page = page
        self._dialog: IssueDialog | None = None

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Keep the draft in the case; unreadable fields are told first."""
        page = self._page
        if not page.form.check():
            return
        data, typed = page.data(), page.form.draft()["values"]

        def done(referral: ReferralView) -> None:
            page.saved(referral, complete=page.form.draft()["values"] == typed)
            if then is not None:
                then()

        run_command(
            self.ctx,
            page,
            lambda services, actor: services.referrals.save(actor, data),
            done,
            button=page.head.buttons["save"],
            err=self._save_failed,
        )

    def submit(self) -> None:
        """Tell what is missing; with nothing missing, ask about the number."""
        page = self._page
        if not page.form.check():
            page.panes.show_form()
            return
        data = page.data()

        def checked(answer: tuple[ReferralLetter, str]) -> None:
            letter, number = answer
            gaps = gaps_of_letter(letter)
            if gaps:
                page.show_gaps(gaps)
            elif page.referral and page.referral.uid and page.referral.content == data.content:
                self._ask(number)
            else:
                self.save(lambda: self._ask(number))

        run_query(
            self.ctx,
            page,
            lambda services, actor: (
                services.referrals.preview(actor, data),
                services.letters.next_number(actor),
            ),
            checked,
            err=lambda error: page.show_gaps(gaps_of_error(error)),
            key="submit",
        )

    def compare(self, view: ComposerView) -> None:
        """Show what was typed here beside what somebody else saved, and let one be chosen."""
        page = self._page
        if view.referral.state != ReferralState.DRAFT:
            self.ctx.prompts.inform(
                page,
                self.tr("Surat sudah terbit"),
                self.tr("Petugas lain sudah menerbitkan surat ini. Yang terbit ditampilkan."),
                lambda: page.take_stored_version(view),
            )
            return

        def chosen(version: str | None) -> None:
            if version == _THEIRS:
                page.take_stored_version(view)
            else:
                page.keep_own_version(view)

        self.ctx.prompts.choose(
            page,
            self.tr("Rujukan ini sudah diubah petugas lain"),
            self._side_by_side(page.data().content, view.referral.content),
            (
                (_MINE, self.tr("Lanjutkan isian saya")),
                (_THEIRS, self.tr("Pakai yang tersimpan")),
            ),
            chosen,
        )

    def _ask(self, number: str) -> None:
        dialog = IssueDialog(self._page, number)
        dialog.finished.connect(dialog.deleteLater)
        dialog.wanted.connect(self._issue)
        self._dialog = dialog
        dialog.open()

    def _issue(self, number: str) -> None:
        referral, dialog = self._page.referral, self._dialog
        if referral is None or dialog is None:
            return
        command = IssueReferral(uid=referral.uid, version=referral.version, number=number)

        def done(stored: StoredLetter) -> None:
            dialog.finish()
            self._page.issued(stored)

        run_command(
            self.ctx,
            self._page,
            lambda services, actor: services.referrals.issue(actor, command),
            done,
            button=dialog.yes_button,
            err=self._issue_failed,
        )

    def _issue_failed(self, error: RuKoError) -> None:
        dialog = self._dialog
        if dialog is not None and isinstance(error, FieldErrors) and "number" in error.fields:
            dialog.show_problem(error.fields["number"])
            return
        if dialog is not None:
            dialog.reject()
        self._failed(error)

    def _save_failed(self, error: RuKoError) -> None:
        self._failed(error)

    def _failed(self, error: RuKoError) -> None:
        if isinstance(error, StaleError):
            self._read_theirs()
        elif isinstance(error, FieldErrors) or error.code == "persetujuan":
            self._page.show_gaps(gaps_of_error(error))
        else:
            tell(self.ctx, self._page, error)

    def _read_theirs(self) -> None:
        referral = self._page.referral
        if referral is None:
            return
        case_uid, uid = referral.case_uid, referral.uid
        run_query(
            self.ctx,
            self._page,
            lambda services, actor: services.referrals.compose(actor, case_uid, uid),
            self.compare,
            key="theirs",
        )

    def _side_by_side(self, mine: ReferralContent, theirs: ReferralContent) -> str:
        words = self.tr("{field}: isian Anda “{mine}”, tersimpan “{theirs}”")
        lines = []
        for each in differences(mine, theirs):
            label = self._label_of(each.name)
            lines.append(
                words.replace("{field}", label)
                .replace("{mine}", _short(each.mine))
                .replace("{theirs}", _short(each.theirs))
            )
        return "\n".join(lines)

    def _label_of(self, name: str) -> str:
        """Return what the screen calls a field of `ReferralContent`."""
        page = self._page
        if name == "paper":
            return page.preview.paper_size.accessibleName()
        return page.form.get("sheets" if name in SHEETS else name).label_text()


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN_WORDS else f"{flat[:_SHOWN_WORDS].rstrip()}…"
