"""Terima tamu: the card of the first minute, and the search before a new record is made."""
