import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ruko_desk.crypto.kdf import PRODUCTION, KdfCost
from ruko_desk.crypto.keyfile import KeyFile, NameHash, Slot
from ruko_desk.crypto.keyfile_codec import MAX_BYTES, decode, encode
from ruko_desk.crypto.keyfile_open import open_by_passphrase
from ruko_desk.crypto.recovery import RecoveryCode
from ruko_desk.errors import VaultProblem, WrongPasswordError
from tests.unit.crypto.house import CHEAP, House, passphrase, uid

Json = dict[str, Any]


def refuse(data: bytes) -> str:
    with pytest.raises(VaultProblem) as problem:
        decode(data, CHEAP)
    assert problem.value.message
    return problem.value.code


def forged(data: bytes, change: Callable[[Json], None]) -> bytes:
    """Change the JSON and make the checksum right again, as somebody with an editor would."""
    top = json.loads(data)
    change(top)
    del top["sum"]

    def canonical(value: object) -> bytes:
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()

    return canonical({**top, "sum": hashlib.sha256(canonical(top)).hexdigest()}) + b"\n"


def test_a_key_file_comes_back_from_its_bytes(house: House) -> None:
    data = encode(house.file)
    assert decode(data, CHEAP) == house.file
    assert forged(data, lambda top: None) == data


def test_flipped_bits_are_found(house: House) -> None:
    data = encode(house.file)
    codes = set()
    for place in range(0, len(data), len(data) // 300):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        codes.add(refuse(bytes(changed)))
    assert codes <= {"kunci_rusak", "kunci_bukan_json", "kunci_asing", "kunci_terpotong"}


def test_cuts_are_found_and_named(house: House) -> None:
    data = encode(house.file)
    assert {refuse(data[:n]) for n in range(0, len(data), len(data) // 40)} == {"kunci_terpotong"}
    assert refuse(data[:-1]) == "kunci_rusak"
    assert refuse(b" \n") == "kunci_terpotong"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x00\x01\x02", "kunci_bukan_json"),
        (b"SQLite format 3\x00" + bytes(100), "kunci_bukan_json"),
        (b"[" * 100_000, "kunci_bukan_json"),
        (b"[]", "kunci_asing"),
        (b"{}\n", "kunci_asing"),
        (b'{"format":"lain","schema":1}\n', "kunci_asing"),
        (b'{"format":"ruko-kunci","schema":"1"}\n', "kunci_asing"),
        (b'{"format":"ruko-kunci","schema":1}\n', "kunci_rusak"),
        (b'{"format":"ruko-kunci","schema":2}\n', "kunci_versi_baru"),
        (b'{"format":"ruko-kunci","schema":1,"body":' + b"9" * 5000 + b"}\n", "kunci_bukan_json"),
        (b" " * (MAX_BYTES + 1), "kunci_rusak"),
    ],
)
def test_what_is_no_key_file_is_named(data: bytes, code: str) -> None:
    assert refuse(data) == code


def slot_field(path: str, value: object) -> Callable[[Json], None]:
    def change(top: Json) -> None:
        item: Any = top["body"]["slots"][0]
        *way, last = path.split(".")
        for step in way:
            item = item[int(step)] if isinstance(item, list) else item[step]
        item[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        slot_field("must_change", 1),
        slot_field("user", ""),
        slot_field("user", None),
        slot_field("kdf.memory_kib", True),
        slot_field("kdf.memory_kib", "8192"),
        slot_field("kdf.iterations", 1.5),
        slot_field("kdf.name", "pbkdf2"),
        slot_field("kdf.salt", "00"),
        slot_field("kdf", None),
        slot_field("name.hash", "zz"),
        slot_field("private", "AAAA"),
        slot_field("private", "?"),
        slot_field("public", "AAAA"),
        slot_field("wraps", {}),
        slot_field("wraps", []),
        slot_field("wraps.0.generation", 0),
        slot_field("wraps.0.key", "segala"),
        slot_field("vouch", []),
        lambda top: top["body"].update(slots=[]),
        lambda top: top["body"].update(recoveries=[]),
        lambda top: top["body"]["slots"].append(top["body"]["slots"][0]),
        lambda top: top["body"]["slots"][0].update(extra=1),
        lambda top: top["body"].update(revision=-1),
        lambda top: top.update(body=None),
        lambda top: top.update(mac="xyz"),
        lambda top: top.update(schema=0),
        lambda top: top["body"]["slots"][0]["wraps"].append(top["body"]["slots"][0]["wraps"][0]),
    ],
)
def test_a_wrong_type_size_or_shape_is_damage_not_a_crash(
    house: House, change: Callable[[Json], None]
) -> None:
    assert refuse(forged(encode(house.file), change)) == "kunci_rusak"


