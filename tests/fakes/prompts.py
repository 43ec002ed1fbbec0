"""Prompts that answer by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Asked:
    """A question that was asked."""

    kind: str
    title: str
    text: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass
class FakePrompts:
    """Records what is asked and answers from `answers`, first in first out.

    Without an answer the question stays open, as when nobody is at the desk.
    """

    answers: list[Any] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    problem_title: str = "Belum berhasil"

    def _answer(self, asked: Asked, then: Callable[[Any], object]) -> None:
        self.asked.append(asked)
        if self.answers:
            then(self.answers.pop(0))

    def confirm(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        then: Callable[[bool], object],
        *,
        yes: str = "",
        no: str = "",
        danger: bool = False,
    ) -> None:
        self._answer(Asked("confirm", title, text), then)

    def choose(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        options: Sequence[tuple[str, str]],
        then: Callable[[str | None], object],
        *,
        yes: str = "",
    ) -> None:
        self._answer(Asked("choose", title, text, tuple(options)), then)

    def ask_text(
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        then: Callable[[str | None], object],
        *,
        initial: str = "",
        hint: str = "",
        yes: str = "",
        secret: bool = False,
        multiline: bool = False,
        check: Callable[[str], str] | None = None,
    ) -> None:
        self._answer(Asked("ask_text", title, label), then)

    def ask_reason(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        then: Callable[[str | None], object],
        *,
        suggestions: Sequence[str] = (),
        yes: str = "",
    ) -> None:
        self._answer(Asked("ask_reason", title, text), then)

    def ask_save(
        self,
        parent: QWidget | None,
        title: str,
        file_name: str,
        kinds: str,
        then: Callable[[Path | None], object],
    ) -> None:
        self._answer(Asked("ask_save", title, file_name), then)

    def ask_open(
        self,
        parent: QWidget | None,
        title: str,
        kinds: str,
        then: Callable[[Path | None], object],
    ) -> None:
        self._answer(Asked("ask_open", title, kinds), then)

    def ask_folder(
        self, parent: QWidget | None, title: str, then: Callable[[Path | None], object]
    ) -> None:
        self._answer(Asked("ask_folder", title), then)

    def inform(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        then: Callable[[], object] | None = None,
    ) -> None:
        self.asked.append(Asked("inform", title, text))
        if then is not None:
            then()

    def error(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        then: Callable[[], object] | None = None,
    ) -> None:
        self.asked.append(Asked("error", title, text))
        if then is not None:
            then()
