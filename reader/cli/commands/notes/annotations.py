"""`reader notes`: list, add, edit, tag, color, delete and restore notes."""

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, Example, Options, UsageError, action_of
from reader.cli.forms import note_json
from reader.cli.launch import bring_up_to_date, current_room, opened_room
from reader.cli.note_arguments import CHOSEN, NOTE, OCCURRENCE, QUERY, TAG, spans_of
from reader.cli.printing import complain, out, out_json, say
from reader.library.errors import ReaderError
from reader.notes.colors import COLORS, USUAL_COLOR
from reader.notes.model import with_body
from reader.text.plurals import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.notebook.entries import Notebook, NotebookEntry
    from reader.notes.model import Annotation
    from reader.room import ReadingRoom


def chosen_notes(options: Options, room: "ReadingRoom") -> "Notebook":
    """Return the notes that the options choose; report those that cannot be read."""
    try:
        book = room.notebook.find(options.query, article_id=options.article, tags=options.tag)
    finally:
        tell_unreadable(room, options.article)
    return book


def tell_unreadable(room: "ReadingRoom", article: str | None = None) -> int:
    """Report the notes, or those on an *article*, that cannot be read: they must not seem to be missing.

    Returns the exit status for that.
    """
    problems = room.notes.unreadable_of(article)
    for problem in problems:
        complain(problem)
    return 1 if problems else 0


def existing_note(options: Options, room: "ReadingRoom") -> "Annotation":
    """Return the note that the options name. Raises: ReaderError."""
    found = room.notes.get(options.note)
    if found is None:
        tell_unreadable(room)
        raise ReaderError(f"There is no note “{options.note}”.")
    return found


def save_note(options: Options, room: "ReadingRoom", annotation: "Annotation") -> int:
    """Save a changed note, and say so."""
    return print_note(options, room, room.notes.save(annotation))


def print_note(options: Options, room: "ReadingRoom", saved: "Annotation") -> int:
    """Say that a note was saved."""
    if options.json:
        place = next(place for each, place in room.notebook.anchored(saved.article) if each.id == saved.id)
        out_json(note_json(saved, place))
    else:
        out(f"Note saved.  [{saved.id}]{room.notes_told}")
    return 0


_MISSING = "To write missing notes again: reader notes restore. If they were deleted on purpose: reader notes forget."


def _list(options: Options) -> int:
    with current_room(options) as room:
        book = _listed_notes(options, room)
        problems = _problems(room)
        is_unsure = bool(room.notes.unreadable_of(options.article))
    if options.json:
        out_json([note_json(each.annotation, each.place) for each in book.entries if each.place])
    else:
        for each in book.entries:
            out(_described(each))
    for problem in problems:
        complain(problem)
    if not book.entries and not options.json:
        is_narrowed = any((options.article, options.query, options.tag))
        nothing = "No notes found." if is_narrowed else "There are no notes yet."
        say("No notes could be read." if is_unsure else nothing)
    return 0 if book.entries else 1


def _problems(room: "ReadingRoom") -> list[str]:
    """Return what else is wrong with the notes, besides those that cannot be read."""
    unreadable = {*room.notes.unreadable}
    problems = [each for each in room.notes.problems if each not in unreadable]
    return [*problems, _MISSING] if room.notes.vanished else problems


def _listed_notes(options: Options, room: "ReadingRoom") -> "Notebook":
    """Return the notes to list; an unknown article may be a misspelled action."""
    from reader.room import NoSuchArticle

    try:
        return chosen_notes(options, room)
    except NoSuchArticle as error:
        from reader.cli.commands.notes import COMMAND
        from reader.cli.parser import nearest

        near = nearest(options.article, (each.name.split()[-1] for each in COMMAND.actions))
        if near is None or action_of(COMMAND, near) is None:
            raise
        raise UsageError(f"“{options.article}” is neither an action nor an article. Did you mean “{near}”?") from error


