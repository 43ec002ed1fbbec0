"""Cadangan data."""
