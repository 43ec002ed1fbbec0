"""The main job, done by the program itself in its real window with real keys and clicks.

Unlock, receive a walk-in, book a session, write and issue a referral letter, save its PDF, lock,
unlock, and find everything again after a restart. Every step prints a line; pictures and the PDF
stay in a folder.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    Qt,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from ruko_desk.clock import SystemClock, today
from ruko_desk.practice.make import PASSWORD, PracticePlan, make_practice_vault
from ui.app import Options, Program, make_application
from ui.pages.cases.case_page import CasePage
from ui.pages.find.popup import QuickFind
from ui.pages.find.row_painter import TYPED
from ui.pages.find.rows import HitRow
from ui.pages.intake.page import IntakePage
from ui.pages.referrals.composer import ComposerPage
from ui.pages.referrals.issue_dialog import IssueDialog
from ui.pages.schedule.page import SchedulePage
from ui.shell.doors.unlock_page import UnlockPage
from ui.showcase.hands import CTRL, Hands, say
from ui.showcase.play import PATIENCE_MS, Player, Script, StuckError
from ui.widgets.buttons import Button
from ui.widgets.editors.check_box import CheckBox

GIVEN_NAME, PHONE = "Wulandari", "081290001234"
NAME = f"{GIVEN_NAME} Contoh"
"""What the tour types; invented, and looked for in the files of the vault at the end."""

_CASES = 24
_FILE_NAME = "fileNameEdit"
"""What Qt calls the line of its own file dialog."""

_USER = "petugas"
_SIZE = (1366, 690)
_CONSENTS = ("layanan", "kesehatan")
_TICKS = ("tick_kode", "tick_usia_jk", "tick_nama")

Writer = Callable[[str], object]


class Tour:
    """One tour: vault and results in one new folder."""

    def __init__(self, app: QApplication, folder: Path, write: Writer) -> None:
        """Prepare nothing yet."""
        self._app = app
        self._write = write
        self._since = QElapsedTimer()
        self._program: Program | None = None
        self._pictures = 0
        self.vault = folder / "brankas"
        self.folder = folder
        self.pdf = folder / "surat-rujukan.pdf"
        self.step = ""
        self.case_code = ""
        self.letter_number = ""

    def run(self) -> BaseException | None:
        """Do it all; return what ended it early, or None."""
        self._since.start()
        self._begin("Membuat data latihan")
        make_practice_vault(
            PracticePlan(folder=self.vault, cases=_CASES, until=today(SystemClock()))
        )
        for script in (self._first_visit, self._second_visit):
            error = self._visit(script)
            if error is not None:
                return error
        try:
            self._search_files()
        except AssertionError as error:
            return error
        return None

    def _visit(self, script: Callable[[Hands], Script]) -> BaseException | None:
        """Start the program, play, end it as closing the window does."""
        program = Program(self._app, Options(vault=self.vault), SystemClock())
        self._program = program
        player = Player(script(Hands(program)), lambda: self._ended(player), PATIENCE_MS)
        program.runner.on_error = player.stop
        before, sys.excepthook = sys.excepthook, lambda _kind, error, _where: player.stop(error)
        program.window.resize(*_SIZE)
        program.start()
        self._app.exec()
        sys.excepthook = before
        program.flow.end()
        program.end()
        program.window.close_now()
        program.window.deleteLater()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._program = None
        return player.error

    def _ended(self, player: Player) -> None:
        if player.error is not None:
            self._picture("berhenti-di-sini")
        self._app.quit()

    def _first_visit(self, hands: Hands) -> Script:
        yield from self._unlock(hands)
        self._begin("Terima tamu: kartu satu menit, kontak aman, persetujuan, langkah berikut")
        hands.press(Qt.Key.Key_N, CTRL)
        yield hands.at(IntakePage)
        yield from self._receive(hands)
        yield hands.at(SchedulePage)
        yield from self._book(hands)
        yield from self._open_case(hands)
        yield from self._refer(hands)
        self._begin("Mengunci layar dan membukanya lagi")
        hands.press(Qt.Key.Key_L, CTRL)
        yield hands.sees(UnlockPage)
        self._picture("terkunci")
        yield from self._type_passphrase(hands)
        yield hands.at(ComposerPage)
        composer = hands.the_page(ComposerPage)
        yield lambda: composer.steps.letter is not None
        letter = composer.steps.letter
        self._expect(
            letter is not None and letter.number == self.letter_number,
            "surat tidak tampil lagi sesudah kunci dibuka",
        )

    def _second_visit(self, hands: Hands) -> Script:
        yield from self._unlock(hands, "Menyalakan ulang program dan membuka data")
        self._begin("Menemukan lagi kasus, janji, dan surat")
        yield from self._find(hands, self.case_code)
        yield from self._case_open(hands)
        texts = self._timeline(hands.the_page(CasePage))
        self._picture("kasus-sesudah-dinyalakan-ulang")
        self._expect(any("terjadwal" in text for text in texts), "janji tidak ada di lini masa")
        self._expect(
            any(self.letter_number in text for text in texts), "surat tidak ada di lini masa"
        )

    def _unlock(self, hands: Hands, words: str = "Membuka data") -> Script:
        yield hands.sees(UnlockPage)
        self._begin(words)
        door = hands.see(UnlockPage)
        if door is None:
            raise StuckError
        hands.write(_USER, door.name)
        yield from self._type_passphrase(hands)
        yield lambda: hands.page() is not None and hands.awake()
        self._picture("sesudah-membuka")

    def _type_passphrase(self, hands: Hands) -> Script:
        yield hands.awake
        door = hands.see(UnlockPage)
        if door is None:
            raise StuckError
        hands.write(PASSWORD, door.passphrase)
        hands.press(Qt.Key.Key_Return, on=door.passphrase)
        yield lambda: hands.see(UnlockPage) is None

    def _receive(self, hands: Hands) -> Script:
        page = hands.the_page(IntakePage)
        hands.write(NAME, page.findChild(QWidget, "call_name"))
        hands.write("31", page.findChild(QWidget, "age"))
        hands.write(PHONE, page.findChild(QWidget, "phone"))
        page.card.get("needs").editor.set_value(("psikologi", "kesehatan"))
        yield lambda: True
        self._picture("terima-tamu")
        hands.click(Button, "more")
        for purpose in _CONSENTS:
            page.safety.get(f"consent_{purpose}").editor.set_value("ya")
        hands.write("malam", page.findChild(QWidget, "hours"))
        self._picture("terima-tamu-kontak-aman")
        hands.click(Button, "more")
        chips = page.next.chips
        hands.press(Qt.Key.Key_Space, on=chips.button("janji"))
        self._picture("terima-tamu-langkah-berikut")
        hands.press(Qt.Key.Key_Return, CTRL)

    def _book(self, hands: Hands) -> Script:
        self._begin("Membuat janji dari waktu kosong terdekat")
        page = hands.the_page(SchedulePage)
        yield lambda: page.side.free.list.count() > 0 and page.side.free.client.value() is not None
        self._picture("jadwal-waktu-kosong")
        booked: list[object] = []
        page.side.free.booked.connect(booked.append)
        hands.press(Qt.Key.Key_Return, on=page.side.free.list)
        yield lambda: bool(booked) and not page.side.isVisible()
        self._picture("jadwal-dengan-janji")

    def _open_case(self, hands: Hands) -> Script:
        self._begin("Mencari kasus dengan Ctrl+K dan membukanya")
        yield from self._find(hands, GIVEN_NAME)
        yield from self._case_open(hands)
        page = hands.the_page(CasePage)
        self._picture("kasus")
        hands.press(Qt.Key.Key_2, CTRL)
        yield lambda: page.tabs.value() == "data"
        self._picture("data-kasus")

    def _case_open(self, hands: Hands) -> Script:
        yield hands.at(CasePage)
        page = hands.the_page(CasePage)
        yield lambda: page.header.isVisible() and hands.awake()

    def _find(self, hands: Hands, text: str) -> Script:
        yield hands.awake
        hands.press(Qt.Key.Key_K, CTRL)
        yield hands.sees(QuickFind)
        popup = hands.see(QuickFind)
        if popup is None:
            raise StuckError
        hands.write(text, popup.line)
        yield lambda: popup.list.currentIndex().data(TYPED) == text
        row = popup.current()
        if not isinstance(row, HitRow):
            raise StuckError
        self.case_code = row.hit.code
        self._picture("cari", popup)
        hands.press(Qt.Key.Key_Return, on=popup.line)

    def _refer(self, hands: Hands) -> Script:
        self._begin("Menulis surat rujukan dengan pratinjau")
        hands.press(Qt.Key.Key_U, CTRL)
        yield hands.at(ComposerPage)
        page = hands.the_page(ComposerPage)
        yield lambda: page.editable and page.form.partner.isEnabled()
        hands.write("rsud", page.form.partner)
        yield page.form.partner.popup().isVisible
        hands.press(Qt.Key.Key_Return)
        yield lambda: QApplication.activePopupWidget() is None and hands.awake()
        yield hands.sees(CheckBox, "service_0")
        yield lambda: bool(page.preview.pdf)
        for tick in _TICKS:
            box = hands.see(CheckBox, tick)
            if box is not None and box.isEnabled() and not box.isChecked():
                hands.press(Qt.Key.Key_Space, on=box)
        service = hands.see(CheckBox, "service_0")
        hands.press(Qt.Key.Key_Space, on=service)
        before = page.preview.pdf
        reason = page.form.get("reason").focus_target()
        hands.write("Pemeriksaan kesehatan dan pendampingan.", reason)
        yield lambda: page.preview.pdf not in {b"", before} and hands.awake()
        self._picture("surat-rujukan-draf")
        self._begin("Menerbitkan surat")
        hands.press(Qt.Key.Key_Return, CTRL)
        yield hands.sees(IssueDialog)
        dialog = hands.see(IssueDialog)
        if dialog is None:
            raise StuckError
        self._picture("terbitkan", dialog)
        hands.press(Qt.Key.Key_Return, on=dialog.yes_button)
        yield lambda: page.steps.letter is not None and hands.see(IssueDialog) is None
        letter = page.steps.letter
        if letter is None:
            raise StuckError
        self.letter_number = letter.number
        yield lambda: bool(page.preview.pdf) and hands.sees(Button, "pdf")()
        self._picture("surat-rujukan-terbit")
        yield from self._save_pdf(hands)

    def _save_pdf(self, hands: Hands) -> Script:
        self._begin("Menyimpan PDF")
        hands.click(Button, "pdf")
        yield hands.sees(QLineEdit, _FILE_NAME)
        line = hands.see(QLineEdit, _FILE_NAME)
        if line is None:
            raise StuckError
        line.clear()
        hands.write(str(self.pdf), line)
        hands.press(Qt.Key.Key_Return, on=line)
        yield lambda: self.pdf.exists() and self.pdf.stat().st_size > 0
        yield lambda: hands.see(QDialog) is None and hands.awake()

    @staticmethod
    def _timeline(page: CasePage) -> list[str]:
        rows = page.side.timeline.model()
        spoken = Qt.ItemDataRole.AccessibleTextRole
        return [str(rows.index(place, 0).data(spoken)) for place in range(rows.rowCount())]

    def _search_files(self) -> None:
        self._begin("Mencari yang diketik di semua berkas data")
        typed = [text.encode() for text in (NAME, GIVEN_NAME, PHONE, PHONE[1:], self.case_code)]
        for path in self.vault.rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            found = [text for text in typed if text in content]
            self._expect(not found, f"berkas {path.name} memuat yang diketik")

    def _begin(self, words: str) -> None:
        self.step = words
        self._write(f"{self._since.elapsed() / 1000:6.1f} s  {words}\n")

    def _picture(self, name: str, over: QWidget | None = None) -> None:
        """Keep what stands in the window, or in a dialog over it."""
        if self._program is not None:
            self._pictures += 1
            widget = over or self._program.window
            widget.grab().save(str(self.folder / f"{self._pictures:02d}-{name}.png"))

    def _expect(self, holds: bool, sentence: str) -> None:
        if not holds:
            raise AssertionError(sentence)


def run_tour(write: Writer, folder: Path | None = None) -> int:
    """Do the tour in a new folder, print a line per step, and return 0 only if all went well."""
    place = folder or Path(tempfile.mkdtemp(prefix="ruko-tur-"))
    place.mkdir(parents=True, exist_ok=True)
    app = make_application()
    before = qInstallMessageHandler(say)
    tour = Tour(app, place, write)
    error = tour.run()
    qInstallMessageHandler(before)
    if error is None:
        write(f"Selesai. Gambar dan PDF ada di {place}\n")
        return 0
    told = str(error) or type(error).__name__
    write(f"Tur berhenti pada langkah: {tour.step}. Sebabnya: {told}. Gambar ada di {place}\n")
    return 1
