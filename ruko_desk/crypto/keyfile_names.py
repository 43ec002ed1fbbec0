"""Names of the two copies of the key file; apart from what reads them, which costs time to load."""

from __future__ import annotations

from typing import Final

MAIN_NAME: Final = "kunci.ruko"
COPY_NAME: Final = "kunci-salinan.ruko"
