"""Bad days in the window, on real files: a plain sentence, ways on as buttons, nothing lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from ruko_desk.services.vault import VaultGate
from tests.fakes.gate import FakeVault
from tests.services.vaults import CHEAP, MANAGER, VaultKit, make_vault
from tests.ui.shell.conftest import House, opened_house, press
from ui.shell.doors.problem_page import CHOICES, ProblemPage
from ui.shell.doors.recovery_page import RecoveryPage
from ui.shell.doors.restore_page import RestorePage
from ui.shell.doors.unlock_page import UnlockPage
from ui.widgets.banner import Banner
from ui.wizards.first_run.wizard import FirstRunWizard

DATA, KEYS, COPY, ANCHOR = "data.ruko", "kunci.ruko", "kunci-salinan.ruko", "jangkar.ruko"
PAGE = 4096
NOBODY = 65534
# Words of a stack trace, of the database library and of Python, which nobody at a desk can use.
MACHINE = re.compile(
    r"traceback|\berror|exception|sqlite|hmac|errno|database|\bfile\b|line \d|None|\bpage\b|0x",
    re.IGNORECASE,
)

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX users and limits")
Show = Callable[[VaultKit], House]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> VaultKit:
    return make_vault(tmp_path_factory.mktemp("hari-buruk") / "brankas")


@pytest.fixture
def kit(made: VaultKit, tmp_path: Path) -> VaultKit:
    return made.copy(tmp_path / "brankas")


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Show the window on a real vault; what it left open is closed at the end."""
    with ExitStack() as stack:

        def opened(kit: VaultKit) -> House:
            def gate(folder: Path) -> VaultGate:
                return VaultGate(folder, clock=kit.clock, policy=CHEAP)

            house = stack.enter_context(opened_house(FakeVault(), gate, kit.folder))
            stack.callback(house.flow.end)
            house.flow.start()
            return house

        yield opened


def come_in(house: House) -> None:
    """Unlock as the manager, if the window lets anybody try."""
    if isinstance(house.window.face, UnlockPage):
        house.unlock(*MANAGER)


def said(house: House) -> str:
    """Return what the page says in its labels and bars, without the address of the folder."""
    face = house.window.face
    assert face is not None
    bars = [bar.text() for bar in face.findChildren(Banner)]
    texts = [label.text() for label in face.findChildren(QLabel)] + bars
    return "\n".join(text for text in texts if not Path(text).is_absolute())


def ways_on(house: House) -> set[str]:
    """Return the ways on that the page offers."""
    page = house.window.face
    assert isinstance(page, ProblemPage)
    names = {button.objectName() for button in page.findChildren(QAbstractButton)}
    return names & set(CHOICES)


def refused(house: House, words: str) -> None:
    """Expect that nobody got in, told in words of the house and with two ways on or more."""
    assert house.flow.desk is None
    told = said(house)
    assert words in told
    assert MACHINE.search(told) is None
    assert len(ways_on(house)) >= 2


def damage(folder: Path, page: int) -> None:
    with (folder / DATA).open("r+b") as file:
        file.seek((page - 1) * PAGE + 100)
        file.write(os.urandom(64))


def cut(folder: Path, size: int) -> None:
    os.truncate(folder / DATA, size)


def remove(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).unlink()


def make_foreign(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "foto.jpg").write_bytes(b"x")


def spoil_keys(folder: Path) -> None:
    for name in (KEYS, COPY):
        (folder / name).write_bytes((folder / name).read_bytes()[:500])


@pytest.mark.parametrize(
    ("spoil", "words", "ways"),
    [
        (make_foreign, "bukan map data Ru-Ko Desk", {"pilih_map", "tutup"}),
        (lambda at: damage(at, 1), "rusak", {"pulihkan", "tutup"}),
        (lambda at: cut(at, 0), "terpotong", {"pulihkan", "hanya_baca"}),
        (lambda at: cut(at, PAGE), "pulihkan cadangan", {"pulihkan", "tutup"}),
        (lambda at: cut(at, 50 * PAGE + 1), "terpotong", {"pulihkan", "hanya_baca"}),
        (lambda at: remove(at, DATA), "tidak ada di map ini", {"pulihkan", "pilih_map"}),
        (lambda at: remove(at, KEYS, COPY), "salinannya hilang", {"pulihkan", "pilih_map"}),
        (spoil_keys, "terpotong", {"pulihkan", "tutup"}),
        (lambda at: remove(at, ANCHOR), "jangkar hilang", {"pulihkan", "hanya_baca", "tutup"}),
    ],
)
def test_a_spoilt_folder_is_said_with_ways_on(
    show: Show, kit: VaultKit, spoil: Callable[[Path], object], words: str, ways: set[str]
) -> None:
    spoil(kit.folder)
    house = show(kit)
    come_in(house)
    refused(house, words)
    assert ways_on(house) == ways


def test_a_damaged_page_stops_the_desk_and_reading_what_is_left_stays_possible(
    show: Show, kit: VaultKit
) -> None:
    remove(kit.folder, ANCHOR)
    house = show(kit)
    come_in(house)
    press(house.window, "hanya_baca")
    assert "dibaca saja" in said(house)
    come_in(house)
    assert house.flow.desk is not None
    assert "tidak ada yang dapat disimpan" in said(house)


def test_an_empty_file_opens_for_nobody_not_even_to_read(show: Show, kit: VaultKit) -> None:
    cut(kit.folder, 0)
    house = show(kit)
    come_in(house)
    press(house.window, "hanya_baca")
    come_in(house)
    refused(house, "Berkas data kosong")
    assert ways_on(house) == {"pulihkan", "pilih_map"}
    assert (kit.folder / DATA).stat().st_size == 0


