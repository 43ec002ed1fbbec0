"""The letter as it will be printed, drawn anew whenever typing pauses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.domain.codes import ReferralState
from ruko_desk.domain.dto.referrals import ReferralView, SaveReferral
from ruko_desk.domain.letters import PaperSize, ReferralLetter
from ruko_desk.errors import RuKoError
from ui.context import UiContext, run_document, run_query
from ui.theme.theme import theme
from ui.theme.tokens import XS, S
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import Label
from ui.widgets.pdf_view import PdfView

if TYPE_CHECKING:
    from ruko_desk.services.press import Press

PAUSE_MS = 150
_LEAST_WIDTH = 600


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF and the pictures of its pages."""

    pdf: bytes
    pages: tuple[QImage, ...]


def draw(press: Press, pdf: bytes, width_px: int) -> Paper:
    """Draw all pages; runs on the document thread."""
    pages = tuple(
        # The picture must not point into bytes that Python may free.
        QImage(
            image.rgb, image.width, image.height, image.stride, QImage.Format.Format_RGB888
        ).copy()
        for image in press.page_images(pdf, width_px)
    )
    return Paper(pdf, pages)


class LetterPreview(QWidget):
    """Pages of the draft or of the frozen letter, with the choice of paper.

    An answer that comes after newer words were typed is dropped, so that the picture never goes
    back in time; typing never waits for it.

    Signals:
        letter_made: the draft as the services see it, a ReferralLetter.
        refused: why there is no letter yet, a RuKoError.
    """

    letter_made = Signal(object)
    refused = Signal(object)

    def __init__(self, ctx: UiContext, data: Callable[[], SaveReferral]) -> None:
        """Show nothing.

        Args:
            ctx: the context of the page.
            data: returns what is written in the form at this moment.
        """
        super().__init__()
        self.ctx = ctx
        self._data = data
        self._turn = 0
        self._paper: Paper | None = None
        self.view = PdfView(self.tr("Pratinjau surat"))
        self.view.setObjectName("pages")
        self.view.width_wanted.connect(self._sharpen)
        self.paper_size = ChoiceCombo([(size.value, size.value) for size in PaperSize])
        self.paper_size.setObjectName("paper")
        self.paper_size.setAccessibleName(self.tr("Kertas"))
        self.paper_size.setFixedWidth(theme().metrics.px(88))
        self._caption = ElidedLabel(self.tr("Pratinjau"), "strong")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.refresh_now)
        head = QHBoxLayout()
        head.setContentsMargins(S, 0, 0, 0)
        head.setSpacing(S)
        head.addWidget(self._caption, 1)
        head.addWidget(Label(self.tr("Kertas")))
        head.addWidget(self.paper_size)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)

    @property
    def pdf(self) -> bytes:
        """The bytes that are shown; empty while there are none."""
        return self._paper.pdf if self._paper else b""

    def set_caption(self, referral: ReferralView) -> None:
        """Say above the pages what they are."""
        words = self.tr("Surat terbit")
        if referral.letter_uid is None:
            words = self.tr("Pratinjau")
        elif referral.state == ReferralState.NUMBER_VOID:
            words = self.tr("Nomor batal: surat ini tidak berlaku")
        self._caption.setText(words)

    def refresh_soon(self) -> None:
        """Draw the draft anew once nothing has been typed for 150 ms."""
        self._turn += 1
        self._pause.start()

    def refresh_now(self) -> None:
        """Draw the draft anew."""
        self._pause.stop()
        self._turn += 1
        turn, data = self._turn, self._data()
        run_query(
            self.ctx,
            self,
            lambda services, actor: services.referrals.preview(actor, data),
            lambda letter: self._set(turn, letter),
            err=lambda error: self._refuse(turn, error),
            key="letter",
        )

    def show_stored(self, pdf: bytes) -> None:
        """Show frozen bytes; they are drawn, never made again."""
        self.stop()
        turn, width = self._turn, self._wanted_width()
        run_document(
            self.ctx,
            self,
            lambda press: draw(press, pdf, width),
            lambda paper: self._show(turn, paper),
            err=lambda error: self._refuse(turn, error),
            key="pages",
        )

    def show_message(self, sentence: str) -> None:
        """Show a sentence in place of pages."""
        self.stop()
        self._paper = None
        self.view.set_message(sentence)

    def stop(self) -> None:
        """Drop whatever is on its way."""
        self._pause.stop()
        self._turn += 1

    def _set(self, turn: int, letter: ReferralLetter) -> None:
        if turn != self._turn:
            return
        self.letter_made.emit(letter)
        width = self._wanted_width()
        run_document(
            self.ctx,
            self,
            lambda press: draw(press, press.referral_pdf(letter), width),
            lambda paper: self._show(turn, paper),
            err=lambda error: self._refuse(turn, error),
            key="pages",
        )

    def _show(self, turn: int, paper: Paper) -> None:
        if turn == self._turn:
            self._paper = paper
            self.view.set_pages(paper.pages)

    def _refuse(self, turn: int, error: RuKoError) -> None:
        if turn == self._turn:
            self._paper = None
            self.view.set_message(self._sentence(error))
            self.refused.emit(error)

    def _sentence(self, error: RuKoError) -> str:
        fields = getattr(error, "fields", None)
        if isinstance(fields, dict) and "partner_uid" in fields:
            return self.tr("Pilih mitra tujuan. Surat tampil di sini sambil Anda menulis.")
        return error.message

    def _sharpen(self, width: int) -> None:
        if self._paper is None:
            return
        turn, pdf = self._turn, self._paper.pdf
        run_document(
            self.ctx,
            self,
            lambda press: draw(press, pdf, width),
            lambda paper: self._show(turn, paper),
            key="pages",
        )

    def _wanted_width(self) -> int:
        """Return the device pixels of the widest page that fits without zooming in."""
        shown = self.view.page_width() or self.view.width()
        return max(round(shown * self.view.devicePixelRatioF()), _LEAST_WIDTH)
