"""What a user typed and has not saved, and her place on screen; sealed with her own key."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Delete, delete, select

from ruko_desk.crypto import sealed
from ruko_desk.crypto.problems import BrokenSealError
from ruko_desk.db.tables.house import Draft as DraftRow
from ruko_desk.domain.dto.users import Actor
from ruko_desk.services.office import Office

_PLACE = "tempat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft as it was left."""

    payload: dict[str, object]
    saved_at: datetime


class Drafts:
    """Drafts of the acting user; nobody else can open them, with whatever tool.

    Saving a draft is not audited: it happens every few seconds and changes no record.
    """

    def __init__(self, office: Office, own_key: Callable[[], bytes]) -> None:
        self._office = office
        self._own_key = own_key

    def save(self, actor: Actor, form: str, key: str, payload: dict[str, object]) -> None:
        """Keep the content of a form; `key` names the record it belongs to, or is empty."""
        data = json.dumps(payload, ensure_ascii=False).encode()
        box = sealed.seal_bytes(self._own_key(), 1, _place(actor, form, key), data)
        with self._office.database.write() as work:
            work.session.execute(_mine(actor, form, key))
            work.session.add(
                DraftRow(
                    user_id=actor.id,
                    form=form,
                    object_key=key,
                    payload=box,
                    saved_at=self._office.clock.now(),
                )
            )

    def load(self, actor: Actor, form: str, key: str = "") -> Draft | None:
        """Return the draft of a form, or None."""
        with self._office.database.read() as session:
            row = session.execute(
                select(DraftRow.payload, DraftRow.saved_at).where(
                    DraftRow.user_id == actor.id,
                    DraftRow.form == form,
                    DraftRow.object_key == key,
                )
            ).first()
        if row is None:
            return None
        try:
            data = sealed.open_bytes(self._own_key(), _place(actor, form, key), row.payload)
        except BrokenSealError:
            return None  # sealed before a reset of her access; nobody can open it any more
        return Draft(payload=json.loads(data), saved_at=row.saved_at)

    def drop(self, actor: Actor, form: str, key: str = "") -> None:
        """Forget the draft of a form."""
        with self._office.database.write() as work:
            work.session.execute(_mine(actor, form, key))

    def save_place(self, actor: Actor, place: dict[str, object]) -> None:
        """Keep page, field and cursor for the return after a lock."""
        self.save(actor, _PLACE, "", place)

    def load_place(self, actor: Actor) -> dict[str, object] | None:
        """Return the place that was kept, or None."""
        draft = self.load(actor, _PLACE)
        return draft.payload if draft else None


def _mine(actor: Actor, form: str, key: str) -> Delete:
    return delete(DraftRow).where(
        DraftRow.user_id == actor.id, DraftRow.form == form, DraftRow.object_key == key
    )


def _place(actor: Actor, form: str, key: str) -> sealed.Place:
    return sealed.Place(table="draft", row_uid=actor.uid, field=f"{form}|{key}")
