"""The building blocks of every page: fields, buttons, tables, cards, messages."""
