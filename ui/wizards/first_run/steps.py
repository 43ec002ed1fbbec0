"""The first three steps: how it looks, the house, and the first manager."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.jobs.runner import Runner
from ui.pages.settings.house_form import HouseForm
from ui.prompts import Prompts
from ui.shell.doors.new_passphrase import NewPassphrase
from ui.theme.theme import Scheme
from ui.theme.tokens import M
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.segmented import Segmented
from ui.widgets.field import Field
from ui.widgets.form import Form
from ui.widgets.labels import Label
from ui.wizards.first_run.model import FirstRun

TEXT_SIZES = (100, 115, 130)


class WizardStep(QWidget):
    """One step: a heading, a sentence, the content, and what it takes over into the model."""

    def __init__(self, heading: str, text: str) -> None:
        """Build the head; subclasses fill `body`."""
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(M)
        self.body.addWidget(Label(heading, "title", wrap=True))
        if text:
            self.body.addWidget(Label(text, "muted", wrap=True))

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the window needs; the page scrolls."""
        return QSize(320, super().minimumSizeHint().height())

    def next_text(self) -> str:
        """Return the words of the main button."""
        return self.tr("Lanjut")

    def first_field(self) -> QWidget | None:
        """Return where the keyboard starts."""
        return None

    def take(self, run: FirstRun) -> bool:
        """Take over what was typed; False when something must be mended first."""
        raise NotImplementedError

    def show_problems(self, wrong: dict[str, str]) -> None:
        """Show sentences beside the fields."""


class LookStep(WizardStep):
    """Colours and text size.

    Signals:
        look_chosen: theme and text size, to be shown at once.
    """

    look_chosen = Signal(str, int)

    def __init__(self, run: FirstRun) -> None:
        """Show what holds now."""
        super().__init__(
            self.tr("Tampilan"),
            self.tr("Pilih yang paling nyaman dibaca. Semua ini dapat diubah nanti."),
        )
        self.theme = Segmented(
            (
                (Scheme.LIGHT.value, self.tr("Terang")),
                (Scheme.DARK.value, self.tr("Gelap")),
                (Scheme.SYSTEM.value, self.tr("Ikut sistem")),
            )
        )
        self.theme.setObjectName("theme")
        self.text_size = Segmented([(str(size), f"{size} %") for size in TEXT_SIZES])
        self.text_size.setObjectName("text_size")
        self.theme.set_value(run.theme)
        self.text_size.set_value(str(run.text_percent))
        self.body.addWidget(Field(self.tr("Warna layar"), self.theme))
        self.body.addWidget(Field(self.tr("Ukuran teks"), self.text_size))
        self.body.addWidget(
            Label(
                self.tr(
                    "Layar aman: tekan F12, atau Shift tiga kali, kapan saja. Seluruh aplikasi "
                    "berganti menjadi kalender; Enter atau klik untuk kembali. Cobalah sekarang."
                ),
                wrap=True,
            )
        )
        self.body.addStretch(1)
        for each in (self.theme, self.text_size):
            each.edited.connect(self._chosen)

    def first_field(self) -> QWidget:
        """Return the colours."""
        return self.theme

    def take(self, run: FirstRun) -> bool:
        """Take over both choices."""
        run.theme = str(self.theme.value() or Scheme.LIGHT.value)
        run.text_percent = int(self.text_size.value() or TEXT_SIZES[0])
        return True

    def _chosen(self) -> None:
        theme, size = self.theme.value(), self.text_size.value()
        if theme and size:
            self.look_chosen.emit(str(theme), int(size))


class HouseStep(WizardStep):
    """The house and its letterhead."""

    def __init__(self, run: FirstRun, runner: Runner, prompts: Prompts) -> None:
        """Show what was typed before."""
        super().__init__(
            self.tr("Lembaga dan kop surat"),
            self.tr("Dicetak pada surat rujukan. Yang belum pasti boleh kosong."),
        )
        self.form = HouseForm(runner, prompts)
        self.form.show_house(run.house)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def first_field(self) -> QWidget:
        """Return the name of the house."""
        return self.form.get("house_name").focus_target()

    def take(self, run: FirstRun) -> bool:
        """Take over the house."""
        run.house = self.form.house()
        return True

    def show_problems(self, wrong: dict[str, str]) -> None:
        """Show sentences beside the fields."""
        self.form.show_errors(wrong)


class PassphraseStep(WizardStep):
    """The first manager."""

    def __init__(self, run: FirstRun) -> None:
        """Begin with the names typed before."""
        super().__init__(
            self.tr("Pengelola pertama"),
            self.tr(
                "Setiap petugas punya nama dan kata sandi sendiri. Pengelola menambah petugas, "
                "mengatur ulang kata sandi, dan tidak dapat membaca catatan sesi siapa pun."
            ),
        )
        self.form = Form()
        display = LineEdit(max_length=120)
        display.setObjectName("display_name")
        login = LineEdit(max_length=60)
        login.setObjectName("login_name")
        display.set_value(run.display_name)
        login.set_value(run.login_name)
        self.form.add_row(
            self.form.field("display_name", self.tr("Nama lengkap Anda"), display),
            self.form.field("login_name", self.tr("Nama masuk"), login),
        )
        self.box = NewPassphrase()
        self.body.addWidget(self.form)
        self.body.addWidget(self.box)
        self.body.addStretch(1)
        login.edited.connect(lambda: self.box.set_login(login.value()))
        self.box.set_login(run.login_name)

    def next_text(self) -> str:
        """Say that this makes the vault."""
        return self.tr("Buat data terenkripsi")

    def first_field(self) -> QWidget:
        """Return the name."""
        return self.form.get("display_name").focus_target()

    def take(self, run: FirstRun) -> bool:
        """Take over the names; the passphrase stays in its field until the vault is made."""
        values = self.form.values()
        run.display_name = values["display_name"]
        run.login_name = values["login_name"]
        return self.box.check()

    def show_problems(self, wrong: dict[str, str]) -> None:
        """Show sentences beside the fields."""
        self.form.show_errors({key: text for key, text in wrong.items() if key != "passphrase"})
        if "passphrase" in wrong:
            self.box.show_problem(wrong["passphrase"])
