"""The words that open a PDF that left the house, shown once to be told by telephone."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.ask import Question
from ui.widgets.labels import Label


class SealedDialog(Question):
    """Shows the words in large type; nobody keeps them."""

    def __init__(self, parent: QWidget | None, file_name: str, words: str) -> None:
        """Show the words of the file that was just saved."""
        super().__init__(
            parent,
            self.tr("Kata sandi PDF"),
            self.tr(
                "{file} tersimpan. Sebutkan kata-kata ini kepada penerima lewat telepon, jangan "
                "dikirim bersama berkasnya. Kata sandi hanya tampil sekali; bila hilang, simpan "
                "PDF bersandi yang baru."
            ).replace("{file}", file_name),
            yes=self.tr("Sudah disebutkan"),
        )
        label = Label(words, "title", wrap=True)
        label.setObjectName("words")
        label.setAccessibleName(self.tr("Kata sandi PDF"))
        label.setAccessibleDescription(words)
        self.body.addWidget(label)
