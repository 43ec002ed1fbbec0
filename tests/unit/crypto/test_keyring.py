import pytest

from ruko_desk.crypto.keyring import DB, SHELTER, note_of
from ruko_desk.errors import NotAllowedError
from tests.unit.crypto.house import House, uid


def test_the_newest_generation_counts(house: House) -> None:
    ring = house.ring("petugas").with_key(DB, 7, bytearray(b"n" * 32))
    assert ring.db_generation == 7
    assert ring.db_key() == b"n" * 32
    assert ring.db_key(1) == house.ring("petugas").db_key()
    assert ring.generations(DB) == (7, 1)
    assert ring.without_key(DB, 7).db_generation == 1


def test_a_key_that_she_does_not_hold_is_a_sentence(house: House) -> None:
    ring = house.ring("petugas")
    for call in (
        ring.shelter_key,
        lambda: ring.note_key(uid("psikolog")),
        lambda: ring.db_key(9),
        lambda: ring.entries({DB, SHELTER}),
    ):
        with pytest.raises(NotAllowedError, match="tidak memegang kunci"):
            call()


def test_subkeys_differ_by_purpose_and_generation(house: House) -> None:
    ring = house.ring("petugas")
    newer = ring.with_key(DB, 2, bytearray(b"n" * 32))
    keys = {
        bytes(ring.db_key()),
        ring.audit_key(),
        ring.anchor_keys()[1],
        ring.keyfile_key(),
        newer.audit_key(),
        newer.anchor_keys()[2],
    }
    assert len(keys) == 6
    assert newer.audit_key(1) == ring.audit_key()
    assert set(newer.anchor_keys()) == {1, 2}


def test_shared_keys_are_the_same_for_all_and_own_keys_are_not(house: House) -> None:
    first, second = house.ring("psikolog"), house.ring("petugas")
    assert first.db_key() == second.db_key()
    assert first.audit_key() == second.audit_key()
    assert first.draft_key() != second.draft_key()
    assert first.pin_key() != second.pin_key()
    assert len({first.draft_key(), first.pin_key(), first.vouch_key()}) == 3
    assert first.draft_key() == house.ring("psikolog").draft_key()


def test_entries_list_every_generation_of_a_key(house: House) -> None:
    ring = house.ring("psikolog").with_key(DB, 2, bytearray(b"n" * 32))
    own = note_of(uid("psikolog"))
    names = [(name, generation) for name, generation, _ in ring.entries({own, DB})]
    assert names == [(DB, 2), (DB, 1), (own, 1)]


def test_a_wiped_ring_is_empty_and_says_so(house: House) -> None:
    ring = house.ring("psikolog")
    later = ring.with_key(DB, 2, bytearray(b"n" * 32))
    key = ring.db_key()
    ring.wipe()
    assert not any(key)
    for call in (ring.db_key, ring.draft_key, ring.audit_key, lambda: later.db_key(1)):
        with pytest.raises(RuntimeError):
            call()


def test_no_key_is_in_the_repr(house: House) -> None:
    ring = house.ring("psikolog")
    shown = repr(ring)
    assert bytes(ring.db_key()).hex() not in shown
    assert "bytearray" not in shown
