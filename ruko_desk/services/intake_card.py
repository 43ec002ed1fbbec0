"""Checking an intake card, and what it says about the client by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ruko_desk.domain.age import ADULT_AT, OLDEST
from ruko_desk.domain.codes import CodeLists, Sex
from ruko_desk.domain.dto.desk import IntakeCard
from ruko_desk.domain.phone import parse_phone
from ruko_desk.errors import FieldErrors, UserError

WOMEN, CHILDREN = "ktp", "ampk"
"""Kinds of case (list `jenis_perkara`): violence against women, children in need of protection."""

_NAME_LENGTH = 120
_GIRL, _BOY, _WOMAN = "anak_perempuan", "anak_laki_laki", "perempuan"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientHints:
    """What the card tells of the client: sex and kind of case, "" where it tells nothing."""

    sex: str
    case_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCard:
    """A card that can be saved: texts trimmed, the phone number in its stored form."""

    card: IntakeCard
    phone: str
    hints: ClientHints


def check_card(codes: CodeLists, card: IntakeCard) -> CheckedCard:
    """Check a card.

    Raises:
        FieldErrors: sentences by field: call_name, description, age, phone, hours, visitor,
            arrival, channel, needs, consents.
    """
    wrong: dict[str, str] = {}
    name, description = card.call_name.strip(), card.description.strip()
    if not (name or description or card.known_case_uid):
        wrong["call_name"] = "Isi nama panggilan, inisial, atau ciri tamu"
    for field, text in (
        ("call_name", name),
        ("description", description),
        ("hours", card.safe_contact.hours.strip()),
    ):
        if len(text) > _NAME_LENGTH:
            wrong[field] = f"Paling banyak {_NAME_LENGTH} huruf. Persingkat isian ini"
    if card.age is not None and not 0 <= card.age <= OLDEST:
        wrong["age"] = f"Usia antara 0 dan {OLDEST} tahun. Kosongkan bila tidak tahu"
    phone = ""
    if card.safe_contact.phone.strip():
        try:
            phone = parse_phone(card.safe_contact.phone)
        except UserError as error:
            wrong["phone"] = error.message
    wrong |= _unknown_codes(codes, card)
    if wrong:
        raise FieldErrors(wrong)
    contact = replace(
        card.safe_contact,
        hours=card.safe_contact.hours.strip(),
        must_not_know=card.safe_contact.must_not_know.strip(),
    )
    clean = replace(card, call_name=name, description=description, safe_contact=contact)
    return CheckedCard(card=clean, phone=phone, hints=hints_of(card.visitor or "", card.age))


def hints_of(visitor: str, age: int | None) -> ClientHints:
    """Return what visitor code and stated age tell of the client.

    A guardian or companion tells nothing of the client's sex. A boy or girl is a child whatever
    age is guessed; otherwise the age decides, and without one a woman counts as adult.
    """
    sex = {_GIRL: Sex.FEMALE, _WOMAN: Sex.FEMALE, _BOY: Sex.MALE}.get(visitor, "")
    if visitor in {_GIRL, _BOY} or (age is not None and age < ADULT_AT):
        return ClientHints(sex=sex, case_kind=CHILDREN)
    return ClientHints(sex=sex, case_kind=WOMEN if sex == Sex.FEMALE else "")


def _unknown_codes(codes: CodeLists, card: IntakeCard) -> dict[str, str]:
    given = [
        ("visitor", "pengunjung", card.visitor or ""),
        ("arrival", "kedatangan", card.arrival or ""),
        ("channel", "saluran", card.channel),
        *(("needs", "kebutuhan", need) for need in card.needs),
        *(("consents", "tujuan_persetujuan", consent.purpose) for consent in card.consents),
        *(("consents", "jawaban_persetujuan", consent.answer) for consent in card.consents),
    ]
    return {
        field: "Pilihan ini tidak dikenal. Pilih salah satu yang tertera"
        for field, name, code in given
        if code and codes.find(name, code) is None
    }
