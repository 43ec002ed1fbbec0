"""Mitra layanan: the directory of institutions that help."""
