"""Every printed paper out of the practice vault, as PDF and as pictures of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

from PySide6.QtGui import QImage

from ruko_desk.clock import SystemClock, local, today
from ruko_desk.domain.dto.referrals import SaveReferral
from ruko_desk.domain.indonesian import long_date, span_text
from ruko_desk.domain.letters import PaperSize
from ruko_desk.domain.papers import (
    AppointmentCard,
    ConsentForm,
    ConsentRecipient,
    ConsentSigner,
    LetterRegister,
    LetterRegisterRow,
    RecoverySheet,
    ScheduleSheet,
    ScheduleSheetRow,
)
from ruko_desk.services.press import Press
from ruko_desk.services.referral_letter import letterhead_of
from ruko_desk.services.session import Session
from ui.showcase.screens import read_facts

_WIDTH_PX = 900
_EXAMPLE_CODE = ("8F3K 2MXQ W7RT4 9CD", "P5NA HJ6Y Z1BV0 E8G")
"""Looks like a recovery code and opens nothing."""


def print_papers(session: Session, folder: Path) -> list[str]:
    """Write every paper into a folder; return the names of the files without their endings."""
    press = Press()
    names = []
    for name, pdf in _papers(session, press):
        (folder / f"{name}.pdf").write_bytes(pdf)
        for number, page in enumerate(press.page_images(pdf, _WIDTH_PX), start=1):
            form = QImage.Format.Format_RGB888
            picture = QImage(page.rgb, page.width, page.height, page.stride, form)
            picture.save(str(folder / f"{name}-{number}.png"))
        names.append(name)
    return names


def _papers(session: Session, press: Press) -> Iterator[tuple[str, bytes]]:
    services, actor = session.services, session.actor
    facts = read_facts(services, actor)
    day, house = today(SystemClock()), services.settings.read(actor).house
    case_uid, referral_uid = facts.issued
    issued = services.referrals.compose(actor, case_uid, referral_uid).referral
    for paper in PaperSize:
        content = replace(
            issued.content, paper=paper.value, annex=True, client_copy=True, reply_slip=True
        )
        draft = SaveReferral(uid="", version=0, case_uid=case_uid, content=content)
        letter = services.referrals.preview(actor, draft)
        yield f"surat-rujukan-draf-{paper.value.lower()}", press.referral_pdf(letter)
    stored = services.letters.stored(actor, issued.letter_uid or "")
    yield "surat-rujukan-terbit", stored.pdf
    yield "surat-rujukan-salinan", press.copy_marked(stored.pdf, foot="Dicetak ulang: Nurul")
    rows = services.letters.register(actor, day.year)
    yield (
        "buku-agenda-surat",
        press.register_pdf(
            LetterRegister(
                title="Buku Agenda Surat",
                period=f"Tahun {day.year}",
                rows=tuple(
                    LetterRegisterRow(
                        number=row.number,
                        day=row.letter_date,
                        direction=row.direction,
                        receiver=row.receiver,
                        subject=row.subject,
                        case_code=row.case_code,
                        state=services.codes.label("status_surat", row.state),
                    )
                    for row in rows
                ),
                letterhead=letterhead_of(house),
                made_by=actor.display_name,
                made_on=day,
                practice=True,
            )
        ),
    )
    yield (
        "lembar-pemulihan",
        press.recovery_sheet(
            RecoverySheet(
                code_lines=_EXAMPLE_CODE,
                qr_code=" ".join(_EXAMPLE_CODE),
                made_on=day,
                key_id="K-CONTOH",
                house=house.house_name,
                practice=True,
            )
        ),
    )
    receivers = tuple(
        ConsentRecipient(name=services.codes.label("tujuan_persetujuan", code))
        for code in ("kesehatan", "hukum", "polisi", "rumah_aman")
    )
    for signer in ConsentSigner:
        yield (
            f"lembar-persetujuan-{signer.value}",
            press.consent_form(
                ConsentForm(
                    letterhead=letterhead_of(house),
                    house=house.house_name,
                    signer_kind=signer,
                    recipients=receivers,
                    day=day,
                    practice=True,
                )
            ),
        )
    yield (
        "kartu-janji",
        press.appointment_card(
            AppointmentCard(
                day=day,
                starts_at=time(10, 30),
                ends_at=time(11, 30),
                ask_for=actor.display_name,
                place="Lantai 1",
                practice=True,
            )
        ),
    )
    yield "jadwal-harian", press.schedule_sheet(_day_sheet(session, facts.busy_day or day))
    yield "halaman-uji-cetak", press.test_page(PaperSize.A4)


def _day_sheet(session: Session, day: date) -> ScheduleSheet:
    services, actor = session.services, session.actor
    view = services.schedule.day(actor, day)
    rooms = {room.uid: room.name for room in view.rooms}
    held = [one for column in view.columns for one in column.appointments]
    return ScheduleSheet(
        title="Jadwal harian",
        period=long_date(day),
        rows=tuple(
            ScheduleSheetRow(
                day=day,
                time=span_text(local(one.start), local(one.end)),
                case_code=one.case_code or "",
                session=one.kind_label,
                provider=one.provider_name,
                room=rooms.get(one.room_uid or "", ""),
                state=services.codes.label("status_janji", one.state),
            )
            for one in sorted(held, key=lambda one: (one.start, one.provider_name))
        ),
        made_by=actor.display_name,
        made_on=today(SystemClock()),
        practice=True,
    )
