"""What is done with a letter after it is issued: printing, handing over, saving, voiding."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from ruko_desk.clock import local
from ruko_desk.domain.dto.referrals import StoredLetter
from ruko_desk.domain.indonesian import clock_text, short_date
from ruko_desk.services import passphrases
from ui.context import UiContext, run_command, run_document, run_query
from ui.pages.referrals.sealed_dialog import SealedDialog
from ui.printing import PrintResult

if TYPE_CHECKING:
    from ruko_desk.services.press import Press

SEALED_WORDS = 5
_PLAIN, _SEALED = "pdf", "pdf_bersandi"


def write_file(path: Path, content: bytes) -> None:
    """Write a file that leaves the house; half a file is taken away again.

    Raises:
        OSError: the place cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


class LetterSteps(QObject):
    """Works on one frozen letter at a time; every step leaves its trace in the register.

    Signals:
        loaded: the frozen letter has been read.
        missing: why there are no frozen bytes, a sentence.
        printed: a copy went to the printer.
        changed: the letter was handed over or its number voided; read it again.
    """

    loaded = Signal()
    missing = Signal(str)
    printed = Signal()
    changed = Signal()

    def __init__(self, ctx: UiContext, page: QWidget) -> None:
        """Work for a page, which owns the dialogs."""
        super().__init__(page)
        self.ctx = ctx
        self._page = page
        self.letter: StoredLetter | None = None

    def load(self, letter_uid: str) -> None:
        """Read the frozen letter, unless it is here already; opening it is on record."""
        if self.letter is not None and self.letter.letter_uid == letter_uid:
            self.loaded.emit()
            return

        def here(letter: StoredLetter) -> None:
            self.letter = letter
            self.loaded.emit()

        run_query(
            self.ctx,
            self,
            lambda services, actor: services.letters.stored(actor, letter_uid),
            here,
            err=lambda error: self.missing.emit(error.message),
            key="stored",
        )

    def do(self, action: str, paper: str) -> None:
        """Print, save or void the letter that is here.

        Args:
            action: print, pdf, sealed or void.
            paper: the size of the sheets it is made for.
        """
        if self.letter is None:
            return
        match action:
            case "print":
                self.print_letter(self.letter, paper)
            case "pdf":
                self.save_pdf(self.letter)
            case "sealed":
                self.save_sealed(self.letter)
            case "void":
                self.void(self.letter)

    def print_letter(self, letter: StoredLetter, paper: str) -> None:
        """Print the frozen bytes, or once they were handed over, a copy marked SALINAN."""

        def done(result: PrintResult) -> None:
            if result.printed:
                self._record_print(letter, result.copies)

        def send(pdf: bytes) -> None:
            self.ctx.printer.print_pdf(
                self._page, pdf, done, paper=paper, title=self.tr("Cetak surat")
            )

        self._with_bytes(letter, send)

    def save_pdf(self, letter: StoredLetter) -> None:
        """Save the letter as a PDF where the person says."""

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._with_bytes(letter, lambda pdf: self._write(letter, path, pdf))

        self.ctx.prompts.ask_save(
            self._page, self.tr("Simpan PDF"), letter.file_name, "PDF (*.pdf)", chosen
        )

    def save_sealed(self, letter: StoredLetter) -> None:
        """Save the letter as a PDF under five words that are told by telephone."""

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._with_bytes(letter, lambda pdf: self._write_sealed(letter, path, pdf))

        name = Path(letter.file_name)
        self.ctx.prompts.ask_save(
            self._page,
            self.tr("Simpan PDF bersandi"),
            f"{name.stem}-bersandi{name.suffix}",
            "PDF (*.pdf)",
            chosen,
        )

    def hand_over(self, to: str, button: QAbstractButton) -> None:
        """Mark the letter as given to the client (`klien`) or the partner (`mitra`)."""
        letter = self.letter
        if letter is None:
            return

        def done(_row: object) -> None:
            self.letter = replace(letter, handed_over=True)
            self.ctx.toasts.show(
                self.tr("Surat ditandai sudah diserahkan. Cetakan berikutnya bertanda SALINAN.")
            )
            self.changed.emit()

        run_command(
            self.ctx,
            self._page,
            lambda services, actor: services.letters.hand_over(actor, letter.letter_uid, to),
            done,
            button=button,
        )

    def void(self, letter: StoredLetter) -> None:
        """Ask why, then void the number; it is not given again."""

        def done(_row: object) -> None:
            words = self.tr("Nomor {number} dibatalkan.").replace("{number}", letter.number)
            self.ctx.toasts.show(words)
            self.changed.emit()

        def asked(reason: str | None) -> None:
            if reason is not None:
                run_command(
                    self.ctx,
                    self._page,
                    lambda services, actor: services.letters.void(actor, letter.letter_uid, reason),
                    done,
                )

        self.ctx.prompts.ask_reason(
            self._page,
            self.tr("Batalkan nomor surat?"),
            self.tr(
                "Nomor {number} tetap tertulis di buku surat sebagai batal dan tidak dipakai lagi. "
                "Mengapa dibatalkan?"
            ).replace("{number}", letter.number),
            asked,
            suggestions=(self.tr("Salah isi"), self.tr("Klien membatalkan rujukan")),
            yes=self.tr("Batalkan nomor"),
        )

    def _with_bytes(self, letter: StoredLetter, then: Callable[[bytes], object]) -> None:
        """Hand `then` what may leave the house now: the frozen bytes, or a marked copy."""
        if not letter.handed_over:
            then(letter.pdf)
            return
        now = local(self.ctx.clock.now())
        name = self.ctx.actor.display_name
        foot = f"Disalin oleh {name}, {short_date(now.date())} {clock_text(now)}"
        run_document(
            self.ctx, self._page, lambda press: press.copy_marked(letter.pdf, foot=foot), then
        )

    def _write(self, letter: StoredLetter, path: Path, pdf: bytes) -> None:
        def written(_none: None) -> None:
            words = self.tr("{file} tersimpan.").replace("{file}", path.name)
            self.ctx.toasts.show(words)
            self._record_export(letter, _PLAIN)

        run_document(self.ctx, self._page, lambda _press: write_file(path, pdf), written)

    def _write_sealed(self, letter: StoredLetter, path: Path, pdf: bytes) -> None:
        def seal(press: Press) -> str:
            words = passphrases.suggest(SEALED_WORDS)
            write_file(path, press.protected(pdf, words))
            return words

        def written(words: str) -> None:
            self._record_export(letter, _SEALED)
            dialog = SealedDialog(self._page, path.name, words)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

        run_document(self.ctx, self._page, seal, written)

    def _record_print(self, letter: StoredLetter, copies: int) -> None:
        run_command(
            self.ctx,
            self._page,
            lambda services, actor: services.letters.record_print(actor, letter.letter_uid, copies),
            lambda _count: self.printed.emit(),
        )

    def _record_export(self, letter: StoredLetter, how: str) -> None:
        run_command(
            self.ctx,
            self._page,
            lambda services, actor: services.letters.record_export(actor, letter.letter_uid, how),
            lambda _count: None,
        )
