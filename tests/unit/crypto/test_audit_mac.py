import pytest

from ruko_desk.crypto.audit_mac import GENESIS, AuditRow, canonical, next_mac, verify_chain

KEY = b"k" * 32


def row(seq: int, **columns: str | int | None) -> AuditRow:
    return {
        "seq": seq,
        "ts_utc": f"2026-11-12T09:{seq % 60:02}:00Z",
        "user": "uid-petugas",
        "action": "buka_kasus",
        "object": f"kasus-{seq}",
        "detail_json": "{}",
        **columns,
    }


def chain(count: int) -> list[tuple[AuditRow, bytes]]:
    rows: list[tuple[AuditRow, bytes]] = []
    mac = GENESIS
    for seq in range(1, count + 1):
        mac = next_mac(KEY, mac, row(seq))
        rows.append((row(seq), mac))
    return rows


def test_a_true_chain_holds_to_its_end() -> None:
    rows = chain(50)
    result = verify_chain(KEY, rows)
    assert result.ok
    assert (result.last_seq, result.last_mac) == (50, rows[-1][1])


def test_no_rows_are_a_true_chain() -> None:
    result = verify_chain(KEY, [])
    assert (result.ok, result.last_seq, result.last_mac) == (True, 0, GENESIS)


def test_a_part_is_checked_from_the_row_before_it() -> None:
    rows = chain(50)
    assert verify_chain(KEY, rows[40:], (40, rows[39][1])).ok
    assert verify_chain(KEY, rows[40:], (40, rows[38][1])).bad_seq == 41
    assert verify_chain(KEY, rows[40:], (39, rows[39][1])).bad_seq == 40


@pytest.mark.parametrize("place", [0, 7, 19])
@pytest.mark.parametrize("column", ["seq", "ts_utc", "user", "action", "object", "detail_json"])
def test_a_change_in_any_column_is_found_at_its_row(place: int, column: str) -> None:
    rows = chain(20)
    old, mac = rows[place]
    value = old[column]
    rows[place] = ({**old, column: value + 1 if isinstance(value, int) else f"{value}x"}, mac)
    result = verify_chain(KEY, rows)
    assert (result.bad_seq, result.last_seq) == (place + 1, place)


def test_deleted_added_and_moved_rows_are_found() -> None:
    rows = chain(20)
    assert verify_chain(KEY, rows[:7] + rows[8:]).bad_seq == 8
    assert verify_chain(KEY, rows[1:]).bad_seq == 1
    assert verify_chain(KEY, [*rows[:7], rows[6], *rows[7:]]).bad_seq == 8
    assert verify_chain(KEY, [*rows[:7], rows[8], rows[7], *rows[9:]]).bad_seq == 8


def test_a_chain_made_without_the_key_is_found_at_once() -> None:
    mac = next_mac(b"x" * 32, GENESIS, row(1))
    assert verify_chain(KEY, [(row(1), mac)]).bad_seq == 1


def test_a_cut_tail_needs_the_anchor() -> None:
    assert verify_chain(KEY, chain(20)[:15]).ok


def test_order_of_columns_and_empty_columns_do_not_count() -> None:
    first = row(1)
    assert canonical({name: first[name] for name in sorted(first, reverse=True)}) == canonical(
        first
    )
    assert canonical({**first, "added_later": None}) == canonical(first)
    assert canonical({**first, "added_later": ""}) != canonical(first)


def test_no_text_can_be_moved_between_columns() -> None:
    assert canonical({"a": "xb", "c": "y"}) != canonical({"a": "x", "bc": "y"})
    assert canonical({"a": 1}) != canonical({"a": "1"})
