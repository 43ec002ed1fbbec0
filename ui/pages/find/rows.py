"""What stands in the list of quick find: cases, the offer to take a newcomer in, commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from ruko_desk.domain.dto.cases import QuickHit
from ui.actions.registry import ActionSpec
from ui.theme.icon_names import IconName

_MOST_COMMANDS = 6
_WORDS_ONLY = 2
"""Letters of which a command may be meant; a single one is the beginning of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRow:
    """A case."""

    hit: QuickHit

    @property
    def icon(self) -> IconName:
        """The picture of a case."""
        return "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewcomerRow:
    """The way into Terima tamu with what was typed."""

    call_name: str = ""
    phone: str = ""

    @property
    def icon(self) -> IconName:
        """The picture of Terima tamu."""
        return "user-plus"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRow:
    """An action of the program."""

    spec: ActionSpec

    @property
    def icon(self) -> IconName:
        """The picture of the action."""
        return self.spec.icon or "arrow-right"


FindRow: TypeAlias = HitRow | NewcomerRow | CommandRow


def find_rows(
    typed: str, hits: Iterable[QuickHit], commands: Iterable[ActionSpec], *, may_receive: bool
) -> list[FindRow]:
    """Return the rows for what was typed: cases, then the newcomer, then commands that fit."""
    rows: list[FindRow] = [HitRow(hit=hit) for hit in hits]
    if not typed:
        return rows
    if may_receive and not is_case_number(typed):
        rows.append(_newcomer(typed))
    wanted = typed.casefold()
    if len(wanted) >= _WORDS_ONLY:
        fitting = [spec for spec in commands if wanted in spec.label.casefold()]
        rows += [CommandRow(spec=spec) for spec in fitting[:_MOST_COMMANDS]]
    return rows


def head_of(row: FindRow) -> str:
    """Return what the row is."""
    if isinstance(row, HitRow):
        hit = row.hit
        who = f"{hit.code} · {hit.initials}" if hit.initials else hit.code
        return who if hit.age is None else f"{who} ({_tr('{n} th').replace('{n}', str(hit.age))})"
    if isinstance(row, CommandRow):
        return f"{_tr('Perintah:')} {row.spec.label}"
    if row.phone:
        return _tr("Daftarkan tamu baru dengan telepon “{text}”").replace("{text}", row.phone)
    return _tr("Daftarkan tamu baru bernama “{text}”").replace("{text}", row.call_name)


def tail_of(row: FindRow) -> str:
    """Return what is told beside it: the matching number and the next or last date, or the key."""
    if isinstance(row, HitRow):
        return row.hit.detail
    return row.spec.shortcut if isinstance(row, CommandRow) else ""


def parts_of(text: str, typed: str) -> Iterator[tuple[str, bool]]:
    """Cut a text where it holds what was typed; yield each part and whether it is such a match.

    Digits match across the dots and blanks that group them.
    """
    digits = re.sub(r"\D", "", typed)
    if digits and not re.search(r"[^\W\d_]", typed):
        pattern = r"[\s.\-]?".join(digits)
    else:
        pattern = re.escape(typed.strip())
    if not pattern:
        yield text, False
        return
    end = 0
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def is_case_number(typed: str) -> bool:
    """Tell whether a case number was begun, for which nobody is taken in."""
    return re.match(r"[A-Za-z]{1,4}-\d", typed) is not None


def _newcomer(typed: str) -> NewcomerRow:
    bare = re.sub(r"[\s.\-+()/]+", "", typed)
    if bare.isascii() and bare.isdigit():
        return NewcomerRow(phone=typed)
    return NewcomerRow(call_name=typed)


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuickFind", text)
