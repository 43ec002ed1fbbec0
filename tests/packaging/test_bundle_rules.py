import pytest

from tools.bundle_rules import forbidden, is_stripped


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6VirtualKeyboard.so.6",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6\\plugins\\platforminputcontexts\\qtvirtualkeyboardplugin.dll",
        "PySide6\\Qt6Charts.dll",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6\\translations\\qtbase_de.qm",
        "libsqlite3.so.0",
        "sqlite3.dll",
        "lib-dynload/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "_sqlite3.pyd",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
    ],
)
def test_left_out(name: str) -> None:
    assert is_stripped(name)


@pytest.mark.parametrize(
    "name",
    [
        "sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "sqlcipher3\\_sqlite3.cp311-win_amd64.pyd",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "resources/i18n/qtbase_id.ts",
        "resources/fonts/NotoSans-Regular.ttf",
    ],
)
def test_kept(name: str) -> None:
    assert not is_stripped(name)


def test_forbidden_names_files_and_modules() -> None:
    files = ["sqlcipher3/_sqlite3.so", "lib/libQt6VirtualKeyboard.so.6"]
    modules = ["sqlcipher3.dbapi2", "sqlite3.dbapi2", "tkinter"]
    expected = ["lib/libQt6VirtualKeyboard.so.6", "sqlite3.dbapi2", "tkinter"]
    assert forbidden(files, modules) == expected
