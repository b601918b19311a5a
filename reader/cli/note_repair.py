"""What `reader notes` does to put annotations right: accept, attach, color, versions, settle, restore."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.cli.freshness import up_to_date
from reader.cli.printing import note_json, out, out_json
from reader.library.errors import ReaderError
from reader.room import ReadingRoom

if TYPE_CHECKING:
    from reader.notes.conflicts import Conflict
    from reader.notes.model import Annotation


def accept_passage(options: argparse.Namespace, room: ReadingRoom) -> int:
    """Take the passage that was found as what the annotation is on."""
    from reader.notes.selectors import attached

    annotation = _noted(options, room)
    place = next(place for each, place in room.notebook.anchored(annotation.article) if each.id == annotation.id)
    if annotation.quote is None or place.state == "exact":
        raise ReaderError("The passage is as it was; there is nothing to accept.")
    if place.state == "orphan":
        raise ReaderError("The passage is gone; “reader notes attach ID --quote …” attaches the note to another.")
    text = room.article(annotation.article).text
    return _saved(room, attached(annotation, text, place.start, place.end), options)


def attach_note(options: argparse.Namespace, room: ReadingRoom) -> int:
    """Attach the annotation to the passage that `--quote` tells; it must be there once."""
    from reader.notes.selectors import attached

    annotation = _noted(options, room)
    text = room.article(annotation.article).text
    count = text.count(options.quote) if options.quote else 0
    if count != 1:
        told = "The article has no such passage" if not count else f"The article has that passage {count} times"
        raise ReaderError(f"{told}; the note is as it was." if options.quote else "To which passage? Give --quote.")
    start = text.index(options.quote)
    return _saved(room, attached(annotation, text, start, start + len(options.quote)), options)


def color_note(options: argparse.Namespace, room: ReadingRoom) -> int:
    """Give the annotation the color that `--color` names."""
    annotation = _noted(options, room)
    if annotation.quote is None:
        raise ReaderError("A note on the whole article has no color.")
    return _saved(room, replace(annotation, color=options.color), options)


def list_versions(options: argparse.Namespace, room: ReadingRoom) -> int:
    """List the annotations that are there in two versions, and those that are gone from their folder."""
    store = room.notes
    store.refresh()
    if options.json:
        versions = [_conflict_json(each) for each in store.conflicts]
        gone = [
            {"id": each.id, "article": each.article, "quote": each.exact, "body": each.body} for each in store.vanished
        ]
        out_json({"versions": versions, "gone": gone})
    else:
        for each in store.conflicts:
            out(f"{each}\n  “reader notes settle {each.id} --keep left|right|both” settles it.")
        for annotation in store.vanished:
            out(f"The note {annotation.article}/{annotation.id} is gone; “reader notes restore” writes it again.")
        if not store.conflicts and not store.vanished:
            out("No annotation is there in two versions, and none is gone.")
    return 0 if store.conflicts or store.vanished else 1


def settle_versions(options: argparse.Namespace, room: ReadingRoom) -> int:
    """Keep one of two versions of an annotation, or both."""
    from reader.notes.repair import settle

    room.notes.refresh()
    found = next((each for each in room.notes.conflicts if each.id == options.id), None)
    if found is None:
        raise ReaderError(f"There are no two versions of a note “{options.id or ''}”.")
    if options.keep is None:
        raise ReaderError("Which one? --keep left (its own file), --keep right (the copy) or --keep both.")
    kept = settle(room.notes, found, options.keep)
    out_json({"id": kept.id}) if options.json else out(f"Settled; what was not kept is in the trash.  [{kept.id}]")
    return 0


def restore_notes(options: argparse.Namespace, room: ReadingRoom) -> int:
    """Write the annotations again that are gone from their folder."""
    room.notes.refresh()
    count = room.notes.restore_vanished()
    out_json({"restored": count}) if options.json else out(f"Written again: {count}.")
    return 0 if count else 1


def _noted(options: argparse.Namespace, room: ReadingRoom) -> "Annotation":
    up_to_date(room)
    found = room.notes.get(options.id) if options.id else None
    if found is None:
        raise ReaderError(f"There is no note “{options.id}”." if options.id else "Which note? Name it by its id.")
    return found


def _saved(room: ReadingRoom, annotation: "Annotation", options: argparse.Namespace) -> int:
    saved = room.notes.save(annotation)
    if options.json:
        place = next(place for each, place in room.notebook.anchored(saved.article) if each.id == saved.id)
        out_json(note_json(saved, place))
    else:
        out(f"The note is saved.  [{saved.id}]")
    return 0


def _conflict_json(conflict: "Conflict") -> dict[str, object]:
    sides = {"left": conflict.here, "right": conflict.there}
    told = {
        name: {"body": each.body, "color": each.color, "tags": list(each.tags), "modified": each.modified}
        if each
        else None
        for name, each in sides.items()
    }
    return {"id": conflict.id, "article": conflict.article, "kind": conflict.kind, "path": conflict.path, **told}
