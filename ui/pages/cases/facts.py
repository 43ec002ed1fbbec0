"""The facts of a case as pairs of name and value; what is empty or not hers to see is left out."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from ruko_desk.domain.codes import CodeLists
from ruko_desk.domain.dto.cases import (
    Address,
    AllegedPerpetratorView,
    CaseDetail,
    ConsentView,
    IncidentView,
    PersonView,
    SafeContact,
)
from ruko_desk.domain.indonesian import short_date
from ruko_desk.domain.phone import format_phone
from ruko_desk.domain.regions import Regions
from ui.pages.cases.list_page import moment

Facts: TypeAlias = tuple[tuple[str, str], ...]


def _tr(text: str) -> str:
    return QCoreApplication.translate("CaseFacts", text)


def overview(detail: CaseDetail, codes: CodeLists) -> tuple[tuple[str, tuple[Facts, ...]], ...]:
    """Return title and facts of what may be seen by whoever stands behind the chair."""
    return (
        (_tr("Janji"), (appointments(detail, codes),)),
        (_tr("Surat"), (letters(detail),)),
        (_tr("Persetujuan"), (consents(detail.consents, codes),)),
    )


def safe_contact(safe: SafeContact) -> Facts:
    """Return how the client may be reached."""
    naming = {True: _tr("boleh"), False: _tr("jangan"), None: ""}[safe.may_name_house]
    return _filled(
        (_tr("Telepon aman"), format_phone(safe.phone)),
        (_tr("Jam aman"), safe.hours),
        (_tr("Menyebut nama lembaga"), naming),
        (_tr("Tidak boleh tahu"), safe.must_not_know),
    )


def identity(person: PersonView, codes: CodeLists, regions: Regions) -> Facts:
    """Return who the client is."""
    age = "" if person.age is None else f"{person.age} tahun"
    papers = dict(papers_to_see())
    seen = [papers.get(paper, paper) for paper in person.papers_seen]
    wanted = _label(codes, "jenis_kelamin", person.counsellor_sex)
    return _filled(
        (_tr("Nama panggilan"), person.call_name),
        (_tr("Nama lengkap"), person.full_name),
        (_tr("Nama lain"), person.alias),
        (_tr("Ciri"), person.description),
        (_tr("Jenis kelamin"), _label(codes, "jenis_kelamin", person.sex)),
        (_tr("Kewarganegaraan"), _label(codes, "kewarganegaraan", person.nationality)),
        (_tr("Tempat lahir"), person.birth_place),
        (_tr("Tanggal lahir"), day_first(person.birth)),
        (_tr("Usia"), age),
        (_tr("NIK"), person.nik),
        (_tr("Nomor KK"), person.family_card),
        (_tr("Dokumen yang sudah dilihat"), ", ".join(seen)),
        (_tr("Alamat tinggal"), address(person.home_address, regions)),
        (_tr("Alamat KTP"), address(person.identity_address, regions)),
        (_tr("Telepon"), format_phone(person.phone)),
        (_tr("Pendidikan"), _label(codes, "pendidikan", person.education)),
        (_tr("Pekerjaan"), _label(codes, "pekerjaan", person.occupation)),
        (_tr("Status perkawinan"), _label(codes, "perkawinan", person.marital)),
        (_tr("Agama"), _label(codes, "agama", person.religion)),
        (_tr("Disabilitas"), _label(codes, "disabilitas", person.disability)),
        (_tr("Kebutuhan khusus"), person.accommodation),
        (_tr("Pendamping yang diinginkan"), wanted),
        *((_tr("Periksa"), warning) for warning in person.warnings),
    )


def papers_to_see() -> tuple[tuple[str, str], ...]:
    """Return the papers that a client may show, by code."""
    return (
        ("ktp", _tr("KTP")),
        ("kk", _tr("KK")),
        ("akta_lahir", _tr("Akta kelahiran")),
        ("buku_nikah", _tr("Buku nikah")),
        ("lainnya", _tr("Lainnya")),
    )


def incident(view: IncidentView, codes: CodeLists, regions: Regions) -> Facts:
    """Return what happened."""
    forms = ", ".join(_label(codes, "bentuk_kekerasan", form) for form in view.forms)
    return _filled(
        (_tr("Tanggal kejadian"), day_first(view.date)),
        (_tr("Waktu"), view.time_of_day),
        (_tr("Tempat"), _label(codes, "tempat_kejadian", view.place_kind)),
        (_tr("Alamat kejadian"), address(view.address, regions)),
        (_tr("Bentuk kekerasan"), forms),
        (_tr("Yang utama"), _label(codes, "bentuk_kekerasan", view.main_form)),
        (_tr("Jenis kasus"), _label(codes, "jenis_kasus", view.local_kind)),
        (_tr("KDRT"), _tr("ya") if view.domestic else ""),
        (_tr("Senjata"), view.weapon),
        (_tr("Ringkasan kejadian"), view.narrative or ""),
    )


def perpetrator(view: AllegedPerpetratorView, codes: CodeLists, regions: Regions) -> Facts:
    """Return who is said to have done it."""
    age = "" if view.stated_age is None else f"{view.stated_age} tahun"
    return _filled(
        (_tr("Nama"), view.name),
        (_tr("Hubungan"), _label(codes, "hubungan", view.relation)),
        (_tr("Jenis kelamin"), _label(codes, "jenis_kelamin", view.sex)),
        (_tr("Usia"), age),
        (_tr("Pekerjaan"), _label(codes, "pekerjaan", view.occupation)),
        (_tr("Telepon"), format_phone(view.phone)),
        (_tr("Alamat"), address(view.address, regions)),
        (_tr("Ciri-ciri"), view.description),
    )


def consents(rows: tuple[ConsentView, ...], codes: CodeLists) -> Facts:
    """Return each answer with its day, and whether it was withdrawn."""

    def answer(row: ConsentView) -> str:
        told = f"{_label(codes, 'jawaban_persetujuan', row.answer)}, {short_date(row.given_on)}"
        if row.withdrawn_at is not None:
            return f"{told} · {_tr('ditarik')} {moment(row.withdrawn_at)}"
        if row.expires_on is not None:
            return f"{told} · {_tr('berlaku sampai')} {short_date(row.expires_on)}"
        return told

    return tuple((_label(codes, "tujuan_persetujuan", row.purpose), answer(row)) for row in rows)


def appointments(detail: CaseDetail, codes: CodeLists) -> Facts:
    """Return the appointments with their state."""
    return tuple(
        (
            moment(one.start),
            f"{one.kind_label} · {one.provider_name} · {_label(codes, 'status_janji', one.state)}",
        )
        for one in detail.appointments
    )


def letters(detail: CaseDetail) -> Facts:
    """Return number, receiver and state of the letters."""
    return tuple(
        (one.number or _tr("draf"), f"{one.receiver} · {one.subject}") for one in detail.letters
    )


def address(place: Address, regions: Regions) -> str:
    """Return an address in one line."""
    parts = [
        place.street,
        f"RT {place.rt}" if place.rt else "",
        f"RW {place.rw}" if place.rw else "",
        regions.full_label(place.region_code) if place.region_code else "",
    ]
    return ", ".join(part for part in parts if part)


def day_first(iso: str) -> str:
    """Return an ISO date of any precision as people here write it: '2001-03-27' as '27-03-2001'."""
    return "-".join(reversed(iso.split("-")))


def _label(codes: CodeLists, name: str, code: str) -> str:
    return codes.label(name, code) if code else ""


def _filled(*facts: tuple[str, str]) -> Facts:
    return tuple((name, value) for name, value in facts if value)
