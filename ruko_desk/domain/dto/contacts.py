"""Contacts: every arrival, call, message or report, and every try of the house to reach somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """One contact. `caller` is a call name, a description or empty: anonymous is normal.

    Codes are of the lists `arah_kontak`, `saluran`, `tujuan_kontak`, `penjawab`, `hasil_kontak`.
    """

    uid: str
    at: datetime
    by: str
    direction: str
    channel: str
    purpose: str
    caller: str
    answered_by: str
    outcome: str
    pointed_to: str
    note: str
    case_uid: str
    case_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFilter:
    """Which contacts: all or those without a case; `before_uid` is the last row of the page before."""

    without_case: bool = False
    direction: str = ""
    before_uid: str = ""
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LogContact:
    """A contact to be noted. `at` of None is now; `request_uid` makes saving twice one contact.

    With a `case_uid` it stands in the case; without, it is a question answered, somebody pointed
    to the right service, or a call that may become a case later.
    """

    direction: str = "masuk"
    channel: str = "telepon"
    purpose: str = ""
    at: datetime | None = None
    call_name: str = ""
    answered_by: str = ""
    outcome: str = ""
    pointed_to: str = ""
    note: str = ""
    case_uid: str = ""
    request_uid: str = ""
