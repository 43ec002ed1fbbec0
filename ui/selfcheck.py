"""The window of the built program, opened once: fonts, icons, texts and pages are in the bundle."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QTimer

from ruko_desk.clock import SystemClock
from ui.app import Options, Program, make_application
from ui.shell.doors.unlock_page import UnlockPage

_PATIENCE_MS = 30_000
_LOOK_AGAIN_MS = 20


def window_facts(vault: Path) -> dict[str, object]:
    """Open the window on a vault until its unlock page is drawn; return what was seen.

    `face` is the name of the page, `colours` how many shades its picture has (1 is a blank page).
    """
    app = make_application()
    program = Program(app, Options(vault=vault), SystemClock())
    clock, look = QElapsedTimer(), QTimer()

    def seen() -> None:
        if isinstance(program.window.face, UnlockPage) or clock.hasExpired(_PATIENCE_MS):
            app.quit()

    look.timeout.connect(seen)
    clock.start()
    program.start()
    look.start(_LOOK_AGAIN_MS)
    app.exec()
    look.stop()
    picture = program.window.grab().toImage()
    width, height = picture.width(), picture.height()
    shades = {picture.pixel(x, y) for x in range(0, width, 3) for y in range(0, height, 3)}
    facts: dict[str, object] = {
        "face": type(program.window.face).__name__,
        "ready": isinstance(program.window.face, UnlockPage),
        "milliseconds": clock.elapsed(),
        "size": f"{width}x{height}",
        "colours": len(shades),
        "font": app.font().family(),
    }
    program.flow.end()
    program.end()
    program.window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return facts
