"""Every action of the program, once."""
