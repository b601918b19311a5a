"""Looking in the library: the only rooms that import whoosh."""
