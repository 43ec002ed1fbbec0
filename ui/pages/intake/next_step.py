"""Step 3 of Terima tamu: what comes next, said before saving and done right after it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import UiContext
from ui.pages.intake.values import named
from ui.shell.routes import CaseRoute, ComposerRoute, HomeRoute, Route, ScheduleRoute
from ui.theme.tokens import M
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.field import Field
from ui.widgets.labels import Label

QUEUE, BOOK, REFER, SHELTER = "antre", "janji", "rujukan", "rumah_aman"


class NextStep(QWidget):
    """Four ways on, one of them chosen; waiting in the queue unless told otherwise.

    Signals:
        edited: another way was chosen.
    """

    edited = Signal()

    def __init__(self, ctx: UiContext) -> None:
        """Offer what the user may do."""
        super().__init__()
        works = ctx.may("identitas", "W") or ctx.may("rekam_terbatas", "W")
        self._ways = {
            QUEUE: (
                self.tr("Masuk antrean"),
                self.tr("Tamu menunggu giliran dan tampil di Beranda dengan nomor antrean."),
                self.tr("Simpan dan masuk antrean"),
            ),
            BOOK: (
                self.tr("Buat janji"),
                self.tr("Setelah disimpan, jadwal terbuka untuk memilih waktu yang kosong."),
                self.tr("Simpan dan buat janji"),
            ),
            REFER: (
                self.tr("Tulis surat rujukan"),
                self.tr("Setelah disimpan, surat rujukan ke mitra layanan terbuka."),
                self.tr("Simpan dan tulis rujukan"),
            ),
            SHELTER: (
                self.tr("Perlu tempat aman"),
                self.tr(
                    "Kebutuhan tempat aman dicatat, tamu menunggu di antrean, dan kasusnya terbuka. "
                    "Beri tahu penjaga rumah aman sekarang."
                ),
                self.tr("Simpan dan buka kasus"),
            ),
        }
        offered = [key for key in self._ways if works or key in {QUEUE, SHELTER}]
        self.chips = named(ChipGroup([(key, self._ways[key][0]) for key in offered]), "next_step")
        self.chips.set_value(QUEUE)
        self._told = Label("", "body", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addWidget(Field(self.tr("Apa langkah berikut?"), self.chips))
        layout.addWidget(self._told)
        layout.addStretch(1)
        self.chips.edited.connect(self._chosen)
        self._chosen()

    def way(self) -> str:
        """Return the way that is chosen."""
        return str(self.chips.value() or QUEUE)

    def set_way(self, way: str) -> None:
        """Choose a way, the queue for one that is not offered."""
        self.chips.set_value(way if way in self.chips.codes() else QUEUE)

    def verb(self) -> str:
        """Return the words of the button that saves."""
        return self._ways[self.way()][2]

    def route(self, case_uid: str | None, service: str = "") -> Route:
        """Return where to go after saving; `service` is what the guest needs first."""
        if case_uid is None or self.way() == QUEUE:
            return HomeRoute()
        if self.way() == BOOK:
            return ScheduleRoute(case_uid=case_uid, service=service)
        return (
            ComposerRoute(case_uid=case_uid)
            if self.way() == REFER
            else CaseRoute(case_uid=case_uid)
        )

    def waits(self) -> bool:
        """Tell whether the guest goes into the queue."""
        return self.way() in {QUEUE, SHELTER}

    def needs_case(self) -> bool:
        """Tell whether this way is for a case only, for which a name is needed."""
        return self.way() != QUEUE

    def _chosen(self) -> None:
        self._told.setText(self._ways[self.way()][1])
        self.edited.emit()
