"""A form: fields by key, their errors in words, what has changed, and a draft of it all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme.tokens import L, M
from ui.widgets.editors.editor import Editor
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field import Field
from ui.widgets.labels import Label


class Form(QWidget):
    """Fields under an error summary. Nothing typed is ever cleared by an error.

    A page makes each field with `field`, puts it into the form with `add_row`, reads `values`, lets
    the domain judge them and gives what it says to `show_errors`.

    Signals:
        changed: any field was edited.
        submitted: Ctrl+Enter.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._clean: dict[str, object] = {}
        self._touched: set[str] = set()
        self._loose_errors: dict[str, str] = {}
        self.summary = ErrorSummary(self)
        self.summary.activated.connect(self.focus_field)
        self.body = QVBoxLayout()
        self.body.setSpacing(M)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addWidget(self.summary)
        layout.addLayout(self.body)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    # -- making --

    def field(
        self, key: str, label: str, editor: Editor, *, hint: str = "", optional: bool = False
    ) -> Field:
        """Make and register a field; it still has to be laid out."""
        return self.register(key, Field(label, editor, hint=hint, optional=optional))

    def register(self, key: str, field: Field) -> Field:
        """Register a field under a key that is stable from version to version (drafts use it)."""
        self._fields[key] = field
        self._clean[key] = field.editor.draft()
        field.editor.edited.connect(lambda: self._on_edited(key))
        return field

    def add_row(
        self, *widgets: QWidget, stretch: tuple[int, ...] = (), align_bottom: bool = True
    ) -> None:
        """Put widgets side by side; their editors stand on one line unless told otherwise."""
        row = QHBoxLayout()
        row.setSpacing(L)
        side = Qt.AlignmentFlag.AlignBottom if align_bottom else Qt.AlignmentFlag.AlignTop
        for place, widget in enumerate(widgets):
            share = stretch[place] if place < len(stretch) else 1
            if len(widgets) > 1:
                row.addWidget(widget, share, side)
            else:
                row.addWidget(widget, share)
        self.body.addLayout(row)

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget)

    def add_section(self, title: str) -> None:
        """Begin a new part of the form."""
        self.body.addWidget(Label(title, "section"))

    # -- values --

    def get(self, key: str) -> Field:
        """Return a registered field.

        Raises:
            KeyError: there is none under this key.
        """
        return self._fields[key]

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all fields in the order of registering."""
        return tuple(self._fields)

    def values(self) -> dict[str, Any]:
        """Return what each editor holds."""
        return {key: field.editor.value() for key, field in self._fields.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show values; keys without a field are passed over."""
        for key, value in values.items():
            if key in self._fields:
                self._fields[key].editor.set_value(value)

    def load(self, values: Mapping[str, object]) -> None:
        """Show the values of a record, which is not a change; errors are taken away."""
        self.set_values(values)
        self.clear_errors()
        self.mark_clean()

    def is_dirty(self) -> bool:
        """Tell whether anything differs from what was loaded or saved last."""
        return any(f.editor.draft() != self._clean[key] for key, f in self._fields.items())

    def mark_clean(self) -> None:
        """Take what is shown as saved."""
        self._clean = {key: field.editor.draft() for key, field in self._fields.items()}
        self._touched.clear()

    # -- errors --

    def problems(self) -> dict[str, str]:
        """Return the editors' own complaints about what cannot be read, by key."""
        found = {key: field.editor.problem() for key, field in self._fields.items()}
        return {key: sentence for key, sentence in found.items() if sentence}

    def check(self) -> bool:
        """Show the editors' own complaints; return whether there are none."""
        problems = self.problems()
        self.show_errors(problems)
        return not problems

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show these errors and no others, in the fields and in the summary, and go there.

        An error whose key has no field stands in the summary only.
        """
        for key, field in self._fields.items():
            field.set_error(errors.get(key))
        self._loose_errors = {k: text for k, text in errors.items() if k not in self._fields}
        self._touched.clear()
        self._show_summary()
        if errors:
            self.summary.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bring_into_view(self.summary)

    def clear_errors(self) -> None:
        """Take all errors away."""
        self.show_errors({})

    def errors(self) -> dict[str, str]:
        """Return the errors that are shown, by key."""
        shown = {key: field.error() for key, field in self._fields.items() if field.error()}
        return shown | self._loose_errors

    # -- focus and drafts --

    def focus_field(self, key: str) -> None:
        """Put the cursor into a field and scroll to it."""
        field = self._fields.get(key)
        if field is not None:
            field.focus_editor()
            self._bring_into_view(field)

    def focus_first(self) -> None:
        """Put the cursor into the first field that can be filled in."""
        for key, field in self._fields.items():
            if field.isEnabled() and not field.isHidden():
                self.focus_field(key)
                return

    def focused_key(self) -> str:
        """Return the key of the field with the focus, or an empty text."""
        return self._key_of(QApplication.focusWidget())

    def draft(self) -> dict[str, Any]:
        """Return everything typed, with the focused field and its cursor, ready for JSON."""
        key = self.focused_key()
        return {
            "values": {k: field.editor.draft() for k, field in self._fields.items()},
            "focus": key,
            "place": self._fields[key].editor.place() if key else 0,
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show a draft again, cursor included; fields that it does not know stay as they are."""
        values = draft.get("values", {})
        for key, field in self._fields.items():
            if key in values:
                field.editor.restore(values[key])
        key = draft.get("focus", "")
        if key in self._fields:
            place = draft.get("place", 0)
            place = place if isinstance(place, int) else 0
            editor = self._fields[key].editor
            editor.set_place(place)  # decides which chip of a group the focus goes to
            self.focus_field(key)
            editor.set_place(place)  # a line that gets the focus may move its cursor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Submit with Ctrl+Enter from any field."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def _on_edited(self, key: str) -> None:
        self._touched.add(key)
        self.changed.emit()

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        """Look at a field again when it is left, but never while somebody types in it."""
        key = self._key_of(old)
        if not key or key not in self._touched or self._key_of(now) == key:
            return
        self._touched.discard(key)
        field = self._fields[key]
        problem = field.editor.problem()
        if (problem or "") != field.error():
            field.set_error(problem)
            if not self.summary.isHidden():
                self._show_summary()

    def _show_summary(self) -> None:
        self.summary.set_errors(
            [(key, text, key in self._fields) for key, text in self.errors().items()]
        )

    def _key_of(self, widget: QWidget | None) -> str:
        if widget is None:
            return ""
        for key, field in self._fields.items():
            if field.widget is widget or field.widget.isAncestorOf(widget):
                return key
        return ""

    def _bring_into_view(self, widget: QWidget) -> None:
        parent = self.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget, 0, L)
                return
            parent = parent.parentWidget()
