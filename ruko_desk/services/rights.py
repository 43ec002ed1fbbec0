"""What the acting user may do, for screens that show or hide; the services decide again."""

from __future__ import annotations

from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.office import Office


class RightsDesk:
    """A quick answer out of the rights table; touches no database, callable from any thread."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def may(self, actor: Actor, data_class: str, action: str) -> bool:
        """Tell whether some role of the actor holds the right, in whatever scope."""
        return self._office.may(actor, data_class, action) is not None