def test_only_one_byte_form_is_read(house: House) -> None:
    data = encode(house.file)
    pretty = json.dumps(json.loads(data), indent=1).encode() + b"\n"
    assert refuse(pretty) == "kunci_rusak"
    assert refuse(data + b"\n") == "kunci_rusak"


@pytest.mark.parametrize(
    "cost",
    [
        KdfCost(memory_kib=4 * 1024, iterations=1, lanes=1),
        KdfCost(memory_kib=1 << 40, iterations=1, lanes=1),
    ],
)
def test_a_changed_kdf_cost_is_refused_before_anybody_types(house: House, cost: KdfCost) -> None:
    slot = house.file.slots[0]
    weak = replace(slot, kdf=replace(slot.kdf, cost=cost))
    assert refuse(encode(replace(house.file, slots=(weak, *house.file.slots[1:])))) == "kdf_lemah"


def test_the_production_floor_refuses_the_cheap_file_of_the_tests(house: House) -> None:
    with pytest.raises(VaultProblem, match="di luar batas"):
        decode(encode(house.file), PRODUCTION)


# --- forgeries that keep the form: found when somebody unlocks ------------------------------------


def edited(house: House, name: str, change: Callable[[Slot], Slot]) -> KeyFile:
    slots = tuple(change(slot) if slot.user_uid == uid(name) else slot for slot in house.file.slots)
    return decode(encode(replace(house.file, slots=slots)), CHEAP)


def unlock(file: KeyFile, name: str, typed: str = "") -> str:
    """Return the code of the refusal; `typed` is the name she enters when it is another one."""
    with pytest.raises((VaultProblem, WrongPasswordError)) as problem:
        open_by_passphrase(file, typed or name, passphrase(name))
    return problem.value.code


def test_a_slot_swapped_between_users_opens_nothing(house: House) -> None:
    change: Callable[[Slot], Slot]
    one, two = house.file.slot_of(uid("petugas")), house.file.slot_of(uid("psikolog"))
    swapped = edited(house, "petugas", lambda slot: replace(slot, user_uid="x"))
    assert unlock(swapped, "petugas") == "kata_sandi"
    for change in (
        lambda slot: replace(slot, locked_private=one.locked_private),
        lambda slot: replace(slot, kdf=one.kdf),
        lambda slot: replace(slot, public=one.public),
    ):
        assert unlock(edited(house, "psikolog", change), "psikolog") == "kata_sandi"
    file = edited(house, "petugas", lambda slot: replace(slot, wraps=two.wraps))
    assert unlock(file, "petugas") == "kunci_diubah"
    slots = tuple(reversed(house.file.slots))
    assert unlock(replace(house.file, slots=slots), "petugas") == "kunci_diubah"


def test_swapped_names_lead_nowhere(house: House) -> None:
    two = house.file.slot_of(uid("psikolog"))
    file = edited(house, "petugas", lambda slot: replace(slot, name=two.name))
    assert unlock(file, "petugas") == "kata_sandi"
    assert unlock(file, "hukum") == "kunci_diubah"


@pytest.mark.parametrize(
    "change",
    [
        lambda slot: replace(slot, must_change=True),
        lambda slot: replace(slot, name=NameHash.of("nama lain")),
        lambda slot: replace(slot, wraps=(replace(slot.wraps[0], generation=2),)),
        lambda slot: replace(slot, vouch=replace(slot.vouch, second_uid=uid("petugas"))),
        lambda slot: replace(slot, vouch=None),
    ],
)
def test_any_other_edit_is_found_by_the_mac(house: House, change: Callable[[Slot], Slot]) -> None:
    name = "psikolog"
    edit = change(house.file.slot_of(uid(name)))
    file = edited(house, name, lambda slot: edit)
    typed = name if edit.name.matches(name) else "nama lain"
    assert unlock(file, name, typed) == "kunci_diubah"


def test_a_recovery_key_slipped_in_is_found(house: House) -> None:
    recovery = house.file.recoveries[0]
    mine = replace(recovery, public=RecoveryCode.generate().private_key().public())
    file = replace(house.file, recoveries=(recovery, mine))
    assert unlock(decode(encode(file), CHEAP), "petugas") == "kunci_diubah"


def test_a_revision_or_mac_of_another_time_is_found(house: House) -> None:
    for file in (
        replace(house.file, revision=house.file.revision + 1),
        replace(house.file, mac=bytes(32)),
        replace(house.file, mac=b""),
        replace(house.file, vault_id="0" * 32),
    ):
        data = encode(file)
        if not file.mac:
            assert refuse(data) == "kunci_rusak"
        else:
            assert unlock(decode(data, CHEAP), "petugas") in {"kunci_diubah", "kata_sandi"}
