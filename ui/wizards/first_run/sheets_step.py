"""Dua Lembar Pemulihan: printed, copied by hand or saved to a stick, and two groups typed back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ruko_desk import paths
from ruko_desk.clock import today
from ruko_desk.crypto.recovery import RecoveryCode, key_label
from ruko_desk.domain.letters import PaperSize
from ruko_desk.domain.papers import RecoverySheet
from ui.context import UiContext, run_document
from ui.printing import PrintResult
from ui.theme.tokens import L, S
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.field import Field
from ui.widgets.labels import Label
from ui.wizards.first_run.model import FirstRun
from ui.wizards.first_run.steps import WizardStep

COPIES = 2
FILE_NAME = "lembar-{n}.pdf"
GROUPS_A_LINE = 3


def key_id(recovery: RecoveryCode) -> str:
    """Return the short public name of the recovery key, as sheet and settings show it."""
    private = recovery.private_key()
    label = key_label(private.public().fingerprint)
    private.wipe()
    return label


class SheetsStep(WizardStep):
    """The code is on screen only here; without two typed groups there is no way on."""

    def __init__(self, ctx: UiContext, run: FirstRun, recovery: RecoveryCode) -> None:
        """Show the code of the vault that was just made."""
        super().__init__(
            self.tr("Dua Lembar Pemulihan"),
            self.tr(
                "Bila semua kata sandi hilang, hanya lembar ini yang membuka data. Buat dua, "
                "masukkan amplop, segel, dan simpan di dua tempat: brankas kantor pusat dan satu "
                "tempat lain. Jangan difoto."
            ),
        )
        self._ctx = ctx
        self._run = run
        self._recovery = recovery
        card = Card()
        for line in recovery.lines:
            label = Label(line, "title")
            label.setAccessibleName(self.tr("Baris kode"))
            card.add(label)
        card.add(
            Label(
                self.tr(
                    "Kelompok keempat di tiap baris memeriksa salah tulis. Kunci {id}."
                ).replace("{id}", key_id(recovery)),
                "small",
                wrap=True,
            )
        )
        self.body.addWidget(card)
        row = QHBoxLayout()
        row.setSpacing(S)
        self.print_button = Button(self.tr("Cetak dua lembar"), icon="printer")
        self.print_button.setObjectName("print_sheets")
        self.save_button = Button(self.tr("Simpan ke flash disk"), icon="usb")
        self.save_button.setObjectName("save_sheets")
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        row.addWidget(Label(self.tr("atau salin dengan tangan"), "muted"))
        row.addStretch(1)
        self.body.addLayout(row)
        self._done = Banner("", "info")
        self._done.hide()
        self.body.addWidget(self._done)
        self.body.addWidget(Label(self.tr("Ketik ulang dari kertas"), "section"))
        fields = QHBoxLayout()
        fields.setSpacing(L)
        self._editors: list[LineEdit] = []
        self._fields: list[Field] = []
        for index in run.asked:
            editor = LineEdit(max_length=12)
            editor.setObjectName(f"group_{index}")
            field = Field(_group_words(index), editor)
            self._editors.append(editor)
            self._fields.append(field)
            fields.addWidget(field, 1)
        fields.addStretch(1)
        self.body.addLayout(fields)
        self.body.addStretch(1)
        self.print_button.clicked.connect(lambda _checked=False: self._print(1))
        self.save_button.clicked.connect(lambda _checked=False: self._save())

    def first_field(self) -> QWidget:
        """Return the print button."""
        return self.print_button

    def take(self, run: FirstRun) -> bool:
        """Go on when both groups are those of the sheet."""
        wrong = run.wrong_groups([editor.value() for editor in self._editors])
        sentence = self.tr("Belum sama dengan lembar. Lihat kertasnya, lalu ketik lagi")
        for place, field in enumerate(self._fields):
            field.set_error(sentence if place in wrong else "")
        if wrong:
            self._fields[wrong[0]].focus_editor()
        return not wrong

    def sheet(self, number: int) -> RecoverySheet:
        """Return copy `number` (1 or 2) as the press prints it."""
        places = (self.tr("Brankas kantor pusat"), self.tr("Amplop tersegel di tempat lain"))
        return RecoverySheet(
            code_lines=self._recovery.lines,
            qr_code=self._recovery.text,
            made_on=today(self._ctx.clock),
            key_id=key_id(self._recovery),
            house=self._run.house.house_name,
            keep_at=places[number - 1],
            copy_number=number,
            copies=COPIES,
            paper=PaperSize(self._run.numbering.paper),
        )

    def _print(self, number: int) -> None:
        """Print the copies one after the other."""
        sheet = self.sheet(number)

        def printed(result: PrintResult) -> None:
            if not result.printed:
                return
            if number < COPIES:
                self._print(number + 1)
            else:
                self._say(self.tr("Dua lembar sudah dicetak. Ambil keduanya dari printer."))

        words = self.tr("Lembar {n} dari {all}")
        title = words.replace("{n}", str(number)).replace("{all}", str(COPIES))
        run_document(
            self._ctx,
            self,
            lambda press: press.recovery_sheet(sheet),
            lambda pdf: self._ctx.printer.print_pdf(
                self, pdf, printed, paper=sheet.paper, title=title
            ),
        )

    def _save(self) -> None:
        self._ctx.prompts.ask_folder(self, self.tr("Flash disk untuk lembar"), self._save_to)

    def _save_to(self, folder: Path | None) -> None:
        if folder is None:
            return
        sheets = [self.sheet(number) for number in range(1, COPIES + 1)]

        def write(pdfs: list[bytes]) -> None:
            for number, pdf in enumerate(pdfs, start=1):
                (folder / FILE_NAME.replace("{n}", str(number))).write_bytes(pdf)

        if paths.risky_location(folder) != "lepas":
            self._ctx.prompts.inform(
                self,
                self.tr("Bukan flash disk"),
                self.tr(
                    "Lembar Pemulihan tidak boleh tinggal di komputer ini. Pasang flash disk, "
                    "lalu pilih mapnya di sana."
                ),
            )
            return
        run_document(
            self._ctx,
            self,
            lambda press: write([press.recovery_sheet(sheet) for sheet in sheets]),
            lambda _none: self._say(
                self.tr("Tersimpan di flash disk. Cetak di komputer lain, lalu hapus berkasnya.")
            ),
        )

    def _say(self, sentence: str) -> None:
        self._done.set_message(sentence, "info")
        self._done.show()
        self._editors[0].setFocus()


def _group_words(index: int) -> str:
    line, group = divmod(index, GROUPS_A_LINE)
    words = QCoreApplication.translate("SheetsStep", "Baris {line}, kelompok {group}")
    return words.replace("{line}", str(line + 1)).replace("{group}", str(group + 1))
