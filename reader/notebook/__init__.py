"""The notebook: all notes of a library in one list, found, grouped and placed. Computed without a screen."""
