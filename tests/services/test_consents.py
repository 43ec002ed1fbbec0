"""Consent: who may sign, which answer counts, and what taking one back stops."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from ruko_desk.clock import FixedClock
from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.letters import Letter, Partner, Referral
from ruko_desk.domain.dto.cases import (
    AllegedPerpetratorView,
    RecordConsent,
    SaveAllegedPerpetrator,
    SavePerson,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, NotAllowedError, NotFoundError, UserError
from ruko_desk.services.cases import Cases
from ruko_desk.services.office import Office
from tests.services.casework import client, give
from tests.services.desk import MORNING, AsUser, Staff


@pytest.fixture
def petugas(staff: Staff, as_user: AsUser) -> Actor:
    return as_user(staff.petugas)


@pytest.fixture
def yes(todays: str) -> RecordConsent:
    return RecordConsent(
        case_uid=todays, purpose="kesehatan", answer="ya", fields=("nama", "ringkasan")
    )


def make_child(cases: Cases, actor: Actor, uid: str) -> None:
    person = replace(client(cases.open(actor, uid)), birth="2014-03-02")
    cases.save_person(actor, SavePerson(case_uid=uid, person=person))


def name_perpetrator(cases: Cases, actor: Actor, uid: str, name: str, relation: str) -> None:
    view = AllegedPerpetratorView(uid="", version=0, name=name, relation=relation)
    cases.save_perpetrator(actor, SaveAllegedPerpetrator(case_uid=uid, perpetrator=view))


def refer(office: Office, case_uid: str, kind: str, state: str) -> str:
    """Add a referral to a kind of partner; return its uid."""
    with office.database.write() as work:
        case = office.case(work.session, case_uid)
        partner = Partner(name=f"Mitra {kind}", kind=kind)
        work.session.add(partner)
        work.session.flush()
        letter = None
        if state != "draf":
            count = len(work.session.execute(select(Letter.id)).all())
            letter = Letter(
                direction="keluar",
                kind="rujukan",
                number=f"400.2.4/{count + 1:03}",
                year=2026,
                letter_date=MORNING.date(),
                state=state,
                case_id=case.id,
                issued_at=MORNING,
                handed_at=MORNING if state == "diserahkan" else None,
            )
            work.session.add(letter)
            work.session.flush()
        referral = Referral(
            case_id=case.id,
            partner_id=partner.id,
            letter_id=letter.id if letter else None,
            state=state,
            created_at=MORNING,
        )
        work.session.add(referral)
        work.session.flush()
        return referral.uid


def states(office: Office) -> dict[str, str]:
    with office.database.read() as session:
        rows = session.execute(
            select(Partner.kind, Referral.state).join(Partner, Partner.id == Referral.partner_id)
        )
        return {row.kind: row.state for row in rows}


def test_answer_is_recorded_with_scope_signer_and_day(
    cases: Cases, petugas: Actor, yes: RecordConsent
) -> None:
    outcome = cases.record_consent(petugas, yes)
    row = outcome.value.consents[0]
    assert (row.purpose, row.answer, row.fields) == ("kesehatan", "ya", ("nama", "ringkasan"))
    assert (row.signer_relation, row.given_on) == ("diri_sendiri", date(2026, 11, 26))
    assert outcome.value.header.sharing == ("kesehatan",)
    assert "Berbagi dengan layanan kesehatan dan psikologi: ya" in [
        entry.text for entry in outcome.value.timeline
    ]
    assert outcome.changes.touches_record("case", yes.case_uid)


def test_newest_answer_counts(cases: Cases, petugas: Actor, yes: RecordConsent) -> None:
    cases.record_consent(petugas, yes)
    detail = cases.record_consent(petugas, replace(yes, answer="tidak")).value
    assert detail.header.sharing == ()
    assert [(row.answer, row.fields) for row in detail.consents] == [
        ("tidak", ()),
        ("ya", ("nama", "ringkasan")),
    ]


def test_consent_ends_on_its_last_day(
    cases: Cases, petugas: Actor, yes: RecordConsent, clock: FixedClock
) -> None:
    cases.record_consent(petugas, replace(yes, expires_on=date(2026, 11, 27)))
    clock.advance(days=1)
    assert cases.open(petugas, yes.case_uid).header.sharing == ("kesehatan",)
    clock.advance(days=1)
    assert cases.open(petugas, yes.case_uid).header.sharing == ()


def test_unknown_values_are_named(cases: Cases, petugas: Actor, yes: RecordConsent) -> None:
    wrong = replace(
        yes,
        purpose="media",
        answer="mungkin",
        legal_basis="feeling",
        signer_relation="teman",
        fields=("foto",),
        expires_on=date(2026, 11, 25),
    )
    with pytest.raises(FieldErrors) as caught:
        cases.record_consent(petugas, wrong)
    assert set(caught.value.fields) == {
        "purpose",
        "answer",
        "legal_basis",
        "signer_relation",
        "fields",
        "expires_on",
    }
    assert cases.open(petugas, yes.case_uid).consents == ()


def test_child_cannot_sign_alone_but_parent_can(
    cases: Cases, petugas: Actor, yes: RecordConsent
) -> None:
    make_child(cases, petugas, yes.case_uid)
    with pytest.raises(FieldErrors) as caught:
        cases.record_consent(petugas, yes)
    assert "Klien masih anak" in caught.value.fields["signer_relation"]
    signed = replace(yes, signer_relation="ibu", signer_name="Rohmah", child_agrees=True)
    assert cases.record_consent(petugas, signed).value.header.sharing == ("kesehatan",)


def test_alleged_perpetrator_never_signs(cases: Cases, petugas: Actor, yes: RecordConsent) -> None:
    make_child(cases, petugas, yes.case_uid)
    name_perpetrator(cases, petugas, yes.case_uid, "Moh. Sjarif", "ayah_kandung")
    for relation, name in (("wali", "Muhammad Syarif"), ("ayah", "Tuan Lain")):
        with pytest.raises(FieldErrors) as caught:
            cases.record_consent(petugas, replace(yes, signer_relation=relation, signer_name=name))
        assert "tercatat sebagai terlapor" in caught.value.fields["signer_name"]
    other = replace(yes, signer_relation="ibu", signer_name="Rohmah")
    assert cases.record_consent(petugas, other).value.header.sharing == ("kesehatan",)


def test_other_legal_basis_needs_no_signer(
    cases: Cases, petugas: Actor, yes: RecordConsent
) -> None:
    make_child(cases, petugas, yes.case_uid)
    vital = replace(yes, legal_basis="kepentingan_vital")
    assert cases.record_consent(petugas, vital).value.header.sharing == ("kesehatan",)


def test_withdrawal_stops_what_has_not_left_and_names_what_has(
    office: Office, cases: Cases, petugas: Actor, yes: RecordConsent, clock: FixedClock
) -> None:
    uid = yes.case_uid
    cases.record_consent(petugas, yes)
    cases.record_consent(petugas, replace(yes, fields=("nama", "nik")))
    refer(office, uid, "kesehatan_rs", "draf")
    refer(office, uid, "kesehatan_pkm", "terbit")
    refer(office, uid, "psikologi", "diserahkan")
    refer(office, uid, "polisi", "draf")
    newest = cases.open(petugas, uid).consents[0]
    clock.advance(hours=1)
    outcome = cases.withdraw_consent(petugas, uid, newest.uid)
    assert outcome.value.header.sharing == ()
    assert all(row.withdrawn_at is not None for row in outcome.value.consents)
    assert states(office) == {
        "kesehatan_rs": "dicabut",
        "kesehatan_pkm": "dicabut",
        "psikologi": "diserahkan",
        "polisi": "draf",
    }
    voided = [row for row in outcome.value.letters if row.void_reason]
    assert [(row.number, row.state) for row in voided] == [("400.2.4/001", "dicabut")]
    texts = [entry.text for entry in outcome.value.timeline]
    assert "2 rujukan yang belum diserahkan dicabut" in texts
    assert (
        "Surat 400.2.4/002 sudah keluar sebelum persetujuan ditarik; hubungi penerimanya" in texts
    )
    assert outcome.changes.touches("referral", "letter")
    with office.database.read() as session:
        stored = session.execute(select(Letter.state, Letter.void_reason)).all()
    assert [tuple(row) for row in stored] == [
        ("nomor_batal", "Persetujuan ditarik klien"),
        ("diserahkan", ""),
    ]


def test_withdrawing_the_service_stops_every_referral(
    office: Office, cases: Cases, petugas: Actor, yes: RecordConsent
) -> None:
    detail = cases.record_consent(petugas, replace(yes, purpose="layanan", fields=())).value
    refer(office, yes.case_uid, "kesehatan_rs", "draf")
    refer(office, yes.case_uid, "polisi", "terbit")
    cases.withdraw_consent(petugas, yes.case_uid, detail.consents[0].uid)
    assert set(states(office).values()) == {"dicabut"}


def test_only_a_live_yes_of_this_case_can_be_withdrawn(
    cases: Cases, petugas: Actor, yes: RecordConsent, uid: str
) -> None:
    no = cases.record_consent(petugas, replace(yes, answer="tidak")).value.consents[0]
    with pytest.raises(UserError, match="tidak ada yang perlu ditarik"):
        cases.withdraw_consent(petugas, yes.case_uid, no.uid)
    given = cases.record_consent(petugas, yes).value.consents[0]
    with pytest.raises(NotFoundError):
        cases.withdraw_consent(petugas, uid, given.uid)
    cases.withdraw_consent(petugas, yes.case_uid, given.uid)
    with pytest.raises(UserError):
        cases.withdraw_consent(petugas, yes.case_uid, given.uid)


def test_new_yes_after_a_withdrawal_counts_again(
    cases: Cases, petugas: Actor, yes: RecordConsent
) -> None:
    given = cases.record_consent(petugas, yes).value.consents[0]
    cases.withdraw_consent(petugas, yes.case_uid, given.uid)
    assert cases.record_consent(petugas, yes).value.header.sharing == ("kesehatan",)


def test_psychologist_reads_consents_but_does_not_record_them(
    office: Office, cases: Cases, yes: RecordConsent, staff: Staff, as_user: AsUser
) -> None:
    cases.record_consent(as_user(staff.petugas), yes)
    give(office, yes.case_uid, owner=staff.psikolog)
    actor = as_user(staff.psikolog)
    given = cases.open(actor, yes.case_uid).consents[0]
    with pytest.raises(NotAllowedError):
        cases.record_consent(actor, yes)
    with pytest.raises(NotAllowedError):
        cases.withdraw_consent(actor, yes.case_uid, given.uid)


def test_last_activity_follows_every_save(
    office: Office, cases: Cases, petugas: Actor, yes: RecordConsent, clock: FixedClock
) -> None:
    with office.database.write() as work:
        case = office.case(work.session, yes.case_uid)
        case.last_activity = case.opened_on - timedelta(days=50)
    cases.record_consent(petugas, yes)
    with office.database.read() as session:
        day = session.execute(select(CaseFile.last_activity)).scalars().first()
    assert day == date(2026, 11, 26)
