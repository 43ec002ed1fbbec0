"""Cadangan data: when the last one was, and the button for the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ruko_desk.changes import ChangeSet
from ruko_desk.clock import local, today
from ruko_desk.domain.indonesian import time_text
from ruko_desk.errors import RuKoError
from ui.context import UiContext, run_command, run_query
from ui.shell.page import Page
from ui.shell.routes import Route
from ui.shell.status_line import day_words
from ui.theme.tokens import L, M, S
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import Label
from ui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from ruko_desk.domain.dto.safekeeping import BackupReport, BackupStatus

LATE_DAYS = 1
VERY_LATE_DAYS = 3
MEGABYTE = 1_000_000


class BackupPage(Page):
    """One big sentence and one button."""

    title = str(QT_TRANSLATE_NOOP("BackupPage", "Cadangan data"))

    def __init__(self, ctx: UiContext) -> None:
        """Build the page, empty."""
        super().__init__(ctx)
        self._folder = ""
        self.sentence = Label("", "title", wrap=True)
        self.sentence.setObjectName("backup_sentence")
        self.warning = Banner("", "warning")
        self.warning.hide()
        self.place_label = ElidedLabel("", "body")
        self.pick_button = Button(self.tr("Pilih tempat…"), icon="usb")
        self.pick_button.setObjectName("pick_backup")
        self.run_button = Button(self.tr("Cadangkan sekarang"), "primary", icon="database-backup")
        self.run_button.setObjectName("run_backup")
        self.step = Label("", "muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self._lay_out()
        self._set_running(running=False)
        ctx.bus.progress.connect(self._show_progress)
        self.pick_button.clicked.connect(lambda _checked=False: self._pick())
        self.run_button.clicked.connect(lambda _checked=False: self._run())

    def enter(self, route: Route) -> None:
        """Read the last backup."""
        self._folder = self._folder or self.ctx.settings.backup.folder
        self._show_place()
        run_query(
            self.ctx, self, lambda services, actor: services.backup.last(actor), self._entered
        )

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again after a backup."""
        if changes.touches("backup"):
            self._reload()

    def first_focus(self) -> QWidget:
        """Start at the button."""
        return self.run_button if self._folder else self.pick_button

    def _entered(self, status: BackupStatus | None) -> None:
        self._show(status)
        self.ready()

    def _reload(self) -> None:
        run_query(self.ctx, self, lambda services, actor: services.backup.last(actor), self._show)

    def _lay_out(self) -> None:
        column = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(column))
        outer = QVBoxLayout(column)
        outer.setContentsMargins(L, L, L, L)
        outer.setSpacing(M)
        outer.addWidget(Label(self.tr("Cadangan data"), "title"))
        outer.addWidget(self.warning)
        card = Card()
        card.body.setContentsMargins(L + S, L + S, L + S, L + S)
        card.body.setSpacing(M)
        card.add(self.sentence)
        card.add(
            Label(
                self.tr(
                    "Cadangan terenkripsi, dibaca ulang dan dihitung sebelum dinyatakan berhasil. "
                    "Hanya pengelola atau Lembar Pemulihan yang dapat membukanya."
                ),
                "muted",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(Label(self.tr("Tempat cadangan"), "strong"))
        row.addWidget(self.place_label, 1)
        row.addWidget(self.pick_button)
        card.add(row)
        card.add(self.step)
        card.add(self.bar)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.run_button)
        card.add(foot)
        outer.addWidget(card)
        outer.addWidget(
            Label(
                self.tr(
                    "Memulihkan dilakukan dari layar masuk bila data tidak dapat dibuka, atau "
                    "pada penyiapan pertama di komputer pengganti."
                ),
                "small",
                wrap=True,
            )
        )
        outer.addStretch(1)

    def _show(self, status: BackupStatus | None) -> None:
        if status is None:
            self.sentence.setText(
                self.tr("Data belum pernah dicadangkan. Sambungkan flash disk, lalu cadangkan.")
            )
            self._warn(self.tr("Belum ada cadangan sama sekali."), "danger")
            return
        when = local(status.made_at)
        day = today(self.ctx.clock)
        words = self.tr("Cadangan terakhir {when} ke {place}. Diperiksa dan dapat dibuka.").replace(
            "{when}", f"{day_words(when.date(), day)} {time_text(when)}"
        )
        self.sentence.setText(words.replace("{place}", status.folder))
        age = (day - when.date()).days
        if age > VERY_LATE_DAYS:
            late = self.tr("Sudah {n} hari tanpa cadangan. Cadangkan hari ini juga.")
            self._warn(late.replace("{n}", str(age)), "danger")
        elif age > LATE_DAYS:
            late = self.tr("Sudah {n} hari tanpa cadangan.")
            self._warn(late.replace("{n}", str(age)), "warning")
        else:
            self.warning.hide()

    def _warn(self, sentence: str, kind: str) -> None:
        self.warning.set_message(sentence, "danger" if kind == "danger" else "warning")
        self.warning.show()

    def _show_place(self) -> None:
        self.place_label.setText(self._folder or self.tr("Belum dipilih"))
        self.run_button.setEnabled(bool(self._folder) and not self.ctx.read_only)

    def _pick(self) -> None:
        self.ctx.prompts.ask_folder(self, self.tr("Tempat cadangan"), self._picked)

    def _picked(self, folder: Path | None) -> None:
        if folder is not None:
            self._folder = str(folder)
            self._show_place()
            self.run_button.setFocus()

    def _run(self) -> None:
        folder = Path(self._folder)
        self._set_running(running=True)
        emit = self.ctx.bus.progress.emit
        run_command(
            self.ctx,
            self,
            lambda services, actor: services.backup.run(actor, folder, emit),
            self._done,
            button=self.run_button,
            err=self._failed,
        )

    def _done(self, report: BackupReport) -> None:
        self._set_running(running=False)
        words = self.tr("Cadangan selesai dan sudah diperiksa: {n} kasus, {size} MB.")
        size = max(1, round(report.size / MEGABYTE))
        self.ctx.toasts.show(words.replace("{n}", str(report.cases)).replace("{size}", str(size)))
        self._reload()

    def _failed(self, error: RuKoError) -> None:
        self._set_running(running=False)
        self.ctx.prompts.error(self, self.tr("Belum dicadangkan"), error.message)

    def _set_running(self, *, running: bool) -> None:
        self.step.setVisible(running)
        self.bar.setVisible(running)
        self.pick_button.setEnabled(not running)

    def _show_progress(self, sentence: str, share: float) -> None:
        self.step.setText(sentence)
        self.bar.setValue(round(share * 1000))
