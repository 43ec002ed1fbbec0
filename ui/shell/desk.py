"""The open desk: side bar, top bar, page and status line of one user, from unlock to lock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from ruko_desk.changes import ChangeSet
from ruko_desk.clock import today
from ruko_desk.domain.dto.settings import UserPreferences
from ui.actions.registry import BY_ID, ActionBook
from ui.context import UiContext, run_query
from ui.dialogs.shortcuts_help import ShortcutsHelp
from ui.pages.registry import BY_ROUTE, QUICK_FIND, SIDE_BAR, SIDE_BAR_BOTTOM
from ui.shell import routes
from ui.shell.capture import CaptureGuard
from ui.shell.navigation import Navigation, PageMaker, registered_page
from ui.shell.routes import Route
from ui.shell.side_bar import SideBar
from ui.shell.status_line import StatusLine
from ui.shell.top_bar import TopBar
from ui.shell.user_menu import UserMenu
from ui.theme.theme import Scheme, theme
from ui.widgets.banner import Banner, PracticeStripe

if TYPE_CHECKING:
    from ruko_desk.domain.dto.safekeeping import BackupStatus
    from ruko_desk.domain.dto.settings import VaultSettings
    from ruko_desk.domain.dto.users import Actor
    from ruko_desk.services.registry import Services
    from ui.shell.quick_find import Finder

NARROW_BELOW = 1180
NAMES_SHOWN_MS = 10_000
REST_MS = 30_000

#: Keys that a widget may want for itself; they are taken when no widget did.
_LEFT_OVER = {
    Qt.Key.Key_Escape: ("", "cancel"),
    Qt.Key.Key_Return: ("Ctrl", "submit"),
    Qt.Key.Key_Enter: ("Ctrl", "submit"),
}
_PAGE_ACTIONS = ("save", "print", "preview", "reload", *(f"tab{n}" for n in range(1, 8)))
_GO: dict[str, Callable[[], Route]] = {
    "home": routes.HomeRoute,
    "cases": routes.CaseListRoute,
    "schedule": routes.ScheduleRoute,
    "referrals": routes.ReferralListRoute,
    "partners": routes.PartnersRoute,
    "users": routes.UsersRoute,
    "backup": routes.BackupRoute,
    "settings": routes.SettingsRoute,
    "profile": routes.ProfileRoute,
    "intake": routes.IntakeRoute,
}


@dataclass(frozen=True, kw_only=True)
class DeskCalls:
    """What the desk asks of whoever opened it."""

    lock: Callable[[], object]
    switch_user: Callable[[], object]
    hide: Callable[[], object]
    quit: Callable[[], object]
    settings_changed: Callable[[VaultSettings], object]
    pin_changed: Callable[[bool], object]
    capture: CaptureGuard


class Desk(QWidget):
    """Everything an unlocked user sees."""

    def __init__(
        self, ctx: UiContext, calls: DeskCalls, make_page: PageMaker = registered_page
    ) -> None:
        """Build the frame; `start` shows the first page."""
        super().__init__()
        self.ctx = ctx
        self._calls = calls
        self._finder: Finder | None = None
        self._find_from: QWidget | None = None
        self.actions_book = ActionBook(self, self._allowed)
        ctx.actions = self.actions_book
        self._bind_actions()
        self.side = SideBar(self._screens(SIDE_BAR), self._screens(SIDE_BAR_BOTTOM))
        self.top = TopBar(
            ctx.settings.house.house_name,
            ctx.actor.display_name,
            may_receive=self.actions_book.may(BY_ID["intake"]) and not ctx.read_only,
        )
        self.status = StatusLine()
        self.stack = QStackedWidget()
        self.navigation = Navigation(ctx, self.stack, make_page)
        self._lay_out()
        self.menu = UserMenu(self, calls.capture)
        self.top.set_menu(self.menu)
        self.side.chosen.connect(self.actions_book.trigger)
        self.top.chosen.connect(self.actions_book.trigger)
        self.navigation.shown.connect(self._shown)
        ctx.bus.changed.connect(self._changed)
        self._names = QTimer(self, singleShot=True, interval=NAMES_SHOWN_MS)
        self._names.timeout.connect(lambda: ctx.names.set_shown(False))
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._let_rest)
        self.status.lock_after(ctx.settings.safety.idle_minutes)
        calls.capture.changed.connect(self.status.capture_allowed)
        self.status.capture_allowed(calls.capture.allowed)

    def start(self, place: dict[str, object] | None, backup: BackupStatus | None) -> None:
        """Show the page where the user was, or Beranda."""
        self.show_backup(backup)
        if place is None:
            self.navigation.go(routes.HomeRoute())
        else:
            self.navigation.return_to(place)

    def show_backup(self, backup: BackupStatus | None) -> None:
        """Say in the status line when the last backup was."""
        self.status.backup_at(backup.made_at if backup else None, today(self.ctx.clock))

    def set_preferences(self, preferences: UserPreferences) -> None:
        """Take over and keep how this user wants to see the program."""
        self.ctx.own_preferences = preferences
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme().apply(app, Scheme(preferences.theme), preferences.text_percent)
        if not self.ctx.read_only:
            run_query(
                self.ctx,
                self,
                lambda services, actor: services.users.save_preferences(actor, preferences),
                lambda _none: None,
            )

    def change_preferences(self, **changes: Any) -> None:
        """Change some of the preferences, by the names of their fields."""
        self.set_preferences(replace(self.ctx.preferences, **changes))

    def trigger(self, action: str) -> None:
        """Do an action by its id."""
        self.actions_book.trigger(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the page in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        self.side.set_narrow(narrow)
        self.top.set_narrow(narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the page that no widget wanted."""
        page = self.navigation.page
        wish = ""
        for action, standard in (
            ("undo", QKeySequence.StandardKey.Undo),
            ("redo", QKeySequence.StandardKey.Redo),
        ):
            if event.matches(standard):
                wish = action
        held, action = _LEFT_OVER.get(Qt.Key(event.key()), ("none", ""))
        ctrl = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == "" and ctrl == Qt.KeyboardModifier.NoModifier:
            wish = action
        if held == "Ctrl" and ctrl == Qt.KeyboardModifier.ControlModifier:
            wish = action
        if page is None or not wish or not page.handle(wish):
            super().keyPressEvent(event)

    def keep_everything(self, note: str) -> None:
        """Save all drafts and note in the audit why."""
        if self.ctx.read_only:
            return
        drafts = self.navigation.unsaved()

        def work(services: Services, actor: Actor) -> None:
            for draft in drafts:
                services.drafts.save(actor, draft.form, draft.key, draft.payload)
            services.audit.note(actor, note)

        run_query(self.ctx, self, work, lambda _none: None)

    # Building

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if self.ctx.practice:
            outer.addWidget(PracticeStripe(self.tr("LATIHAN: semua orang di sini rekaan")))
        outer.addWidget(self.top)
        self.notes = QVBoxLayout()
        self.notes.setContentsMargins(0, 0, 0, 0)
        self.notes.setSpacing(1)
        session = self.ctx.session
        if session is not None and session.read_only:
            words = self.tr(
                "Dibuka untuk dibaca saja: pemeriksaan menemukan gangguan, dan tidak ada yang "
                "dapat disimpan. Pulihkan cadangan terakhir atau hubungi admin."
            )
            self.notes.addWidget(Banner(words, "danger"))
        for sentence in session.findings if session is not None else ():
            self.notes.addWidget(Banner(sentence, "warning", dismissable=True))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        page = QVBoxLayout()
        page.setSpacing(0)
        page.addLayout(self.notes)
        page.addWidget(self.stack, 1)
        middle.addLayout(page, 1)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)

    def _bind_actions(self) -> None:
        book = self.actions_book
        book.bind("find", self._find)
        for action, make in _GO.items():
            if type(make()) in BY_ROUTE:
                book.bind(action, partial(self._go, make))
        for action in _PAGE_ACTIONS:
            book.bind(action, partial(self._ask_page, action))
        for action in ("submit", "undo", "redo", "cancel"):
            book.bind(action, partial(self._ask_page, action), keys=False)
        for action, screen in (("book", "schedule"), ("refer", "referrals")):
            if type(_GO[screen]()) in BY_ROUTE:
                book.bind(action, partial(self._ask_page_or_go, action, screen))
        book.bind("back", partial(self._step, forward=False))
        book.bind("forward", partial(self._step, forward=True))
        book.bind("show_names", self._show_names)
        book.bind("help", self.show_help)
        book.bind("full_screen", self._toggle_full_screen)
        # The watch on all input sees these keys first, also while a dialog is open.
        book.bind("hide", self._calls.hide, keys=False)
        book.bind("lock", self._calls.lock, keys=False)
        book.bind("switch_user", self._calls.switch_user, keys=False)

    def _screens(self, actions: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in actions if self.actions_book.is_bound(each))

    def _allowed(self, right: str) -> bool:
        data_class, action = right.split(":")
        return self.ctx.may(data_class, action)

    # Doing

    def _ask_page(self, action: str) -> bool:
        page = self.navigation.page
        return page is not None and page.handle(action)

    def _ask_page_or_go(self, action: str, screen: str) -> None:
        if not self._ask_page(action):
            self.trigger(screen)

    def _go(self, make: Callable[[], Route]) -> None:
        self.navigation.go(make())

    def _step(self, *, forward: bool) -> None:
        if forward:
            self.navigation.forward()
        else:
            self.navigation.back()

    def _shown(self, route: Route) -> None:
        self.side.mark(BY_ROUTE[type(route)].action)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        self.status.saved_at(self.ctx.clock.now())
        self._rest.start()
        if changes.touches("settings"):
            run_query(
                self.ctx,
                self,
                lambda services, actor: services.settings.read(actor),
                self._settings_read,
                key="settings",
            )
        if changes.touches_record("user", self.ctx.actor.uid):
            run_query(
                self.ctx,
                self,
                lambda services, actor: services.users.own(actor).has_pin,
                self._calls.pin_changed,
                key="own",
            )
        if changes.touches("backup"):
            run_query(
                self.ctx,
                self,
                lambda services, actor: services.backup.last(actor),
                self.show_backup,
            )

    def _settings_read(self, settings: VaultSettings) -> None:
        self.ctx.own_settings = settings
        self.status.lock_after(settings.safety.idle_minutes)
        self._calls.settings_changed(settings)

    def _let_rest(self) -> None:
        session = self.ctx.session
        if session is not None:
            run_query(self.ctx, self, lambda _services, _actor: session.rest(), lambda _none: None)

    def _show_names(self) -> None:
        self.ctx.names.set_shown(True)
        self._names.start()
        if not self.ctx.read_only:
            run_query(
                self.ctx,
                self,
                lambda services, actor: services.audit.note(actor, "tampilkan nama"),
                lambda _none: None,
            )

    def show_help(self) -> None:
        """Show the list of keys."""
        dialog = ShortcutsHelp(self, self.actions_book.offered())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def quit(self) -> None:
        """Leave the program."""
        self._calls.quit()

    def _toggle_full_screen(self) -> None:
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _find(self) -> None:
        from ui.shell.quick_find import build_finder

        if self._finder is None:
            self._finder = build_finder(QUICK_FIND, self.ctx, self)
            self._finder.finished.connect(self._found)
        self._find_from = QApplication.focusWidget()
        self._found_route = self.navigation.route
        self._finder.open_with("")

    def _found(self, _result: int) -> None:
        origin, self._find_from = self._find_from, None
        if origin is None or not isValid(origin) or not origin.isVisible():
            return
        if self.navigation.route == self._found_route:
            origin.setFocus(Qt.FocusReason.OtherFocusReason)
