"""Write requirements/run.txt and requirements/dev.txt out of the ranges in pyproject.toml.

Run it after changing a dependency, with `uv` on the PATH: `python3 tools/lock.py [--upgrade]`.
Each file names packages, versions and hashes for every platform, never an address.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"run": (), "dev": ("--extra", "dev")}
# docopt has no wheel, and num2words needs it for its command line only; macholib is for macOS.
LEFT_OUT = ("docopt", "macholib")
COMMAND = (
    "uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11",
    "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url",
    "--no-emit-find-links", "--quiet",
)  # fmt: skip


def main() -> int:
    """Resolve both locks; versions that still fit stay unless `--upgrade` is given."""
    for name, extra in LOCKS.items():
        target = ROOT / "requirements" / f"{name}.txt"
        command = [*COMMAND, *extra, "--output-file", str(target), *sys.argv[1:]]
        if name == "dev":
            command += ["--constraints", str(ROOT / "requirements" / "run.txt")]
        for package in LEFT_OUT:
            command += ["--no-emit-package", package]
        subprocess.run(command, cwd=ROOT, check=True)
        lines = target.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("#")]
        if any("://" in line for line in kept):
            sys.exit(f"{target.name} names an address; write it again without one")
        target.write_text("\n".join(kept) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
