"""What the state of a referral means for the person: a sentence, and what she may do now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ruko_desk.clock import local
from ruko_desk.domain.codes import ReferralState
from ruko_desk.domain.dto.referrals import ReferralView
from ruko_desk.domain.indonesian import day_text

_CONTEXT = "LetterState"
_ON_PAPER = ("sealed", "pdf", "print")


def offers(state: str, *, may_write: bool, has_bytes: bool) -> tuple[str, ...]:
    """Return the actions of the composer's head.

    Args:
        state: of the referral.
        may_write: the actor writes letters for this case.
        has_bytes: the frozen letter has been read.
    """
    actions: list[str] = []
    if state == ReferralState.DRAFT:
        actions += ["save", "submit"] if may_write else []
    else:
        if has_bytes and state != ReferralState.NUMBER_VOID:
            actions += _ON_PAPER
            if state == ReferralState.ISSUED and may_write:
                actions += ["hand_over", "void"]
        if may_write:
            actions.append("again")
    return (*actions, "case")


def notice(referral: ReferralView, *, may_write: bool) -> str:
    """Return the sentence above the form; a draft that may be written needs none."""
    if referral.state == ReferralState.DRAFT:
        if may_write:
            return ""
        return QCoreApplication.translate(
            _CONTEXT, "Rujukan ini dapat dibaca, tetapi akun Anda tidak dapat mengubahnya."
        )
    if referral.state == ReferralState.NUMBER_VOID:
        words = QCoreApplication.translate(
            _CONTEXT,
            "Nomor {number} dibatalkan. Bila surat masih diperlukan, salin isinya ke rujukan baru.",
        )
    elif referral.handed_at is not None:
        words = QCoreApplication.translate(
            _CONTEXT, "Nomor {number}, diserahkan {to} {day}. Cetakan berikutnya bertanda SALINAN."
        )
    else:
        words = QCoreApplication.translate(
            _CONTEXT, "Terbit {day} dengan nomor {number}. Isinya tidak dapat diubah lagi."
        )
    moment = referral.handed_at or referral.issued_at
    to = (
        QCoreApplication.translate(_CONTEXT, "ke klien")
        if referral.handed_to == "klien"
        else QCoreApplication.translate(_CONTEXT, "ke mitra")
    )
    return (
        words.replace("{number}", referral.number)
        .replace("{to}", to)
        .replace("{day}", day_text(local(moment).date()) if moment else "")
    )
