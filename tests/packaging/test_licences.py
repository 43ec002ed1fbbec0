from ruko_desk import paths
from tools import licences

NOT_IN_THE_PACKAGES = ("Qt-LGPL-3.0.txt", "Qt-GPL-3.0.txt", "SQLCipher-BSD.txt")


def test_the_list_is_current() -> None:
    # When this fails, run tools/licences.py and read what changed.
    assert licences.TARGET.read_text(encoding="utf-8") == licences.render()


def test_every_package_has_its_text() -> None:
    shipped = {target.parts[0] for _, target in licences.texts()}
    without = set(licences.locked()) - shipped
    assert without == {"pyside6-essentials", "shiboken6"}
    for name in NOT_IN_THE_PACKAGES:
        assert paths.resource("licenses", name).stat().st_size > 1000


def test_the_list_offers_the_file_that_it_ships_in() -> None:
    assert paths.resource("licenses", "THIRD_PARTY.md") == licences.TARGET
