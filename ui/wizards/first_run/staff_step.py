"""Colleagues and the place for backups: the last two steps, in the open vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ruko_desk import paths
from ruko_desk.clock import today
from ruko_desk.domain.codes import Role
from ruko_desk.errors import RuKoError
from ruko_desk.services import passphrases
from ui.context import UiContext, run_command
from ui.pages.users.code_dialog import CodeDialog
from ui.pages.users.user_form import AddUserDialog
from ui.theme.tokens import S
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import Label
from ui.wizards.first_run.model import Colleague, FirstRun
from ui.wizards.first_run.steps import WizardStep

if TYPE_CHECKING:
    from ruko_desk.domain.dto.users import NewUser, UserRow

CODE_WORDS = 6


class StaffStep(WizardStep):
    """Adds colleagues; one more manager is asked for with a reason."""

    def __init__(self, ctx: UiContext, run: FirstRun) -> None:
        """Show who was added so far."""
        super().__init__(
            self.tr("Petugas"),
            self.tr(
                "Tambahkan rekan kerja dengan perannya. Bisa juga nanti lewat layar Pengguna; "
                "layanan dan jam kerja diatur di layar Jadwal."
            ),
        )
        self._ctx = ctx
        self._run = run
        self._dialog: AddUserDialog | None = None
        self._managers = Banner("", "warning")
        self.body.addWidget(self._managers)
        self.add_button = Button(self.tr("Tambah petugas"), icon="user-plus")
        self.add_button.setObjectName("add_user")
        self._card = Card(self.tr("Sudah ditambahkan"), self.add_button)
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        self.add_button.clicked.connect(lambda _checked=False: self._add())
        self._show()

    def first_field(self) -> QWidget:
        """Return the button that adds."""
        return self.add_button

    def take(self, run: FirstRun) -> bool:
        """Everything is saved already."""
        return True

    def _show(self) -> None:
        while (item := self._card.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        label = self._ctx.codes.label
        rows = [(self._run.display_name, frozenset({Role.MANAGER}))]
        rows += [(each.display_name, each.roles) for each in self._run.colleagues]
        for name, roles in rows:
            words = ", ".join(label("peran", role) for role in Role if role in roles)
            self._card.add(ElidedLabel(f"{name}  ·  {words}"))
        managers = sum(Role.MANAGER in roles for _name, roles in rows)
        self._managers.set_message(
            self.tr(
                "Baru ada satu pengelola. Tambahkan satu lagi, supaya data tetap dapat diurus "
                "bila Anda berhalangan atau lupa kata sandi."
            ),
            "warning",
        )
        self._managers.setVisible(managers < 2)

    def _add(self) -> None:
        roles = [(role.value, self._ctx.codes.label("peran", role)) for role in Role]
        dialog = AddUserDialog(
            self, roles, today(self._ctx.clock), passphrases.suggest(CODE_WORDS), self._save
        )
        self._dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, new: NewUser) -> None:
        run_command(
            self._ctx,
            self,
            lambda services, actor: services.users.add(actor, new),
            lambda row: self._saved(row, new.one_time_code),
            err=self._refused,
        )

    def _saved(self, row: UserRow, code: str) -> None:
        if self._dialog is not None:
            self._dialog.saved()
        self._run.colleagues.append(
            Colleague(login_name=row.login_name, display_name=row.display_name, roles=row.roles)
        )
        self._show()
        shown = CodeDialog(self, row.display_name, code)
        shown.finished.connect(shown.deleteLater)
        shown.open()

    def _refused(self, error: RuKoError) -> None:
        if self._dialog is not None:
            self._dialog.refuse(error)


class BackupStep(WizardStep):
    """Where backups go."""

    def __init__(self, ctx: UiContext, run: FirstRun) -> None:
        """Show the place chosen so far."""
        super().__init__(
            self.tr("Tempat cadangan"),
            self.tr(
                "Flash disk atau disk lain. Cadangan terenkripsi; hanya pengelola atau Lembar "
                "Pemulihan yang dapat membukanya. Boleh diatur nanti di layar Cadangan data."
            ),
        )
        self._ctx = ctx
        self._folder = run.backup_folder
        row = QHBoxLayout()
        row.setSpacing(S)
        self.pick = Button(self.tr("Pilih tempat…"), icon="usb")
        self.pick.setObjectName("pick_backup")
        self._shown = ElidedLabel(run.backup_folder or self.tr("Belum dipilih"), "muted")
        row.addWidget(self.pick)
        row.addWidget(self._shown, 1)
        self.body.addLayout(row)
        self._note = Label("", "warning", wrap=True)
        self._note.hide()
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self.pick.clicked.connect(lambda _checked=False: self._pick())

    def next_text(self) -> str:
        """Say that this is the end."""
        return self.tr("Selesai, mulai bekerja")

    def first_field(self) -> QWidget:
        """Return the button that chooses."""
        return self.pick

    def take(self, run: FirstRun) -> bool:
        """Take over the place."""
        run.backup_folder = self._folder
        return True

    def _pick(self) -> None:
        self._ctx.prompts.ask_folder(self, self.tr("Tempat cadangan"), self._picked)

    def _picked(self, folder: Path | None) -> None:
        if folder is None:
            return
        self._folder = str(folder)
        self._shown.setText(self._folder)
        risky = paths.risky_location(folder)
        sentence = ""
        if risky == "awan":
            sentence = self.tr(
                "Map ini disalin ke internet oleh aplikasi lain. Pilih flash disk atau disk lain."
            )
        elif risky is None:
            sentence = self.tr(
                "Tempat ini ada di komputer yang sama: cadangan ikut hilang bila komputernya "
                "hilang. Flash disk lebih aman."
            )
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))
