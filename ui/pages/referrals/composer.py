"""Surat rujukan: the form at the left, at the right the very pages that will be printed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ruko_desk.changes import ChangeSet
from ruko_desk.clock import local, today
from ruko_desk.domain.codes import ReferralState
from ruko_desk.domain.dto.referrals import (
    ComposerView,
    LetterField,
    ReferralContent,
    ReferralView,
    SaveReferral,
    StoredLetter,
)
from ruko_desk.domain.indonesian import time_text
from ui.context import UiContext, run_query
from ui.pages.referrals.composer_head import ComposerHead
from ui.pages.referrals.form_pane import FormPane
from ui.pages.referrals.hand_over_bar import HandOverBar
from ui.pages.referrals.issuing import Issuing
from ui.pages.referrals.letter_form import LetterForm
from ui.pages.referrals.letter_state import notice
from ui.pages.referrals.letter_steps import LetterSteps
from ui.pages.referrals.opening import Opening
from ui.pages.referrals.panes import Panes
from ui.pages.referrals.preview import LetterPreview
from ui.shell.page import Page
from ui.shell.routes import CaseRoute, ComposerRoute, Route, ScheduleRoute
from ui.theme.tokens import L, M, S
from ui.widgets.banner import Banner


class ComposerPage(Page):
    """Writes one referral letter, issues it, and keeps what becomes of it."""

    title = str(QT_TRANSLATE_NOOP("ComposerPage", "Surat rujukan"))
    draft_form = "surat_rujukan"

    def __init__(self, ctx: UiContext) -> None:
        """Build the page, empty."""
        super().__init__(ctx)
        self._view: ComposerView | None = None
        self._begun: Route | None = None
        self._copied: ReferralContent | None = None
        self._carried = False
        self._loading = False
        self._may_write = not ctx.read_only and (
            ctx.may("identitas", "W") or ctx.may("rekam_terbatas", "W")
        )
        self.head = ComposerHead()
        self.notice = Banner("")
        self.hand_over = HandOverBar()
        self.form = LetterForm(ctx.codes, lambda: today(ctx.clock))
        self.preview = LetterPreview(ctx, self.data)
        self.form_pane = FormPane(self.form, self.preview)
        self.panes = Panes(self.form_pane, self.preview)
        self.opening = Opening(ctx, self)
        self.steps = LetterSteps(ctx, self)
        self.issuing = Issuing(ctx, self)
        self._lay_out()
        self._connect()

    # -- what the shell asks --

    def show_route(self, route: Route, coming_back: dict[str, object] | None = None) -> None:
        """Go on with the referral that was begun under this route, after a lock too."""
        if isinstance(route, ComposerRoute) and not route.referral_uid:
            more = (coming_back or {}).get("more")
            uid = str(more.get("referral") or "") if isinstance(more, dict) else ""
            begun, self._begun = self._begun, route
            if begun is route and self._view is not None:
                uid = self._view.referral.uid
            route = replace(route, referral_uid=uid)
        super().show_route(route, coming_back)

    def enter(self, route: Route) -> None:
        """Read the referral, or begin one for the case."""
        if not isinstance(route, ComposerRoute):
            return
        self._view = None
        self.steps.letter = None
        self.hand_over.hide()
        self.preview.show_message("")
        self.read_again(arriving=True)

    def on_changes(self, changes: ChangeSet) -> None:
        """Look again at what may be shared, or at the letter itself."""
        if self._view is None:
            return
        referral = self._view.referral
        if referral.uid and changes.touches_record("referral", referral.uid) and not self._dirty():
            self.read_again()
        elif changes.touches_record("case", referral.case_uid) and self.editable:
            self._ask_fields(self.form.partner_uid())

    def first_focus(self) -> QWidget | None:
        """Start at the partner, at the reason once there is one, or at printing."""
        if self._view is not None and not self.editable:
            return self.head.first_button()
        key = "reason" if self.form.partner_uid() else "partner_uid"
        return self.form.get(key).focus_target()

    def draft_key(self) -> str:
        """Return the referral's uid, or for a new one the case it is for."""
        if self._view is not None and self._view.referral.uid:
            return self._view.referral.uid
        return f"baru-{self._case_uid()}"

    def draft(self) -> dict[str, object] | None:
        """Return what was typed and not saved as a draft of the referral."""
        if not self._dirty() or self._view is None:
            return None
        return {
            "form": self.form.draft(),
            "paper": self.preview.paper_size.value(),
            "version": self._view.referral.version,
        }

    def restore(self, payload: dict[str, object]) -> None:
        """Put a draft back; older than the stored version, it is shown beside that."""
        form = payload.get("form")
        if not isinstance(form, dict) or self._view is None or not self.editable:
            return
        self._loading = True
        self.preview.paper_size.set_value(payload.get("paper"))
        self.form.restore(form)
        self._loading = False
        self._ask_fields(self.form.partner_uid())
        if payload.get("version") != self._view.referral.version:
            self.issuing.compare(self._view)

    def place(self) -> dict[str, object]:
        """Return the referral, which a new one did not have when its route was made."""
        return {
            "referral": self._view.referral.uid if self._view else "",
            "preview": self.panes.wish,
            "scroll": self.form_pane.scrolled(),
        }

    def back_to(self, place: dict[str, object]) -> None:
        """Open the preview as it was and scroll back."""
        wish, scroll = place.get("preview"), place.get("scroll")
        self.panes.set_wish(wish if isinstance(wish, bool) else None)
        self.form_pane.scroll_to(scroll if isinstance(scroll, int) else 0)

    def handle(self, action: str) -> bool:
        """Do what the keys say: save, issue, print, show or hide the preview, go on."""
        if self._view is None:
            return super().handle(action)
        case_uid = self._view.referral.case_uid
        match action:
            case "save" | "submit" | "print":
                self._do(action)
            case "preview":
                self.panes.toggle()
            case "reload":
                self.keep_draft()
                return super().handle(action)
            case "refer":
                self.ctx.navigate(ComposerRoute(case_uid=case_uid))
            case "book":
                self.ctx.navigate(ScheduleRoute(case_uid=case_uid))
            case _:
                return super().handle(action)
        return True

    # -- the letter --

    @property
    def editable(self) -> bool:
        """Whether this is a draft and the actor may write it."""
        return (
            self._may_write
            and self._view is not None
            and self._view.referral.state == ReferralState.DRAFT
        )

    @property
    def referral(self) -> ReferralView | None:
        """The referral as it was read or saved last."""
        return self._view.referral if self._view else None

    def data(self) -> SaveReferral:
        """Return what is written, ready to be saved or previewed."""
        referral = self.referral
        return SaveReferral(
            case_uid=self._case_uid(),
            uid=referral.uid if referral else "",
            version=referral.version if referral else 0,
            content=self.form.content(self.preview.paper_size.value() or "A4"),
        )

    def read_again(self, *, arriving: bool = False) -> None:
        """Read the referral as it stands now."""
        route = self.route
        if isinstance(route, ComposerRoute):
            self.opening.read(route.case_uid, route.referral_uid, arriving=arriving)

    def show_view(self, view: ComposerView) -> None:
        """Show a referral as it is stored, or a new one, which may be a copy of another."""
        self._view = view
        referral = view.referral
        content, self._copied = self._copied, None
        self._carried = content is not None and not referral.uid
        if content is None or referral.uid:
            content = referral.content
            if not referral.uid:
                content = replace(content, paper=self.ctx.settings.numbering.paper)
        self._loading = True
        self.preview.paper_size.set_value(content.paper)
        self.preview.paper_size.setEnabled(self.editable)
        self.form.show_view(view, content, editable=self.editable, carried=self._carried)
        self._loading = False
        self._show_state(referral)
        if not self.editable:
            self.form_pane.scroll_to(0)
        if referral.letter_uid is not None:
            self.steps.load(referral.letter_uid)
        elif self._carried:
            self._ask_fields(self.form.partner_uid())
            self.touch()
        else:
            self.preview.refresh_now()

    def saved(self, referral: ReferralView, *, complete: bool) -> None:
        """Take a stored draft over; `complete` when nothing was typed since it was sent."""
        if self._view is None:
            return
        if complete:
            self.drop_draft()
            self.form.mark_clean()
            self._carried = False
        self._view = replace(self._view, referral=referral)
        self.route = ComposerRoute(case_uid=referral.case_uid, referral_uid=referral.uid)
        now = time_text(local(self.ctx.clock.now()))
        self.head.saved.setText(self.tr("Draf tersimpan {time}").replace("{time}", now))

    def issued(self, stored: StoredLetter) -> None:
        """Show the frozen letter, ready to be printed."""
        self.drop_draft()
        self.form.clear_errors()
        self.steps.letter = stored
        words = self.tr("Surat terbit dengan nomor {number}.").replace("{number}", stored.number)
        self.ctx.toasts.show(words)
        self.read_again()

    def take_stored_version(self, view: ComposerView) -> None:
        """Drop what was typed here in favour of what somebody else saved."""
        self.drop_draft()
        self.show_view(view)

    def keep_own_version(self, view: ComposerView) -> None:
        """Go on with what was typed here, on top of what somebody else saved."""
        self._view = view
        self.touch()

    # -- building --

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, S)
        layout.setSpacing(S)
        layout.addWidget(self.head)
        layout.addWidget(self.notice)
        layout.addWidget(self.hand_over)
        layout.addWidget(self.panes, 1)
        self.notice.hide()
        self.head.offer()

    def _connect(self) -> None:
        self.form.changed.connect(self._on_typed)
        self.form.submitted.connect(lambda: self._do("submit"))
        self.form.partner_changed.connect(self._ask_fields)
        self.form.consent_wanted.connect(
            lambda: self.ctx.navigate(CaseRoute(case_uid=self._case_uid(), tab="persetujuan"))
        )
        self.preview.paper_size.edited.connect(self._on_typed)
        self.head.wanted.connect(self._do)
        self.head.preview.clicked.connect(lambda _checked=False: self.panes.toggle())
        self.panes.preview_shown.connect(self.head.preview.setChecked)
        self.hand_over.handed.connect(
            lambda to: self.steps.hand_over(to, self.hand_over.buttons[to])
        )
        self.opening.opened.connect(self._opened)
        self.opening.refused.connect(self._refused)
        self.steps.loaded.connect(self._stored_here)
        self.steps.missing.connect(self.preview.show_message)
        self.steps.printed.connect(self._printed)
        self.steps.changed.connect(self._letter_changed)

    def show_gaps(self, gaps: dict[str, str]) -> None:
        """Show in the form what the letter still lacks."""
        self.panes.show_form()
        self.form.show_errors(gaps)

    # -- behaviour --

    def _opened(self, view: ComposerView, arriving: bool) -> None:
        self.show_view(view)
        if arriving:
            self.ready()
        elif not self.editable:  # it was issued, handed over or voided just now
            self.head.first_button().setFocus()

    def _do(self, action: str) -> None:
        if not self.head.is_offered(action):
            return
        match action:
            case "save":
                self.issuing.save()
            case "submit":
                self.issuing.submit()
            case "case":
                self.ctx.navigate(CaseRoute(case_uid=self._case_uid()))
            case "again":
                self._copied = self.data().content
                self.ctx.navigate(ComposerRoute(case_uid=self._case_uid()))
            case "hand_over":
                self.hand_over.ask()
            case _:
                self.steps.do(action, self.data().content.paper)

    def _on_typed(self) -> None:
        if not self._loading and self.editable:
            self.head.saved.setText("")
            self.touch()
            self.preview.refresh_soon()

    def _ask_fields(self, partner_uid: str) -> None:
        if self._loading:
            return
        case_uid = self._case_uid()
        run_query(
            self.ctx,
            self,
            lambda services, actor: services.referrals.fields_for(actor, case_uid, partner_uid),
            self._fields_here,
            key="fields",
        )

    def _fields_here(self, fields: tuple[LetterField, ...]) -> None:
        self.form.set_fields(fields)
        self.preview.refresh_soon()

    def _printed(self) -> None:
        if self._view is not None and self._view.referral.state == ReferralState.ISSUED:
            self.hand_over.ask()

    def _letter_changed(self) -> None:
        self.hand_over.hide()
        self.read_again()

    def _stored_here(self) -> None:
        if self.steps.letter is not None and self._view is not None:
            self._show_state(self._view.referral)
            self.preview.show_stored(self.steps.letter.pdf)

    def _show_state(self, referral: ReferralView) -> None:
        self.head.show_referral(
            referral,
            self.ctx.codes.label("status_rujukan", referral.state),
            may_write=self._may_write,
            has_bytes=self.steps.letter is not None,
        )
        self.form_pane.gap_line.setVisible(self.editable)
        self.preview.set_caption(referral)
        sentence = notice(referral, may_write=self._may_write)
        self.notice.set_message(sentence)
        self.notice.setVisible(bool(sentence))

    def _refused(self, sentence: str) -> None:
        self._loading = True
        self.form.show_content(ReferralContent())
        self.form.set_read_only(True)
        self._loading = False
        self.head.offer()
        self.form_pane.gap_line.hide()
        self.notice.set_message(sentence, "warning")
        self.notice.show()

    def _dirty(self) -> bool:
        if self._view is None or not self.editable:
            return False
        referral = self._view.referral
        paper = referral.content.paper if referral.uid else self.ctx.settings.numbering.paper
        return self._carried or self.form.is_dirty() or self.preview.paper_size.value() != paper

    def _case_uid(self) -> str:
        return self.route.case_uid if isinstance(self.route, ComposerRoute) else ""
