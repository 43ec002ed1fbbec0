"""What may not be in the frozen program: GPL-only parts of Qt, plain SQLite, what is never used.

Read by build.spec while it collects and by the check of the finished folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

# Left out while collecting. Each is part of a lower-case path with forward slashes, one before it.
STRIPPED = (
    # GPL-only
    "virtualkeyboard",
    "qt6charts",
    "qt6datavisualization",
    "qt6graphs",
    # QML and Quick, which nothing here draws with
    "qt6labs",
    "qt6qml",
    "qt6quick",
    "pyside6/qml/",
    "qt/qml/",
    "qmltooling",
    # ways to a screen that an office PC does not have, and what GTK's would drag in
    "egldeviceintegrations",
    "eglfs",
    "libqgtk3",
    "/libatk-",
    "/libcairo",
    "/libdatrie",
    "/libgdk",
    "/libpango",
    "/libthai",
    "libqvnc",
    "linuxfb",
    "minimalegl",
    "vkkhr",
    # the network and other databases
    "networkinformation",
    "plugins/tls/",
    "pyside6/qtnetwork",
    "qt6network",
    "qt6sql",
    "sqldrivers",
    # Qt's own PDF reader and its translations, of which none is Indonesian
    "libqpdf",
    "plugins/imageformats/qpdf",
    "qt6pdf",
    "pyside6/translations/",
    "qt/translations/",
)

# Python's own sqlite3 writes plain files; tkinter and numpy would only be dragged in.
EXCLUDED_MODULES = ("_sqlite3", "_tkinter", "numpy", "sqlite3", "tkinter")

# The only file with such a name that may be there is the encrypted one.
_ENCRYPTED_SQLITE = "sqlcipher3/_sqlite3"
_PLAIN_SQLITE = ("libsqlite3", "sqlite3.dll", "_sqlite3.")


def is_stripped(name: str) -> bool:
    """Tell whether a file of the bundle is to be left out."""
    path = "/" + name.replace("\\", "/").lower()
    return _is_plain_sqlite(path) or any(part in path for part in STRIPPED)


def forbidden(files: Iterable[PurePath | str], modules: Iterable[str] = ()) -> list[str]:
    """Return, sorted, what stands in a bundle and must not."""
    bad = {str(name) for name in files if is_stripped(str(name))}
    bad |= {name for name in modules if name.split(".")[0] in EXCLUDED_MODULES}
    return sorted(bad)


def _is_plain_sqlite(path: str) -> bool:
    return _ENCRYPTED_SQLITE not in path and any(part in path for part in _PLAIN_SQLITE)
