"""What chips and segments have in common: a row of buttons that stand for codes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.widgets.editors.editor import JsonValue

#: A code and the words that people see for it.
Choice = tuple[str, str]

_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_AHEAD = {Qt.Key.Key_Right, Qt.Key.Key_Down}


class OptionGroup(QWidget):
    """A single stop for Tab; arrow keys go from button to button, Space chooses.

    Signals:
        edited: the choice changed, by hand or by program.
    """

    edited = Signal()

    #: Whether arrow keys choose at once, as among radio buttons.
    chooses_on_move = False

    def __init__(self, *, multi: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.multi = multi
        self._buttons: dict[str, QAbstractButton] = {}

    def adopt(self, code: str, button: QAbstractButton) -> None:
        """Take a checkable button in; the subclass lays it out."""
        self._buttons[code] = button
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.setAccessibleName(button.text())
        button.clicked.connect(lambda: self._on_clicked(code))
        if len(self._buttons) == 1:
            self._make_stop(button)

    def button(self, code: str) -> QAbstractButton:
        """Return the button of a code.

        Raises:
            KeyError: the code is not offered.
        """
        return self._buttons[code]

    def codes(self) -> tuple[str, ...]:
        """Return all codes in order."""
        return tuple(self._buttons)

    def chosen(self) -> tuple[str, ...]:
        """Return the chosen codes in the order in which they are offered."""
        return tuple(code for code, button in self._buttons.items() if button.isChecked())

    def value(self) -> object:
        """Return what is chosen; subclasses say in which form."""
        return self.chosen()

    def set_value(self, value: object) -> None:
        """Choose a code, or with `multi` several; codes that are not offered are passed over."""
        wanted = _codes(value)
        if not self.multi:
            wanted = wanted[:1]
        before = self.chosen()
        for code, button in self._buttons.items():
            button.setChecked(code in wanted)
        if self.chosen() != before:
            self._rest_on_choice()
            self.edited.emit()

    def draft(self) -> JsonValue:
        """Return the chosen codes."""
        return list(self.chosen())

    def restore(self, draft: object) -> None:
        """Choose the codes of a draft."""
        self.set_value(draft)

    def problem(self) -> str | None:
        """Any choice will do."""
        return None

    def set_invalid(self, invalid: bool) -> None:
        """Draw the buttons as those of an input with an error."""
        for button in self._buttons.values():
            button.setProperty("invalid", "true" if invalid else "false")
            button.update()

    def place(self) -> int:
        """Return which button has the focus."""
        for place, button in enumerate(self._buttons.values()):
            if button.hasFocus():
                return place
        return 0

    def set_place(self, place: int) -> None:
        """Make that button the one that Tab reaches."""
        buttons = list(self._buttons.values())
        if 0 <= place < len(buttons):
            self._make_stop(buttons[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys; the buttons let them through."""
        key = Qt.Key(event.key())
        if key in _BACK | _AHEAD:
            self._move(-1 if key in _BACK else 1)
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        codes = [code for code, button in self._buttons.items() if button.isEnabled()]
        focused = [code for code in codes if self._buttons[code].hasFocus()]
        if not focused:
            return
        code = codes[(codes.index(focused[0]) + step) % len(codes)]
        self._make_stop(self._buttons[code])
        self._buttons[code].setFocus(Qt.FocusReason.OtherFocusReason)
        if self.chooses_on_move:
            self.set_value(code)

    def _on_clicked(self, code: str) -> None:
        if not self.multi:
            for other, button in self._buttons.items():
                if other != code:
                    button.setChecked(False)
            if self.chooses_on_move:
                self._buttons[code].setChecked(True)
        self._make_stop(self._buttons[code])
        self.edited.emit()

    def _rest_on_choice(self) -> None:
        chosen = self.chosen()
        if chosen:
            self._make_stop(self._buttons[chosen[0]])

    def _make_stop(self, stop: QAbstractButton) -> None:
        for button in self._buttons.values():
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            )
        self.setFocusProxy(stop)


def _codes(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(code for code in value if isinstance(code, str))
    return ()
