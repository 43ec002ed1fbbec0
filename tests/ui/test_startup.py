from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ui.shell.fresh_process import command

HEAVY = ("sqlalchemy", "alembic", "sqlcipher3", "reportlab", "pypdf", "pypdfium2", "openpyxl")

SHOWN = """
import sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from ruko_desk.clock import SystemClock
from ui.app import Options, Program, make_application
from ui.shell.doors.unlock_page import UnlockPage

folder = Path(sys.argv[1])
folder.mkdir()
for name in ("kunci.ruko", "data.ruko"):
    (folder / name).write_bytes(b"x")
app = make_application()
program = Program(app, Options(vault=folder), SystemClock())
program.start()
until = time.monotonic() + 20
while not isinstance(program.window.face, UnlockPage) and time.monotonic() < until:
    QTest.qWait(10)
assert isinstance(program.window.face, UnlockPage)
assert not program.window.grab().isNull()
print(",".join(name for name in HEAVY if name in sys.modules))
program.flow.end()
program.end()
"""

HARDENED = """
import os, resource, sys, tempfile
from pathlib import Path
from ruko_desk import process
from ruko_desk.clock import SystemClock

process.harden()
private = process.private_process(SystemClock())
file = private.temp / "x"
file.write_text("nama")
with tempfile.NamedTemporaryFile() as other:
    inside = Path(other.name).parent == private.temp
print(resource.getrlimit(resource.RLIMIT_CORE), oct(file.stat().st_mode & 0o777), inside)
private.empty_temp()
print(file.exists(), private.temp.exists(), os.environ["TMPDIR"] == str(private.temp))
private.close()
print(private.temp.exists())
"""


def run(code: str, *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_unlock_page_is_painted_before_any_heavy_library_is_loaded(tmp_path: Path) -> None:
    code = f"HEAVY = {HEAVY!r}\n{SHOWN}"
    assert run(code, str(tmp_path / "brankas")) == [""]


def test_the_process_keeps_its_memory_and_files_to_itself() -> None:
    first, second, third = run(HARDENED)
    assert first == "(0, 0) 0o600 True"
    assert second == "False True True"
    assert third == "False"


def test_the_fresh_process_is_the_same_program_with_the_same_options() -> None:
    assert command("/usr/bin/python3", ["--vault", "x"], frozen=False) == [
        "/usr/bin/python3",
        "-m",
        "ruko_desk",
        "--vault",
        "x",
    ]
    assert command("/opt/ruko", ["--demo"], frozen=True) == ["/opt/ruko", "--demo"]
