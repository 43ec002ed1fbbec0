"""Numbers out of token templates: letter numbers and case codes.

`{kode}/{nomor:03}/{unit}/{bulan_romawi}/{tahun}` becomes `400.2.4/015/DP3AKB/XI/2026`. Many offices
get the number from the agenda book of their secretariat, so a typed number is accepted as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from ruko_desk.domain.indonesian import roman_month
from ruko_desk.errors import UserError

TOKENS: Final = ("kode", "nomor", "unit", "bulan", "bulan_romawi", "tahun", "tahun2")
LONGEST: Final = 80
"""Characters of a finished number."""

_TOKEN: Final = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
_WIDTH: Final = re.compile(r"0[1-9]")
_LITERAL: Final = re.compile(r"[A-Za-z0-9 ./\-_()]*")
_DEVICE: Final = re.compile(r"[A-Z]")
_LONGEST_TEMPLATE: Final = 120
_EXAMPLE: Final = "Contoh {kode}/{nomor:03}/{unit}/{bulan_romawi}/{tahun}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberParts:
    """What the tokens stand for: running number, day of the letter, classification and unit code."""

    number: int
    day: date
    code: str = ""
    unit: str = ""


def check_template(template: str) -> None:
    """Check a template for letter numbers or case codes.

    The counter starts again each year, so the year has to be in it: otherwise numbers would repeat.

    Raises:
        UserError: the sentence says what is wrong.
    """
    if len(template) > _LONGEST_TEMPLATE:
        raise _wrong(f"Pola nomor terlalu panjang, paling banyak {_LONGEST_TEMPLATE} huruf")
    names: list[str] = []
    for name, width in _TOKEN.findall(template):
        if name not in TOKENS:
            raise _wrong(f"{{{name}}} tidak dikenal. Yang dapat dipakai: {', '.join(TOKENS)}")
        if width and (name != "nomor" or not _WIDTH.fullmatch(width)):
            raise _wrong(f"{{{name}:{width}}} tidak dapat dibaca. Tulis misalnya {{nomor:03}}")
        names.append(name)
    literal = _TOKEN.sub("", template)
    if "{" in literal or "}" in literal:
        raise _wrong(f"Kurung kurawal pada pola nomor tidak lengkap. {_EXAMPLE}")
    if not _LITERAL.fullmatch(literal):
        raise _wrong("Pola nomor hanya boleh memuat huruf, angka, spasi, dan . / - _ ( )")
    if names.count("nomor") != 1:
        raise _wrong(f"Pola nomor harus memuat {{nomor}} satu kali. {_EXAMPLE}")
    if not {"tahun", "tahun2"}.intersection(names):
        raise _wrong(
            "Pola nomor harus memuat {tahun} atau {tahun2}, karena nomor mulai lagi dari 1"
        )


def render(template: str, parts: NumberParts) -> str:
    """Return the finished number.

    Raises:
        UserError: the template is wrong, or the number comes out longer than 80 characters.
        ValueError: the running number is below 1.
    """
    check_template(template)
    if parts.number < 1:
        raise ValueError(parts.number)
    values = {
        "kode": parts.code,
        "unit": parts.unit,
        "bulan": f"{parts.day.month:02}",
        "bulan_romawi": roman_month(parts.day.month),
        "tahun": f"{parts.day.year:04}",
        "tahun2": f"{parts.day.year % 100:02}",
    }

    def value(match: re.Match[str]) -> str:
        if match[1] == "nomor":
            return str(parts.number).zfill(int(match[2] or 0))
        return values[match[1]]

    number = _TOKEN.sub(value, template)
    if len(number) > LONGEST:
        raise _wrong(f"Nomor yang terbentuk lebih panjang dari {LONGEST} huruf. Ringkas polanya")
    return number


def with_device(number: str, device: str) -> str:
    """Return the number with the letter of a second PC behind it: `RK-26-0007-B`.

    Two desks that are offline at the same time then never give the same code; the first PC has no
    letter.

    Raises:
        UserError: the device letter is not one capital letter.
    """
    if not device:
        return number
    if not _DEVICE.fullmatch(device):
        raise _wrong("Huruf perangkat adalah satu huruf besar dari A sampai Z")
    return f"{number}-{device}"


def check_typed(number: str) -> str:
    """Return a number typed from the agenda book without outer blanks, as `400.2.4/015.a/DP3AKB/2026`.

    Raises:
        UserError: empty, too long, or characters that no letter number has.
    """
    cleaned = " ".join(number.split())
    if not cleaned:
        raise _wrong("Isi nomor surat dari buku agenda")
    if len(cleaned) > LONGEST:
        raise _wrong(f"Nomor surat paling panjang {LONGEST} huruf")
    if not _LITERAL.fullmatch(cleaned):
        raise _wrong("Nomor surat hanya boleh memuat huruf, angka, spasi, dan . / - _ ( )")
    return cleaned


def _wrong(sentence: str) -> UserError:
    return UserError(sentence, code="nomor")
