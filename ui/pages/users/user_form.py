"""Who a colleague is and which roles she has; in the user list and in the first run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ruko_desk.domain.codes import Profession, Role
from ruko_desk.domain.dates import PartialDate, parse_date
from ruko_desk.domain.dto.users import NewUser, UpdateUser, UserRow
from ruko_desk.errors import FieldErrors, RuKoError
from ui.dialogs.ask import Question
from ui.theme.theme import theme
from ui.widgets.editors.chip_group import ChipGroup
from ui.widgets.editors.date_edit import DateEdit
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.form import Form

WIDTH = 560
NewCall = Callable[[NewUser], object]
UpdateCall = Callable[[UpdateUser], object]


class UserForm(Form):
    """Names, roles, and what a profession needs."""

    def __init__(self, roles: Sequence[tuple[str, str]], today: date, *, with_login: bool) -> None:
        """Offer `roles` as (code, label); the login name is asked only once."""
        super().__init__()
        self._with_login = with_login
        self.display = LineEdit(max_length=120)
        self.display.setObjectName("display_name")
        self.login = LineEdit(max_length=60)
        self.login.setObjectName("login_name")
        self.roles = ChipGroup(roles, multi=True)
        self.roles.setObjectName("roles")
        self.title = LineEdit(max_length=120)
        self.str_number = LineEdit(max_length=60)
        self.silp_number = LineEdit(max_length=60)
        self.until = DateEdit(
            lambda text: parse_date(text, today=today), today=today, to_date=_as_date
        )
        name = self.field("display_name", self.tr("Nama"), self.display)
        if with_login:
            login = self.field(
                "login_name",
                self.tr("Nama masuk"),
                self.login,
                hint=self.tr("Ditulis saat membuka data."),
            )
            self.add_row(name, login)
        else:
            self.add_row(name)
        self.add_row(
            self.field(
                "roles",
                self.tr("Peran"),
                self.roles,
                hint=self.tr("Boleh lebih dari satu; haknya dijumlahkan."),
            )
        )
        self.add_row(
            self.field("title", self.tr("Nama dengan gelar pada surat"), self.title, optional=True)
        )
        self.add_row(
            self.field("str_number", self.tr("Nomor STR"), self.str_number, optional=True),
            self.field("silp_number", self.tr("Nomor SILP"), self.silp_number, optional=True),
        )
        self.add_row(
            self.field("licence_until", self.tr("Berlaku sampai"), self.until, optional=True),
            QWidget(),
        )
        self.roles.edited.connect(self._show_licence)
        self._show_licence()

    def show_user(self, user: UserRow) -> None:
        """Show a colleague."""
        self.load(
            {
                "display_name": user.display_name,
                "roles": tuple(sorted(user.roles)),
                "title": user.title,
                "str_number": user.str_number,
                "silp_number": user.silp_number,
                "licence_until": user.licence_until,
            }
        )
        self._show_licence()

    def content(self) -> dict[str, Any]:
        """Return what was typed, as the commands take it."""
        values = self.values()
        values["roles"] = frozenset(Role(code) for code in self._chosen())
        parsed = self.until.parsed()
        values["licence_until"] = parsed.earliest() if isinstance(parsed, PartialDate) else None
        if Role.PSYCHOLOGIST not in values["roles"]:
            values |= {"str_number": "", "silp_number": "", "licence_until": None}
        return values

    def _chosen(self) -> tuple[str, ...]:
        value = self.roles.value()
        return value if isinstance(value, tuple) else ()

    def _show_licence(self) -> None:
        chosen = {Role(code) for code in self._chosen()}
        psychologist = any(Profession.of(role) is Profession.PSYCHOLOGY for role in chosen)
        for key in ("str_number", "silp_number", "licence_until"):
            self.get(key).setVisible(psychologist)


def _as_date(parsed: object) -> date | None:
    return parsed.earliest() if isinstance(parsed, PartialDate) else None


class _UserDialog(Question):
    """The form in a dialog that stays open until the save has worked."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        form: UserForm,
        yes: str,
    ) -> None:
        super().__init__(parent, title, text, yes=yes, no=self.tr("Batal"))
        self.setMinimumWidth(theme().metrics.px(WIDTH))
        self.form = form
        self.body.addWidget(form)
        form.submitted.connect(self.accept)
        form.roles.edited.connect(lambda: QTimer.singleShot(0, self, self.fit))
        self.start_at(form.display)

    def refuse(self, error: RuKoError) -> None:
        """Show why it was not saved; everything typed stays."""
        fields = error.fields if isinstance(error, FieldErrors) else {"": error.message}
        self.form.show_errors(fields)

    def saved(self) -> None:
        """Close: it was saved."""
        super().accept()


class AddUserDialog(_UserDialog):
    """A new colleague; `save` is called with her and answers by `saved` or `refuse`."""

    def __init__(
        self,
        parent: QWidget | None,
        roles: Sequence[tuple[str, str]],
        today: date,
        one_time_code: str,
        save: NewCall,
    ) -> None:
        """Show an empty form; the code is shown for handing over after the save."""
        form = UserForm(roles, today, with_login=True)
        super().__init__(parent, self.tr("Tambah petugas"), "", form, self.tr("Tambah petugas"))
        self._code = one_time_code
        self._save = save

    def accept(self) -> None:
        """Hand the colleague over to be saved."""
        if self.form.check():
            self._save(NewUser(one_time_code=self._code, **self.form.content()))


class EditUserDialog(_UserDialog):
    """Changed names and roles of a colleague."""

    def __init__(
        self,
        parent: QWidget | None,
        roles: Sequence[tuple[str, str]],
        today: date,
        user: UserRow,
        save: UpdateCall,
    ) -> None:
        """Show the colleague as she is."""
        form = UserForm(roles, today, with_login=False)
        super().__init__(parent, self.tr("Ubah petugas"), "", form, self.tr("Simpan"))
        form.show_user(user)
        self._user = user
        self._save = save

    def accept(self) -> None:
        """Hand the changes over to be saved."""
        if self.form.check():
            self._save(
                UpdateUser(uid=self._user.uid, version=self._user.version, **self.form.content())
            )
