from collections.abc import Callable

import pytest

from ruko_desk.crypto import keyfile_open
from ruko_desk.crypto.kdf import KdfParams, derive
from ruko_desk.crypto.keyfile import KeyFile
from ruko_desk.crypto.keyfile_codec import decode, encode
from ruko_desk.crypto.keyfile_open import open_by_passphrase, open_by_recovery
from ruko_desk.crypto.keyfile_staff import (
    Access,
    add_user,
    change_passphrase,
    create,
    deactivate,
    rename_user,
    reset_user,
    set_shelter_access,
)
from ruko_desk.crypto.keyring import DB, SHELTER, KeyRing, note_of
from ruko_desk.crypto.recovery import RecoveryCode
from ruko_desk.errors import NotAllowedError, NotFoundError, UserError, WrongPasswordError
from tests.unit.crypto.house import CHEAP, PEOPLE, PROFESSIONALS, House, passphrase, uid

FULL_WIDTH = "".join(chr(ord(letter) + 0xFEE0) for letter in "psikolog")
"""As a keyboard for Chinese or Japanese types it."""


def open_as(file: KeyFile, name: str, words: str | None = None) -> KeyRing:
    """Open after a trip through the bytes on disk, which also checks the form."""
    again = decode(encode(file), CHEAP)
    return open_by_passphrase(again, name, passphrase(name) if words is None else words)


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_holds_just_the_keys_of_her_work(house: House, name: str) -> None:
    ring = open_as(house.file, name)
    expected = {DB}
    if PEOPLE[name]:
        expected.add(SHELTER)
    if name in PROFESSIONALS:
        expected.add(note_of(uid(name)))
    assert set(ring.keys) == expected
    assert ring.user_uid == uid(name)
    assert ring.db_key() == house.ring("pengelola").db_key()


def test_the_recovery_sheet_opens_everything(house: House) -> None:
    ring = house.recovery_ring()
    assert set(ring.keys) == {DB, SHELTER, *(note_of(uid(name)) for name in PROFESSIONALS)}
    assert ring.user_uid is None
    for name in PROFESSIONALS:
        assert ring.note_key(uid(name)) == house.ring(name).note_key(uid(name))


def test_the_sheet_of_another_vault_opens_nothing(house: House) -> None:
    with pytest.raises(WrongPasswordError, match="bukan untuk brankas ini"):
        open_by_recovery(house.file, RecoveryCode.generate().private_key())


@pytest.mark.parametrize("typed", ["PSIKOLOG", " psikolog ", "Psikolog", FULL_WIDTH])
def test_the_name_may_be_typed_carelessly(house: House, typed: str) -> None:
    assert open_as(house.file, typed, passphrase("psikolog")).user_uid == uid("psikolog")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("psikolog", ""),
        ("psikolog", passphrase("psikolog") + " "),
        ("psikolog", passphrase("psikolog").upper()),
        ("psikolog", passphrase("psikolog2")),
        ("psikolog", "🔑" * 129),
        ("tak ada", passphrase("psikolog")),
        ("", ""),
        ("\ud800", "\ud800"),
    ],
)
def test_a_wrong_pair_gives_one_and_the_same_answer(house: House, name: str, words: str) -> None:
    with pytest.raises(WrongPasswordError) as error:
        open_as(house.file, name, words)
    assert error.value.message.startswith("Nama atau kata sandi tidak cocok.")
    assert error.value.code == "kata_sandi"


def test_the_passphrase_may_be_typed_in_another_unicode_form(house: House) -> None:
    access = Access(user_uid="uid-x", name="Andr\u00e9", passphrase="caf\u00e9 di ujung jalan")
    file = add_user(house.file, house.ring("pengelola"), access)
    assert open_as(file, "ANDRE\u0301", "cafe\u0301 di ujung jalan").user_uid == "uid-x"


def test_an_unknown_name_costs_as_much_work_as_a_known_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    work: list[KdfParams] = []

    def counting(words: str, params: KdfParams) -> bytearray:
        work.append(params)
        return derive(words, params)

    monkeypatch.setattr(keyfile_open, "derive", counting)
    for name in ("psikolog", "tak ada", "tak ada"):
        with pytest.raises(WrongPasswordError):
            open_by_passphrase(house.file, name, "salah")
    known, unknown, again = work
    assert known.cost == unknown.cost
    assert unknown == again


