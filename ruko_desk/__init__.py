"""Ru-Ko Desk: the core of the front-desk program, free of any window toolkit."""

__version__ = "0.1.0"
