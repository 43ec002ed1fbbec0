"""The client's name in the header while 'Tampilkan nama' is on; each showing is on record."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.context import UiContext, run_query


class ShownName(QWidget):
    """Asks for the name when it may be shown and takes it away again; draws nothing itself.

    The shell ends the showing after some seconds, at hiding and at the lock.
    """

    def __init__(self, ctx: UiContext, parent: QWidget, show: Callable[[str], object]) -> None:
        """Call `show` with the name, and with an empty text when it goes."""
        super().__init__(parent)
        self.hide()
        self._ctx = ctx
        self._show = show
        self._uid = ""
        self._name = ""
        ctx.names_changed.connect(self._on_names)

    def watch(self, uid: str) -> None:
        """Show the name of this case from now on; a name that is shown already stays its time."""
        if uid != self._uid:
            self._name = ""
        self._uid = uid
        self._show(self._name)

    def _on_names(self, shown: bool) -> None:
        page = self.parentWidget()
        if not shown:
            self._name = ""
            self._show("")
        elif self._uid and page is not None and page.isVisible():
            uid = self._uid
            run_query(
                self._ctx,
                self,
                lambda services, actor: services.cases.initials_to_name(actor, uid),
                lambda name: self._arrived(uid, name),
                key="name",
            )

    def _arrived(self, uid: str, name: str) -> None:
        if self._ctx.names_shown and uid == self._uid:
            self._name = name
            self._show(name)
