"""The system libraries that Qt needs on Linux, and how Debian installs them.

The libraries are looked up by their file names, which all distributions share; only the names of
the packages are Debian's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# From the dependencies of PySide6-Essentials 6.11.3: offscreen, X11 (xcb), Wayland, printing.
PACKAGE_OF_LIBRARY = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libcups.so.2": "libcups2",
}


def missing_packages(*, needs_venv: bool) -> list[str]:
    """Return the Debian packages that this machine lacks, in the order they are listed here."""
    if not sys.platform.startswith("linux"):
        return []
    missing = ["python3-venv"] if needs_venv else []
    present = known_libraries()
    return missing + [
        package for library, package in PACKAGE_OF_LIBRARY.items() if library not in present
    ]


def known_libraries() -> set[str]:
    """Return the names of the libraries that the dynamic linker finds."""
    # /sbin is not on the path of an ordinary user.
    ldconfig = shutil.which("ldconfig") or "/sbin/ldconfig"
    try:
        listing = subprocess.run([ldconfig, "-p"], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return set()
    return {line.split()[0] for line in listing.stdout.splitlines() if line.startswith("\t")}


def has_apt() -> bool:
    """Tell whether Debian's package tool is here."""
    return shutil.which("apt-get") is not None


def is_root() -> bool:
    """Tell whether this user may install system packages."""
    return sys.platform != "win32" and os.geteuid() == 0


def install(packages: list[str]) -> bool:
    """Install packages; fetch the package lists only if the ones at hand do not do."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for step in (command, ["apt-get", "update", "-qq"], command):
        done = subprocess.run(step, check=False, env=environment).returncode == 0
        if done and step is command:
            return True
    return False
