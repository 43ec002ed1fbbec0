"""What is kept when somebody leaves: drafts and her place, then the end of the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ruko_desk.errors import RuKoError
from ui.shell.page import KeptDraft

if TYPE_CHECKING:
    from ruko_desk.services.session import Session


def leave(
    session: Session,
    drafts: Sequence[KeptDraft],
    place: dict[str, object] | None,
    *,
    note: str,
    close: bool,
) -> str:
    """Save what was typed and where, then close; runs on the database thread.

    Locking never waits and is never refused: whatever cannot be saved is told afterwards.

    Returns:
        The sentence of the first thing that could not be saved, or an empty text.
    """
    failed = ""
    actor, services = session.actor, session.services
    saves: list[Callable[[], object]] = []
    if not session.read_only:
        saves += [
            partial(services.drafts.save, actor, draft.form, draft.key, draft.payload)
            for draft in drafts
        ]
        if place is not None:
            saves.append(lambda: services.drafts.save_place(actor, place))
        if not close:
            saves += [lambda: services.audit.note(actor, note), session.rest]
    try:
        for save in saves:
            try:
                save()
            except RuKoError as error:
                failed = failed or error.message
    finally:
        if close:
            session.close(note=note)
    return failed
