"""Making a vault: key file, database with its schema and seed data, anchor, first manager.

The key file is written last: a folder without it is not a vault. While the folder is marked as
unfinished, what a power cut or a full disk left in it is cleared away by the next try.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress

from ruko_desk.crypto.anchor import Anchor
from ruko_desk.crypto.audit_mac import GENESIS
from ruko_desk.crypto.kdf import KdfCost
from ruko_desk.crypto.keyfile_staff import Access
from ruko_desk.crypto.keyfile_staff import create as create_keys
from ruko_desk.crypto.recovery import RecoveryCode
from ruko_desk.db import connection, migrate, seed
from ruko_desk.db.database import Database
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.settings import SafetySettings, VaultSettings
from ruko_desk.domain.dto.users import NewUser
from ruko_desk.ids import new_uid
from ruko_desk.paths import resource
from ruko_desk.services.cabinet import KeyCabinet
from ruko_desk.services.opening import Place, start_session
from ruko_desk.services.session import Session
from ruko_desk.services.settings import store_settings
from ruko_desk.services.users import make_user
from ruko_desk.services.vault import NewVault


def create(place: Place, new: NewVault, recovery: RecoveryCode, cost: KdfCost) -> Session:
    """Make everything and return the open vault with the first manager acting.

    Raises:
        EnvironmentProblem: the place cannot be written or the disk is full; nothing stays behind.
    """
    place.folder.make()
    place.folder.begin()
    with ExitStack() as undo:
        undo.callback(_give_up, place)
        session = _make(place, new, recovery, cost, undo)
        undo.pop_all()
    with suppress(OSError):
        place.folder.finish()
    return session


def _give_up(place: Place) -> None:
    with suppress(OSError):
        place.folder.abandon()
        place.folder.attachments.rmdir()


def _make(
    place: Place, new: NewVault, recovery: RecoveryCode, cost: KdfCost, undo: ExitStack
) -> Session:
    folder = place.folder
    manager_uid = new_uid()
    first = Access(
        user_uid=manager_uid, name=new.login_name, passphrase=new.passphrase, shelter=True
    )
    private = recovery.private_key()
    file, ring = create_keys(first, private.public(), cost)
    private.wipe()
    undo.callback(ring.wipe)
    raw = connection.open_raw(folder.database, bytes(ring.db_key()))
    undo.callback(raw.close)
    folder.database.chmod(0o600)
    with connection.driver_errors():
        migrate.upgrade(connection.make_engine(raw), copy_to=None)
    anchor = Anchor.create(
        folder.anchor,
        vault_id=file.vault_id,
        keys=ring.anchor_keys(),
        generation=ring.db_generation,
        audit_seq=0,
        audit_mac=GENESIS,
    )
    undo.callback(anchor.close)
    database = Database(folder.database, raw, place.clock, ring.audit_key(), anchor.write)
    database.act_as(None, manager_uid)
    with database.write() as work:
        seed.load_seed(work.session, resource("seed"))
        store_settings(
            work.session,
            VaultSettings(
                version=0,
                house=new.house,
                numbering=new.numbering,
                safety=SafetySettings(),
                backup=new.backup,
            ),
        )
        user = make_user(
            work,
            NewUser(
                login_name=new.login_name,
                display_name=new.display_name,
                roles=frozenset({Role.MANAGER}),
                one_time_code=new.passphrase,
            ),
            uid=manager_uid,
            must_change=False,
        )
        work.audit("buat brankas", "user", user.uid)
    store = place.store
    store.write(file)
    cabinet = KeyCabinet(store=store, file=file, ring=ring)
    return start_session(place, database, anchor, cabinet)
