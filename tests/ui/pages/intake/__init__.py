"""Terima tamu."""
