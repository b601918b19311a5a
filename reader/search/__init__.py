"""Search in the library: the only room that imports whoosh."""
