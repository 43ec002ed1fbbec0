from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.domain import consent
from ruko_desk.domain.codes import CodeLists, ConsentAnswer, ConsentPurpose
from ruko_desk.domain.consent import ALWAYS, NOT_COVERED, ConsentRecord, ShareField
from ruko_desk.errors import UserError

TODAY = date(2026, 11, 26)
EVERY_FIELD = frozenset(ShareField)
ASK = "Tanyakan dahulu, lalu catat persetujuannya"

RECORDS = st.lists(
    st.builds(
        ConsentRecord,
        purpose=st.sampled_from(ConsentPurpose),
        answer=st.sampled_from(ConsentAnswer),
        given_on=st.dates(TODAY - timedelta(days=30), TODAY + timedelta(days=5)),
        fields=st.frozensets(st.sampled_from(ShareField)),
        expires_on=st.none() | st.dates(TODAY - timedelta(days=10), TODAY + timedelta(days=10)),
        withdrawn_on=st.none() | st.dates(TODAY - timedelta(days=10), TODAY),
        sequence=st.integers(0, 50),
    ),
    max_size=8,
)


def yes(
    purpose: ConsentPurpose = ConsentPurpose.HEALTH,
    *fields: ShareField,
    given_on: date = TODAY,
    expires_on: date | None = None,
    withdrawn_on: date | None = None,
    sequence: int = 0,
) -> ConsentRecord:
    return ConsentRecord(
        purpose=purpose,
        answer=ConsentAnswer.YES,
        given_on=given_on,
        fields=frozenset(fields),
        expires_on=expires_on,
        withdrawn_on=withdrawn_on,
        sequence=sequence,
    )


def answered(answer: ConsentAnswer, *, given_on: date = TODAY, sequence: int = 0) -> ConsentRecord:
    return ConsentRecord(
        purpose=ConsentPurpose.HEALTH, answer=answer, given_on=given_on, sequence=sequence
    )


def allowed(records: list[ConsentRecord], kind: str = "kesehatan_rs") -> set[ShareField]:
    return {item.field for item in consent.decide(records, kind, TODAY) if item.allowed}


def blocked(records: list[ConsentRecord], kind: str = "kesehatan_rs") -> str:
    (sentence,) = {
        item.blocked
        for item in consent.decide(records, kind, TODAY)
        if item.field is ShareField.FULL_NAME
    }
    return sentence


def test_without_any_consent_only_what_names_nobody() -> None:
    assert allowed([]) == set(ALWAYS) == {ShareField.CODE, ShareField.AGE_SEX}
    assert blocked([], "polisi") == (
        f"Klien belum menyetujui berbagi data dengan kepolisian. {ASK}"
    )


def test_a_live_consent_opens_exactly_its_fields() -> None:
    records = [yes(ConsentPurpose.HEALTH, ShareField.FULL_NAME, ShareField.SUMMARY)]
    assert allowed(records) == ALWAYS | {ShareField.FULL_NAME, ShareField.SUMMARY}
    (nik,) = (
        item.blocked
        for item in consent.decide(records, "kesehatan_rs", TODAY)
        if item.field is ShareField.NIK
    )
    assert nik == NOT_COVERED


def test_consent_for_one_receiver_opens_no_other() -> None:
    records = [yes(ConsentPurpose.HEALTH, *EVERY_FIELD)]
    assert allowed(records, "kesehatan_pkm") == EVERY_FIELD
    assert allowed(records, "polisi") == ALWAYS
    assert allowed(records, "hukum") == ALWAYS


def test_the_newest_answer_counts() -> None:
    earlier = TODAY - timedelta(days=3)
    old = yes(ConsentPurpose.HEALTH, *EVERY_FIELD, given_on=earlier)
    assert allowed([answered(ConsentAnswer.NO), old]) == ALWAYS
    assert allowed([old, answered(ConsentAnswer.LATER)]) == ALWAYS
    same_day = [answered(ConsentAnswer.NO, sequence=1), yes(*_all(), sequence=2)]
    assert allowed(same_day) == EVERY_FIELD


def _all() -> tuple[ConsentPurpose, *tuple[ShareField, ...]]:
    return (ConsentPurpose.HEALTH, *EVERY_FIELD)


