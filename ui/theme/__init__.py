"""Colours, sizes, fonts, icons and symbols: everything that decides how the program looks."""
