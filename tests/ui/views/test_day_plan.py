import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.clock import at
from tests.ui.views.days import DAY, appointment, busy_day, day_view
from ui.views.calendar import cursor as way
from ui.views.calendar.cursor import Cursor
from ui.views.calendar.geometry import Geometry, Sizes
from ui.views.calendar.looks import day_words, moment_words, short_label
from ui.views.calendar.plan import STEP, minute_of, plan_day

SIZES = Sizes()


def test_meeting_appointments_stand_side_by_side_and_touching_ones_do_not() -> None:
    plan = plan_day(
        day_view(
            [
                appointment("1001", "p1", (9, 0), state="tidak_hadir"),
                appointment("1002", "p1", (9, 30)),
                appointment("1003", "p1", (10, 30)),
            ]
        )
    )
    lanes = {card.uid: (card.lane, card.lanes) for card in plan.cards}
    assert lanes == {"1001": (0, 2), "1002": (1, 2), "1003": (0, 1)}


def test_more_than_two_at_once_become_a_count() -> None:
    plan = plan_day(day_view([appointment(f"100{n}", "p1", (9, 0)) for n in range(5)]))
    assert len(plan.cards) == 2
    assert [(more.column, more.count) for more in plan.more] == [(2, 3)]


def test_cancelled_appointments_have_no_card_and_missed_ones_do() -> None:
    plan = plan_day(day_view(busy_day()))
    assert plan.card("0192") is None
    assert plan.card("0252") is not None


def test_the_day_is_as_long_as_work_and_appointments_need() -> None:
    usual = plan_day(day_view())
    assert (usual.first, usual.last) == (8 * 60, 16 * 60)
    late = plan_day(
        day_view([appointment("1001", "k1", (16, 30)), appointment("2", "h1", (7, 15))])
    )
    assert (late.first, late.last) == (7 * 60, 18 * 60)


def test_what_reaches_into_the_day_is_kept_within_it() -> None:
    assert minute_of(DAY, at(DAY.replace(day=25), 23)) == 0
    assert minute_of(DAY, at(DAY.replace(day=27), 1)) == 24 * 60
    assert minute_of(DAY, at(DAY, 9, 40)) == 580


def test_eight_hours_and_six_columns_fit_the_smallest_usual_screen() -> None:
    # 1366 x 690 without side bar, bars of the window, head of the page and margins.
    geometry = Geometry.fit(plan_day(day_view()), 1366 - 168 - 24 - 48, 520 - 46, SIZES)
    assert geometry.height <= 520 - 46
    assert geometry.width <= 1366 - 168 - 24 - 48
    assert geometry.hour >= 58


def test_in_a_low_window_the_hours_scroll_instead_of_becoming_unreadable() -> None:
    geometry = Geometry.fit(plan_day(day_view()), 300, 200, SIZES)
    assert geometry.hour == SIZES.usual_hour
    assert geometry.column == SIZES.least_column


@given(st.integers(8 * 60, 16 * 60 - STEP), st.integers(0, 5))
def test_points_lead_back_to_their_slot(minute: int, column: int) -> None:
    at_ = Geometry.fit(plan_day(day_view()), 900, 470, SIZES)
    slot = minute // STEP * STEP
    assert at_.minute_at(at_.y(slot) + 1) == slot
    assert at_.column_at(at_.x(column) + 1) == column


@given(st.lists(st.tuples(st.integers(8 * 4, 15 * 4), st.integers(1, 12)), min_size=1, max_size=12))
def test_cards_of_a_column_never_lie_on_each_other(times: list[tuple[int, int]]) -> None:
    view = day_view(
        [
            appointment(f"{1000 + n}", "p1", (quarter // 4, quarter % 4 * 15), minutes * 15)
            for n, (quarter, minutes) in enumerate(times)
        ]
    )
    plan = plan_day(view)
    boxes = [Geometry.fit(plan, 900, 4000, SIZES).card_box(card) for card in plan.cards]
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    assert len(plan.cards) + sum(more.count for more in plan.more) == len(times)


def walk(cursor: Cursor, step: str, times: int = 1) -> Cursor:
    plan = plan_day(day_view(busy_day()))
    for _ in range(times):
        if step == "down":
            cursor = way.step_down(plan, cursor)
        elif step == "up":
            cursor = way.step_up(plan, cursor)
        else:
            cursor = way.step_side(plan, cursor, 1 if step == "right" else -1)
    return cursor


def test_the_cursor_takes_a_card_as_one_step() -> None:
    at_card = walk(Cursor(0, 10 * 60 + 15), "down")
    assert at_card == Cursor(0, 10 * 60 + 30, "0244")
    assert walk(at_card, "down") == Cursor(0, 12 * 60)
    assert walk(Cursor(0, 12 * 60), "up") == at_card
    assert walk(at_card, "up") == Cursor(0, 10 * 60 + 15)


def test_the_cursor_visits_cards_side_by_side_before_the_next_column() -> None:
    first = way.land(plan_day(day_view(busy_day())), 2, 13 * 60)
    assert first.uid == "0252"
    second = walk(first, "right")
    assert second.uid == "0253"
    assert walk(second, "right").column == 3
    assert walk(walk(second, "right"), "left").uid == "0253"


@pytest.mark.parametrize("step", ["down", "up"])
def test_every_slot_can_be_reached_and_left(step: str) -> None:
    odd = [appointment("1001", "h1", (10, 10), 35), appointment("1002", "h1", (10, 45), 20)]
    plan = plan_day(day_view(odd))
    cursor = Cursor(0, plan.first if step == "down" else plan.last - STEP)
    seen = [cursor]
    for _ in range(40):
        cursor = way.step_down(plan, cursor) if step == "down" else way.step_up(plan, cursor)
        seen.append(cursor)
    assert {c.uid for c in seen} == {"", "1001", "1002"}
    assert seen[-1].minute == (plan.last - STEP if step == "down" else plan.first)


def test_a_carried_appointment_goes_only_to_providers_of_its_service() -> None:
    plan = plan_day(day_view(busy_day()))
    card = plan.card("0047")
    assert card is not None
    carried = way.carry(card)
    assert way.carry_side(plan, carried, 1).provider_uid == "h2"
    assert way.carry_side(plan, carried, -1).provider_uid == "h1"
    assert not way.carry_to(plan, carried, 3, 9 * 60).free
    assert way.carry_by(plan, carried, 600).minute == 15 * 60


def test_words_of_the_schedule() -> None:
    assert short_label("RK-26-0412 · A.") == "0412 · A."
    assert short_label("RK-26-0007-B · S.") == "0007-B · S."
    assert short_label("Terisi") == "Terisi"
    assert day_words(DAY) == "Kamis 26 Nov"
    assert moment_words(at(DAY, 9)) == "Kamis 26 Nov 09.00"
