"""The screen: the only rooms that import textual."""
