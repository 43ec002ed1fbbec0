"""The six steps of the first run as forms; each fills its part of `FirstRun`."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.domain.codes import Role
from ruko_desk.services import passphrases
from ui.shell.doors.new_passphrase import NewPassphrase
from ui.theme.tokens import M, S
from ui.widgets.buttons import Button
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.form import Form
from ui.widgets.labels import Label
from ui.wizards.first_run.model import Colleague, FirstRun

ROLES = (
    (Role.FRONT_DESK, "Petugas depan"),
    (Role.COMPANION, "Pendamping"),
    (Role.PSYCHOLOGIST, "Psikolog"),
    (Role.LEGAL_COMPANION, "Pendamping hukum"),
    (Role.HEALTH_COMPANION, "Tenaga kesehatan"),
    (Role.SHELTER_KEEPER, "Penjaga rumah aman"),
    (Role.MANAGER, "Pengelola"),
    (Role.ADMIN, "Admin teknis"),
)


class StepForm(QWidget):
    """One step: an introduction and a form."""

    def __init__(self, intro: str) -> None:
        """Begin with a sentence that says what this step is for."""
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addWidget(Label(intro, "muted", wrap=True))
        self.form = Form()
        layout.addWidget(self.form)
        self.rest = QVBoxLayout()
        self.rest.setSpacing(M)
        layout.addLayout(self.rest)
        layout.addStretch(1)

    def fill(self, run: FirstRun) -> None:
        """Take what was typed into `run`."""


class LookStep(StepForm):
    """Theme and size of the text."""

    def __init__(self, run: FirstRun) -> None:
        """Begin with what is kept."""
        super().__init__(
            self.tr("Data disimpan terenkripsi di PC ini saja. Penyiapan memakan sekitar 10 menit.")
        )
        themes = (("light", self.tr("Terang")), ("dark", self.tr("Gelap")))
        sizes = (("100", "100 %"), ("115", "115 %"), ("130", "130 %"))
        self.form.add_row(
            self.form.field("theme", self.tr("Tampilan"), ChoiceCombo(themes)),
            self.form.field("text_percent", self.tr("Ukuran teks"), ChoiceCombo(sizes)),
        )
        self.form.load({"theme": run.theme, "text_percent": str(run.text_percent)})

    def fill(self, run: FirstRun) -> None:
        """Take theme and text size."""
        values = self.form.values()
        run.theme = str(values["theme"] or "light")
        run.text_percent = int(str(values["text_percent"] or "100"))


class HouseStep(StepForm):
    """Names and letterhead of the house."""

    _FIELDS = (
        ("house_name", "Nama lembaga", False),
        ("government_line", "Baris pertama kop surat", True),
        ("office_line", "Nama dinas pada kop surat", True),
        ("unit_line", "Nama unit pada kop surat", True),
        ("address", "Alamat kantor", True),
        ("phone", "Telepon kantor", True),
        ("city", "Kota pada tanggal surat", True),
        ("signer_title", "Jabatan penanda tangan", True),
        ("signer_name", "Nama penanda tangan", True),
        ("signer_nip", "NIP penanda tangan", True),
    )

    def __init__(self, run: FirstRun) -> None:
        """Begin with what is kept."""
        super().__init__(self.tr("Nama dan kop surat dapat diubah kapan saja di Pengaturan."))
        fields = [
            self.form.field(key, label, LineEdit(max_length=160), optional=optional)
            for key, label, optional in self._FIELDS
        ]
        for left, right in zip(fields[::2], fields[1::2], strict=True):
            self.form.add_row(left, right)
        self.form.load({key: getattr(run.house, key) for key, _, _ in self._FIELDS})

    def fill(self, run: FirstRun) -> None:
        """Take the names."""
        values = {key: str(value) for key, value in self.form.values().items()}
        run.house = replace(run.house, **values)  # type: ignore[arg-type]  # texts by name


class PassphraseStep(StepForm):
    """The first manager and her passphrase."""

    def __init__(self, run: FirstRun) -> None:
        """Begin with what is kept; a passphrase never is."""
        super().__init__(
            self.tr("Setiap petugas punya kata sandi sendiri. Anda adalah pengelola pertama.")
        )
        self.form.add_row(
            self.form.field("display_name", self.tr("Nama lengkap Anda"), LineEdit(max_length=80)),
            self.form.field(
                "login_name",
                self.tr("Nama masuk"),
                LineEdit(max_length=60),
                hint=self.tr("Diketik setiap kali masuk, misalnya nama panggilan."),
            ),
        )
        self.form.load({"display_name": run.display_name, "login_name": run.login_name})
        self.box = NewPassphrase()
        self.rest.addWidget(self.box)

    def fill(self, run: FirstRun) -> None:
        """Take the names; the passphrase stays in its field until the vault is made."""
        values = self.form.values()
        run.display_name = str(values["display_name"])
        run.login_name = str(values["login_name"])
        self.box.set_login(run.login_name)


class SheetsStep(StepForm):
    """The two recovery sheets, and two groups of the code typed back.

    Signals:
        print_wanted, save_wanted: the sheets as paper or file.
    """

    print_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, run: FirstRun, lines: tuple[str, ...]) -> None:
        """Show the code; it is shown only here."""
        super().__init__(
            self.tr(
                "Bila semua kata sandi hilang, hanya lembar ini yang membuka data. Buat dua lembar "
                "untuk dua tempat terkunci: cetak, salin dengan tangan, atau simpan ke flash disk."
            )
        )
        code = Label("\n".join(lines), "section")
        code.setObjectName("code")
        self.layout().insertWidget(1, code)  # type: ignore[union-attr]  # made in the base class
        row = QHBoxLayout()
        row.setSpacing(S)
        paper, file = Button(self.tr("Cetak dua lembar")), Button(self.tr("Simpan ke flash disk"))
        paper.setObjectName("print")
        file.setObjectName("save_sheet")
        paper.clicked.connect(lambda _checked=False: self.print_wanted.emit())
        file.clicked.connect(lambda _checked=False: self.save_wanted.emit())
        row.addWidget(paper)
        row.addWidget(file)
        row.addStretch(1)
        self.rest.addLayout(row)
        label = self.tr("Kelompok ke-{n} pada lembar")
        self.form.add_row(
            *(
                self.form.field(
                    f"group{place}", label.replace("{n}", str(asked + 1)), LineEdit(max_length=12)
                )
                for place, asked in enumerate(run.asked)
            )
        )

    def typed(self) -> tuple[str, ...]:
        """Return the groups as typed back."""
        return tuple(str(value) for value in self.form.values().values())


class StaffStep(StepForm):
    """Colleagues, each with a one-time code that is handed to her on paper."""

    def __init__(self, run: FirstRun) -> None:
        """Begin with an empty line for the next colleague."""
        super().__init__(
            self.tr(
                "Tambahkan petugas yang akan memakai PC ini; boleh dilewati dan dilanjutkan nanti. "
                "Serahkan kode sekali pakai langsung kepada orangnya."
            )
        )
        self._run = run
        self.form.add_row(
            self.form.field(
                "display_name", self.tr("Nama petugas"), LineEdit(max_length=80), optional=True
            ),
            self.form.field(
                "login_name", self.tr("Nama masuk"), LineEdit(max_length=60), optional=True
            ),
        )
        roles = tuple((role.value, label) for role, label in ROLES)
        self.form.add_row(
            self.form.field("roles", self.tr("Peran"), ChipGroup(roles, multi=True), optional=True)
        )
        add = Button(self.tr("Tambah petugas ini"))
        add.setObjectName("add")
        add.clicked.connect(lambda _checked=False: self.take())
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        self.rest.addLayout(row)
        self._list = Label("", wrap=True)
        self._list.setObjectName("added")
        self.rest.addWidget(self._list)
        self._show()

    def take(self) -> bool:
        """Take the line as a colleague; tell whether the line is empty or complete."""
        values = self.form.values()
        name, login = str(values["display_name"]), str(values["login_name"])
        chosen = values["roles"]
        roles = frozenset(Role(str(code)) for code in chosen if isinstance(chosen, tuple))
        if not (name or login or roles):
            return True
        wrong: dict[str, str] = {}
        if not name:
            wrong["display_name"] = self.tr("Isi nama petugas")
        taken = {one.login_name.casefold() for one in self._run.colleagues}
        if not login or login.casefold() in taken | {self._run.login_name.casefold()}:
            wrong["login_name"] = self.tr("Isi nama masuk yang belum dipakai")
        if not roles:
            wrong["roles"] = self.tr("Pilih sedikitnya satu peran")
        self.form.show_errors(wrong)
        if wrong:
            return False
        self._run.colleagues.append(
            Colleague(
                login_name=login,
                display_name=name,
                roles=roles,
                one_time_code=passphrases.suggest(),
            )
        )
        self.form.load({"display_name": "", "login_name": "", "roles": ()})
        self.form.focus_first()
        self._show()
        return True

    def _show(self) -> None:
        lines = [
            f"{one.display_name} ({one.login_name}): {one.one_time_code}"
            for one in self._run.colleagues
        ]
        self._list.setText("\n".join(lines))


class BackupStep(StepForm):
    """Where backups go.

    Signals:
        pick_wanted: a folder is to be chosen.
    """

    pick_wanted = Signal()

    def __init__(self, run: FirstRun) -> None:
        """Begin without a place."""
        super().__init__(
            self.tr(
                "Pilih flash disk atau map di disk lain. Cadangan terenkripsi dan hanya dibuka "
                "pengelola atau Lembar Pemulihan. Boleh dilewati dan dipilih nanti."
            )
        )
        self._folder = Label(run.backup_folder or self.tr("Belum dipilih"), "strong", wrap=True)
        pick = Button(self.tr("Pilih tempat cadangan"))
        pick.setObjectName("pick")
        pick.clicked.connect(lambda _checked=False: self.pick_wanted.emit())
        self.rest.addWidget(self._folder)
        row = QHBoxLayout()
        row.addWidget(pick)
        row.addStretch(1)
        self.rest.addLayout(row)

    def set_folder(self, folder: Path) -> None:
        """Show the chosen place."""
        self._folder.setText(str(folder))


def randbelow(limit: int) -> int:
    """Draw a number for the groups that are asked back."""
    return secrets.randbelow(limit)
