"""Areas by their Kemendagri codes, those of a NIK; BPS codes look alike and differ.

Kota Serang is held down to the kelurahan with postal codes, Banten down to the kecamatan, the rest
of the country by province and regency. Names of kelurahan repeat (Sukawana stands in Serang and in
Curug), so a label always shows the kecamatan.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ruko_desk.domain.names import fold_compact


class RegionKind(StrEnum):
    """Levels of the administration, as the data name them."""

    PROVINCE = "provinsi"
    REGENCY = "kabupaten"
    CITY = "kota"
    DISTRICT = "kecamatan"
    VILLAGE = "kelurahan"


_PREFIX: Final = re.compile(
    r"^(kel(urahan)?|kec(amatan)?|kota|kab(upaten)?|desa)\b\.?\s*", re.IGNORECASE
)
_DISTRICT_LENGTH: Final = 6
_REGENCY_LENGTH: Final = 4
_PROVINCE_LENGTH: Final = 2

ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "3673021002": ("Masjid Priyayi", "Priyayi"),
    "3673031004": ("Pengampelan",),
    "3673041003": ("Kamanisan",),
    "3673051003": ("Penancangan",),
    "3673061005": ("Kalang Anyar",),
}
"""Spellings in daily use that folding alone does not bring together, by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One area; `parent` is the code of the area it lies in, empty for a province."""

    code: str
    name: str
    kind: RegionKind
    parent: str


class Regions:
    """All areas, read once; lookups are by code."""

    def __init__(
        self, city: Iterable[Region], elsewhere: Iterable[Region], postcodes: Mapping[str, str]
    ) -> None:
        home = tuple(city)
        self._all = {region.code: region for region in (*elsewhere, *home)}
        self._home = tuple(region for region in home if region.kind is RegionKind.VILLAGE)
        self._districts = tuple(region for region in home if region.kind is RegionKind.DISTRICT)
        self._city = next(region.code for region in home if region.kind is RegionKind.CITY)
        self._postcodes = dict(postcodes)
        self._with_districts = {
            region.parent for region in self._all.values() if region.kind is RegionKind.DISTRICT
        }
        self._keys = tuple(
            (region, tuple(fold_compact(n) for n in (region.name, *ALIASES.get(region.code, ()))))
            for region in self._home
        )

    @classmethod
    def from_csv(cls, city: str, provinces: str, districts: str, postcodes: str) -> Regions:
        """Build from the texts of the four CSV files in `resources/regions`.

        Raises:
            KeyError: a column is missing.
            ValueError: an unknown kind of area.
        """
        return cls(
            _read(city),
            (*_read(provinces), *_read(districts)),
            {row["kode"]: row["kodepos"] for row in _rows(postcodes)},
        )

    @property
    def city(self) -> str:
        """Code of the house's own city."""
        return self._city

    def find(self, code: str) -> Region | None:
        """Return an area, or None."""
        return self._all.get(code)

    def name(self, code: str) -> str:
        """Return an area's bare name; an unknown code stands for itself."""
        region = self._all.get(code)
        return region.name if region else code

    def label(self, code: str) -> str:
        """Return the name with what tells it from others: `Sukawana, Kec. Curug`.

        A kecamatan is shown with its regency, a regency with its province; an unknown code stands
        for itself.
        """
        region = self._all.get(code)
        if region is None:
            return code
        if region.kind is RegionKind.VILLAGE:
            return f"{region.name}, Kec. {self.name(region.parent)}"
        if region.kind is RegionKind.DISTRICT:
            return f"Kec. {region.name}, {self.name(region.parent)}"
        if region.parent:
            return f"{region.name}, {self.name(region.parent)}"
        return region.name

    def full_label(self, code: str) -> str:
        """Return the area as an address line: `Kel. Sukawana, Kec. Curug, Kota Serang, Banten`."""
        marks = {RegionKind.VILLAGE: "Kel. ", RegionKind.DISTRICT: "Kec. "}
        parts: list[str] = []
        region = self._all.get(code)
        while region is not None:
            parts.append(marks.get(region.kind, "") + region.name)
            region = self._all.get(region.parent)
        return ", ".join(parts) if parts else code

    def postcode(self, code: str) -> str:
        """Return the postal code of a kelurahan of the city, or ""."""
        return self._postcodes.get(code, "")

    def kelurahan(self, district: str = "") -> tuple[Region, ...]:
        """Return the kelurahan of the city, or of one kecamatan."""
        return tuple(r for r in self._home if not district or r.parent == district)

    def kecamatan(self) -> tuple[Region, ...]:
        """Return the kecamatan of the city."""
        return self._districts

    def provinces(self) -> tuple[Region, ...]:
        """Return all provinces by code."""
        return self._children("", {RegionKind.PROVINCE})

    def regencies(self, province: str) -> tuple[Region, ...]:
        """Return the regencies and cities of a province by code."""
        return self._children(province, {RegionKind.REGENCY, RegionKind.CITY})

    def district_of(self, code: str) -> str:
        """Return the kecamatan of the city in which an area lies, or "" for elsewhere."""
        return code[:_DISTRICT_LENGTH] if self.is_inside(code) and len(code) > 4 else ""  # noqa: PLR2004

    def is_inside(self, code: str) -> bool:
        """Tell whether an area is the city or lies in it; otherwise recaps count it as luar kota."""
        return code in self._all and code.startswith(self._city)

    def knows_area(self, area: str) -> bool:
        """Tell whether the first six digits of a NIK are an area of the list.

        Kecamatan are known for Banten only; elsewhere the regency decides.
        """
        regency = area[:_REGENCY_LENGTH]
        return area in self._all if regency in self._with_districts else regency in self._all

    def search(self, text: str, limit: int = 10) -> tuple[Region, ...]:
        """Return kelurahan of the city by name, tolerant of blanks and of daily spellings.

        Those that begin with the text come first; a kecamatan's name brings all of its kelurahan.
        """
        wanted = fold_compact(_PREFIX.sub("", text.strip()))
        if not wanted:
            return ()
        ranked: list[tuple[int, str, Region]] = []
        for region, keys in self._keys:
            if any(key.startswith(wanted) for key in keys):
                rank = 0 if wanted in keys else 1
            elif any(wanted in key for key in keys):
                rank = 2
            elif fold_compact(self.name(region.parent)).startswith(wanted):
                rank = 3
            else:
                continue
            ranked.append((rank, region.name, region))
        ranked.sort(key=lambda entry: (entry[0], entry[1], entry[2].code))
        return tuple(region for _, _, region in ranked[:limit])

    def _children(self, parent: str, kinds: set[RegionKind]) -> tuple[Region, ...]:
        found = (r for r in self._all.values() if r.parent == parent and r.kind in kinds)
        return tuple(sorted(found, key=lambda region: region.code))


def _rows(text: str) -> Iterable[dict[str, str]]:
    return csv.DictReader(io.StringIO(text))


def _read(text: str) -> tuple[Region, ...]:
    return tuple(
        Region(
            code=row["kode"],
            name=row["nama"],
            kind=RegionKind(row["jenis"]),
            parent=row["kode_induk"],
        )
        for row in _rows(text)
    )
