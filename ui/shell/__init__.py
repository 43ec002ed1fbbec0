"""The frame around all pages: window, navigation, lock, quick hide."""
