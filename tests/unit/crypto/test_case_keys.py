import pytest

from ruko_desk.crypto.case_keys import (
    BACKUP,
    HANDOVER,
    SEALED_CASE,
    hand_key,
    new_key,
    take_key,
    unwrap_case_key,
    wrap_case_key,
)
from ruko_desk.crypto.keyfile_notes import name_second_person
from ruko_desk.crypto.keyfile_open import open_by_passphrase
from ruko_desk.crypto.keyfile_staff import reset_user
from ruko_desk.crypto.keypair import seal
from ruko_desk.crypto.keyring import note_of
from ruko_desk.crypto.problems import BrokenSealError
from ruko_desk.crypto.sealed import Place, generation_of, open_bytes, seal_bytes
from ruko_desk.errors import NotAllowedError
from tests.unit.crypto.house import House, passphrase, uid

ME = uid("psikolog")


def test_the_owner_and_the_sheet_open_a_case_note_key_and_nobody_else(house: House) -> None:
    key = new_key()
    wrapped = wrap_case_key(house.ring("psikolog"), ME, "kasus-1", key)
    assert unwrap_case_key(house.ring("psikolog"), ME, "kasus-1", wrapped) == key
    assert unwrap_case_key(house.recovery_ring(), ME, "kasus-1", wrapped) == key
    for name in ("pengelola", "petugas", "psikolog2", "hukum", "penjaga"):
        with pytest.raises(NotAllowedError):
            unwrap_case_key(house.ring(name), ME, "kasus-1", wrapped)
        with pytest.raises(NotAllowedError):
            wrap_case_key(house.ring(name), ME, "kasus-1", key)


def test_with_all_keys_of_all_colleagues_a_note_stays_closed(house: House) -> None:
    owner = house.ring("psikolog")
    place = Place(table="session_note", row_uid="r", field="body")
    case_key = new_key()
    note = seal_bytes(case_key, 1, place, b"isi")
    wrapped = wrap_case_key(owner, ME, "kasus-1", case_key)
    for name in ("pengelola", "pengelola2", "petugas", "psikolog2", "hukum", "penjaga"):
        for held in house.ring(name).keys.values():
            for key in held.values():
                with pytest.raises(BrokenSealError):
                    open_bytes(key, place, note)
                with pytest.raises(BrokenSealError):
                    unwrap_case_key(owner.with_key(note_of(ME), 1, key), ME, "kasus-1", wrapped)


def test_a_case_note_key_belongs_to_one_case_and_one_owner(house: House) -> None:
    ring = house.ring("psikolog")
    wrapped = wrap_case_key(ring, ME, "kasus-1", new_key())
    with pytest.raises(BrokenSealError):
        unwrap_case_key(ring, ME, "kasus-2", wrapped)
    with pytest.raises(BrokenSealError):
        unwrap_case_key(house.ring("psikolog2"), uid("psikolog2"), "kasus-1", wrapped)


def test_after_the_second_person_changed_keys_are_wrapped_anew(house: House) -> None:
    file, ring = name_second_person(house.file, house.ring("psikolog"), uid("psikolog2"))
    key = new_key()
    old = wrap_case_key(ring, ME, "kasus-1", key)
    file, ring = name_second_person(file, ring, uid("hukum"))
    new = wrap_case_key(ring, ME, "kasus-1", unwrap_case_key(ring, ME, "kasus-1", old))
    assert (generation_of(old), generation_of(new)) == (1, 2)
    former = open_by_passphrase(file, "psikolog2", passphrase("psikolog2"))
    with pytest.raises(NotAllowedError):
        unwrap_case_key(former, ME, "kasus-1", new)
    second = open_by_passphrase(file, "hukum", passphrase("hukum"))
    assert unwrap_case_key(second, ME, "kasus-1", new) == key


def test_a_key_handed_over_opens_for_one_person_purpose_and_subject(house: House) -> None:
    key = new_key()
    to = house.file.slot_of(uid("psikolog2"))
    box = hand_key(house.file.vault_id, to, HANDOVER, "kasus-1", key)
    ring = house.ring("psikolog2")
    assert take_key(ring, HANDOVER, "kasus-1", box) == key
    for purpose, subject in ((SEALED_CASE, "kasus-1"), (HANDOVER, "kasus-2")):
        with pytest.raises(BrokenSealError):
            take_key(ring, purpose, subject, box)
    with pytest.raises(BrokenSealError):
        take_key(house.ring("psikolog"), HANDOVER, "kasus-1", box)


def test_a_backup_key_opens_with_a_manager_and_with_the_sheet(house: House) -> None:
    key = new_key()
    vault = house.file.vault_id
    manager, sheet = house.file.slot_of(uid("pengelola")), house.file.recoveries[0]
    boxes = [hand_key(vault, to, BACKUP, "cadangan-1", key) for to in (manager, sheet)]
    assert take_key(house.ring("pengelola"), BACKUP, "cadangan-1", boxes[0]) == key
    assert take_key(house.recovery_ring(), BACKUP, "cadangan-1", boxes[1]) == key
    with pytest.raises(BrokenSealError):
        take_key(house.ring("petugas"), BACKUP, "cadangan-1", boxes[0])


def test_after_a_reset_what_was_handed_before_is_gone(house: House) -> None:
    to = house.file.slot_of(uid("psikolog2"))
    box = hand_key(house.file.vault_id, to, HANDOVER, "kasus-1", new_key())
    file = reset_user(house.file, house.ring("pengelola"), uid("psikolog2"), "kode")
    with pytest.raises(BrokenSealError):
        take_key(open_by_passphrase(file, "psikolog2", "kode"), HANDOVER, "kasus-1", box)


def test_what_is_no_key_is_not_taken_for_one(house: House) -> None:
    ring = house.ring("psikolog")
    short = hand_key(house.file.vault_id, house.file.slot_of(ME), HANDOVER, "k", b"pendek")
    with pytest.raises(BrokenSealError):
        take_key(ring, HANDOVER, "k", short)
    with pytest.raises(BrokenSealError):
        take_key(ring, HANDOVER, "k", seal(ring.private.public(), b"", bytes(32)))
    with pytest.raises(BrokenSealError):
        unwrap_case_key(ring, ME, "k", wrap_case_key(ring, ME, "k", b"pendek"))
