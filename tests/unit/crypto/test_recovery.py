import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruko_desk.crypto.recovery import ALPHABET, RecoveryCode, key_label
from ruko_desk.errors import UserError

CODE = RecoveryCode(bytes(range(100, 116)))
CHECKS = (13, 14, 15, 29, 30, 31)


def refusal(text: str) -> UserError:
    with pytest.raises(UserError) as error:
        RecoveryCode.parse(text)
    return error.value


def compact() -> str:
    return CODE.text.replace(" ", "")


def line_and_group(place: int) -> tuple[int, int]:
    """Where a character of the 32 stands; a check character speaks for its group."""
    line, rest = divmod(place, 16)
    if rest >= 13:
        return line + 1, rest - 12
    return line + 1, 1 if rest < 4 else 2 if rest < 8 else 3


@given(st.binary(min_size=16, max_size=16))
def test_every_code_comes_back_as_it_was_written(secret: bytes) -> None:
    code = RecoveryCode(secret)
    assert RecoveryCode.parse(code.text) == code
    assert RecoveryCode.parse("\n".join(code.lines)) == code


def test_the_sheet_shows_two_lines_of_three_groups_and_their_check_group() -> None:
    for line in CODE.lines:
        assert [len(group) for group in line.split()] == [4, 4, 5, 3]
    assert sum(len(group) for group in CODE.groups) == 26
    assert set(CODE.text) <= set(ALPHABET + " ")


def test_every_single_wrong_character_is_found_and_its_group_named() -> None:
    good = compact()
    tried = 0
    for place, right in enumerate(good):
        line, group = line_and_group(place)
        for wrong in ALPHABET:
            if wrong == right:
                continue
            error = refusal(good[:place] + wrong + good[place + 1 :])
            assert f"Kelompok {group} pada baris {line}" in error.message
            tried += 1
    assert tried == (26 + len(CHECKS)) * 31


def test_neighbours_exchanged_within_a_group_are_found() -> None:
    good = compact()
    for place in range(31):
        left, right = good[place], good[place + 1]
        if left != right:
            refusal(good[:place] + right + left + good[place + 2 :])


def test_groups_exchanged_are_found() -> None:
    first, second = CODE.lines
    groups = first.split()
    refusal(" ".join([groups[1], groups[0], *groups[2:]]) + " " + second)
    refusal(second + " " + first)


@pytest.mark.parametrize("secret", [bytes(16), b"\xff" * 16, bytes(15) + b"\x01"])
def test_extreme_codes_work(secret: bytes) -> None:
    assert RecoveryCode.parse(RecoveryCode(secret).text).secret == secret


def test_typing_is_forgiving() -> None:
    text = RecoveryCode(bytes([0x08, 0x42, 0x10, 0x84]) * 4).text
    assert "0" in text
    assert "1" in text
    code = RecoveryCode.parse(text)
    sloppy = text.lower().replace("0", "o").replace("1", "l")
    for typed in (sloppy, text.replace("1", "I"), text.replace(" ", "-"), text.replace(" ", " · ")):
        assert RecoveryCode.parse(f"\t{typed}\n") == code


@pytest.mark.parametrize("character", ["U", "?", "é", "*"])
def test_a_character_that_codes_never_have_is_named_with_its_group(character: str) -> None:
    groups = CODE.text.split()
    groups[5] = character + groups[5][1:]
    error = refusal(" ".join(groups))
    assert "tidak dipakai" in error.message
    assert "kelompok 2 pada baris 2" in error.message


def test_a_missing_or_extra_character_is_counted_and_placed() -> None:
    groups = CODE.text.split()
    short = refusal(" ".join([*groups[:2], groups[2][1:], *groups[3:]]))
    assert "kurang 1 huruf" in short.message
    assert "kelompok 3 pada baris 1" in short.message
    long = refusal(" ".join([*groups[:4], groups[4] + "7", *groups[5:]]))
    assert "kelebihan 1 huruf" in long.message
    assert "kelompok 1 pada baris 2" in long.message
    assert "kurang 32 huruf" in refusal("  ").message
    assert "kurang 16 huruf" in refusal(CODE.lines[0]).message


def test_two_groups_typed_back_prove_the_sheet() -> None:
    for index, group in enumerate(CODE.groups):
        assert CODE.group_is(index, f" {group.lower()} ")
        assert not CODE.group_is(index, group[:-1])
    assert not CODE.group_is(0, CODE.groups[1])


def test_one_code_always_gives_one_key_pair() -> None:
    assert CODE.private_key().public() == CODE.private_key().public()
    assert CODE.private_key().public() != RecoveryCode(bytes(16)).private_key().public()
    assert RecoveryCode.generate() != RecoveryCode.generate()


def test_the_key_number_is_short_and_readable() -> None:
    assert key_label("0123456789abcdef" * 2) == "0123-4567-89AB"


def test_the_code_is_not_in_the_repr() -> None:
    assert repr(CODE) == "RecoveryCode()"


def test_the_two_bits_beyond_128_are_always_empty() -> None:
    """Of 31 other last characters with their right check character, 7 are codes at all."""
    good = compact()
    typed = [
        good[:28] + last + good[29:31] + check
        for last in ALPHABET.replace(good[28], "")
        for check in ALPHABET
    ]
    assert len([text for text in typed if not refused(text)]) == 7


def refused(text: str) -> bool:
    try:
        RecoveryCode.parse(text)
    except UserError:
        return True
    return False
