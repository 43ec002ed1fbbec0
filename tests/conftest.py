"""What holds for every test: no display, a home of its own, no network, no stray log line or thread."""

from __future__ import annotations

import logging
import os
import shutil
import socket  # noqa: TID251 - only to name what is refused
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything of Qt is imported.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Before anything asks where its files lie.
_SCRATCH = Path(tempfile.mkdtemp(prefix="rukodesk-test-"))
for _variable in (
    "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
    "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME",
):  # fmt: skip
    _folder = _SCRATCH / _variable.lower()
    _folder.mkdir(mode=0o700)
    os.environ[_variable] = str(_folder)

_THREAD_GRACE_SECONDS = 5


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and arguments[1] in {socket.AF_INET, socket.AF_INET6}:
        raise AssertionError("the program opens no network socket")


# Also sees sockets that are made in C; cannot be taken back, which suits a test run.
sys.addaudithook(_refuse_network)


def pytest_unconfigure() -> None:
    shutil.rmtree(_SCRATCH, ignore_errors=True)


class _Keeper(logging.Handler):
    """Keeps what is logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_stray_log_line(request: pytest.FixtureRequest) -> Iterator[None]:
    keeper = _Keeper()
    loggers = [logging.getLogger(name) for name in ("ruko_desk", "ui")]
    for logger in loggers:
        logger.addHandler(keeper)
    yield
    for logger in loggers:
        logger.removeHandler(keeper)
    if keeper.lines and request.node.get_closest_marker("may_log") is None:
        pytest.fail("unexpected in the log:\n" + "\n".join(keeper.lines))


@pytest.fixture(autouse=True)
def _no_thread_left_running() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    started = [thread for thread in threading.enumerate() if thread not in before]
    for thread in started:
        if not thread.daemon:
            thread.join(_THREAD_GRACE_SECONDS)
    left = [thread.name for thread in started if thread.is_alive() and not thread.daemon]
    if left:
        pytest.fail(f"threads left running: {', '.join(left)}")


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """Delete the windows of a test: each one left would be dressed again by every later theme.

    A popup goes with what shows it: a completer would delete its list a second time.
    """
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from shiboken6 import delete, isValid

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for widget in widgets.QApplication.topLevelWidgets():
        if not isValid(widget) or widget.parent() is not None:
            continue
        if widget.windowType() is not Qt.WindowType.Popup:
            delete(widget)
