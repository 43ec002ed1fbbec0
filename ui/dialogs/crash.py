"""What a bug looks like: one calm sentence, and details without any data of clients."""

from __future__ import annotations

import platform
import traceback
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

import PySide6
from PySide6.QtWidgets import QWidget

from ruko_desk import __version__
from ruko_desk.clock import local
from ruko_desk.domain.indonesian import time_text
from ruko_desk.errors import RuKoError
from ui.dialogs.ask import Question
from ui.widgets.buttons import Button
from ui.widgets.editors.text_edit import TextEdit


def details(error: BaseException) -> str:
    """Describe a bug for its mender: versions, kinds of error, files and lines.

    Messages of errors are left out: those of foreign libraries may hold values of a query, a file
    name or what was typed. Our own errors give their code.
    """
    lines = [
        f"Ru-Ko Desk {__version__}, Python {platform.python_version()}, "
        f"PySide6 {PySide6.__version__}, {platform.system()} {platform.release()}"
    ]
    at: BaseException | None = error
    while at is not None:
        code = f" [{at.code}]" if isinstance(at, RuKoError) else ""
        lines.append(f"{type(at).__module__}.{type(at).__qualname__}{code}")
        lines += _frames(at.__traceback__)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\n".join(lines)


def _frames(trace: TracebackType | None) -> list[str]:
    """Name the frames without the path of the installation, which holds the user's name."""
    frames = []
    for frame in traceback.extract_tb(trace):
        parts = frame.filename.replace("\\", "/").split("/")
        frames.append(f"  {'/'.join(parts[-3:])}:{frame.lineno} {frame.name}")
    return frames


class CrashDialog(Question):
    """Says that something went wrong, that nothing saved is lost, and lets the details be copied."""

    def __init__(
        self,
        parent: QWidget | None,
        error: BaseException,
        saved_at: datetime | None,
        copy: Callable[[str], None],
    ) -> None:
        """Show the sentence; `copy` puts the details on the clipboard."""
        words = self.tr("Rincian teknis di bawah ini tidak memuat data klien.")
        if saved_at is not None:
            saved = self.tr("Data terakhir tersimpan {time}.")
            words = f"{saved.replace('{time}', time_text(local(saved_at)))} {words}"
        super().__init__(
            parent,
            self.tr("Ada gangguan pada aplikasi"),
            words,
            yes=self.tr("Tutup"),
            icon="triangle-alert",
        )
        text = details(error)
        box = TextEdit(rows=7)
        box.setObjectName("details")
        box.set_value(text)
        box.setReadOnly(True)
        box.setAccessibleName(self.tr("Rincian teknis"))
        copy_button = Button(self.tr("Salin rincian"), icon="copy")
        copy_button.setObjectName("copy")
        copy_button.clicked.connect(lambda _checked=False: copy(text))
        self.body.addWidget(box)
        self.body.addWidget(copy_button)
