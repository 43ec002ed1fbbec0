"""The checklist of risk: ticks in two groups, the level that follows, and another one by hand."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.domain import risk
from ruko_desk.domain.codes import CodeLists, RiskLevel
from ui.theme.symbols import Symbol
from ui.theme.tokens import XS, L, M
from ui.widgets.badge import RISKS, Badge
from ui.widgets.editors.check_box import CheckBox
from ui.widgets.editors.segmented import Segmented
from ui.widgets.editors.text_edit import TextEdit
from ui.widgets.form import Form
from ui.widgets.labels import Label
from ui.widgets.scroll import Scroll

_LEVELS = (RiskLevel.EMERGENCY, RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW)


class RiskForm(Form):
    """The level follows the ticks until somebody chooses another, which needs a reason."""

    def __init__(self, codes: CodeLists) -> None:
        """Build the checklist empty."""
        super().__init__()
        self._codes = codes
        self._following = False
        self.boxes: dict[str, CheckBox] = {}
        groups = QWidget()
        self._inside = QVBoxLayout(groups)
        self._inside.setContentsMargins(0, 0, M, 0)
        self._inside.setSpacing(M)
        columns = QHBoxLayout()
        columns.setSpacing(L)
        columns.addLayout(self._group(self.tr("Satu saja: risiko tinggi"), risk.URGENT), 1)
        columns.addLayout(self._group(self.tr("Dua atau lebih: sedang"), risk.AGGRAVATING), 1)
        self._inside.addLayout(columns)
        self._inside.addStretch(1)
        scroll = Scroll(groups)
        self.body.addWidget(scroll, 1)
        self.badge = Badge("")
        self.because = Label("", wrap=True)
        self.because.setObjectName("because")
        result = QHBoxLayout()
        result.setSpacing(M)
        result.addWidget(self.badge)
        result.addWidget(self.because, 1)
        self.body.addLayout(result)
        self.level = Segmented(tuple((each, codes.label("risiko", each)) for each in _LEVELS))
        self.level.setObjectName("level")
        self.reason = TextEdit(rows=2)
        self.reason.setObjectName("reason")
        self.add_widget(self.field("level", self.tr("Tingkat risiko"), self.level))
        self._reason = self.field(
            "reason",
            self.tr("Mengapa tingkatnya diubah"),
            self.reason,
            hint=self.tr("Tanpa nama orang. Terlihat pada riwayat."),
        )
        self.add_widget(self._reason)
        self.level.edited.connect(self._show_reason)
        self._follow()

    def tick(self, items: Collection[str]) -> None:
        """Tick these items and no others; the level follows."""
        for code, box in self.boxes.items():
            box.set_value(code in items)
        self._follow()

    def items(self) -> tuple[str, ...]:
        """Return the ticked items."""
        return tuple(code for code, box in self.boxes.items() if box.value())

    def level_by_hand(self) -> str:
        """Return the level that was chosen against the checklist, or an empty text."""
        chosen = self.level.value() or ""
        return "" if chosen == self._computed() else chosen

    def add_below(self, widget: QWidget) -> None:
        """Put a widget under the ticks, where it scrolls with them."""
        self._inside.insertWidget(self._inside.count() - 1, widget)

    def is_by_hand(self) -> bool:
        """Tell whether a level was chosen against the checklist."""
        return bool(self.level_by_hand())

    def _group(self, title: str, items: tuple[str, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(XS)
        column.addWidget(Label(title, "strong"))
        for code in items:
            box = CheckBox(self._codes.label("butir_risiko", code))
            box.setObjectName(f"item_{code}")
            box.edited.connect(self._on_ticked)
            self.boxes[code] = box
            column.addWidget(box)
        column.addStretch(1)
        return column

    def _on_ticked(self) -> None:
        self._follow()
        self.changed.emit()

    def _computed(self) -> RiskLevel:
        return risk.assess(self.items(), self._label).computed

    def _label(self, code: str) -> str:
        return self._codes.label("butir_risiko", code)

    def _follow(self) -> None:
        """Show the level of the ticks, and choose it unless another was chosen by hand."""
        result = risk.assess(self.items(), self._label)
        symbol, role = RISKS.get(result.computed, (Symbol.DASH, "low"))
        self.badge.set(self._codes.label("risiko", result.computed), role, symbol)
        self.because.setText(result.because)
        if self.reason.isHidden() or not self.reason.value():
            self._following = True
            self.level.set_value(result.computed.value)
            self._following = False
        self._show_reason()

    def _show_reason(self) -> None:
        if not self._following:
            self._reason.setVisible(self.is_by_hand())


Label_ = Callable[[str], str]