def test_no_name_stands_in_the_file(house: House) -> None:
    data = encode(house.file).replace(b'"user":"uid-', b"")
    for name in ("pengelola2", "psikolog2", "petugas", "hukum"):
        text = data.replace(uid(name).encode(), b"")
        assert b'"' + name.encode() + b'"' not in text


def test_one_person_in_two_vaults_leaves_different_hashes(house: House) -> None:
    slots = [slot.name for slot in house.file.slots]
    assert len({name.salt for name in slots}) == len(slots)
    renamed = rename_user(house.file, house.ring("pengelola"), uid("hukum"), "hukum")
    assert renamed.slot_of(uid("hukum")).name != house.file.slot_of(uid("hukum")).name


def test_a_new_vault_needs_a_name(house: House) -> None:
    public = house.code.private_key().public()
    with pytest.raises(UserError, match="belum diisi"):
        create(Access(user_uid="u", name="  ", passphrase="x", shelter=True), public, CHEAP.floor)


def test_two_vaults_share_no_key() -> None:
    public = RecoveryCode.generate().private_key().public()
    first = Access(user_uid="u", name="a", passphrase="x", shelter=True)
    one, ring_one = create(first, public, CHEAP.floor)
    two, ring_two = create(first, public, CHEAP.floor)
    assert one.vault_id != two.vault_id
    assert ring_one.db_key() != ring_two.db_key()


@pytest.mark.parametrize(
    ("access", "code"),
    [
        (Access(user_uid="baru", name="Hukum", passphrase="x"), "nama_dipakai"),
        (Access(user_uid="baru", name="", passphrase="x"), "nama_kosong"),
        (Access(user_uid=uid("hukum"), name="lain", passphrase="x"), "akses_sudah_ada"),
    ],
)
def test_a_person_is_added_once_with_a_name_of_her_own(
    house: House, access: Access, code: str
) -> None:
    with pytest.raises(UserError) as error:
        add_user(house.file, house.ring("pengelola"), access)
    assert error.value.code == code


def test_a_one_time_code_must_be_changed(house: House) -> None:
    access = Access(user_uid="baru", name="baru", passphrase="enam kata", must_change=True)
    file = add_user(house.file, house.ring("pengelola"), access)
    ring = open_as(file, "baru", "enam kata")
    assert ring.must_change
    file = change_passphrase(file, ring, "enam kata", "kalimat baru yang panjang")
    assert not open_as(file, "baru", "kalimat baru yang panjang").must_change
    with pytest.raises(WrongPasswordError):
        open_as(file, "baru", "enam kata")


def test_without_the_shelter_key_nobody_hands_it_on(house: House) -> None:
    access = Access(user_uid="baru", name="baru", passphrase="x", shelter=True)
    with pytest.raises(NotAllowedError):
        add_user(house.file, house.ring("petugas"), access)


def test_renaming_changes_the_name_only(house: House) -> None:
    file = rename_user(house.file, house.ring("pengelola"), uid("hukum"), "Bu Rina")
    assert open_as(file, "bu  rina", passphrase("hukum")).user_uid == uid("hukum")
    with pytest.raises(WrongPasswordError):
        open_as(file, "hukum")
    with pytest.raises(UserError, match="sudah dipakai"):
        rename_user(file, house.ring("pengelola"), uid("petugas"), "BU RINA")


def test_a_new_passphrase_touches_nothing_but_the_own_slot(house: House) -> None:
    ring = house.ring("psikolog")
    file = change_passphrase(house.file, ring, passphrase("psikolog"), "kalimat baru")
    before, after = (f.slot_of(uid("psikolog")) for f in (house.file, file))
    assert (before.public, before.wraps, before.vouch) == (after.public, after.wraps, after.vouch)
    assert before.kdf.salt != after.kdf.salt
    assert open_as(file, "psikolog", "kalimat baru").keys == ring.keys
    with pytest.raises(WrongPasswordError):
        open_as(file, "psikolog")
    others = [slot for slot in house.file.slots if slot != before]
    assert [slot for slot in file.slots if slot != after] == others