def test_it_ends_with_its_last_day_and_with_withdrawal() -> None:
    assert allowed([yes(*_all(), expires_on=TODAY)]) == EVERY_FIELD
    yesterday = TODAY - timedelta(days=1)
    expired = [yes(*_all(), given_on=yesterday, expires_on=yesterday)]
    assert allowed(expired) == ALWAYS
    assert blocked(expired) == (
        f"Persetujuan berbagi data dengan layanan kesehatan berakhir 25 November 2026. {ASK}"
    )
    withdrawn = [yes(*_all(), withdrawn_on=TODAY)]
    assert allowed(withdrawn) == ALWAYS
    assert "menarik persetujuan" in blocked(withdrawn)


def test_a_no_is_respected_and_later_is_asked_again() -> None:
    assert blocked([answered(ConsentAnswer.NO)]) == (
        "Klien tidak menyetujui berbagi data dengan layanan kesehatan. Hormati pilihannya"
    )
    assert blocked([answered(ConsentAnswer.LATER)]).endswith(ASK)


def test_a_consent_dated_ahead_does_not_hold_yet() -> None:
    assert allowed([yes(*_all(), given_on=TODAY + timedelta(days=1))]) == ALWAYS


def test_a_kind_that_the_office_added_gets_nothing_by_itself() -> None:
    records = [yes(purpose, *EVERY_FIELD) for purpose in ConsentPurpose]
    assert allowed(records, "jenis_baru") == ALWAYS
    assert blocked(records, "jenis_baru").startswith("Jenis mitra ini belum punya persetujuan")


@given(RECORDS, st.sampled_from(["kesehatan_rs", "polisi", "hukum", "sosial", "lain"]))
def test_no_field_is_open_without_a_live_yes_that_names_it(
    records: list[ConsentRecord], kind: str
) -> None:
    purpose = consent.purpose_for(kind)
    for decision in consent.decide(records, kind, TODAY):
        if not decision.allowed or decision.field in ALWAYS:
            continue
        answer = consent.current(records, purpose) if purpose else None
        assert answer is not None
        assert answer.is_live(TODAY)
        assert decision.field in answer.fields


@given(RECORDS)
def test_a_withdrawn_or_refused_purpose_is_not_live(records: list[ConsentRecord]) -> None:
    live = consent.live_purposes(records, TODAY)
    for purpose in ConsentPurpose:
        answer = consent.current(records, purpose)
        assert (purpose in live) == (answer is not None and answer.is_live(TODAY))


def test_a_letter_with_a_closed_field_is_refused() -> None:
    records = [yes(ConsentPurpose.HEALTH, ShareField.FULL_NAME)]
    consent.check_ticked(["kode", "usia_jk", "nama"], records, "kesehatan_rs", TODAY)
    with pytest.raises(UserError) as caught:
        consent.check_ticked(["kode", "nik"], records, "kesehatan_rs", TODAY)
    assert caught.value.message == NOT_COVERED
    with pytest.raises(ValueError, match="agama"):
        consent.check_ticked(["agama"], records, "kesehatan_rs", TODAY)


def test_every_partner_kind_of_the_list_has_a_purpose(codes: CodeLists) -> None:
    assert all(consent.purpose_for(kind.code) for kind in codes.get("jenis_mitra"))
    assert [code.code for code in codes.get("isian_surat")] == list(ShareField)


def test_a_child_does_not_sign_alone() -> None:
    with pytest.raises(UserError, match="orang tua atau wali"):
        consent.check_signer(relation="diri_sendiri", name="", is_child=True)
    consent.check_signer(relation="diri_sendiri", name="", is_child=False)
    consent.check_signer(relation="diri_sendiri", name="", is_child=None)


def test_the_alleged_perpetrator_never_signs() -> None:
    for signer, relation, perpetrator in (
        ("Moh. Djoko", "wali", ("Muhammad Joko", "ayah_tiri")),
        ("Bapak Slamet", "ayah", ("", "ayah_kandung")),
    ):
        with pytest.raises(UserError, match="tercatat sebagai terlapor"):
            consent.check_signer(
                relation=relation, name=signer, is_child=True, perpetrators=[perpetrator]
            )
    consent.check_signer(
        relation="ibu",
        name="Siti",
        is_child=True,
        perpetrators=[("", "ayah_kandung"), ("Joko", "")],
    )


def test_a_signer_for_somebody_else_has_a_name() -> None:
    with pytest.raises(UserError, match="nama penandatangan"):
        consent.check_signer(relation="wali", name=" ", is_child=True)
