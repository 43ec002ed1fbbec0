"""`python -m ruko_desk`: the window, or with a command the command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ruko_desk.guard import misfit


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for; return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words and not words[0].startswith("-"):
        from ruko_desk import cli

        return cli.main(words)
    options = _parser().parse_args(words)
    import PySide6

    sentence = misfit(sys.version_info[:3], PySide6.__version__)
    if sentence is not None:
        sys.stderr.write(f"{sentence}\n")
        return 1
    if not _has_display():
        sys.stderr.write("Tidak ada layar untuk jendela. Jalankan di desktop.\n")
        return 1
    from ui import app

    return app.main(app.Options(vault=options.vault, demo=options.demo))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ruko_desk",
        description="Ru-Ko Desk, meja depan Rumah Kolaborasi. Tanpa perintah: jendela aplikasi.",
        epilog="Perintah lain: demo, verify, backup, restore; masing-masing dengan --help.",
    )
    parser.add_argument("--vault", type=Path, default=None, metavar="DIR", help="map data")
    parser.add_argument("--demo", action="store_true", help="data latihan berisi orang rekaan")
    return parser


def _has_display() -> bool:
    """Tell whether a window can be shown; Qt itself would end the process without a sentence."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


if __name__ == "__main__":
    sys.exit(main())
