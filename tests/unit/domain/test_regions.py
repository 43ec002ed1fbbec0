from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from ruko_desk.domain.regions import Regions


def test_the_city_has_six_kecamatan_and_sixty_seven_kelurahan(regions: Regions) -> None:
    assert regions.name(regions.city) == "Kota Serang"
    counts = Counter(region.parent for region in regions.kelurahan())
    assert {regions.name(code): count for code, count in counts.items()} == {
        "Serang": 12,
        "Kasemen": 10,
        "Walantaka": 14,
        "Curug": 10,
        "Cipocok Jaya": 8,
        "Taktakan": 13,
    }
    assert len(regions.kecamatan()) == 6
    assert len(regions.kelurahan("367305")) == 8


def test_provinces_and_regencies_for_outside_the_city(regions: Regions) -> None:
    assert len(regions.provinces()) == 38
    assert sum(len(regions.regencies(province.code)) for province in regions.provinces()) == 514
    banten = [region.name for region in regions.regencies("36")]
    assert {"Kota Serang", "Kabupaten Serang"} <= set(banten)


def test_labels_tell_same_names_apart(regions: Regions) -> None:
    assert regions.label("3673041007") == "Sukawana, Kec. Curug"
    assert regions.label("3673011008") == "Sukawana, Kec. Serang"
    assert regions.label("367304") == "Kec. Curug, Kota Serang"
    assert regions.label("3604") == "Kabupaten Serang, Banten"
    assert regions.label("36") == "Banten"
    assert regions.label("999999") == "999999"
    assert regions.full_label("3673041007") == "Kel. Sukawana, Kec. Curug, Kota Serang, Banten"
    assert regions.full_label("") == ""


def test_every_kelurahan_has_its_postal_code(regions: Regions) -> None:
    assert regions.postcode("3673011001") == "42116"
    assert all(
        regions.postcode(region.code).startswith("421") and len(regions.postcode(region.code)) == 5
        for region in regions.kelurahan()
    )
    assert regions.postcode("3604") == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Masjid Priyayi", "3673021002"),
        ("Mesjid Priyayi", "3673021002"),
        ("mesjidpriyayi", "3673021002"),
        ("priyayi", "3673021002"),
        ("Lontar Baru", "3673011009"),
        ("lontarbaru", "3673011009"),
        ("Penancangan", "3673051003"),
        ("Panancangan", "3673051003"),
        ("Pageragung", "3673031007"),
        ("Pengampelan", "3673031004"),
        ("Kamanisan", "3673041003"),
        ("Curugmanis", "3673041009"),
        ("Kotabaru", "3673011004"),
        ("Tamanbaru", "3673061012"),
        ("Kel. Cipare", "3673011002"),
        ("kelurahan unyur", "3673011007"),
    ],
)
def test_daily_spellings_find_the_kelurahan(regions: Regions, typed: str, code: str) -> None:
    assert regions.search(typed)[0].code == code


def test_every_name_finds_its_own_kelurahan(regions: Regions) -> None:
    for region in regions.kelurahan():
        best = [found for found in regions.search(region.name) if found.name == region.name]
        assert region in best


def test_search_ranks_and_limits(regions: Regions) -> None:
    sukawana = regions.search("sukawana")
    assert {region.code for region in sukawana} == {"3673011008", "3673041007"}
    assert regions.search("curug")[0].name == "Curug"
    assert len(regions.search("curug", limit=20)) >= 10, "a kecamatan brings its kelurahan"
    assert len(regions.search("a", limit=4)) == 4
    assert regions.search("  ") == ()
    assert regions.search("Kec.") == ()
    assert regions.search("zzz") == ()


def test_inside_and_outside_the_city(regions: Regions) -> None:
    assert regions.district_of("3673041007") == "367304"
    assert regions.district_of("367304") == "367304"
    assert regions.district_of("3673") == ""
    assert regions.district_of("3604") == ""
    assert regions.is_inside("3673")
    assert not regions.is_inside("3604")
    assert not regions.is_inside("")
    assert not regions.is_inside("3673999999")


def test_the_data_come_with_their_source_and_licence(resources: Path) -> None:
    text = (resources / "regions" / "SUMBER_WILAYAH.md").read_text(encoding="utf-8")
    assert "MIT License" in text
    for path in (resources / "regions").glob("*.csv"):
        assert path.name in text
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len({row["kode"] for row in rows}) == len(rows)
