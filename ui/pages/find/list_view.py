"""The list of quick find: chosen with the arrows while the keyboard stays in the line."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from ui.pages.find.row_painter import RowPainter


class FindList(QListView):
    """Rows of one height, one of them chosen, none ever in focus."""

    def __init__(self, model: QAbstractItemModel, name: str) -> None:
        """Show a model."""
        super().__init__()
        self.setModel(model)
        self._painter = RowPainter(self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
