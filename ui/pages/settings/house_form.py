"""Names, letterhead and signer of the house; in the settings and in the first run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ruko_desk.domain.dto.settings import HouseSettings
from ruko_desk.errors import RuKoError
from ui.jobs.runner import Runner
from ui.prompts import Prompts
from ui.theme.tokens import L, M
from ui.widgets.buttons import Button
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.form import Form
from ui.widgets.labels import Label

LOGO_SIDE = 72
MOST_BYTES = 8 * 1024 * 1024


def read_logo(file: Path) -> bytes:
    """Return the bytes of a picture that a letter can show; on the document thread.

    Raises:
        UserError: not a picture, damaged or far too large.
        OSError: the file cannot be read.
    """
    from ruko_desk.documents.letterhead import prepare_logo
    from ruko_desk.errors import UserError

    if file.stat().st_size > MOST_BYTES:
        raise UserError("Berkas logo lebih dari 8 MB. Perkecil gambarnya, lalu pilih lagi.")
    data = file.read_bytes()
    prepare_logo(data)
    return data


class LogoBox(QWidget):
    """The logo of the letterhead.

    Signals:
        changed: another logo, or none.
    """

    changed = Signal()

    def __init__(self, runner: Runner, prompts: Prompts) -> None:
        """Begin without a logo."""
        super().__init__()
        self._runner = runner
        self._prompts = prompts
        self._data: bytes | None = None
        self._picture = Label(self.tr("Tanpa logo"), "muted")
        self._picture.setFixedSize(LOGO_SIDE, LOGO_SIDE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setWordWrap(True)
        self._problem = Label("", "error", wrap=True)
        self._problem.hide()
        pick = Button(self.tr("Pilih logo…"))
        pick.setObjectName("pick_logo")
        self._remove = Button(self.tr("Tanpa logo"))
        self._remove.setObjectName("remove_logo")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addWidget(self._picture)
        layout.addWidget(pick)
        layout.addWidget(self._remove)
        layout.addWidget(self._problem, 1)
        layout.addStretch(1)
        pick.clicked.connect(lambda _checked=False: self._pick())
        self._remove.clicked.connect(lambda _checked=False: self._changed(None))
        self.show_logo(None)

    def logo(self) -> bytes | None:
        """Return the picture's bytes."""
        return self._data

    def show_logo(self, data: bytes | None) -> None:
        """Show a logo, or none."""
        self._data = data
        self._problem.hide()
        self._remove.setEnabled(data is not None)
        picture = QPixmap()
        if data is not None and picture.loadFromData(data):
            self._picture.setPixmap(
                picture.scaled(
                    LOGO_SIDE,
                    LOGO_SIDE,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        else:
            self._picture.setText(self.tr("Tanpa logo"))

    def _changed(self, data: bytes | None) -> None:
        self.show_logo(data)
        self.changed.emit()

    def _pick(self) -> None:
        kinds = self.tr("Gambar (*.png *.jpg *.jpeg *.webp)")
        self._prompts.ask_open(self, self.tr("Pilih logo"), kinds, self._picked)

    def _picked(self, file: Path | None) -> None:
        if file is not None:
            self._runner.docs(lambda: read_logo(file), self._changed, owner=self, err=self._refused)

    def _refused(self, error: RuKoError) -> None:
        self._problem.setText(error.message)
        self._problem.show()


class HouseForm(Form):
    """The form of the house; keys are the names of `HouseSettings`."""

    def __init__(self, runner: Runner, prompts: Prompts) -> None:
        """Build the fields empty."""
        super().__init__()
        self.logo = LogoBox(runner, prompts)
        self.logo.changed.connect(self.changed)
        one = self._line
        self.add_row(one("house_name", self.tr("Nama lembaga"), optional=False))
        self.add_section(self.tr("Kop surat"))
        self.add_widget(self.logo)
        self.add_row(
            one("government_line", self.tr("Baris pemerintah daerah")),
            one("office_line", self.tr("Dinas")),
        )
        self.add_row(
            one("unit_line", self.tr("Unit pelaksana")),
            one("address", self.tr("Alamat kantor untuk surat")),
        )
        self.add_row(
            one("phone", self.tr("Telepon")),
            one("email", self.tr("Surel")),
            one("site", self.tr("Laman")),
        )
        self.add_row(one("city", self.tr("Kota pada tanggal surat")), QWidget())
        self.add_section(self.tr("Penanda tangan surat"))
        self.add_row(
            one("signer_title", self.tr("Jabatan")),
            one("signer_name", self.tr("Nama dengan gelar")),
        )
        self.add_row(
            one("signer_rank", self.tr("Pangkat/golongan")),
            one("signer_nip", self.tr("NIP")),
        )

    def show_house(self, house: HouseSettings) -> None:
        """Show the settings of the vault."""
        self.load({key: getattr(house, key) for key in self.keys()})
        self.logo.show_logo(house.logo_png)

    def house(self) -> HouseSettings:
        """Return what was typed."""
        values: dict[str, Any] = self.values()
        return HouseSettings(**values, logo_png=self.logo.logo())

    def _line(self, key: str, label: str, *, optional: bool = True) -> QWidget:
        editor = LineEdit(max_length=160)
        editor.setObjectName(key)
        field = self.field(key, label, editor, optional=optional)
        field.setMinimumWidth(L * 4)
        return field
