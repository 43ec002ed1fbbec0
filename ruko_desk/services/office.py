"""What every service needs: the open database, the clock, lists and rights, files, the press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from ruko_desk.clock import Clock
from ruko_desk.db.database import Database
from ruko_desk.db.tables.cases import CaseFile, CaseMember
from ruko_desk.domain.access import Grant, Rights
from ruko_desk.domain.codes import CodeLists, Role
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.regions import Regions
from ruko_desk.errors import NotAllowedError, NotFoundError
from ruko_desk.services.attachments import AttachmentStore

T = TypeVar("T")

READ, WRITE, AGGREGATE = "R", "W", "A"


class Press(Protocol):
    """Runs document work on the one thread that may do it and waits for the result."""

    def run(self, work: Callable[[], T]) -> T:
        """Return what `work` returns, called on the document thread."""
        ...


class InlinePress:
    """A press for programs without threads: the command line and tests."""

    def run(self, work: Callable[[], T]) -> T:
        """Call `work` at once."""
        return work()


@dataclass(slots=True)
class Office:
    """The dependencies of the services, put together by `registry`."""

    database: Database
    clock: Clock
    codes: CodeLists
    regions: Regions
    rights: Rights
    files: AttachmentStore
    press: Press
    practice: bool = False

    def may(self, actor: Actor, data_class: str, action: str) -> Grant | None:
        """Return what the actor's roles grant for a class of data, or None."""
        return self.rights.for_roles(actor.roles).may(data_class, action)

    def require(self, actor: Actor, data_class: str, action: str) -> Grant:
        """Return the grant, or refuse.

        Raises:
            NotAllowedError: no role of the actor holds this right; the refusal is audited.
        """
        grant = self.may(actor, data_class, action)
        if grant is None:
            self.refuse(actor, data_class, action)
        return grant

    def refuse(self, actor: Actor, data_class: str, action: str, uid: str = "") -> NoReturn:
        """Audit a refusal and raise it.

        Raises:
            NotAllowedError: always.
        """
        with self.database.write() as work:
            work.audit("ditolak", data_class, uid, tindakan=action, peran=sorted(actor.roles))
        raise NotAllowedError(
            "Peran Anda tidak dapat melakukan ini. Bila perlu untuk tugas Anda, minta pengelola "
            "menambah peran."
        )

    def is_on_case(self, session: Session, actor: Actor, case: CaseFile) -> bool:
        """Tell whether the actor owns the case, opened it, or works on it."""
        if actor.id in (case.owner_id, case.opened_by_id):
            return True
        found = session.execute(
            select(CaseMember.user_id).where(
                CaseMember.case_id == case.id, CaseMember.user_id == actor.id
            )
        ).first()
        return found is not None

    @staticmethod
    def case(session: Session, uid: str) -> CaseFile:
        """Load a case.

        Raises:
            NotFoundError: there is no such case.
        """
        found = session.execute(select(CaseFile).where(CaseFile.uid == uid)).scalar_one_or_none()
        if found is None:
            raise NotFoundError("Kasus ini tidak ditemukan. Muat ulang daftar, lalu coba lagi.")
        return found


def is_manager(actor: Actor) -> bool:
    """Tell whether the actor holds the manager's role."""
    return Role.MANAGER in actor.roles
