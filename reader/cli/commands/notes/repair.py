"""`reader notes`: repair notes with accept, attach, versions, settle and forget."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, Example, Options
from reader.cli.commands.notes.annotations import existing_note, print_note, save_note
from reader.cli.launch import current_room, opened_room
from reader.cli.note_arguments import NOTE, OCCURRENCE, spans_of
from reader.cli.printing import out, out_json
from reader.library.errors import ReaderError
from reader.notes.conflicts import SIDES
from reader.text.plurals import count

if TYPE_CHECKING:
    from reader.notes.conflicts import Conflict


def _accept(options: Options) -> int:
    from reader.notes.selectors import attach

    with current_room(options) as room:
        annotation = existing_note(options, room)
        place = next(place for each, place in room.notebook.anchored(annotation.article) if each.id == annotation.id)
        if annotation.quote is None or place.state == "exact":
            raise ReaderError("The passage has not changed; there is nothing to accept.")
        if place.state == "orphan":
            raise ReaderError("The passage is gone. Attach the note to another: reader notes attach NOTE --quote WORDS")
        text = room.article(annotation.article).text
        return save_note(options, room, attach(annotation, text, place.start, place.end))


def _attach(options: Options) -> int:
    with current_room(options) as room:
        annotation = existing_note(options, room)
        article = room.article(options.article or annotation.article)
        found = spans_of(options, article, "the note was not changed")
        if len(found) > 1:
            told = f"The article “{article.id}” has this passage {len(found)} times; the note was not changed."
            raise ReaderError(f"{told} Say which with --occurrence: 1 is the first.")
        return print_note(options, room, room.notebook.attach(annotation, article, *found[0]))


def _list_versions(options: Options) -> int:
    with opened_room(options) as room:
        store = room.notes
        store.refresh()
        conflicts, missing = store.conflicts, store.vanished
    status = 0 if conflicts or missing else 1
    if options.json:
        gone = [{"id": each.id, "article": each.article, "quote": each.exact, "body": each.body} for each in missing]
        out_json({"versions": [_conflict_json(each) for each in conflicts], "gone": gone})
        return status
    for each in conflicts:
        out(f"{each}\n{_how_to_settle(each)}")
    for annotation in missing:
        out(f"The note {annotation.article}/{annotation.id} is missing.")
    if missing:
        out("To write missing notes again: reader notes restore\nIf they were deleted on purpose: reader notes forget")
    if not conflicts and not missing:
        out("No note has two versions, and none is missing.")
    return status


def _how_to_settle(conflict: "Conflict") -> str:
    settle = f"reader notes settle {conflict.id} --keep"
    if conflict.kind == "trash" and conflict.here is None:
        return f"  To bring it back: {settle} right\n  To leave it there: {settle} left"
    return f"  To settle it: {settle} left|right|both"


def _settle(options: Options) -> int:
    with opened_room(options) as room:
        room.notes.refresh()
        found = next((each for each in room.notes.conflicts if each.id == options.note), None)
        if found is None:
            raise ReaderError(f"The note “{options.note}” does not have two versions.")
        kept = room.notes.settle(found, options.keep)
    if options.json:
        out_json({"id": found.id})
    else:
        out(f"Settled; the {'other version' if kept else 'note'} is in the trash.  [{found.id}]")
    return 0


def _forget(options: Options) -> int:
    with opened_room(options) as room:
        room.notes.refresh()
        forgotten = len(room.notes.vanished)
        room.notes.forget_vanished()
    if options.json:
        out_json({"forgotten": forgotten})
    else:
        out(f"Forgotten: {count(forgotten, 'note')}." if forgotten else "No note is missing.")
    return 0 if forgotten else 1


def _conflict_json(conflict: "Conflict") -> dict[str, object]:
    sides = {
        name: {"body": each.body, "color": each.color, "tags": list(each.tags), "modified": each.modified}
        if each
        else None
        for name, each in (("left", conflict.here), ("right", conflict.there))
    }
    return {"id": conflict.id, "article": conflict.article, "kind": conflict.kind, "path": conflict.path, **sides}


_QUOTE = Argument("--quote", "The passage; case, spaces and quotation marks may differ", "WORDS", is_required=True)

ACCEPT = CliCommand(
    "notes accept",
    "Accept a moved or changed passage as the one that the note is on",
    arguments=(NOTE,),
    examples=(Example("reader notes accept 20261122t210300-b27d40", "Accept the words that the article has now."),),
    run=_accept,
)
ATTACH = CliCommand(
    "notes attach",
    "Attach a note to another passage, in this article or another",
    arguments=(
        NOTE,
        _QUOTE,
        OCCURRENCE,
        Argument("--article", "The id of the article; without it, the note's own", "ID"),
    ),
    examples=(
        Example(
            'reader notes attach 20261122t210600-90c3e8 --quote "The spellings vary widely"',
            "Attach a note to another passage.",
        ),
        Example(
            'reader notes attach 20261122t210600-90c3e8 --article palmyra --quote "27 March 2016"',
            "Attach a note to a passage of another article. “reader notes undo” takes it back.",
        ),
    ),
    run=_attach,
)
VERSIONS = CliCommand(
    "notes versions",
    "List notes that have two versions, and notes that are missing",
    details="Two versions come from syncing, or from a conflict in git.",
    arguments=(),
    examples=(Example("reader notes versions", "List the notes to settle."),),
    run=_list_versions,
)
SETTLE = CliCommand(
    "notes settle",
    "Keep one of two versions of a note, or both",
    arguments=(
        NOTE,
        Argument("--keep", "The note's own file, the copy, or both", "SIDE", choices=SIDES, is_required=True),
    ),
    examples=(Example("reader notes settle 20261122t210600-90c3e8 --keep right", "Keep the copy."),),
    run=_settle,
)
FORGET = CliCommand(
    "notes forget",
    "Accept that the missing notes were deleted on purpose",
    arguments=(),
    examples=(Example("reader notes forget", "Stop listing the missing notes."),),
    run=_forget,
)
