"""A whole number, typed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.editors.line_edit import TextLine


class NumberEdit(TextLine):
    """A whole number between two bounds; without arrows, so that a mouse wheel changes nothing."""

    def __init__(
        self,
        minimum: int = 0,
        maximum: int | None = None,
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, max_length=18, parent=parent)
        self._minimum = minimum
        self._maximum = maximum

    def value(self) -> int | None:
        """Return the number; None when empty or not a number in range."""
        number = self._number()
        return number if number is not None and self._fits(number) else None

    def problem(self) -> str | None:
        """Complain about what is no whole number or out of range."""
        if not self.text().strip():
            return None
        number = self._number()
        if number is None:
            return self.tr("Tulis angka bulat, misalnya 31")
        if self._fits(number):
            return None
        if self._maximum is None:
            return self.tr("Tulis angka {least} atau lebih").format(least=self._minimum)
        return self.tr("Tulis angka antara {least} dan {most}").format(
            least=self._minimum, most=self._maximum
        )

    def _number(self) -> int | None:
        text = self.text().strip()
        sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
        return sign * int(digits) if digits.isascii() and digits.isdigit() else None

    def _fits(self, number: int) -> bool:
        return number >= self._minimum and (self._maximum is None or number <= self._maximum)
