from __future__ import annotations

from pathlib import Path

import pytest

from ruko_desk.crypto.keyfile_store import KeyFileStore
from tests.unit.crypto.house import CHEAP, House, make_house


@pytest.fixture(scope="session")
def house() -> House:
    return make_house()


@pytest.fixture
def store(tmp_path: Path, house: House) -> KeyFileStore:
    store = KeyFileStore(tmp_path, CHEAP)
    store.write(house.file)
    return store
