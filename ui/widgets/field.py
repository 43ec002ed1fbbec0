"""An editor with its label above, a hint, and its error between hint and editor."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.icon_names import IconName
from ui.theme.tokens import XS, S
from ui.widgets.editors.editor import Editor
from ui.widgets.labels import IconLabel, Label, Look

_LONG_LABEL = 44


class Notice(QWidget):
    """An icon and a sentence; takes no room while empty."""

    def __init__(self, icon: IconName, role: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = Label("", look, wrap=True, parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(IconLabel(icon, role, 16, self), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1)
        self.hide()

    def text(self) -> str:
        """Return the sentence."""
        return self._label.text()

    def set_text(self, text: str) -> None:
        """Show a sentence, or nothing."""
        self._label.setText(text)
        self.setVisible(bool(text))


class Field(QWidget):
    """One question of a form.

    Args:
        label: the question, shown bold above the editor.
        editor: a QWidget that is an `Editor`.
        hint: one short line under the label.
        optional: adds "(opsional)" to the label.
        parent: the owning widget.
    """

    def __init__(
        self,
        label: str,
        editor: Editor,
        *,
        hint: str = "",
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._label_text = label
        self._label = Label("", "strong", parent=self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self._is_optional = optional
        self._optional = Label(self.tr("(opsional)"), "muted", parent=self)
        self._hint = Label(hint, "small", wrap=True, parent=self)
        self._error = Notice("circle-alert", "danger", "error", self)
        self._warning = Notice("triangle-alert", "high", "warning", self)
        self._lay_out(label)
        self._optional.setVisible(optional and not self._label.wordWrap())
        self._hint.setVisible(bool(hint))
        self._label.setBuddy(self.focus_target())
        self.set_label(label)

    @property
    def widget(self) -> QWidget:
        """The editor as a widget."""
        return cast("QWidget", self.editor)

    def focus_target(self) -> QWidget:
        """Return the widget that takes the keys of this field."""
        return self.widget.focusProxy() or self.widget

    def focus_editor(self) -> None:
        """Put the cursor into the editor."""
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def label_text(self) -> str:
        """Return the question."""
        return self._label_text

    def set_label(self, label: str) -> None:
        """Ask another question."""
        self._label_text = label
        words = label
        if self._is_optional and self._label.wordWrap():
            words = f"{label} {self._optional.text()}"
        # With a buddy the label takes & for a mnemonic.
        self._label.setText(words.replace("&", "&&"))
        self._describe()

    def set_hint(self, hint: str) -> None:
        """Show another hint, or none."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._describe()

    def error(self) -> str:
        """Return the error that is shown, or an empty text."""
        return self._error.text()

    def set_error(self, text: str | None) -> None:
        """Show an error beside the editor, which keeps what was typed; None takes it away."""
        self._error.set_text(text or "")
        self.editor.set_invalid(bool(text))
        self._describe()

    def warning(self) -> str:
        """Return the warning that is shown, or an empty text."""
        return self._warning.text()

    def set_warning(self, text: str | None) -> None:
        """Show what deserves a second look but does not stand in the way; None takes it away."""
        self._warning.set_text(text or "")
        self._describe()

    def _lay_out(self, label: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(XS + 2)
        if len(label) > _LONG_LABEL:
            self._label.setWordWrap(True)
            head.addWidget(self._label, 1)
        else:
            head.addWidget(self._label)
            head.addWidget(self._optional, 0, Qt.AlignmentFlag.AlignBottom)
            head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addLayout(head)
        layout.addWidget(self._hint)
        layout.addWidget(self._error)
        layout.addWidget(self._warning)
        grows = self.widget.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Expanding
        layout.addWidget(self.widget, 1 if grows else 0)
        vertical = QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Minimum
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)

    def _describe(self) -> None:
        name = self._label_text
        if self._is_optional:
            name = f"{name} {self._optional.text()}"
        parts = (self._error.text(), self._warning.text(), self._hint.text())
        for widget in {self.widget, self.focus_target()}:
            widget.setAccessibleDescription(". ".join(part for part in parts if part))
            # A chip or segment is named after its own words; the group carries the question.
            if not isinstance(widget, QAbstractButton):
                widget.setAccessibleName(name)
