"""The one window: a face (a door or the desk), and the calendar that can cover it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QStackedLayout, QWidget
from shiboken6 import isValid

from ruko_desk.clock import Clock
from ui.shell.quick_hide import TITLE as COVER_TITLE
from ui.shell.quick_hide import CalendarCover, HiddenWindows
from ui.theme.icon_names import IconName
from ui.theme.icons import pixmap

TITLE = "Ru-Ko Desk"
USUAL = QSize(1280, 720)


class MainWindow(QWidget):
    """Holds one face at a time.

    Signals:
        close_wanted: the window is to be closed; whoever listens saves first.
        uncovered: the calendar was left by Enter or a click.
    """

    close_wanted = Signal()
    uncovered = Signal()

    def __init__(self, clock: Clock) -> None:
        """Make the window with its cover ready to be shown."""
        super().__init__()
        self.setWindowTitle(TITLE)
        self._icon = _window_icon("handshake")
        self._cover_icon = _window_icon("calendar-days")
        self.setWindowIcon(self._icon)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._cover = CalendarCover(clock)
        self._stack.addWidget(self._cover)
        self._face: QWidget | None = None
        self._focus: QWidget | None = None
        self._hidden: HiddenWindows | None = None
        self._may_close = False
        self._cover.back_wanted.connect(self.uncovered)

    @property
    def face(self) -> QWidget | None:
        """What the window shows when it is not covered."""
        return self._face

    @property
    def covered(self) -> bool:
        """Whether the calendar is on screen."""
        return self._hidden is not None

    def sizeHint(self) -> QSize:
        """Fit the screen."""
        screen = QGuiApplication.primaryScreen().availableSize()
        return USUAL.boundedTo(screen)

    def set_face(self, face: QWidget) -> None:
        """Show another face; the one before is deleted with everything in it."""
        before, self._face = self._face, face
        self._stack.addWidget(face)
        if self.covered:
            self._focus = None
        else:
            self._stack.setCurrentWidget(face)
        if before is not None:
            self._stack.removeWidget(before)
            before.hide()
            before.deleteLater()

    def cover(self) -> None:
        """Show the calendar instead of everything; at once."""
        if self.covered:
            return
        self._focus = self.focusWidget()
        self.setWindowTitle(COVER_TITLE)
        self.setWindowIcon(self._cover_icon)
        self._stack.setCurrentWidget(self._cover)
        self._cover.begin()
        self._hidden = HiddenWindows(self)
        self.activateWindow()
        self.repaint()

    def uncover(self) -> None:
        """Show everything again, with the keyboard where it was."""
        if self._hidden is None:
            return
        hidden, self._hidden = self._hidden, None
        self.setWindowTitle(TITLE)
        self.setWindowIcon(self._icon)
        self._cover.end()
        if self._face is not None:
            self._stack.setCurrentWidget(self._face)
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None
        hidden.show()

    def close_now(self) -> None:
        """Close without asking anybody any more."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let drafts be saved and the vault be closed first."""
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self.close_wanted.emit()


def _window_icon(name: IconName) -> QIcon:
    icon = QIcon()
    for side in (16, 24, 32, 48, 64):
        icon.addPixmap(pixmap(name, "primary", side))
    return icon
