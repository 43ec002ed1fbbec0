"""Tests of keys, seals and encrypted files."""
