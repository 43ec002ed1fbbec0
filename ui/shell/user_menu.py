"""The menu under the user's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from ruko_desk import __version__
from ui.pages.registry import BY_ROUTE
from ui.shell.routes import ProfileRoute
from ui.theme.theme import Scheme

if TYPE_CHECKING:
    from ui.shell.capture import CaptureGuard
    from ui.shell.desk import Desk

TEXT_SIZES = (100, 115, 130)


class UserMenu(QMenu):
    """Own profile, hand-over, how the program looks, help, and the way out."""

    def __init__(self, desk: Desk, capture: CaptureGuard) -> None:
        """Build the menu of an open desk; `capture` is offered where the system can do it."""
        super().__init__(desk)
        self._desk = desk
        self.setObjectName("user_menu_entries")
        if ProfileRoute in BY_ROUTE:
            self._entry(self.tr("Profil saya: kata sandi dan PIN"), lambda: desk.trigger("profile"))
        self._entry(self.tr("Ganti petugas"), lambda: desk.trigger("switch_user"), "switch_user")
        self.addSeparator()
        names = {
            Scheme.LIGHT: self.tr("Terang"),
            Scheme.DARK: self.tr("Gelap"),
            Scheme.SYSTEM: self.tr("Ikut sistem"),
        }
        self._schemes = self._choices(
            self.tr("Tampilan"),
            [(each.value, words) for each, words in names.items()],
            lambda value: desk.change_preferences(theme=value),
        )
        self._sizes = self._choices(
            self.tr("Ukuran teks"),
            [(str(size), f"{size} %") for size in TEXT_SIZES],
            lambda value: desk.change_preferences(text_percent=int(value)),
        )
        if capture.available:
            self._entry(self.tr("Izinkan tangkapan layar 15 menit"), capture.allow)
        self.addSeparator()
        self._entry(self.tr("Daftar pintasan"), desk.show_help, "help")
        self._entry(self.tr("Tentang"), self._about)
        self.addSeparator()
        self._entry(self.tr("Keluar"), desk.quit)
        self.aboutToShow.connect(self._mark)

    def _entry(self, words: str, call: Callable[[], object], action: str = "") -> None:
        from ui.actions.registry import BY_ID

        entry = self.addAction(words)
        if action:
            # Shown only: the key itself is bound elsewhere.
            entry.setText(f"{words}\t{BY_ID[action].shortcut}")
        entry.triggered.connect(lambda _checked=False: call())

    def _choices(
        self, title: str, options: list[tuple[str, str]], choose: Callable[[str], object]
    ) -> dict[str, QAction]:
        menu = self.addMenu(title)
        group = QActionGroup(menu)
        made: dict[str, QAction] = {}
        for value, words in options:
            entry = menu.addAction(words)
            entry.setCheckable(True)
            group.addAction(entry)
            entry.triggered.connect(lambda _checked=False, value=value: choose(value))
            made[value] = entry
        return made

    def _mark(self) -> None:
        preferences = self._desk.ctx.preferences
        for value, entry in self._schemes.items():
            entry.setChecked(value == preferences.theme)
        for value, entry in self._sizes.items():
            entry.setChecked(int(value) == preferences.text_percent)

    def _about(self) -> None:
        words = self.tr(
            "Versi {version}. Lisensi Apache-2.0. Semua data berada di komputer ini saja, "
            "terenkripsi; aplikasi tidak memakai jaringan."
        ).replace("{version}", __version__)
        self._desk.ctx.prompts.inform(self._desk, "Ru-Ko Desk", words)
