"""Backup, restore and verify: what is called a backup opens, and nothing is ever overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ruko_desk.errors import EnvironmentProblem, NotAllowedError, WrongPasswordError
from ruko_desk.services.backup_set import DATA, FILES, KEYS, MANIFEST, SHELF
from ruko_desk.services.restore import restore
from ruko_desk.services.vault import VaultGate
from ruko_desk.services.verify import verify
from tests.services.vaults import CHEAP, MANAGER, WORD, VaultKit, make_vault


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> VaultKit:
    kit = make_vault(tmp_path_factory.mktemp("stok") / "brankas")
    session = kit.unlock()
    with session.database.write() as work:
        session.services.backup._office.files.add(  # noqa: SLF001 - a file without a letter around it
            work.session, b"isi dokumen", kind="coba", label="coba", when=kit.clock.now()
        )
    session.close()
    return kit


@pytest.fixture
def kit(stocked: VaultKit, tmp_path: Path) -> VaultKit:
    return stocked.copy(tmp_path / "brankas")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "USB merah"
    place.mkdir()
    return place


def back_up(kit: VaultKit, stick: Path) -> Path:
    session = kit.unlock()
    report = session.services.backup.run(session.actor, stick).value
    last = session.services.backup.last(session.actor)
    session.close()
    assert last is not None
    assert last.folder == report.folder
    return Path(report.folder)


def test_a_backup_restores_into_an_empty_place_with_everything(
    kit: VaultKit, stick: Path, tmp_path: Path
) -> None:
    before = kit.unlock()
    content = verify(before)
    before.close()
    assert content.ok
    made = back_up(kit, stick)
    target = tmp_path / "pulih"
    report = restore(made, target, *MANAGER, clock=kit.clock, policy=CHEAP)
    assert report.kept_as == ""
    session = VaultGate(target, clock=kit.clock, policy=CHEAP).unlock(*MANAGER)
    again = verify(session)
    actions = [row.action for row in session.services.audit.recent(session.actor)]
    session.close()
    assert again.ok, again.findings
    assert again.content_sha256 == content.content_sha256
    assert "pulihkan cadangan" in actions
    assert not list(tmp_path.glob("pulih*.part"))


def test_restoring_over_a_vault_keeps_the_former_files(kit: VaultKit, stick: Path) -> None:
    made = back_up(kit, stick)
    report = restore(made, kit.folder, *MANAGER, clock=kit.clock, policy=CHEAP)
    former = Path(report.kept_as)
    assert (former / "data.ruko").exists()
    kit.unlock().close()


def test_the_recovery_code_opens_a_backup_and_a_colleague_does_not(
    kit: VaultKit, stick: Path, tmp_path: Path
) -> None:
    made = back_up(kit, stick)
    with pytest.raises(NotAllowedError):
        restore(made, tmp_path / "a", "petugas", WORD, clock=kit.clock, policy=CHEAP)
    with pytest.raises(WrongPasswordError):
        restore(made, tmp_path / "a", "ratna", "salah sama sekali", clock=kit.clock, policy=CHEAP)
    assert not (tmp_path / "a").exists()
    restore(made, tmp_path / "a", "", kit.recovery, recovery=True, clock=kit.clock, policy=CHEAP)
    VaultGate(tmp_path / "a", clock=kit.clock, policy=CHEAP).unlock(*MANAGER).close()


def _flip(name: str, at: float = 0.5) -> Callable[[Path], None]:
    def spoil(made: Path) -> None:
        path = made / name
        data = bytearray(path.read_bytes())
        data[int(len(data) * at)] ^= 1
        path.write_bytes(bytes(data))

    return spoil


def _cut(made: Path) -> None:
    path = made / DATA
    path.write_bytes(path.read_bytes()[: -3 * 4096])


def _lose_document(made: Path) -> None:
    next(path for path in (made.parent / FILES).rglob("*") if path.is_file()).unlink()


def _recount(made: Path) -> None:
    manifest = json.loads((made / MANIFEST).read_text())
    manifest["isi"]["jumlah"]["case_file"] += 1
    (made / MANIFEST).write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    "spoil",
    [_flip(DATA), _flip(DATA, 0.0), _flip(KEYS), _flip(MANIFEST), _cut, _lose_document, _recount],
)
def test_a_spoilt_backup_is_never_restored(
    kit: VaultKit, stick: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    made = back_up(kit, stick)
    spoil(made)
    with pytest.raises(EnvironmentProblem):
        restore(made, tmp_path / "pulih", *MANAGER, clock=kit.clock, policy=CHEAP)
    assert not (tmp_path / "pulih").exists()
    assert not list(tmp_path.glob("*.part"))
    kit.unlock().close()


def test_a_cancelled_backup_leaves_nothing_that_looks_like_one(kit: VaultKit, stick: Path) -> None:
    class StopAsked(Exception):
        pass

    def stop(_text: str, share: float) -> None:
        if share >= 0.6:
            raise StopAsked

    session = kit.unlock()
    with pytest.raises(StopAsked):
        session.services.backup.run(session.actor, stick, stop)
    assert session.services.backup.last(session.actor) is None
    session.close()
    left = [path.name for path in (stick / SHELF).iterdir()]
    assert left in ([], [FILES])


def test_a_stick_that_is_not_there_is_said(kit: VaultKit, tmp_path: Path) -> None:
    session = kit.unlock()
    with pytest.raises(EnvironmentProblem) as caught:
        session.services.backup.run(session.actor, tmp_path / "dicabut")
    assert caught.value.code == "tempat_hilang"
    session.close()


def test_a_backup_holds_no_readable_name(kit: VaultKit, stick: Path) -> None:
    back_up(kit, stick)
    for path in stick.rglob("*"):
        if path.is_file():
            assert b"Ratna" not in path.read_bytes()
            assert b"petugas" not in path.read_bytes()


def test_verify_finds_a_missing_document(kit: VaultKit) -> None:
    next(path for path in (kit.folder / "lampiran").rglob("*") if path.is_file()).unlink()
    session = kit.unlock()
    result = verify(session)
    session.close()
    assert not result.ok
    assert any("Dokumen hilang" in finding for finding in result.findings)


def test_a_folder_that_is_no_backup_is_said(kit: VaultKit, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    with pytest.raises(EnvironmentProblem) as caught:
        restore(tmp_path / "kosong", tmp_path / "x", *MANAGER, clock=kit.clock, policy=CHEAP)
    assert caught.value.code == "bukan_cadangan"