def test_a_new_passphrase_needs_the_old_one(house: House) -> None:
    with pytest.raises(WrongPasswordError):
        change_passphrase(house.file, house.ring("psikolog"), "salah", "kalimat baru")


def test_the_recovery_sheet_has_no_passphrase_of_its_own(house: House) -> None:
    with pytest.raises(UserError, match="masuk dengan nama sendiri"):
        change_passphrase(house.file, house.recovery_ring(), "", "kalimat baru")


def test_a_reset_gives_a_new_key_pair_and_no_notes(house: House) -> None:
    file = reset_user(house.file, house.ring("pengelola"), uid("psikolog"), "kode sekali pakai")
    ring = open_as(file, "psikolog", "kode sekali pakai")
    assert ring.must_change
    assert set(ring.keys) == {DB}
    old, new = (f.slot_of(uid("psikolog")) for f in (house.file, file))
    assert old.public != new.public
    assert old.slot_id != new.slot_id
    with pytest.raises(WrongPasswordError):
        open_as(file, "psikolog")


def test_a_reset_keeps_the_shelter_key_and_needs_somebody_who_holds_it(house: House) -> None:
    file = reset_user(house.file, house.ring("pengelola"), uid("penjaga"), "kode")
    assert open_as(file, "penjaga", "kode").holds(SHELTER)
    with pytest.raises(NotAllowedError):
        reset_user(house.file, house.ring("petugas"), uid("penjaga"), "kode")


def test_a_reset_from_the_recovery_sheet_brings_the_notes_back(house: House) -> None:
    ring = house.recovery_ring()
    file = reset_user(house.file, ring, uid("psikolog"), "kode", must_change=False)
    again = open_as(file, "psikolog", "kode")
    assert not again.must_change
    assert again.note_key(uid("psikolog")) == ring.note_key(uid("psikolog"))
    assert not again.holds(note_of(uid("hukum")))


def test_who_left_opens_nothing(house: House) -> None:
    file = deactivate(house.file, house.ring("pengelola"), uid("petugas"))
    with pytest.raises(WrongPasswordError):
        open_as(file, "petugas")
    assert uid("petugas").encode() not in encode(file)
    open_as(file, "psikolog")


def test_the_last_one_cannot_leave() -> None:
    code = RecoveryCode.generate()
    first = Access(user_uid="u", name="a", passphrase="x", shelter=True)
    file, ring = create(first, code.private_key().public(), CHEAP.floor)
    with pytest.raises(UserError) as error:
        deactivate(file, ring, "u")
    assert error.value.code == "petugas_terakhir"


def test_the_shelter_key_comes_and_goes_with_the_role(house: House) -> None:
    manager = house.ring("pengelola")
    file = set_shelter_access(house.file, manager, uid("petugas"), allowed=True)
    assert open_as(file, "petugas").shelter_key() == manager.shelter_key()
    file = set_shelter_access(file, manager, uid("petugas"), allowed=False)
    assert not open_as(file, "petugas").holds(SHELTER)
    assert file.slot_of(uid("petugas")) == house.file.slot_of(uid("petugas"))


@pytest.mark.parametrize(
    "operation",
    [
        lambda file, ring: deactivate(file, ring, "tak ada"),
        lambda file, ring: reset_user(file, ring, "tak ada", "kode"),
        lambda file, ring: rename_user(file, ring, "tak ada", "nama"),
        lambda file, ring: set_shelter_access(file, ring, "tak ada", allowed=True),
    ],
)
def test_somebody_without_access_is_a_sentence(
    house: House, operation: Callable[[KeyFile, KeyRing], KeyFile]
) -> None:
    with pytest.raises(NotFoundError, match="tidak punya akses"):
        operation(house.file, house.ring("pengelola"))


def test_each_change_is_one_revision_further(house: House) -> None:
    ring = house.ring("pengelola")
    file = set_shelter_access(house.file, ring, uid("petugas"), allowed=True)
    assert file.revision == house.file.revision + 1
    assert file.mac != house.file.mac
