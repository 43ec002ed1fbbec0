"""The QPalette of a colour table, for everything that Fusion paints itself."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import Colours

_ROLE = QPalette.ColorRole
_GROUP = QPalette.ColorGroup


def build_palette(colours: Colours) -> QPalette:
    """Return a full palette; selected rows keep dark text on a tint, so that colours stay visible."""
    normal = {
        _ROLE.Window: colours.bg,
        _ROLE.WindowText: colours.text,
        _ROLE.Base: colours.surface,
        _ROLE.AlternateBase: colours.surface2,
        _ROLE.Text: colours.text,
        _ROLE.PlaceholderText: colours.muted,
        _ROLE.Button: colours.surface,
        _ROLE.ButtonText: colours.text,
        _ROLE.BrightText: colours.danger,
        _ROLE.ToolTipBase: colours.text,
        _ROLE.ToolTipText: colours.surface,
        _ROLE.Highlight: colours.primary_tint,
        _ROLE.HighlightedText: colours.text,
        _ROLE.Accent: colours.primary,
        _ROLE.Link: colours.link,
        _ROLE.LinkVisited: colours.link,
        _ROLE.Light: colours.surface,
        _ROLE.Midlight: colours.surface2,
        _ROLE.Mid: colours.border,
        _ROLE.Dark: colours.border_in,
        _ROLE.Shadow: colours.border_in,
    }
    palette = QPalette()
    for role, colour in normal.items():
        palette.setColor(role, QColor(colour))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText, _ROLE.HighlightedText):
        palette.setColor(_GROUP.Disabled, role, QColor(colours.disabled))
    palette.setColor(_GROUP.Disabled, _ROLE.Base, QColor(colours.surface2))
    return palette
