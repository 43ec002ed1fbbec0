"""Texts that Qt itself shows, in Indonesian."""
