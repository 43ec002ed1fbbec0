"""The recovery code: 128 bits on paper, typed back without a doubt about which group is wrong.

It is written in Crockford's base32 (no I, L, O, U) as two lines of three groups. A fourth group on
each line holds one check character per group of that line, so a slip of the pen is named by group.
Check characters are sums over GF(32), with another weight for each of the 26 places: every single
wrong character and every exchange of two neighbours within a group is found.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field

from ruko_desk.crypto.kdf import expand
from ruko_desk.crypto.keypair import PRIVATE_LENGTH, PrivateKey
from ruko_desk.errors import UserError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_LENGTH = 16
_LENGTHS = (4, 4, 5)
_LINES = 2
_GROUPS = len(_LENGTHS) * _LINES
_CHARACTERS = sum(_LENGTHS) * _LINES
_PADDING_BITS = _CHARACTERS * 5 - SECRET_LENGTH * 8
_LINE_LENGTHS = (*_LENGTHS, len(_LENGTHS))
_TYPED = sum(_LINE_LENGTHS) * _LINES
_ALIKE = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """The secret of a recovery sheet (16 bytes)."""

    secret: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> RecoveryCode:
        """Return a new random code."""
        return cls(os.urandom(SECRET_LENGTH))

    @classmethod
    def parse(cls, text: str) -> RecoveryCode:
        """Return the code that was typed; case, spaces, dashes and O/0, I/L/1 do not matter.

        Raises:
            UserError: a character or group is wrong, missing or too much; the sentence names it.
        """
        values = _values(text)
        lines = [values[i : i + _TYPED // _LINES] for i in range(0, _TYPED, _TYPED // _LINES)]
        data: list[int] = []
        for number, line in enumerate(lines, start=1):
            checks = line[sum(_LENGTHS) :]
            start = 0
            for group, length in enumerate(_LENGTHS):
                part = line[start : start + length]
                if _check(part, len(data)) != checks[group]:
                    raise _wrong_group(number, group + 1)
                data += part
                start += length
        whole = 0
        for value in data:
            whole = whole << 5 | value
        if whole & ((1 << _PADDING_BITS) - 1):
            raise _wrong_group(_LINES, len(_LENGTHS))
        return cls((whole >> _PADDING_BITS).to_bytes(SECRET_LENGTH, "big"))

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the six groups without check characters, in the order of the sheet."""
        return tuple(_letters(part) for part in self._parts())

    @property
    def lines(self) -> tuple[str, str]:
        """Return the two lines of the sheet, three groups and the check group each."""
        parts = self._parts()
        checks: list[int] = []
        place = 0
        for part in parts:
            checks.append(_check(part, place))
            place += len(part)
        half = len(_LENGTHS)
        first, second = (
            " ".join([*map(_letters, parts[i : i + half]), _letters(checks[i : i + half])])
            for i in (0, half)
        )
        return first, second

    @property
    def text(self) -> str:
        """Return both lines as one: what the QR on the sheet holds and `parse` reads."""
        return " ".join(self.lines)

    def group_is(self, index: int, typed: str) -> bool:
        """Return whether `typed` is group `index` (0 to 5): the proof that a sheet was made."""
        return _plain(typed) == self.groups[index]

    def private_key(self) -> PrivateKey:
        """Return the recovery key pair, always the same for the same code.

        128 random bits need no slow hash (OWASP ASVS 5.0, 6.5.2).
        """
        return PrivateKey(bytearray(expand(self.secret, "pemulihan", length=PRIVATE_LENGTH)))

    def _parts(self) -> list[list[int]]:
        whole = int.from_bytes(self.secret, "big") << _PADDING_BITS
        data = [whole >> 5 * i & 31 for i in reversed(range(_CHARACTERS))]
        parts: list[list[int]] = []
        for length in _LENGTHS * _LINES:
            parts.append(data[:length])
            data = data[length:]
        return parts


def key_label(recovery_id: str) -> str:
    """Return the key number that sheet and settings page show, to be compared by eye."""
    digits = recovery_id[:12].upper()
    return "-".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def _plain(text: str) -> str:
    return re.sub(r"[\s\-\u2010-\u2015.,:·]+", "", text).upper().translate(_ALIKE)


def _letters(values: list[int]) -> str:
    return "".join(ALPHABET[value] for value in values)


def _values(text: str) -> list[int]:
    plain = _plain(text)
    for place, character in enumerate(plain[:_TYPED]):
        if character not in ALPHABET:
            line, group = _where(place)
            raise UserError(
                f'Huruf "{character}" tidak dipakai dalam kode pemulihan. Periksa kelompok {group} '
                f"pada baris {line}.",
                code="pemulihan_huruf",
            )
    if len(plain) != _TYPED:
        raise _wrong_length(text, len(plain))
    return [ALPHABET.index(character) for character in plain]


def _where(place: int) -> tuple[int, int]:
    """Return line and group (from 1) of a typed character; group 4 is the check group."""
    line, rest = divmod(place, sum(_LINE_LENGTHS))
    group = 0
    while rest >= _LINE_LENGTHS[group]:
        rest -= _LINE_LENGTHS[group]
        group += 1
    return line + 1, group + 1


def _wrong_length(text: str, typed: int) -> UserError:
    parts = [part for part in (_plain(piece) for piece in text.split()) if part]
    wanted = _LINE_LENGTHS * _LINES
    hint = ""
    if len(parts) == len(wanted):
        odd = next(i for i, part in enumerate(parts) if len(part) != wanted[i])
        line, group = divmod(odd, len(_LINE_LENGTHS))
        hint = f" Periksa kelompok {group + 1} pada baris {line + 1}."
    count = abs(_TYPED - typed)
    amount = f"kurang {count} huruf" if typed < _TYPED else f"kelebihan {count} huruf"
    return UserError(
        f"Kode pemulihan {amount}; seharusnya {_TYPED} huruf dan angka dalam dua baris.{hint}",
        code="pemulihan_panjang",
    )


def _wrong_group(line: int, group: int) -> UserError:
    return UserError(
        f"Kelompok {group} pada baris {line} tidak cocok dengan huruf pemeriksanya (huruf ke-"
        f"{group} dari kelompok terakhir baris itu). Bandingkan lagi dengan Lembar Pemulihan.",
        code="pemulihan_kelompok",
    )


def _check(values: list[int], place: int) -> int:
    total = 0
    for offset, value in enumerate(values):
        total ^= _multiply(value, _POWERS[place + offset])
    return total


def _multiply(left: int, right: int) -> int:
    """Multiply in GF(32) with x^5 + x^2 + 1."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= 0b100101
        right >>= 1
    return product


def _powers() -> tuple[int, ...]:
    powers = [1]
    while len(powers) < _CHARACTERS:
        powers.append(_multiply(powers[-1], 2))
    return tuple(powers)


_POWERS = _powers()
"""Powers of the generator 2: different for each of the 26 places, since it has order 31."""
