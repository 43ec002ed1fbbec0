"""One record of a case on screen: its form, what stands in the way of saving, and the reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ruko_desk.domain.dto.cases import CaseDetail
from ruko_desk.errors import FieldErrors, RuKoError, StaleError
from ui.context import UiContext, run_command
from ui.pages.cases.facts_view import FactsView
from ui.pages.cases.record_form import Clash, R, RecordForm
from ui.pages.cases.versions_dialog import VersionsDialog
from ui.theme.tokens import M
from ui.widgets.banner import Banner
from ui.widgets.editors.editor import JsonValue


class RecordPane(QWidget, Generic[R]):
    """A form, or the facts where the actor may not write them.

    What is typed stays typed whatever happens: a refused save, a record that somebody else changed
    meanwhile, a new reading of the case.

    Signals:
        edited: something was typed, taken back or thrown away.
        submitted: Ctrl+Enter.
        saved: carries the CaseDetail.
        refused: a `save` came to nothing.
        outdated: somebody else saved the record meanwhile.
    """

    edited = Signal()
    submitted = Signal()
    saved = Signal(object)
    refused = Signal()
    outdated = Signal()

    def __init__(self, ctx: UiContext, form: RecordForm[R], title: str = "") -> None:
        """Show nothing yet; `title` stands above the facts where they are only read."""
        super().__init__()
        self._ctx = ctx
        self._title = title
        self._case_uid = ""
        self._sent: dict[str, JsonValue] | None = None
        self._told = ""
        self._clashes: tuple[Clash, ...] = ()
        self.form = form
        self.banner = Banner("", "warning", self.tr("Lihat kedua versi"))
        self.banner.hide()
        self.reading = FactsView()
        self.reading.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        for widget in (self.banner, form, self.reading):
            layout.addWidget(widget)
        layout.addStretch(1)
        form.changed.connect(self.edited)
        form.submitted.connect(self.submitted)
        self.banner.activated.connect(self._banner_pressed)
        self._on_banner: Callable[[], object] = self.compare

    def show_record(self, case_uid: str, record: R, *, editable: bool) -> None:
        """Show a record as it was read now; typed words are laid over it."""
        self._case_uid = case_uid
        self.form.setVisible(editable)
        self.reading.setVisible(not editable)
        if not editable:
            self._clear()
            self._load(record)
            self.reading.show_facts([(self._title, (self.form.facts(record),))])
            return
        sent, self._sent = self._sent, None
        before = self.form.record
        if before is None or not self.form.is_dirty():
            self._load(record)
            self._clear()
        elif sent is not None or before.version != record.version:
            base = self.form.base if sent is None else sent
            self._lay_over(record, base, self.form.drafts(), told=self._told)

    @property
    def just_saved(self) -> bool:
        """Whether the record was saved from here and not read again since."""
        return self._sent is not None

    def is_dirty(self) -> bool:
        """Tell whether something is typed that is not saved."""
        return self.form.is_dirty()

    def save(self) -> None:
        """Save what is typed, unless something cannot be read or two versions wait for a choice."""
        record = self.form.record
        if record is None or not self.form.check():
            self.refused.emit()
            return
        if self._clashes:
            self.refused.emit()
            self.compare()
            return
        case_uid, wanted, sent = self._case_uid, self.form.typed(record), self.form.drafts()

        def done(detail: CaseDetail) -> None:
            if self._case_uid == case_uid:
                self._sent = sent
                self._clear()
            self.saved.emit(detail)

        run_command(
            self._ctx,
            self,
            lambda services, actor: self.form.send(services, actor, case_uid, wanted),
            done,
            err=self._refused,
        )

    def cancel(self) -> None:
        """Show what is stored."""
        if self.form.record is not None:
            self._load(self.form.record)
        self._clear()
        self.edited.emit()

    def draft(self) -> dict[str, object]:
        """Return what is typed, with what it was typed over."""
        return {"base": self.form.base, **self.form.draft()}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put a draft back, even over a record that was saved by somebody else since then."""
        record, base, values = self.form.record, draft.get("base"), draft.get("values")
        if record is None or not isinstance(base, dict) or not isinstance(values, dict):
            return
        self._lay_over(record, base, values, told="")
        place = {"values": {}, "focus": draft.get("focus"), "place": draft.get("place")}
        self.form.restore(place)
        self.edited.emit()

    def compare(self) -> None:
        """Show both versions side by side, to choose field by field."""
        if not self._clashes:
            return
        dialog = VersionsDialog(self, self._clashes)
        dialog.accepted.connect(lambda: self._chosen(dialog.stored_wanted()))
        dialog.open()

    def _chosen(self, stored_wanted: frozenset[str]) -> None:
        for clash in self._clashes:
            value = clash.stored if clash.key in stored_wanted else clash.typed
            self.form.get(clash.key).editor.restore(value)
        self._clear()
        self.edited.emit()

    def _load(self, record: R) -> None:
        """Show a record without a word of typing: a draft must not go while it is laid over it."""
        with QSignalBlocker(self.form):
            self.form.show_record(record)

    def _lay_over(
        self,
        record: R,
        base: Mapping[str, JsonValue],
        mine: Mapping[str, JsonValue],
        *,
        told: str,
    ) -> None:
        stored_before = dict(base)
        self._load(record)
        merged = any(
            key in stored_before and value != stored_before[key]
            for key, value in self.form.base.items()
        )
        with QSignalBlocker(self.form):
            self._clashes = self.form.lay_over(base, mine)
        self._told = ""
        if self._clashes:
            by_whom = self.tr("Bagian ini sudah diubah petugas lain. Lihat kedua versi, lalu pilih")
            self._say(told or by_whom, "warning", self.tr("Lihat kedua versi"), self.compare)
        elif merged and self.form.is_dirty() and self._sent is None:
            self._say(
                self.tr(
                    "Petugas lain mengubah isian lain di bagian ini. Keduanya sudah digabung; "
                    "periksa, lalu simpan."
                ),
                "info",
            )
        self.edited.emit()

    def _refused(self, error: RuKoError) -> None:
        if isinstance(error, FieldErrors):
            self.form.show_errors(error.fields)
        elif isinstance(error, StaleError):
            self._told = error.message
            self.outdated.emit()
        else:
            kept = self.tr("Perubahan belum tersimpan. Isian Anda masih ada di layar.")
            self._say(f"{error.message} {kept}", "danger", self.tr("Coba lagi"), self.save)
        self.refused.emit()

    def _say(
        self,
        text: str,
        kind: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        self.banner.set_message(text, "danger" if kind == "danger" else "warning", action)
        self.banner.action.setVisible(bool(action))
        self._on_banner = on_action or self.compare
        self.banner.show()
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.verticalScrollBar().setValue(0)

    def _banner_pressed(self) -> None:
        self._on_banner()

    def _clear(self) -> None:
        self._clashes = ()
        self._told = ""
        self.banner.hide()
