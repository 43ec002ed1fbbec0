"""A form over one record of a case, and how typed words meet a record that changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ruko_desk import clock
from ruko_desk.changes import Outcome
from ruko_desk.domain.dates import PartialDate, Precision, check_not_future, parse_date
from ruko_desk.domain.dto.cases import CaseDetail
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.registry import Services
from ui.context import UiContext
from ui.pages.cases.address_edit import AddressEdit
from ui.pages.cases.facts import Facts
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.date_edit import DateEdit
from ui.widgets.editors.editor import Editor, JsonValue
from ui.widgets.editors.option_group import Choice, OptionGroup
from ui.widgets.field import Field
from ui.widgets.form import Form


class Record(Protocol):
    """What all records of a case have."""

    @property
    def version(self) -> int:
        """Counts the saves; 0 while nothing is stored."""
        ...


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field that two people changed: what is stored, and what is typed, with the words of each."""

    key: str
    label: str
    stored: JsonValue
    typed: JsonValue
    stored_words: str
    typed_words: str


class RecordForm(Form, Generic[R]):
    """Fields over a record; subclasses lay them out and say how record and fields correspond.

    Keys of fields are the names that the service's field errors use.
    """

    def __init__(self, ctx: UiContext, name: str) -> None:
        """Build no fields; `name` makes the names of the editors unique on the page."""
        super().__init__()
        self.ctx = ctx
        self._name = name
        self._lists: dict[str, str] = {}
        self._record: R | None = None
        self.base: dict[str, JsonValue] = {}

    # What a subclass says

    def as_values(self, record: R) -> Mapping[str, object]:
        """Return what the fields show of a record, by key."""
        return {key: getattr(record, key) for key in self.keys()}

    def typed(self, record: R) -> R:
        """Return the record with what is typed."""
        raise NotImplementedError

    def send(
        self, services: Services, actor: Actor, case_uid: str, record: R
    ) -> Outcome[CaseDetail]:
        """Save a record; on the database thread."""
        raise NotImplementedError

    def facts(self, record: R) -> Facts:
        """Return the record for those who may only read it."""
        raise NotImplementedError

    def suit(self, detail: CaseDetail) -> None:
        """Offer and hide what depends on the case and on the actor's rights."""

    # Fields

    def named(
        self, key: str, label: str, editor: Editor, *, hint: str = "", optional: bool = True
    ) -> Field:
        """Make a field whose editor can be found again after a lock."""
        field = self.field(key, label, editor, hint=hint, optional=optional)
        field.widget.setObjectName(f"{self._name}_{key}")
        return field

    def combo(self, key: str, label: str, listed: str, *, hint: str = "") -> Field:
        """Make a field over a code list; a stored code that is out of use stays choosable."""
        self._lists[key] = listed
        return self.named(key, label, ChoiceCombo(self.choices(listed)), hint=hint)

    def date_field(self, key: str, label: str, *, birth: bool = False, hint: str = "") -> Field:
        """Make a field for a date of the past, of which the day or the month may be unknown."""
        today = clock.today(self.ctx.clock)

        def parse(text: str) -> PartialDate:
            value = parse_date(text, today=today, birth=birth)
            check_not_future(value, today, label)
            return value

        def full(parsed: object) -> date | None:
            if isinstance(parsed, PartialDate) and parsed.precision is Precision.DAY:
                return parsed.earliest()
            return None

        return self.named(key, label, DateEdit(parse, today=today, to_date=full), hint=hint)

    def date_iso(self, key: str) -> str:
        """Return the stored form of a date field; empty while empty or unreadable."""
        editor = self.get(key).editor
        parsed = editor.parsed() if isinstance(editor, DateEdit) else None
        return parsed.iso() if isinstance(parsed, PartialDate) else ""

    def choices(self, listed: str, *stored: str) -> list[Choice]:
        """Return the codes in use, and stored ones that are not."""
        codes = self.ctx.codes
        offered = [(code.code, code.label_id) for code in codes.get(listed)]
        old = [code for code in stored if code and code not in dict(offered)]
        return offered + [(code, codes.label(listed, code)) for code in old]

    # Records

    @property
    def record(self) -> R | None:
        """The record as it was read."""
        return self._record

    def show_record(self, record: R) -> None:
        """Show a record; nothing counts as typed."""
        self._record = record
        values = dict(self.as_values(record))
        for key, listed in self._lists.items():
            editor = self.get(key).editor
            if isinstance(editor, ChoiceCombo):
                editor.set_choices(self.choices(listed, str(values.get(key) or "")))
                values[key] = values.get(key) or None
        self.load(values)
        self.base = self.drafts()

    def drafts(self) -> dict[str, JsonValue]:
        """Return what every editor holds."""
        return {key: self.get(key).editor.draft() for key in self.keys()}

    def lay_over(
        self, base: Mapping[str, JsonValue], mine: Mapping[str, JsonValue]
    ) -> tuple[Clash, ...]:
        """Put typed words over the record that is shown.

        Args:
            base: what the fields held when the typing began.
            mine: what they held at its end; fields that are as in `base` show what is stored now.

        Returns:
            The fields that were changed in the store too, otherwise; they show what was typed.
        """
        stored, clashes = self.drafts(), []
        for key in self.keys():
            if key not in mine or mine[key] == base.get(key) or mine[key] == stored[key]:
                continue
            field = self.get(key)
            stored_words = words_of(field.widget)
            field.editor.restore(mine[key])
            if stored[key] != base.get(key):
                clashes.append(
                    Clash(
                        key=key,
                        label=field.label_text(),
                        stored=stored[key],
                        typed=mine[key],
                        stored_words=stored_words,
                        typed_words=words_of(field.widget),
                    )
                )
        return tuple(clashes)


def words_of(editor: QWidget) -> str:
    """Return what an editor shows, in words."""
    if isinstance(editor, AddressEdit):
        return editor.words()
    if isinstance(editor, DateEdit):
        return editor.value()
    if isinstance(editor, QComboBox):
        return editor.currentText() if editor.currentIndex() >= 0 else ""
    if isinstance(editor, OptionGroup):
        return ", ".join(editor.button(code).text() for code in editor.chosen())
    if isinstance(editor, QLineEdit):
        return editor.text()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QAbstractButton):
        return editor.tr("ya") if editor.isChecked() else editor.tr("tidak")
    return ""
