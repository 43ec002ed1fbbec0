"""Every action of the program, once: its words, keys, picture and the right that it needs.

Side bar, tooltips, the list of shortcuts (F1) and the commands in quick find come from here.
Single keys of one view (H, P, S, D, T, M in the schedule) belong to that view.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.theme.icon_names import IconName

CONTEXT = "Actions"


def _n(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One action.

    `keys` are portable key sequences, the first is the one that is shown. `needs` names the rights
    of which one is enough, as `data class:action|...` (empty: everybody). `group` is the heading
    in the list of shortcuts (empty: not listed), `spoken` how the keys are written there.
    `command` tells whether quick find offers it.
    """

    id: str
    text: str
    group: str
    keys: tuple[str, ...] = ()
    icon: IconName | None = None
    needs: str = ""
    command: bool = False
    spoken: str = ""

    @property
    def shortcut(self) -> str:
        """The first key as people read it, or an empty text."""
        return spoken_keys(self.keys[0]) if self.keys else ""

    @property
    def all_shortcuts(self) -> tuple[str, ...]:
        """Every key as people read it."""
        if self.spoken:
            return (self.spoken,)
        return tuple(dict.fromkeys(spoken_keys(key) for key in self.keys))

    @property
    def label(self) -> str:
        """The text in the language of the screen."""
        return QCoreApplication.translate(CONTEXT, self.text)


GO, WORK, SAFE, HELP = _n("Ke layar"), _n("Bekerja"), _n("Menjaga"), _n("Bantuan")

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(id="find", text=_n("Cari"), group=WORK, keys=("Ctrl+K",), icon="search"),
    ActionSpec(
        id="intake",
        text=_n("Terima tamu"),
        group=WORK,
        keys=("Ctrl+N",),
        icon="user-plus",
        needs="fakta_awal:W",
        command=True,
    ),
    ActionSpec(
        id="book",
        text=_n("Buat janji"),
        group=WORK,
        keys=("Ctrl+J",),
        icon="calendar-plus",
        needs="identitas:W|rekam_terbatas:W",
    ),
    ActionSpec(
        id="refer",
        text=_n("Surat rujukan"),
        group=WORK,
        keys=("Ctrl+U",),
        icon="send",
        needs="identitas:W|rekam_terbatas:W",
    ),
    ActionSpec(id="save", text=_n("Simpan"), group=WORK, keys=("Ctrl+S",), icon="save"),
    ActionSpec(
        id="submit",
        text=_n("Selesai (tombol utama)"),
        group=WORK,
        keys=("Ctrl+Return", "Ctrl+Enter"),
        icon="check",
    ),
    ActionSpec(id="print", text=_n("Cetak"), group=WORK, keys=("Ctrl+P",), icon="printer"),
    ActionSpec(id="preview", text=_n("Pratinjau"), group=WORK, keys=("Ctrl+Shift+P",), icon="eye"),
    ActionSpec(id="undo", text=_n("Urungkan"), group=WORK, keys=("Ctrl+Z",), icon="undo-2"),
    ActionSpec(id="redo", text=_n("Ulangi"), group=WORK, keys=("Ctrl+Y",), icon="redo-2"),
    ActionSpec(id="cancel", text=_n("Batal"), group=WORK, keys=("Esc",), icon="x"),
    ActionSpec(id="reload", text=_n("Muat ulang"), group=WORK, keys=("F5",), icon="refresh-cw"),
    ActionSpec(id="home", text=_n("Beranda"), group=GO, keys=("F2",), icon="house", command=True),
    ActionSpec(
        id="cases",
        text=_n("Klien & Kasus"),
        group=GO,
        keys=("F3",),
        icon="users",
        needs="identitas:R",
        command=True,
    ),
    ActionSpec(
        id="schedule",
        text=_n("Jadwal"),
        group=GO,
        keys=("F4",),
        icon="calendar-days",
        needs="identitas:R",
        command=True,
    ),
    ActionSpec(
        id="referrals",
        text=_n("Rujukan"),
        group=GO,
        keys=("F6",),
        icon="file-text",
        needs="identitas:R",
        command=True,
    ),
    ActionSpec(
        id="partners",
        text=_n("Mitra layanan"),
        group=GO,
        keys=("F7",),
        icon="building-2",
        command=True,
    ),
    ActionSpec(
        id="users",
        text=_n("Pengguna"),
        group=GO,
        icon="key-round",
        needs="kelola:W",
        command=True,
    ),
    ActionSpec(
        id="backup", text=_n("Cadangan data"), group=GO, icon="database-backup", command=True
    ),
    ActionSpec(
        id="settings",
        text=_n("Pengaturan"),
        group=GO,
        keys=("Ctrl+,",),
        icon="settings",
        needs="kelola:W",
        command=True,
    ),
    ActionSpec(id="profile", text=_n("Profil saya"), group=GO, icon="user", command=True),
    ActionSpec(id="back", text=_n("Layar sebelumnya"), group=GO, keys=("Alt+Left",)),
    ActionSpec(id="forward", text=_n("Layar sesudahnya"), group=GO, keys=("Alt+Right",)),
    *(
        ActionSpec(
            id=f"tab{n}",
            text=_n("Tab kasus"),
            group=GO if n == 1 else "",
            keys=(f"Ctrl+{n}",),
            spoken="Ctrl+1…7",
        )
        for n in range(1, 8)
    ),
    ActionSpec(id="hide", text=_n("Layar aman"), group=SAFE, keys=("F12",), icon="eye-off"),
    ActionSpec(
        id="lock", text=_n("Kunci"), group=SAFE, keys=("Ctrl+L",), icon="lock", command=True
    ),
    ActionSpec(
        id="switch_user",
        text=_n("Ganti petugas"),
        group=SAFE,
        keys=("Ctrl+Shift+L",),
        icon="users",
        command=True,
    ),
    ActionSpec(
        id="show_names",
        text=_n("Tampilkan nama 10 detik"),
        group=SAFE,
        keys=("Ctrl+Shift+N",),
        icon="eye",
    ),
    ActionSpec(
        id="help",
        text=_n("Daftar pintasan"),
        group=HELP,
        keys=("F1", "Ctrl+/"),
        icon="keyboard",
        command=True,
    ),
    ActionSpec(
        id="full_screen", text=_n("Layar penuh"), group=HELP, keys=("F11",), icon="maximize"
    ),
)

