"""The one signal that tells open pages which records a write has changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ruko_desk.changes import ChangeSet


class ChangeBus(QObject):
    """Carries each change set once, with the widget that caused it.

    Signals:
        changed: a change set and the widget that caused it.
        progress: a sentence and the share done (0 to 1) of a long job. Emitted from worker
            threads, so by this permanent object: the page that asked may have gone by then.
    """

    changed = Signal(object, object)
    progress = Signal(str, float)

    def announce(self, changes: ChangeSet, initiator: QObject | None) -> None:
        """Tell everybody; an empty change set is not worth telling."""
        if changes.records:
            self.changed.emit(changes, initiator)
