"""Beranda: what happens at the desk now, and what must not be forgotten."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ruko_desk.changes import ChangeSet
from ruko_desk.clock import today
from ruko_desk.domain.dto.desk import AgendaRow, FollowUpRow, HomeView, QueueRow, StaleQueueDay
from ruko_desk.domain.indonesian import day_text, long_date
from ui.context import UiContext, run_command, run_query
from ui.pages.home.agenda_card import MINE, AgendaCard
from ui.pages.home.counter import Counter
from ui.pages.home.follow_up_card import TODAY, WEEK, FollowUpCard
from ui.pages.home.queue_card import QueueCard
from ui.shell.page import Page
from ui.shell.routes import CaseRoute, HomeRoute, IntakeRoute, Route, ScheduleRoute
from ui.theme.tokens import L, M, S
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Label

MINUTE_MS = 60_000
_SHOWN = ("queue", "contact", "case", "appointment", "referral", "letter", "provider", "settings")


class HomePage(Page):
    """Queue, agenda and follow-ups of today; the counters above are filters."""

    title = str(QT_TRANSLATE_NOOP("HomePage", "Beranda"))

    def __init__(self, ctx: UiContext) -> None:
        """Build the cards, empty."""
        super().__init__(ctx)
        self._sees_clients = ctx.may("identitas", "R")
        self._view: HomeView | None = None
        self._stale_asked = False
        self._day = Label("", "title")
        self.queue = QueueCard(ctx)
        self.agenda = AgendaCard(ctx)
        self.follow_ups = FollowUpCard(ctx)
        self.counters = {
            "menunggu": Counter(self.tr("menunggu"), self.tr("Saring antrean")),
            "dilayani": Counter(self.tr("dilayani"), self.tr("Saring antrean")),
            "selesai": Counter(self.tr("selesai"), self.tr("Saring antrean")),
            "jatuh_tempo": Counter(self.tr("jatuh tempo"), self.tr("Saring tindak lanjut")),
        }
        self._lay_out()
        self._connect()
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self.tick)

    def enter(self, route: Route) -> None:
        """Read the day."""
        self._day.setText(long_date(today(self.ctx.clock)))
        if self._sees_clients:
            run_query(
                self.ctx,
                self,
                lambda services, actor: services.home.read(actor),
                self._arrived,
                key="home",
            )
        else:
            self.ready()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the minutes run while somebody sees them."""
        self._minute.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the minutes: behind a lock there is nothing to count."""
        self._minute.stop()
        super().hideEvent(event)

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when something that Beranda shows has changed."""
        if changes.touches(*_SHOWN):
            self.reload()

    def reload(self) -> None:
        """Read again; selection, scroll and focus stay."""
        if self._sees_clients:
            run_query(
                self.ctx,
                self,
                lambda services, actor: services.home.read(actor),
                self._show,
                key="home",
            )

    def tick(self) -> None:
        """Let a minute pass: waiting times grow, and at midnight a new day begins."""
        if self._view is not None and self._view.day != today(self.ctx.clock):
            self._stale_asked = False
            self.enter(self.route)
        else:
            self.queue.tick()

    def first_focus(self) -> QWidget | None:
        """Start in the own agenda if there is one, else in the queue."""
        if not self._sees_clients:
            return super().first_focus()
        own = self.agenda.switch.value() == MINE and self.agenda.table.rows_model.rows()
        return self.agenda.table if own else self.queue.table

    def handle(self, action: str) -> bool:
        """Reload, undo the last change of the queue, or take a filter away with Esc."""
        if action == "undo":
            return self.queue.undo_last()
        if action == "cancel":
            chosen = [counter for counter in self.counters.values() if counter.isChecked()]
            for counter in chosen:
                counter.click()
            return bool(chosen)
        if action == "reload":
            self.reload()
            return True
        return super().handle(action)

    def place(self) -> dict[str, object]:
        """Return the filters and the selected guest."""
        line = self.queue.table.current_row()
        return {
            "filters": [name for name, counter in self.counters.items() if counter.isChecked()],
            "agenda": self.agenda.switch.value(),
            "span": self.follow_ups.span.value(),
            "guest": line.row.uid if line else "",
        }

    def back_to(self, place: dict[str, object]) -> None:
        """Take filters and selection up again."""
        filters = place.get("filters")
        for name in filters if isinstance(filters, list) else ():
            if name in self.counters and not self.counters[name].isChecked():
                self.counters[name].click()
        self.agenda.switch.set_value(place.get("agenda"))
        self.follow_ups.set_span(str(place.get("span") or WEEK))
        self.queue.table.select_key(place.get("guest"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self._day)
        head.addStretch(1)
        for counter in self.counters.values():
            head.addWidget(counter)
        upper = QHBoxLayout()
        upper.setSpacing(M)
        upper.addWidget(self.queue, 58)
        upper.addWidget(self.agenda, 42)
        work = QWidget()
        cards = QVBoxLayout(work)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(M)
        cards.addLayout(upper, 3)
        cards.addWidget(self.follow_ups, 2)
        nothing = EmptyState(
            self.tr("Akun ini tidak membuka data klien. Pilih pekerjaan di bilah kiri."),
            icon="shield-check",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(M)
        layout.addLayout(head)
        self._stack = QStackedLayout()
        layout.addLayout(self._stack, 1)  # first: without a parent its widgets flash as windows
        self._stack.addWidget(work)
        self._stack.addWidget(nothing)
        self._stack.setCurrentIndex(0 if self._sees_clients else 1)
        for counter in self.counters.values():
            counter.setVisible(self._sees_clients)

    def _connect(self) -> None:
        for name, counter in self.counters.items():
            counter.setObjectName(f"count_{name}")
            if name != "jatuh_tempo":
                counter.toggled.connect(lambda on, name=name: self._filter_queue(name, on))
        self.counters["jatuh_tempo"].toggled.connect(
            lambda on: self.follow_ups.set_span(TODAY if on else WEEK)
        )
        self.follow_ups.span_changed.connect(self._on_span)
        self.follow_ups.opened.connect(self._open_case)
        self.agenda.opened.connect(self._open_case)
        self.agenda.schedule.connect(lambda: self.ctx.navigate(ScheduleRoute()))
        self.queue.opened.connect(self._open_guest)
        self.queue.receive.connect(lambda: self.ctx.navigate(IntakeRoute()))
        self.queue.stale.connect(self.reload)

    def _filter_queue(self, name: str, on: bool) -> None:
        if on:
            for other in ("menunggu", "dilayani", "selesai"):
                if other != name:
                    self.counters[other].setChecked(False)
        chosen = [key for key, c in self.counters.items() if key != "jatuh_tempo" and c.isChecked()]
        self.queue.set_filter(chosen[0] if chosen else "")

    def _on_span(self, span: str) -> None:
        counter = self.counters["jatuh_tempo"]
        blocked = counter.blockSignals(True)
        counter.setChecked(span == TODAY)
        counter.blockSignals(blocked)
        counter.update()

    def _open_guest(self, row: QueueRow) -> None:
        if row.case_uid:
            self.ctx.navigate(CaseRoute(case_uid=row.case_uid))
        else:
            self.ctx.navigate(IntakeRoute(contact_uid=row.contact_uid))

    def _open_case(self, row: AgendaRow | FollowUpRow) -> None:
        self.ctx.navigate(CaseRoute(case_uid=row.case_uid))

    def _arrived(self, view: HomeView) -> None:
        self._show(view)
        self.ready()

    def _show(self, view: HomeView) -> None:
        self._view = view
        self._day.setText(long_date(view.day))
        numbers = (view.waiting, view.in_service, view.done, view.due)
        for counter, number in zip(self.counters.values(), numbers, strict=True):
            counter.set_number(number)
        self.queue.set_rows(view.queue)
        self.agenda.set_rows(view.agenda)
        self.follow_ups.set_rows(view.follow_ups, view.day)
        if view.stale_queue is not None:
            self._ask_stale(view.stale_queue)

    def _ask_stale(self, stale: StaleQueueDay) -> None:
        """Ask once a day what to do with entries that an earlier day left open."""
        allowed = self.ctx.may("fakta_awal", "W") and not self.ctx.read_only
        if self._stale_asked or not allowed or not isinstance(self.route, HomeRoute):
            return
        self._stale_asked = True
        self.ctx.prompts.confirm(
            self,
            self.tr("Antrean {day} belum ditutup").format(day=day_text(stale.day)),
            self.tr(
                "{count} tamu masih tercatat dari hari itu. Yang sedang dilayani dicatat selesai, "
                "yang lain dicatat pergi sebelum dilayani. Data tamu tetap ada."
            ).format(count=stale.open_entries),
            lambda yes: self._close_stale() if yes else None,
            yes=self.tr("Tutup antrean itu"),
            no=self.tr("Nanti saja"),
        )

    def _close_stale(self) -> None:
        def closed(count: int) -> None:
            self.ctx.toasts.show(self.tr("{count} antrean lama ditutup.").format(count=count))
            self.reload()

        run_command(
            self.ctx, self, lambda services, actor: services.queue.close_stale(actor), closed
        )
