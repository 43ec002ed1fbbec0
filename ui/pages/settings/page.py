"""Pengaturan: house and letterhead, numbering, safety, printer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from ruko_desk.changes import ChangeSet
from ruko_desk.domain.dto.settings import NumberingSettings, SafetySettings, VaultSettings
from ruko_desk.domain.letters import PaperSize
from ruko_desk.errors import FieldErrors, RuKoError, StaleError
from ui.context import UiContext, run_command, run_document, run_query
from ui.pages.settings.house_form import HouseForm
from ui.printing import PrintResult
from ui.shell.page import Page
from ui.shell.routes import Route, SettingsRoute
from ui.theme.theme import theme
from ui.theme.tokens import L, M, S
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.editors.check_box import CheckBox
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.number_edit import NumberEdit
from ui.widgets.form import Form
from ui.widgets.labels import Label
from ui.widgets.scroll import Scroll

WIDTH = 860
TABS = ("lembaga", "penomoran", "keamanan", "printer")


class NumberingForm(Form):
    """Case codes and letter numbers; keys are the names of `NumberingSettings`."""

    def __init__(self) -> None:
        """Build the fields empty."""
        super().__init__()
        line = LineEdit
        self.add_row(
            self.field(
                "case_template",
                self.tr("Pola kode kasus"),
                line(max_length=60),
                hint="{tahun2} {tahun} {nomor:04}",
            ),
            self.field(
                "device_letter",
                self.tr("Huruf komputer ini"),
                line(max_length=1),
                hint=self.tr("Kosong di komputer pertama; B, C … di komputer lain."),
                optional=True,
            ),
        )
        self.add_row(
            self.field(
                "letter_template",
                self.tr("Pola nomor surat"),
                line(max_length=80),
                hint="{kode} {nomor:03} {unit} {bulan_romawi} {tahun}",
            )
        )
        self.add_row(
            self.field("classification_code", self.tr("Kode klasifikasi"), line(max_length=30)),
            self.field("unit_code", self.tr("Kode unit"), line(max_length=30)),
            self.field(
                "paper",
                self.tr("Kertas surat"),
                ChoiceCombo([(size.value, size.value) for size in PaperSize]),
            ),
        )


class SafetyForm(Form):
    """Lock and Layar aman; keys are the names of `SafetySettings`."""

    def __init__(self) -> None:
        """Build the fields empty."""
        super().__init__()
        self.add_row(
            self.field(
                "idle_minutes",
                self.tr("Kunci otomatis setelah (menit)"),
                NumberEdit(minimum=1, maximum=15),
                hint=self.tr("1 sampai 15 menit tanpa sentuhan."),
            ),
            self.field(
                "hide_grace_seconds",
                self.tr("Tenggang Layar aman (detik)"),
                NumberEdit(minimum=0, maximum=60),
                hint=self.tr("Sesudahnya perlu kata sandi."),
            ),
        )
        self.add_row(
            self.field(
                "pin_after_idle",
                self.tr("Kembali dengan PIN"),
                CheckBox(self.tr("Boleh, dalam 10 menit setelah kunci otomatis")),
            )
        )
        self.add_row(
            self.field(
                "waiting_amber_minutes",
                self.tr("Menunggu lama mulai (menit)"),
                NumberEdit(minimum=1, maximum=240),
            ),
            self.field(
                "waiting_red_minutes",
                self.tr("Menunggu terlalu lama mulai (menit)"),
                NumberEdit(minimum=1, maximum=240),
            ),
        )


class PrinterTab(QWidget):
    """A test page for each paper."""

    def __init__(self, ctx: UiContext) -> None:
        """Offer a test page."""
        super().__init__()
        self._ctx = ctx
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addWidget(
            Label(
                self.tr(
                    "Halaman uji menunjukkan apakah printer menjaga ukuran dan tepi kertas. Ukur "
                    "garisnya dengan penggaris; di pengaturan printer pilih skala 100 %."
                ),
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(S)
        for size in PaperSize:
            words = self.tr("Cetak halaman uji {paper}").replace("{paper}", size.value)
            button = Button(words, icon="printer")
            button.setObjectName(f"test_{size.value}")
            button.clicked.connect(lambda _checked=False, size=size: self._print(size))
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)

    def _print(self, size: PaperSize) -> None:
        run_document(
            self._ctx,
            self,
            lambda press: press.test_page(size),
            lambda pdf: self._ctx.printer.print_pdf(
                self, pdf, self._printed, paper=size.value, title=self.tr("Halaman uji")
            ),
        )

    def _printed(self, result: PrintResult) -> None:
        if result.printed:
            self._ctx.toasts.show(self.tr("Halaman uji dikirim ke printer"))


class SettingsPage(Page):
    """Four tabs over one record; one button saves all of it."""

    title = str(QT_TRANSLATE_NOOP("SettingsPage", "Pengaturan"))
    draft_form = "pengaturan"

    def __init__(self, ctx: UiContext) -> None:
        """Build the page, empty."""
        super().__init__(ctx)
        self._read: VaultSettings | None = None
        self.house = HouseForm(ctx.runner, ctx.prompts)
        self.numbering = NumberingForm()
        self.safety = SafetyForm()
        self.tabs = QTabWidget()
        self.tabs.setObjectName("settings_tabs")
        words = (
            self.tr("Lembaga && kop surat"),
            self.tr("Kode && penomoran"),
            self.tr("Keamanan"),
            self.tr("Printer"),
        )
        contents = (self.house, self.numbering, self.safety, PrinterTab(ctx))
        for content, label in zip(contents, words, strict=True):
            holder = QWidget()
            holder.setMaximumWidth(theme().metrics.px(WIDTH))
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, M, S, M)
            column.addWidget(content)
            column.addStretch(1)
            self.tabs.addTab(Scroll(holder), label)
        self.stale = Banner(
            self.tr("Pengaturan diubah petugas lain. Isian Anda masih ada di bawah."),
            "warning",
            self.tr("Muat yang terbaru"),
        )
        self.stale.hide()
        self.save_button = Button(self.tr("Simpan pengaturan"), "primary")
        self.save_button.setObjectName("save")
        self._lay_out()
        self.stale.activated.connect(self._read_again)
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        for form in self._forms():
            form.changed.connect(self.touch)
            form.submitted.connect(self.save)

    def enter(self, route: Route) -> None:
        """Read the settings."""
        if isinstance(route, SettingsRoute) and route.tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(route.tab))
        self.save_button.setEnabled(not self.ctx.read_only)
        run_query(
            self.ctx,
            self,
            lambda services, actor: services.settings.read(actor),
            self._entered,
            key="settings",
        )

    def on_changes(self, changes: ChangeSet) -> None:
        """Show changed settings, unless something is typed: then say so."""
        if not changes.touches("settings"):
            return
        if self._dirty():
            self.stale.show()
        else:
            self._read_again()

    def first_focus(self) -> QWidget:
        """Start at the name of the house."""
        return self.house.get("house_name").focus_target()

    def handle(self, action: str) -> bool:
        """Save."""
        if action in {"save", "submit"}:
            self.save()
            return True
        return super().handle(action)

    def draft(self) -> dict[str, object] | None:
        """Return what was typed and not saved; a logo is chosen again."""
        if not self._dirty():
            return None
        names = ("house", "numbering", "safety")
        return {name: form.draft() for name, form in zip(names, self._forms(), strict=True)}

    def restore(self, payload: dict[str, object]) -> None:
        """Put a draft back."""
        for name, form in zip(("house", "numbering", "safety"), self._forms(), strict=True):
            content = payload.get(name)
            if isinstance(content, dict):
                form.restore(content)

    def place(self) -> dict[str, object]:
        """Return the tab."""
        return {"tab": self.tabs.currentIndex()}

    def back_to(self, place: dict[str, object]) -> None:
        """Show the tab again."""
        tab = place.get("tab")
        if isinstance(tab, int):
            self.tabs.setCurrentIndex(tab)

    def save(self) -> None:
        """Save everything."""
        before = self._read
        if before is None or self.ctx.read_only:
            return
        for index, form in enumerate(self._forms()):
            if not form.check():
                self.tabs.setCurrentIndex(index)
                return
        changed = replace(
            before,
            house=replace(self.house.house()),
            numbering=NumberingSettings(**self.numbering.values()),
            safety=self._safety(before.safety),
        )
        run_command(
            self.ctx,
            self,
            lambda services, actor: services.settings.save(actor, changed),
            self._saved,
            button=self.save_button,
            err=self._refused,
        )

    def _forms(self) -> tuple[Form, Form, Form]:
        return self.house, self.numbering, self.safety

    def _dirty(self) -> bool:
        if self._read is None:
            return False
        logo = self.house.logo.logo() != self._read.house.logo_png
        return logo or any(form.is_dirty() for form in self._forms())

    def _safety(self, before: SafetySettings) -> SafetySettings:
        """Return the typed values; an emptied number keeps the one that held."""
        values: dict[str, Any] = {
            key: value for key, value in self.safety.values().items() if value is not None
        }
        return replace(before, **values)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, L, L, L)
        outer.setSpacing(S)
        outer.addWidget(Label(self.tr("Pengaturan"), "title"))
        outer.addWidget(self.stale)
        outer.addWidget(self.tabs, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        outer.addLayout(foot)

    def _entered(self, settings: VaultSettings) -> None:
        self._show(settings)
        self.ready()

    def _read_again(self) -> None:
        run_query(
            self.ctx,
            self,
            lambda services, actor: services.settings.read(actor),
            self._show,
            key="settings",
        )

    def _show(self, settings: VaultSettings) -> None:
        self._read = settings
        self.stale.hide()
        self.house.show_house(settings.house)
        for form, group in (
            (self.numbering, settings.numbering),
            (self.safety, settings.safety),
        ):
            names = form.keys()
            form.load({key: getattr(group, key) for key in names})

    def _saved(self, settings: VaultSettings) -> None:
        self._show(settings)
        self.drop_draft()
        self.ctx.toasts.show(self.tr("Pengaturan tersimpan"))

    def _refused(self, error: RuKoError) -> None:
        if isinstance(error, StaleError):
            self.stale.show()
        elif isinstance(error, FieldErrors):
            for index, form in enumerate(self._forms()):
                names = form.keys()
                wrong = {key: text for key, text in error.fields.items() if key in names}
                form.show_errors(wrong)
                if wrong:
                    self.tabs.setCurrentIndex(index)
        else:
            self.ctx.prompts.error(self, self.tr("Belum tersimpan"), error.message)
