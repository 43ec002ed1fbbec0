"""Qt's own file dialog in the look of the program: its built-in icons vanish on dark ground."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from ui.theme.icon_names import IconName
from ui.theme.icons import set_icon

#: The object names that Qt gives to the buttons.
_ICONS: dict[str, IconName] = {
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "arrow-up",
    "newFolderButton": "folder-plus",
    "listModeButton": "layout-grid",
    "detailModeButton": "list",
}


def dress_file_dialog(dialog: QWidget) -> None:
    """Give the buttons of a QFileDialog (DontUseNativeDialog) the program's icons."""
    for name, icon in _ICONS.items():
        button = dialog.findChild(QToolButton, name)
        if isinstance(button, QToolButton):
            set_icon(button, icon)
