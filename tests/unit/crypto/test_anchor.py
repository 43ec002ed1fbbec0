import errno
import os
from pathlib import Path

import pytest

from ruko_desk.crypto import anchor as module
from ruko_desk.crypto.anchor import ANCHOR_NAME, SLOT, Anchor, AnchorRecord, Verdict, judge
from ruko_desk.crypto.audit_mac import GENESIS
from ruko_desk.errors import EnvironmentProblem, VaultProblem

VAULT = "ab" * 16
KEYS = {1: b"1" * 32, 2: b"2" * 32}


def mac(seq: int) -> bytes:
    return seq.to_bytes(32, "big")


def create(path: Path, seq: int = 0) -> Anchor:
    return Anchor.create(
        path, vault_id=VAULT, keys=KEYS, generation=1, audit_seq=seq, audit_mac=mac(seq)
    )


def reopened(path: Path, vault: str = VAULT, generation: int = 1) -> AnchorRecord:
    with Anchor.open(path, vault_id=vault, keys=KEYS, generation=generation) as anchor:
        return anchor.record


def refusal(path: Path, vault: str = VAULT) -> str:
    with pytest.raises(VaultProblem) as problem:
        reopened(path, vault)
    return problem.value.code


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ANCHOR_NAME


def test_a_new_anchor_is_two_sectors_and_reads_back(path: Path) -> None:
    with create(path, 5) as anchor:
        assert anchor.record.audit_seq == 5
    assert path.stat().st_size == 2 * SLOT
    assert reopened(path).audit_mac == mac(5)


def test_the_newest_note_counts_whichever_slot_it_is_in(path: Path) -> None:
    with create(path) as anchor:
        for seq in range(1, 8):
            anchor.write(seq, mac(seq))
            record = reopened(path)
            assert (record.audit_seq, record.audit_mac) == (seq, mac(seq))
            assert record == anchor.record
    assert path.stat().st_size == 2 * SLOT


def test_notes_are_written_in_turn(path: Path) -> None:
    with create(path) as anchor:
        previous = path.read_bytes()
        changed = []
        for seq in range(1, 5):
            anchor.write(seq, mac(seq))
            now = path.read_bytes()
            changed.append([now[:SLOT] != previous[:SLOT], now[SLOT:] != previous[SLOT:]])
            previous = now
    assert changed == [[False, True], [True, False]] * 2


@pytest.mark.parametrize("place", [*range(0, 110, 3), 300, 479, *range(480, 512)])
def test_a_torn_write_leaves_the_note_before_it(path: Path, place: int) -> None:
    with create(path) as anchor:
        anchor.write(1, mac(1))
        anchor.write(2, mac(2))
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << place % 8
    path.write_bytes(data)
    assert reopened(path).audit_seq == 1


def test_writing_goes_on_after_a_torn_slot(path: Path) -> None:
    with create(path) as anchor:
        anchor.write(1, mac(1))
    path.write_bytes(path.read_bytes()[:SLOT] + bytes(SLOT))
    with Anchor.open(path, vault_id=VAULT, keys=KEYS, generation=1) as anchor:
        assert anchor.record.audit_seq == 0
        anchor.write(2, mac(2))
    assert reopened(path).audit_seq == 2


@pytest.mark.parametrize("data", [b"", b"x", bytes(2 * SLOT), os.urandom(2 * SLOT)])
def test_two_bad_slots_are_a_finding(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert refusal(path) == "jangkar_rusak"


def test_half_a_file_still_has_its_first_slot(path: Path) -> None:
    with create(path) as anchor:
        anchor.write(1, mac(1))
    path.write_bytes(path.read_bytes()[:SLOT])
    assert reopened(path).audit_seq == 0


def test_a_missing_anchor_is_a_finding(path: Path) -> None:
    assert refusal(path) == "jangkar_hilang"


def test_the_anchor_of_another_vault_or_key_is_bad(path: Path) -> None:
    create(path).close()
    assert refusal(path, "cd" * 16) == "jangkar_rusak"
    with pytest.raises(VaultProblem):
        Anchor.open(path, vault_id=VAULT, keys={2: KEYS[2]}, generation=2)


def test_after_a_rotation_new_notes_are_made_with_the_new_key(path: Path) -> None:
    create(path, 4).close()
    with Anchor.open(path, vault_id=VAULT, keys=KEYS, generation=2) as anchor:
        assert anchor.record.db_generation == 1
        anchor.write(5, mac(5))
    new_only = {2: KEYS[2]}
    with Anchor.open(path, vault_id=VAULT, keys=new_only, generation=2) as anchor:
        assert (anchor.record.audit_seq, anchor.record.db_generation) == (5, 2)


def test_creating_again_forgets_the_old_notes(path: Path) -> None:
    with create(path) as anchor:
        for seq in range(1, 10):
            anchor.write(seq, mac(seq))
    create(path, 3).close()
    assert reopened(path).audit_seq == 3


def test_a_failing_disk_is_a_sentence_and_the_old_note_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int, data: bytes, offset: int) -> None:
        raise OSError(errno.EIO, "")

    with create(path) as anchor:
        monkeypatch.setattr(module, "_write_slot", fail)
        with pytest.raises(EnvironmentProblem, match="Berkas jangkar"):
            anchor.write(1, mac(1))
        assert anchor.record.audit_seq == 0


def test_a_folder_in_its_place_is_a_sentence(path: Path) -> None:
    path.mkdir()
    with pytest.raises(EnvironmentProblem):
        reopened(path)


def test_closing_twice_does_no_harm(path: Path) -> None:
    anchor = create(path)
    anchor.close()
    anchor.close()


@pytest.mark.parametrize(
    ("head", "there", "verdict"),
    [
        (7, mac(7), Verdict.SAME),
        (9, mac(7), Verdict.AHEAD),
        (6, None, Verdict.BEHIND),
        (0, None, Verdict.BEHIND),
        (9, None, Verdict.BEHIND),
        (7, mac(8), Verdict.FORKED),
        (9, mac(8), Verdict.FORKED),
    ],
)
def test_the_database_is_judged_against_the_anchor(
    head: int, there: bytes | None, verdict: Verdict
) -> None:
    record = AnchorRecord(counter=1, audit_seq=7, audit_mac=mac(7), db_generation=1)
    assert judge(record, head, there) is verdict


def test_an_empty_audit_is_judged_by_its_beginning() -> None:
    record = AnchorRecord(counter=1, audit_seq=0, audit_mac=GENESIS, db_generation=1)
    assert judge(record, 0, GENESIS) is Verdict.SAME
    assert judge(record, 3, GENESIS) is Verdict.AHEAD


def test_a_note_written_in_part_is_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = "write" if os.name == "nt" else "pwrite"
    with create(path) as anchor:
        monkeypatch.setattr(os, writer, lambda *args: 100)
        with pytest.raises(EnvironmentProblem, match="Berkas jangkar"):
            anchor.write(1, mac(1))


def test_an_anchor_that_cannot_be_read_is_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int, length: int) -> bytes:
        raise OSError(errno.EIO, "")

    create(path).close()
    monkeypatch.setattr(os, "read", fail)
    with pytest.raises(EnvironmentProblem, match="Berkas jangkar gagal"):
        reopened(path)
