"""A dialog over one case: a form that stays open until a service has taken what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from ruko_desk.changes import Outcome
from ruko_desk.domain.dto.cases import CaseDetail
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, RuKoError, StaleError
from ui.context import run_command, run_query
from ui.dialogs.ask import Question
from ui.pages.cases.acts import Scene
from ui.theme.theme import theme
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ruko_desk.services.registry import Services

Command = Callable[["Services", Actor], Outcome[CaseDetail]]

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_EDGE = 40


class CaseDialog(Question):
    """Subclasses lay `form` out and say in `command` what is to be done.

    A refusal stands in the form, and nothing typed is lost. When somebody else changed the case
    meanwhile, it is read again below the dialog and may be judged anew.
    """

    def __init__(self, scene: Scene, form: Form, title: str, text: str, yes: str) -> None:
        """Show `form` over the page of the scene."""
        super().__init__(scene.page, title, text, yes=yes, no=self.tr("Batal"))
        self.scene = scene
        self.form = form
        self._sent = False
        form.submitted.connect(self.accept)
        self.finished.connect(self.deleteLater)

    @property
    def detail(self) -> CaseDetail:
        """The case as it was read last."""
        return self.scene.detail

    def command(self) -> Command:
        """Return what is asked of the services.

        Raises:
            NotImplementedError: the subclass forgot it.
        """
        raise NotImplementedError

    def set_size(self, width: int, height: int) -> None:
        """Take so many pixels at 100 % text size, but no more than the screen has."""
        metrics, room = theme().metrics, self.screen().availableGeometry()
        self.resize(
            min(metrics.px(width), room.width() - _EDGE),
            min(metrics.px(height), room.height() - _EDGE),
        )

    def fit_soon(self) -> None:
        """Grow once the layout knows what was shown or hidden."""
        QTimer.singleShot(0, self, self.fit)

    def accept(self) -> None:
        """Ask the service, unless something cannot be read or an answer is still to come."""
        if self._sent or not self.form.check():
            self.fit_soon()
            return
        self._sent = True
        run_command(
            self.scene.ctx,
            self,
            self.command(),
            self._taken,
            button=self.yes_button,
            err=self._refused,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl+Enter from anywhere in the dialog."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and control:
            self.accept()
        else:
            super().keyPressEvent(event)

    def _taken(self, detail: CaseDetail) -> None:
        super().accept()
        self.scene.saved(detail)

    def _refused(self, error: RuKoError) -> None:
        self._sent = False
        fields = error.fields if isinstance(error, FieldErrors) else {"": error.message}
        self.form.show_errors(fields)
        self.fit_soon()
        if isinstance(error, StaleError):
            self._read_again()

    def _read_again(self) -> None:
        uid = self.detail.header.uid

        def show(detail: CaseDetail) -> None:
            self.scene = Scene(
                ctx=self.scene.ctx, page=self.scene.page, detail=detail, saved=self.scene.saved
            )
            self.scene.saved(detail)

        run_query(
            self.scene.ctx, self, lambda services, actor: services.cases.read_again(actor, uid), show
        )
