"""Starting the window: process, application, threads, context, and the first page."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ruko_desk import paths, process
from ruko_desk.bootstrap import vault_gate
from ruko_desk.clock import Clock, SystemClock
from ruko_desk.errors import RuKoError
from ui.actions.registry import ActionBook
from ui.context import Nowhere, UiContext, tell
from ui.crash_log import write_crash
from ui.dialogs.crash import CrashDialog
from ui.jobs.bus import ChangeBus
from ui.jobs.runner import JobRunner
from ui.prompts import DialogPrompts
from ui.shell.capture import CaptureGuard
from ui.shell.clipboard import ClipboardGuard
from ui.shell.flow import Flow
from ui.shell.flow_doors import FlowParts
from ui.shell.fresh_process import GEOMETRY, start_fresh_process
from ui.shell.idle_lock import IdleLock
from ui.shell.input_watch import InputWatch
from ui.shell.main_window import MainWindow
from ui.shell.os_events import OsEvents
from ui.shell.paper_printer import PaperPrinter
from ui.shell.toasts import DeskToasts
from ui.strings import standard
from ui.theme.theme import theme

if TYPE_CHECKING:
    from ruko_desk.services.press import Press

T = TypeVar("T")

WARM_UP_MS = 500
PRACTICE_FOLDER = "latihan"


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line asked for."""

    vault: Path | None = None
    demo: bool = False


class Program:
    """Everything that lives as long as the process."""

    def __init__(
        self,
        app: QApplication,
        options: Options,
        clock: Clock,
        clear_temp: Callable[[], object] = lambda: None,
    ) -> None:
        """Put the parts together; `start` shows the window.

        Args:
            app: the application.
            options: what the command line asked for.
            clock: what time it is.
            clear_temp: empties the process's temporary folder; called at every lock.
        """
        self._app = app
        self.clock = clock
        self.runner = JobRunner(self.report)
        self.window = MainWindow(clock)
        prompts = DialogPrompts(lambda: self.window, self.window)
        self._press: Press | None = None
        self.toasts = DeskToasts()
        self.watch = InputWatch(time.monotonic, self.window)
        self.idle = IdleLock(time.monotonic, clock, self.window)
        bus = ChangeBus(self.window)
        bus.changed.connect(self._saved)
        self._saved_at = clock.now()
        self._anything_saved = False
        self.ctx = UiContext(
            runner=self.runner,
            bus=bus,
            prompts=prompts,
            printer=PaperPrinter(self.runner, prompts, self.press),
            clock=clock,
            theme=theme(),
            toasts=self.toasts,
            clipboard=ClipboardGuard(self.window),
            actions=ActionBook(self.window, lambda _right: False),
            navigator=Nowhere(),
            make_press=self.press,
        )
        folder = options.vault or paths.default_vault_folder()
        if options.demo:
            folder = options.vault or paths.default_vault_folder().with_name(PRACTICE_FOLDER)
        self.flow = Flow(
            FlowParts(
                window=self.window,
                runner=self.runner,
                ctx=self.ctx,
                toasts=self.toasts,
                watch=self.watch,
                idle=self.idle,
                capture=CaptureGuard(self.window),
                gate=lambda place: vault_gate(
                    place, clock=clock, press=DocumentThread(self.runner)
                ),
                quit=self.quit,
                fresh_process=self.restart,
                clear_temp=clear_temp,
                prepare=_practice_maker(folder) if options.demo else None,
            ),
            folder,
        )
        OsEvents(self.window).away.connect(lambda: self.flow.lock("away"))
        self._restart: Callable[[], None] | None = None
        self._crash: CrashDialog | None = None
        app.installEventFilter(self.watch)

    def press(self) -> Press:
        """The maker of papers; on the document thread only."""
        from ruko_desk.services.press import Press

        if self._press is None:
            self._press = Press()
        return self._press

    def start(self) -> None:
        """Show the window and let the heavy libraries be loaded once it is painted."""
        if GEOMETRY in os.environ:
            geometry = os.environ.pop(GEOMETRY)
            self.window.restoreGeometry(QByteArray.fromHex(geometry.encode()))
            self.window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.window.show()
        self.flow.start()
        QTimer.singleShot(WARM_UP_MS, self.window, self._warm_up)

    def quit(self) -> None:
        """End the event loop; threads end afterwards."""
        self.window.close_now()
        self._app.quit()

    def restart(self) -> None:
        """End, and begin again as a fresh process whose memory has never held a name."""
        geometry = self.window.saveGeometry().toHex().toStdString()
        self._restart = lambda: start_fresh_process(geometry)
        self.quit()

    def end(self) -> None:
        """Stop the threads; then become the fresh process, if one is wanted."""
        self._app.removeEventFilter(self.watch)
        self.ctx.clipboard.clear()
        self.runner.stop()

    def become_fresh(self) -> None:
        """Replace this process if `restart` asked for it."""
        if self._restart is not None:
            self._restart()

    def report(self, error: BaseException) -> None:
        """Tell a problem in words; anything that is not one is a bug and gets the crash dialog."""
        if isinstance(error, RuKoError):
            tell(self.ctx, self.window, error)
            return
        self.runner.docs(
            lambda: write_crash(paths.log_folder(), error, self.clock.now()),
            lambda _none: None,
            owner=self.window,
            err=lambda _error: None,  # a full disk must not lead to a second dialog
        )
        if self._crash is not None:
            return
        saved_at = self._saved_at if self._anything_saved else None
        dialog = CrashDialog(self.window, error, saved_at, self.ctx.clipboard.copy_harmless)
        self._crash = dialog
        dialog.finished.connect(self._crash_closed)
        dialog.open()

    def _crash_closed(self) -> None:
        if self._crash is not None:
            self._crash.deleteLater()
            self._crash = None

    def _saved(self) -> None:
        self._saved_at = self.clock.now()
        self._anything_saved = True

    def _warm_up(self) -> None:
        """Load what unlocking and printing need while the person still types her name."""
        for job, run in ((_load_services, self.runner.db), (_load_documents, self.runner.docs)):
            run(job, lambda _none: None, owner=self.window)
        import ui.shell.desk  # noqa: F401 - only to have it loaded


