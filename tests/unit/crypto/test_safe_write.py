import os
from pathlib import Path

import pytest

from ruko_desk.crypto.safe_write import PART, replace, whole_file, write_whole
from ruko_desk.errors import EnvironmentProblem


def test_a_file_appears_whole_and_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, b"lama", "Berkas")
    with whole_file(path, "Berkas") as file:
        file.write(b"ba")
        assert path.read_bytes() == b"lama"
        file.write(b"ru")
    assert path.read_bytes() == b"baru"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_inside_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, b"lama", "Berkas")

    def fail() -> None:
        with whole_file(path, "Berkas") as file:
            file.write(b"setengah")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert path.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [path]


def test_a_part_left_by_a_crash_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "a"
    (tmp_path / f"a{PART}").write_bytes(b"sisa")
    write_whole(path, b"baru", "Berkas")
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="Berkas tidak ditemukan"):
        write_whole(tmp_path / "tak ada" / "a", b"", "Berkas")


@pytest.mark.skipif(os.name == "nt", reason="POSIX rights")
def test_the_file_is_private_from_the_first_byte(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with whole_file(tmp_path / "a", "Berkas"):
            assert (tmp_path / f"a{PART}").stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(old)


class Scanner:
    """Holds a new file for some tries, as a virus scanner does."""

    def __init__(self, tries: int) -> None:
        self.tries = tries
        self.pauses: list[float] = []

    def rename(self, source: Path, target: Path) -> None:
        if self.tries:
            self.tries -= 1
            raise PermissionError
        source.rename(target)


def test_a_file_held_for_a_moment_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"isi")
    scanner = Scanner(4)
    replace(
        tmp_path / "a",
        tmp_path / "b",
        rename=scanner.rename,
        patient=True,
        pause=scanner.pauses.append,
    )
    assert (tmp_path / "b").read_bytes() == b"isi"
    assert scanner.pauses == [0.2] * 4


@pytest.mark.parametrize(("patient", "pauses"), [(True, 4), (False, 0)])
def test_a_file_held_for_good_is_given_up(tmp_path: Path, patient: bool, pauses: int) -> None:
    scanner = Scanner(99)
    with pytest.raises(PermissionError):
        replace(
            tmp_path / "a",
            tmp_path / "b",
            rename=scanner.rename,
            patient=patient,
            pause=scanner.pauses.append,
        )
    assert len(scanner.pauses) == pauses
