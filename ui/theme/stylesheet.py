"""The one style sheet, made from tokens.

It styles containers, labels, buttons, line edits, menus, headers, tabs and scroll bars. Combo boxes
and the rows of item views stay with Fusion, the palette and their delegates: half-styled combo boxes
lose their arrow, and padding on rows makes selections overlap. Widgets choose a rule by the dynamic
properties `kind` (buttons), `look` (labels), `card` (frames) and `invalid` (inputs).
"""

from __future__ import annotations

from ui.theme.tokens import CARD_RADIUS, RADIUS, Colours, Metrics


def build_stylesheet(colours: Colours, metrics: Metrics, *, strong_borders: bool = False) -> str:
    """Return the sheet; `strong_borders` answers the system's wish for more contrast."""
    decorative = colours.border_in if strong_borders else colours.border
    parts = (
        _labels(colours, metrics),
        _frames(colours, decorative),
        _buttons(colours, metrics),
        _inputs(colours, metrics),
        _menus(colours, metrics),
        _views(colours, metrics, decorative),
        _scroll_bars(colours),
    )
    return "\n".join(parts)


def _labels(c: Colours, m: Metrics) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[look="title"] {{ font-size: {m.title}px; font-weight: 600; }}
QLabel[look="section"] {{ font-size: {m.section}px; font-weight: 600; }}
QLabel[look="strong"] {{ font-weight: 600; }}
QLabel[look="muted"] {{ color: {c.muted}; }}
QLabel[look="small"] {{ color: {c.muted}; font-size: {m.small}px; }}
QLabel[look="metric"] {{ font-size: {m.metric}px; font-weight: 600; }}
QLabel[look="clock"] {{ font-size: {m.clock}px; }}
QLabel[look="error"] {{ color: {c.danger}; font-weight: 600; }}
QLabel[look="warning"] {{ color: {c.high}; font-weight: 600; }}
QLabel:disabled {{ color: {c.disabled}; }}
QToolTip {{ background: {c.text}; color: {c.surface}; border: 0; padding: 4px 8px; }}
"""


def _frames(c: Colours, decorative: str) -> str:
    return f"""
QFrame[card="true"] {{
    background: {c.surface}; border: 1px solid {decorative}; border-radius: {CARD_RADIUS}px;
}}
QFrame[card="summary"] {{
    background: {c.surface}; border: 2px solid {c.danger}; border-radius: {CARD_RADIUS}px;
}}
QFrame[card="summary"]:focus {{ border-color: {c.focus}; }}
QFrame[card="popup"] {{ background: {c.surface}; border: 1px solid {c.border_in}; }}
QFrame[card="info"] {{ background: {c.link_tint}; border: 0; border-radius: {RADIUS}px; }}
QFrame[card="warning"] {{ background: {c.high_tint}; border: 0; border-radius: {RADIUS}px; }}
QFrame[card="danger"] {{ background: {c.emergency_tint}; border: 0; border-radius: {RADIUS}px; }}
QFrame[card="toast"] {{ background: {c.text}; border: 0; border-radius: {CARD_RADIUS}px; }}
QFrame[card="toast"] QLabel {{ color: {c.surface}; }}
QFrame[card="line"] {{ background: {decorative}; border: 0; max-height: 1px; min-height: 1px; }}
QSplitter::handle {{ background: {c.bg}; }}
QStatusBar {{ background: {c.surface2}; color: {c.muted}; }}
QStatusBar::item {{ border: 0; }}
"""


def _buttons(c: Colours, m: Metrics) -> str:
    height = m.control_height
    return f"""
