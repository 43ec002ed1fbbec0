"""`python -m ruko_desk`: the window, or with a command the command line."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ruko_desk.guard import misfit


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for; return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words and not words[0].startswith("-"):
        from ruko_desk import cli, process

        process.harden()
        return cli.main(words)
    options = _parser().parse_args(words)
    import PySide6

    sentence = misfit(sys.version_info[:3], PySide6.__version__)
    if sentence is not None:
        sys.stderr.write(f"{sentence}\n")
        return 1
    if options.selfcheck is not None:
        return _selfcheck(options.selfcheck)
    if options.tour:
        return _tour()
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
    parser.add_argument(
        "--tour",
        action="store_true",
        help="kerjakan tugas utama sendiri pada data latihan baru, tanpa layar",
    )
    parser.add_argument(
        "--selfcheck",
        type=Path,
        default=None,
        metavar="DIR",
        help="periksa program sendiri dengan data baru di DIR; laporan JSON",
    )
    return parser


def _selfcheck(folder: Path) -> int:
    """Print one JSON document about vault, letter and window; return 0 only if all is well."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ruko_desk.errors import RuKoError
    from ruko_desk.selfcheck import check_vault
    from ui.selfcheck import window_facts

    try:
        found = check_vault(folder)
    except RuKoError as error:
        sys.stderr.write(f"{error.message}\n")
        return 2
    window = window_facts(folder)
    found.facts["window"] = window
    found.expect(bool(window["ready"]), "the window did not show the unlock page")
    found.expect(window["colours"] != 1, "the window stayed blank")
    report = found.report()
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    return 0 if report["ok"] else 1


def _tour() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.showcase.tour import run_tour

    def write(line: str) -> None:
        sys.stdout.write(line)
        sys.stdout.flush()

    return run_tour(write)


def _has_display() -> bool:
    """Tell whether a window can be shown; Qt itself would end the process without a sentence."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


if __name__ == "__main__":
    sys.exit(main())
