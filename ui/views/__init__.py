"""Painted views that several pages may show."""
