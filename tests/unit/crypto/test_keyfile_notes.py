from dataclasses import replace

import pytest

from ruko_desk.crypto.keyfile import KeyFile, RecoverySlot, make_wraps
from ruko_desk.crypto.keyfile_notes import (
    ensure_note_key,
    name_second_person,
    pending_recoveries,
    restore_note_key,
    second_person,
    trust_recovery,
)
from ruko_desk.crypto.keyfile_open import commit, open_by_passphrase, open_by_recovery
from ruko_desk.crypto.keyfile_rotate import add_recovery, drop_older
from ruko_desk.crypto.keyfile_staff import Access, add_user, deactivate, reset_user, with_slot
from ruko_desk.crypto.keyring import KeyRing, note_of
from ruko_desk.crypto.recovery import RecoveryCode
from ruko_desk.errors import NotAllowedError, NotFoundError, UserError
from tests.unit.crypto.house import House, passphrase, uid

ME = uid("psikolog")
OWN = note_of(ME)


def open_as(file: KeyFile, name: str, words: str | None = None) -> KeyRing:
    return open_by_passphrase(file, name, words or passphrase(name))


def generations_at(file: KeyFile, name: str) -> set[int]:
    """Return which generations of the psychologist's note key somebody has wraps of."""
    return {wrap.generation for wrap in file.slot_of(uid(name)).wraps if wrap.name == OWN}


def test_the_first_login_makes_a_key_for_herself_and_the_sheet_only(house: House) -> None:
    access = Access(user_uid="baru", name="baru", passphrase="x")
    file = add_user(house.file, house.ring("pengelola"), access)
    assert not file.generations(note_of("baru"))
    file, ring = ensure_note_key(file, open_as(file, "baru", "x"))
    holders = [h for h in file.holders() if any(w.name == note_of("baru") for w in h.wraps)]
    assert holders == [file.slot_of("baru"), file.recoveries[0]]
    assert open_as(file, "baru", "x").note_key("baru") == ring.note_key("baru")
    sheet = open_by_recovery(file, house.code.private_key())
    assert sheet.note_key("baru") == ring.note_key("baru")


def test_a_second_login_changes_nothing(house: House) -> None:
    ring = house.ring("psikolog")
    file, same = ensure_note_key(house.file, ring)
    assert file is house.file
    assert same is ring


def test_the_sheet_alone_makes_no_note_key(house: House) -> None:
    with pytest.raises(UserError, match="masuk dengan nama sendiri"):
        ensure_note_key(house.file, house.recovery_ring())


def test_the_second_person_opens_old_and_new_notes(house: House) -> None:
    file, ring = name_second_person(house.file, house.ring("psikolog"), uid("psikolog2"))
    assert second_person(file, ring) == uid("psikolog2")
    assert ring.generations(OWN) == (1,)
    other = open_as(file, "psikolog2")
    assert other.note_key(ME) == ring.note_key(ME)
    assert second_person(file, other) is None


def test_another_second_person_gets_all_and_the_former_nothing_new(house: House) -> None:
    file, ring = name_second_person(house.file, house.ring("psikolog"), uid("psikolog2"))
    file, ring = name_second_person(file, ring, uid("hukum"))
    assert ring.generations(OWN) == (2, 1)
    assert generations_at(file, "psikolog2") == set()
    assert generations_at(file, "hukum") == generations_at(file, "psikolog") == {1, 2}
    assert second_person(file, ring) == uid("hukum")
    file, ring = drop_older(file, ring, OWN)
    assert generations_at(file, "hukum") == generations_at(file, "psikolog") == {2}
    assert open_by_recovery(file, house.code.private_key()).generations(OWN) == (2,)


def test_naming_nobody_takes_the_key_back(house: House) -> None:
    file, ring = name_second_person(house.file, house.ring("psikolog"), uid("psikolog2"))
    file, ring = name_second_person(file, ring, None)
    assert second_person(file, ring) is None
    assert generations_at(file, "psikolog2") == set()
    assert ring.generations(OWN) == (2, 1)
    same, ring = name_second_person(file, ring, None)
    assert ring.generations(OWN) == (2, 1)
    assert same.revision == file.revision + 1


def test_when_the_second_person_left_a_new_key_is_made_for_the_next(house: House) -> None:
    file, _ = name_second_person(house.file, house.ring("psikolog"), uid("psikolog2"))
    file = deactivate(file, house.ring("pengelola"), uid("psikolog2"))
    ring = open_as(file, "psikolog")
    assert second_person(file, ring) is None
    file, ring = name_second_person(file, ring, uid("hukum"))
    assert ring.generations(OWN) == (2, 1)


def test_a_second_person_who_was_reset_has_to_be_named_again(house: House) -> None:
    file, _ = name_second_person(house.file, house.ring("psikolog"), uid("psikolog2"))
    file = reset_user(file, house.ring("pengelola"), uid("psikolog2"), "kode")
    ring = open_as(file, "psikolog")
    assert second_person(file, ring) is None
    file, ring = ensure_note_key(file, ring)
    assert generations_at(file, "psikolog2") == set()
    file, ring = name_second_person(file, ring, uid("psikolog2"))
    assert open_as(file, "psikolog2", "kode").note_key(ME) == ring.note_key(ME)


