import pytest

from ruko_desk import guard


@pytest.mark.parametrize(
    ("python", "pyside"),
    [((3, 11), "6.11.3"), ((3, 12), "6.12.0"), ((3, 13), "6.12.1"), ((3, 11), "6.8.3")],
)
def test_versions_that_fit(python: tuple[int, ...], pyside: str) -> None:
    assert guard.misfit(python, pyside) is None


@pytest.mark.parametrize("pyside", ["6.12.0", "6.12.0.1", "6.13.0", "7.0.0"])
def test_pyside_that_loses_none_is_refused_before_python_3_12(pyside: str) -> None:
    sentence = guard.misfit((3, 11, 7), pyside)
    assert sentence is not None
    assert pyside in sentence
    assert "6.11.3" in sentence


def test_old_python_is_refused_whatever_the_pyside() -> None:
    sentence = guard.misfit((3, 10, 13), "6.11.3")
    assert sentence is not None
    assert "3.11" in sentence
