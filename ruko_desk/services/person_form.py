"""A person between her row and the identity form: shown, checked, compared with others."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.db.tables.cases import CaseFile
from ruko_desk.db.tables.people import Person
from ruko_desk.domain.age import OLDEST, BirthInfo, mismatch
from ruko_desk.domain.codes import CodeLists
from ruko_desk.domain.dates import UNREADABLE, PartialDate, check_not_future
from ruko_desk.domain.dto.cases import Address, PersonView
from ruko_desk.domain.nik import Nik, nik_warnings
from ruko_desk.domain.phone import parse_phone
from ruko_desk.errors import FieldErrors, UserError
from ruko_desk.services.office import Office
from ruko_desk.services.people import age_on, birth_info, join_codes, split_codes

CHOOSE = "Pilih salah satu yang tertera"
NAME_LENGTH, TEXT_LENGTH = 120, 200

_TEXTS = {
    "call_name": NAME_LENGTH,
    "full_name": NAME_LENGTH,
    "alias": NAME_LENGTH,
    "description": NAME_LENGTH,
    "birth_place": NAME_LENGTH,
    "accommodation": TEXT_LENGTH,
}
_LISTS = {
    "sex": "jenis_kelamin",
    "education": "pendidikan",
    "occupation": "pekerjaan",
    "marital": "perkawinan",
    "religion": "agama",
    "nationality": "kewarganegaraan",
    "disability": "disabilitas",
    "counsellor_sex": "jenis_kelamin",
}
_CARD_LENGTH = 16
_NEIGHBOURHOOD = re.compile(r"[0-9]{1,3}")


def person_view(office: Office, session: Session, person: Person, day: date) -> PersonView:
    """Return a person as the case shows her, with warnings about her NIK."""
    return PersonView(
        uid=person.uid,
        version=person.version,
        **{name: getattr(person, name) for name in (*_TEXTS, *_LISTS)},
        birth=person.birth,
        stated_age=person.stated_age,
        stated_on=person.stated_on,
        age=age_on(day, person.birth, person.stated_age, person.stated_on),
        nik=person.nik,
        family_card=person.family_card,
        papers_seen=split_codes(person.papers_seen),
        identity_address=address_of(person, "ktp"),
        home_address=address_of(person, "home"),
        phone=person.phone,
        warnings=_warnings(office, session, person),
    )


def check_person(office: Office, view: PersonView, before: Person, day: date) -> dict[str, object]:
    """Return the columns to store for what was typed.

    Raises:
        FieldErrors: sentences by the names of the view's fields.
    """
    wrong: dict[str, str] = {}
    new: dict[str, object] = {}
    for name, longest in _TEXTS.items():
        new[name] = check_text(wrong, name, getattr(view, name), longest)
    for name, listed in _LISTS.items():
        new[name] = check_code(office.codes, wrong, name, listed, getattr(view, name))
    if not (new["call_name"] or new["full_name"] or new["description"]):
        wrong["call_name"] = "Isi nama panggilan, inisial, atau ciri tamu"
    new["nik"] = checked(wrong, "nik", lambda: str(Nik.parse(view.nik)) if view.nik.strip() else "")
    new["family_card"] = checked(wrong, "family_card", lambda: _family_card(view.family_card))
    new["phone"] = check_phone(wrong, "phone", view.phone)
    new["birth"] = checked(wrong, "birth", lambda: check_partial(view.birth, day, "Tanggal lahir"))
    new["stated_age"] = check_age(wrong, "stated_age", view.stated_age)
    new["stated_on"] = _stated_on(view, before, day)
    if not wrong:
        fits = birth_info(view.birth, view.stated_age, _stated_on(view, before, day))
        _note_mismatch(wrong, fits)
    new["papers_seen"] = join_codes(view.papers_seen)
    new |= check_address(office, wrong, "identity_address", "ktp", view.identity_address)
    new |= check_address(office, wrong, "home_address", "home", view.home_address)
    if wrong:
        raise FieldErrors(wrong)
    return new


def address_of(row: object, prefix: str) -> Address:
    """Return the four columns of an address as one value."""
    return Address(
        street=getattr(row, f"{prefix}_street"),
        rt=getattr(row, f"{prefix}_rt"),
        rw=getattr(row, f"{prefix}_rw"),
        region_code=getattr(row, f"{prefix}_region"),
    )


def check_address(
    office: Office, wrong: dict[str, str], field: str, prefix: str, address: Address
) -> dict[str, object]:
    """Return the four columns of an address, RT and RW in three digits."""
    street = check_text(wrong, field, address.street, TEXT_LENGTH)
    numbers = {}
    for name in ("rt", "rw"):
        typed = getattr(address, name).strip()
        if typed and not _NEIGHBOURHOOD.fullmatch(typed):
            wrong[field] = "RT dan RW terdiri dari paling banyak tiga angka"
        numbers[name] = typed.zfill(3) if typed else ""
    if address.region_code and office.regions.find(address.region_code) is None:
        wrong[field] = "Wilayah ini tidak dikenal. Pilih dari daftar"
    return {
        f"{prefix}_street": street,
        f"{prefix}_rt": numbers["rt"],
        f"{prefix}_rw": numbers["rw"],
        f"{prefix}_region": address.region_code,
    }


def check_text(wrong: dict[str, str], field: str, text: str, longest: int) -> str:
    """Return a text without outer blanks, or note that it is too long."""
    clean = text.strip()
    if len(clean) > longest:
        wrong[field] = f"Paling banyak {longest} huruf. Persingkat isian ini"
    return clean


def check_code(codes: CodeLists, wrong: dict[str, str], field: str, name: str, code: str) -> str:
    """Return a code that stands in its list or is empty, or note that it is unknown."""
    if code and codes.find(name, code) is None:
        wrong[field] = CHOOSE
    return code


def check_phone(wrong: dict[str, str], field: str, text: str) -> str:
    """Return a number in its stored form, or note what is wrong with it."""
    return checked(wrong, field, lambda: parse_phone(text) if text.strip() else "")


def check_age(wrong: dict[str, str], field: str, age: int | None) -> int | None:
    """Return a stated age, or note that it cannot be."""
    if age is not None and not 0 <= age <= OLDEST:
        wrong[field] = f"Usia antara 0 dan {OLDEST} tahun. Kosongkan bila tidak tahu"
    return age


def check_partial(iso: str, day: date, what: str) -> str:
    """Return an ISO date cut at its precision.

    Raises:
        UserError: it cannot be read, or lies ahead.
    """
    if not iso:
        return ""
    try:
        value = PartialDate.from_iso(iso)
    except ValueError:
        raise UserError(UNREADABLE) from None
    check_not_future(value, day, what)
    return value.iso()


def checked(wrong: dict[str, str], field: str, value: Callable[[], str]) -> str:
    """Return what `value` gives, or note its sentence under the field."""
    try:
        return value()
    except UserError as error:
        wrong[field] = error.message
        return ""


def _stated_on(view: PersonView, before: Person, day: date) -> date | None:
    """Return the day on which the age was stated: today, unless it is the age of before."""
    if view.stated_age is None:
        return None
    return before.stated_on if view.stated_age == before.stated_age else day


def _note_mismatch(wrong: dict[str, str], info: BirthInfo) -> None:
    sentence = mismatch(info)
    if sentence:
        wrong["birth"] = sentence


def _family_card(text: str) -> str:
    digits = re.sub(r"[\s.\-/]+", "", text)
    if not digits:
        return ""
    if not (digits.isascii() and digits.isdigit()):
        raise UserError("Nomor KK hanya berisi angka. Periksa kembali pada KK")
    if len(digits) != _CARD_LENGTH:
        raise UserError(f"Nomor KK terdiri dari {_CARD_LENGTH} angka. Yang ditulis {len(digits)}")
    return digits


def _warnings(office: Office, session: Session, person: Person) -> tuple[str, ...]:
    """Compare the NIK with birth date, sex and other people; never more than a warning."""
    if not person.nik:
        return ()
    try:
        nik = Nik.parse(person.nik)
    except UserError as error:
        return (error.message,)
    birth = PartialDate.from_iso(person.birth) if person.birth else None
    found = list(nik_warnings(nik, birth, person.sex, office.regions.knows_area))
    other = session.execute(
        select(CaseFile.code)
        .join(Person, Person.id == CaseFile.client_id)
        .where(Person.nik == person.nik, Person.id != person.id)
        .order_by(CaseFile.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if other is not None:
        found.append(f"NIK ini sudah ada pada {other}. Mungkin orang yang sama?")
    return tuple(found)
