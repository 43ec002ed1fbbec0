"""The command line: demo, verify, backup, restore. Exit code 0 only on success, one-line errors."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ruko_desk.clock import SystemClock, today
from ruko_desk.errors import EnvironmentProblem, FieldErrors, RuKoError, UserError

if TYPE_CHECKING:
    from ruko_desk.services.session import Session

_MAX_PASSWORD_FILE = 4096
_WHAT_TO_DO = (
    "Jangan hapus apa pun. Buat cadangan baru bila masih bisa; bila tidak, pulihkan cadangan "
    "terakhir atau hubungi admin.\n"
)

Writer = Callable[[str], object]


def main(argv: Sequence[str], write: Writer = sys.stdout.write) -> int:
    """Run one command; return the exit code.

    Args:
        argv: the command and its options.
        write: where lines go.
    """
    options = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace, Writer], int] = options.run
    try:
        return run(options, write)
    except FieldErrors as error:
        sys.stderr.write("".join(f"{text.rstrip('.')}.\n" for text in error.fields.values()))
        return 2
    except RuKoError as error:
        sys.stderr.write(f"{error.message}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("Dihentikan; tidak ada yang diubah.\n")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ruko_desk", description="Ru-Ko Desk, baris perintah")
    commands = parser.add_subparsers(required=True, metavar="perintah")

    demo = commands.add_parser("demo", help="buat data latihan berisi orang rekaan")
    demo.add_argument("--out", type=Path, required=True, help="map baru untuk data latihan")
    demo.add_argument("--cases", type=int, default=180, help="jumlah kasus")
    demo.add_argument("--seed", type=int, default=1, help="angka awal; sama berarti isi sama")
    demo.add_argument(
        "--until", type=date.fromisoformat, default=None, help="hari terakhir, TTTT-BB-HH"
    )
    demo.add_argument("--password-file", type=Path, required=True, help="kata sandi semua peran")
    demo.set_defaults(run=_demo)

    verify = commands.add_parser("verify", help="periksa keutuhan data dan jejak audit")
    _vault_options(verify)
    verify.add_argument("--json", action="store_true", help="hasil sebagai JSON")
    verify.set_defaults(run=_verify)

    backup = commands.add_parser("backup", help="cadangkan dan periksa cadangannya")
    _vault_options(backup)
    backup.add_argument("--to", type=Path, required=True, help="map atau flash disk tujuan")
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore", help="pulihkan satu cadangan; data lama disimpan")
    restore.add_argument("--from", dest="source", type=Path, required=True, help="map cadangan")
    restore.add_argument("--vault", type=Path, required=True, help="map data tujuan")
    restore.add_argument("--user", default=None, help="nama masuk pengelola")
    restore.add_argument("--password-file", type=Path, help="berkas berisi kata sandi")
    restore.add_argument(
        "--recovery", action="store_true", help="pakai kode pemulihan, bukan kata sandi"
    )
    restore.set_defaults(run=_restore)
    return parser


def _vault_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--vault", type=Path, required=True, help="map data")
    parser.add_argument("--user", default=None, help="nama masuk; tanpa ini pengelola pertama")
    parser.add_argument("--password-file", type=Path, help="berkas berisi kata sandi")
    parser.add_argument(
        "--read-only",
        action="store_true",
        help="buka tanpa mengubah apa pun, walau satu pemeriksaan gagal",
    )


def _open(options: argparse.Namespace) -> Session:
    from ruko_desk.bootstrap import vault_gate

    gate = vault_gate(_existing(options.vault))
    password = _password(options.password_file)
    return gate.unlock(options.user, password, read_only=options.read_only)


def _demo(options: argparse.Namespace, write: Writer) -> int:
    from ruko_desk.practice.make import PracticePlan, make_practice_vault

    if options.cases < 0:
        raise UserError("Jumlah kasus tidak boleh kurang dari nol.")
    plan = PracticePlan(
        folder=options.out,
        cases=options.cases,
        seed=options.seed,
        until=options.until or today(SystemClock()),
        password=_password(options.password_file),
    )
    made = make_practice_vault(plan)
    write(f"Data latihan siap di {options.out}: {made.cases} kasus, {made.letters} surat.\n")
    return 0


def _verify(options: argparse.Namespace, write: Writer) -> int:
    from ruko_desk.services.verify import verify

    session = _open(options)
    try:
        result = verify(session)
    finally:
        session.close(note="verifikasi")
    if options.json:
        write(json.dumps({"ok": result.ok, **asdict(result)}, ensure_ascii=False) + "\n")
    else:
        for line in result.findings:
            write(f"- {line}\n")
        write(
            f"{'Utuh' if result.ok else 'TIDAK UTUH'}: {result.counts.get('case_file', '?')} kasus, "
            f"{result.audit_rows} baris jejak audit.\n"
        )
        if not result.ok:
            write(_WHAT_TO_DO)
    return 0 if result.ok else 1


def _backup(options: argparse.Namespace, write: Writer) -> int:
    session = _open(options)
    try:
        report = session.services.backup.run(session.actor, options.to).value
    finally:
        session.close()
    for sentence in session.findings:
        sys.stderr.write(f"{sentence}\n")
    write(f"Cadangan diperiksa dan dapat dibuka: {report.folder} ({report.cases} kasus).\n")
    return 0


def _restore(options: argparse.Namespace, write: Writer) -> int:
    from ruko_desk.services.restore import restore

    if not options.recovery and not options.user:
        raise UserError("Tulis nama masuk pengelola dengan --user, atau pakai --recovery.")
    report = restore(
        options.source,
        options.vault,
        options.user or "",
        _password(options.password_file),
        clock=SystemClock(),
        recovery=options.recovery,
    )
    write(f"Dipulihkan: {report.cases} kasus dari cadangan {report.made_at}.\n")
    if report.kept_as:
        write(f"Data sebelumnya disimpan di {report.kept_as}.\n")
    return 0


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise EnvironmentProblem("Map data tidak ditemukan. Periksa alamat pada --vault.")
    return folder


def _password(path: Path | None) -> str:
    if path is None:
        return getpass.getpass("Kata sandi: ")
    try:
        text = path.read_text(encoding="utf-8")[:_MAX_PASSWORD_FILE]
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentProblem(
            "Berkas kata sandi tidak dapat dibaca. Periksa alamat pada --password-file."
        ) from error
    return text.rstrip("\r\n")
