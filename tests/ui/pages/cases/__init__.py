"""Klien & Kasus and the case."""
