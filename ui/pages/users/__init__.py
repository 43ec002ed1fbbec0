"""Pengguna: who may use the program, with which roles."""
