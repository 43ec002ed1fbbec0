"""The checklist of risk: ticks in two groups, the level that follows, and another one by hand."""

from __future__ import annotations

from collections.abc import Collection

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
        """Build the checklist with nothing ticked."""
        super().__init__()
        self._codes = codes
        self._following = False
        self._by_hand = False
        self.boxes: dict[str, CheckBox] = {}
        self.badge = Badge("")
        self.because = Label("", wrap=True)
        self.because.setObjectName("because")
        self.level = Segmented([(each.value, codes.label("risiko", each)) for each in _LEVELS])
        self.level.setObjectName("level")
        self.reason = TextEdit(rows=2)
        self.reason.setObjectName("reason")
        self._inside = QVBoxLayout()
        self._lay_out()
        self._why.hide()
        self.level.edited.connect(self._on_level)
        self._follow()

    def tick(self, items: Collection[str]) -> None:
        """Tick these items and no others; the level follows."""
        for code, box in self.boxes.items():
            box.set_value(code in items)

    def items(self) -> tuple[str, ...]:
        """Return the ticked items."""
        return tuple(code for code, box in self.boxes.items() if box.value())

    def level_by_hand(self) -> str:
        """Return the level that was chosen against the checklist, or an empty text."""
        return self.level.value() or "" if self._by_hand else ""

    def add_below(self, widget: QWidget) -> None:
        """Put a widget under the ticks, where it scrolls with them."""
        self._inside.addWidget(widget)

    def _on_level(self) -> None:
        if self._following:
            return
        chosen = self.level.value()
        self._by_hand = chosen is not None and chosen != self._result().computed
        self._follow()

    def _result(self) -> risk.RiskResult:
        return risk.assess(self.items(), lambda code: self._codes.label("butir_risiko", code))

    def _follow(self) -> None:
        """Show the level of the ticks, and choose it unless another one was chosen by hand."""
        result = self._result()
        symbol, role = RISKS.get(result.computed, (Symbol.DASH, "low"))
        self.badge.set(self._codes.label("risiko", result.computed), role, symbol)
        self.because.setText(result.because)
        if self.level.value() == result.computed:
            self._by_hand = False
        if not self._by_hand:
            self._following = True
            self.level.set_value(result.computed.value)
            self._following = False
        self._why.setVisible(self._by_hand)

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(L)
        columns.addLayout(self._group(self.tr("Satu saja: risiko tinggi"), risk.URGENT), 1)
        columns.addLayout(self._group(self.tr("Dua atau lebih: sedang"), risk.AGGRAVATING), 1)
        self._inside.setContentsMargins(0, 0, M, 0)
        self._inside.setSpacing(M)
        self._inside.addLayout(columns)
        holder = QWidget()
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._inside)
        outer.addStretch(1)
        self.body.addWidget(Scroll(holder), 1)
        result = QHBoxLayout()
        result.setSpacing(M)
        result.addWidget(self.badge)
        result.addWidget(self.because, 1)
        self.body.addLayout(result)
        level = self.field("level", self.tr("Tingkat risiko"), self.level)
        self._why = self.field("reason", self.tr("Mengapa tingkatnya diubah"), self.reason)
        self.add_row(level, self._why, stretch=(1, 1), align_bottom=False)

    def _group(self, title: str, items: tuple[str, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(XS)
        column.addWidget(Label(title, "strong"))
        for code in items:
            box = CheckBox(self._codes.label("butir_risiko", code))
            box.setObjectName(f"item_{code}")
            box.edited.connect(self._follow)
            self.boxes[code] = box
            column.addWidget(box)
        column.addStretch(1)
        return column
