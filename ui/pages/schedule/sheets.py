"""What is in view as a sheet of paper: the day of everybody, or the week of one provider."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ruko_desk.clock import local, today
from ruko_desk.domain.dto.schedule import AppointmentView, DayView, WeekView
from ruko_desk.domain.indonesian import EN_DASH, long_date, span_text
from ruko_desk.domain.letters import PaperSize
from ruko_desk.domain.papers import ScheduleSheet, ScheduleSheetRow
from ui.context import UiContext, run_document
from ui.printing import PrintResult

translate = QCoreApplication.translate


def day_sheet(ctx: UiContext, view: DayView) -> ScheduleSheet:
    """Return the day of everybody; what was cancelled stands on it too."""
    held = (one for column in view.columns for one in column.appointments)
    return _sheet(ctx, translate("SchedulePage", "Jadwal harian"), long_date(view.day), view, held)


def week_sheet(ctx: UiContext, week: WeekView, provider_uid: str) -> ScheduleSheet:
    """Return the week of one provider."""
    columns = [
        column
        for view in week.days
        for column in view.columns
        if column.provider.uid == provider_uid
    ]
    name = columns[0].provider.name if columns else ""
    first, last = week.days[0], week.days[-1]
    period = f"{name}, {long_date(first.day)} {EN_DASH} {long_date(last.day)}"
    held = (one for column in columns for one in column.appointments)
    return _sheet(ctx, translate("SchedulePage", "Jadwal pekanan"), period, first, held)


def print_sheet(ctx: UiContext, page: QWidget, sheet: ScheduleSheet) -> None:
    """Print a sheet, and tell that it went to the printer."""

    def printed(result: PrintResult) -> None:
        if result.printed:
            words = translate("SchedulePage", "{what} dikirim ke printer")
            ctx.toasts.show(words.format(what=sheet.title))

    run_document(
        ctx,
        page,
        lambda press: press.schedule_sheet(sheet),
        lambda pdf: ctx.printer.print_pdf(
            page,
            pdf,
            printed,
            paper=sheet.paper.value,
            title=translate("SchedulePage", "Cetak jadwal"),
        ),
    )


def _sheet(
    ctx: UiContext, title: str, period: str, view: DayView, held: Iterable[AppointmentView]
) -> ScheduleSheet:
    rooms = {room.uid: room.name for room in view.rooms}
    return ScheduleSheet(
        title=title,
        period=period,
        rows=tuple(
            ScheduleSheetRow(
                day=local(one.start).date(),
                time=span_text(local(one.start), local(one.end)),
                case_code=one.case_code or one.label,
                session=one.kind_label,
                provider=one.provider_name,
                room=rooms.get(one.room_uid or "", ""),
                state=ctx.codes.label("status_janji", one.state),
            )
            for one in sorted(held, key=lambda one: (one.start, one.provider_name))
        ),
        made_by=ctx.actor.display_name,
        made_on=today(ctx.clock),
        paper=PaperSize(ctx.settings.numbering.paper),
        practice=ctx.practice,
    )
