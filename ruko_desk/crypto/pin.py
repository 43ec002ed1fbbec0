"""The PIN for coming back after an idle lock: six digits or more, checked against a slow hash.

The person's own secret goes into the hash (`KeyRing.pin_key`), so that a colleague who can read the
database cannot try all PINs. Counting the three tries is the caller's part.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from itertools import pairwise

from ruko_desk.crypto.binding import Secret
from ruko_desk.crypto.kdf import SALT_LENGTH, KdfCost, KdfParams, KdfPolicy, derive, new_params
from ruko_desk.errors import FieldErrors

MIN_DIGITS = 6
MAX_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PinVerifier:
    """What is kept of a PIN: parameters and digest, useless without the person's secret."""

    params: KdfParams
    digest: bytes

    def encode(self) -> bytes:
        """Return it as bytes for the database."""
        cost = self.params.cost
        numbers = (cost.memory_kib, cost.iterations, cost.lanes)
        head = b"".join(number.to_bytes(4, "big") for number in numbers)
        return head + self.params.salt + self.digest

    @classmethod
    def decode(cls, data: bytes) -> PinVerifier:
        """Return what `encode` wrote.

        Raises:
            ValueError: wrong length.
        """
        salt_end = 12 + SALT_LENGTH
        if len(data) != salt_end + 32:
            msg = "not a PIN verifier"
            raise ValueError(msg)
        memory, iterations, lanes = (
            int.from_bytes(data[start : start + 4], "big") for start in (0, 4, 8)
        )
        cost = KdfCost(memory_kib=memory, iterations=iterations, lanes=lanes)
        return cls(params=KdfParams(cost=cost, salt=data[12:salt_end]), digest=data[salt_end:])


def require_good_pin(pin: str) -> None:
    """Refuse a PIN that is short, long, not digits, one digit repeated, or a plain row of digits.

    Raises:
        FieldErrors: for the field `pin`.
    """
    if not (pin.isascii() and pin.isdigit() and MIN_DIGITS <= len(pin) <= MAX_DIGITS):
        raise FieldErrors({"pin": f"PIN terdiri dari {MIN_DIGITS} sampai {MAX_DIGITS} angka."})
    steps = {int(right) - int(left) for left, right in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        raise FieldErrors(
            {"pin": "PIN ini terlalu mudah ditebak. Jangan pakai angka berurutan atau berulang."}
        )


def make_verifier(pin: str, secret: Secret, policy: KdfPolicy) -> PinVerifier:
    """Return the verifier of a new PIN, hashed at the floor of the policy so that it stays quick.

    Raises:
        FieldErrors: as in `require_good_pin`.
        EnvironmentProblem: not enough memory.
    """
    require_good_pin(pin)
    params = new_params(policy.floor)
    return PinVerifier(params=params, digest=bytes(derive(pin, params, secret=secret)))


def check_pin(pin: str, secret: Secret, verifier: PinVerifier) -> bool:
    """Return whether this is the PIN; raises EnvironmentProblem when memory is short."""
    return hmac.compare_digest(derive(pin, verifier.params, secret=secret), verifier.digest)
