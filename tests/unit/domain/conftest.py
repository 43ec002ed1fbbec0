"""The data files of the program, read once for the tests of the domain."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruko_desk.domain.codes import CodeLists
from ruko_desk.domain.regions import Regions

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@pytest.fixture(scope="session")
def resources() -> Path:
    return RESOURCES


@pytest.fixture(scope="session")
def codes() -> CodeLists:
    return CodeLists.from_csv(
        *(path.read_text(encoding="utf-8") for path in sorted((RESOURCES / "codes").glob("*.csv")))
    )


@pytest.fixture(scope="session")
def regions() -> Regions:
    names = ("kota_serang", "provinsi_kabupaten", "banten_kecamatan")
    city, provinces, districts = (
        (RESOURCES / "regions" / f"wilayah_{name}.csv").read_text(encoding="utf-8")
        for name in names
    )
    postcodes = (RESOURCES / "regions" / "kodepos_kota_serang.csv").read_text(encoding="utf-8")
    return Regions.from_csv(city, provinces, districts, postcodes)
