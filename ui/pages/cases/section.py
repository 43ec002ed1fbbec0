"""What the case page asks of the widgets in it: tabs, and the sections of the tab Data kasus.

A tab or section is built once for the page, gets the case with `show_case` each time it was read,
and says `saved` with the case that a service gave back. A section that is typed into tells
`is_dirty`, keeps itself in a draft, and ends every `save` with either `saved` or `refused`.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ruko_desk.domain.dto.cases import CaseDetail
from ui.context import UiContext
from ui.shell.focus_place import first_focusable


class CasePart(QWidget):
    """A tab of the case, or a section of a tab.

    Signals:
        saved: something was stored; carries the CaseDetail as it is now, shown everywhere.
        outdated: somebody else stored something meanwhile; the page reads the case again.
    """

    saved = Signal(object)
    outdated = Signal()

    def __init__(self, ctx: UiContext) -> None:
        """Build the widgets in the subclass; read nothing here."""
        super().__init__()
        self.ctx = ctx

    def show_case(self, detail: CaseDetail) -> None:
        """Show the case; what was typed and not saved stays typed.

        Raises:
            NotImplementedError: the subclass forgot it.
        """
        raise NotImplementedError

    def first_focus(self) -> QWidget | None:
        """Return where the keyboard starts."""
        return first_focusable(self)


class CaseSection(CasePart):
    """A section of Data kasus. As it stands here it has nothing to save, as one of dialogs only.

    Signals:
        edited: something was typed, taken back or thrown away.
        submitted: Ctrl+Enter.
        refused: a `save` came to nothing; the section says why.
        grown: widgets were added later, which stand last in the order of Tab until it is mended.
    """

    edited = Signal()
    submitted = Signal()
    refused = Signal()
    grown = Signal()

    def may_save(self) -> bool:
        """Tell whether this section is typed into, so that Batal and Simpan belong below it."""
        return False

    def is_dirty(self) -> bool:
        """Tell whether something is typed that is not saved."""
        return False

    def save(self) -> None:
        """Save what was typed; the answer is `saved` or `refused`."""

    def cancel(self) -> None:
        """Throw away what was typed, and show what is stored."""

    def draft(self) -> dict[str, object] | None:
        """Return what was typed and not saved, as JSON-able values; None when nothing."""
        return None

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back over the case that is shown."""
