"""The day with a column per provider: arithmetic, painting, keyboard and mouse."""
