"""Jadwal: the day, booking, free times, providers and rooms."""
