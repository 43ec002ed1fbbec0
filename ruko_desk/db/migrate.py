"""Bringing the schema of an open vault to the newest revision, in-process on the keyed connection.

A copy of the database under the same key is made and checked before an existing vault is changed.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from ruko_desk.errors import EnvironmentProblem, VaultProblem

_SCRIPTS = Path(__file__).with_name("migrations")


def newest() -> str:
    """Return the newest revision this program knows."""
    head = _script().get_current_head()
    if head is None:
        msg = "no migrations shipped"
        raise RuntimeError(msg)
    return head


def current(engine: Engine) -> str | None:
    """Return the revision of the open vault, None for an empty database."""
    with engine.connect() as bind:
        return MigrationContext.configure(bind).get_current_revision()


def upgrade(engine: Engine, *, copy_to: Path | None) -> bool:
    """Bring the schema to the newest revision; tell whether anything had to be done.

    Args:
        engine: engine of the open vault.
        copy_to: where the copy goes before an existing schema is changed; kept on success.

    Raises:
        VaultProblem: the vault was written by a newer program.
        EnvironmentProblem: the copy could not be made or does not open.
    """
    have = current(engine)
    if have == newest():
        return False
    known = {revision.revision for revision in _script().walk_revisions()}
    if have is not None and have not in known:
        raise VaultProblem(
            "Data ini dibuat oleh Ru-Ko Desk yang lebih baru. Pasang versi terbaru di PC ini; "
            "data tidak diubah.",
            code="lebih_baru",
            choices=("pilih_map", "tutup"),
        )
    if have is not None and copy_to is not None:
        copy_database(engine, copy_to)
    with engine.execution_options(ruko_write=True).begin() as bind:
        command.upgrade(_config(bind), "head")
    return True


def upgrade_to(bind: Connection, revision: str) -> None:
    """Go as far as a revision; only tests do this."""
    command.upgrade(_config(bind), revision)


def downgrade(bind: Connection, revision: str) -> None:
    """Go back to a revision; only tests do this."""
    command.downgrade(_config(bind), revision)


def copy_database(engine: Engine, target: Path) -> None:
    """Write an encrypted copy of the open database under the same key.

    Raises:
        EnvironmentProblem: it could not be written.
    """
    with suppress(FileNotFoundError):
        target.unlink()
    raw = engine.raw_connection().driver_connection
    if raw is None:
        msg = "no driver connection"
        raise RuntimeError(msg)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.execute("VACUUM INTO ?", (str(target),))
    if not target.exists() or target.stat().st_size == 0:
        raise EnvironmentProblem(
            "Salinan sebelum pembaruan tidak dapat dibuat. Sediakan ruang penyimpanan, lalu buka "
            "lagi.",
            code="salinan_gagal",
        )
    target.chmod(0o600)


def _config(bind: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = bind
    return config


def _script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    return ScriptDirectory.from_config(config)
