"""NIK: the population number, checked in its form and never trusted as a birth certificate.

Sixteen digits: area of first registration (6), birth date DDMMYY with 40 added to the day for
women, serial (4, from 0001). The number stays for life and is not corrected when a birth date is,
so a mismatch is a warning and nothing is filled in from it without asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from ruko_desk.domain.codes import Sex
from ruko_desk.domain.dates import PartialDate
from ruko_desk.errors import UserError

LENGTH: Final = 16
_WOMAN: Final = 40
_LAST_DAY: Final = 31
_LAST_MONTH: Final = 12
_FILLING: Final = re.compile(r"[\s.\-\u2013\u2014/]+")


@dataclass(frozen=True, slots=True)
class Nik:
    """A well-formed NIK.

    Raises:
        ValueError: not sixteen digits, or a day, month or serial that cannot be.
    """

    digits: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{16}", self.digits):
            raise ValueError("length")
        if not (1 <= self.day <= _LAST_DAY and 1 <= self.month <= _LAST_MONTH):
            raise ValueError("date")
        if self.serial == "0000":
            raise ValueError("serial")

    @classmethod
    def parse(cls, text: str) -> Nik:
        """Read a NIK as typed or pasted, with blanks, dots or dashes.

        Raises:
            UserError: it cannot be a NIK; the sentence says why.
        """
        digits = _FILLING.sub("", text)
        if not (digits.isascii() and digits.isdigit()):
            raise UserError("NIK hanya berisi angka. Periksa kembali pada KTP atau KK", code="nik")
        if len(digits) != LENGTH:
            so_far = "baru " if len(digits) < LENGTH else ""
            raise UserError(
                f"NIK terdiri dari {LENGTH} angka. Yang ditulis {so_far}{len(digits)}", code="nik"
            )
        try:
            return cls(digits)
        except ValueError as error:
            part = (
                "Empat angka terakhir NIK tidak mungkin 0000"
                if error.args == ("serial",)
                else "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir yang mungkin"
            )
            raise UserError(f"{part}. Periksa kembali pada KTP atau KK", code="nik") from None

    def __str__(self) -> str:
        return self.digits

    @property
    def area(self) -> str:
        """Kemendagri code of the kecamatan of first registration, not of residence."""
        return self.digits[:6]

    @property
    def serial(self) -> str:
        """The running number."""
        return self.digits[12:]

    @property
    def day(self) -> int:
        """Day of birth as encoded, the 40 of women taken off."""
        return int(self.digits[6:8]) - (_WOMAN if self.sex_hint is Sex.FEMALE else 0)

    @property
    def month(self) -> int:
        """Month of birth as encoded."""
        return int(self.digits[8:10])

    @property
    def short_year(self) -> int:
        """Last two digits of the year of birth as encoded."""
        return int(self.digits[10:12])

    @property
    def sex_hint(self) -> Sex:
        """Sex as encoded; a hint only."""
        return Sex.FEMALE if int(self.digits[6:8]) > _WOMAN else Sex.MALE

    def birth_hint(self, today: date) -> date | None:
        """Return the encoded birth date in the latest century not after today.

        None if there is no such day in the calendar, as 31 February.
        """
        year = today.year - (today.year - self.short_year) % 100
        for candidate in (year, year - 100):
            try:
                born = date(candidate, self.month, self.day)
            except ValueError:
                continue
            if born <= today:
                return born
        return None


def nik_warnings(
    nik: Nik,
    birth: PartialDate | None,
    sex: str | None,
    known_area: Callable[[str], bool],
) -> tuple[str, ...]:
    """Return sentences about what does not fit; they never keep anybody from saving.

    Args:
        nik: the number.
        birth: recorded birth date; only its known parts are compared.
        sex: recorded sex, a value of `Sex`; empty or None if unknown.
        known_area: tells whether a six-digit area code is in the list (`Regions.knows_area`).
    """
    warnings: list[str] = []
    if not known_area(nik.area):
        warnings.append(
            f"Kode wilayah {nik.area} pada NIK tidak ada di daftar; mungkin kode lama. "
            "Periksa angkanya, NIK tetap dapat disimpan"
        )
    if birth is not None and not _fits(nik, birth):
        warnings.append(
            f"Tanggal lahir pada NIK ({nik.day:02}-{nik.month:02}-{nik.short_year:02}) berbeda "
            f"dari {birth.text()}. Tanyakan mana yang benar, NIK tidak perlu diubah"
        )
    if sex and sex != nik.sex_hint:
        meant = "perempuan" if nik.sex_hint is Sex.FEMALE else "laki-laki"
        warnings.append(
            f"NIK ini memuat kode {meant}, berbeda dari jenis kelamin yang dicatat. "
            "Tanyakan mana yang benar, NIK tidak perlu diubah"
        )
    return tuple(warnings)


def _fits(nik: Nik, birth: PartialDate) -> bool:
    return (
        nik.short_year == birth.year % 100
        and birth.month in {None, nik.month}
        and birth.day in {None, nik.day}
    )
