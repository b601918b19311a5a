"""A process that saves notes while others do: `python -m tests.faults.rivals ROOT NAME TASK COUNT STORE LOCKS`.

It prints what it was told is saved, a line each.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from reader.library.locks import BusyError
from reader.notes.conflicts import SaveConflict
from reader.notes.model import Annotation, new_annotation
from reader.notes.note_file import parse_note
from reader.notes.store import NoteStore
from tests.faults.naive_store import NaiveStore, OneFileStore


def made(name: str, count: int, store: NoteStore | OneFileStore) -> Iterator[str]:
    """Make notes; yield the text of each."""
    for number in range(count):
        body = f"{name} {number}"
        _patiently(lambda body=body: store.save(new_annotation("harbor", body=body)))  # type: ignore[misc]  # bound now
        yield body


def edited(name: str, count: int, store: NoteStore) -> Iterator[str]:
    """Add words to one note, as often; yield those that were saved, and after `beside` those of a conflict copy."""
    for number in range(count):
        store.refresh("harbor")
        note = store.get("one", "harbor")
        if note is None:
            raise AssertionError
        words = f"{name}{number}."
        try:
            _patiently(lambda note=note, words=words: store.save(replace(note, body=f"{note.body} {words}")))  # type: ignore[misc]  # bound now
        except SaveConflict as conflict:
            copy = parse_note(conflict.path.read_text(encoding="utf-8"), "harbor", "one").annotation
            yield f"beside {words}" if words in copy.body else f"lost {words}"
        else:
            yield words


def _patiently(save: Callable[[], Annotation]) -> None:
    """Save as a person would who is told to try again in a moment."""
    while True:
        try:
            save()
        except BusyError:
            continue
        return


def main(root: Path, name: str, task: str, count: int, kind: str, locks: str) -> None:
    """Do the task, and say what was saved."""
    store = (NaiveStore if kind == "naive" else NoteStore)(root / "notes", root / locks)
    one_file = OneFileStore(root / "notes")
    # All begin together: whoever is ready says so and waits to be told.
    print("ready", flush=True)
    sys.stdin.readline()
    if task == "edited":
        lines = edited(name, count, store)
    else:
        lines = made(name, count, one_file if kind == "one file" else store)
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    folder, name, task, count, kind, locks = sys.argv[1:]
    main(Path(folder), name, task, int(count), kind, locks)
