"""The program showing itself."""
