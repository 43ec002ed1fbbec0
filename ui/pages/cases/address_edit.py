"""An address: street, RT, RW, and the area out of the list of regions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ruko_desk.domain.dto.cases import Address
from ruko_desk.domain.names import fold_compact
from ruko_desk.domain.regions import Region, Regions
from ui.theme.theme import theme
from ui.theme.tokens import XS, S
from ui.widgets.editors.editor import JsonValue
from ui.widgets.editors.line_edit import LineEdit, TextLine
from ui.widgets.editors.suggest_box import SuggestBox, SuggestRow
from ui.widgets.labels import Label

_MOST_NEAR, _MOST_FAR = 8, 6
_KECAMATAN = 6
_NUMBER_WIDTH = 56


class AddressEdit(QWidget):
    """An `Address` in four inputs; the area is picked, never free text.

    Signals:
        edited: any of the inputs changed, by hand or by program.
    """

    edited = Signal()

    def __init__(self, regions: Regions) -> None:
        """Begin empty."""
        super().__init__()
        self._regions = regions
        self.street = LineEdit(max_length=200)
        self.rt = LineEdit(max_length=4)
        self.rw = LineEdit(max_length=4)
        self.area = SuggestBox(self.tr("Ketik nama, lalu pilih"), delay_ms=0)
        for number in (self.rt, self.rw):
            number.setFixedWidth(theme().metrics.px(_NUMBER_WIDTH))
        lines: tuple[tuple[TextLine, str], ...] = (
            (self.street, self.tr("Jalan, gang, nomor")),
            (self.rt, self.tr("RT")),
            (self.rw, self.tr("RW")),
            (self.area, self.tr("Kelurahan, atau kota/kabupaten lain")),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(XS)
        for column, (line, name) in enumerate(lines):
            label = Label(name, "small")
            label.setBuddy(line)
            line.setAccessibleName(name)
            grid.addWidget(label, 0, column)
            grid.addWidget(line, 1, column)
            line.edited.connect(self.edited)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(3, 5)
        self.area.searched.connect(self._search)
        self.setFocusProxy(self.street)

    def value(self) -> Address:
        """Return the address; without an area while none is picked."""
        return Address(
            street=self.street.value(),
            rt=self.rt.value(),
            rw=self.rw.value(),
            region_code=self.area.value() or "",
        )

    def set_value(self, value: object) -> None:
        """Show an address; anything else empties the inputs."""
        place = value if isinstance(value, Address) else Address()
        self.street.set_value(place.street)
        self.rt.set_value(place.rt)
        self.rw.set_value(place.rw)
        code = place.region_code
        self.area.set_value((code, self._regions.label(code)) if code else None)

    def words(self) -> str:
        """Return the address in a line."""
        parts = (
            self.street.text().strip(),
            f"RT {self.rt.text().strip()}" if self.rt.text().strip() else "",
            f"RW {self.rw.text().strip()}" if self.rw.text().strip() else "",
            self.area.text().strip(),
        )
        return ", ".join(part for part in parts if part)

    def draft(self) -> JsonValue:
        """Return the four inputs as typed, and the code of the area."""
        lines = (self.street, self.rt, self.rw, self.area)
        return [*(line.text() for line in lines), self.area.value() or ""]

    def restore(self, draft: object) -> None:
        """Show the inputs of a draft."""
        texts = [str(part) for part in draft] if isinstance(draft, list) else []
        street, rt, rw, area, code = (*texts, "", "", "", "", "")[:5]
        for line, text in ((self.street, street), (self.rt, rt), (self.rw, rw)):
            line.restore(text)
        self.area.restore([code, area])

    def problem(self) -> str | None:
        """Complain about an area that was typed and not picked."""
        if self.area.text().strip() and not self.area.value():
            return self.tr("Pilih wilayah dari daftar yang muncul saat diketik")
        return None

    def set_invalid(self, invalid: bool) -> None:
        """Draw the frames as those of inputs with an error."""
        for line in (self.street, self.rt, self.rw, self.area):
            line.set_invalid(invalid)

    def place(self) -> int:
        """Return the cursor position in the street."""
        return self.street.place()

    def set_place(self, place: int) -> None:
        """Put the cursor back into the street."""
        self.street.set_place(place)

    def _search(self, text: str) -> None:
        self.area.set_rows(
            [
                SuggestRow(key=region.code, text=self._regions.label(region.code))
                for region in areas(self._regions, text)
            ]
        )


def areas(regions: Regions, text: str) -> tuple[Region, ...]:
    """Return areas by name: kelurahan of the city, its kecamatan, then regencies elsewhere."""
    wanted = fold_compact(text)
    if not wanted:
        return ()
    elsewhere = (one for each in regions.provinces() for one in regions.regencies(each.code))
    named = [
        region
        for region in (*regions.kecamatan(), *elsewhere)
        if wanted in fold_compact(region.name)
    ]
    named.sort(
        key=lambda region: (len(region.code) != _KECAMATAN, wanted != fold_compact(region.name))
    )
    return (*regions.search(text, _MOST_NEAR), *named[:_MOST_FAR])
