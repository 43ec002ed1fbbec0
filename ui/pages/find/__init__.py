"""Quick find (Ctrl+K)."""
