"""What `dev.py` and its maintainers run: plain scripts that need the standard library only."""
