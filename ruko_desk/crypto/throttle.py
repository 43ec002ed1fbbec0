"""Growing delay after wrong passphrases, kept across restarts. Nothing is ever wiped.

The file holds no names, only salted hashes, and the same rules hold for names that do not exist.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruko_desk.clock import Clock
from ruko_desk.crypto.keyfile import fold_name
from ruko_desk.crypto.safe_write import write_whole
from ruko_desk.errors import EnvironmentProblem

THROTTLE_NAME = "percobaan.ruko"
DELAYS = (0, 0, 0, 0, 5, 15, 30, 60, 120, 240, 480, 900)
"""Seconds to wait after the first, second, ... wrong try; the last one stays."""
MAX_NAMES = 500
_SALT_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Wrong tries in a row for one name; `last` in whole seconds since 1970, UTC."""

    count: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ThrottleState:
    """The whole file: tries by name hash, and how many wrong tries the audit has not seen."""

    salt: bytes
    tries: Mapping[str, Tries]
    unreported: int = 0


def delay_after(count: int) -> int:
    """Return the seconds to wait after so many wrong tries in a row."""
    return DELAYS[min(count, len(DELAYS)) - 1] if count > 0 else 0


def remaining(tries: Tries, now: int) -> int:
    """Return the seconds left to wait; a clock that was set back never makes it longer."""
    delay = delay_after(tries.count)
    return max(0, min(delay, delay - (now - tries.last)))


def after_wrong(state: ThrottleState, name_hash: str, now: int) -> ThrottleState:
    """Return the state after one more wrong try; the names least recently tried are forgotten."""
    count = state.tries.get(name_hash, Tries()).count + 1
    tries = {**state.tries, name_hash: Tries(count=count, last=now)}
    if len(tries) > MAX_NAMES:
        newest = sorted(tries.items(), key=lambda item: item[1].last, reverse=True)
        tries = dict(newest[:MAX_NAMES])
    return replace(state, tries=tries, unreported=state.unreported + 1)


def after_right(state: ThrottleState, name_hash: str) -> ThrottleState:
    """Return the state after somebody got in: her own tries and the count for the audit go."""
    tries = {key: value for key, value in state.tries.items() if key != name_hash}
    return replace(state, tries=tries, unreported=0)


class Throttle:
    """The delays of one vault. Without a writable folder they hold until the program ends.

    Args:
        path: the small file, beside the key file.
        clock: what time it is.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._state = _load(path)

    def wait(self, name: str) -> int:
        """Return the seconds until this name may be tried again."""
        key = self._hash(name)
        tries = self._state.tries.get(key)
        if tries is None:
            return 0
        now = self._now()
        if now < tries.last:
            # The clock was set back: count from now, or the wait would never run out.
            tries = replace(tries, last=now)
            self._save(replace(self._state, tries={**self._state.tries, key: tries}))
        return remaining(tries, now)

    def wrong(self, name: str) -> int:
        """Note a wrong try and return the seconds to wait before the next."""
        key = self._hash(name)
        self._save(after_wrong(self._state, key, self._now()))
        return delay_after(self._state.tries[key].count)

    def right(self, name: str) -> int:
        """Forget this name's tries; return how many wrong tries, of all names, to put on record."""
        count = self._state.unreported
        self._save(after_right(self._state, self._hash(name)))
        return count

    def _now(self) -> int:
        return int(self._clock.now().timestamp())

    def _hash(self, name: str) -> str:
        folded = fold_name(name).encode("utf-8", "surrogatepass")
        return hashlib.sha256(self._state.salt + folded).hexdigest()

    def _save(self, state: ThrottleState) -> None:
        if state == self._state:
            return
        self._state = state
        # A full or read-only disk must not keep anybody out of the vault.
        with suppress(EnvironmentProblem):
            write_whole(self._path, _encode(state), "Catatan percobaan masuk")


def _encode(state: ThrottleState) -> bytes:
    content = {
        "salt": state.salt.hex(),
        "tries": {key: [value.count, value.last] for key, value in state.tries.items()},
        "unreported": state.unreported,
    }
    return json.dumps(content, sort_keys=True).encode("ascii")


def _load(path: Path) -> ThrottleState:
    try:
        content = json.loads(path.read_bytes())
        return _decode(content)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # Whoever can damage the file can delete it as well: a fresh start, never a locked door.
        return ThrottleState(salt=os.urandom(_SALT_LENGTH), tries={})


def _decode(content: dict[str, Any]) -> ThrottleState:
    tries = {
        str(key): Tries(count=_count(count), last=_count(last))
        for key, (count, last) in content["tries"].items()
    }
    return ThrottleState(
        salt=bytes.fromhex(content["salt"]),
        tries=tries,
        unreported=_count(content["unreported"]),
    )


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value
