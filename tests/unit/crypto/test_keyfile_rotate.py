import pytest

from ruko_desk.crypto.keyfile_notes import ensure_note_key
from ruko_desk.crypto.keyfile_open import open_by_passphrase, open_by_recovery
from ruko_desk.crypto.keyfile_rotate import (
    add_recovery,
    drop_newest,
    drop_older,
    remove_recovery,
    rotate,
)
from ruko_desk.crypto.keyfile_staff import Access, add_user, deactivate
from ruko_desk.crypto.keyring import DB, SHELTER, note_of
from ruko_desk.crypto.recovery import RecoveryCode
from ruko_desk.errors import NotAllowedError, NotFoundError, UserError, WrongPasswordError
from tests.unit.crypto.house import PEOPLE, House, passphrase, uid


def test_during_a_rotation_everybody_holds_both_keys_newest_first(house: House) -> None:
    file, ring = rotate(house.file, house.ring("pengelola"), DB)
    assert ring.generations(DB) == (2, 1)
    for name in PEOPLE:
        other = open_by_passphrase(file, name, passphrase(name))
        assert other.generations(DB) == (2, 1)
        assert other.db_key() == ring.db_key() != other.db_key(1)
        assert other.db_key(1) == house.ring(name).db_key()
    assert open_by_recovery(file, house.code.private_key()).db_key() == ring.db_key()


def test_a_finished_rotation_leaves_the_new_key_only(house: House) -> None:
    file, ring = rotate(house.file, house.ring("pengelola"), DB)
    file, ring = drop_older(file, ring, DB)
    assert ring.generations(DB) == (2,)
    for name in PEOPLE:
        assert open_by_passphrase(file, name, passphrase(name)).generations(DB) == (2,)
    assert drop_older(file, ring, DB) == (file, ring)


def test_a_rotation_taken_back_leaves_the_old_key(house: House) -> None:
    old = house.ring("pengelola")
    file, ring = rotate(house.file, old, DB)
    file, ring = drop_newest(file, ring, DB)
    assert ring.db_key() == old.db_key()
    assert open_by_passphrase(file, "petugas", passphrase("petugas")).db_key() == old.db_key()
    assert drop_newest(file, ring, DB) == (file, ring)


def test_somebody_else_may_finish_after_a_crash(house: House) -> None:
    file, _ = rotate(house.file, house.ring("pengelola"), DB)
    ring = open_by_passphrase(file, "petugas", passphrase("petugas"))
    file, _ = drop_older(file, ring, DB)
    assert file.generations(DB) == (2,)


def test_one_rotation_at_a_time(house: House) -> None:
    file, ring = rotate(house.file, house.ring("pengelola"), DB)
    with pytest.raises(UserError, match="belum selesai"):
        rotate(file, ring, DB)


def test_people_added_during_a_rotation_hold_both_keys(house: House) -> None:
    file, ring = rotate(house.file, house.ring("pengelola"), DB)
    file = add_user(file, ring, Access(user_uid="baru", name="baru", passphrase="x"))
    assert open_by_passphrase(file, "baru", "x").generations(DB) == (2, 1)
    file, _ = ensure_note_key(file, open_by_passphrase(file, "baru", "x"))
    assert file.generations(note_of("baru")) == (1,)


def test_the_shelter_key_goes_to_its_holders_only(house: House) -> None:
    file = deactivate(house.file, house.ring("pengelola"), uid("penjaga"))
    file, ring = rotate(file, house.ring("pengelola"), SHELTER)
    assert ring.generations(SHELTER) == (2, 1)
    for name in PEOPLE:
        if name == "penjaga":
            continue
        other = open_by_passphrase(file, name, passphrase(name))
        assert other.generations(SHELTER) == ((2, 1) if PEOPLE[name] else ())
    file, ring = drop_older(file, ring, SHELTER)
    assert ring.shelter_key(2)


def test_who_does_not_hold_a_key_does_not_renew_or_drop_it(house: House) -> None:
    petugas = house.ring("petugas")
    with pytest.raises(NotAllowedError):
        rotate(house.file, petugas, SHELTER)
    file, _ = rotate(house.file, house.ring("pengelola"), SHELTER)
    with pytest.raises(NotAllowedError):
        drop_older(file, petugas, SHELTER)


def test_a_note_key_is_renewed_by_its_owner(house: House) -> None:
    with pytest.raises(ValueError, match="renewed by its owner"):
        rotate(house.file, house.recovery_ring(), note_of(uid("psikolog")))


def test_with_the_old_sheet_a_new_one_opens_everything(house: House) -> None:
    code = RecoveryCode.generate()
    old = house.recovery_ring()
    file = add_recovery(house.file, old, code.private_key().public())
    file = remove_recovery(file, old, file.recoveries[0].holder_id)
    assert open_by_recovery(file, code.private_key()).keys == old.keys
    with pytest.raises(WrongPasswordError):
        open_by_recovery(file, house.code.private_key())


def test_a_manager_gives_a_new_sheet_the_shared_keys(house: House) -> None:
    code = RecoveryCode.generate()
    file = add_recovery(house.file, house.ring("pengelola"), code.private_key().public())
    assert set(open_by_recovery(file, code.private_key()).keys) == {DB, SHELTER}
    assert open_by_recovery(file, house.code.private_key()).holds(note_of(uid("hukum")))
    with pytest.raises(UserError, match="sudah dipakai"):
        add_recovery(file, house.ring("pengelola"), code.private_key().public())


def test_a_sheet_is_never_made_without_the_shelter_key(house: House) -> None:
    with pytest.raises(NotAllowedError):
        add_recovery(
            house.file, house.ring("petugas"), RecoveryCode.generate().private_key().public()
        )


def test_the_last_sheet_stays(house: House) -> None:
    ring = house.ring("pengelola")
    with pytest.raises(UserError, match="terakhir"):
        remove_recovery(house.file, ring, house.file.recoveries[0].holder_id)
    with pytest.raises(NotFoundError):
        remove_recovery(house.file, ring, "0" * 32)
