"""What the other printed papers hold: recovery sheet, consent form, appointment card, register."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Final

from ruko_desk.domain.letters import Letterhead, PaperSize


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """One of the two sheets that open the vault when every passphrase is lost.

    Attributes:
        code_lines: lines of the code in groups with blanks between; the last group of a line
            checks the others.
        qr_code: the recovery code alone, as the QR holds it.
        made_on: day the code was made.
        key_id: short public name of the recovery key, to tell sheets of two vaults apart.
        house: name of the house; may be empty.
        keep_at: where this copy must lie; empty leaves a line to write on.
        copy_number, copies: "lembar 1 dari 2".
    """

    code_lines: tuple[str, ...] = field(repr=False)
    qr_code: str = field(repr=False)
    made_on: date
    key_id: str
    house: str = ""
    keep_at: str = ""
    copy_number: int = 1
    copies: int = 2
    paper: PaperSize = PaperSize.A4
    practice: bool = False


class ConsentSigner(StrEnum):
    """Who signs a consent form."""

    ADULT = "dewasa"
    GUARDIAN = "wali"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecipient:
    """A receiver to whom data may go; `agreed` None leaves the box to be ticked by hand."""

    name: str
    data: str = ""
    agreed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentForm:
    """Lembar persetujuan; every empty value is a line or box to be filled in by hand.

    UU 27/2022 art. 20 to 26 (explicit, recorded consent; parent or guardian for a child; fitting
    form of communication) shape what it asks.

    Attributes:
        house: name by which the house introduces itself.
        person: name or code of the client.
        signer_relation: relation of the signer to the client (GUARDIAN only).
        recording, photo: None = to be ticked by hand.
        safe_contact: how the client may be reached safely.
        child_agrees: the child's own agreement (GUARDIAN only); None = to be ticked by hand.
        interpreter: interpreter or helper in communication.
        officer: who explained the form.
        retention: how long data are kept, as a phrase; empty leaves the sentence general.
    """

    letterhead: Letterhead
    house: str
    signer_kind: ConsentSigner = ConsentSigner.ADULT
    register_code: str = ""
    person: str = ""
    signer_name: str = ""
    signer_relation: str = ""
    recipients: tuple[ConsentRecipient, ...] = ()
    recording: bool | None = None
    photo: bool | None = None
    safe_contact: str = ""
    child_agrees: bool | None = None
    interpreter: str = ""
    officer: str = ""
    retention: str = ""
    day: date | None = None
    paper: PaperSize = PaperSize.A4
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentCard:
    """A card that a stranger may find: day, time, whom to ask for, and nothing that tells why.

    Attributes:
        starts_at, ends_at: wall-clock time of the house (WIB).
        hide_house: the safe-contact rule forbids naming the house: its name is left out.
        ask_for: name of the person to ask for, without a profession.
        phone: number that may be called.
        card_code: case code or queue number; empty = nowhere.
    """

    day: date
    starts_at: time
    ends_at: time | None = None
    house: str = ""
    hide_house: bool = True
    ask_for: str = ""
    place: str = ""
    phone: str = ""
    card_code: str = ""
    note: str = ""
    paper: PaperSize = PaperSize.A4
    practice: bool = False


_TELLING: Final = re.compile(
    r"korban|pelaku|terlapor|kekerasan|perkosa|pelecehan|visum|kdrt|tppo|psikolog|psikiat"
    r"|rumah aman|trauma|hukum|polisi|penyintas|uptd",
    re.IGNORECASE,
)


def telling_word(text: str) -> str:
    """Return the first word that would tell a finder of a card what it is about, or nothing."""
    found = _TELLING.search(text)
    return found.group().lower() if found else ""


def card_problems(card: AppointmentCard) -> dict[str, str]:
    """Return what keeps the card from being printed: field name to Indonesian sentence."""
    typed = {
        "ask_for": card.ask_for,
        "place": card.place,
        "note": card.note,
        "house": "" if card.hide_house else card.house,
    }
    return {
        name: f"Kata \u201c{word}\u201d dapat membuka rahasia klien. Ganti dengan kata yang netral."
        for name, text in typed.items()
        if (word := telling_word(text))
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSheetRow:
    """One appointment on a sheet of the schedule; holds a case code, never a name of a client."""

    day: date
    time: str
    case_code: str
    session: str
    provider: str
    room: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSheet:
    """A day of everybody, or a week of one provider, as printed; by codes only."""

    title: str
    period: str
    rows: tuple[ScheduleSheetRow, ...]
    made_by: str = ""
    made_on: date | None = None
    paper: PaperSize = PaperSize.A4
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRegisterRow:
    """One line of the letter register; holds a case code, never a name."""

    number: str
    day: date | None
    direction: str = ""
    receiver: str = ""
    subject: str = ""
    case_code: str = ""
    state: str = ""
    handed_on: date | None = None
    handed_to: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRegister:
    """The letter register of a span of time, as printed or saved as a sheet."""

    title: str
    period: str
    rows: tuple[LetterRegisterRow, ...]
    letterhead: Letterhead | None = None
    made_by: str = ""
    made_on: date | None = None
    paper: PaperSize = PaperSize.A4
    practice: bool = False
