"""Telephone numbers: typed in any habit, stored as `+62...`, shown in groups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ruko_desk.errors import UserError

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

SHORT_LENGTH: Final = 3
"""Digits of emergency and service numbers such as 112, 129 and 110."""

_REGION: Final = "ID"
_COUNTRY_CODE: Final = 62
_MOBILE: Final = range(9, 13)
"""Digits of an Indonesian mobile number without the leading 0."""
_LAND_LINE: Final = range(7, 12)
_EXAMPLE: Final = "Contoh 0812 3456 7890"
_ALLOWED: Final = re.compile(r"\+?[0-9\s().\-\u2013/]+")
_NOT_DIGIT: Final = re.compile(r"[^0-9]+")


def parse_phone(text: str, *, short_allowed: bool = False) -> str:
    """Return the stored form of a typed number: `+6281234567890`, or `129` where allowed.

    Args:
        text: with or without country code, with blanks, dots, dashes or brackets.
        short_allowed: accept three-digit service numbers, for the partner directory.

    Raises:
        UserError: letters in it, too short or too long.
    """
    typed = text.strip()
    digits = _NOT_DIGIT.sub("", typed)
    if not _ALLOWED.fullmatch(typed) or not digits.isascii():
        raise UserError(f"Nomor telepon hanya berisi angka. {_EXAMPLE}", code="telepon")
    if short_allowed and len(digits) == SHORT_LENGTH and typed == digits:
        return digits
    number = _read(typed, digits)
    national = len(str(number.national_number)) if number else len(digits.lstrip("0"))
    allowed = _lengths(number)
    if number is None or national < allowed.start:
        raise UserError(f"Nomor telepon terlalu pendek. {_EXAMPLE}", code="telepon")
    if national >= allowed.stop:
        raise UserError(f"Nomor telepon terlalu panjang. {_EXAMPLE}", code="telepon")
    return f"+{number.country_code}{number.national_number}"


def format_phone(stored: str) -> str:
    """Return a stored number for reading: `0812 3456 7890`, `(0254) 201775`, `129`."""
    if not stored.startswith("+"):
        return stored
    import phonenumbers  # see _read

    number = phonenumbers.parse(stored)
    if number.country_code != _COUNTRY_CODE:
        style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return phonenumbers.format_number(number, style).replace("-", " ")
    style = phonenumbers.PhoneNumberFormat.NATIONAL
    text = phonenumbers.format_number(number, style).replace("-", " ")
    return text if text.startswith(("0", "(")) else f"0{text}"


def phone_digits(text: str) -> str:
    """Return the digits to search by; `0812`, `62812` and `+62 812` become the same `62812`."""
    digits = _NOT_DIGIT.sub("", text)
    return f"{_COUNTRY_CODE}{digits[1:]}" if digits.startswith("0") else digits


def _read(typed: str, digits: str) -> PhoneNumber | None:
    import phonenumbers  # its metadata costs time; the unlock window must not wait for it

    if not typed.startswith("+") and digits.startswith(str(_COUNTRY_CODE)):
        typed = f"+{digits}"  # "62 812...": written with the country code but without the plus
    try:
        return phonenumbers.parse(typed, _REGION)
    except phonenumbers.NumberParseException:
        return None


def _lengths(number: PhoneNumber | None) -> range:
    if number is None or number.country_code != _COUNTRY_CODE:
        return range(6, 15)  # E.164 allows 15 digits with the country code
    return _MOBILE if str(number.national_number).startswith("8") else _LAND_LINE
