"""The first run: from an empty folder to a vault with its manager, sheets, staff and backup place."""
