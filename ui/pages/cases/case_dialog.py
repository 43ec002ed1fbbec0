"""A dialog over one case: a form that stays open until a service has taken what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from shiboken6 import isValid

from ruko_desk.changes import Outcome
from ruko_desk.domain.dto.cases import CaseDetail
from ruko_desk.domain.dto.users import Actor
from ruko_desk.errors import FieldErrors, RuKoError, StaleError
from ui.context import run_command, run_query, tell
from ui.dialogs.ask import Question
from ui.pages.cases.scene import Scene
from ui.shell.routes import CaseListRoute
from ui.theme.theme import theme
from ui.widgets.form import Form
from ui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from ruko_desk.services.registry import Services

Command = Callable[["Services", Actor], Outcome[object]]
"""Answers with the CaseDetail, or with something else, after which the case is read again."""

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_EDGE = 48


class CaseDialog(Question):
    """Subclasses lay `form` out and say in `command` what is to be done.

    A refusal stands in the form, and nothing typed is lost. When somebody else changed the case
    meanwhile, it is read again below the dialog, which can then be sent anew.
    """

    def __init__(self, scene: Scene, form: Form, title: str, text: str, yes: str) -> None:
        """Ask over the page of the scene."""
        super().__init__(scene.page, title, text, yes=yes, no=self.tr("Batal"))
        self.scene = scene
        self.form = form
        self._scroll: Scroll | None = None
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
            FieldErrors: something is missing that no service can be asked without.
            NotImplementedError: the subclass forgot it.
        """
        raise NotImplementedError

    def told(self, answer: object) -> str:
        """Return what to tell when the service answered so; an empty text tells nothing."""
        del answer
        return ""

    def add_scrolled(self, form: Form, width: int) -> None:
        """Lay the form out so wide (pixels at 100 % text size), scrolling once the screen is full."""
        self._scroll = Scroll(form)
        self.body.addWidget(self._scroll, 1)
        self.set_size(width, 0)

    def set_size(self, width: int, height: int) -> None:
        """Take so many pixels at 100 % text size, but no more than the screen has."""
        metrics, room = theme().metrics, self.screen().availableGeometry()
        self.resize(
            min(metrics.px(width), room.width() - _EDGE),
            min(metrics.px(height), room.height() - _EDGE),
        )

    def fit(self) -> None:
        """Grow to what the form needs, as far as the screen goes."""
        layout, inside = self.layout(), self.form.layout()
        if layout is None or inside is None:
            return
        layout.activate()
        wanted = layout.totalHeightForWidth(self.width())
        if self._scroll is not None:
            inside.activate()
            within = inside.totalHeightForWidth(self._scroll.viewport().width())
            hidden = self._scroll.verticalScrollBar().maximum()
            wanted = self.height() + max(within - self._scroll.height(), hidden)
        room = self.screen().availableGeometry().height() - _EDGE
        self.resize(self.width(), min(max(self.height(), wanted), room))

    def fit_soon(self) -> None:
        """Grow once the layout knows what was shown or hidden."""
        QTimer.singleShot(0, self, self.fit)

    def accept(self) -> None:
        """Ask the service, unless something cannot be read or an answer is still to come."""
        if self._sent:
            return
        if not self.form.check():
            self.fit_soon()
            return
        try:
            command = self.command()
        except FieldErrors as error:
            self._refused(error)
            return
        self._sent = True
        run_command(
            self.scene.ctx,
            self.scene.page,
            command,
            self._taken,
            button=self.yes_button,
            err=self._refused,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl+Enter from anywhere in the dialog."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept()
        else:
            super().keyPressEvent(event)

    def _taken(self, answer: object) -> None:
        scene, words = self.scene, self.told(answer)
        if isValid(self):
            super().accept()
        if isinstance(answer, CaseDetail):
            scene.saved(answer)
        else:
            uid = scene.detail.header.uid
            run_query(
                scene.ctx,
                scene.page,
                lambda services, actor: services.cases.read_again(actor, uid),
                scene.saved,
                err=lambda _no_longer_hers: scene.ctx.navigate(CaseListRoute()),
            )
        if words:
            scene.ctx.toasts.show(words)

    def _refused(self, error: RuKoError) -> None:
        self._sent = False
        if not isValid(self):
            tell(self.scene.ctx, self.scene.page, error)
            return
        fields = error.fields if isinstance(error, FieldErrors) else {"": error.message}
        self.form.show_errors(fields)
        self.fit_soon()
        if isinstance(error, StaleError):
            self._read_again()

    def _read_again(self) -> None:
        uid = self.detail.header.uid

        def show(detail: CaseDetail) -> None:
            self.scene = replace(self.scene, detail=detail)
            self.scene.saved(detail)

        run_query(
            self.scene.ctx,
            self,
            lambda services, actor: services.cases.read_again(actor, uid),
            show,
        )
