"""Colleagues: who may add whom, what a role opens, and that nobody locks the house out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ruko_desk.crypto.keyring import SHELTER, note_of
from ruko_desk.domain.codes import Role
from ruko_desk.domain.dto.settings import UserPreferences
from ruko_desk.domain.dto.users import NewUser, UpdateUser, UserRow
from ruko_desk.errors import (
    FieldErrors,
    NotAllowedError,
    StaleError,
    UserError,
    WrongPasswordError,
)
from ruko_desk.services.session import Session
from tests.services.vaults import WORD, VaultKit, make_vault


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> VaultKit:
    return make_vault(tmp_path_factory.mktemp("petugas") / "brankas")


@pytest.fixture
def kit(staffed: VaultKit, tmp_path: Path) -> VaultKit:
    return staffed.copy(tmp_path / "brankas")


@pytest.fixture
def manager(kit: VaultKit) -> Iterator[Session]:
    session = kit.unlock()
    yield session
    session.close()


def row(session: Session, login: str) -> UserRow:
    return next(r for r in session.services.users.list(session.actor) if r.login_name == login)


def new(**changes: object) -> NewUser:
    values: dict[str, object] = {
        "login_name": "baru",
        "display_name": "Petugas Baru",
        "roles": frozenset({Role.FRONT_DESK}),
        "one_time_code": "pohon rindang tepi sungai",
    }
    return NewUser(**{**values, **changes})  # type: ignore[arg-type]


def test_only_those_who_manage_may_add_and_the_refusal_is_on_record(
    kit: VaultKit,
) -> None:
    desk = kit.unlock("petugas", WORD)
    with pytest.raises(NotAllowedError):
        desk.services.users.add(desk.actor, new())
    desk.close()
    manager = kit.unlock()
    assert "ditolak" in [r.action for r in manager.services.audit.recent(manager.actor)]
    manager.close()


def test_a_new_colleague_gets_in_with_her_code(manager: Session, kit: VaultKit) -> None:
    added = manager.services.users.add(manager.actor, new())
    assert added.changes.touches_record("user", added.value.uid)
    manager.close()
    session = kit.unlock("baru", "pohon rindang tepi sungai")
    assert session.actor.roles == {Role.FRONT_DESK}
    session.close()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"login_name": " "}, "login_name"),
        ({"display_name": ""}, "display_name"),
        ({"roles": frozenset()}, "roles"),
        ({"one_time_code": "pendek"}, "one_time_code"),
        ({"login_name": "PETUGAS"}, "login_name"),
    ],
)
def test_wrong_values_are_said_beside_their_field(
    manager: Session, change: dict[str, object], field: str
) -> None:
    with pytest.raises(FieldErrors) as caught:
        manager.services.users.add(manager.actor, new(**change))
    assert set(caught.value.fields) == {field}


def test_the_shelter_key_follows_the_roles(manager: Session, kit: VaultKit) -> None:
    desk = row(manager, "petugas")
    update = UpdateUser(
        uid=desk.uid,
        version=desk.version,
        display_name=desk.display_name,
        roles=frozenset({Role.FRONT_DESK, Role.SHELTER_KEEPER}),
    )
    changed = manager.services.users.update(manager.actor, update).value
    with pytest.raises(StaleError):
        manager.services.users.update(manager.actor, update)
    manager.close()
    keeper = kit.unlock("petugas", WORD)
    assert keeper.cabinet.ring.holds(SHELTER)
    keeper.close()
    again = kit.unlock()
    again.services.users.update(
        again.actor,
        UpdateUser(
            uid=changed.uid,
            version=changed.version,
            display_name=changed.display_name,
            roles=frozenset({Role.FRONT_DESK}),
        ),
    )
    again.close()
    desk_again = kit.unlock("petugas", WORD)
    assert not desk_again.cabinet.ring.holds(SHELTER)
    desk_again.close()


def test_a_note_key_is_made_at_her_first_login_and_no_manager_holds_it(kit: VaultKit) -> None:
    session = kit.unlock("psikolog", WORD)
    uid = session.actor.uid
    assert session.cabinet.ring.holds(note_of(uid))
    session.close()
    manager = kit.unlock()
    assert not manager.cabinet.ring.holds(note_of(uid))
    manager.close()
    desk = kit.unlock("petugas", WORD)
    assert not desk.cabinet.ring.holds(note_of(desk.actor.uid))
    desk.close()


def test_the_second_person_holds_the_note_key_from_then_on(kit: VaultKit) -> None:
    first = kit.unlock("psikolog", WORD)
    uid = first.actor.uid
    first.close()
    second = kit.unlock("hukum", WORD)
    second_uid = second.actor.uid
    second.close()
    first = kit.unlock("psikolog", WORD)
    first.services.users.name_second_person(first.actor, second_uid)
    first.close()
    second = kit.unlock("hukum", WORD)
    assert second.cabinet.ring.holds(note_of(uid))
    with pytest.raises(UserError):
        second.services.users.name_second_person(second.actor, second_uid)
    second.close()


def test_a_reset_gives_a_new_code_and_the_old_one_is_dead(kit: VaultKit, manager: Session) -> None:
    uid = row(manager, "pendamping").uid
    manager.services.users.reset(manager.actor, uid, "sementara saja kode ini")
    manager.close()
    with pytest.raises(WrongPasswordError):
        kit.unlock("pendamping", WORD)
    session = kit.unlock("pendamping", "sementara saja kode ini")
    assert session.actor.must_change_passphrase
    session.close()


def test_a_colleague_who_left_does_not_get_in_and_stays_in_the_list(
    kit: VaultKit, manager: Session
) -> None:
    uid = row(manager, "pendamping").uid
    manager.services.users.deactivate(manager.actor, uid)
    assert not row(manager, "pendamping").active
    manager.close()
    with pytest.raises(WrongPasswordError):
        kit.unlock("pendamping", WORD)


def test_nobody_locks_the_house_out(manager: Session) -> None:
    users = manager.services.users
    with pytest.raises(UserError):
        users.deactivate(manager.actor, manager.actor.uid)
    me = row(manager, "ratna")
    with pytest.raises(UserError) as caught:
        users.update(
            manager.actor,
            UpdateUser(
                uid=me.uid,
                version=me.version,
                display_name=me.display_name,
                roles=frozenset({Role.ADMIN}),
            ),
        )
    assert caught.value.code == "pengelola_terakhir"


def test_the_pin_is_hers_alone_and_can_be_taken_off(manager: Session) -> None:
    users, actor = manager.services.users, manager.actor
    assert not users.check_pin(actor, "481516")
    users.set_pin(actor, "481516")
    assert users.check_pin(actor, "481516")
    assert not users.check_pin(actor, "481517")
    with pytest.raises(FieldErrors):
        users.set_pin(actor, "123456")
    users.set_pin(actor, None)
    assert not users.check_pin(actor, "481516")


def test_changing_ones_own_passphrase_needs_the_old_one(manager: Session) -> None:
    with pytest.raises(WrongPasswordError):
        manager.services.users.change_own(manager.actor, "salah sekali ini", "kalimat baru lain ya")


def test_preferences_stay_with_the_person(manager: Session) -> None:
    users, actor = manager.services.users, manager.actor
    assert users.preferences(actor) == UserPreferences()
    users.save_preferences(actor, UserPreferences(theme="dark", values={"lebar": "3"}))
    assert users.preferences(actor).theme == "dark"
    assert users.preferences(actor).values == {"lebar": "3"}


def test_a_suggested_passphrase_is_accepted(manager: Session) -> None:
    users = manager.services.users
    phrase = users.suggest_passphrase()
    users.add(manager.actor, new(one_time_code=phrase))
    assert phrase != users.suggest_passphrase()


def test_every_colleague_who_sees_clients_may_be_chosen_for_a_case(
    manager: Session, kit: VaultKit
) -> None:
    manager.services.users.add(manager.actor, new())
    technical = new(login_name="teknis", roles=frozenset({Role.ADMIN}))
    manager.services.users.add(manager.actor, technical)
    gone = manager.services.users.add(manager.actor, new(login_name="pergi")).value
    manager.services.users.deactivate(manager.actor, gone.uid)
    holders = manager.services.users.case_holders(manager.actor)
    assert manager.actor.uid in {one.uid for one in holders}
    assert [one.roles for one in holders if one.display_name == "Petugas Baru"] == [
        frozenset({Role.FRONT_DESK})
    ]
    manager.close()
    admin = kit.unlock("teknis", "pohon rindang tepi sungai")
    with pytest.raises(NotAllowedError):
        admin.services.users.case_holders(admin.actor)
    admin.close()


@pytest.mark.parametrize("code", ["ratna-permata-2026", "Ratna Penjaga Ratna", "baru petugas baru"])
def test_names_of_colleagues_are_no_passphrase(manager: Session, code: str) -> None:
    with pytest.raises(FieldErrors) as caught:
        manager.services.users.add(manager.actor, new(one_time_code=code))
    assert "mudah ditebak" in caught.value.fields["one_time_code"]


def test_the_name_of_the_house_is_no_passphrase(manager: Session) -> None:
    house = manager.services.settings.read(manager.actor).house.house_name
    assert len(house) >= 15
    with pytest.raises(FieldErrors) as caught:
        manager.services.users.reset(manager.actor, row(manager, "petugas").uid, house.lower())
    assert set(caught.value.fields) == {"one_time_code"}
