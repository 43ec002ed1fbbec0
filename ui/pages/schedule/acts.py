"""What can be done with an appointment: open, forward, cancel, move, and take each of it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ruko_desk.changes import Outcome
from ruko_desk.domain.appointment_states import needs_reason
from ruko_desk.domain.booking_conflict import BookingConflict
from ruko_desk.domain.codes import AppointmentState as State
from ruko_desk.domain.dto.schedule import (
    AppointmentView,
    MoveAppointment,
    SetAppointmentState,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.recurrence import Scope
from ruko_desk.errors import RuKoError, StaleError
from ui.context import UiContext, run_command, tell
from ui.pages.schedule.conflict_box import ConflictDialog
from ui.shell.routes import CaseRoute
from ui.views.calendar.looks import moment_words, short_label

if TYPE_CHECKING:
    from ruko_desk.services.registry import Services

_MOST_STEPS = 20

Views = tuple[AppointmentView, ...]
Write = Callable[["Services", Actor], Outcome[Views]]


class AppointmentActs(QObject):
    """Acts of the schedule page, all with a way back.

    Args:
        ctx: the context of the page.
        page: what the changes are made from, and what questions open over.
        room_of: the usual room of a provider uid, or None.

    Signals:
        done: the AppointmentView after a change.
        stale: somebody else changed it meanwhile; the day has to be read again.
        move_wanted: uid of the appointment that is to be moved by keyboard.
    """

    done = Signal(object)
    stale = Signal()
    move_wanted = Signal(str)

    def __init__(self, ctx: UiContext, page: QWidget, room_of: Callable[[str], str | None]) -> None:
        super().__init__(page)
        self._ctx = ctx
        self._page = page
        self._room_of = room_of
        self._undo: list[tuple[str, Write]] = []

    # -- the menu --

    def fill_menu(self, menu: QMenu, one: AppointmentView, *, states_only: bool = False) -> None:
        """Offer what this appointment allows, in the order in which a session goes."""
        if not states_only:
            opened = menu.addAction(self.tr("Buka kasus"), partial(self.open_case, one))
            opened.setEnabled(bool(one.case_uid))
        if self._ctx.read_only:
            return
        for state, words in (
            (State.CONFIRMED, self.tr("Tandai dikonfirmasi")),
            (State.ARRIVED, self.tr("Tandai sudah datang")),
            (State.IN_SESSION, self.tr("Mulai")),
            (State.DONE, self.tr("Selesai")),
            (State.MISSED, self.tr("Tidak hadir")),
        ):
            if state in one.next_states:
                menu.addAction(words, partial(self.set_state, one, state))
        if State.MOVED in one.next_states and not states_only:
            menu.addAction(self.tr("Pindahkan (M)"), partial(self.move_wanted.emit, one.uid))
        for state, words in (
            (State.CANCELLED_BY_CLIENT, self.tr("Batalkan (klien)…")),
            (State.CANCELLED_BY_HOUSE, self.tr("Batalkan (lembaga)…")),
        ):
            if state in one.next_states:
                menu.addAction(words, partial(self.set_state, one, state))
        if one.can_undo:
            menu.addSeparator()
            menu.addAction(self.tr("Kembalikan status…"), partial(self.take_back, one))

    def open_menu(self, one: AppointmentView, point: QPoint, *, states_only: bool) -> None:
        """Show the menu of an appointment, if there is anything to be done with it."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu, one, states_only=states_only)
        if not menu.actions():
            menu.deleteLater()
            return
        menu.setActiveAction(menu.actions()[0])
        menu.popup(point)

    def open_case(self, one: AppointmentView) -> None:
        """Go to the case of an appointment, if the user may know whose it is."""
        if one.case_uid:
            self._ctx.navigate(CaseRoute(case_uid=one.case_uid))

    # -- states --

    def set_state(self, one: AppointmentView, state: str) -> None:
        """Move an appointment forward; cancelling asks why, missing it whether she is safe."""
        if state == State.MISSED:
            self._ask_safe(one)
            return
        if not needs_reason(State(state)):
            self._set_state(one, state, "")
            return
        by_client = state == State.CANCELLED_BY_CLIENT
        title = (
            self.tr("Batalkan janji atas permintaan klien?")
            if by_client
            else self.tr("Batalkan janji dari pihak lembaga?")
        )
        reasons = (
            (self.tr("Sakit"), self.tr("Tidak dapat izin keluar"), self.tr("Meminta hari lain"))
            if by_client
            else (self.tr("Petugas berhalangan"), self.tr("Ruang terpakai"), self.tr("Rapat"))
        )
        self._ask_scope(
            one,
            lambda scope: self._ctx.prompts.ask_reason(
                self._page,
                title,
                f"{one.label}, {moment_words(one.start)}, {one.provider_name}",
                lambda reason: self._set_state(one, state, reason, scope) if reason else None,
                suggestions=reasons,
                yes=self.tr("Batalkan janji"),
            ),
        )

    def _ask_safe(self, one: AppointmentView) -> None:
        """Ask whether somebody who did not come was called and is safe; the history keeps it."""
        safe = self.tr("Sudah dihubungi, aman")
        answers = (
            safe,
            self.tr("Sudah dihubungi, tidak aman"),
            self.tr("Dihubungi, tidak tersambung"),
            self.tr("Belum dihubungi"),
        )

        def answered(answer: str | None) -> None:
            if answer is None:
                return
            self._set_state(one, State.MISSED, answer)
            if answer != safe and one.case_uid:
                self._ctx.prompts.confirm(
                    self._page,
                    self.tr("Buka kasus sekarang?"),
                    self.tr("Klien belum dipastikan aman. Hubungi dengan cara yang aman di kasus."),
                    lambda yes: self.open_case(one) if yes else None,
                    yes=self.tr("Buka kasus"),
                    no=self.tr("Nanti"),
                )

        self._ctx.prompts.choose(
            self._page,
            self.tr("Tidak hadir. Apakah klien sudah dihubungi dan aman?"),
            f"{one.label}, {moment_words(one.start)}, {one.provider_name}",
            [(answer, answer) for answer in answers],
            answered,
            yes=self.tr("Tandai tidak hadir"),
        )

    def _ask_scope(self, one: AppointmentView, then: Callable[[Scope], None]) -> None:
        """Ask how much of a series is meant; a session that stands alone is not asked about."""
        if not one.series_uid:
            then(Scope.THIS)
            return
        self._ctx.prompts.choose(
            self._page,
            self.tr("Janji ini bagian dari seri. Ubah yang mana?"),
            one.series_rule,
            (
                (Scope.THIS, self.tr("Hanya janji ini")),
                (Scope.FROM_HERE, self.tr("Janji ini dan seterusnya")),
                (Scope.ALL, self.tr("Semua janji dalam seri yang belum berlangsung")),
            ),
            lambda chosen: then(Scope(chosen)) if chosen else None,
            yes=self.tr("Lanjut"),
        )

    def _set_state(
        self, one: AppointmentView, state: str, reason: str, scope: Scope = Scope.THIS
    ) -> None:
        change = SetAppointmentState(uid=one.uid, version=one.version, state=state, reason=reason)
        words = self.tr("Janji {label}: {state}").format(
            label=short_label(one.label), state=self._ctx.codes.label("status_janji", state)
        )
        if scope is Scope.THIS:
            self._run(
                lambda services, actor: _alone(services.schedule.set_state(actor, change)),
                words,
                back=self._back,
            )
            return
        self._run(
            lambda services, actor: services.schedule.cancel_series(actor, change, scope),
            lambda after: self.tr("{count} janji dalam seri dibatalkan").format(count=len(after)),
            back=self._back,
        )

    def take_back(self, one: AppointmentView) -> None:
        """Take the last step back, with a reason."""
        self._ctx.prompts.ask_reason(
            self._page,
            self.tr("Kembalikan ke status sebelumnya?"),
            f"{one.label}, {moment_words(one.start)}",
            lambda reason: self._take_back(one, reason) if reason else None,
            suggestions=(self.tr("Salah klik"), self.tr("Klien ternyata datang")),
            yes=self.tr("Kembalikan"),
        )

    def _take_back(self, one: AppointmentView, reason: str) -> None:
        words = self.tr("Status janji {label} dikembalikan").format(label=short_label(one.label))
        self._run(
            lambda services, actor: _alone(services.schedule.undo(actor, one.uid, reason)),
            words,
            back=None,
        )

    # -- moving --

    def move(self, one: AppointmentView, provider_uid: str, start: datetime) -> None:
        """Put an appointment to another time; a conflict is asked about, nothing else."""
        minutes = int((one.end - one.start).total_seconds() // 60)
        wish = MoveAppointment(
            uid=one.uid,
            version=one.version,
            provider_uid=provider_uid,
            start=start,
            minutes=minutes,
            room_uid=self._room_for(one, provider_uid),
        )
        self._ask_scope(one, lambda scope: self._move(one, wish, scope))

    def _room_for(self, one: AppointmentView, provider_uid: str) -> str | None:
        """Return the room of a moved session: with another provider hers, if it was the usual one."""
        usual = self._room_of(one.provider_uid)
        if provider_uid != one.provider_uid and one.room_uid == usual:
            return self._room_of(provider_uid)
        return one.room_uid

    def _move(self, one: AppointmentView, wish: MoveAppointment, scope: Scope) -> None:
        def write(services: Services, actor: Actor) -> Outcome[Views]:
            if scope is Scope.THIS:
                return _alone(services.schedule.move(actor, wish))
            return services.schedule.move_series(actor, wish, scope)

        self._run(
            write,
            lambda after: self._moved_words(one, after),
            back=self._back,
            err=lambda error: self._not_moved(one, wish, scope, error),
        )

    def _moved_words(self, before: AppointmentView, views: Views) -> str:
        after = views[0]
        if len(views) > 1:
            return self.tr("{count} janji dipindah, mulai {when}").format(
                count=len(views), when=moment_words(after.start)
            )
        words = self.tr("Janji {label} dipindah ke {when}").format(
            label=short_label(after.label), when=moment_words(after.start)
        )
        if after.provider_uid == before.provider_uid:
            return words
        return f"{words}, {after.provider_name}"

    def _not_moved(
        self, one: AppointmentView, wish: MoveAppointment, scope: Scope, error: RuKoError
    ) -> None:
        if not isinstance(error, BookingConflict):
            self._tell(error)
            return
        dialog = ConflictDialog(self._page, self.tr("Janji belum dipindah"), error)
        dialog.finished.connect(dialog.deleteLater)
        dialog.box.chosen.connect(
            lambda free: self._move(
                one, replace(wish, provider_uid=free.provider_uid, start=free.start), scope
            )
        )
        dialog.box.passed.connect(
            lambda reason: self._move(one, replace(wish, override_reason=reason), scope)
        )
        dialog.open()

    # -- the way back --

    def booked(self, view: AppointmentView) -> None:
        """Tell of a new appointment; taking it back cancels it."""
        words = self.tr("Janji {label} dibuat: {when}, {name}").format(
            label=short_label(view.label), when=moment_words(view.start), name=view.provider_name
        )
        change = SetAppointmentState(
            uid=view.uid,
            version=view.version,
            state=State.CANCELLED_BY_HOUSE,
            reason=self.tr("Diurungkan segera setelah dibuat"),
        )
        self._tell_done(
            words, lambda services, actor: _alone(services.schedule.set_state(actor, change))
        )

    def booked_series(self, views: Views) -> None:
        """Tell of a new series; taking it back cancels all of it."""
        first = views[0]
        words = self.tr("{count} janji {label} dibuat, mulai {when}").format(
            count=len(views), label=short_label(first.label), when=moment_words(first.start)
        )
        change = SetAppointmentState(
            uid=first.uid,
            version=first.version,
            state=State.CANCELLED_BY_HOUSE,
            reason=self.tr("Diurungkan segera setelah dibuat"),
        )
        self._tell_done(
            words,
            lambda services, actor: services.schedule.cancel_series(actor, change, Scope.ALL),
        )

    def undo_last(self) -> bool:
        """Take the newest change back; return whether there was one."""
        if not self._undo:
            return False
        self._undo_step(self._undo[-1])
        return True

    def _back(self, views: Views) -> Write:
        reason, uids = self.tr("Diurungkan segera"), [one.uid for one in views]
        if len(uids) == 1:
            return lambda services, actor: _alone(services.schedule.undo(actor, uids[0], reason))
        return lambda services, actor: services.schedule.undo_many(actor, uids, reason)

    def _run(
        self,
        write: Write,
        words: str | Callable[[Views], str],
        *,
        back: Callable[[Views], Write] | None,
        err: Callable[[RuKoError], object] | None = None,
    ) -> None:
        def ok(views: Views) -> None:
            text = words if isinstance(words, str) else words(views)
            self._tell_done(text, back(views) if back is not None else None)
            self.done.emit(views[0])

        run_command(self._ctx, self._page, write, ok, err=err or self._tell)

    def _tell_done(self, words: str, back: Write | None) -> None:
        if back is None:
            self._ctx.toasts.show(words)
            return
        step = (words, back)
        self._undo = [*self._undo[1 - _MOST_STEPS :], step]
        self._ctx.toasts.show(words, undo=lambda: self._undo_step(step))

    def _undo_step(self, step: tuple[str, Write]) -> None:
        if step not in self._undo:
            return
        self._undo.remove(step)
        words, back = step
        self._run(back, self.tr("Diurungkan: {what}").format(what=words), back=None)

    def _tell(self, error: RuKoError) -> None:
        tell(self._ctx, self._page, error)
        if isinstance(error, StaleError):
            self.stale.emit()


def _alone(outcome: Outcome[AppointmentView]) -> Outcome[Views]:
    """Return one changed appointment as a change of several."""
    return Outcome((outcome.value,), outcome.changes)
