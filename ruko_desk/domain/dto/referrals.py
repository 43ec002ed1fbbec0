"""Partners, referrals and the letters that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerView:
    """An institution of the partner directory; `addressee` is who the letter goes to."""

    uid: str
    version: int
    name: str
    kind: str
    addressee: str = ""
    address: str = ""
    phone: str = ""
    whatsapp: str = ""
    email: str = ""
    contact_person: str = ""
    hours: str = ""
    services: str = ""
    how_to_refer: str = ""
    cost: str = ""
    note: str = ""
    checked_on: date | None = None
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterField:
    """A piece of client data that may stand on the letter; `blocked` says why it may not."""

    code: str
    label: str
    value: str
    blocked: str = ""

    @property
    def allowed(self) -> bool:
        """Tell whether consent covers this field for the receiver."""
        return not self.blocked


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralContent:
    """What the composer holds; saved as a draft and frozen when issued.

    `ticked` are codes of `LetterField`; `security` and `urgency` are the words of the letter
    (Biasa, Terbatas, Rahasia; Biasa, Segera, Amat Segera); `paper` is A4 or F4.
    """

    partner_uid: str = ""
    services_asked: tuple[str, ...] = ()
    urgency: str = "biasa"
    security: str = "rahasia"
    ticked: tuple[str, ...] = ("kode", "usia_jk")
    reason: str = ""
    summary: str = ""
    condition: str = ""
    services_given: str = ""
    companion_name: str = ""
    companion_phone: str = ""
    deadline: date | None = None
    copies_to: tuple[str, ...] = ()
    annex: bool = False
    client_copy: bool = True
    reply_slip: bool = True
    paper: str = "A4"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """A referral with its content and state."""

    uid: str
    version: int
    case_uid: str
    case_code: str
    state: str
    letter_uid: str | None
    number: str
    content: ReferralContent
    created_at: datetime
    issued_at: datetime | None
    handed_at: datetime | None
    handed_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposerView:
    """Everything the composer needs to open: the referral, partners, fields with consent."""

    referral: ReferralView
    partners: tuple[PartnerView, ...]
    fields: tuple[LetterField, ...]
    services: tuple[tuple[str, str], ...]
    consent_line: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveReferral:
    """The composer's content; an empty uid starts a referral."""

    case_uid: str
    uid: str
    version: int
    content: ReferralContent


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueReferral:
    """Take a number and freeze the letter; `number` is typed where the agenda book gives it."""

    uid: str
    version: int
    number: str = ""
    letter_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLetter:
    """The frozen bytes of an issued letter."""

    letter_uid: str
    number: str
    file_name: str
    pdf: bytes
    sha256: str
    handed_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRow:
    """One line of the list Rujukan; no name."""

    uid: str
    case_uid: str
    case_code: str
    initials: str
    partner: str
    services: tuple[str, ...]
    state: str
    number: str
    day: date
    waiting_days: int | None
