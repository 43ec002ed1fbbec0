"""Data kasus: the list of sections at the left, the section at the right, and its buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ruko_desk.domain.dto.cases import CaseDetail
from ui.context import UiContext
from ui.pages.cases.section import CasePart, CaseSection
from ui.pages.cases.sections import SECTIONS
from ui.theme.tokens import M, S
from ui.widgets.buttons import primary, secondary
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.scroll import Scroll
from ui.widgets.section_list import Section, SectionList, SectionState

_STATES: dict[str, SectionState] = {"lengkap": "done", "diisi": "active", "kosong": "empty"}


class DataTab(CasePart):
    """Sections are built when they are first looked at.

    Signals:
        edited: something was typed, taken back or thrown away in any section.
        grown: widgets were added, which stand last in the order of Tab.
    """

    edited = Signal()
    grown = Signal()

    def __init__(self, ctx: UiContext) -> None:
        """Begin without a case."""
        super().__init__(ctx)
        self._detail: CaseDetail | None = None
        self._built: dict[str, CaseSection] = {}
        self._saving: list[str] = []
        self.sections = SectionList(self.tr("Bagian data kasus"))
        self.sections.setObjectName("sections")
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._note = ElidedLabel("", "muted")
        self.cancel_button = secondary(self.tr("Batal"))
        self.cancel_button.setObjectName("cancel")
        self.save_button = primary(self.tr("Simpan"), "save")
        self.save_button.setObjectName("save")
        self._foot = QWidget()
        self._lay_out()
        self.sections.selected.connect(self._show_section)
        self.cancel_button.clicked.connect(lambda _checked=False: self.cancel())
        self.save_button.clicked.connect(lambda _checked=False: self.save())

    def show_case(self, detail: CaseDetail) -> None:
        """Show the case; sections that are typed into keep what was typed."""
        self._detail = detail
        for section in self._built.values():
            section.show_case(detail)
        there = dict(detail.sections)
        self.sections.set_sections(
            [
                Section(key=spec.key, label=spec.words(), state=self._state(spec.key))
                for spec in SECTIONS
                if spec.key in there
            ]
        )
        self._show_section(self.sections.current_key())
        self._mark()

    def showEvent(self, event: QShowEvent) -> None:
        """Build the section that is looked at first; a form costs time that reading may save."""
        super().showEvent(event)
        self._show_section(self.sections.current_key())

    def discard(self) -> None:
        """Throw away everything typed."""
        for section in self._built.values():
            section.cancel()
        self._saving.clear()
        self.set_note("")

    def current(self) -> CaseSection | None:
        """Return the section that is shown."""
        return self._built.get(self.sections.current_key())

    def section(self, key: str) -> CaseSection:
        """Return a section, built if it is not there yet.

        Raises:
            KeyError: there is no such section.
        """
        if key not in self._built:
            spec = {spec.key: spec for spec in SECTIONS}[key]
            section = spec.build(self.ctx)
            section.setObjectName(f"section_{key}")
            section.edited.connect(self._edited)
            section.submitted.connect(self.save)
            section.saved.connect(self._saved)
            section.refused.connect(self._refused)
            section.outdated.connect(self.outdated)
            section.grown.connect(self.grown)
            self._built[key] = section
            self._stack.addWidget(Scroll(section))
            if self._detail is not None:
                section.show_case(self._detail)
            self.grown.emit()
        return self._built[key]

    def show_section(self, key: str) -> None:
        """Turn to a section."""
        self.sections.set_current(key)

    def first_focus(self) -> QWidget | None:
        """Start at the list of sections."""
        return self.sections

    def dirty(self) -> tuple[str, ...]:
        """Return the keys of the sections that are typed into, from top to bottom."""
        return tuple(
            spec.key
            for spec in SECTIONS
            if spec.key in self._built and self._built[spec.key].is_dirty()
        )

    def save(self) -> None:
        """Save the section that is shown, then the others that were typed into."""
        if self._saving or self.ctx.read_only:
            return
        shown = self.sections.current_key()
        self._saving = sorted(self.dirty(), key=lambda key: key != shown)
        self._save_next()

    def cancel(self) -> None:
        """Throw away what was typed into the section that is shown; it can be had back."""
        section = self.current()
        typed = section.draft() if section is not None and section.is_dirty() else None
        if section is None or typed is None:
            return
        section.cancel()
        self.ctx.toasts.show(
            self.tr("Perubahan yang belum disimpan dibuang."), undo=lambda: section.restore(typed)
        )

    def draft(self) -> dict[str, object] | None:
        """Return what was typed into all sections; None when nothing."""
        parts = {key: self._built[key].draft() for key in self.dirty()}
        filled = {key: part for key, part in parts.items() if part}
        return {"section": self.sections.current_key(), "parts": filled} if filled else None

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back into the sections that the actor still sees."""
        parts = draft.get("parts")
        there = dict(self._detail.sections) if self._detail is not None else {}
        for spec in SECTIONS:
            part = parts.get(spec.key) if isinstance(parts, dict) else None
            if isinstance(part, dict) and spec.key in there:
                self.section(spec.key).restore(part)
        self.show_section(str(draft.get("section") or ""))
        self._edited()

    def set_note(self, text: str) -> None:
        """Say below the section how safe the typed words are."""
        self._note.setText(text)

    def note(self) -> str:
        """Return what is said below the section."""
        return self._note.text()

    def _state(self, key: str) -> SectionState:
        if key in self.dirty():
            return "active"
        filled = dict(self._detail.sections).get(key, "") if self._detail is not None else ""
        return _STATES.get(filled, "empty")

    def _show_section(self, key: str) -> None:
        if not key or self._detail is None or not self.isVisible():
            return
        section = self.section(key)
        for place in range(self._stack.count()):
            holder = self._stack.widget(place)
            if isinstance(holder, Scroll) and holder.widget() is section:
                self._stack.setCurrentWidget(holder)
        self._mark()

    def _edited(self) -> None:
        self._mark()
        self.edited.emit()

    def _mark(self) -> None:
        for key in self._built:
            self.sections.set_state(key, self._state(key))
        section, dirty = self.current(), self.dirty()
        saves = section is not None and section.may_save()
        self._foot.setVisible(saves or bool(dirty))
        if not dirty and QApplication.focusWidget() in {self.save_button, self.cancel_button}:
            self.sections.setFocus(Qt.FocusReason.OtherFocusReason)  # these buttons rest now
        self.save_button.setEnabled(bool(dirty))
        self.cancel_button.setEnabled(section is not None and section.is_dirty())

    def _save_next(self) -> None:
        if self._saving:
            self.section(self._saving[0]).save()

    def _saved(self, detail: CaseDetail) -> None:
        self.saved.emit(detail)
        self._mark()
        asked, dirty = bool(self._saving), self.dirty()
        self._saving = [key for key in self._saving if key in dirty]
        if self._saving:
            self._save_next()
        elif asked:
            self.set_note("")
            self.ctx.toasts.show(self.tr("Perubahan tersimpan"))
            self.edited.emit()

    def _refused(self) -> None:
        if self._saving:
            self.show_section(self._saving[0])
        self._saving.clear()

    def _lay_out(self) -> None:
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(S)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        right = QVBoxLayout()
        right.setSpacing(S)
        right.addWidget(self._stack, 1)
        right.addWidget(self._foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addWidget(self.sections)
        layout.addLayout(right, 1)
