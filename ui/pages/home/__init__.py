"""Beranda: the queue, today's agenda and what is due."""
