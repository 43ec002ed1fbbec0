from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.crypto.binding import bind

PARTS = st.lists(st.one_of(st.text(), st.binary(), st.integers()), max_size=4)


@given(PARTS, PARTS)
def test_two_lists_never_give_the_same_bytes(left: list[object], right: list[object]) -> None:
    assert (bind(*left) == bind(*right)) == (left == right)  # type: ignore[arg-type] # mixed parts


def test_moving_a_border_or_a_type_changes_the_bytes() -> None:
    assert bind("ab", "c") != bind("a", "bc")
    assert bind("1") != bind(1) != bind(b"1")
    assert bind("a", "") != bind("a")


def test_bytearray_counts_as_bytes() -> None:
    assert bind(bytearray(b"x")) == bind(b"x")
