"""The one signal that tells open pages which records a write has changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ruko_desk.changes import ChangeSet


class ChangeBus(QObject):
    """Carries each change set once, with the widget that caused it."""

    changed = Signal(object, object)

    def announce(self, changes: ChangeSet, initiator: QObject | None) -> None:
        """Tell everybody; an empty change set is not worth telling."""
        if changes.records:
            self.changed.emit(changes, initiator)
