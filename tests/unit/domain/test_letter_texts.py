from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ruko_desk.domain.letter_texts import (
    HEALTH_KINDS,
    LAWS,
    PURPOSES,
    SERVICES,
    legal_bases,
    letter_problems,
    orders_visum,
    purpose,
)
from ruko_desk.domain.letters import LetterClient, Letterhead, PaperSize, ReferralLetter, Signer

LETTER = ReferralLetter(
    letterhead=Letterhead(office="Dinas Contoh"),
    signer=Signer(name="Contoh Utami"),
    subject="Rujukan Layanan",
    addressee=("Direktur RSUD Contoh",),
    receiver_kind="kesehatan_rs",
    services_asked=("Pemeriksaan dan penanganan kesehatan", "Pendampingan visum"),
)


@pytest.mark.parametrize(
    ("request_text", "orders"),
    [
        ("Visum et repertum", True),
        ("Mohon dibuatkan VeR", True),
        ("VISUM", True),
        ("Pendampingan visum dan visum luar", True),
        ("Pendampingan visum", False),
        ("pendampingan permintaan visum", False),
        ("Pemeriksaan dan penanganan kesehatan", False),
        ("Verifikasi berkas", False),
    ],
)
def test_a_desk_may_not_order_a_visum(request_text: str, orders: bool) -> None:
    assert orders_visum(request_text) is orders


def test_offered_health_services_never_order_a_visum() -> None:
    assert not [text for kind in HEALTH_KINDS for text in SERVICES[kind] if orders_visum(text)]
    assert "Pendampingan visum" in SERVICES["kesehatan_rs"]


def test_every_kind_has_purpose_and_services() -> None:
    assert set(PURPOSES) == set(SERVICES)
    assert purpose("jenis_baru") == "layanan sesuai kebutuhan"


def test_laws_that_tell_what_happened_are_cited_only_when_it_is_shared() -> None:
    silent = legal_bases("polisi")
    told = legal_bases("polisi", child=True, shared_facts={"seksual", "kdrt", "lainnya"})
    for code in ("tpks", "kdrt", "anak", "sppa", "pp_anak"):
        assert LAWS[code] not in silent
        assert LAWS[code] in told
    assert LAWS["tppo"] not in told


def test_bases_follow_the_receiver() -> None:
    assert LAWS["bantuan_hukum"] in legal_bases("hukum")
    assert LAWS["psikologi"] in legal_bases("psikologi")
    assert LAWS["sppa"] not in legal_bases("kesehatan_rs", child=True)
    assert legal_bases("jenis_baru") == (LAWS["standar"],)


def test_a_complete_letter_has_no_problem() -> None:
    assert letter_problems(LETTER) == {}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        (replace(LETTER, addressee=("  ",)), "addressee"),
        (replace(LETTER, subject=""), "subject"),
        (replace(LETTER, services_asked=()), "services_asked"),
        (replace(LETTER, services_asked=("Visum et repertum",)), "services_asked"),
        (replace(LETTER, letterhead=Letterhead(government="Kota")), "letterhead"),
        (replace(LETTER, signer=Signer(title="Kepala")), "signer"),
        (replace(LETTER, day=date(2026, 11, 23), deadline=date(2026, 11, 22)), "deadline"),
    ],
)
def test_each_problem_is_told_beside_its_field(changed: ReferralLetter, field: str) -> None:
    problems = letter_problems(changed)
    assert list(problems) == [field]
    assert problems[field].endswith(".")


def test_only_health_letters_are_asked_about_visum() -> None:
    to_police = replace(LETTER, receiver_kind="polisi", services_asked=("Permintaan visum",))
    assert letter_problems(to_police) == {}


def test_identity_is_more_than_code_initials_age_and_sex() -> None:
    assert not LetterClient(code="A", initials="B", age_text="3 tahun", sex="P").has_identity
    assert LetterClient(nik="1").has_identity
    assert not LetterClient(full_name="  ").has_identity


def test_paper_sizes() -> None:
    assert (PaperSize.A4.width_mm, PaperSize.A4.height_mm) == (210, 297)
    assert (PaperSize.F4.width_mm, PaperSize.F4.height_mm) == (215, 330)
