import errno
import hashlib
import io
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from ruko_desk.crypto.files import (
    CHUNK,
    MAGIC,
    check_file,
    decrypt_bytes,
    decrypt_stream,
    decrypt_to_path,
    encrypt_stream,
    encrypt_to_path,
    new_file_name,
    stored_path,
)
from ruko_desk.crypto.problems import BrokenSealError
from ruko_desk.errors import EnvironmentProblem

KEY = bytes(range(32))
HEADER = len(MAGIC) + 32
SEALED = CHUNK + 16


def sealed(plain: bytes, key: bytes = KEY) -> bytes:
    target = io.BytesIO()
    encrypt_stream(key, io.BytesIO(plain), target)
    return target.getvalue()


def opened(data: bytes, key: bytes = KEY) -> bytes:
    target = io.BytesIO()
    decrypt_stream(key, io.BytesIO(data), target)
    return target.getvalue()


def refused(data: bytes, key: bytes = KEY) -> None:
    with pytest.raises(BrokenSealError):
        opened(data, key)


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17])
def test_any_length_comes_back(length: int) -> None:
    plain = os.urandom(length)
    target = io.BytesIO()
    digest = encrypt_stream(KEY, io.BytesIO(plain), target)
    assert (digest.length, digest.sha256) == (length, hashlib.sha256(plain).digest())
    pieces = max(1, -(-length // CHUNK))
    assert len(target.getvalue()) == HEADER + length + 16 * pieces
    assert opened(target.getvalue()) == plain


def test_the_same_content_never_looks_the_same() -> None:
    first, second = sealed(b"sama"), sealed(b"sama")
    assert first[HEADER:] != second[HEADER:]
    assert b"sama" not in first


def test_flipped_bits_are_found_everywhere() -> None:
    data = sealed(os.urandom(CHUNK + 100))
    for place in [*range(HEADER + 40), *range(HEADER + 40, len(data), 997), len(data) - 1]:
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        refused(bytes(changed))


def test_cuts_are_found_everywhere() -> None:
    data = sealed(os.urandom(2 * CHUNK + 100))
    border = [HEADER + n * SEALED + d for n in range(3) for d in (-1, 0, 1, 15, 16, 17)]
    for length in [*range(HEADER + 20), *border, len(data) - 1]:
        refused(data[:length])


def test_pieces_swapped_repeated_dropped_or_added_are_found() -> None:
    data = sealed(os.urandom(3 * CHUNK))
    head = data[:HEADER]
    one, two, three = (data[HEADER + n * SEALED : HEADER + (n + 1) * SEALED] for n in range(3))
    assert opened(head + one + two + three)
    for parts in (
        (two, one, three),
        (one, one, three),
        (one, two),
        (two, three),
        (one, three),
        (one, two, three, three),
        (one, two, three, b"x"),
        (),
    ):
        refused(head + b"".join(parts))


def test_pieces_of_another_file_are_found() -> None:
    first, second = sealed(os.urandom(2 * CHUNK)), sealed(os.urandom(2 * CHUNK))
    refused(first[: HEADER + SEALED] + second[HEADER + SEALED :])
    refused(second[:HEADER] + first[HEADER:])


def test_another_key_or_another_kind_of_file_is_refused() -> None:
    refused(sealed(b"isi"), bytes(32))
    for data in (b"", b"%PDF-1.7 bukan berkas terenkripsi" * 10, MAGIC):
        refused(data)


class Trickle(io.BytesIO):
    """Gives fewer bytes at once than asked for, as pipes do."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 1, 1000))


def test_a_source_that_gives_little_at_once_is_read_to_its_end() -> None:
    plain = os.urandom(CHUNK + 5000)
    target = io.BytesIO()
    encrypt_stream(KEY, Trickle(plain), target)
    out = io.BytesIO()
    decrypt_stream(KEY, Trickle(target.getvalue()), out)
    assert out.getvalue() == plain


def test_files_appear_whole_or_not_at_all(tmp_path: Path) -> None:
    plain = os.urandom(CHUNK * 2)
    path, out = tmp_path / "a", tmp_path / "b"
    digest = encrypt_to_path(KEY, io.BytesIO(plain), path)
    assert decrypt_bytes(KEY, path) == plain
    assert decrypt_to_path(KEY, path, out) == check_file(KEY, path) == digest
    assert out.read_bytes() == plain
    path.write_bytes(path.read_bytes()[:-1])
    out.unlink()
    with pytest.raises(BrokenSealError):
        decrypt_to_path(KEY, path, out)
    with pytest.raises(BrokenSealError):
        check_file(KEY, path)
    with pytest.raises(BrokenSealError):
        decrypt_bytes(KEY, path)
    assert list(tmp_path.iterdir()) == [path]


class FullDisk(io.BytesIO):
    """Fails after one piece, as a disk does that is full or pulled out."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(errno.ENOSPC, "")
        return super().read(size)


def test_a_failing_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    source: BinaryIO = FullDisk(os.urandom(CHUNK * 3))
    with pytest.raises(EnvironmentProblem) as problem:
        encrypt_to_path(KEY, source, tmp_path / "a")
    assert problem.value.code == "disk_penuh"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    for call in (decrypt_bytes, check_file):
        with pytest.raises(EnvironmentProblem, match="tidak ditemukan"):
            call(KEY, tmp_path / "tak ada")


def test_names_say_nothing_and_spread_over_256_folders() -> None:
    names = {new_file_name() for _ in range(50)}
    assert len(names) == 50
    for name in names:
        assert stored_path(Path("lampiran"), name) == Path("lampiran") / name[:2] / name


@pytest.mark.parametrize("name", ["", "..", "../" * 10 + "ab", "AB" * 16, "a" * 31, "g" * 32])
def test_a_name_from_elsewhere_never_leaves_the_folder(name: str) -> None:
    with pytest.raises(ValueError, match="name of a stored file"):
        stored_path(Path("lampiran"), name)
