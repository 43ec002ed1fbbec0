"""Terima tamu: the sixty-second card, with earlier clients beside it and two further steps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ruko_desk.domain.dto.desk import (
    ConsentAnswerInput,
    IntakeCard,
    IntakeResult,
    MatchQuery,
    MatchRow,
    SafeContactInput,
)
from ruko_desk.errors import FieldErrors, RuKoError
from ruko_desk.ids import new_uid
from ui.context import UiContext, run_command, run_query
from ui.pages.intake.forms import card_form, safety_form
from ui.pages.intake.matches import MatchPanel
from ui.pages.intake.next_step import QUEUE, SHELTER, NextStep
from ui.pages.intake.values import answer, code, yes_no
from ui.shell.page import Page
from ui.shell.routes import HomeRoute, IntakeRoute, Route
from ui.theme.tokens import L, M, S
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.scroll import Scroll

_NARROW = 1000
SAFE_PLACE = "tempat_aman"
"""Code of the list `kebutuhan`."""


class IntakePage(Page):
    """Search before create, as little as the guest wants to say, and into the queue."""

    title = "Terima tamu"
    draft_form = "terima_tamu"

    def __init__(self, ctx: UiContext) -> None:
        """Build the steps, empty."""
        super().__init__(ctx)
        self._request = new_uid()
        self._contact_uid = ""
        self._known = ""
        self._heading = Label("", "title")
        self._told = Label(
            self.tr("Isi yang perlu saja, sisanya bisa nanti. Esc: batal, draf disimpan."),
            "muted",
            wrap=True,
        )
        self.emergency = Button(self.tr("Keadaan darurat"), "danger", icon="siren")
        self.emergency.setObjectName("emergency")
        self.emergency.clicked.connect(lambda _checked=False: self._emergency())
        self.card, self.safety, self.next = card_form(ctx), safety_form(ctx), NextStep(ctx)
        self._steps = QStackedWidget()
        for step in (self.card, self.safety, self.next):
            self._steps.addWidget(Scroll(step))
        self.matches = MatchPanel()
        self.matches.chosen.connect(self._ask_known)
        self.matches.refused.connect(self._new_client)
        self._back = Button(self.tr("Kembali"))
        self._back.setObjectName("back")
        self._back.clicked.connect(lambda _checked=False: self._turn(-1))
        self._more = Button("")
        self._more.setObjectName("more")
        self._more.clicked.connect(lambda _checked=False: self._turn(1))
        self.later = Button(self.tr("Simpan dan isi nanti"))
        self.later.setObjectName("later")
        self.later.clicked.connect(lambda _checked=False: self._save(later=True))
        self.save = Button(self.next.verb(), "primary")
        self.save.setObjectName("save")
        self.save.clicked.connect(lambda _checked=False: self._save())
        self._lay_out()
        self.card.changed.connect(self._typed)
        self.safety.changed.connect(self.touch)
        self.next.edited.connect(self._way_chosen)
        self.show_step(0)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, L, L, L)
        outer.setSpacing(M)
        top = QHBoxLayout()
        top.setSpacing(M)
        top.addWidget(self._heading)
        top.addWidget(self._told, 1)
        top.addWidget(self.emergency)
        outer.addLayout(top)
        middle = QHBoxLayout()
        middle.setSpacing(L)
        middle.addWidget(self._steps, 3)
        middle.addWidget(self.matches, 2)
        outer.addLayout(middle, 1)
        bottom = QHBoxLayout()
        bottom.setSpacing(S)
        bottom.addWidget(self._back)
        bottom.addWidget(self._more)
        bottom.addStretch(1)
        bottom.addWidget(self.later)
        bottom.addWidget(self.save)
        outer.addLayout(bottom)

    def enter(self, route: Route) -> None:
        """Begin with what came with the route, or complete a waiting contact."""
        if not isinstance(route, IntakeRoute):
            return
        if route.contact_uid and route.contact_uid != self._contact_uid:
            run_query(
                self.ctx,
                self,
                lambda services, actor: services.intake.contact(actor, route.contact_uid),
                self._load,
            )
            return
        if route.call_name or route.phone:
            self.card.set_values({"call_name": route.call_name, "phone": route.phone})
            self._typed()
        self.ready()

    def first_focus(self) -> QWidget:
        """Return the name field."""
        return self.card.findChild(QWidget, "call_name") or self

    def draft(self) -> dict[str, object] | None:
        """Return both forms when something was typed."""
        if not (self.card.is_dirty() or self.safety.is_dirty()):
            return None
        return {
            "card": self.card.draft(),
            "safety": self.safety.draft(),
            "next": self.next.way(),
            "request": self._request,
            "contact": self._contact_uid,
            "known": self._known,
        }

    def restore(self, payload: dict[str, object]) -> None:
        """Put a draft back."""
        for form, key in ((self.card, "card"), (self.safety, "safety")):
            part = payload.get(key)
            if isinstance(part, dict):
                form.restore(part)
        self.next.set_way(str(payload.get("next") or ""))
        self._request = str(payload.get("request") or self._request)
        self._contact_uid = str(payload.get("contact") or "")
        self._known = str(payload.get("known") or "")

    def handle(self, action: str) -> bool:
        """Ctrl+Enter and Ctrl+S save into the queue; Esc leaves and keeps the draft."""
        if action in {"submit", "save"}:
            self._save()
            return True
        if action == "cancel":
            self.ctx.navigate(HomeRoute())
            return True
        return super().handle(action)

    def resizeEvent(self, event: object) -> None:
        """Give the whole width to the card where there is little of it."""
        self.matches.setVisible(self.width() >= _NARROW or self.matches.has_rows)
        super().resizeEvent(event)  # type: ignore[arg-type]  # handed on as it came

    def _turn(self, by: int) -> None:
        self.show_step(self._steps.currentIndex() + by)

    def show_step(self, number: int) -> None:
        """Turn to a step, counted from 0."""
        onward = (self.tr("Kontak aman dan persetujuan"), self.tr("Langkah berikut"))
        self._steps.setCurrentIndex(number)
        self._heading.setText(
            self.tr("Terima tamu · langkah {n} dari 3").replace("{n}", str(number + 1))
        )
        self._back.setVisible(number > 0)
        self._more.setVisible(number < len(onward))
        if number < len(onward):
            self._more.setText(onward[number])
        if number == len(onward):
            self.next.chips.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            (self.card, self.safety)[number].focus_first()

    def _way_chosen(self) -> None:
        self.save.setText(self.next.verb())
        self.touch()

    def _load(self, card: IntakeCard) -> None:
        self._contact_uid = card.contact_uid or ""
        self.card.load(
            {
                "call_name": card.call_name,
                "age": card.age,
                "description": card.description,
                "visitor": card.visitor,
                "arrival": card.arrival,
                "needs": card.needs,
                "phone": card.safe_contact.phone,
                "waits_safely": yes_no(card.waits_safely),
            }
        )
        safe = card.safe_contact
        self.safety.load(
            {
                "hours": safe.hours,
                "may_name_house": yes_no(safe.may_name_house),
                "must_not_know": safe.must_not_know,
                **{f"consent_{given.purpose}": given.answer for given in card.consents},
            }
        )
        self.ready()

    def _typed(self) -> None:
        self.touch()
        values = self.card.values()
        age = values["age"]
        query = MatchQuery(
            call_name=str(values["call_name"] or ""),
            age=age if isinstance(age, int) else None,
            phone=str(values["phone"] or ""),
        )
        run_query(
            self.ctx,
            self,
            lambda services, actor: services.intake.matches(actor, query),
            self.matches.show_rows,
            key="matches",
        )

    def _ask_known(self, row: MatchRow) -> None:
        def answered(yes: bool) -> None:
            if yes:
                self._known = row.case_uid
                self.matches.mark(row)

        self.ctx.prompts.confirm(
            self,
            self.tr("Buka data lama klien ini?"),
            self.tr("Kedatangan hari ini dicatat pada {code}.").replace("{code}", row.case_code),
            answered,
            yes=self.tr("Ini orangnya"),
            no=self.tr("Bukan"),
        )

    def _new_client(self) -> None:
        self._known = ""
        self.matches.mark(None)

    def _emergency(self) -> None:
        run_command(
            self.ctx,
            self,
            lambda services, actor: services.intake.emergency(actor),
            self._alarmed,
            button=self.emergency,
        )

    def _alarmed(self, result: IntakeResult) -> None:
        """Say what to do now; the card stays as it is, to be filled in when there is time."""
        self.ctx.prompts.inform(
            self,
            self.tr("Keadaan darurat: {n} dipanggil lebih dahulu").replace(
                "{n}", result.queue_number or ""
            ),
            self.tr(
                "Siapkan ruang tertutup dan jangan tinggalkan tamu sendirian.\n\n"
                "112  Darurat kota (ambulans, pemadam, polisi)\n"
                "119  Ambulans\n"
                "110  Polisi\n"
                "129  SAPA (WhatsApp 08111-129-129)"
            ),
            lambda: self.ctx.navigate(HomeRoute()),
        )

    def _save(self, *, later: bool = False) -> None:
        if not self.card.check():
            self.show_step(0)
            return
        if not self.safety.check():
            self.show_step(1)
            return
        card = self._intake_card(later=later)
        if self.next.needs_case() and not later and not (card.open_case or card.known_case_uid):
            self.show_step(0)
            self.card.show_errors(
                {"call_name": self.tr("Isi nama panggilan atau inisial; langkah ini perlu kasus")}
            )
            return
        run_command(
            self.ctx,
            self,
            lambda services, actor: services.intake.receive(actor, card),
            lambda result: self._saved(result, later=later),
            button=self.later if later else self.save,
            err=self._refused,
        )

    def _intake_card(self, *, later: bool) -> IntakeCard:
        card, safety = self.card.values(), self.safety.values()
        age, chosen = card["age"], card["needs"]
        needs = [str(code) for code in chosen] if isinstance(chosen, tuple) else []
        if self.next.way() == SHELTER and not later:
            needs.append(SAFE_PLACE)
        return IntakeCard(
            request_uid=self._request,
            call_name=str(card["call_name"] or ""),
            description=str(card["description"] or ""),
            age=age if isinstance(age, int) else None,
            visitor=code(card["visitor"]),
            arrival=code(card["arrival"]),
            needs=tuple(dict.fromkeys(needs)),
            waits_safely=answer(card["waits_safely"]),
            to_queue=not later and self.next.waits(),
            open_case=bool(card["call_name"]),
            safe_contact=SafeContactInput(
                phone=str(card["phone"] or ""),
                hours=str(safety["hours"] or ""),
                may_name_house=answer(safety["may_name_house"]),
                must_not_know=str(safety["must_not_know"] or ""),
            ),
            consents=tuple(
                ConsentAnswerInput(purpose=key.removeprefix("consent_"), answer=str(value))
                for key, value in safety.items()
                if key.startswith("consent_") and value
            ),
            known_case_uid=self._known or None,
            contact_uid=self._contact_uid or None,
        )

    def _saved(self, result: IntakeResult, *, later: bool = False) -> None:
        route = HomeRoute() if later else self.next.route(result.case_uid, self._first_service())
        self.drop_draft()
        self._request = new_uid()
        self._contact_uid = self._known = ""
        for form in (self.card, self.safety):
            form.load(dict.fromkeys(form.values()))
        self.next.set_way(QUEUE)
        self.matches.show_rows(())
        self.show_step(0)
        text = self.tr("Tamu diterima")
        if result.queue_number:
            text += f" · {result.queue_number}"
        if result.case_code:
            text += f" · {result.case_code}"
        self.ctx.toasts.show(text)
        self.ctx.navigate(route)

    def _first_service(self) -> str:
        """Return the first need that sessions are held for, or nothing."""
        needs = self.card.values()["needs"]
        chosen = needs if isinstance(needs, tuple) else ()
        return next((code for code in chosen if self.ctx.codes.find("layanan_sesi", code)), "")

    def _refused(self, error: RuKoError) -> None:
        if not isinstance(error, FieldErrors):
            self.ctx.toasts.error(error.message)
            return
        first = {key: text for key, text in error.fields.items() if key in self.card.values()}
        second = {key: text for key, text in error.fields.items() if key not in first}
        self.card.show_errors(first)
        self.safety.show_errors(
            {key: text for key, text in second.items() if key in self.safety.values()}
        )
        self.show_step(0 if first else 1)
