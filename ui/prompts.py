"""Asking a person: every question, message and file choice of the program goes through here.

Nothing blocks: a prompt is opened over its parent and the answer comes to `then`. A prompt dies
with its parent, so locking the program closes it unanswered. Dialogs are loaded with the first one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSettings, QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ui.widgets.file_dialog import dress_file_dialog

NoCheck = Callable[[str], str]


class Prompts(Protocol):
    """The ways to ask; tests answer by themselves."""

    @property
    def problem_title(self) -> str:
        """Title of a message about the computer."""
        ...

    def confirm(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        then: Callable[[bool], object],
        *,
        yes: str = "",
        no: str = "",
        danger: bool = False,
    ) -> None:
        """Ask yes or no; a dangerous question has its focus on no."""
        ...

    def choose(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        options: Sequence[tuple[str, str]],
        then: Callable[[str | None], object],
        *,
        yes: str = "",
    ) -> None:
        """Let one of `(key, label)` be chosen; None when cancelled."""
        ...

    def ask_text(  # noqa: PLR0913 - each is a word of the question
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        then: Callable[[str | None], object],
        *,
        initial: str = "",
        hint: str = "",
        yes: str = "",
        secret: bool = False,
        multiline: bool = False,
        check: NoCheck | None = None,
    ) -> None:
        """Ask for a text; `check` returns an empty text or the sentence shown under the field."""
        ...

    def ask_reason(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        then: Callable[[str | None], object],
        *,
        suggestions: Sequence[str] = (),
        yes: str = "",
    ) -> None:
        """Ask for a reason, which is never empty; None when cancelled."""
        ...

    def ask_save(
        self,
        parent: QWidget | None,
        title: str,
        file_name: str,
        kinds: str,
        then: Callable[[Path | None], object],
    ) -> None:
        """Ask where to save; `kinds` as in `PDF (*.pdf)`."""
        ...

    def ask_open(
        self,
        parent: QWidget | None,
        title: str,
        kinds: str,
        then: Callable[[Path | None], object],
    ) -> None:
        """Ask for an existing file."""
        ...

    def ask_folder(
        self, parent: QWidget | None, title: str, then: Callable[[Path | None], object]
    ) -> None:
        """Ask for a folder."""
        ...

    def inform(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Say something that has to be read."""
        ...

    def error(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Say what went wrong and what to do."""
        ...


class DialogPrompts(QObject):
    """Prompts in dialogs of the program's own make."""

    def __init__(self, window: Callable[[], QWidget | None], parent: QObject | None = None) -> None:
        """Open over `window()` where a caller has no parent to give."""
        super().__init__(parent)
        self._window = window

    @property
    def problem_title(self) -> str:
        """Title of a message about the computer."""
        return self.tr("Belum berhasil")

    def confirm(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        then: Callable[[bool], object],
        *,
        yes: str = "",
        no: str = "",
        danger: bool = False,
    ) -> None:
        """Ask yes or no."""
        from ui.dialogs.ask import MessageDialog

        dialog = MessageDialog(
            self._over(parent),
            title,
            text,
            yes=yes or self.tr("Ya"),
            no=no or self.tr("Batal"),
            danger=danger,
        )
        self._open(dialog, lambda: then(True), lambda: then(False))

    def choose(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        options: Sequence[tuple[str, str]],
        then: Callable[[str | None], object],
        *,
        yes: str = "",
    ) -> None:
        """Let one option be chosen."""
        from ui.dialogs.ask import ChoiceDialog

        dialog = ChoiceDialog(self._over(parent), title, text, options, yes=yes or self.tr("Pilih"))
        self._open(dialog, lambda: then(dialog.chosen()), lambda: then(None))

    def ask_text(  # noqa: PLR0913 - each is a word of the question
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        then: Callable[[str | None], object],
        *,
        initial: str = "",
        hint: str = "",
        yes: str = "",
        secret: bool = False,
        multiline: bool = False,
        check: NoCheck | None = None,
    ) -> None:
        """Ask for a text."""
        from ui.dialogs.ask import TextDialog

        dialog = TextDialog(
            self._over(parent),
            title,
            label,
            yes=yes or self.tr("Oke"),
            initial=initial,
            hint=hint,
            secret=secret,
            multiline=multiline,
            check=check,
        )
        self._open(dialog, lambda: then(dialog.text()), lambda: then(None))

    def ask_reason(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        then: Callable[[str | None], object],
        *,
        suggestions: Sequence[str] = (),
        yes: str = "",
    ) -> None:
        """Ask for a reason."""
        from ui.dialogs.ask import ReasonDialog

        dialog = ReasonDialog(
            self._over(parent), title, text, suggestions, yes=yes or self.tr("Lanjut")
        )
        self._open(dialog, lambda: then(dialog.reason()), lambda: then(None))

    def ask_save(
        self,
        parent: QWidget | None,
        title: str,
        file_name: str,
        kinds: str,
        then: Callable[[Path | None], object],
    ) -> None:
        """Ask where to save a file."""
        dialog = self._files(parent, title, QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kinds)
        suffix = Path(file_name).suffix.removeprefix(".")
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(file_name)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Simpan"))
        self._open_files(dialog, then)

    def ask_open(
        self,
        parent: QWidget | None,
        title: str,
        kinds: str,
        then: Callable[[Path | None], object],
    ) -> None:
        """Ask for an existing file."""
        dialog = self._files(parent, title, QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(kinds)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Buka"))
        self._open_files(dialog, then)

    def ask_folder(
        self, parent: QWidget | None, title: str, then: Callable[[Path | None], object]
    ) -> None:
        """Ask for a folder."""
        dialog = self._files(parent, title, QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Pilih map"))
        self._open_files(dialog, then)

    def inform(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Say something."""
        from ui.dialogs.ask import MessageDialog

        dialog = MessageDialog(self._over(parent), title, text, yes=self.tr("Oke"))
        self._open(dialog, then, then)

    def error(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Say what went wrong."""
        from ui.dialogs.ask import MessageDialog

        dialog = MessageDialog(
            self._over(parent), title, text, yes=self.tr("Tutup"), icon="triangle-alert"
        )
        self._open(dialog, then, then)

    def _over(self, parent: QWidget | None) -> QWidget | None:
        """Return what a dialog belongs to: the page itself, so that it goes with the page."""
        return parent or self._window()

    @staticmethod
    def _open(
        dialog: QDialog,
        yes: Callable[[], object] | None,
        no: Callable[[], object] | None,
    ) -> None:
        def finish(result: int) -> None:
            answer = yes if result == QDialog.DialogCode.Accepted else no
            dialog.deleteLater()
            if answer is not None:
                answer()

        dialog.finished.connect(finish)
        dialog.open()

    def _files(self, parent: QWidget | None, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        """Make Qt's own file dialog: Layar aman covers it, and no system list remembers it."""
        dialog = QFileDialog(self._over(parent), title)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(mode)
        dialog.setHistory([])
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("Nama berkas:"))
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Map:"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Jenis:"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, self.tr("Batal"))
        dress_file_dialog(dialog)
        return dialog

    def _open_files(self, dialog: QFileDialog, then: Callable[[Path | None], object]) -> None:
        dialog.destroyed.connect(forget_file_history)
        self._open(
            dialog,
            lambda: then(Path(dialog.selectedFiles()[0])),
            lambda: then(None),
        )


def forget_file_history() -> None:
    """Remove what Qt's file dialog keeps of folders and files when it goes."""
    QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")