@pytest.mark.parametrize(("second", "error"), [(ME, UserError), ("tak ada", NotFoundError)])
def test_the_second_person_is_another_one_with_access(
    house: House, second: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        name_second_person(house.file, house.ring("psikolog"), second)


def test_without_a_note_key_there_is_nothing_to_share(house: House) -> None:
    with pytest.raises(NotAllowedError):
        name_second_person(house.file, house.ring("petugas"), ME)
    assert pending_recoveries(house.file, house.ring("petugas")) == ()


def test_after_a_reset_notes_come_back_from_the_second_person(house: House) -> None:
    file, before = name_second_person(house.file, house.ring("psikolog"), uid("psikolog2"))
    file = reset_user(file, house.ring("pengelola"), ME, "kode")
    file, ring = ensure_note_key(file, open_as(file, "psikolog", "kode"))
    assert ring.generations(OWN) == (2,)
    assert ring.note_key(ME) != before.note_key(ME)
    file = restore_note_key(file, open_as(file, "psikolog2"), ME)
    ring = open_as(file, "psikolog", "kode")
    assert ring.generations(OWN) == (2, 1)
    assert ring.note_key(ME, 1) == before.note_key(ME)


def test_after_a_reset_notes_come_back_from_the_sheet(house: House) -> None:
    before = house.ring("psikolog").note_key(ME)
    file = reset_user(house.file, house.ring("pengelola"), ME, "kode")
    file = restore_note_key(file, open_by_recovery(file, house.code.private_key()), ME)
    ring = open_as(file, "psikolog", "kode")
    assert ring.note_key(ME) == before
    assert pending_recoveries(file, ring) == (file.recoveries[0].holder_id,)
    assert ensure_note_key(file, ring)[0] is file


@pytest.mark.parametrize("name", ["pengelola", "petugas", "hukum"])
def test_nobody_gives_back_what_she_does_not_hold(house: House, name: str) -> None:
    with pytest.raises(NotAllowedError):
        restore_note_key(house.file, house.ring(name), ME)


def test_a_new_sheet_gets_notes_only_after_the_owner_compared_it(house: House) -> None:
    code = RecoveryCode.generate()
    file = add_recovery(house.file, house.ring("pengelola"), code.private_key().public())
    new = file.recoveries[1]
    assert not open_by_recovery(file, code.private_key()).holds(OWN)
    ring = open_as(file, "psikolog")
    assert ensure_note_key(file, ring)[0] is file
    assert pending_recoveries(file, ring) == (new.holder_id,)
    file = trust_recovery(file, ring, new.holder_id)
    assert pending_recoveries(file, ring) == ()
    assert open_by_recovery(file, code.private_key()).note_key(ME) == ring.note_key(ME)
    with pytest.raises(NotFoundError):
        trust_recovery(file, ring, "0" * 32)


def test_trusting_a_sheet_keeps_the_second_person(house: House) -> None:
    file, ring = name_second_person(house.file, house.ring("psikolog"), uid("hukum"))
    code = RecoveryCode.generate()
    file = add_recovery(file, house.ring("pengelola"), code.private_key().public())
    file = trust_recovery(file, ring, file.recoveries[1].holder_id)
    assert second_person(file, ring) == uid("hukum")


# --- a colleague who can write the key file and knows the database key ----------------------------


def test_a_second_person_who_named_herself_gets_nothing(house: House) -> None:
    thief = house.ring("petugas")
    slot = house.file.slot_of(uid("petugas"))
    fake = make_wraps(
        house.file.vault_id, slot.slot_id, slot.public, [(OWN, 1, bytearray(b"f" * 32))]
    )
    file = with_slot(house.file, replace(slot, wraps=(*slot.wraps, *fake)))
    owner = file.slot_of(ME)
    assert owner.vouch is not None
    vouch = replace(owner.vouch, second_uid=uid("petugas"), second_key=slot.public.fingerprint)
    file = commit(with_slot(file, replace(owner, vouch=vouch)), thief)
    ring = open_as(file, "psikolog")
    assert second_person(file, ring) is None
    assert ensure_note_key(file, ring)[0] is file
    file, ring = name_second_person(file, ring, uid("hukum"))
    assert generations_at(file, "petugas") == set()
    assert ring.generations(OWN) == (2, 1)


def test_a_sheet_slipped_in_gets_nothing_even_with_the_confirmation_torn_off(house: House) -> None:
    thief = house.ring("petugas")
    mine = RecoveryCode.generate().private_key()
    public = mine.public()
    wraps = make_wraps(house.file.vault_id, public.fingerprint, public, thief.entries(thief.keys))
    owner = house.file.slot_of(ME)
    file = with_slot(house.file, replace(owner, vouch=None))
    slipped = RecoverySlot(public=public, wraps=wraps)
    file = commit(replace(file, recoveries=(*file.recoveries, slipped)), thief)
    file, ring = ensure_note_key(file, open_as(file, "psikolog"))
    assert not open_by_recovery(file, mine).holds(OWN)
    assert public.fingerprint in pending_recoveries(file, ring)
    file, ring = name_second_person(file, ring, uid("hukum"))
    assert not open_by_recovery(file, mine).holds(OWN)
