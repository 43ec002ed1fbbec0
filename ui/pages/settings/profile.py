"""Profil saya: own passphrase, PIN, and the second person for own session notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.changes import Outcome
from ruko_desk.domain.codes import Profession, Role
from ruko_desk.domain.dto.users import Actor, UserRow
from ruko_desk.errors import FieldErrors, RuKoError
from ui.context import UiContext, run_command, run_query
from ui.shell.doors.new_passphrase import NewPassphrase
from ui.shell.page import Page
from ui.shell.routes import Route
from ui.theme.theme import theme
from ui.theme.tokens import L, M, S
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.password_edit import PasswordEdit
from ui.widgets.field import Field
from ui.widgets.labels import Label
from ui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from ruko_desk.services.registry import Services

WIDTH = 560
NOBODY = ""


class ProfilePage(Page):
    """What each user decides about herself; nothing here is ever a draft."""

    title = str(QT_TRANSLATE_NOOP("ProfilePage", "Profil saya"))

    def __init__(self, ctx: UiContext) -> None:
        """Build the cards."""
        super().__init__(ctx)
        self._writes_notes = any(Profession.of(Role(role)) for role in ctx.actor.roles)
        self._roles = Label("", "muted", wrap=True)
        self.old = PasswordEdit()
        self.old.setObjectName("old_passphrase")
        self._old_field = Field(self.tr("Kata sandi sekarang"), self.old)
        self.box = NewPassphrase()
        self.change_button = Button(self.tr("Ganti kata sandi"))
        self.change_button.setObjectName("change_passphrase")
        self.pin = PasswordEdit()
        self.pin.setObjectName("pin")
        self._pin_field = Field(
            self.tr("PIN baru"),
            self.pin,
            hint=self.tr("6 angka atau lebih, bukan urutan seperti 123456."),
        )
        self._pin_state = Label("", "body", wrap=True)
        self._pin_state.setObjectName("pin_state")
        self.pin_button = Button(self.tr("Pasang PIN"))
        self.pin_button.setObjectName("set_pin")
        self.no_pin_button = Button(self.tr("Hapus PIN"))
        self.no_pin_button.setObjectName("remove_pin")
        self.second = ChoiceCombo()
        self.second.setObjectName("second_person")
        self.second_button = Button(self.tr("Simpan orang kedua"))
        self.second_button.setObjectName("save_second")
        self._lay_out()
        self.change_button.clicked.connect(lambda _checked=False: self._change())
        self.box.submitted.connect(self._change)
        self.pin_button.clicked.connect(lambda _checked=False: self._set_pin())
        self.pin.submitted.connect(self._set_pin)
        self.no_pin_button.clicked.connect(lambda _checked=False: self._remove_pin())
        self.second_button.clicked.connect(lambda _checked=False: self._name_second())
        for button in (self.change_button, self.pin_button, self.second_button):
            button.setEnabled(not ctx.read_only)

    def enter(self, route: Route) -> None:
        """Read the own record."""
        for secret in (self.old, self.pin):
            secret.clear()
        self.box.clear()

        def read(services: Services, actor: Actor) -> tuple[UserRow, tuple[tuple[str, str], ...]]:
            others = services.users.colleagues(actor) if self._writes_notes else ()
            return services.users.own(actor), others

        run_query(self.ctx, self, read, self._show, key="own")

    def leave(self) -> None:
        """Leave no secret in a field."""
        for secret in (self.old, self.pin):
            secret.clear()
        self.box.clear()

    def first_focus(self) -> QWidget:
        """Start at the passphrase."""
        return self.old

    def _show(self, answer: tuple[UserRow, tuple[tuple[str, str], ...]]) -> None:
        own, others = answer
        label = self.ctx.codes.label
        roles = ", ".join(label("peran", role) for role in Role if role in own.roles)
        words = self.tr("{name} · nama masuk {login} · {roles}")
        words = words.replace("{name}", own.display_name).replace("{login}", own.login_name)
        self._roles.setText(words.replace("{roles}", roles))
        self.box.set_login(own.login_name)
        self._show_pin(own.has_pin)
        self.second.set_choices([(NOBODY, self.tr("Belum ada")), *others])
        self.second.set_value(own.second_person_uid or NOBODY)
        self.ready()

    def _show_pin(self, has_pin: bool) -> None:
        self._pin_state.setText(
            self.tr("PIN sudah dipasang.") if has_pin else self.tr("Belum ada PIN.")
        )
        self.pin_button.setText(self.tr("Ganti PIN") if has_pin else self.tr("Pasang PIN"))
        self.no_pin_button.setVisible(has_pin)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(theme().metrics.px(WIDTH) + 2 * L)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(L, L, L, L)
        layout.setSpacing(M)
        layout.addWidget(Label(self.tr("Profil saya"), "title"))
        layout.addWidget(self._roles)
        layout.addWidget(
            self._card(
                self.tr("Kata sandi"),
                self.tr("Mengganti kata sandi tidak mengubah data; hanya kunci Anda."),
                [self._old_field, self.box],
                [self.change_button],
            )
        )
        layout.addWidget(
            self._card(
                self.tr("PIN setelah kunci otomatis"),
                self.tr(
                    "Dalam 10 menit setelah kunci otomatis Anda dapat kembali dengan PIN. Selama "
                    "itu kunci data masih berada di memori komputer."
                ),
                [self._pin_state, self._pin_field],
                [self.no_pin_button, self.pin_button],
            )
        )
        if self._writes_notes:
            layout.addWidget(
                self._card(
                    self.tr("Orang kedua"),
                    self.tr(
                        "Satu rekan yang juga dapat membuka catatan sesi Anda bila Anda "
                        "berhalangan. Tanpa orang kedua hanya Lembar Pemulihan yang menolong."
                    ),
                    [self.second],
                    [self.second_button],
                )
            )
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(column))

    def _card(self, title: str, text: str, content: list[QWidget], buttons: list[Button]) -> Card:
        card = Card(title)
        card.body.setSpacing(M)
        card.add(Label(text, "muted", wrap=True))
        for each in content:
            card.add(each)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        card.add(row)
        return card

    def _change(self) -> None:
        old, new = self.old.text(), self.box.text()
        self._old_field.set_error("" if old else self.tr("Isi kata sandi yang sekarang"))
        good = self.box.check()
        if not old:
            self._old_field.focus_editor()
        elif good:
            run_command(
                self.ctx,
                self,
                lambda services, actor: services.users.change_own(actor, old, new),
                lambda _actor: self._changed(),
                button=self.change_button,
                err=self._not_changed,
            )

    def _changed(self) -> None:
        self.old.clear()
        self.box.clear()
        self.ctx.toasts.show(self.tr("Kata sandi sudah diganti"))

    def _not_changed(self, error: RuKoError) -> None:
        if isinstance(error, FieldErrors):
            self.box.show_problem(" ".join(error.fields.values()))
        else:
            self._old_field.set_error(error.message)
            self._old_field.focus_editor()

    def _set_pin(self) -> None:
        digits = self.pin.text()
        if not digits:
            self._pin_field.set_error(self.tr("Tulis PIN"))
            self._pin_field.focus_editor()
            return
        self._write_pin(digits)

    def _remove_pin(self) -> None:
        self._write_pin(None)

    def _write_pin(self, digits: str | None) -> None:
        def write(services: Services, actor: Actor) -> Outcome[bool]:
            return services.users.set_pin(actor, digits)

        run_command(
            self.ctx, self, write, self._pin_written, button=self.pin_button, err=self._no_pin
        )

    def _pin_written(self, has_pin: bool) -> None:
        self.pin.clear()
        self._pin_field.set_error("")
        self._show_pin(has_pin)
        words = self.tr("PIN terpasang") if has_pin else self.tr("PIN dihapus")
        self.ctx.toasts.show(words)

    def _no_pin(self, error: RuKoError) -> None:
        text = " ".join(error.fields.values()) if isinstance(error, FieldErrors) else error.message
        self._pin_field.set_error(text)
        self._pin_field.focus_editor()

    def _name_second(self) -> None:
        uid = self.second.value() or None

        def named(_uid: str | None) -> None:
            self.ctx.toasts.show(self.tr("Orang kedua tersimpan"))

        run_command(
            self.ctx,
            self,
            lambda services, actor: services.users.name_second_person(actor, uid),
            named,
            button=self.second_button,
        )
