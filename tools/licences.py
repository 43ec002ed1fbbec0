"""Write resources/licenses/THIRD_PARTY.md: whose work the program carries and under which terms.

Run it with the environment's Python after changing requirements/run.txt:
`.venv/bin/python tools/licences.py`. build.spec takes the packages' own licence texts from here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePath

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "licenses" / "THIRD_PARTY.md"

# Where a package's own field is empty, vague, or offers a choice that has been made.
SETTLED = {
    "defusedxml": "PSF-2.0",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause; PDFium inside: BSD-3-Clause and others",
    "pyside6-essentials": "LGPL-3.0-only (chosen), with Qt",
    "reportlab": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only (chosen)",
    "sqlcipher3": "Zlib; SQLCipher inside: BSD-3-Clause; OpenSSL inside: Apache-2.0",
}
# Texts that the packages themselves do not carry.
KEPT_HERE = {
    "pyside6-essentials": "`Qt-LGPL-3.0.txt`, `Qt-GPL-3.0.txt`",
    "shiboken6": "`Qt-LGPL-3.0.txt`, `Qt-GPL-3.0.txt`",
    "sqlcipher3": "`packages/sqlcipher3/`, `SQLCipher-BSD.txt`",
}
HEAD = """\
# Third-party software in Ru-Ko Desk

Written by `tools/licences.py` out of `requirements/run.txt`; do not edit by hand. Fonts, icons and
other data are listed in `README.md` beside this file. The folder `packages/` with each package's
own licence texts is part of the built program; in the source tree the same texts lie in `.venv`.

| Package | Version | Licence | Text |
|---|---|---|---|
"""
TAIL = """\
| Python (built program only) | 3.11 or newer | PSF-2.0 | `packages/typing-extensions/` |
| PyInstaller's starter (built program only) | 6.22 or newer | GPL-2.0-or-later with the exception \
that a program built with it may carry any licence | `Qt-GPL-3.0.txt` |

## Qt and PySide6

Ru-Ko Desk uses Qt and PySide6 under the GNU Lesser General Public License, version 3. They stay in
files of their own: in the built program under `_internal/PySide6` and `_internal/shiboken6`, in the
source tree under `.venv`. You may replace those files by your own build of the same version and
start the program again; you may take the program apart to debug such a change. The source code of
the exact versions is at https://download.qt.io/official_releases/qt/ and
https://download.qt.io/official_releases/QtForPython/. Licences of the parts inside Qt are listed at
https://doc.qt.io/qt-6/licenses-used-in-qt.html. Parts of Qt that are offered under the GPL alone
(Qt Charts, Qt Data Visualization, Qt Graphs, Qt Virtual Keyboard) are not used and are left out of
the built program.
"""


def locked() -> dict[str, str]:
    """Return name and version of every run-time package."""
    lines = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").splitlines()
    pinned = (re.match(r"([A-Za-z0-9._-]+)==([^ ;]+)", line) for line in lines)
    return {match[1]: match[2] for match in pinned if match}


def render() -> str:
    """Return the whole page; needs the run-time packages installed."""
    rows = [
        f"| {name} | {version} | {licence(name)} | {KEPT_HERE.get(name, f'`packages/{name}/`')} |\n"
        for name, version in locked().items()
    ]
    return HEAD + "".join(rows) + TAIL


def licence(name: str) -> str:
    """Return the licence of an installed package.

    Raises:
        ValueError: the package does not say, and nothing is settled here.
    """
    found = SETTLED.get(name)
    fields = distribution(name).metadata
    for field in ("License-Expression", "License"):
        if not found and field in fields:
            found = fields[field]
    if not found or "\n" in found:
        raise ValueError(f"settle the licence of {name} in tools/licences.py")
    return found


def texts() -> Iterator[tuple[Path, PurePath]]:
    """Yield each licence text of the run-time packages and where it goes under `packages/`."""
    for name in locked():
        for path, inside in _texts_of(distribution(name)):
            yield path, PurePath(name) / inside


def _texts_of(package: Distribution) -> Iterator[tuple[Path, PurePath]]:
    for file in package.files or ():
        folder, *inside = file.parts
        if not folder.endswith(".dist-info") or not inside:
            continue
        if inside[0] == "licenses":
            yield Path(str(package.locate_file(file))), PurePath(*inside[1:])
        elif re.match(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS)", inside[-1]):
            yield Path(str(package.locate_file(file))), PurePath(*inside)


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8", newline="\n")
    sys.exit(0)
