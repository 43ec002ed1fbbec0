from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ruko_desk import paths
from ruko_desk.crypto.recovery import RecoveryCode
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.settings import HouseSettings
from ruko_desk.domain.papers import RecoverySheet
from ruko_desk.errors import EnvironmentProblem, FieldErrors, RuKoError
from ruko_desk.services.vault import NewVault
from tests.fakes.context import make_actor, make_context
from tests.fakes.gate import FakeGate, FakeVault
from tests.fakes.printer import FakePrinter
from tests.fakes.prompts import FakePrompts
from ui.context import UiContext
from ui.pages.users.code_dialog import CodeDialog
from ui.pages.users.user_form import AddUserDialog
from ui.wizards.first_run.model import FirstRun, Step, forget, keep, kept_file, resume
from ui.wizards.first_run.sheets_step import SheetsStep
from ui.wizards.first_run.staff_step import BackupStep, StaffStep
from ui.wizards.first_run.steps import HouseStep, LookStep, PassphraseStep
from ui.wizards.first_run.wizard import FirstRunWizard

PASSPHRASE = "lima kata yang mudah diingat"


@dataclass
class NewGate(FakeGate):
    """An empty folder in which a vault can be made."""

    vault: FakeVault
    root: Path
    made: list[NewVault] = field(default_factory=list)
    refusal: RuKoError | None = None

    def __post_init__(self) -> None:
        super().__init__(self.vault, self.root)

    def create(self, new: NewVault) -> SimpleNamespace:
        if self.refusal is not None:
            raise self.refusal
        self.made.append(new)
        return SimpleNamespace(session=self.vault.session(), recovery=RecoveryCode(bytes(16)))


class FakePress:
    """Makes a sheet that names its number."""

    def __init__(self) -> None:
        self.sheets: list[RecoverySheet] = []

    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        self.sheets.append(sheet)
        return f"%PDF {sheet.copy_number}".encode()


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault(actor=make_actor(Role.MANAGER))


@pytest.fixture
def press() -> FakePress:
    return FakePress()


@pytest.fixture
def ctx(qtbot: QtBot, press: FakePress) -> UiContext:
    context = make_context(press=press)
    context.close_session()
    return context


@pytest.fixture
def gate(vault: FakeVault, tmp_path: Path) -> NewGate:
    return NewGate(vault, tmp_path / "brankas")


@pytest.fixture
def wizard(qtbot: QtBot, ctx: UiContext, gate: NewGate) -> Iterator[FirstRunWizard]:
    made = FirstRunWizard(ctx, cast("Any", gate))
    made.resize(1000, 560)
    made.show()
    yield made
    delete(made)


def step_of(wizard: FirstRunWizard) -> type[object]:
    return type(wizard.step)


def button(widget: QWidget, name: str) -> QAbstractButton:
    found = widget.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def to_passphrase(wizard: FirstRunWizard) -> PassphraseStep:
    wizard.go_on()
    wizard.go_on()
    assert isinstance(wizard.step, PassphraseStep)
    return wizard.step


def to_sheets(wizard: FirstRunWizard) -> SheetsStep:
    step = to_passphrase(wizard)
    step.form.set_values({"display_name": "Ratna Dewi", "login_name": "ratna"})
    step.box.first.set_value(PASSPHRASE)
    step.box.again.set_value(PASSPHRASE)
    wizard.go_on()
    assert isinstance(wizard.step, SheetsStep)
    return wizard.step


def to_staff(wizard: FirstRunWizard) -> StaffStep:
    step = to_sheets(wizard)
    type_groups(wizard, step)
    wizard.go_on()
    assert isinstance(wizard.step, StaffStep)
    return wizard.step


def type_groups(wizard: FirstRunWizard, step: SheetsStep) -> None:
    recovery = wizard.run.recovery
    assert recovery is not None
    for index in wizard.run.asked:
        editor = step.findChild(QWidget, f"group_{index}")
        cast("Any", editor).set_value(recovery.groups[index].lower())


# The model


def _draw(number: int, below: int) -> int:
    assert number < below
    return number


def test_one_group_of_each_line_is_typed_back() -> None:
    for drawn in range(3):
        run = FirstRun()
        run.made(RecoveryCode(bytes(range(16))), partial(_draw, drawn))
        assert run.asked == (drawn, 3 + drawn)
        groups = RecoveryCode(bytes(range(16))).groups
        assert run.wrong_groups([groups[drawn], groups[3 + drawn]]) == []
        assert run.wrong_groups([groups[drawn].lower(), "XXXX"]) == [1]
        assert run.wrong_groups(["", ""]) == [0, 1]


