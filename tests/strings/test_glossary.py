"""One word for one thing: docs/glossary.md names the words that users must not meet."""

import re
from collections.abc import Iterator

import pytest

from tests.strings.sources import ROOT, Text, error_texts, files, window_texts

# Names of values and of command line options are not words of the text.
PLACEHOLDER = re.compile(r"\{[^}]*\}|%\w|--[\w-]+")


def forbidden_words() -> dict[str, str]:
    """Return each unwanted word with what to write instead."""
    found: dict[str, str] = {}
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or cells[-1] in {"", "Not", "---"}:
            continue
        wanted = cells[1] if len(cells) > 2 else cells[0]
        found |= {word.strip(): wanted for word in cells[-1].split(",")}
    return found


WORDS = forbidden_words()
PATTERN = re.compile(rf"\b({'|'.join(sorted(map(re.escape, WORDS)))})\b", re.IGNORECASE)


def unwanted(text: str) -> list[str]:
    """Return the unwanted words of a text."""
    return PATTERN.findall(PLACEHOLDER.sub(" ", text))


def user_texts() -> Iterator[Text]:
    for source, path in files("ui"):
        yield from window_texts(source, path)
    for source, path in files("ruko_desk"):
        yield from error_texts(source, path)


def test_users_meet_one_word_for_one_thing() -> None:
    bad = [
        f"{text.path}:{text.line}: {word!r}, write {WORDS[word.lower()]}"
        for text in user_texts()
        for word in unwanted(text.literal or "")
    ]
    assert bad == []


def test_the_table_is_read() -> None:
    assert WORDS["password"] == "kata sandi"
    assert WORDS["silahkan"] == "silakan"
    assert len(WORDS) > 50


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Masukkan password Anda", ["password"]),
        ("Kata sandi semua peran: {password}", []),
        ("Periksa alamat pada --password-file.", []),
        ("Pilih Folder", ["Folder"]),
        ("Pelakunya", []),
        ("Brankas dibuka", []),
    ],
)
def test_words_are_found_whole_and_in_any_case(text: str, found: list[str]) -> None:
    assert unwanted(text) == found
