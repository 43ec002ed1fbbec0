"""Encrypted files of any length, for attachments and backups, read and written in 64 KiB pieces.

Layout: 8 bytes of magic, a 32-byte random salt, then the pieces, each with its 16-byte tag. The
file's own key is HKDF(key, salt), so no nonce is ever used twice, even if a caller uses one key for
two files. Number, length and "this is the last" of each piece are bound into its nonce and AAD, and
the total length into the last one: changed, missing, swapped, repeated or added pieces are found.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ruko_desk.crypto.binding import Secret, bind
from ruko_desk.crypto.kdf import expand
from ruko_desk.crypto.problems import BrokenSealError, disk_problem
from ruko_desk.crypto.safe_write import whole_file

MAGIC = b"RUKOFIL1"
CHUNK = 64 * 1024
_SALT = 32
_TAG = 16
_NAME_LENGTH = 16
_WHAT = "Berkas terenkripsi"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDigest:
    """Length in bytes and SHA-256 of the plain content."""

    length: int
    sha256: bytes


def encrypt_stream(key: Secret, source: BinaryIO, target: BinaryIO) -> FileDigest:
    """Encrypt everything from `source` into `target` under a random 32-byte key."""
    salt = os.urandom(_SALT)
    cipher = _cipher(key, salt)
    target.write(MAGIC + salt)
    digest = hashlib.sha256()
    total = 0
    for number, last, chunk in _pieces(source, CHUNK):
        digest.update(chunk)
        total += len(chunk)
        nonce, aad = _place(number, last, len(chunk), total)
        target.write(cipher.encrypt(nonce, chunk, aad))
    return FileDigest(length=total, sha256=digest.digest())


def decrypt_stream(key: Secret, source: BinaryIO, target: Sink) -> FileDigest:
    """Decrypt everything from `source` into `target`; on an error `target` holds a true beginning.

    Raises:
        BrokenSealError: another key, or a flipped, cut, swapped or added part.
    """
    header = source.read(len(MAGIC) + _SALT)
    if len(header) != len(MAGIC) + _SALT or not header.startswith(MAGIC):
        raise BrokenSealError(_WHAT)
    cipher = _cipher(key, header[len(MAGIC) :])
    digest = hashlib.sha256()
    total = 0
    for number, last, sealed in _pieces(source, CHUNK + _TAG):
        length = len(sealed) - _TAG
        if length < 0:
            raise BrokenSealError(_WHAT)
        total += length
        nonce, aad = _place(number, last, length, total)
        try:
            chunk = cipher.decrypt(nonce, sealed, aad)
        except InvalidTag as error:
            raise BrokenSealError(_WHAT) from error
        digest.update(chunk)
        target.write(chunk)
    return FileDigest(length=total, sha256=digest.digest())


def encrypt_to_path(key: Secret, source: BinaryIO, path: Path) -> FileDigest:
    """Encrypt into a file that appears only when it is complete and on disk.

    Raises:
        EnvironmentProblem: the disk is full, the folder cannot be written, or the disk failed.
    """
    with whole_file(path, _WHAT) as target:
        return encrypt_stream(key, source, target)


def decrypt_to_path(key: Secret, path: Path, target: Path) -> FileDigest:
    """Decrypt `path` into `target`, which appears only when everything was true.

    Raises:
        BrokenSealError: as in `decrypt_stream`.
        EnvironmentProblem: a file cannot be read or written.
    """
    with _reading(path) as source, whole_file(target, _WHAT) as out:
        return decrypt_stream(key, source, out)


def decrypt_bytes(key: Secret, path: Path) -> bytes:
    """Return the plain content of a file, never touching the disk; errors as in `decrypt_to_path`."""
    plain = io.BytesIO()
    with _reading(path) as source:
        decrypt_stream(key, source, plain)
    return plain.getvalue()


def check_file(key: Secret, path: Path) -> FileDigest:
    """Read a whole file, keep nothing, and return its digest; errors as in `decrypt_to_path`."""
    with _reading(path) as source:
        return decrypt_stream(key, source, _Nowhere())


def new_file_name() -> str:
    """Return a random name (32 hex digits) that says nothing about the content."""
    return os.urandom(_NAME_LENGTH).hex()


def stored_path(folder: Path, name: str) -> Path:
    """Return where a file of that name lies: one of 256 subfolders by its first two digits.

    Raises:
        ValueError: not a name of `new_file_name`; names out of a database never leave the folder.
    """
    if len(name) != 2 * _NAME_LENGTH or not set(name) <= set("0123456789abcdef"):
        msg = "not the name of a stored file"
        raise ValueError(msg)
    return folder / name[:2] / name


class Sink(Protocol):
    """Where plain bytes go."""

    def write(self, data: bytes, /) -> object:
        """Take the next bytes."""
        ...


class _Nowhere:
    def write(self, data: bytes, /) -> None:
        pass


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise disk_problem(error, _WHAT) from error


def _cipher(key: Secret, salt: bytes) -> AESGCM:
    return AESGCM(expand(key, "berkas", salt=salt))


def _place(number: int, last: bool, length: int, total: int) -> tuple[bytes, bytes]:
    nonce = number.to_bytes(11, "big") + bytes([last])
    return nonce, bind("ruko-file-1", number, last, length, total)


def _pieces(source: BinaryIO, size: int) -> Iterator[tuple[int, bool, bytes]]:
    """Yield (number, is the last, bytes); an empty source gives one empty last piece."""
    number = 0
    piece = _read(source, size)
    while True:
        following = _read(source, size) if len(piece) == size else b""
        yield number, not following, piece
        if not following:
            return
        piece = following
        number += 1


def _read(source: BinaryIO, size: int) -> bytes:
    """Read exactly `size` bytes unless the source ends; pipes and raw files may give less at once."""
    data = source.read(size)
    while data and len(data) < size:
        more = source.read(size - len(data))
        if not more:
            break
        data += more
    return data
