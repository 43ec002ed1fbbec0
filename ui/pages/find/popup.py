"""Cari (Ctrl+K): a case by number, name or digits, a newcomer, or a command, from any screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
)
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QVBoxLayout, QWidget

from ruko_desk.domain.dto.cases import QuickHit
from ruko_desk.errors import RuKoError
from ui.context import UiContext, run_query
from ui.pages.find.list_view import FindList
from ui.pages.find.row_painter import HEIGHT, ROW, TYPED
from ui.pages.find.rows import CommandRow, FindRow, HitRow, find_rows, head_of, tail_of
from ui.shell.routes import CaseRoute, IntakeRoute, ScheduleRoute
from ui.theme.icons import set_icon
from ui.theme.theme import theme
from ui.theme.tokens import M, S
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.labels import Label

WIDTH = 720
_FROM_TOP = 56
_MOST_ROWS = 10
_BORDER = 2
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _MOST_ROWS,
}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class FindModel(QAbstractListModel):
    """The rows with the text that was typed for them."""

    def __init__(self, parent: QObject) -> None:
        """Hold nothing."""
        super().__init__(parent)
        self.rows: list[FindRow] = []
        self._typed = ""

    def set_rows(self, rows: Sequence[FindRow], typed: str) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self.rows, self._typed = list(rows), typed
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the row, what was typed, or both texts for a screen reader."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == TYPED:
            return self._typed
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return " · ".join(part for part in (head_of(row), tail_of(row)) if part)
        return None


class QuickFind(QDialog):
    """A line and a list over the window; it closes when somebody turns to something else."""

    def __init__(self, ctx: UiContext, parent: QWidget) -> None:
        """Build it, hidden; it is kept and opened again with every Ctrl+K."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._ctx = ctx
        self._over = parent
        self._may_receive = ctx.may("fakta_awal", "W") and not ctx.read_only
        self._may_book = (
            ctx.may("identitas", "W") or ctx.may("rekam_terbatas", "W")
        ) and not ctx.read_only
        self.setWindowTitle("Ru-Ko Desk")
        self.setAccessibleName(self.tr("Cari klien atau perintah"))
        self.line = LineEdit(
            self.tr("Nama, NIK, telepon, nomor kasus, atau perintah"), max_length=80
        )
        self.line.setAccessibleName(self.tr("Cari klien atau perintah"))
        glass = QAction(self.line)
        set_icon(glass, "search", "muted")
        self.line.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.line.installEventFilter(self)
        self._model = FindModel(self)
        self.list = FindList(self._model, self.tr("Hasil"))
        self._told = Label("", "muted")
        self._frame = QFrame()
        keys = [self.tr("↑↓ pilih"), self.tr("Enter buka")]
        if self._may_book:
            keys.append(self.tr("Ctrl+Enter buat janji"))
        keys.append(self.tr("Esc tutup"))
        self._lay_out(" · ".join(keys))
        self.line.textChanged.connect(lambda _text: self._ask())
        self.list.clicked.connect(lambda index: self._open(self._model.rows[index.row()]))
        self.finished.connect(lambda _result: self._forget())

    def open_with(self, text: str = "") -> None:
        """Open over the window with a text to search for; without one, with the recent cases."""
        self._forget()
        self._place()
        self.line.blockSignals(True)
        self.line.setText(text)
        self.line.blockSignals(False)
        self.show()
        self.activateWindow()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._ask()

    def done(self, result: int) -> None:
        """Close, and give the keyboard back to the window unless another one has taken it."""
        had_keyboard = self.isActiveWindow()
        super().done(result)
        if had_keyboard:
            self._over.window().activateWindow()

    def changeEvent(self, event: QEvent) -> None:
        """Close when somebody turns to another window."""
        super().changeEvent(event)
        left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if left and self.isVisible():
            self.reject()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep nothing behind Layar aman either, which hides it without closing it."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the list, open and book while the keyboard stays in the line."""
        if watched is self.line and isinstance(event, QKeyEvent):
            key_down = event.type() == QEvent.Type.KeyPress
            if key_down and event.key() in _STEPS:
                self._move(_STEPS[Qt.Key(event.key())])
                return True
            if key_down and event.key() in _ENTER:
                self._enter(book=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
                return True
        return super().eventFilter(watched, event)

    def current(self) -> FindRow | None:
        """Return the chosen row."""
        index = self.list.currentIndex()
        return self._model.rows[index.row()] if index.isValid() else None

    def _ask(self) -> None:
        typed = " ".join(self.line.text().split())

        def show(hits: tuple[QuickHit, ...]) -> None:
            self._show(typed, hits)

        def failed(error: RuKoError) -> None:
            self._show(typed, ())
            self._told.setText(error.message)
            self._told.show()

        if not self._ctx.may("identitas", "R"):
            show(())
            return
        run_query(
            self._ctx,
            self,
            lambda services, actor: services.search.quick(actor, typed),
            show,
            err=failed,
            key="find",
        )

    def _show(self, typed: str, hits: tuple[QuickHit, ...]) -> None:
        if not self.isVisible():
            return
        rows = find_rows(typed, hits, self._ctx.actions.palette(), may_receive=self._may_receive)
        self._model.set_rows(rows, typed)
        if rows:
            self.list.setCurrentIndex(self._model.index(0))
        if hits:
            self._told.hide()
        else:
            self._told.setText(
                self.tr("Tidak ada kasus yang cocok. Coba ejaan lain atau empat angka telepon.")
                if typed
                else self.tr("Belum ada kasus yang Anda buka. Ketik nama, nomor, atau perintah.")
            )
            self._told.show()
        self._fit()

    def _enter(self, *, book: bool) -> None:
        row = self.current()
        if row is None:
            return
        if not book:
            self._open(row)
        elif isinstance(row, HitRow) and self._may_book:
            self.accept()
            self._ctx.navigate(ScheduleRoute(case_uid=row.hit.case_uid))

    def _open(self, row: FindRow) -> None:
        self.accept()
        if isinstance(row, HitRow):
            self._ctx.navigate(CaseRoute(case_uid=row.hit.case_uid))
        elif isinstance(row, CommandRow):
            self._ctx.actions.trigger(row.spec.id)
        else:
            self._ctx.navigate(IntakeRoute(call_name=row.call_name, phone=row.phone))

    def _move(self, step: int) -> None:
        count = self._model.rowCount()
        if count:
            now = self.list.currentIndex().row()
            wanted = (now + step) % count if abs(step) == 1 else min(max(now + step, 0), count - 1)
            self.list.setCurrentIndex(self._model.index(wanted))

    def _forget(self) -> None:
        """Keep nothing of what was typed and found."""
        self.line.blockSignals(True)
        self.line.clear()
        self.line.setText("")
        self.line.blockSignals(False)
        self._model.set_rows((), "")
        self._told.hide()

    def _place(self) -> None:
        window = self._over.window()
        width = min(theme().metrics.px(WIDTH), window.width() - 2 * M)
        left = (window.width() - width) // 2
        self.move(window.mapToGlobal(QPoint(left, theme().metrics.px(_FROM_TOP))))
        self._frame.setFixedWidth(width)
        self._fit()

    def _fit(self) -> None:
        rows = min(self._model.rowCount(), _MOST_ROWS)
        self.list.setFixedHeight(rows * theme().metrics.px(HEIGHT) + _BORDER)
        self.list.setVisible(bool(rows))

    def _lay_out(self, keys: str) -> None:
        self._frame.setProperty("card", "popup")
        layout = QVBoxLayout(self._frame)
        layout.setContentsMargins(M, M, M, S)
        layout.setSpacing(S)
        layout.addWidget(self.line)
        layout.addWidget(self._told)
        layout.addWidget(self.list)
        layout.addWidget(Label(keys, "small"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        outer.addWidget(self._frame)
