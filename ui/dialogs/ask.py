"""The dialogs behind the prompts: a message, a text, a choice, a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme.icon_names import IconName
from ui.theme.icons import pixmap
from ui.theme.theme import theme
from ui.theme.tokens import L, M, S
from ui.widgets.buttons import Button
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.password_edit import PasswordEdit
from ui.widgets.editors.text_edit import TextEdit
from ui.widgets.field import Field
from ui.widgets.labels import Label
from ui.widgets.row_delegate import ListDelegate

WIDTH = 440


class Question(QDialog):
    """Title, text, whatever is asked, and the buttons: cancel on the left of the verb."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        *,
        yes: str,
        no: str = "",
        danger: bool = False,
        icon: IconName | None = None,
    ) -> None:
        """Build the frame; subclasses fill `body`. Without `no` there is one button."""
        super().__init__(parent)
        self.setWindowTitle("Ru-Ko Desk")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setMinimumWidth(theme().metrics.px(WIDTH))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L + S, L, L + S, L)
        outer.setSpacing(M)
        head = QHBoxLayout()
        head.setSpacing(S)
        if icon is not None:
            picture = Label()
            picture.setPixmap(pixmap(icon, "high", 22))
            head.addWidget(picture)
        head.addWidget(Label(title, "section", wrap=True), 1)
        outer.addLayout(head)
        if text:
            outer.addWidget(Label(text, wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(S)
        outer.addLayout(self.body)
        outer.addSpacing(S)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addStretch(1)
        self.no_button = Button(no or self.tr("Batal"))
        self.no_button.clicked.connect(self.reject)
        self.no_button.setVisible(bool(no))
        self.yes_button = Button(yes, "danger" if danger else "primary")
        self.yes_button.clicked.connect(self.accept)
        row.addWidget(self.no_button)
        row.addWidget(self.yes_button)
        outer.addLayout(row)
        default = self.no_button if danger and no else self.yes_button
        for button in (self.no_button, self.yes_button):
            button.setAutoDefault(False)
        default.setAutoDefault(True)
        default.setDefault(True)
        self._first: QWidget = default

    def start_at(self, widget: QWidget) -> None:
        """Put the focus there when the dialog opens."""
        self._first = widget

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the keyboard at the right place."""
        super().showEvent(event)
        self.fit()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Grow to the height that the content needs at this width."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            wanted = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), wanted))


class MessageDialog(Question):
    """A sentence with one or two buttons."""


class TextDialog(Question):
    """One field; the answer is checked before the dialog closes and nothing typed is cleared."""

    def __init__(  # noqa: PLR0913 - each is a word of the question
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        *,
        yes: str,
        initial: str = "",
        hint: str = "",
        secret: bool = False,
        multiline: bool = False,
        check: Callable[[str], str] | None = None,
    ) -> None:
        """Build the dialog; see `Prompts.ask_text`."""
        super().__init__(parent, title, "", yes=yes, no=self.tr("Batal"))
        self._check = check
        self._editor: LineEdit | TextEdit | PasswordEdit
        if secret:
            self._editor = PasswordEdit()
            self._editor.submitted.connect(self.accept)
        elif multiline:
            self._editor = TextEdit(rows=4)
        else:
            self._editor = LineEdit()
        self._editor.set_value(initial)
        self._field = Field(label, self._editor, hint=hint)
        self.body.addWidget(self._field)
        self.start_at(self._editor)

    def text(self) -> str:
        """Return what was typed."""
        return self._editor.value()

    def accept(self) -> None:
        """Close, unless the check found something."""
        problem = self._check(self.text()) if self._check is not None else ""
        self._field.set_error(problem or None)
        if problem:
            self._field.focus_editor()
        else:
            super().accept()


class ChoiceDialog(Question):
    """A short list to choose from."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        options: Sequence[tuple[str, str]],
        *,
        yes: str,
    ) -> None:
        """Build the dialog with the first option chosen."""
        super().__init__(parent, title, text, yes=yes, no=self.tr("Batal"))
        self._list = QListWidget()
        self._list.setAccessibleName(title)
        for key, label in options:
            item = QListWidgetItem(label)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self._list.addItem(item)
        self._list.setItemDelegate(ListDelegate(self._list))
        self._list.setCurrentRow(0)
        self._list.itemActivated.connect(self.accept)
        rows = min(len(options), 8)
        self._list.setFixedHeight(rows * max(self._list.sizeHintForRow(0), 30) + 6)
        self.body.addWidget(self._list)
        self.start_at(self._list)

    def chosen(self) -> str | None:
        """Return the key of the chosen option."""
        chosen = self._list.selectedItems()
        return str(chosen[0].data(Qt.ItemDataRole.UserRole)) if chosen else None


class ReasonDialog(Question):
    """A reason: one of the usual ones, or in own words; never empty."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        suggestions: Sequence[str],
        *,
        yes: str,
    ) -> None:
        """Build the dialog; a suggestion fills the field, where it can be completed."""
        super().__init__(parent, title, text, yes=yes, no=self.tr("Batal"))
        self._editor = TextEdit(rows=2)
        for suggestion in suggestions:
            button = Button(suggestion)
            button.clicked.connect(lambda _=False, words=suggestion: self._take(words))
            self.body.addWidget(button)
        self._field = Field(self.tr("Alasan"), self._editor)
        self.body.addWidget(self._field)
        self.start_at(self._editor)

    def reason(self) -> str:
        """Return the reason."""
        return self._editor.value().strip()

    def accept(self) -> None:
        """Close when there is a reason."""
        if self.reason():
            super().accept()
        else:
            self._field.set_error(self.tr("Tulis alasannya dengan singkat"))
            self._field.focus_editor()

    def _take(self, words: str) -> None:
        self._editor.set_value(words)
        self._field.set_error(None)
        self._field.focus_editor()
