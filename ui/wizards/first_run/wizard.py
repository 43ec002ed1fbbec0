"""The window of the first run: shows the steps in order and makes the vault at the fourth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ruko_desk.clock import today
from ruko_desk.crypto.recovery import RecoveryCode, key_label
from ruko_desk.domain.dto.settings import BackupSettings
from ruko_desk.domain.dto.users import NewUser
from ruko_desk.domain.papers import RecoverySheet
from ruko_desk.errors import FieldErrors, RuKoError
from ui.context import UiContext
from ui.shell.doors.door import Door
from ui.theme.theme import Scheme, theme
from ui.widgets.buttons import Button
from ui.wizards.first_run import steps
from ui.wizards.first_run.model import FirstRun, Step, forget, keep, kept_file, resume

if TYPE_CHECKING:
    from ruko_desk.services.press import Press
    from ruko_desk.services.session import Session
    from ruko_desk.services.vault import CreatedVault, VaultGate

_TITLES = ("Tampilan", "Lembaga", "Kata sandi", "Lembar pemulihan", "Petugas", "Cadangan")


class FirstRunWizard(Door):
    """Six steps from an empty folder to a working vault.

    Signals:
        finished: the open session and the login name of its manager.
        restore_wanted: bring back a backup instead.
    """

    finished = Signal(object, str)
    restore_wanted = Signal()

    def __init__(self, ctx: UiContext, gate: VaultGate) -> None:
        """Go on where it was left, as long as no vault stands."""
        super().__init__("Penyiapan pertama", " ", width=760)
        self._ctx = ctx
        self._gate = gate
        self._file = kept_file(gate.folder.root)
        self._run = resume(self._file)
        self._session: Session | None = None
        self._recovery: RecoveryCode | None = None
        self._passphrase: steps.PassphraseStep | None = None
        self._step: steps.StepForm | None = None
        self._holder = QWidget()
        self._place = QVBoxLayout(self._holder)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._holder)
        self._back = Button(self.tr("Kembali"))
        self._back.setObjectName("back")
        self._back.clicked.connect(lambda _checked=False: self._go_back())
        self._restore = Button(self.tr("Pulihkan dari cadangan"), "quiet")
        self._restore.setObjectName("restore")
        self._restore.clicked.connect(lambda _checked=False: self.restore_wanted.emit())
        self.next = Button(self.tr("Simpan dan lanjut"), "primary")
        self.next.setObjectName("next")
        self.next.clicked.connect(lambda _checked=False: self.submit())
        self.buttons.addWidget(self._back)
        self.buttons.addWidget(self._restore)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.next)
        self._show()

    @property
    def run(self) -> FirstRun:
        """What is known so far."""
        return self._run

    @property
    def step(self) -> steps.StepForm | None:
        """The form on screen."""
        return self._step

    def submit(self) -> None:
        """Check the present step and go on."""
        step = self._step
        if self.busy or step is None:
            return
        step.fill(self._run)
        wrong = self._run.problems()
        step.form.show_errors(wrong)
        if wrong or not step.form.check():
            return
        if isinstance(step, steps.PassphraseStep):
            if step.box.check():
                self._make(step)
        elif isinstance(step, steps.SheetsStep):
            self._check_groups(step)
        elif isinstance(step, steps.StaffStep):
            if step.take():
                self._add_staff()
        elif isinstance(step, steps.BackupStep):
            self._finish()
        else:
            self._keep()
            self._advance()

    def set_busy(self, busy: bool) -> None:
        """Let nothing be pressed twice."""
        super().set_busy(busy)
        self.next.setEnabled(not busy)
        self._back.setEnabled(not busy)

    def _apply_theme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme().apply(app, Scheme(self._run.theme), self._run.text_percent)

    def _advance(self) -> None:
        self._run.advance()
        self._show()

    def _go_back(self) -> None:
        if self._run.may_go_back and not self.busy:
            self._run.go_back()
            self._show()

    def _keep(self) -> None:
        self._apply_theme()
        run, file = replace(self._run), self._file
        self._ctx.runner.docs(
            lambda: keep(run, file),
            lambda _none: None,
            owner=self,
            err=lambda _error: None,  # without a place to keep it the steps are typed again
        )

    def _show(self) -> None:
        run = self._run
        number = run.step + 1
        self.intro.setText(
            self.tr("Langkah {n} dari 6: {name}")
            .replace("{n}", str(number))
            .replace("{name}", _TITLES[run.step])
        )
        self.intro.show()
        self.message.hide()
        old = self._step
        self._step = self._build()
        self._place.addWidget(self._step)
        if old is not None:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._back.setVisible(run.may_go_back)
        self._restore.setVisible(not run.created)
        last = run.step is Step.BACKUP
        self.next.setText(self.tr("Selesai") if last else self.tr("Simpan dan lanjut"))
        self._step.form.focus_first()

    def _build(self) -> steps.StepForm:
        run = self._run
        match run.step:
            case Step.LOOK:
                return steps.LookStep(run)
            case Step.HOUSE:
                return steps.HouseStep(run)
            case Step.PASSPHRASE:
                return steps.PassphraseStep(run)
            case Step.SHEETS:
                return self._sheets_step()
            case Step.STAFF:
                return steps.StaffStep(run)
            case Step.BACKUP:
                step = steps.BackupStep(run)
                step.pick_wanted.connect(lambda: self._pick(step))
                return step

    def _make(self, step: steps.PassphraseStep) -> None:
        wanted = self._run.new_vault(step.box.text())
        gate = self._gate
        self.set_busy(True)
        self._ctx.runner.db(lambda: gate.create(wanted), self._made, owner=self, err=self._failed)

    def _made(self, created: CreatedVault) -> None:
        self.set_busy(False)
        self._session = created.session
        self._recovery = created.recovery
        self._run.ask_groups(created.recovery.groups, steps.randbelow)
        forget(self._file)
        self._advance()

    def _sheets_step(self) -> steps.SheetsStep:
        recovery = self._recovery
        if recovery is None:
            msg = "the sheets come after the vault"
            raise RuntimeError(msg)
        step = steps.SheetsStep(self._run, recovery.lines)
        step.print_wanted.connect(lambda: self._sheets(self._print))
        step.save_wanted.connect(lambda: self._sheets(self._save))
        return step

    def _sheets(self, then: Callable[[list[bytes]], None]) -> None:
        sheets = self._sheet_values()

        def work() -> list[bytes]:
            press: Press = self._ctx.make_press()
            return [press.recovery_sheet(sheet) for sheet in sheets]

        self._ctx.runner.docs(work, then, owner=self, err=self._failed)

    def _sheet_values(self) -> list[RecoverySheet]:
        recovery = self._recovery
        if recovery is None:
            return []
        private = recovery.private_key()
        label = key_label(private.public().fingerprint)
        private.wipe()
        return [
            RecoverySheet(
                code_lines=recovery.lines,
                qr_code=recovery.text,
                made_on=today(self._ctx.clock),
                key_id=label,
                house=self._run.house.house_name,
                copy_number=number,
            )
            for number in (1, 2)
        ]

    def _print(self, papers: list[bytes]) -> None:
        for paper in papers:
            self._ctx.printer.print_pdf(self, paper, lambda _result: None)

    def _save(self, papers: list[bytes]) -> None:
        def saved(path: Path | None) -> None:
            if path is None:
                return
            self._ctx.runner.docs(
                lambda: path.write_bytes(papers[0]),
                lambda _size: self._ctx.toasts.show(self.tr("Lembar tersimpan")),
                owner=self,
                err=self._failed,
            )

        self._ctx.prompts.ask_save(
            self, self.tr("Simpan Lembar Pemulihan"), "lembar-pemulihan.pdf", "PDF (*.pdf)", saved
        )

    def _check_groups(self, step: steps.SheetsStep) -> None:
        wrong = self._run.wrong_groups(step.typed())
        sentence = self.tr("Kelompok ini tidak sama dengan lembar. Lihat lembar, lalu tulis lagi")
        step.form.show_errors({f"group{place}": sentence for place in wrong})
        if not wrong:
            self._recovery = None
            self._advance()

    def _add_staff(self) -> None:
        session, colleagues = self._session, tuple(self._run.colleagues)
        if session is None:
            return

        def work() -> None:
            for one in colleagues:
                session.services.users.add(
                    session.actor,
                    NewUser(
                        login_name=one.login_name,
                        display_name=one.display_name,
                        roles=one.roles,
                        one_time_code=one.one_time_code,
                    ),
                )

        self.set_busy(True)
        self._ctx.runner.db(work, lambda _none: self._added(), owner=self, err=self._failed)

    def _added(self) -> None:
        self.set_busy(False)
        self._advance()

    def _pick(self, step: steps.BackupStep) -> None:
        def picked(folder: Path | None) -> None:
            if folder is not None:
                self._run.backup_folder = str(folder)
                step.set_folder(folder)

        self._ctx.prompts.ask_folder(self, self.tr("Tempat cadangan"), picked)

    def _finish(self) -> None:
        session, folder = self._session, self._run.backup_folder
        if session is None:
            return
        preferences = replace(
            self._ctx.preferences, theme=self._run.theme, text_percent=self._run.text_percent
        )

        def work() -> None:
            services, actor = session.services, session.actor
            services.users.save_preferences(actor, preferences)
            if folder:
                settings = services.settings.read(actor)
                services.settings.save(
                    actor, replace(settings, backup=BackupSettings(folder=folder))
                )

        def done(_none: None) -> None:
            self.set_busy(False)
            self.finished.emit(session, self._run.login_name)

        self.set_busy(True)
        self._ctx.runner.db(work, done, owner=self, err=self._failed)

    def _failed(self, error: RuKoError) -> None:
        self.set_busy(False)
        if isinstance(error, FieldErrors) and self._step is not None:
            self._step.form.show_errors(error.fields)
            return
        self.message.setText(error.message)
        self.message.show()
