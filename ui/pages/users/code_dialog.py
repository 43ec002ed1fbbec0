"""The one-time code of a colleague, shown once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.ask import Question
from ui.widgets.labels import Label


class CodeDialog(Question):
    """Shows the code to be copied by hand; closing it makes it gone."""

    def __init__(self, parent: QWidget | None, user: str, code: str) -> None:
        """Show the code of `user`."""
        super().__init__(
            parent,
            self.tr("Kode sekali pakai untuk {user}").replace("{user}", user),
            self.tr(
                "Tulis di kertas dan serahkan langsung. Kode ini hanya tampil sekali; saat masuk "
                "pertama kali, petugas diminta membuat kata sandinya sendiri."
            ),
            yes=self.tr("Sudah ditulis"),
        )
        label = Label(code, "section", wrap=True)
        label.setObjectName("code")
        label.setAccessibleName(self.tr("Kode sekali pakai"))
        label.setAccessibleDescription(code)
        self.body.addWidget(label)