def _described(entry: "NotebookEntry") -> str:
    note = entry.annotation
    gone = " (this article is gone)" if entry.heading.is_gone else ""
    state = f" ({entry.state})" if note.quote and entry.state != "exact" else ""
    lines = [f"{entry.heading.title}{gone}  [{note.id}]"]
    lines += [f"  “{note.exact}”{state}"] if note.quote else []
    lines += [f"  {note.relation or 'linked'} → {entry.linked.title}  [{note.link}]"] if entry.linked else []
    lines += [f"  {note.body.strip()}"] if note.body else []
    lines += ["  " + "  ".join(f"#{tag}" for tag in note.tags)] if note.tags else []
    return "\n".join(lines) + "\n"


def _add(options: Options) -> int:
    from reader.notes.model import new_annotation
    from reader.notes.selectors import selectors_for, text_sha256

    if not options.quote and not options.body:
        raise UsageError("A note needs a --quote, a --body or both.")
    with current_room(options) as room:
        article = room.article(options.article)
        spans = spans_of(options, article, "the note was not saved") if options.quote else [(0, 0)]
        start, end = spans[0]
        if not options.body and not options.tag:
            saved, result = room.notebook.highlight(article, start, end, options.color)
        else:
            result = "added"
            saved = room.notes.save(
                new_annotation(
                    article.id, selectors_for(article.text, start, end) if options.quote else None, body=options.body,
                    color=options.color or USUAL_COLOR, tags=options.tag, text_sha256=text_sha256(article.text),
                )
            )  # fmt: skip
    if options.json:
        out_json({"id": saved.id, "result": result, "places": len(spans)})
        return 0
    out(f"{_ADDED[result]}  [{saved.id}]{room.notes_told}")
    if len(spans) > 1:
        out(f"The passage is there {len(spans)} times; this is the first. To choose another: --occurrence 2")
    return 0


_ADDED = {
    "added": "Note saved.",
    "same": "This passage is already highlighted; nothing was changed.",
    "recolored": "This passage was already highlighted; its color was changed.",
}


def _tag(options: Options) -> int:
    if not options.add and not options.remove:
        raise UsageError("Say which tags: --add TAG or --remove TAG.")
    with current_room(options) as room:
        chosen = [each.annotation for each in chosen_notes(options, room).entries]
        status = _print_all(options, room.notebook.tag(chosen, options.add, options.remove), "Tagged {}.")
        return 1 if room.notes.unreadable_of(options.article) else status


def _print_all(options: Options, outcomes: "Iterable[tuple[Annotation, ReaderError | None]]", sentence: str) -> int:
    """Print the result for many notes, with a reason for each that could not be changed."""
    done, failed = [], 0
    for annotation, error in outcomes:
        if error is None:
            done.append(annotation)
        else:
            failed += 1
            complain(f"{annotation.article}/{annotation.id}: {error}")
    if options.json:
        out_json([{"id": each.id, "article": each.article, "tags": list(each.tags)} for each in done])
    else:
        out(sentence.format(count(len(done), "note")))
    return 0 if done and not failed else 1


def _count_tags(options: Options) -> int:
    from reader.notebook.groups import count_facets

    with current_room(options) as room:
        tags = count_facets(chosen_notes(options, room).entries).tags
    if options.json:
        out_json([{"tag": tag, "notes": number} for tag, number in tags])
        return 0 if tags else 1
    for tag, number in tags:
        out(f"{number:>6,}  #{tag}")
    if not tags:
        say("No note has a tag.")
    return 0 if tags else 1


def _color(options: Options) -> int:
    with current_room(options) as room:
        annotation = existing_note(options, room)
        if annotation.quote is None:
            raise ReaderError("A note on the whole article has no color.")
        return save_note(options, room, replace(annotation, color=options.color))


def _edit(options: Options) -> int:
    with current_room(options) as room:
        annotation = existing_note(options, room)
        if not options.body and annotation.quote is None:
            raise ReaderError("A note on the whole article needs a text.")
        return save_note(options, room, with_body(annotation, options.body))


