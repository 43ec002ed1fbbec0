"""Pictures of every screen out of a practice vault and an empty one, in one manner per process.

The scale of the screen can only be set before Qt starts, so `take_all` starts itself once for each
manner: usual, 125 per cent, dark.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ruko_desk.bootstrap import vault_gate
from ruko_desk.clock import SystemClock, today
from ruko_desk.practice.make import PASSWORD, PracticePlan, make_practice_vault
from ui.app import Options, Program
from ui.pages.find.popup import QuickFind
from ui.shell.doors.unlock_page import UnlockPage
from ui.showcase.first_run import walk
from ui.showcase.hands import CTRL, Hands
from ui.showcase.papers import print_papers
from ui.showcase.play import PATIENCE_MS, Player, Script
from ui.showcase.screens import SCREENS, USUAL, Facts, Screen, read_facts
from ui.theme.theme import Scheme, theme

Writer = Callable[[str], object]

_CASES = 180
_SEED = 7
_SCREEN = (1366, 768)
"""Dots of a small office laptop; what is scaled has room for less."""

_STILL_TURNS = 6


@dataclass(frozen=True, slots=True)
class Manner:
    """How the screens are dressed: scale of the screen and colours."""

    name: str
    scale: str
    scheme: Scheme


MANNERS = (
    Manner("biasa", "1", Scheme.LIGHT),
    Manner("skala-125", "1.25", Scheme.LIGHT),
    Manner("gelap", "1", Scheme.DARK),
)


def take_all(folder: Path, write: Writer) -> int:
    """Make both vaults, picture every screen in every manner and print every paper."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ruko-potret-") as place:
        vaults = {"isi": Path(place) / "isi", "kosong": Path(place) / "kosong"}
        for name, vault in vaults.items():
            cases = _CASES if name == "isi" else 0
            plan = PracticePlan(folder=vault, cases=cases, seed=_SEED, until=today(SystemClock()))
            make_practice_vault(plan)
        papers = folder / "kertas"
        papers.mkdir(exist_ok=True)
        session = vault_gate(vaults["isi"]).unlock(USUAL, PASSWORD)
        try:
            write(f"kertas: {len(print_papers(session, papers))} dokumen\n")
        finally:
            session.close()
        for manner in MANNERS:
            command = [sys.executable, "-P", "-m", "ui.showcase", manner.name, str(folder), place]
            variables = {**os.environ, "QT_SCALE_FACTOR": manner.scale}
            done = subprocess.run(command, env=variables, check=False)  # noqa: S603 - this program
            if done.returncode:
                return done.returncode
    return 0


class Photographer:
    """Takes the pictures of one manner."""

    def __init__(self, app: QApplication, manner: Manner, folder: Path) -> None:
        """Dress the application."""
        self._app = app
        self._manner = manner
        self._folder = folder
        self.taken = 0
        self.at = ""
        folder.mkdir(parents=True, exist_ok=True)

    def picture_vault(self, vault: Path, *, empty: bool) -> BaseException | None:
        """Picture what a vault shows to each user of the table."""
        wanted = [screen for screen in SCREENS if screen.in_empty or not empty]
        for user in dict.fromkeys(screen.user for screen in wanted):
            mine = [screen for screen in wanted if screen.user == user]
            error = self._visit(vault, user, mine, ending="-kosong" if empty else "")
            if error is not None:
                return error
        return None

    def picture_first_run(self, vault: Path) -> BaseException | None:
        """Picture the way from an empty folder to the first day."""
        self.at = "penyiapan pertama"

        def script(hands: Hands) -> Script:
            window = hands.program.window
            return walk(hands, self._dress, lambda name: self._take(name, window))

        return self._play(vault, script)

    def _visit(
        self, vault: Path, user: str, screens: list[Screen], ending: str
    ) -> BaseException | None:
        return self._play(vault, lambda hands: self._script(hands, user, screens, ending))

    def _play(self, vault: Path, script: Callable[[Hands], Script]) -> BaseException | None:
        program = Program(self._app, Options(vault=vault), SystemClock())
        player = Player(script(Hands(program)), self._app.quit, PATIENCE_MS)
        program.runner.on_error = player.stop
        scale = float(self._manner.scale)
        program.window.resize(*(round(dots / scale) for dots in _SCREEN))
        program.start()
        self._app.exec()
        program.flow.end()
        program.end()
        program.window.close_now()
        program.window.deleteLater()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return player.error

    def _script(self, hands: Hands, user: str, screens: list[Screen], ending: str) -> Script:
        yield hands.sees(UnlockPage)
        door = hands.see(UnlockPage)
        if door is not None and user == USUAL:
            yield from self._doors(door, ending)
        if door is not None:
            door.name.set_value(user)
            door.passphrase.set_value(PASSWORD)
            door.submit()
        yield lambda: hands.page() is not None and hands.awake()
        self._dress()
        facts: list[Facts] = []
        ctx = hands.program.ctx
        services, actor = ctx.services, ctx.actor
        ctx.runner.db(lambda: read_facts(services, actor), facts.append, owner=hands.program.window)
        yield lambda: bool(facts)
        for screen in screens:
            yield from self._screen(hands, screen, facts[0], ending)
        if user == USUAL and not ending:
            yield from self._finder(hands)

    def _doors(self, door: UnlockPage, ending: str) -> Script:
        self._dress()
        yield from self._still()
        self._take(f"buka-data{ending}", door.window())
        if not ending:
            door.refuse("Nama atau kata sandi tidak cocok. Coba lagi.")
            yield from self._still()
            self._take("buka-data-galat", door.window())

    def _screen(self, hands: Hands, screen: Screen, facts: Facts, ending: str) -> Script:
        self.at = screen.name
        desk = hands.program.flow.desk
        route = screen.route(facts)
        if desk is None:
            return
        if route is None:
            raise LookupError("the vault holds nothing for this picture")
        desk.navigation.go(route)
        yield lambda: hands.page() is not None and desk.navigation.route is not None
        yield from self._still()
        page = hands.page()
        if page is None:
            return
        screen.act(page)
        yield lambda: screen.seen(page)
        yield from self._still()
        self._take(f"{screen.name}{ending}", hands.program.window)
        screen.clear(page)

    def _finder(self, hands: Hands) -> Script:
        hands.press(Qt.Key.Key_K, CTRL)
        yield hands.sees(QuickFind)
        popup = hands.see(QuickFind)
        if popup is not None:
            hands.write("081", popup.line)
            yield lambda: popup.list.model().rowCount() > 1
            yield from self._still()
            self._take("cari", popup)
            popup.reject()

    def _dress(self) -> None:
        theme().apply(self._app, self._manner.scheme)

    @staticmethod
    def _still() -> Script:
        """Let answers come and layouts settle."""
        for _ in range(_STILL_TURNS):
            yield lambda: True

    def _take(self, name: str, widget: QWidget) -> None:
        self.taken += 1
        widget.grab().save(str(self._folder / f"{name}.png"))