class DocumentThread:
    """The document thread as services see it."""

    def __init__(self, runner: JobRunner) -> None:
        """Work on the document thread of `runner`."""
        self._runner = runner

    def run(self, work: Callable[[], T]) -> T:
        """Return what `work` returns, called on the document thread."""
        return self._runner.on_docs(work)


def _load_services() -> None:
    import ruko_desk.services.opening  # noqa: F401 - only to have it loaded


def _load_documents() -> None:
    import ruko_desk.documents.referral
    import ruko_desk.documents.render  # noqa: F401 - only to have them loaded


def _practice_maker(folder: Path) -> Callable[[Callable[[str, float], None]], Path]:
    def make(progress: Callable[[str, float], None]) -> Path:
        from ruko_desk.practice.make import ensure_practice_vault

        return ensure_practice_vault(folder, progress)

    return make


def make_application() -> QApplication:
    """Make the application with its fonts, colours and words."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0]])
    app.setApplicationName("Ru-Ko Desk")
    app.setDesktopFileName("rukodesk")
    app.setQuitOnLastWindowClosed(False)
    standard.install(app)
    theme().apply(app)
    return app


def main(options: Options) -> int:
    """Run the program until its window is closed; return the exit code."""
    process.harden()
    clock = SystemClock()
    private = process.private_process(clock)
    app = make_application()
    program = Program(app, options, clock, private.empty_temp)
    sys.excepthook = lambda _kind, error, _trace: program.report(error)
    threading.excepthook = lambda event: program.report(event.exc_value or RuntimeError())
    program.start()
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    program.end()
    private.close()
    program.become_fresh()
    return code