BY_ID = {spec.id: spec for spec in ACTIONS}
_WORDS = {
    "Return": "Enter",
    "Esc": "Esc",
    "Left": "←",
    "Right": "→",
}


def spoken_keys(sequence: str) -> str:
    """Write a key sequence as people say it: `Ctrl+Return` is `Ctrl+Enter`."""
    return "+".join(_WORDS.get(part, part) for part in sequence.split("+"))


class ActionBook(QObject):
    """The actions of one open desk, each bound to its keys and to what does it."""

    def __init__(self, host: QWidget, allowed: Callable[[str], bool]) -> None:
        """Make a QAction per spec on `host`.

        Args:
            host: the widget whose window the keys belong to.
            allowed: tells whether the actor holds a right written as `data class:action`.
        """
        super().__init__(host)
        self._host = host
        self._allowed = allowed
        self._actions: dict[str, QAction] = {}

    def bind(self, action_id: str, call: Callable[[], object], *, keys: bool = True) -> None:
        """Say what does an action; one that the actor may not do is left out.

        Args:
            action_id: the id in `ACTIONS`.
            call: does it.
            keys: give it its keys here; False where they are caught elsewhere.
        """
        spec = BY_ID[action_id]
        if not self.may(spec):
            return
        action = QAction(spec.label, self)
        if keys:
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _checked=False: call())
        self._host.addAction(action)
        self._actions[action_id] = action

    def may(self, spec: ActionSpec) -> bool:
        """Tell whether the actor may do this."""
        return not spec.needs or any(self._allowed(right) for right in spec.needs.split("|"))

    def is_bound(self, action_id: str) -> bool:
        """Tell whether this actor can do an action in this release."""
        return action_id in self._actions

    def trigger(self, action_id: str) -> None:
        """Do an action; one that the actor may not do does nothing."""
        action = self._actions.get(action_id)
        if action is not None and action.isEnabled():
            action.trigger()

    def palette(self) -> tuple[ActionSpec, ...]:
        """List what quick find offers as commands to this actor."""
        return tuple(spec for spec in ACTIONS if spec.command and spec.id in self._actions)

    def offered(self) -> tuple[ActionSpec, ...]:
        """List everything that this actor can do by key."""
        return tuple(
            spec for spec in ACTIONS if spec.group and spec.keys and spec.id in self._actions
        )
