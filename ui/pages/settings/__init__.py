"""Pengaturan: house and letterhead, numbering, safety, printer; and the own profile."""
