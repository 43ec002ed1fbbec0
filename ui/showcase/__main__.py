"""`python -m ui.showcase DIR`: pictures of every screen and every paper, for `dev.py shots`."""

from __future__ import annotations

import sys
from pathlib import Path

from ui.app import make_application
from ui.showcase.shots import MANNERS, Photographer, take_all


def main(words: list[str]) -> int:
    """Picture everything into a folder, or one manner of it: MANNER DIR VAULTS."""
    if len(words) == 1:
        return take_all(Path(words[0]), _write)
    name, folder, vaults = words
    manner = next(manner for manner in MANNERS if manner.name == name)
    photographer = Photographer(make_application(), manner, Path(folder) / name)
    for vault, empty in (("isi", False), ("kosong", True)):
        error = photographer.picture_vault(Path(vaults) / vault, empty=empty)
        if error is not None:
            _write(f"{name}: berhenti pada {photographer.at}: {type(error).__name__} {error}\n")
            return 1
    _write(f"{name}: {photographer.taken} gambar\n")
    return 0


def _write(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
