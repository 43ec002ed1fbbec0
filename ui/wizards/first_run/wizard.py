"""Penyiapan pertama as the window shows it: a strip of steps, one step, and the way on."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ruko_desk.domain.dto.settings import BackupSettings, UserPreferences
from ruko_desk.errors import FieldErrors, RuKoError
from ui.context import UiContext
from ui.theme.theme import Scheme, theme
from ui.theme.tokens import XL, L, M, S
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.scroll import Scroll
from ui.wizards.first_run.model import FirstRun, Step, forget, keep, kept_file, resume
from ui.wizards.first_run.sheets_step import SheetsStep
from ui.wizards.first_run.staff_step import BackupStep, StaffStep
from ui.wizards.first_run.steps import HouseStep, LookStep, PassphraseStep, WizardStep

if TYPE_CHECKING:
    from ruko_desk.services.session import Session
    from ruko_desk.services.vault import CreatedVault, VaultGate

WIDTH = 840


class FirstRunWizard(QWidget):
    """Six steps from an empty folder to the first day of work.

    Signals:
        finished: the open session and the manager's login name.
        restore_wanted: there is a backup already.
    """

    finished = Signal(object, str)
    restore_wanted = Signal()

    def __init__(self, ctx: UiContext, gate: VaultGate) -> None:
        """Begin, or go on where somebody stopped before the vault was made."""
        super().__init__()
        self._ctx = ctx
        self._gate = gate
        self._file = kept_file(gate.folder.root)
        self.run = FirstRun()
        self._session: Session | None = None
        self.step: WizardStep | None = None
        whole = QHBoxLayout(self)
        whole.setContentsMargins(XL, L, XL, L)
        column = QWidget()
        column.setMaximumWidth(theme().metrics.px(WIDTH))
        whole.addStretch(1)
        whole.addWidget(column, 100)
        whole.addStretch(1)
        outer = QVBoxLayout(column)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(M)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Penyiapan pertama"), "section"))
        head.addStretch(1)
        self._count = Label("", "muted")
        self._count.setObjectName("step_count")
        head.addWidget(self._count)
        outer.addLayout(head)
        self._strip = QHBoxLayout()
        self._strip.setSpacing(L)
        self._names = [Label("", "muted") for _step in Step]
        for name in self._names:
            self._strip.addWidget(name)
        self._strip.addStretch(1)
        outer.addLayout(self._strip)
        self._place = QVBoxLayout()
        outer.addLayout(self._place, 1)
        self.message = Label("", "error", wrap=True)
        self.message.setObjectName("message")
        self.message.hide()
        outer.addWidget(self.message)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.hide()
        outer.addWidget(self._bar)
        foot = QHBoxLayout()
        foot.setSpacing(S)
        self.restore_link = Button(self.tr("Sudah punya cadangan? Pulihkan"), "link")
        self.restore_link.setObjectName("restore")
        self.back_button = Button(self.tr("Kembali"))
        self.back_button.setObjectName("back")
        self.next_button = Button(self.tr("Lanjut"), "primary")
        self.next_button.setObjectName("next")
        foot.addWidget(self.restore_link)
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        outer.addLayout(foot)
        self.restore_link.clicked.connect(lambda _checked=False: self.restore_wanted.emit())
        self.back_button.clicked.connect(lambda _checked=False: self._go_back())
        self.next_button.clicked.connect(lambda _checked=False: self.go_on())
        ctx.runner.docs(lambda: resume(self._file), self._resumed, owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the keyboard in the first field."""
        super().showEvent(event)
        self._focus()

    def go_on(self) -> None:
        """Take the step over and go to the next."""
        step = self.step
        if step is None or not self.next_button.isEnabled():
            return
        taken = step.take(self.run)
        wrong = self.run.problems()
        if wrong:
            step.show_problems(wrong)
        if wrong or not taken:
            return
        if isinstance(step, PassphraseStep):
            self._create(step)
        elif isinstance(step, BackupStep):
            self._finish()
        else:
            self.run.advance()
            self._keep()
            self._show_step()

    def _resumed(self, run: FirstRun) -> None:
        self.run = run
        self._look(run.theme, run.text_percent)
        self._show_step()

    def _go_back(self) -> None:
        if self.step is not None and self.run.step is Step.HOUSE:
            self.step.take(self.run)
        self.run.go_back()
        self._show_step()

    def _show_step(self) -> None:
        step = self._make()
        self.step = step
        while (item := self._place.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        card = Card()
        card.body.setContentsMargins(XL, L, XL, L)
        card.add(Scroll(step), 1)
        self._place.addWidget(card)
        self._say("")
        names = (
            self.tr("Tampilan"),
            self.tr("Lembaga"),
            self.tr("Kata sandi"),
            self.tr("Lembar pemulihan"),
            self.tr("Petugas"),
            self.tr("Cadangan"),
        )
        for place, label in enumerate(self._names):
            done = " ✓" if place < self.run.step else ""
            label.setText(f"{place + 1} {names[place]}{done}")
            label.set_look("strong" if place == self.run.step else "muted")
        words = self.tr("Langkah {n} dari {all}").replace("{n}", str(self.run.step + 1))
        self._count.setText(words.replace("{all}", str(len(Step))))
        self.back_button.setVisible(self.run.may_go_back)
        self.restore_link.setVisible(not self.run.created)
        self.next_button.setText(step.next_text())
        self._focus()

    def _focus(self) -> None:
        field = self.step.first_field() if self.step is not None else None
        if field is not None and self.isVisible():
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self) -> WizardStep:
        ctx, run = self._ctx, self.run
        match run.step:
            case Step.LOOK:
                look = LookStep(run)
                look.look_chosen.connect(self._look)
                return look
            case Step.HOUSE:
                return HouseStep(run, ctx.runner, ctx.prompts)
            case Step.PASSPHRASE:
                passphrase = PassphraseStep(run)
                passphrase.box.submitted.connect(self.go_on)
                return passphrase
            case Step.SHEETS:
                if run.recovery is None:
                    raise RuntimeError
                return SheetsStep(ctx, run, run.recovery)
            case Step.STAFF:
                return StaffStep(ctx, run)
            case Step.BACKUP:
                return BackupStep(ctx, run)

    def _look(self, scheme: str, size: int) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme().apply(app, Scheme(scheme), size)

    def _keep(self) -> None:
        """Keep the first steps, so that they can be gone on with another day."""
        run, file = self.run, self._file
        if not run.created:
            self._ctx.runner.docs(
                lambda: keep(run, file),
                lambda _none: None,
                owner=self,
                err=lambda _error: None,  # a convenience; the vault itself will say what is wrong
            )

    def _create(self, step: PassphraseStep) -> None:
        gate, new = self._gate, self.run.new_vault(step.box.text())
        self._set_busy(busy=True)
        self._say(self.tr("Membuat kunci dan data terenkripsi. Ini memerlukan beberapa detik."))
        self._ctx.runner.db(
            lambda: gate.create(new), self._created, owner=self, err=self._not_created
        )

    def _created(self, created: CreatedVault) -> None:
        self._set_busy(busy=False)
        self._session = created.session
        self._ctx.session = created.session
        self.run.made(created.recovery, secrets.randbelow)
        self._ctx.runner.docs(
            lambda: forget(self._file), lambda _none: None, owner=self, err=lambda _error: None
        )
        self.run.advance()
        self._show_step()

    def _not_created(self, error: RuKoError) -> None:
        self._set_busy(busy=False)
        if isinstance(error, FieldErrors) and self.step is not None:
            self._say("")
            self.step.show_problems(error.fields)
        else:
            self._say(error.message)

    def _finish(self) -> None:
        """Save how it looks and where backups go, and begin to work."""
        session, run = self._session, self.run
        if session is None:
            return
        self._set_busy(busy=True)

        def work() -> None:
            services, actor = session.services, session.actor
            preferences = UserPreferences(theme=run.theme, text_percent=run.text_percent)
            services.users.save_preferences(actor, preferences)
            settings = services.settings.read(actor)
            place = BackupSettings(folder=run.backup_folder)
            services.settings.save(actor, replace(settings, backup=place))

        def done(_none: None) -> None:
            run.recovery = None
            self.finished.emit(session, run.login_name)

        self._ctx.runner.db(work, done, owner=self, err=self._not_created)

    def _set_busy(self, *, busy: bool) -> None:
        self._bar.setVisible(busy)
        self.next_button.setEnabled(not busy)
        self.back_button.setEnabled(not busy)

    def _say(self, sentence: str) -> None:
        self.message.set_look("muted" if self._bar.isVisible() else "error")
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
