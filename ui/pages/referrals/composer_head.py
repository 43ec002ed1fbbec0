"""The head of the composer: which letter this is, its state, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ruko_desk.domain.dto.referrals import ReferralView
from ui.pages.referrals.letter_state import offers
from ui.pages.referrals.looks import referral_look
from ui.theme.tokens import S
from ui.widgets.badge import Badge
from ui.widgets.buttons import Button, IconButton, primary, secondary
from ui.widgets.elided_label import ElidedLabel


class ComposerHead(QWidget):
    """Buttons of a draft, or of an issued letter.

    Signals:
        wanted: what was asked for: save, submit, print, pdf, sealed, hand_over, void, again, case.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedLabel("", "title")
        self.state = Badge("")
        self.saved = ElidedLabel("", "muted")
        self.preview = IconButton("eye", self.tr("Pratinjau (Ctrl+Shift+P)"), framed=True)
        self.preview.setObjectName("toggle_preview")
        self.preview.setCheckable(True)
        self.more = IconButton("ellipsis", self.tr("Tindakan lain"), framed=True)
        self.more.setObjectName("more")
        self.more.clicked.connect(self._open_menu)
        self.buttons: dict[str, Button] = {
            "save": secondary(self.tr("Simpan draf"), "save"),
            "submit": primary(self.tr("Terbitkan")),
            "sealed": secondary(self.tr("PDF bersandi"), "lock"),
            "pdf": secondary(self.tr("PDF"), "download"),
            "print": primary(self.tr("Cetak"), "printer"),
        }
        self._menu_words = {
            "hand_over": self.tr("Tandai diserahkan…"),
            "void": self.tr("Batalkan nomor…"),
            "again": self.tr("Salin ke rujukan baru"),
            "case": self.tr("Buka kasus"),
        }
        self._offered: tuple[str, ...] = ()
        self._menu_offers: tuple[str, ...] = ()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(self.title)
        layout.addWidget(self.state)
        layout.addWidget(self.saved, 1)
        layout.addWidget(self.preview)
        layout.addWidget(self.more)
        self.buttons["pdf"].setAccessibleName(self.tr("Simpan PDF"))
        for action, button in self.buttons.items():
            button.setObjectName(action)
            button.clicked.connect(lambda _checked=False, action=action: self.wanted.emit(action))
            layout.addWidget(button)

    def show_referral(
        self, referral: ReferralView, words: str, *, may_write: bool, has_bytes: bool
    ) -> None:
        """Name the letter and its state, and offer what can be done in that state.

        Args:
            referral: the referral as it stands.
            words: what its state is called.
            may_write: the actor writes letters for this case.
            has_bytes: the frozen letter has been read.
        """
        symbol, role = referral_look(referral.state)
        title = self.tr("Rujukan {case}")
        self.title.setText(title.replace("{case}", referral.case_code))
        self.state.set(words, role, symbol)
        self.saved.setText("")
        self.offer(*offers(referral.state, may_write=may_write, has_bytes=has_bytes))

    def offer(self, *actions: str) -> None:
        """Show the buttons of these actions; those without a button stand in the menu."""
        self._offered = actions
        for action, button in self.buttons.items():
            button.setVisible(action in actions)
        self._menu_offers = tuple(action for action in actions if action in self._menu_words)
        self.more.setVisible(bool(self._menu_offers))

    def first_button(self) -> QWidget:
        """Return where the keyboard starts on an issued letter."""
        offered = [button for action, button in self.buttons.items() if self.is_offered(action)]
        return offered[-1] if offered else self.more

    def is_offered(self, action: str) -> bool:
        """Tell whether an action may be done now."""
        return action in self._offered

    def menu(self) -> QMenu:
        """Return the menu behind the three dots."""
        menu = QMenu(self)
        for action in self._menu_offers:
            entry = QAction(self._menu_words[action], menu)
            entry.setObjectName(f"menu_{action}")
            entry.triggered.connect(lambda _checked=False, action=action: self.wanted.emit(action))
            menu.addAction(entry)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
