"""What can go wrong, in three kinds: the user can fix it, the machine must, or it is a bug.

Every message is an Indonesian sentence that says what happened and what to do next. Anything
that is not one of these classes is a bug and ends in the crash dialog.
"""

from __future__ import annotations


class RuKoError(Exception):
    """Base of all errors with a sentence for the user.

    Args:
        message: what happened and what to do, in Indonesian.
        code: stable word for tests and logs; never personal data.
    """

    code = "galat"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code


class UserError(RuKoError):
    """The person at the desk can mend this: a missing value, a wrong date, a conflict."""

    code = "isian"


class FieldErrors(UserError):
    """Several fields need mending; `fields` maps the field's name to its sentence."""

    code = "isian"

    def __init__(self, fields: dict[str, str]) -> None:
        count = len(fields)
        super().__init__(f"Ada {count} isian yang perlu diperbaiki")
        self.fields = dict(fields)


class NotAllowedError(UserError):
    """The acting user's roles do not hold this right."""

    code = "tidak_berwenang"


class NotFoundError(UserError):
    """The record is not there, or not for this user's eyes."""

    code = "tidak_ada"


class StaleError(UserError):
    """Somebody else saved this record after it was read; both versions must be shown."""

    code = "versi_lama"


class EnvironmentProblem(RuKoError):
    """The machine stands in the way: disk full, file locked, wrong key, damaged file."""

    code = "lingkungan"


class VaultProblem(EnvironmentProblem):
    """The vault folder cannot be opened as it is; `code` names the finding.

    `choices` are the ways on that the unlock page offers: `pulihkan` (restore a backup),
    `hanya_baca` (open without writing), `pilih_map` (another folder), `coba_lagi`, `tutup`.
    """

    code = "brankas"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        choices: tuple[str, ...] = ("pulihkan", "tutup"),
    ) -> None:
        super().__init__(message, code=code)
        self.choices = choices


class WrongPasswordError(UserError):
    """Name and passphrase do not open any slot of the key file."""

    code = "kata_sandi"
