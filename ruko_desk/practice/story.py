"""One invented case from the first contact to its sessions and referrals, as rows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ruko_desk.clock import at
from ruko_desk.db.tables.cases import (
    CaseEvent,
    CaseFile,
    CaseParty,
    Incident,
    IncidentForm,
    PartyRelation,
    RiskAssessment,
)
from ruko_desk.db.tables.desk import Contact
from ruko_desk.db.tables.letters import Referral
from ruko_desk.db.tables.people import Person, SafeContactRule
from ruko_desk.db.tables.schedule import Appointment
from ruko_desk.domain.indonesian import MONTHS
from ruko_desk.domain.letter_texts import SERVICES
from ruko_desk.practice import words
from ruko_desk.practice.agreements import Asked, add_consents
from ruko_desk.practice.diary import Diary
from ruko_desk.practice.people import Invented, PeopleMaker
from ruko_desk.practice.rows import RowBuffer
from ruko_desk.services.referral_content import join_services

KINDS = {
    "hukum": ("konsultasi_hukum", 60),
    "psikologi": ("konseling", 60),
    "kesehatan": ("konsultasi_kesehatan", 30),
}
_RECEIVERS = {
    "kesehatan": ("kesehatan_rs", "kesehatan_pkm"),
    "hukum": ("hukum", "pengadilan"),
    "psikologi": ("psikologi",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Keys of the people and places that every story needs."""

    front_desk: int
    companion: int
    partners: dict[str, list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the index needs of a case that was written."""

    case_id: int
    code: str
    person: dict[str, object]
    safe_phone: str


class StoryTeller:
    """Writes cases into the row buffer; time never goes beyond the last day but for plans."""

    def __init__(
        self,
        chance: random.Random,
        people: PeopleMaker,
        diary: Diary,
        cast: Cast,
        until: date,
    ) -> None:
        self._chance = chance
        self._people = people
        self._diary = diary
        self._cast = cast
        self._until = until

    def tell(self, rows: RowBuffer, day: date, year_seq: int) -> Told:
        """Write one case that began on `day` and has this number in its year."""
        chance = self._chance
        arrived = at(day, chance.randint(8, 14), chance.randint(0, 59))
        survivor = self._people.survivor(day)
        needs = self._needs(survivor)
        age_in_days = (self._until - day).days
        status = self._status(age_in_days)
        code = f"RK-{day:%y}-{year_seq:04}"
        channel = _draw(chance, words.CHANNELS)
        client = rows.add(Person, arrived, **survivor.row)
        risk = chance.choices(("darurat", "tinggi", "sedang", "rendah"), (4, 18, 38, 40))[0]
        case = rows.add(
            CaseFile,
            arrived,
            version=1,
            code=code,
            year=day.year,
            seq=year_seq,
            case_kind="ampk" if survivor.is_child else "ktp",
            status=status,
            risk=risk,
            channel=channel,
            services=",".join(needs),
            opened_on=day,
            opened_at=arrived,
            closed_on=min(day + timedelta(days=120), self._until) if status == "ditutup" else None,
            opened_by_id=self._cast.front_desk,
            owner_id=self._cast.companion,
            client_id=client,
            district=survivor.region.code[:6],
            last_activity=day,
        )
        phone = str(survivor.row["phone"])
        rows.add(
            SafeContactRule,
            arrived,
            version=1,
            person_id=client,
            phone=phone,
            hours=chance.choice(words.SAFE_HOURS),
            may_name_house=chance.random() < 0.3,
            must_not_know=chance.choice(words.MUST_NOT_KNOW),
        )
        self._contact(rows, arrived, survivor, needs, channel, case)
        party = rows.add(
            CaseParty, arrived, version=1, case_id=case, person_id=client, role="penyintas"
        )
        self._perpetrator(rows, arrived, day, survivor, case, party)
        self._incident(rows, arrived, day, survivor, case, party)
        agreed = add_consents(
            chance,
            rows,
            Asked(
                arrived=arrived,
                day=day,
                survivor=survivor,
                case=case,
                client=client,
                needs=needs,
                recorded_by=self._cast.front_desk,
            ),
        )
        rows.add(
            RiskAssessment,
            arrived,
            case_id=case,
            assessed_at=arrived,
            assessed_by_id=self._cast.companion,
            items="",
            computed_level=risk,
            level=risk,
            reason="",
        )
        rows.add(CaseEvent, case_id=case, happened_at=arrived, kind="dibuka", text="Kasus dibuka")
        self._sessions(rows, arrived, day, needs, case, client, status)
        self._referral(rows, arrived, day, agreed, needs, case)
        return Told(
            case_id=case,
            code=code,
            person=survivor.row,
            safe_phone=phone,
        )

    def _needs(self, survivor: Invented) -> list[str]:
        chance = self._chance
        needs = ["psikologi"] if chance.random() < 0.75 else ["hukum"]
        if chance.random() < 0.45 and "hukum" not in needs:
            needs.append("hukum")
        if chance.random() < (0.35 if survivor.is_child else 0.25):
            needs.append("kesehatan")
        return needs

    def _status(self, age_in_days: int) -> str:
        if age_in_days < 3:
            return "baru"
        if age_in_days < 14:
            return "asesmen"
        if age_in_days < 120:
            return self._chance.choice(("ditangani", "ditangani", "dipantau"))
        return "ditutup" if self._chance.random() < 0.85 else "dipantau"

    def _contact(
        self,
        rows: RowBuffer,
        arrived: datetime,
        survivor: Invented,
        needs: Sequence[str],
        channel: str,
        case: int,
    ) -> None:
        child = "anak_laki_laki" if survivor.sex == "L" else "anak_perempuan"
        rows.add(
            Contact,
            arrived,
            version=1,
            channel=channel,
            received_at=arrived,
            received_by_id=self._cast.front_desk,
            call_name=survivor.row["call_name"],
            description="",
            stated_age=survivor.age,
            visitor=child if survivor.is_child else "perempuan",
            arrival="diantar_keluarga" if survivor.is_child else "sendiri",
            needs=",".join(needs),
            waits_safely=True,
            emergency=False,
            safe_phone=survivor.row["phone"],
            safe_hours="",
            may_name_house=None,
            must_not_know="",
            consents={},
            outcome="kasus",
            case_id=case,
        )

    def _perpetrator(
        self,
        rows: RowBuffer,
        arrived: datetime,
        day: date,
        survivor: Invented,
        case: int,
        party: int,
    ) -> None:
        person = rows.add(Person, arrived, **self._people.perpetrator(day))
        role = rows.add(
            CaseParty, arrived, version=1, case_id=case, person_id=person, role="terlapor"
        )
        relations = words.RELATIONS_CHILD if survivor.is_child else words.RELATIONS_ADULT
        rows.add(
            PartyRelation,
            perpetrator_id=role,
            survivor_id=party,
            relation=_draw(self._chance, relations),
        )

    def _incident(
        self,
        rows: RowBuffer,
        arrived: datetime,
        day: date,
        survivor: Invented,
        case: int,
        party: int,
    ) -> None:
        chance = self._chance
        happened = day - timedelta(days=chance.choice((0, 1, 2, 3, 6, 10, 20, 45, 120, 300)))
        form, _, local_kind = chance.choices(words.FORMS, [share for _, share, _ in words.FORMS])[0]
        at_home = chance.random() < 0.6
        exact = chance.random() < 0.7
        when = f"pada {MONTHS[happened.month - 1]} {happened.year}"
        incident = rows.add(
            Incident,
            arrived,
            version=1,
            case_id=case,
            happened=happened.isoformat() if exact else f"{happened:%Y-%m}",
            time_of_day="",
            place_kind="rumah_tangga"
            if at_home
            else chance.choice(("sekolah", "daring", "fasilitas_umum")),
            place_street="",
            place_rt="",
            place_rw="",
            place_region=survivor.region.code if chance.random() < 0.9 else "3604",
            narrative=chance.choice(words.NARRATIVES).format(when=when),
            narrative_by_id=self._cast.front_desk,
            local_kind=local_kind,
            domestic=at_home,
            weapon=chance.choice(words.WEAPONS),
            is_main=True,
        )
        forms = [form]
        if form != "psikis" and chance.random() < 0.4:
            forms.append("psikis")
        for code in forms:
            rows.add(
                IncidentForm,
                incident_id=incident,
                survivor_id=party,
                form=code,
                is_main=code == form,
            )

    def _sessions(
        self,
        rows: RowBuffer,
        arrived: datetime,
        day: date,
        needs: Sequence[str],
        case: int,
        client: int,
        status: str,
    ) -> None:
        chance = self._chance
        taken: set[date] = set()
        wished = day + timedelta(days=1)
        for number in range(chance.choice((1, 1, 2, 2, 3, 4))):
            service = needs[number % len(needs)]
            provider, start = self._diary.book(chance, service, wished, taken)
            booked = max(taken)
            if booked > self._until + timedelta(days=14) or (
                status == "ditutup" and booked > self._until
            ):
                return
            kind, minutes = KINDS[service]
            past = booked < self._until
            rows.add(
                Appointment,
                arrived,
                version=1,
                request_uid=f"{chance.getrandbits(128):032x}",
                case_id=case,
                person_id=client,
                provider_id=provider,
                room_id=None,
                kind=kind,
                service=service,
                start_at=start,
                end_at=start + timedelta(minutes=minutes),
                state=self._outcome() if past else "terjadwal",
                note="",
                override_reason="",
                moved_to_id=None,
                created_at=arrived,
            )
            wished = booked + timedelta(days=chance.choice((7, 7, 14)))

    def _outcome(self) -> str:
        states = ("selesai", "tidak_hadir", "batal_klien", "batal_lembaga")
        return self._chance.choices(states, (84, 8, 6, 2))[0]

    def _referral(
        self,
        rows: RowBuffer,
        arrived: datetime,
        day: date,
        agreed: Sequence[str],
        needs: Sequence[str],
        case: int,
    ) -> None:
        chance = self._chance
        wanted = [need for need in needs if need in agreed]
        if not wanted or chance.random() > 0.55:
            return
        receivers = [
            (kind, partner)
            for kind in _RECEIVERS[wanted[0]]
            for partner in self._cast.partners.get(kind, [])
        ]
        if not receivers:
            return
        kind, partner = chance.choice(receivers)
        written = min(day + timedelta(days=chance.randint(0, 9)), self._until)
        asked = (SERVICES[kind][0],)
        content: dict[str, object] = {
            "services_asked": list(asked),
            "ticked": ["kode", "usia_jk"],
            "reason": chance.choice(words.REASONS),
            "condition": "Klien dalam keadaan tenang dan bersedia menerima layanan lanjutan.",
            "services_given": "Penerimaan pengaduan dan asesmen awal.",
        }
        rows.add(
            Referral,
            arrived,
            version=1,
            case_id=case,
            partner_id=partner,
            state="draf",
            services=join_services(asked),
            content=content,
            letter_id=None,
            created_at=at(written, 14),
            created_by_id=self._cast.companion,
            issued_at=None,
        )


def _draw(chance: random.Random, choices: Sequence[tuple[str, int]]) -> str:
    return chance.choices([code for code, _ in choices], [share for _, share in choices])[0]
