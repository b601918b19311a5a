"""What `reader notes` does: list, add, delete, undo, export, cite."""

import argparse
import sys

from reader.cli_repair import (
    accept_passage,
    attach_note,
    color_note,
    list_versions,
    restore_notes,
    settle_versions,
)
from reader.cli_room import up_to_date
from reader.errors import ReaderError
from reader.printing import note_json, out, out_json
from reader.room import ReadingRoom


def notes(options: argparse.Namespace, room: ReadingRoom) -> int:
    """Do what `reader notes ACTION` says."""
    return {
        "list": _list_notes,
        "add": _add_note,
        "delete": _delete_note,
        "undo": _undo_note,
        "export": _export_notes,
        "cite": _cite_noted,
        "accept": accept_passage,
        "attach": attach_note,
        "color": color_note,
        "versions": list_versions,
        "settle": settle_versions,
        "restore": restore_notes,
    }[options.action](options, room)


def _list_notes(options: argparse.Namespace, room: ReadingRoom) -> int:
    up_to_date(room)
    listed_notes = [each for each in room.notebook() if options.id in (None, each[0].article)]
    if options.json:
        out_json([note_json(annotation, place) for annotation, place, _ in listed_notes])
    else:
        for annotation, place, title in listed_notes:
            state = f" ({place.state})" if annotation.quote and place.state != "exact" else ""
            quote = f"\n  “{annotation.quote.exact}”{state}" if annotation.quote else ""
            body = f"\n  {annotation.body.strip()}" if annotation.body else ""
            out(f"{title}  [{annotation.id}]{quote}{body}\n")
    for problem in room.notes.problems:
        out(f"reader: {problem}", sys.stderr)
    if not listed_notes and not options.json:
        out("There are no notes.", sys.stderr)
    return 0 if listed_notes else 1


def _add_note(options: argparse.Namespace, room: ReadingRoom) -> int:
    from reader.notes.model import new_annotation
    from reader.notes.selectors import selectors_for, text_sha256

    if not options.id:
        raise ReaderError("Which article? “reader notes add ID --quote … --body …”")
    up_to_date(room)
    article = room.article(options.id)
    selectors = None
    if options.quote:
        start = article.text.find(options.quote)
        if start < 0:
            raise ReaderError("The article has no such passage; nothing was noted.")
        selectors = selectors_for(article.text, start, start + len(options.quote))
    elif not options.body:
        raise ReaderError("A note needs a --quote, a --body or both.")
    annotation = new_annotation(
        article.id, selectors, body=options.body, color=options.color, tags=tuple(options.tags),
        text_sha256=text_sha256(article.text),
    )  # fmt: skip
    saved = room.notes.save(annotation)
    out_json({"id": saved.id}) if options.json else out(f"The note is saved.  [{saved.id}]")
    return 0


def _delete_note(options: argparse.Namespace, room: ReadingRoom) -> int:
    found = next((each for each in room.notes.all() if each.id == options.id), None)
    if found is None:
        raise ReaderError(f"There is no note “{options.id}”.")
    room.notes.delete(found)
    out_json({"id": found.id}) if options.json else out("The note is in the trash; “reader notes undo” brings it back.")
    return 0


def _export_notes(options: argparse.Namespace, room: ReadingRoom) -> int:
    up_to_date(room)
    if options.id:
        room.article(options.id)
    sys.stdout.write(room.export_notes(options.format, options.id))
    return 0


def _cite_noted(options: argparse.Namespace, room: ReadingRoom) -> int:
    up_to_date(room)
    sys.stdout.write(room.cite_noted(options.style))
    return 0


def _undo_note(options: argparse.Namespace, room: ReadingRoom) -> int:
    found = room.notes.undo()
    if found is None:
        raise ReaderError("No deleted note is left to bring back.")
    out_json({"id": found.id}) if options.json else out(f"The note is back.  [{found.id}]")
    return 0
