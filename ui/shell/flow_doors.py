"""The way in: which door the window shows until somebody is at her desk.

The states are: a door (nobody is in), the desk (a session is open), and the PIN door (the session
is kept open for ten minutes after an idle lock). Everything that touches the vault runs on the
database thread, in the order in which it was asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ruko_desk.errors import EnvironmentProblem, FieldErrors, RuKoError, VaultProblem
from ui.context import UiContext
from ui.jobs.runner import Runner
from ui.shell.arrival import Arrival, Newcomer, Refused, arrive, unlock
from ui.shell.capture import CaptureGuard
from ui.shell.doors.change_page import ChangePage
from ui.shell.doors.pin_page import PinPage
from ui.shell.doors.problem_page import ProblemPage
from ui.shell.doors.recovery_page import RecoveryPage
from ui.shell.doors.restore_page import RestorePage, RestoreWish
from ui.shell.doors.unlock_page import UnlockPage
from ui.shell.doors.waiting_page import WaitingPage
from ui.shell.idle_lock import IdleLock
from ui.shell.input_watch import InputWatch
from ui.shell.main_window import MainWindow
from ui.shell.navigation import PageMaker, registered_page
from ui.shell.toasts import DeskToasts

if TYPE_CHECKING:
    from ruko_desk.services.folder import PracticeNote
    from ruko_desk.services.session import Session
    from ruko_desk.services.vault import VaultGate, VaultStatus

NEWCOMER_MINUTES = 3


@dataclass(frozen=True, kw_only=True)
class FlowParts:
    """What the flow steers; put together by `ui.app`."""

    window: MainWindow
    runner: Runner
    ctx: UiContext
    toasts: DeskToasts
    watch: InputWatch
    idle: IdleLock
    capture: CaptureGuard
    gate: Callable[[Path], VaultGate]
    quit: Callable[[], object]
    fresh_process: Callable[[], object]
    clear_temp: Callable[[], object]
    make_page: PageMaker = registered_page
    prepare: Callable[[Callable[[str, float], None]], Path] | None = None


class Doors(QObject):
    """The half of the flow that nobody has passed yet: unlock, first run, trouble, restore."""

    def __init__(self, parts: FlowParts, folder: Path) -> None:
        """Work on the vault in `folder`; `start` begins."""
        super().__init__(parts.window)
        self._parts = parts
        self._window = parts.window
        self._runner = parts.runner
        self._ctx = parts.ctx
        self._gate = parts.gate(folder)
        self._folder = folder
        self._name = ""
        self._read_only = False
        self._practice: PracticeNote | None = None
        self._newcomer: Session | None = None

    # What the desk's half does

    def end(self) -> None:
        """Close the program."""
        raise NotImplementedError

    def _enter(self, arrival: Arrival) -> None:
        """Open the desk for who arrived."""
        raise NotImplementedError

    def _close(self, session: Session, note: str) -> None:
        """Close a session on the database thread."""
        raise NotImplementedError

    # The way in

    def start(self) -> None:
        """Look at the folder and show the first page; make the practice vault first if asked."""
        prepare = self._parts.prepare
        if prepare is None:
            self._inspect()
            return
        page = WaitingPage(self.tr("Menyiapkan data latihan"))
        self._window.set_face(page)
        self._runner.db(
            lambda: prepare(page.progress.emit),
            lambda _folder: self._inspect(),
            owner=self,
            err=lambda error: self._problem(error.message, ("coba_lagi", "tutup")),
        )

    def _inspect(self) -> None:
        gate = self._gate
        self._runner.db(gate.inspect, self._inspected, owner=self)

    def _inspected(self, status: VaultStatus) -> None:
        self._practice = status.practice
        if status.kind == "baru":
            self._first_run()
        elif status.kind == "siap":
            self.show_unlock()
        else:
            self._problem(status.message, status.choices)

    def show_unlock(self, name: str = "", warning: str = "") -> None:
        """Ask who it is."""
        page = UnlockPage(self._practice, name)
        page.submitted.connect(self._try)
        page.forgotten.connect(lambda: self._show_recovery(page.name.value()))
        if self._read_only:
            page.warn(self.tr("Data akan dibuka untuk dibaca saja."))
        if warning:
            page.warn(warning)
        self._window.set_face(page)

    def _try(self, name: str, passphrase: str) -> None:
        gate, read_only = self._gate, self._read_only
        self._name = name
        self._runner.db(
            lambda: unlock(gate, name, passphrase, read_only=read_only),
            lambda answer: self._answered(answer, passphrase),
            owner=self,
            err=self._refused,
        )

    def _answered(self, answer: Arrival | Newcomer | Refused, passphrase: str = "") -> None:
        page = self._window.face
        if isinstance(answer, Arrival):
            self._enter(answer)
        elif isinstance(answer, Newcomer):
            self._show_change(answer.session, passphrase)
        elif isinstance(page, UnlockPage):
            if answer.seconds:
                page.wait(answer.seconds)
            else:
                page.refuse(answer.message)

    def _refused(self, error: RuKoError) -> None:
        page = self._window.face
        if isinstance(error, VaultProblem):
            self._problem(error.message, error.choices)
        elif isinstance(page, PinPage):
            page.stop(in_words(error))
        elif isinstance(page, UnlockPage) and isinstance(error, EnvironmentProblem):
            self._problem(error.message, ("coba_lagi", "tutup"))
        elif isinstance(page, UnlockPage | RecoveryPage | ChangePage | RestorePage):
            page.refuse(in_words(error))
        else:
            self._problem(error.message, ("coba_lagi", "tutup"))

    def _show_change(self, session: Session, old: str) -> None:
        self._newcomer = session
        self._parts.idle.start(NEWCOMER_MINUTES)
        page = ChangePage(session.actor.display_name)
        page.box.set_login(self._name)

        def save(new: str) -> None:
            def work() -> Arrival | Newcomer:
                session.actor = session.services.users.change_own(session.actor, old, new).value
                return arrive(session)

            self._runner.db(work, self._answered, owner=self, err=self._refused)

        page.submitted.connect(save)
        page.left.connect(self._leave_newcomer)
        self._window.set_face(page)

    def _leave_newcomer(self) -> None:
        session, self._newcomer = self._newcomer, None
        if session is not None:
            self._parts.idle.stop()
            self._close(session, "keluar")
            self.show_unlock()

    def _show_recovery(self, name: str) -> None:
        page = RecoveryPage(name)
        page.back_wanted.connect(lambda: self.show_unlock(page.name.value()))

        def send(code: str, name: str, new: str) -> None:
            gate = self._gate
            self._name = name
            self._runner.db(
                lambda: arrive(gate.unlock_with_recovery(code, name, new)),
                self._answered,
                owner=self,
                err=self._refused,
            )

        page.submitted.connect(send)
        self._window.set_face(page)

    def _first_run(self) -> None:
        from ui.wizards.first_run.wizard import FirstRunWizard

        wizard = FirstRunWizard(self._ctx, self._gate)
        wizard.finished.connect(self._wizard_done)
        wizard.restore_wanted.connect(lambda: self._show_restore(self._inspect))
        self._window.set_face(wizard)

    def _wizard_done(self, session: Session, name: str) -> None:
        self._name = name
        self._runner.db(lambda: arrive(session), self._answered, owner=self, err=self._refused)

    # Trouble

    def _problem(self, sentence: str, choices: tuple[str, ...]) -> None:
        page = ProblemPage(sentence, choices, self._folder)
        page.chosen.connect(self._go_on)
        self._window.set_face(page)

    def _go_on(self, choice: str) -> None:
        if choice == "tutup":
            self.end()
        elif choice == "coba_lagi":
            self.start()
        elif choice == "mulai_baru":
            self._first_run()
        elif choice == "hanya_baca":
            self._read_only = True
            self.show_unlock(self._name)
        elif choice == "pulihkan":
            self._show_restore(self._inspect)
        else:
            self._ctx.prompts.ask_folder(
                self._window.face, self.tr("Map data Ru-Ko Desk"), self._use_folder
            )

    def _use_folder(self, folder: Path | None) -> None:
        if folder is not None:
            self._folder = folder
            self._gate = self._parts.gate(folder)
            self._read_only = False
            gate = self._gate
            self._runner.db(gate.inspect, self._other_inspected, owner=self)

    def _other_inspected(self, status: VaultStatus) -> None:
        """Go on in a folder that was picked; an empty one must not look like lost data."""
        if status.kind == "baru":
            words = self.tr(
                "Di map ini belum ada data Ru-Ko Desk. Pilih map yang benar, atau mulai data baru "
                "di sini."
            )
            self._problem(words, ("pilih_map", "mulai_baru"))
        else:
            self._inspected(status)

    def _show_restore(self, back: Callable[[], object]) -> None:
        page = RestorePage()
        page.back_wanted.connect(back)

        def picked(folder: Path | None) -> None:
            if folder is not None:
                page.set_source(folder)

        page.pick_wanted.connect(
            lambda: self._ctx.prompts.ask_folder(
                page, self.tr("Map cadangan yang bertanggal"), picked
            )
        )
        page.submitted.connect(self._restore)
        self._window.set_face(page)

    def _restore(self, wish: RestoreWish) -> None:
        folder, clock = self._folder, self._ctx.clock

        def work() -> int:
            from ruko_desk.services.restore import restore

            report = restore(
                wish.source,
                folder,
                wish.name,
                wish.secret,
                clock=clock,
                recovery=wish.recovery,
            )
            return report.cases

        def done(cases: int) -> None:
            self._read_only = False
            words = self.tr("Data sudah dipulihkan: {n} kasus. Masuk seperti biasa.")
            self.show_unlock(wish.name, words.replace("{n}", str(cases)))

        self._runner.db(work, done, owner=self, err=self._refused)


def in_words(error: RuKoError) -> str:
    """Return the sentences of an error where there is one line for all of them."""
    if isinstance(error, FieldErrors):
        return ". ".join(error.fields.values())
    return error.message
