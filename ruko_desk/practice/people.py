"""Invented people: names, ages, NIKs with invented serials, phones, addresses in the city."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ruko_desk.domain.dates import FIRST_YEAR
from ruko_desk.domain.regions import Region
from ruko_desk.practice import words

Row = dict[str, object]

_AGES = ((2, 5, 6), (6, 12, 22), (13, 17, 27), (18, 24, 15), (25, 44, 22), (45, 59, 6), (60, 75, 2))
_ADULT, _SCHOOL = 18, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """One invented survivor with what other rows need to know about her."""

    row: Row
    age: int
    sex: str
    region: Region

    @property
    def is_child(self) -> bool:
        """Tell whether she is under 18."""
        return self.age < _ADULT


class PeopleMaker:
    """Draws people; the same chance gives the same people."""

    def __init__(self, chance: random.Random, kelurahan: Sequence[Region]) -> None:
        self._chance = chance
        self._kelurahan = kelurahan
        self._serial = 0

    def survivor(self, seen_on: date) -> Invented:
        """Draw a survivor as known on the day of her first contact."""
        chance = self._chance
        low, high, _ = chance.choices(_AGES, weights=[share for _, _, share in _AGES])[0]
        # A large practice house began long ago; nobody in it was born before the first known year.
        age = min(chance.randint(low, high), seen_on.year - FIRST_YEAR - 1)
        sex = "L" if age < _ADULT and chance.random() < 0.22 else "P"
        name = self.name(sex)
        region = chance.choice(self._kelurahan)
        born = seen_on - timedelta(days=age * 365 + age // 4 + chance.randint(0, 330))
        known = chance.random()
        row = self.blank()
        row.update(
            call_name=name.split()[0],
            full_name=name if known < 0.8 else "",
            sex=sex,
            birth_place="Serang" if known < 0.6 else "",
            birth=born.isoformat() if known < 0.6 else str(born.year) if known < 0.7 else "",
            stated_age=age,
            stated_on=seen_on,
            nik=self._nik(region, born, sex) if known < 0.55 else "",
            home_street=self._street(),
            home_rt=f"{chance.randint(1, 9):03}",
            home_rw=f"{chance.randint(1, 12):03}",
            home_region=region.code,
            phone=self._phone() if age >= _SCHOOL and chance.random() < 0.7 else "",
            education=self._education(age),
            occupation=self._occupation(age),
            marital=self._marital(age),
            religion="islam" if chance.random() < 0.94 else "kristen",
            disability="tidak" if chance.random() < 0.95 else "fisik",
        )
        return Invented(row=row, age=age, sex=sex, region=region)

    def perpetrator(self, seen_on: date) -> Row:
        """Draw an alleged perpetrator; often little is known."""
        chance = self._chance
        row = self.blank()
        known = chance.random()
        row.update(
            full_name=self.name("L") if known < 0.7 else "",
            sex="L" if chance.random() < 0.96 else "P",
            stated_age=chance.randint(19, 60) if known < 0.8 else None,
            stated_on=seen_on if known < 0.8 else None,
            occupation="swasta_buruh" if known < 0.5 else "tidak_tahu",
        )
        return row

    def name(self, sex: str) -> str:
        """Draw a name; one in nine has a single word, as is common."""
        first = words.MALE_FIRST if sex == "L" else words.FEMALE_FIRST
        last = words.MALE_LAST if sex == "L" else words.FEMALE_LAST
        head = self._chance.choice(first)
        return head if self._chance.random() < 1 / 9 else f"{head} {self._chance.choice(last)}"

    @staticmethod
    def blank() -> Row:
        """Return a person of whom nothing is known."""
        texts = [
            "call_name",
            "full_name",
            "alias",
            "description",
            "sex",
            "birth_place",
            "birth",
            "nik",
            "family_card",
            "papers_seen",
            "ktp_street",
            "ktp_rt",
            "ktp_rw",
            "ktp_region",
            "home_street",
            "home_rt",
            "home_rw",
            "home_region",
            "phone",
            "education",
            "occupation",
            "marital",
            "religion",
            "disability",
            "accommodation",
            "counsellor_sex",
        ]
        row: Row = dict.fromkeys(texts, "")
        row.update(version=1, stated_age=None, stated_on=None, nationality="WNI")
        return row

    def _nik(self, region: Region, born: date, sex: str) -> str:
        self._serial = self._serial % 999 + 1
        day = born.day + (40 if sex == "P" else 0)
        return f"{region.code[:6]}{day:02}{born:%m%y}9{self._serial:03}"

    def _phone(self) -> str:
        return f"+628{self._chance.choice('1257')}{self._chance.randint(200000000, 299999999)}"

    def _street(self) -> str:
        chance = self._chance
        return (
            f"{chance.choice(words.PLACES)} {chance.choice(words.STREETS)} {chance.randint(1, 90)}"
        )

    def _education(self, age: int) -> str:
        if age < _SCHOOL:
            return "belum_sekolah"
        if age < 13:
            return "sd"
        if age < 16:
            return "smp"
        return self._chance.choice(("smp", "sma", "sma", "perguruan_tinggi", "sd"))

    def _occupation(self, age: int) -> str:
        if age < _SCHOOL:
            return "na"
        if age < _ADULT:
            return "pelajar"
        return self._chance.choice(("irt", "irt", "swasta_buruh", "pedagang_tani_nelayan"))

    def _marital(self, age: int) -> str:
        if age < _ADULT:
            return "belum_kawin"
        return self._chance.choice(
            (
                "kawin_tercatat",
                "kawin_tercatat",
                "kawin_belum_tercatat",
                "cerai_hidup",
                "belum_kawin",
            )
        )
