"""Editors of one value each; people may type anything, the editor only says what it makes of it."""
