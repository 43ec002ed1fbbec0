import os

import pytest

from ruko_desk.crypto.keypair import PrivateKey, PublicKey, seal
from ruko_desk.crypto.problems import BrokenSealError
from ruko_desk.errors import VaultProblem

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def private() -> PrivateKey:
    return PrivateKey.generate()


def test_a_box_opens_with_the_private_half_and_the_same_info(private: PrivateKey) -> None:
    box = seal(private.public(), b"info", KEY)
    assert len(box) == 1168
    assert private.open(box, b"info") == KEY


def test_two_boxes_of_one_key_differ(private: PrivateKey) -> None:
    public = private.public()
    assert seal(public, b"", KEY) != seal(public, b"", KEY)


def test_the_private_half_comes_back_from_its_bytes(private: PrivateKey) -> None:
    again = PrivateKey(bytearray(private.raw))
    assert again.public() == private.public()
    assert again.open(seal(private.public(), b"i", KEY), b"i") == KEY


@pytest.mark.parametrize("info", [b"", b"Info", b"info "])
def test_another_info_does_not_open(private: PrivateKey, info: bytes) -> None:
    box = seal(private.public(), b"info", KEY)
    with pytest.raises(BrokenSealError):
        private.open(box, info)


def test_another_person_does_not_open(private: PrivateKey) -> None:
    box = seal(private.public(), b"", KEY)
    with pytest.raises(BrokenSealError):
        PrivateKey.generate().open(box, b"")


def test_both_parts_of_the_key_are_needed(private: PrivateKey) -> None:
    other = PrivateKey.generate()
    box = seal(private.public(), b"", KEY)
    for mixed in (private.raw[:64] + other.raw[64:], other.raw[:64] + private.raw[64:]):
        with pytest.raises(BrokenSealError):
            PrivateKey(bytearray(mixed)).open(box, b"")


def test_every_flipped_byte_is_found(private: PrivateKey) -> None:
    box = seal(private.public(), b"", KEY)
    for place in range(0, len(box), 3):
        changed = bytearray(box)
        changed[place] ^= 1 << place % 8
        with pytest.raises(BrokenSealError):
            private.open(bytes(changed), b"")


@pytest.mark.parametrize("length", [0, 1, 31, 1087, 1120, 1151, 1167])
def test_every_cut_is_found(private: PrivateKey, length: int) -> None:
    box = seal(private.public(), b"", KEY)
    with pytest.raises(BrokenSealError):
        private.open(box[:length], b"")


@pytest.mark.parametrize("raw", [b"", bytes(1216), b"\xff" * 1216, os.urandom(1215)])
def test_a_public_key_that_is_none_is_a_sentence(raw: bytes) -> None:
    with pytest.raises(VaultProblem, match="Kunci umum"):
        seal(PublicKey(raw), b"", KEY)


def test_private_bytes_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="96 bytes"):
        PrivateKey(bytearray(95))


def test_a_wiped_key_opens_nothing() -> None:
    private = PrivateKey.generate()
    box = seal(private.public(), b"", KEY)
    private.wipe()
    assert not any(private.raw)
    with pytest.raises(RuntimeError):
        private.open(box, b"")


def test_the_secret_is_not_in_the_repr(private: PrivateKey) -> None:
    assert repr(private) == "PrivateKey()"


def test_fingerprints_differ() -> None:
    prints = {PrivateKey.generate().public().fingerprint for _ in range(3)}
    assert len(prints) == 3
    assert all(len(value) == 32 for value in prints)
