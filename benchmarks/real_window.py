"""Run as a program: the real window on a vault; it ends at the unlock page, or at Beranda.

`real_window.py VAULT` ends when the unlock page is painted. `real_window.py VAULT LOGIN SECRET`
goes in and prints the resident memory in MB and the milliseconds from opened keys to Beranda.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from ruko_desk.clock import SystemClock
from ui.app import Options, Program, make_application
from ui.shell.doors.unlock_page import UnlockPage

_REST_MS = 1500
_LOOK_MS = 10


class _Watch(QObject):
    """Leaves at the first paint of the unlock page, or goes on to the desk."""

    def __init__(self, program: Program, login: str, secret: str) -> None:
        super().__init__()
        self._program = program
        self._login = login
        self._secret = secret
        self._entered = False
        self._began = 0.0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, UnlockPage):
            if not self._login:
                self._program.quit()
            elif not self._entered:
                self._entered = True
                QTimer.singleShot(_REST_MS, self, lambda: self._enter(watched))
        return False

    def _enter(self, page: UnlockPage) -> None:
        page.name.set_value(self._login)
        page.passphrase.set_value(self._secret)
        self._began = time.perf_counter()
        page.submit()
        self._timer.start()

    def _look(self) -> None:
        if self._program.flow.desk is None:
            return
        took = (time.perf_counter() - self._began) * 1000
        self._timer.stop()
        QTimer.singleShot(_REST_MS, self, lambda: self._tell(took))

    def _tell(self, took: float) -> None:
        sys.stdout.write(f"{resident():.1f} {took:.1f}\n")
        sys.stdout.flush()
        self._program.quit()


def resident() -> float:
    """Return the resident memory of this process in MB; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    kib = next((line.split()[1] for line in lines if line.startswith("VmRSS")), "0")
    return int(kib) / 1024


def main() -> int:
    """Show the window and leave when there is what was waited for."""
    vault, login, secret = (*sys.argv[1:], "", "")[:3]
    app = make_application()
    program = Program(app, Options(vault=Path(vault)), SystemClock())
    watch = _Watch(program, login, secret)
    app.installEventFilter(watch)
    program.start()
    code = QApplication.exec()
    program.end()
    return code


if __name__ == "__main__":
    sys.exit(main())
