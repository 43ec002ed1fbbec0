"""Run as a program: an empty main window of the toolkit, until it is painted; then the process ends."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow


class _Painted(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QApplication.quit()
        return False


def main() -> int:
    """Show the window and leave at its first paint."""
    app = QApplication(sys.argv)
    window = QMainWindow()
    window.resize(1366, 690)
    painted = _Painted()
    window.installEventFilter(painted)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