def test_there_is_no_way_back_across_the_making_of_the_vault() -> None:
    ways = {step: FirstRun(step=step).may_go_back for step in Step}
    assert ways == {
        Step.LOOK: False,
        Step.HOUSE: True,
        Step.PASSPHRASE: True,
        Step.SHEETS: False,
        Step.STAFF: False,
        Step.BACKUP: True,
    }


def test_the_first_steps_are_kept_and_gone_on_with(tmp_path: Path) -> None:
    file = kept_file(tmp_path / "brankas")
    run = FirstRun(theme="dark", text_percent=115, step=Step.PASSPHRASE)
    run.house = HouseSettings(house_name="Rumah Uji", logo_png=b"png")
    run.display_name = "Ratna"
    keep(run, file)
    again = resume(file)
    assert (again.theme, again.text_percent, again.step) == ("dark", 115, Step.PASSPHRASE)
    assert again.house.house_name == "Rumah Uji"
    assert "Ratna" not in file.read_text(encoding="utf-8")
    forget(file)
    assert resume(file).step is Step.LOOK


@pytest.mark.parametrize("text", ["", "{", "[]", '{"step": 9}', '{"house": 3, "step": 1}'])
def test_a_kept_file_that_makes_no_sense_is_a_fresh_start(tmp_path: Path, text: str) -> None:
    file = tmp_path / "penyiapan.json"
    file.write_text(text, encoding="utf-8")
    assert resume(file).step is Step.LOOK


# The window


def test_it_begins_with_colours_and_text_size_and_shows_them_at_once(
    wizard: FirstRunWizard, ctx: UiContext
) -> None:
    assert isinstance(wizard.step, LookStep)
    wizard.step.theme.set_value("dark")
    assert ctx.theme.dark
    wizard.step.theme.set_value("light")
    wizard.step.text_size.set_value("130")
    assert ctx.theme.metrics.text_scale == 130
    wizard.step.text_size.set_value("100")


def test_the_house_needs_its_name_and_nothing_else(wizard: FirstRunWizard) -> None:
    wizard.go_on()
    assert isinstance(wizard.step, HouseStep)
    wizard.step.form.set_values({"house_name": "", "city": "Serang"})
    wizard.go_on()
    assert isinstance(wizard.step, HouseStep)
    assert wizard.step.form.errors() == {"house_name": "Isi nama lembaga seperti pada papan nama"}
    wizard.step.form.set_values({"house_name": "Rumah Uji"})
    wizard.go_on()
    assert step_of(wizard) is PassphraseStep
    button(wizard, "back").click()
    assert step_of(wizard) is HouseStep
    assert wizard.step.form.values()["house_name"] == "Rumah Uji"


def test_a_weak_passphrase_makes_no_vault(wizard: FirstRunWizard, gate: NewGate) -> None:
    step = to_passphrase(wizard)
    step.form.set_values({"display_name": "Ratna Dewi", "login_name": "ratna"})
    step.box.first.set_value("pendek")
    step.box.again.set_value("pendek")
    wizard.go_on()
    assert gate.made == []
    assert isinstance(wizard.step, PassphraseStep)


def test_the_vault_is_made_with_what_was_typed(wizard: FirstRunWizard, gate: NewGate) -> None:
    to_sheets(wizard)
    new = gate.made[0]
    assert (new.login_name, new.display_name, new.passphrase) == (
        "ratna",
        "Ratna Dewi",
        PASSPHRASE,
    )
    assert not kept_file(gate.root).exists()


@pytest.mark.parametrize(
    "error",
    [
        EnvironmentProblem("Map data tidak dapat dibuat di tempat ini."),
        FieldErrors({"login_name": "Nama masuk ini tidak dapat dipakai"}),
    ],
)
def test_a_vault_that_could_not_be_made_says_why_and_keeps_the_step(
    wizard: FirstRunWizard, gate: NewGate, error: RuKoError
) -> None:
    gate.refusal = error
    step = to_passphrase(wizard)
    step.form.set_values({"display_name": "Ratna Dewi", "login_name": "ratna"})
    step.box.first.set_value(PASSPHRASE)
    step.box.again.set_value(PASSPHRASE)
    wizard.go_on()
    assert wizard.step is step
    told = f"{wizard.message.text()} {step.form.errors()}"
    sentence = error.fields["login_name"] if isinstance(error, FieldErrors) else error.message
    assert sentence in told
    assert step.box.text() == PASSPHRASE


