"""The lines of an error summary come with Tab before the fields that they lead to."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.editors.line_edit import LineEdit
from ui.widgets.form import Form


def test_tab_goes_from_the_summary_through_its_lines_to_the_first_field(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    editors = {key: LineEdit() for key in ("one", "two")}
    for key, editor in editors.items():
        form.add_row(form.field(key, key, editor))
    form.show()
    form.show_errors({"one": "Isi yang pertama", "two": "Isi yang kedua"})
    names = []
    widget: QWidget | None = form.summary
    while widget is not editors["one"] and widget is not None:
        widget = widget.nextInFocusChain()
        if isinstance(widget, QPushButton):
            names.append(widget.accessibleName())
    assert names == ["Isi yang pertama", "Isi yang kedua"]
