from __future__ import annotations

from enum import StrEnum

import pytest

from ruko_desk.domain import age
from ruko_desk.domain.codes import (
    AppointmentState,
    CaseStatus,
    CodeLists,
    ConsentAnswer,
    ConsentPurpose,
    LetterState,
    Profession,
    QueueState,
    ReferralState,
    RiskLevel,
    Role,
    Sex,
)
from ruko_desk.domain.dates import Precision

HEADER = "list,code,label_id,label_en,simfoni,order,active\n"

ENUMS: dict[str, type[StrEnum]] = {
    "peran": Role,
    "profesi": Profession,
    "jenis_kelamin": Sex,
    "risiko": RiskLevel,
    "status_kasus": CaseStatus,
    "status_antrean": QueueState,
    "status_janji": AppointmentState,
    "status_rujukan": ReferralState,
    "status_surat": LetterState,
    "tujuan_persetujuan": ConsentPurpose,
    "jawaban_persetujuan": ConsentAnswer,
    "ketelitian_tanggal": Precision,
}


@pytest.mark.parametrize("name", ENUMS)
def test_lists_and_enumerations_hold_the_same_codes(codes: CodeLists, name: str) -> None:
    assert [code.code for code in codes.get(name)] == [member.value for member in ENUMS[name]]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("bentuk_kekerasan", 7),
        ("tpks", 9),
        ("ampk", 15),
        ("kategori_tppo", 4),
        ("proses_hukum", 15),
        ("layanan", 9),
        ("hubungan_simfoni", 9),
        ("dasar_pemrosesan", 6),
        ("perkawinan_simfoni", 5),
        ("kebutuhan", 5),
        ("butir_risiko", 18),
        ("isian_surat", 8),
    ],
)
def test_lists_fixed_by_law_or_ministry_are_whole(codes: CodeLists, name: str, count: int) -> None:
    assert len(codes.get(name)) == count


@pytest.mark.parametrize(
    ("fine", "coarse"),
    [
        ("jenis_kasus", "bentuk_kekerasan"),
        ("hubungan", "hubungan_simfoni"),
        ("perkawinan", "perkawinan_simfoni"),
        ("pekerjaan", "pekerjaan"),
    ],
)
def test_every_fine_code_counts_in_the_ministrys_list(
    codes: CodeLists, fine: str, coarse: str
) -> None:
    known = {code.code for code in codes.get(coarse)}
    assert {codes.simfoni(fine, code.code) for code in codes.get(fine)} <= known


def test_mappings_of_the_ministry(codes: CodeLists) -> None:
    assert codes.simfoni("perkawinan", "kawin_belum_tercatat") == "sirri"
    assert {codes.simfoni("perkawinan", code) for code in ("cerai_hidup", "cerai_mati")} == {
        "duda_janda"
    }
    assert codes.simfoni("hubungan", "kenalan_daring") == "lainnya"
    assert codes.simfoni("hubungan", "ayah_tiri") == "orang_tua"
    assert codes.simfoni("bentuk_kekerasan", "fisik") == "fisik"
    assert codes.simfoni("jenis_kasus", "kode lama") == "lainnya"


def test_age_bands_have_labels(codes: CodeLists) -> None:
    bands = {age.survivor_band(years) for years in range(age.OLDEST)}
    assert bands == {code.code for code in codes.get("usia_korban")}
    bands = {age.perpetrator_band(years) for years in range(age.OLDEST)}
    assert bands == {code.code for code in codes.get("usia_terlapor")}


@pytest.mark.parametrize(
    "name",
    [
        "tempat_kejadian",
        "hubungan",
        "pendidikan",
        "pekerjaan",
        "perkawinan",
        "agama",
        "disabilitas",
    ],
)
def test_sensitive_questions_may_stay_unanswered(codes: CodeLists, name: str) -> None:
    labels = [code.label_id for code in codes.get(name)]
    assert labels[-2:] == ["Tidak tahu", "Tidak ingin menjawab"]


def test_every_entry_has_both_labels_and_a_plain_code(codes: CodeLists) -> None:
    for name in codes.lists():
        for code in codes.get(name):
            assert code.label_id.strip()
            assert code.label_en.strip()
            assert code.code == code.code.strip()
            assert len(code.code) <= 40


def test_labels_in_two_languages_and_for_unknown_codes(codes: CodeLists) -> None:
    assert codes.label("status_janji", "tidak_hadir") == "Tidak hadir"
    assert codes.label("status_janji", "tidak_hadir", "en") == "Missed"
    assert codes.label("status_janji", "dari_versi_lain") == "dari_versi_lain"
    assert codes.label("status_janji", "") == ""


def test_retired_entries_keep_their_label_but_are_not_offered() -> None:
    lists = CodeLists.from_csv(
        HEADER + "x,lama,Lama,Old,,20,0\nx,b,Dua,Two,,2,1\nx,a,Satu,One,,1,1\n"
    )
    assert [code.code for code in lists.get("x")] == ["a", "b"]
    assert lists.label("x", "lama") == "Lama"
    found = lists.find("x", "lama")
    assert found is not None
    assert not found.active
    assert lists.find("x", "tiada") is None


def test_a_code_twice_in_a_list_is_refused() -> None:
    with pytest.raises(ValueError, match="sama"):
        CodeLists.from_csv(HEADER + "x,sama,A,A,,1,1\n", HEADER + "x,sama,B,B,,2,1\n")


def test_an_unknown_list_is_a_bug() -> None:
    with pytest.raises(KeyError):
        CodeLists([]).get("tiada")


def test_professions_follow_the_roles() -> None:
    assert {role: Profession.of(role) for role in Role if Profession.of(role)} == {
        Role.PSYCHOLOGIST: Profession.PSYCHOLOGY,
        Role.LEGAL_COMPANION: Profession.LEGAL,
        Role.HEALTH_COMPANION: Profession.HEALTH,
    }
