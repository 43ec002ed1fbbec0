"""Indonesian names: folded so that spellings that sound alike find each other, and initials.

One field holds the whole name; nobody is asked for a surname. Folding serves search only, what
was typed is kept. Rules: case and accents; titles before and degrees after the name; `bin` and
`binti`; the old spelling (oe/u, dj/j, tj/c, sj/sy, j/y); ch/kh/h; doubled letters; short forms
(Moh., Muh., Mhd., M. for Muhammad; St. for Siti; Abd. for Abdul).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TITLE_WORDS: Final = (
    "adv bapak bdn bpk dr dra drg drh drs h hajah haji hj ibu ir kh nn nona ny nyonya pdt prof rd "
    "sdr sdri tb tn tuan ust ustad ustadz ustadzah ustz"
)
_DEGREE_WORDS: Final = (
    "amd amdkeb amdkep mag makp mars mh mhi mhum mkes mkm mkn mm mpd mpdi mpsi msi msos mph mt ners "
    "ns phd psikolog sag se sfarm sh shi shum ska ske sked skep skeb skm skom sos spa spd spdi spfm "
    "spkj spog spsi ssi ssos sst sstp stp strkeb strkep s.t s.t."
)
_MUHAMMAD_WORDS: Final = (
    "m md mhd moch mochamad mochammad moh mohamad mohamed mohammad mohammed mohd mokhamad mokhammad "
    "muchamad muchammad muh muhamad muhamed muhammad muhammed muhd mukhamad mukhammad"
)
_TITLES: Final = frozenset(_TITLE_WORDS.split())
_DEGREES: Final = frozenset(_DEGREE_WORDS.split())
_MUHAMMAD: Final = frozenset(_MUHAMMAD_WORDS.split())
_FATHER: Final = frozenset({"bin", "binti", "bt", "bti", "ibn", "ibnu"})
_SHORT_FORMS: Final = {
    "abd": "abdul",
    "abdoel": "abdul",
    "abdl": "abdul",
    "chandra": "candra",
    "st": "siti",
    "sitti": "siti",
}
_MUHAMMAD_BEGUN: Final = re.compile(r"^m[ou](?:ch|kh|h)(?=am)")
_SPELLING: Final = (("oe", "u"), ("tj", "c"), ("dj", "j"), ("sj", "sy"), ("j", "y"), ("sy", "s"))
_GUTTURAL: Final = re.compile(r"[ck]h")
_DOUBLED: Final = re.compile(r"([a-z])\1+")
_APOSTROPHES: Final = re.compile(r"['`\u00b4\u2018\u2019\u02bc]")
_WORD: Final = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?")


def plain(text: str) -> str:
    """Return the text in lower case without accents and punctuation, one blank between words."""
    return " ".join(re.findall(r"[^\W_]+", _lower(text).replace(".", " ")))


def fold(text: str) -> str:
    """Return the form under which spellings that sound alike meet, words kept apart.

    Never empty for a text with a letter or digit in it: a name made of titles alone folds to
    these. Folding twice changes nothing.
    """
    folded = text
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def fold_compact(text: str) -> str:
    """Return the folded form without blanks: `Nur Aini` meets `Nuraini`."""
    return _DOUBLED.sub(r"\1", fold(text).replace(" ", ""))


def search_texts(text: str) -> tuple[str, ...]:
    """Return the different forms to put into the index, or to look for: plain, folded, compact.

    The plain form is needed beside the folded one: a fragment typed out of the middle of an old
    spelling (`jarif` of Sjarif) stands only there.
    """
    return tuple(
        dict.fromkeys(form for form in (plain(text), fold(text), fold_compact(text)) if form)
    )


def initials(name: str) -> str:
    """Return what stands beside the case code on shared screens: `A.` for Ama Lestari, or ""."""
    letters = (word[0] for word in _name_words(_words(name)) if word[0].isalpha())
    return next((f"{letter.upper()}." for letter in letters), "")


def _lower(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _APOSTROPHES.sub("", bare)


def _words(text: str) -> list[str]:
    """Split into words that keep their dots, so that `S.Pd.` and `H.` can be told from names."""
    return _WORD.findall(_lower(text))


def _name_words(words: list[str]) -> list[str]:
    """Take off titles, degrees and `bin`; what is left has no dots."""
    kept: list[str] = []
    for index, word in enumerate(words):
        bare = word.replace(".", "")
        last = index == len(words) - 1
        if kept and not _DEGREES.isdisjoint((word, bare)):
            continue
        if not kept and not last and bare in _TITLES:
            continue
        if bare in _FATHER and kept and not last:
            continue
        kept += [part for part in word.split(".") if part]
    return kept or [part for word in words for part in word.split(".") if part]


def _fold_once(text: str) -> str:
    return " ".join(_spell(word) for word in _short_forms(_name_words(_words(text))))


def _short_forms(words: list[str]) -> list[str]:
    """Write out the short forms; a single M counts as one only in front of another name."""
    return [
        "muhamad"
        if word in _MUHAMMAD and (word != "m" or (not index and len(words) > 1))
        else _MUHAMMAD_BEGUN.sub("muh", _SHORT_FORMS.get(word, word))
        for index, word in enumerate(words)
    ]


def _spell(word: str) -> str:
    while True:
        before = word
        for old, new in _SPELLING:
            word = word.replace(old, new)
        word = _DOUBLED.sub(r"\1", _GUTTURAL.sub("h", word))
        if word == before:
            return word
