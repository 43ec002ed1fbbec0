"""One provider: name, service, usual room, and the hours of the week."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ruko_desk.domain.dto.schedule import Provider, Room, SaveProvider
from ruko_desk.errors import FieldErrors, RuKoError, UserError
from ui.context import UiContext, run_command, tell
from ui.pages.schedule.hours_edit import HoursEdit
from ui.theme.tokens import L, M, S
from ui.widgets.buttons import primary, secondary
from ui.widgets.editors.check_box import CheckBox
from ui.widgets.editors.choice_combo import ChoiceCombo
from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.editors.segmented import Segmented
from ui.widgets.form import Form
from ui.widgets.labels import Label
from ui.widgets.scroll import Scroll

_LONGEST_NAME = 120


class ProviderDialog(QDialog):
    """Stays open until the save has worked.

    Args:
        ctx: the context of the page.
        parent: the dialog or page below.
        provider: who is to be changed; None for somebody new.
        rooms: the rooms to choose from.
        accounts: users as (uid, name), for a provider who uses the program herself.

    Signals:
        saved: the Provider as it stands now.
    """

    saved = Signal(object)

    def __init__(
        self,
        ctx: UiContext,
        parent: QWidget,
        provider: Provider | None,
        rooms: Sequence[Room],
        accounts: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._provider = provider
        title = self.tr("Tambah petugas layanan") if provider is None else provider.name
        self.setWindowTitle("Ru-Ko Desk")
        self.setAccessibleName(title)
        label = ctx.codes.label
        services = [(code.code, code.label_id) for code in ctx.codes.get("layanan_sesi")]
        self.name = LineEdit(max_length=_LONGEST_NAME)
        self.service = Segmented(services)
        self.sex = Segmented([(code, label("jenis_kelamin", code)) for code in ("P", "L")])
        self.room = ChoiceCombo(
            [(room.uid, room.name) for room in rooms], placeholder=self.tr("Tanpa ruang tetap")
        )
        self.account = ChoiceCombo(accounts, placeholder=self.tr("Bukan pengguna aplikasi"))
        self.hours = HoursEdit()
        self.active = CheckBox(self.tr("Masih bertugas"))
        self.form = Form()
        self._lay_out(title)
        self._load()

    def save(self) -> None:
        """Save what was typed."""
        if not self.save_button.isEnabled() or not self.form.check():
            return
        values = self.form.values()
        before = self._provider
        wanted = Provider(
            uid=before.uid if before is not None else "",
            version=before.version if before is not None else 0,
            name=values["name"],
            service=values["service"] or "",
            sex=values["sex"] or "",
            user_uid=values["user_uid"],
            room_uid=values["room_uid"],
            hours=values["hours"],
            active=values["active"],
        )
        run_command(
            self._ctx,
            self,
            lambda services, actor: services.schedule.save_provider(
                actor, SaveProvider(provider=wanted)
            ),
            self._on_saved,
            button=self.save_button,
            err=self._on_refused,
        )

    def _on_saved(self, provider: Provider) -> None:
        self.saved.emit(provider)
        self.accept()

    def _on_refused(self, error: RuKoError) -> None:
        if isinstance(error, FieldErrors):
            self.form.show_errors(error.fields)
        elif isinstance(error, UserError):
            self.form.show_errors({"": error.message})
        else:
            tell(self._ctx, self, error)

    def _load(self) -> None:
        one = self._provider
        if one is None:
            self.form.load({"active": True})
            return
        self.form.load(
            {
                "name": one.name,
                "service": one.service,
                "sex": one.sex or None,
                "room_uid": one.room_uid,
                "user_uid": one.user_uid,
                "hours": one.hours,
                "active": one.active,
            }
        )

    def _lay_out(self, title: str) -> None:
        form = self.form
        form.add_widget(form.field("name", self.tr("Nama dengan gelar"), self.name))
        form.add_row(
            form.field("service", self.tr("Layanan"), self.service),
            form.field("sex", self.tr("Jenis kelamin"), self.sex, optional=True),
        )
        form.add_row(
            form.field("room_uid", self.tr("Ruang tetap"), self.room, optional=True),
            form.field("user_uid", self.tr("Akun"), self.account, optional=True),
        )
        hint = self.tr("Waktu di antara dua rentang adalah istirahat.")
        form.add_widget(form.field("hours", self.tr("Jam tugas"), self.hours, hint=hint))
        form.add_widget(form.field("active", self.tr("Keadaan"), self.active))
        form.submitted.connect(self.save)
        inner = QWidget()
        around = QVBoxLayout(inner)
        around.setContentsMargins(0, 0, S, 0)
        around.addWidget(form)
        around.addStretch(1)
        self.save_button = primary(self.tr("Simpan petugas"))
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        cancel = secondary(self.tr("Batal"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.setSpacing(M)
        layout.addWidget(Label(title, "section", wrap=True))
        layout.addWidget(Scroll(inner), 1)
        layout.addLayout(buttons)
        self.resize(560, 540)
