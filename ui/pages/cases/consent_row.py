"""One answer of the client: whether it holds, who signed, what it covers, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ruko_desk.domain.codes import CodeLists, ConsentAnswer
from ruko_desk.domain.consent import ALWAYS, NOT_SHARING, SELF
from ruko_desk.domain.dto.cases import ConsentView
from ruko_desk.domain.indonesian import short_date
from ui.pages.cases.list_page import moment
from ui.theme.symbols import Symbol
from ui.theme.theme import theme
from ui.theme.tokens import XS, M
from ui.widgets.badge import BadgeRole, status_badge
from ui.widgets.buttons import Button, secondary
from ui.widgets.labels import Label, Look

BASIS_CONSENT = "persetujuan"
_BADGE_WIDTH = 116


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConsentRow", text)


def is_live(row: ConsentView, day: date) -> bool:
    """Tell whether an answer is a yes that holds on a day."""
    ended = row.expires_on is not None and row.expires_on < day
    return row.answer == ConsentAnswer.YES and row.withdrawn_at is None and not ended


def state_of(row: ConsentView, day: date) -> tuple[Symbol, str, BadgeRole]:
    """Return symbol, word and colour of what has become of an answer."""
    if row.answer == ConsentAnswer.LATER:
        return Symbol.EMPTY, _tr("Nanti"), "low"
    if row.answer == ConsentAnswer.NO:
        return Symbol.CROSS, _tr("Tidak setuju"), "high"
    if row.withdrawn_at is not None:
        return Symbol.CROSS, _tr("Ditarik"), "high"
    if not is_live(row, day):
        return Symbol.DASH, _tr("Berakhir"), "medium"
    return Symbol.CHECK, _tr("Setuju"), "done"


def told_of(row: ConsentView, codes: CodeLists) -> Iterator[str]:
    """Yield who answered when and on what basis, until when it holds, when it was taken back."""
    answer = codes.label("jawaban_persetujuan", row.answer)
    yield f"{answer}, {short_date(row.given_on)}"
    if row.answer == ConsentAnswer.YES:
        if row.legal_basis and row.legal_basis != BASIS_CONSENT:
            yield _tr("dasar: {basis}").replace(
                "{basis}", codes.label("dasar_pemrosesan", row.legal_basis).lower()
            )
        elif row.signer_relation and row.signer_relation != SELF:
            relation = codes.label("hubungan_penandatangan", row.signer_relation).lower()
            who = f"{row.signer_name} ({relation})" if row.signer_name else relation
            yield _tr("ditandatangani {who}").replace("{who}", who)
        if row.expires_on is not None:
            yield _tr("berlaku sampai {day}").replace("{day}", short_date(row.expires_on))
    if row.child_agrees is not None:
        yield _tr("anak setuju") if row.child_agrees else _tr("anak tidak setuju")
    if row.withdrawn_at is not None:
        yield _tr("ditarik {when}").replace("{when}", moment(row.withdrawn_at))


def covered(row: ConsentView, codes: CodeLists) -> str:
    """Return what a yes lets a letter carry beyond code, age and sex."""
    if row.answer != ConsentAnswer.YES or row.purpose in NOT_SHARING:
        return ""
    named = ", ".join(
        each.label_id
        for each in codes.get("isian_surat")
        if each.code in row.fields and each.code not in ALWAYS
    )
    if not named:
        return _tr("Pada surat hanya kode, inisial, usia, dan jenis kelamin.")
    return _tr("Boleh pada surat: {fields}.").replace("{fields}", named)


def paragraph(text: str, look: Look = "muted") -> Label:
    """Return a label that wraps and claims no more height than its width needs."""
    label = Label(text, look, wrap=True)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


class ConsentRow(QWidget):
    """The answer that counts for one purpose.

    Signals:
        withdrawn: the client takes it back.
        asked_again: a new answer is to be recorded.
    """

    withdrawn = Signal()
    asked_again = Signal()

    def __init__(self, row: ConsentView, codes: CodeLists, day: date, *, may: bool) -> None:
        """Show an answer; `may` tells whether anything can be done with it."""
        super().__init__()
        purpose = codes.label("tujuan_persetujuan", row.purpose)
        symbol, word, role = state_of(row, day)
        badge = status_badge(symbol, word, role)
        holder = QHBoxLayout()
        holder.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        holder.addStretch(1)
        left = QWidget()
        left.setLayout(holder)
        holder.setContentsMargins(0, 0, 0, 0)
        left.setFixedWidth(max(theme().metrics.px(_BADGE_WIDTH), badge.sizeHint().width()))
        words = QVBoxLayout()
        words.setSpacing(XS)
        live = is_live(row, day)
        words.addWidget(paragraph(purpose, "strong"))
        words.addWidget(paragraph(" · ".join(told_of(row, codes))))
        fields = covered(row, codes) if live else ""
        if fields:
            words.addWidget(paragraph(fields))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        if may:
            layout.addWidget(self._act(row, purpose, live=live), 0, Qt.AlignmentFlag.AlignTop)

    def _act(self, row: ConsentView, purpose: str, *, live: bool) -> Button:
        if live:
            button = secondary(self.tr("Tarik…"))
            button.setObjectName(f"withdraw_{row.purpose}")
            button.setAccessibleName(
                self.tr("Tarik persetujuan: {purpose}").replace("{purpose}", purpose)
            )
            button.clicked.connect(lambda _checked=False: self.withdrawn.emit())
        else:
            button = secondary(self.tr("Tanya lagi…"))
            button.setObjectName(f"ask_{row.purpose}")
            button.setAccessibleName(
                self.tr("Catat jawaban baru: {purpose}").replace("{purpose}", purpose)
            )
            button.clicked.connect(lambda _checked=False: self.asked_again.emit())
        return button
