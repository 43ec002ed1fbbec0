"""The house's printing press: papers as PDF bytes, and PDF bytes as pictures of pages.

Every method runs on the one document thread (PDFium is not thread-safe). The heavy libraries are
loaded by the first paper that is made, not by importing this module.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ruko_desk.domain.letters import PaperSize, ReferralLetter
from ruko_desk.domain.papers import (
    AppointmentCard,
    ConsentForm,
    LetterRegister,
    RecoverySheet,
    ScheduleSheet,
)
from ruko_desk.paths import resource

if TYPE_CHECKING:
    from ruko_desk.documents.render import PageImage
    from ruko_desk.documents.style import Style


class Press:
    """Makes every paper with the fonts of one folder; keeps no content of its own."""

    def __init__(self, fonts: Path | None = None) -> None:
        self._fonts = fonts or resource("fonts")

    def referral_pdf(self, letter: ReferralLetter) -> bytes:
        """Return the letter with the sheets that belong to it."""
        from ruko_desk.documents.referral import referral_pdf

        return referral_pdf(letter, self._style())

    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        """Return one of the two sheets that open the vault when every passphrase is lost."""
        from ruko_desk.documents.recovery_sheet import recovery_sheet_pdf

        return recovery_sheet_pdf(sheet, self._style())

    def consent_form(self, form: ConsentForm) -> bytes:
        """Return a consent form, filled in or blank."""
        from ruko_desk.documents.consent_form import consent_form_pdf

        return consent_form_pdf(form, self._style())

    def appointment_card(self, card: AppointmentCard) -> bytes:
        """Return a neutral card with day and time."""
        from ruko_desk.documents.appointment_card import appointment_card_pdf

        return appointment_card_pdf(card, self._style())

    def schedule_sheet(self, sheet: ScheduleSheet) -> bytes:
        """Return a day of everybody or a week of one provider, by codes."""
        from ruko_desk.documents.schedule_sheet import schedule_sheet_pdf

        return schedule_sheet_pdf(sheet, self._style())

    def test_page(self, paper: PaperSize) -> bytes:
        """Return the page that shows whether the printer keeps margins and size."""
        from ruko_desk.documents.print_test_page import print_test_page_pdf

        return print_test_page_pdf(paper, self._style())

    def register_pdf(self, register: LetterRegister) -> bytes:
        """Return the letter register as a paper."""
        from ruko_desk.documents.register import register_pdf

        return register_pdf(register, self._style())

    def register_xlsx(self, register: LetterRegister) -> bytes:
        """Return the letter register as a sheet."""
        from ruko_desk.documents.register import register_xlsx

        return register_xlsx(register)

    def copy_marked(self, pdf: bytes, *, foot: str = "") -> bytes:
        """Return what is printed of a letter that was handed over: SALINAN across every page.

        `foot` says who printed it and when.
        """
        from ruko_desk.documents.overlay import lay_over

        self._style()
        return lay_over(pdf, foot=foot)

    def protected(self, pdf: bytes, password: str) -> bytes:
        """Return the PDF under a password (AES-256), without the client's own copy.

        Raises:
            ValueError: the password is shorter than 15 characters.
        """
        from ruko_desk.documents.sealed_pdf import seal_pdf

        return seal_pdf(pdf, password)

    def page_count(self, pdf: bytes) -> int:
        """Return the number of pages.

        Raises:
            EnvironmentProblem: the bytes are not a readable PDF.
        """
        from ruko_desk.documents.render import page_count

        return page_count(pdf)

    def page_image(self, pdf: bytes, index: int, width_px: int) -> PageImage:
        """Return one page (counted from 0) as a picture of this width.

        Raises:
            EnvironmentProblem: the bytes are not a readable PDF.
            IndexError: there is no such page.
        """
        from ruko_desk.documents.render import render_page

        return render_page(pdf, index, width_px=width_px)

    def page_images(self, pdf: bytes, width_px: int) -> tuple[PageImage, ...]:
        """Return all pages as pictures of this width, for the preview.

        Raises:
            EnvironmentProblem: the bytes are not a readable PDF.
        """
        pages = range(self.page_count(pdf))
        return tuple(self.page_image(pdf, index, width_px) for index in pages)

    def _style(self) -> Style:
        from ruko_desk.documents.style import load_style

        return load_style(self._fonts)
