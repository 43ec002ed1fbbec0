"""Klien & Kasus: the list and the workspace of one case."""