def test_without_the_typed_groups_there_is_no_way_on(wizard: FirstRunWizard) -> None:
    step = to_sheets(wizard)
    wizard.go_on()
    assert wizard.step is step
    assert "Belum sama" in " ".join(label.text() for label in step.findChildren(QLabel))
    type_groups(wizard, step)
    wizard.go_on()
    assert step_of(wizard) is StaffStep


def test_two_sheets_are_printed_with_the_place_each_must_lie(
    wizard: FirstRunWizard, ctx: UiContext, press: FakePress
) -> None:
    step = to_sheets(wizard)
    button(step, "print_sheets").click()
    assert [pdf for pdf, _paper in cast("FakePrinter", ctx.printer).jobs] == [b"%PDF 1", b"%PDF 2"]
    assert [sheet.copy_number for sheet in press.sheets] == [1, 2]
    assert press.sheets[0].keep_at != press.sheets[1].keep_at
    assert press.sheets[0].qr_code == wizard.run.recovery.text  # type: ignore[union-attr]  # made


def test_the_sheets_are_saved_on_a_stick_and_nowhere_else(
    wizard: FirstRunWizard, ctx: UiContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = to_sheets(wizard)
    prompts = cast("FakePrompts", ctx.prompts)
    prompts.answers.append(tmp_path)
    button(step, "save_sheets").click()
    assert prompts.asked[-1].title == "Bukan flash disk"
    assert list(tmp_path.glob("*.pdf")) == []
    monkeypatch.setattr(paths, "risky_location", lambda _folder: "lepas")
    prompts.answers.append(tmp_path)
    button(step, "save_sheets").click()
    assert [file.name for file in sorted(tmp_path.glob("*.pdf"))] == [
        "lembar-1.pdf",
        "lembar-2.pdf",
    ]


def test_a_colleague_gets_a_code_that_is_shown_once(
    wizard: FirstRunWizard, vault: FakeVault, qtbot: QtBot
) -> None:
    step = to_staff(wizard)
    step.add_button.click()
    dialog = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, AddUserDialog) and w.isVisible()
    )
    dialog.form.set_values({"login_name": "siti", "roles": ("psikolog",)})
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.form.errors()["display_name"] == "Isi nama petugas"
    dialog.form.set_values({"display_name": "Siti Rahma"})
    dialog.accept()
    assert not dialog.isVisible()
    shown = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, CodeDialog) and w.isVisible()
    )
    code = shown.findChild(QLabel, "code")
    assert code is not None
    assert code.text() == vault.users.added[0].one_time_code
    assert len(code.text().replace("-", " ").split()) >= 6
    assert "Siti Rahma" in " ".join(label.text() for label in step.findChildren(QLabel))
    assert "one_time_code" not in repr(wizard.run)
    shown.accept()


def test_the_end_is_the_desk_of_the_first_manager(
    wizard: FirstRunWizard, vault: FakeVault, ctx: UiContext, tmp_path: Path
) -> None:
    finished: list[tuple[object, str]] = []
    wizard.finished.connect(lambda session, name: finished.append((session, name)))
    to_staff(wizard)
    wizard.go_on()
    assert isinstance(wizard.step, BackupStep)
    cast("FakePrompts", ctx.prompts).answers.append(tmp_path)
    wizard.step.pick.click()
    wizard.go_on()
    assert [name for _session, name in finished] == ["ratna"]
    assert vault.settings.now.backup.folder == str(tmp_path)
    assert wizard.run.recovery is None


def test_who_has_a_backup_already_may_restore_it_instead(wizard: FirstRunWizard) -> None:
    wanted: list[str] = []
    wizard.restore_wanted.connect(lambda: wanted.append("restore"))
    button(wizard, "restore").click()
    assert wanted == ["restore"]


def test_every_step_fits_a_small_screen(wizard: FirstRunWizard) -> None:
    sizes = [wizard.minimumSizeHint()]
    to_staff(wizard)
    sizes.append(wizard.minimumSizeHint())
    wizard.go_on()
    sizes.append(wizard.minimumSizeHint())
    assert all(size.width() <= 1000 and size.height() <= 560 for size in sizes)
