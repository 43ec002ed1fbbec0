"""The screens of the program, a folder each; they know the shell, never each other."""