def test_a_newer_vault_asks_for_the_newer_program(show: Show, kit: VaultKit) -> None:
    session = kit.unlock()
    session.database.raw.set_authorizer(None)
    session.database.raw.execute("UPDATE alembic_version SET version_num = '9999'")
    session.close()
    house = show(kit)
    come_in(house)
    refused(house, "Pasang versi terbaru")
    assert ways_on(house) == {"pilih_map", "tutup"}


def test_an_older_file_put_in_place_is_said_and_may_be_read(show: Show, kit: VaultKit) -> None:
    older = (kit.folder / DATA).read_bytes()
    kit.unlock().close()
    (kit.folder / DATA).write_bytes(older)
    house = show(kit)
    come_in(house)
    refused(house, "Data mundur")
    assert ways_on(house) == {"pulihkan", "hanya_baca"}


@pytest.mark.parametrize("name", [KEYS, COPY])
def test_a_missing_key_file_with_a_good_copy_opens_and_says_so(
    show: Show, kit: VaultKit, name: str
) -> None:
    remove(kit.folder, name)
    house = show(kit)
    come_in(house)
    assert house.flow.desk is not None
    assert "sudah diperbaiki dari salinan yang baik" in said(house)
    assert (kit.folder / name).exists()


def test_a_wrong_passphrase_leaves_both_ways_in_open(show: Show, kit: VaultKit) -> None:
    house = show(kit)
    house.unlock(MANAGER[0], "bukan kata sandi ratna")
    assert house.door.message.text().startswith("Nama atau kata sandi tidak cocok")
    assert MACHINE.search(said(house)) is None
    house.door.link.click()
    assert isinstance(house.window.face, RecoveryPage)
    press(house.window, "back")
    house.unlock(*MANAGER)
    assert house.flow.desk is not None


def test_an_empty_folder_that_was_picked_does_not_look_like_lost_data(
    show: Show, kit: VaultKit, tmp_path: Path
) -> None:
    make_foreign(kit.folder)
    house = show(kit)
    empty = tmp_path / "kosong"
    empty.mkdir()
    house.prompts.answers.append(empty)
    press(house.window, "pilih_map")
    refused(house, "belum ada data Ru-Ko Desk")
    assert ways_on(house) == {"pilih_map", "mulai_baru"}
    press(house.window, "mulai_baru")
    assert isinstance(house.window.face, FirstRunWizard)


def test_a_second_program_is_refused_until_the_first_has_gone(show: Show, kit: VaultKit) -> None:
    first = kit.unlock()
    house = show(kit)
    come_in(house)
    refused(house, "sedang dipakai program lain")
    assert ways_on(house) == {"coba_lagi", "tutup"}
    first.close()
    press(house.window, "coba_lagi")
    come_in(house)
    assert house.flow.desk is not None


def test_a_clock_that_was_set_back_is_told_on_the_desk(show: Show, kit: VaultKit) -> None:
    kit.clock.instant -= timedelta(days=400)
    house = show(kit)
    come_in(house)
    assert house.flow.desk is not None
    assert "Jam komputer mundur" in said(house)
    assert "Perbaiki tanggal dan jam PC ini" in said(house)


def test_restoring_from_a_folder_that_is_no_backup_stays_on_its_page(
    show: Show, kit: VaultKit, tmp_path: Path
) -> None:
    cut(kit.folder, 0)
    house = show(kit)
    come_in(house)
    press(house.window, "pulihkan")
    page = house.window.face
    assert isinstance(page, RestorePage)
    page.set_source(tmp_path)
    page.name.set_value(MANAGER[0])
    page.secret.set_value(MANAGER[1])
    page.word.set_value("PULIHKAN")
    page.submit()
    assert isinstance(house.window.face, ProblemPage | RestorePage)
    assert MACHINE.search(said(house)) is None
    assert "cadangan" in said(house).lower()
    assert (kit.folder / DATA).exists()


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow beyond 20 kB, which the database meets as a full disk."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, former)


@on_posix
def test_a_full_disk_at_the_lock_is_told_and_every_older_save_is_there(
    show: Show, kit: VaultKit
) -> None:
    house = show(kit)
    come_in(house)
    house.page.text.setText("tersimpan sebelum penuh")
    house.flow.lock("manual")
    come_in(house)
    house.page.text.setText("x" * 30_000)
    with full_disk():
        house.flow.lock("manual")
    assert "Ruang penyimpanan penuh" in said(house)
    assert MACHINE.search(said(house)) is None
    come_in(house)
    assert house.page.text.text() == "tersimpan sebelum penuh"


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the right to write from the folder, and from us the right to do so all the same."""
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)
        for path in paths:
            path.chmod(0o755 if path.is_dir() else 0o644)


@on_posix
def test_a_folder_that_may_not_be_written_may_still_be_read(show: Show, kit: VaultKit) -> None:
    kit.unlock().close()  # what is loaded at the first unlock must not be read as nobody
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        there = kit.copy(Path(place) / "brankas")
        with read_only(there.folder):
            house = show(there)
            come_in(house)
            refused(house, "tidak boleh ditulis")
            assert ways_on(house) == {"hanya_baca", "coba_lagi", "tutup"}
            press(house.window, "hanya_baca")
            come_in(house)
            assert house.flow.desk is not None
            assert "tidak ada yang dapat disimpan" in said(house)
            house.flow.lock("manual")
