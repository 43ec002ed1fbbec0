"""The clipboard for data of clients: marked as secret, emptied after fifteen seconds."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEEP_MS = 15_000
MARK = "x-kde-passwordManagerHint"
_OWN_CLIPBOARD = ("offscreen", "minimal")
HARMLESS = "application/x-rukodesk-harmless"
# Names that clipboard managers and Windows (clipboard history, cloud clipboard) look for.
_SECRET_MARKS = {
    MARK: b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x01",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
}


def owns(clipboard: QClipboard) -> bool:
    """Tell whether this program put there what is on the clipboard.

    Platforms without a window system have a clipboard of the process's own and never say so.
    """
    return clipboard.ownsClipboard() or QGuiApplication.platformName() in _OWN_CLIPBOARD


def content(clipboard: QClipboard) -> QMimeData | None:
    """Return what is on the clipboard, or None when it is empty."""
    return clipboard.mimeData()


class ClipboardGuard(QObject):
    """Lets nothing copied in this program stay on the clipboard.

    Whatever a text field copies is replaced by the same text with the marks that keep it out of
    clipboard histories, and goes after 15 s, on lock and at the end. The second clipboard that
    Linux fills by mere selecting is never filled.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin to watch."""
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.clear)
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._copied)
        clipboard.selectionChanged.connect(self._selected)

    def copy(self, text: str) -> None:
        """Put `text` on the clipboard, marked as secret."""
        mime = QMimeData()
        mime.setText(text)
        for name, value in _SECRET_MARKS.items():
            mime.setData(name, QByteArray(value))
        self._timer.start()
        QGuiApplication.clipboard().setMimeData(mime)

    def copy_harmless(self, text: str) -> None:
        """Put a text without any data of clients on the clipboard, to stay there."""
        mime = QMimeData()
        mime.setText(text)
        mime.setData(HARMLESS, QByteArray(b"1"))
        self._timer.stop()
        QGuiApplication.clipboard().setMimeData(mime)

    def clear(self) -> None:
        """Empty the clipboard if it holds what was copied in this program."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        mime = content(clipboard)
        if owns(clipboard) and mime is not None and not mime.hasFormat(HARMLESS):
            clipboard.clear(QClipboard.Mode.Clipboard)

    def _copied(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if not owns(clipboard):
            self._timer.stop()
            return
        mime = content(clipboard)
        if (
            mime is not None
            and mime.hasText()
            and not mime.hasFormat(MARK)
            and not mime.hasFormat(HARMLESS)
        ):
            self.copy(mime.text())

    def _selected(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
