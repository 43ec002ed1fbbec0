"""Texts must be whole where they are handed to Qt, or the translation tool stores something else."""

import ast

import pytest

from tests.strings.sources import Text, files, window_texts


def is_put_together(text: Text) -> bool:
    """Tell whether values enter before the translation is looked up."""
    return isinstance(text.node, ast.JoinedStr | ast.BinOp | ast.Call)


def test_no_text_is_put_together_before_it_is_translated() -> None:
    bad = [
        f"{text.path}:{text.line}"
        for source, path in files("ui")
        for text in window_texts(source, path)
        if is_put_together(text)
    ]
    assert bad == []


@pytest.mark.parametrize(
    "line",
    [
        'self.tr(f"Kasus {code}")',
        'self.tr("Kasus %s" % code)',
        'self.tr("Kasus " + code)',
        'self.tr("Kasus {code}".format(code=code))',
        'QCoreApplication.translate("Page", f"Kasus {code}")',
    ],
)
def test_such_lines_are_found(line: str) -> None:
    assert [is_put_together(text) for text in window_texts(line, "x.py")] == [True]


@pytest.mark.parametrize(
    "line",
    [
        'self.tr("Kasus {code}").format(code=code)',
        'self.tr("%n kasus", "", count)',
        'self.tr("Simpan dan " "masuk antrean")',
        'QCoreApplication.translate("Page", "Kasus")',
    ],
)
def test_whole_texts_pass(line: str) -> None:
    assert [is_put_together(text) for text in window_texts(line, "x.py")] == [False]
