from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ruko_desk.documents.style import load_style
from ruko_desk.paths import resource

if TYPE_CHECKING:
    from ruko_desk.documents.style import Style


@pytest.fixture(scope="session")
def style() -> Style:
    return load_style(resource("fonts"))
