"""The window: PySide6 only here; it talks to `ruko_desk.services` and never to the database."""
