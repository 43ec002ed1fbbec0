"""The partner directory: institutions that help, archived instead of deleted."""

from __future__ import annotations

from dataclasses import asdict, fields

from sqlalchemy import String, select
from sqlalchemy.orm import Session

from ruko_desk.changes import Outcome
from ruko_desk.clock import today
from ruko_desk.db.database import Work
from ruko_desk.db.tables.letters import Partner
from ruko_desk.domain.dto.referrals import PartnerView
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.names import plain
from ruko_desk.errors import FieldErrors, NotFoundError, StaleError
from ruko_desk.services.desk_rights import need_directory
from ruko_desk.services.office import Office

KINDS = "jenis_mitra"
_COLUMNS = tuple(item.name for item in fields(PartnerView))
_TYPED = tuple(name for name in _COLUMNS if name not in {"uid", "version", "checked_on", "active"})


class Partners:
    """Reading is for every colleague; nothing in the directory is about a client."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, actor: Actor, text: str = "", archived: bool = False) -> tuple[PartnerView, ...]:
        """Return partners by name whose entry holds every typed word; `archived` adds old ones."""
        del actor  # every user of the house may look up a partner
        with self._office.database.read() as session:
            partners = load_partners(session, archived=archived)
        words = plain(text).split()
        return tuple(one for one in partners if all(word in self._searched(one) for word in words))

    def save(self, actor: Actor, partner: PartnerView) -> Outcome[PartnerView]:
        """Add a partner (empty uid) or store a changed one.

        Raises:
            NotAllowedError: the actor neither works with clients nor manages the house.
            FieldErrors: the name is missing or taken, the kind unknown, a text too long, or the
                day of checking lies ahead.
            StaleError: somebody else saved this partner meanwhile.
        """
        need_directory(self._office, actor)
        with self._office.database.write() as work:
            row = find_partner(work.session, partner.uid) if partner.uid else Partner()
            if partner.uid and row.version != partner.version:
                raise StaleError("Data mitra ini sudah diubah petugas lain. Muat ulang, lalu ubah.")
            changed = self._check(work.session, partner)
            names = [name for name, value in changed.items() if getattr(row, name) != value]
            for name, value in changed.items():
                setattr(row, name, value)
            work.session.add(row)
            return _noted(work, row, "ubah mitra" if partner.uid else "tambah mitra", names)

    def archive(self, actor: Actor, uid: str, version: int) -> Outcome[PartnerView]:
        """Take a partner out of the choices; letters that went to it keep it.

        Raises:
            NotAllowedError: the actor neither works with clients nor manages the house.
            StaleError: somebody else saved this partner meanwhile.
        """
        need_directory(self._office, actor)
        with self._office.database.write() as work:
            row = find_partner(work.session, uid)
            if row.version != version:
                raise StaleError("Data mitra ini sudah diubah petugas lain. Muat ulang, lalu ubah.")
            row.active = False
            return _noted(work, row, "arsipkan mitra", ["active"])

    def _searched(self, partner: PartnerView) -> str:
        kind = self._office.codes.label(KINDS, partner.kind)
        return plain(f"{partner.name} {kind} {partner.services} {partner.address} {partner.note}")

    def _check(self, session: Session, partner: PartnerView) -> dict[str, object]:
        values: dict[str, object] = asdict(partner)
        values = {name: values[name] for name in _COLUMNS if name not in {"uid", "version"}}
        values |= {name: str(values[name]).strip() for name in _TYPED}
        wrong = {
            name: f"Paling banyak {limit} huruf"
            for name in _TYPED
            if (limit := _limit(name)) and len(str(values[name])) > limit
        }
        if not values["name"]:
            wrong["name"] = "Isi nama lembaga"
        elif _is_taken(session, str(values["name"]), partner.uid):
            wrong["name"] = "Mitra dengan nama ini sudah ada di daftar"
        if self._office.codes.find(KINDS, partner.kind) is None:
            wrong["kind"] = "Pilih jenis mitra"
        if partner.checked_on is not None and partner.checked_on > today(self._office.clock):
            wrong["checked_on"] = "Tanggal cek tidak boleh setelah hari ini"
        if wrong:
            raise FieldErrors(wrong)
        return values


def load_partners(session: Session, *, archived: bool = False) -> tuple[PartnerView, ...]:
    """Read the directory in the order of names."""
    query = select(*(getattr(Partner, name) for name in _COLUMNS)).order_by(Partner.name)
    if not archived:
        query = query.where(Partner.active.is_(True))
    return tuple(
        PartnerView(**dict(zip(_COLUMNS, row, strict=True))) for row in session.execute(query)
    )


def find_partner(session: Session, uid: str) -> Partner:
    """Load a partner.

    Raises:
        NotFoundError: there is no such partner.
    """
    row = session.execute(select(Partner).where(Partner.uid == uid)).scalar_one_or_none()
    if row is None:
        raise NotFoundError("Mitra ini tidak ditemukan. Muat ulang daftar, lalu pilih lagi.")
    return row


def partner_view(row: Partner) -> PartnerView:
    """Return a loaded partner as the screens see it."""
    return PartnerView(**{name: getattr(row, name) for name in _COLUMNS})


def _limit(name: str) -> int | None:
    column = Partner.__table__.columns[name].type
    return column.length if isinstance(column, String) else None


def _is_taken(session: Session, name: str, uid: str) -> bool:
    folded = plain(name)
    rows = session.execute(select(Partner.uid, Partner.name).where(Partner.active.is_(True)))
    return any(plain(other) == folded for other_uid, other in rows if other_uid != uid)


def _noted(work: Work, row: Partner, action: str, names: list[str]) -> Outcome[PartnerView]:
    work.session.flush()
    work.audit(action, "partner", row.uid, isian=names)
    work.changed(("partner", row.uid))
    return Outcome(partner_view(row), work.changes)