QPushButton, QToolButton {{
    background: {c.surface}; color: {c.text};
    border: 1px solid {c.border_in}; border-radius: {RADIUS}px;
    padding: 0 13px; min-height: {height - 2}px;
}}
QToolButton {{ padding: 0; min-width: {height - 2}px; }}
QPushButton:hover, QToolButton:hover {{ background: {c.surface2}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c.primary_tint}; }}
QPushButton:checked, QToolButton:checked {{ background: {c.primary_tint}; border-color: {c.primary}; }}
QPushButton:focus, QToolButton:focus {{
    border: 2px solid {c.focus}; padding: 0 12px; min-height: {height - 4}px;
}}
QToolButton:focus {{ padding: 0; min-width: {height - 4}px; }}
QPushButton:disabled, QToolButton:disabled {{
    background: {c.bg}; color: {c.disabled}; border-color: {c.border};
}}
QPushButton[kind="primary"] {{
    background: {c.primary}; color: {c.on_primary}; border-color: {c.primary}; font-weight: 600;
}}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{
    background: {c.primary_hover};
}}
QPushButton[kind="danger"] {{
    background: {c.danger}; color: {c.on_danger}; border-color: {c.danger}; font-weight: 600;
}}
QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:pressed {{
    background: {c.danger_hover};
}}
QPushButton[kind="primary"]:focus, QPushButton[kind="danger"]:focus {{ border-color: {c.focus}; }}
QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled {{
    background: {c.surface2}; color: {c.muted}; border-color: {c.border};
}}
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{
    background: transparent; border-color: transparent;
}}
QPushButton[kind="quiet"]:checked {{ background: {c.primary_tint}; }}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{ background: {c.surface2}; }}
QToolButton[kind="quiet"]:checked {{ background: {c.primary_tint}; }}
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus {{ border-color: {c.focus}; }}
QPushButton[kind="link"] {{
    background: transparent; color: {c.link}; border-color: transparent;
    text-align: left; text-decoration: underline; padding: 0 3px; min-height: {m.px(24) - 2}px;
}}
QPushButton[kind="link"]:hover {{ color: {c.text}; }}
QPushButton[kind="link"]:focus {{
    border-color: {c.focus}; padding: 0 2px; min-height: {m.px(24) - 4}px;
}}
QPushButton[kind="toast"], QToolButton[kind="toast"] {{
    background: transparent; color: {c.surface}; border-color: {c.surface}; font-weight: 600;
}}
QPushButton[kind="toast"]:hover, QToolButton[kind="toast"]:hover {{ background: {c.muted}; }}
QPushButton[kind="toast"]:focus, QToolButton[kind="toast"]:focus {{ border: 2px solid {c.surface}; }}
QPushButton[kind="nav"] {{
    background: transparent; border: 0; border-left: 3px solid transparent; border-radius: 0;
    text-align: left; padding: 0 12px 0 11px; min-height: {m.row_height}px;
}}
QPushButton[kind="nav"]:hover {{ background: {c.surface2}; }}
QPushButton[kind="nav"]:checked {{
    background: {c.primary_tint}; border-left-color: {c.primary}; font-weight: 600;
}}
QPushButton[kind="nav"]:focus {{
    border: 2px solid {c.focus}; padding: 0 10px 0 12px; min-height: {m.row_height - 4}px;
}}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
"""


def _inputs(c: Colours, m: Metrics) -> str:
    inputs = "QLineEdit, QPlainTextEdit, QTextEdit"
    return f"""
{inputs} {{
    background: {c.surface}; color: {c.text};
    border: 1px solid {c.border_in}; border-radius: {RADIUS}px;
    padding: 0 8px; selection-background-color: {c.primary}; selection-color: {c.on_primary};
}}
QPlainTextEdit, QTextEdit {{ padding: 4px; }}
QLineEdit {{ min-height: {m.control_height - 2}px; lineedit-password-character: 8226; }}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QTextEdit[invalid="true"] {{
    border: 2px solid {c.danger}; padding: 0 7px;
}}
QPlainTextEdit[invalid="true"], QTextEdit[invalid="true"] {{ padding: 3px; }}
QLineEdit[invalid="true"] {{ min-height: {m.control_height - 4}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{
    border: 2px solid {c.focus}; padding: 0 7px;
}}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: 3px; }}
QLineEdit:focus {{ min-height: {m.control_height - 4}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QLineEdit:read-only, QPlainTextEdit:read-only {{
    background: {c.surface2}; border-color: {c.border};
}}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {c.disabled}; }}
QLineEdit:read-only:focus, QPlainTextEdit:read-only:focus {{ border-color: {c.focus}; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: {m.px(14)}px; height: {m.px(14)}px; border: 1px solid {c.border_in};
    background: {c.surface}; border-radius: 3px;
}}
QRadioButton::indicator {{ border-radius: {m.px(14) // 2 + 1}px; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{
    width: {m.px(14) - 8}px; height: {m.px(14) - 8}px;
    border: 5px solid {c.primary}; background: {c.on_primary};
}}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {c.surface2}; }}
QCheckBox:focus, QRadioButton:focus {{ outline: 0; border: 2px solid {c.focus}; border-radius: 4px; }}
QLineEdit QToolButton, QLineEdit QToolButton:hover, QLineEdit QToolButton:pressed {{
    background: transparent; border: 0; min-width: 0; min-height: 0;
}}
"""


def _menus(c: Colours, m: Metrics) -> str:
    return f"""
