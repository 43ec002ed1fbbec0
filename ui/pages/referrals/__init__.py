"""Rujukan: the composer of the letter with its live preview, the list, the letter register."""
