"""A section over several records of one kind: incidents, alleged perpetrators."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ruko_desk.domain.dto.cases import CaseDetail
from ui.context import UiContext
from ui.pages.cases.record_form import Record, RecordForm
from ui.pages.cases.record_pane import RecordPane
from ui.pages.cases.section import CaseSection
from ui.theme.tokens import M, S
from ui.widgets.buttons import secondary
from ui.widgets.labels import Label
from ui.widgets.section_list import Section, SectionList, SectionState


class OneOfSeveral(Record, Protocol):
    """A record that stands beside others of its kind."""

    @property
    def uid(self) -> str:
        """Its name in the store; empty while it is new."""
        ...


M_ = TypeVar("M_", bound=OneOfSeveral)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[M_]):
    """What the section has to know of its records.

    Attributes:
        key: of the section, and of the right to edit it in `CaseDetail.may_edit`.
        title: the plural, above the list.
        one: the singular with a number after it, as "Kejadian {n}".
        add: words of the button that begins another.
        none: said where there is none and none may be written.
        pick: takes the records out of the case; None when the actor may not see them.
        blank: a new record.
        form: makes a form over a record; the text makes the names of its editors unique.
        summary: a few words of a record for the list.
        is_full: whether the record has what it needs.
    """

    key: str
    title: str
    one: str
    add: str
    none: str
    pick: Callable[[CaseDetail], Sequence[M_] | None]
    blank: Callable[[], M_]
    form: Callable[[str], RecordForm[M_]]
    summary: Callable[[M_], str]
    is_full: Callable[[M_], bool]


class RecordListSection(CaseSection, Generic[M_]):
    """A list of the records above the form of the chosen one; each keeps what is typed into it.

    Where there is no record yet an empty form stands ready; it is stored only if it is typed into.
    """

    def __init__(self, ctx: UiContext, kind: Kind[M_]) -> None:
        """Begin without records."""
        super().__init__(ctx)
        self._kind = kind
        self._detail: CaseDetail | None = None
        self._writes = False
        self._panes: dict[str, RecordPane[M_]] = {}
        self._made = 0
        self._shown = ""
        self.list = SectionList(kind.title)
        self.list.setObjectName(f"{kind.key}_list")
        self.add_button = secondary(kind.add, "plus")
        self.add_button.setObjectName(f"{kind.key}_add")
        self._none = Label(kind.none, "muted", wrap=True)
        self._stack = QStackedWidget()
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(Label(kind.title, "section"), 1)
        head.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, S, 0)
        layout.setSpacing(M)
        layout.addLayout(head)
        for widget in (self._none, self.list, self._stack):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.list.selected.connect(self._show_pane)
        self.add_button.clicked.connect(lambda _checked=False: self.add())

    def show_case(self, detail: CaseDetail) -> None:
        """Show the records; new ones that are typed into stay beside them."""
        records = self._kind.pick(detail)
        before, self._detail = self._detail, detail
        self._writes = records is not None and self._kind.key in detail.may_edit
        if before is not None and before.header.uid != detail.header.uid:
            self._drop(tuple(self._panes))
        stored = {record.uid: record for record in records or ()}
        self._adopt(stored)
        gone = (key for key in self._panes if key not in stored and not self._is_new(key))
        self._drop(tuple(gone))
        for uid, record in stored.items():
            pane = self._panes.get(uid) or self._make(uid)
            pane.show_record(detail.header.uid, record, editable=self._writes)
            pane.form.suit(detail)
        self._tidy(stored)

    def may_save(self) -> bool:
        """Tell whether the actor may write here."""
        return self._writes

    def is_dirty(self) -> bool:
        """Tell whether something is typed into any of the records."""
        return bool(self._dirty())

    def save(self) -> None:
        """Save one record that is typed into, the shown one first; then there is less to save."""
        dirty = sorted(self._dirty(), key=lambda key: key != self._shown)
        if dirty:
            self._show_pane(dirty[0])
            self._panes[dirty[0]].save()
        else:
            self.refused.emit()

    def cancel(self) -> None:
        """Show what is stored, and no new records."""
        self._drop(tuple(key for key in self._panes if self._is_new(key)))
        for pane in self._panes.values():
            pane.cancel()
        if self._detail is not None:
            self.show_case(self._detail)
        self.edited.emit()

    def draft(self) -> dict[str, object] | None:
        """Return what is typed into each record."""
        dirty = self._dirty()
        if not dirty:
            return None
        return {
            "shown": self._shown,
            "records": {key: self._panes[key].draft() for key in dirty},
        }

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back; a new record in it is begun again."""
        records = draft.get("records")
        if not self._writes or not isinstance(records, dict):
            return
        for key, content in records.items():
            if key not in self._panes and self._is_new(key):
                self._begin(key)
            if key in self._panes and isinstance(content, dict):
                self._panes[key].restore(content)
        self._show_pane(str(draft.get("shown") or ""))
        self._rebuild()

    def first_focus(self) -> QWidget | None:
        """Start at the list, or in the only form."""
        if not self.list.isHidden():
            return self.list
        pane = self._panes.get(self._shown)
        return pane.form.get(pane.form.keys()[0]).focus_target() if pane else self.add_button

    def add(self) -> None:
        """Begin another record and go to its first field; an untouched new one will do."""
        if not self._writes:
            return
        untouched = [key for key in self._panes if self._is_new(key) and key not in self._dirty()]
        key = untouched[0] if untouched else self._new_key()
        if not untouched:
            self._begin(key)
        self._show_pane(key)
        self._rebuild()
        self._panes[key].form.focus_first()

    def pane(self, key: str) -> RecordPane[M_]:
        """Return the pane of a record.

        Raises:
            KeyError: there is no such record.
        """
        return self._panes[key]

    def shown(self) -> str:
        """Return the name of the record that is shown."""
        return self._shown

    def keys(self) -> tuple[str, ...]:
        """Return the uids of the records, new ones last under names of their own."""
        return tuple(sorted(self._panes, key=self._is_new))

    def _is_new(self, key: str) -> bool:
        return key.startswith("baru")

    def _new_key(self) -> str:
        self._made += 1
        return f"baru{self._made}"

    def _dirty(self) -> tuple[str, ...]:
        if not self._writes:
            return ()
        return tuple(key for key in self.keys() if self._panes[key].is_dirty())

    def _begin(self, key: str) -> None:
        """Make a pane for a new record."""
        if key.removeprefix("baru").isdigit():
            self._made = max(self._made, int(key.removeprefix("baru")))
        pane = self._make(key)
        if self._detail is not None:
            pane.show_record(self._detail.header.uid, self._kind.blank(), editable=True)
            pane.form.suit(self._detail)

    def _make(self, key: str) -> RecordPane[M_]:
        pane = RecordPane(self.ctx, self._kind.form(f"{self._kind.key}_{key}"))
        self._panes[key] = pane
        self._stack.addWidget(pane)
        pane.edited.connect(self._edited)
        pane.submitted.connect(self.submitted)
        pane.saved.connect(self.saved)
        pane.refused.connect(self.refused)
        pane.outdated.connect(self.outdated)
        self.grown.emit()
        return pane

    def _drop(self, keys: Sequence[str]) -> None:
        for key in keys:
            pane = self._panes.pop(key)
            self._stack.removeWidget(pane)
            pane.hide()
            pane.deleteLater()

    def _adopt(self, stored: dict[str, M_]) -> None:
        """Give a new record that was just saved the uid under which it stands in the case."""
        saved = [key for key in self._panes if self._is_new(key) and self._panes[key].just_saved]
        fresh = [uid for uid in stored if uid not in self._panes]
        for key, uid in zip(saved, reversed(fresh), strict=False):
            self._panes[uid] = self._panes.pop(key)
            self._shown = uid if self._shown == key else self._shown

    def _tidy(self, stored: dict[str, M_]) -> None:
        """Keep an empty form ready where there is nothing, and nowhere else."""
        dirty = self._dirty()
        self._drop([key for key in self._panes if self._is_new(key) and key not in dirty])
        if self._writes and not self._panes:
            self._begin(self._new_key())
        self._none.setVisible(not self._panes)
        self._stack.setVisible(bool(self._panes))
        self.add_button.setVisible(self._writes and bool(stored))
        self._rebuild()

    def _rebuild(self) -> None:
        """Name the records in the list, and turn to one that is there."""
        keys = self.keys()
        rows = []
        for number, key in enumerate(keys, 1):
            record = self._panes[key].form.record
            told = self._kind.summary(record) if record is not None else ""
            name = self._kind.one.replace("{n}", str(number))
            label = f"{name} · {told}" if told else name
            rows.append(Section(key=key, label=label, state=self._state(key)))
        shown = self._shown if self._shown in keys else next(iter(keys), "")
        blocked = self.list.blockSignals(True)
        self.list.set_sections(rows)
        self.list.set_current(shown)
        self.list.blockSignals(blocked)
        self.list.setVisible(len(rows) > 1)
        self.list.setFixedHeight(self.list.sizeHint().height())
        self._show_pane(shown)

    def _state(self, key: str) -> SectionState:
        record = self._panes[key].form.record
        dirty = self._panes[key].is_dirty()
        full = record is not None and not dirty and self._kind.is_full(record)
        return "done" if full else "active"

    def _show_pane(self, key: str) -> None:
        if key in self._panes:
            self._shown = key
            self._stack.setCurrentWidget(self._panes[key])
            self.list.set_current(key)

    def _edited(self) -> None:
        for key in self._panes:
            self.list.set_state(key, self._state(key))
        self.edited.emit()