QMenu {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border_in}; padding: 4px; }}
QMenu::item {{ padding: {m.px(7)}px 24px {m.px(7)}px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.primary_tint}; }}
QMenu::item:disabled {{ color: {c.disabled}; }}
QMenu::icon {{ padding-left: 10px; }}
QMenu::indicator {{ left: 10px; }}
QMenu::separator {{ height: 1px; background: {c.border}; margin: 4px 8px; }}
QMenuBar {{ background: {c.surface}; color: {c.text}; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {c.border}; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{
    background: transparent; color: {c.muted}; border: 2px solid transparent;
    border-bottom: 3px solid transparent; padding: {m.px(6)}px 11px;
}}
QTabBar::tab:hover {{ color: {c.text}; background: {c.surface2}; }}
QTabBar::tab:selected {{ color: {c.text}; border-bottom-color: {c.primary}; }}
QTabBar::tab:selected:focus {{ border-color: {c.focus}; border-radius: 4px; }}
"""


def _views(c: Colours, m: Metrics, decorative: str) -> str:
    return f"""
QHeaderView {{ background: {c.surface2}; border: 0; }}
QHeaderView::section {{
    background: {c.surface2}; color: {c.muted}; font-weight: 600; font-size: {m.small}px;
    border: 0; border-bottom: 1px solid {decorative}; padding: {m.px(6)}px 8px;
}}
QHeaderView::section:hover {{ color: {c.text}; }}
QHeaderView[card="flat"], QHeaderView[card="flat"]::section {{
    background: transparent; border: 0; padding: 0;
}}
QTableCornerButton::section {{ background: {c.surface2}; border: 0; }}
QTableView, QListView, QTreeView {{
    background: {c.surface}; border: 1px solid {decorative}; border-radius: {CARD_RADIUS}px;
    gridline-color: {c.border}; outline: 0;
}}
QTableView:focus, QListView:focus, QTreeView:focus {{ border: 2px solid {c.focus}; }}
QListView[card="popup"], QListView[card="popup"]:focus {{
    border: 1px solid {c.border_in}; border-radius: 0;
}}
QTableView[card="flat"], QListView[card="flat"] {{ border: 0; border-radius: 0; background: transparent; }}
QProgressBar {{
    background: {c.surface2}; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px;
}}
QProgressBar::chunk {{ background: {c.primary}; border-radius: 3px; }}
"""


def _scroll_bars(c: Colours) -> str:
    return f"""
QScrollArea {{ background: transparent; border: 0; }}
QScrollBar {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: 10px; margin: 0; }}
QScrollBar:horizontal {{ height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {c.border_in}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {c.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
