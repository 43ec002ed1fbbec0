"""What a client agreed to share, with whom, and what that allows on a letter.

Consent is explicit, recorded, limited to a purpose and may be withdrawn (UU 27/2022 art. 20 to 25
and 40). Per purpose the newest answer counts, whatever was said before. Code and initials, age and
sex may always stand on a letter; everything else needs a live consent for the kind of receiver
that covers the field. For a child a parent or guardian signs, never the alleged perpetrator.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from ruko_desk.domain.codes import ConsentAnswer, ConsentPurpose
from ruko_desk.domain.indonesian import day_text
from ruko_desk.domain.names import fold_compact
from ruko_desk.errors import UserError


class ShareField(StrEnum):
    """Pieces of client data that a letter may carry; codes of the list `isian_surat`."""

    CODE = "kode"
    AGE_SEX = "usia_jk"
    FULL_NAME = "nama"
    NIK = "nik"
    ADDRESS = "alamat"
    PHONE = "telepon"
    SUMMARY = "ringkasan"
    RISK = "risiko"


ALWAYS: Final = frozenset({ShareField.CODE, ShareField.AGE_SEX})
"""Fields that tell nobody who the client is."""

NOT_COVERED: Final = "Klien belum menyetujui berbagi ini."

_RECEIVERS: Final[Mapping[ConsentPurpose, str]] = MappingProxyType(
    {
        ConsentPurpose.SERVICE: "lembaga ini",
        ConsentPurpose.HEALTH: "layanan kesehatan",
        ConsentPurpose.LEGAL: "bantuan hukum dan pengadilan",
        ConsentPurpose.POLICE: "kepolisian",
        ConsentPurpose.SHELTER: "rumah aman dan lembaga perlindungan",
        ConsentPurpose.SOCIAL: "layanan sosial",
        ConsentPurpose.EDUCATION: "sekolah",
        ConsentPurpose.STATISTICS: "laporan tanpa nama",
    }
)
_PURPOSES: Final[Mapping[str, ConsentPurpose]] = MappingProxyType(
    {
        "kesehatan_rs": ConsentPurpose.HEALTH,
        "kesehatan_pkm": ConsentPurpose.HEALTH,
        "psikologi": ConsentPurpose.HEALTH,
        "hukum": ConsentPurpose.LEGAL,
        "kejaksaan": ConsentPurpose.LEGAL,
        "pengadilan": ConsentPurpose.LEGAL,
        "polisi": ConsentPurpose.POLICE,
        "perlindungan": ConsentPurpose.SHELTER,
        "lpsk": ConsentPurpose.SHELTER,
        "pusat": ConsentPurpose.SHELTER,
        "sosial": ConsentPurpose.SOCIAL,
        "pencegahan": ConsentPurpose.SOCIAL,
        "agama": ConsentPurpose.SOCIAL,
        "dukcapil": ConsentPurpose.SOCIAL,
        "pendidikan": ConsentPurpose.EDUCATION,
    }
)
NOT_SHARING: Final = frozenset({ConsentPurpose.SERVICE, ConsentPurpose.STATISTICS})
"""Purposes that give nothing about the client to anybody outside."""

SELF: Final = "diri_sendiri"
_SAME_PERSON: Final = frozenset({("ayah", "ayah_kandung"), ("ibu", "ibu_kandung")})
"""Signer's relation and alleged perpetrator's relation that mean one person, named or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecord:
    """One recorded answer; `sequence` orders answers of the same day (the row's number will do).

    Attributes:
        fields: codes of `ShareField` that a yes covers.
        expires_on: last day on which it holds; None = until withdrawn.
        withdrawn_on: day on which the client took it back.
    """

    purpose: ConsentPurpose
    answer: ConsentAnswer
    given_on: date
    fields: frozenset[str] = frozenset()
    expires_on: date | None = None
    withdrawn_on: date | None = None
    sequence: int = 0

    def is_live(self, day: date) -> bool:
        """Tell whether this is a yes that holds on a day."""
        return (
            self.answer is ConsentAnswer.YES
            and self.given_on <= day
            and (self.expires_on is None or day <= self.expires_on)
            and (self.withdrawn_on is None or day < self.withdrawn_on)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDecision:
    """Whether a field may be ticked; `blocked` is the sentence why not, empty if it may."""

    field: ShareField
    blocked: str = ""

    @property
    def allowed(self) -> bool:
        """Tell whether the field may stand on the letter."""
        return not self.blocked


def receiver_of(purpose: ConsentPurpose) -> str:
    """Return with whom data is shared under a purpose, as it stands in a sentence."""
    return _RECEIVERS[purpose]


def purpose_for(partner_kind: str) -> ConsentPurpose | None:
    """Return the purpose under which a kind of partner falls; None for a kind the office added.

    No consent can be on record for a kind without a purpose, so a letter to it carries only what
    is always allowed.
    """
    return _PURPOSES.get(partner_kind)


def current(records: Iterable[ConsentRecord], purpose: ConsentPurpose) -> ConsentRecord | None:
    """Return the answer that counts for a purpose: the newest, or None if nobody asked."""
    answers = (record for record in records if record.purpose is purpose)
    return max(answers, key=lambda record: (record.given_on, record.sequence), default=None)


def live_purposes(records: Iterable[ConsentRecord], day: date) -> tuple[ConsentPurpose, ...]:
    """Return the purposes to which the client says yes on a day, in the order of the list."""
    kept = tuple(records)
    answers = {purpose: current(kept, purpose) for purpose in ConsentPurpose}
    return tuple(purpose for purpose, answer in answers.items() if answer and answer.is_live(day))


def decide(
    records: Collection[ConsentRecord], partner_kind: str, day: date
) -> tuple[FieldDecision, ...]:
    """Decide for every field whether a letter to this kind of receiver may carry it on a day."""
    purpose = purpose_for(partner_kind)
    answer = current(records, purpose) if purpose else None
    general = _why_not(purpose, answer, day)
    covered = answer.fields if answer and not general else frozenset()

    def sentence(field: ShareField) -> str:
        if field in ALWAYS:
            return ""
        return general or ("" if field in covered else NOT_COVERED)

    return tuple(FieldDecision(field=field, blocked=sentence(field)) for field in ShareField)


def check_ticked(
    ticked: Iterable[str], records: Collection[ConsentRecord], partner_kind: str, day: date
) -> None:
    """Refuse a letter whose ticked fields are not all covered on the day it is issued.

    Raises:
        UserError: the sentence of the first field that may not be shared.
        ValueError: a code that is no field.
    """
    wanted = {ShareField(code) for code in ticked}
    for decision in decide(records, partner_kind, day):
        if decision.field in wanted and not decision.allowed:
            raise UserError(decision.blocked, code="persetujuan")


def check_signer(
    *,
    relation: str,
    name: str,
    is_child: bool | None,
    perpetrators: Collection[tuple[str, str]] = (),
) -> None:
    """Check who signs: a child's consent needs a parent or guardian, never the alleged perpetrator.

    UU 27/2022 art. 25. Where no such adult is there, consent is not the way: the processing needs
    another legal basis (art. 20), which the case records.

    Args:
        relation: code of the list `hubungan_penandatangan`.
        name: name of the signer.
        is_child: whether the client is under 18 today; None if unknown.
        perpetrators: name (may be empty) and code of the list `hubungan` of each alleged
            perpetrator of the case.

    Raises:
        UserError: the signer is missing, is the child itself, or is an alleged perpetrator.
    """
    if relation == SELF:
        if is_child:
            raise UserError(
                "Klien masih anak. Persetujuan ditandatangani orang tua atau wali; catat juga "
                "apakah anak setuju",
                code="penandatangan",
            )
        return
    if not name.strip():
        raise UserError("Isi nama penandatangan persetujuan", code="penandatangan")
    signer = fold_compact(name)
    if any(
        (other.strip() and fold_compact(other) == signer) or (relation, tie) in _SAME_PERSON
        for other, tie in perpetrators
    ):
        raise UserError(
            "Penandatangan ini tercatat sebagai terlapor. Pilih wali lain, atau catat dasar "
            "pemrosesan selain persetujuan",
            code="penandatangan",
        )


def _why_not(purpose: ConsentPurpose | None, answer: ConsentRecord | None, day: date) -> str:
    """Return why nothing may be shared with this receiver, or "" if there is a live consent."""
    ask = "Tanyakan dahulu, lalu catat persetujuannya"
    if purpose is None:
        return "Jenis mitra ini belum punya persetujuan. Pilih jenis lain pada kartu mitra"
    receiver = _RECEIVERS[purpose]
    if answer is None or answer.answer is ConsentAnswer.LATER or answer.given_on > day:
        return f"Klien belum menyetujui berbagi data dengan {receiver}. {ask}"
    if answer.answer is ConsentAnswer.NO:
        return f"Klien tidak menyetujui berbagi data dengan {receiver}. Hormati pilihannya"
    if answer.withdrawn_on is not None and answer.withdrawn_on <= day:
        return f"Klien menarik persetujuan berbagi data dengan {receiver}. Hormati pilihannya"
    if answer.expires_on is not None and answer.expires_on < day:
        ended = day_text(answer.expires_on)
        return f"Persetujuan berbagi data dengan {receiver} berakhir {ended}. {ask}"
    return ""
