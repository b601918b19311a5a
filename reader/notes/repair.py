"""Two versions of an annotation settled as a person says: one of them kept, or both."""

from reader.library.errors import ReaderError
from reader.notes.conflicts import Conflict
from reader.notes.model import Annotation
from reader.notes.store import NoteStore

# What a person may keep: the version of the annotation's own file, that of the copy, or both.
KEPT = ("left", "right", "both")


def settle(store: NoteStore, conflict: Conflict, kept: str) -> Annotation:
    """End *conflict* by keeping one of `KEPT`; return the annotation as it is now.

    What is not kept goes to the trash. Raises: ReaderError, with both versions as they were.
    """
    chosen = conflict.there if kept == "right" else conflict.here
    if kept not in KEPT or chosen is None or (kept == "both" and conflict.there is None):
        raise ReaderError("That version cannot be read, so it cannot be the one that is kept.")
    return store.resolve(conflict, chosen, both=kept == "both")
