"""The main job through the services: a case is opened, a session booked, a letter frozen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from ruko_desk.bootstrap import vault_gate
from ruko_desk.clock import FixedClock, at
from ruko_desk.domain.booking_conflict import BookingConflict
from ruko_desk.domain.dto.cases import CaseFilter, RecordConsent, SavePerson
from ruko_desk.domain.dto.referrals import IssueReferral, SaveReferral
from ruko_desk.domain.dto.schedule import BookAppointment, FreeTimesQuery
from ruko_desk.errors import FieldErrors, NotAllowedError, StaleError, UserError
from ruko_desk.ids import new_uid
from ruko_desk.practice.make import PASSWORD, PracticePlan, make_practice_vault
from ruko_desk.services.session import Session
from ruko_desk.services.verify import verify
from tests.services.vaults import CHEAP

UNTIL = date(2026, 11, 26)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("latihan") / "brankas"
    make_practice_vault(PracticePlan(folder=folder, cases=40, until=UNTIL, policy=CHEAP))
    return folder


@pytest.fixture
def companion(practice: Path) -> Iterator[Session]:
    clock = FixedClock(at(UNTIL, 10))
    session = vault_gate(practice, clock=clock, policy=CHEAP).unlock("pendamping", PASSWORD)
    yield session
    session.close()


def newest(session: Session) -> str:
    rows = session.services.cases.list(session.actor, CaseFilter(limit=20))
    return next(row.uid for row in rows if row.status != "ditutup")


def test_the_same_seed_gives_the_same_records(practice: Path, tmp_path: Path) -> None:
    again = tmp_path / "lagi"
    make_practice_vault(PracticePlan(folder=again, cases=40, until=UNTIL, policy=CHEAP))
    hashes = []
    for folder in (practice, again):
        clock = FixedClock(at(UNTIL, 8))
        session = vault_gate(folder, clock=clock, policy=CHEAP).unlock("pengelola2", PASSWORD)
        result = verify(session)
        session.close()
        assert result.ok, result.findings
        hashes.append(result.content_sha256)
    assert hashes[0] == hashes[1]


def test_a_saved_identity_is_found_again_and_never_overwritten_silently(
    companion: Session,
) -> None:
    cases, actor = companion.services.cases, companion.actor
    detail = cases.open(actor, newest(companion))
    assert detail.client is not None
    person = replace(detail.client, full_name="Zubaidah Rekaan")
    saved = cases.save_person(actor, SavePerson(case_uid=detail.header.uid, person=person))
    assert saved.changes.touches_record("case", detail.header.uid)
    with pytest.raises(StaleError):
        cases.save_person(actor, SavePerson(case_uid=detail.header.uid, person=person))
    hits = companion.services.search.quick(actor, "zubaida")
    assert detail.header.code in [hit.code for hit in hits]
    assert all("Zubaidah" not in repr(hit) for hit in hits)


def test_every_practice_referral_says_what_is_asked_for(companion: Session) -> None:
    rows = companion.services.referrals.list(companion.actor)
    assert rows
    assert all(row.services for row in rows)


def test_nobody_is_booked_twice_and_saving_twice_books_once(companion: Session) -> None:
    schedule, actor = companion.services.schedule, companion.actor
    uid = newest(companion)
    free = schedule.free_times(actor, FreeTimesQuery(case_uid=uid, service="psikologi"))[0]
    wish = BookAppointment(
        request_uid=new_uid(),
        case_uid=uid,
        provider_uid=free.provider_uid,
        kind="konseling",
        start=free.start,
        minutes=60,
    )
    first = schedule.book(actor, wish).value
    assert schedule.book(actor, wish).value.uid == first.uid
    with pytest.raises(BookingConflict) as caught:
        schedule.book(actor, replace(wish, request_uid=new_uid(), override_reason="tetap"))
    assert caught.value.blocking
    assert len(caught.value.suggestions) == 3
    later = replace(wish, request_uid=new_uid(), start=first.end + timedelta(days=60))
    assert schedule.book(actor, replace(later, override_reason="diminta klien")).value.uid


def test_a_letter_holds_only_what_was_ticked_and_is_frozen(companion: Session) -> None:
    services, actor = companion.services, companion.actor
    uid = newest(companion)
    detail = services.cases.open(actor, uid)
    assert detail.client is not None
    services.cases.save_person(
        actor,
        SavePerson(
            case_uid=uid,
            person=replace(detail.client, full_name="Wulan Rekaan", nik="3673014101900001"),
        ),
    )
    partner = next(p for p in services.partners.list(actor) if p.kind == "polisi")
    content = replace(
        services.referrals.compose(actor, uid).referral.content,
        partner_uid=partner.uid,
        services_asked=("Penerimaan laporan",),
        ticked=("kode", "usia_jk", "nama"),
    )
    draft = services.referrals.save(
        actor, SaveReferral(case_uid=uid, uid="", version=0, content=content)
    ).value
    with pytest.raises(UserError) as caught:
        services.referrals.issue(actor, IssueReferral(uid=draft.uid, version=draft.version))
    assert caught.value.code == "persetujuan"
    services.cases.record_consent(
        actor,
        RecordConsent(
            case_uid=uid,
            purpose="polisi",
            answer="ya",
            fields=("nama",),
            signer_relation="wali",
            signer_name="Ibu Wali Rekaan",
        ),
    )
    stored = services.referrals.issue(
        actor, IssueReferral(uid=draft.uid, version=draft.version)
    ).value
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(stored.pdf)).pages)
    assert "Wulan Rekaan" in text
    assert "3673014101900001" not in text
    assert stored.number in text
    assert services.letters.stored(actor, stored.letter_uid).pdf == stored.pdf
    with pytest.raises(UserError):
        services.referrals.issue(actor, IssueReferral(uid=draft.uid, version=draft.version + 1))
    services.letters.hand_over(actor, stored.letter_uid, "mitra")
    with pytest.raises(UserError):
        services.letters.void(actor, stored.letter_uid, "salah tulis")


def test_a_number_is_never_given_twice(companion: Session) -> None:
    services, actor = companion.services, companion.actor
    uid = newest(companion)
    partner = services.partners.list(actor)[0]
    content = replace(
        services.referrals.compose(actor, uid).referral.content,
        partner_uid=partner.uid,
        services_asked=("Konsultasi",),
    )

    def issue(number: str) -> str:
        draft = services.referrals.save(
            actor, SaveReferral(case_uid=uid, uid="", version=0, content=content)
        ).value
        wish = IssueReferral(uid=draft.uid, version=draft.version, number=number)
        return services.referrals.issue(actor, wish).value.number

    upcoming = services.letters.next_number(actor)
    assert issue(upcoming) == upcoming
    with pytest.raises(FieldErrors):
        issue(upcoming)
    assert issue("") != upcoming


def test_people_without_the_right_see_no_case(practice: Path) -> None:
    clock = FixedClock(at(UNTIL, 10))
    admin = vault_gate(practice, clock=clock, policy=CHEAP).unlock("admin", PASSWORD)
    with pytest.raises(NotAllowedError):
        admin.services.cases.list(admin.actor, CaseFilter())
    assert admin.services.home.read(admin.actor).queue == ()
    admin.close()
