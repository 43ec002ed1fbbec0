"""The bar above the page: search, the two things that must be quick, and who is working."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ui.actions.registry import BY_ID
from ui.shell.bars import Bar
from ui.shell.side_bar import WIDE
from ui.theme.icon_names import IconName
from ui.theme.theme import theme
from ui.theme.tokens import M, S
from ui.widgets.buttons import Button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import Label

HEIGHT = 48


class SearchButton(Button):
    """Looks like a search field and opens quick find, which works the same from everywhere."""

    def __init__(self) -> None:
        """Say what can be found."""
        super().__init__("", icon="search")
        self.setText(f"  {self.tr('Cari nama, NIK, telepon, no. kasus')}")
        self.setObjectName("search")
        self.setAccessibleName(self.tr("Cari klien atau perintah"))
        self.setToolTip(f"{self.tr('Cari')} ({BY_ID['find'].shortcut})")
        self.setStyleSheet("text-align: left;")
        self.setMaximumWidth(theme().metrics.px(420))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Give way in a narrow window."""
        return QSize(theme().metrics.px(96), super().minimumSizeHint().height())


class TopBar(Bar):
    """Brand, search, actions, user menu.

    Signals:
        chosen: the id of the action of the button that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, house: str, user: str, *, may_receive: bool) -> None:
        """Show the name of the house and of the user."""
        super().__init__(Qt.Edge.BottomEdge)
        self.setFixedHeight(theme().metrics.px(HEIGHT))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, 0, M, 0)
        layout.setSpacing(S)
        self._brand = QWidget()
        names = QVBoxLayout(self._brand)
        names.setContentsMargins(0, 4, 0, 4)
        names.setSpacing(0)
        names.addWidget(Label("Ru-Ko Desk", "strong"))
        names.addWidget(ElidedLabel(house, "small"))
        self._brand.setFixedWidth(theme().metrics.px(WIDE) - M)
        layout.addWidget(self._brand)
        self.search = SearchButton()
        self.search.clicked.connect(lambda _checked=False: self.chosen.emit("find"))
        layout.addWidget(self.search, 3)
        layout.addStretch(1)
        if may_receive:
            layout.addWidget(self._button("intake", "plus"))
        layout.addWidget(self._button("hide", "eye-off"))
        layout.addWidget(self._button("lock", "lock"))
        self.user = Button(f" {user}", "quiet", icon="user")
        self.user.setObjectName("user_menu")
        self.user.setAccessibleName(self.tr("Menu petugas"))
        layout.addWidget(self.user)

    def set_narrow(self, narrow: bool) -> None:
        """Give the search the place of the brand where the window is small."""
        self._brand.setVisible(not narrow)

    def set_menu(self, menu: QMenu) -> None:
        """Hang the user menu under the name."""
        self.user.setMenu(menu)

    def _button(self, action: str, icon: IconName) -> Button:
        spec = BY_ID[action]
        button = Button(f" {spec.label}", icon=icon)
        button.setObjectName(f"top_{action}")
        button.setAccessibleName(spec.label)
        button.setToolTip(f"{spec.label} ({spec.shortcut})")
        button.clicked.connect(lambda _checked=False: self.chosen.emit(action))
        return button