def _delete(options: Options) -> int:
    if options.note is None and not options.query and not options.tag:
        raise UsageError("Say which notes: NOTE, --query QUERY or --tag TAG.")
    with opened_room(options) as room:
        if options.note is None:
            options.article = None
            bring_up_to_date(room)
            chosen = [each.annotation for each in chosen_notes(options, room).entries]
            done = "Moved {} to the trash. To bring them back: reader notes undo"
            return _print_all(options, room.notes.delete_all(chosen), done)
        found = existing_note(options, room)
        room.notes.delete(found)
    out_json({"id": found.id}) if options.json else out(
        "Moved the note to the trash. To bring it back: reader notes undo"
    )
    return 0


def _undo(options: Options) -> int:
    with opened_room(options) as room:
        found = room.notes.undo_batch()
    if not found:
        raise ReaderError("There is no deleted note to bring back.")
    if options.json:
        out_json({"id": found[0].id, "ids": [each.id for each in found]})
    else:
        ids = f"  [{found[0].id}]" if len(found) == 1 else ""
        out(f"Brought back {count(len(found), 'note')}.{ids}")
    return 0


_TO_QUOTE = Argument("--quote", "The passage; case, spaces and quotation marks may differ", "WORDS")

LIST = CliCommand(
    "notes list",
    "List notes; “reader notes” alone does the same",
    arguments=CHOSEN,
    examples=(
        Example("reader notes", "List all notes."),
        Example("reader notes tiyas-air-base", "List the notes on an article."),
        Example('reader notes --query "#figures -corridor"', "List the notes that a query finds."),
    ),
    run=_list,
)
ADD = CliCommand(
    "notes add",
    "Make a note on an article, or on a passage of it",
    arguments=(
        Argument("ARTICLE", "The id of the article", completes="article"),
        _TO_QUOTE,
        OCCURRENCE,
        Argument("--body", "The note, in Markdown", "TEXT", default=""),
        Argument("--color", f"The color of the passage; {USUAL_COLOR} if omitted", "COLOR", default="", choices=COLORS),
        Argument("--tag", "A tag of the note", "TAG", is_repeated=True),
    ),
    examples=(
        Example('reader notes add palmyra --quote "Palmyra" --body "Check the spelling." --tag names',
                "Note something on a passage."),
        Example('reader notes add palmyra --body "Read again."', "Note something on the whole article."),
    ),
    run=_add,
)  # fmt: skip
TAG_NOTES = CliCommand(
    "notes tag",
    "Add tags to notes, or remove them",
    arguments=(
        *CHOSEN,
        Argument("--add", "Add a tag", "TAG", is_repeated=True),
        Argument("--remove", "Remove a tag", "TAG", is_repeated=True),
    ),
    examples=(Example('reader notes tag --query map --add "to check" --remove old', "Change the tags of some notes."),),
    run=_tag,
)
TAGS = CliCommand(
    "notes tags",
    "List the tags, with how many notes have each",
    arguments=CHOSEN,
    examples=(Example("reader notes tags", "Count the tags."),),
    run=_count_tags,
)
COLOR = CliCommand(
    "notes color",
    "Change the color of a note",
    arguments=(NOTE, Argument("--color", "The new color", "COLOR", default=USUAL_COLOR, choices=COLORS)),
    examples=(Example("reader notes color 20261122t210600-90c3e8 --color green", "Color a note green."),),
    run=_color,
)
EDIT = CliCommand(
    "notes edit",
    "Replace the text of a note",
    arguments=(NOTE, Argument("--body", "The new text, in Markdown", "TEXT", is_required=True)),
    examples=(Example('reader notes edit 20261122t210600-90c3e8 --body "See the map."', "Write another text."),),
    run=_edit,
)
DELETE = CliCommand(
    "notes delete",
    "Move a note to the trash, or all notes that a query finds",
    arguments=(NOTE._replace(is_optional=True), QUERY, TAG),
    examples=(
        Example("reader notes delete 20261122t210600-90c3e8", "Delete a note."),
        Example("reader notes delete --tag figures", "Delete all notes with a tag."),
    ),
    run=_delete,
)
UNDO = CliCommand(
    "notes undo",
    "Bring back what was deleted last",
    arguments=(),
    examples=(Example("reader notes undo", "Bring back all notes of the last deletion."),),
    run=_undo,
)
