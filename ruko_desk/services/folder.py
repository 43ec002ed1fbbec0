"""The vault folder: which files lie in it and whether it is one at all."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ruko_desk.crypto.keyfile_names import COPY_NAME, MAIN_NAME
from ruko_desk.crypto.problems import disk_problem
from ruko_desk.errors import EnvironmentProblem, VaultProblem

FOLDER_MODE = 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeNote:
    """What the unlock page of a practice vault may show openly."""

    password: str
    logins: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class VaultFolder:
    """Paths inside one vault folder."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLCipher file."""
        return self.root / "data.ruko"

    @property
    def anchor(self) -> Path:
        """The sidecar that remembers the newest commit."""
        return self.root / "jangkar.ruko"

    @property
    def attachments(self) -> Path:
        """The folder of encrypted files."""
        return self.root / "lampiran"

    @property
    def throttle(self) -> Path:
        """Wrong tries at the unlock page."""
        return self.root / "percobaan.ruko"

    @property
    def before_migration(self) -> Path:
        """The encrypted copy made before the last change of the schema."""
        return self.root / "data-sebelum-pembaruan.ruko"

    @property
    def practice_note(self) -> Path:
        """Marks a practice vault; it says so openly, with its password."""
        return self.root / "latihan.json"

    @property
    def unfinished(self) -> Path:
        """Stands in the folder only while a vault is being made in it."""
        return self.root / "sedang-dibuat.ruko"

    def has_keys(self) -> bool:
        """Tell whether at least one copy of the key file is there."""
        return any((self.root / name).exists() for name in (MAIN_NAME, COPY_NAME))

    def state(self) -> str:
        """Return 'baru' for no vault here yet, else 'siap'.

        Raises:
            VaultProblem: only half a vault, or files of something else.
        """
        if not self.root.exists() or not any(self.root.iterdir()):
            return "baru"
        if self.unfinished.exists() and not self.has_keys():
            return "baru"
        if self.has_keys() and self.database.exists():
            return "siap"
        if self.has_keys():
            raise VaultProblem(
                "Berkas data tidak ada di map ini, hanya berkas kunci. Pulihkan cadangan "
                "terakhir, atau pilih map yang benar.",
                code="data_hilang",
                choices=("pulihkan", "pilih_map"),
            )
        if self.database.exists():
            raise VaultProblem(
                "Berkas kunci dan salinannya hilang; tanpa itu data tidak dapat dibuka. Pulihkan "
                "kunci.ruko dari cadangan terakhir.",
                code="kunci_hilang",
                choices=("pulihkan", "pilih_map"),
            )
        raise VaultProblem(
            "Map ini bukan map data Ru-Ko Desk dan tidak kosong. Pilih map lain atau map kosong.",
            code="bukan_brankas",
            choices=("pilih_map", "tutup"),
        )

    def make(self) -> None:
        """Create the folder and its attachment folder with mode 0700.

        Raises:
            EnvironmentProblem: the place cannot be written.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self.attachments.mkdir(exist_ok=True)
            for folder in (self.root, self.attachments):
                folder.chmod(FOLDER_MODE)
        except OSError as error:
            raise EnvironmentProblem(
                "Map data tidak dapat dibuat di tempat ini. Pilih tempat lain yang boleh ditulis.",
                code="hanya_baca",
            ) from error

    def begin(self) -> None:
        """Mark that a vault is being made here, after removing what an earlier try left.

        Without a key file nobody was ever told that something is kept here.
        """
        try:
            self.abandon()
            self.unfinished.touch(mode=0o600)
        except OSError as error:
            raise disk_problem(error, "Data baru") from error

    def finish(self) -> None:
        """Take the mark away: from here on it is a vault."""
        self.unfinished.unlink(missing_ok=True)

    def abandon(self) -> None:
        """Remove what an unfinished making left, the mark last; a folder with keys is kept."""
        if not self.unfinished.exists() or self.has_keys():
            return
        logs = (self.database.with_name(self.database.name + end) for end in ("-wal", "-shm"))
        for path in (self.database, *logs, self.anchor, self.unfinished):
            path.unlink(missing_ok=True)

    def mark_practice(self, note: PracticeNote) -> None:
        """Mark the vault as practice; only the maker of invented people calls this."""
        self.practice_note.write_text(json.dumps(asdict(note)), encoding="utf-8")

    def practice(self) -> PracticeNote | None:
        """Return the practice note, or None for a real vault."""
        try:
            data = json.loads(self.practice_note.read_text(encoding="utf-8"))
            return PracticeNote(
                password=str(data["password"]),
                logins=tuple((str(login), str(role)) for login, role in data["logins"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None
