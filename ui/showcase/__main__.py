"""`python -m ui.showcase DIR`: pictures of every screen and every paper, for `dev.py shots`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler

from ui.app import make_application
from ui.showcase.hands import say
from ui.showcase.shots import MANNERS, Photographer, take_all


def main(words: list[str]) -> int:
    """Picture everything into a folder, or one manner of it: MANNER DIR VAULTS."""
    if len(words) == 1:
        return take_all(Path(words[0]), _write)
    name, folder, vaults = words
    manner = next(manner for manner in MANNERS if manner.name == name)
    qInstallMessageHandler(say)
    photographer = Photographer(make_application(), manner, Path(folder) / name)
    place = Path(vaults)
    visits: tuple[Callable[[], BaseException | None], ...] = (
        lambda: photographer.picture_first_run(place / f"baru-{name}"),
        lambda: photographer.picture_vault(place / "isi", empty=False),
        lambda: photographer.picture_vault(place / "kosong", empty=True),
    )
    for visit in visits:
        error = visit()
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
