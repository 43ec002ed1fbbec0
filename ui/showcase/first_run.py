"""Penyiapan pertama from an empty folder to the first day of work, a picture of every step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit

from ui.showcase.hands import Hands
from ui.showcase.play import Script
from ui.wizards.first_run.model import Step
from ui.wizards.first_run.sheets_step import SheetsStep
from ui.wizards.first_run.steps import PassphraseStep
from ui.wizards.first_run.wizard import FirstRunWizard

_NAMES = {
    Step.LOOK: "tampilan",
    Step.HOUSE: "lembaga",
    Step.PASSPHRASE: "kata-sandi",
    Step.SHEETS: "lembar-pemulihan",
    Step.STAFF: "petugas",
    Step.BACKUP: "cadangan",
}
_PASSPHRASE = "lima kata yang mudah diingat"  # noqa: S105 - of a vault that is thrown away


def walk(hands: Hands, dress: Callable[[], object], take: Callable[[str], object]) -> Script:
    """Walk through the wizard; `dress` puts the colours on, `take` keeps a picture by name."""
    yield hands.sees(FirstRunWizard)
    wizard = hands.see(FirstRunWizard)
    if wizard is None:
        return
    for step in Step:
        yield partial(_stands_at, wizard, step)
        dress()
        yield from _a_moment()
        take(f"penyiapan-{step + 1}-{_NAMES[step]}")
        if isinstance(wizard.step, PassphraseStep):
            _name_manager(wizard.step, "pendek")
            wizard.go_on()
            yield from _a_moment()
            take(f"penyiapan-{step + 1}-{_NAMES[step]}-galat")
            _name_manager(wizard.step, _PASSPHRASE)
        elif isinstance(wizard.step, SheetsStep):
            _copy_groups(wizard, wizard.step)
        if step is not Step.BACKUP:
            wizard.go_on()


def _stands_at(wizard: FirstRunWizard, step: Step) -> bool:
    return wizard.step is not None and wizard.run.step is step and wizard.next_button.isEnabled()


def _name_manager(step: PassphraseStep, passphrase: str) -> None:
    step.form.set_values({"display_name": "Ratna Contoh", "login_name": "ratna"})
    step.box.first.set_value(passphrase)
    step.box.again.set_value(passphrase)


def _copy_groups(wizard: FirstRunWizard, step: SheetsStep) -> None:
    """Type the two groups back, as from the paper."""
    if wizard.run.recovery is None:
        return
    groups = wizard.run.recovery.groups
    for index in wizard.run.asked:
        line = step.findChild(QLineEdit, f"group_{index}")
        if line is not None:
            line.setText(groups[index])


def _a_moment() -> Script:
    for _ in range(4):
        yield lambda: True
