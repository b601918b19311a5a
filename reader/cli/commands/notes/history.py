"""`reader notes`: the earlier versions of a note, and bringing one back."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, Example, Options, UsageError
from reader.cli.commands.notes.annotations import print_note
from reader.cli.launch import current_room, opened_room
from reader.cli.note_arguments import NOTE
from reader.cli.printing import complain, out, out_json
from reader.library.errors import ReaderError
from reader.text.plurals import count

if TYPE_CHECKING:
    from reader.notes.history import NoteVersion
    from reader.room import ReadingRoom

_SHOWN = 100


def _history(options: Options) -> int:
    with opened_room(options) as room:
        versions, now = _versions(options.note, room)
        if room.notes.history.problem:
            complain(room.notes.history.problem)
    if options.version:
        versions = [_chosen(options, versions)]
    if options.json:
        out_json([_version_json(each, is_current=each.annotation.revision == now) for each in versions])
    elif options.version:
        out(versions[0].annotation.body or versions[0].annotation.exact)
    else:
        for each in versions:
            out(_described(each, is_current=each.annotation.revision == now))
        out(f"To bring one back: reader notes restore {options.note} --version VERSION")
    return 0


def _restore(options: Options) -> int:
    if options.note is None:
        if options.version:
            raise UsageError("Name the note as well: reader notes restore NOTE --version VERSION.")
        return _restore_missing(options)
    with current_room(options) as room:
        versions, now = _versions(options.note, room)
        others = [each for each in versions if each.annotation.revision != now]
        if not others:
            raise ReaderError(f"No other version of the note “{options.note}” is kept.")
        chosen = _chosen(options, others) if options.version else others[0]
        return print_note(options, room, room.notes.restore(chosen))


def _restore_missing(options: Options) -> int:
    with opened_room(options) as room:
        room.notes.refresh()
        restored = room.notes.restore_vanished()
    if options.json:
        out_json({"restored": restored})
    else:
        out(f"Restored: {count(restored, 'note')}." if restored else "No note is missing.")
    return 0 if restored else 1


def _versions(annotation_id: str, room: "ReadingRoom") -> "tuple[list[NoteVersion], str]":
    """Return a note's earlier versions, the latest first, and its present revision. Raises: ReaderError."""
    versions = room.notes.history.of(annotation_id)
    current = room.notes.get(annotation_id)
    if not versions:
        raise ReaderError(
            f"No earlier versions of the note “{annotation_id}” are kept."
            if current
            else f"There is no note “{annotation_id}”."
        )
    return versions, current.revision if current else ""


def _chosen(options: Options, versions: "list[NoteVersion]") -> "NoteVersion":
    found = [each for each in versions if each.key == options.version]
    if not found:
        raise ReaderError(f"The note “{options.note}” has no version “{options.version}”.")
    return found[0]


def _described(version: "NoteVersion", *, is_current: bool) -> str:
    note = version.annotation
    said = " ".join((note.body or note.exact).split())
    said = said if len(said) <= _SHOWN else said[:_SHOWN].rstrip() + "…"
    tags = "".join(f"  #{each}" for each in note.tags)
    return f"{version.key}  {version.at}{'  (now)' if is_current else ''}\n  {said}{tags}\n"


def _version_json(version: "NoteVersion", *, is_current: bool) -> dict[str, object]:
    note = version.annotation
    return {
        "version": version.key,
        "at": version.at,
        "is_current": is_current,
        "id": note.id,
        "article": note.article,
        "quote": note.exact or None,
        "color": note.color or None,
        "tags": list(note.tags),
        "body": note.body,
    }


_VERSION = Argument("--version", "A version, as “reader notes history” lists them", "VERSION", default="")

HISTORY = CliCommand(
    "notes history",
    "List the earlier versions of a note",
    details="What a note said before and after each change on this machine is kept for 30 days, at most 100 MB in all.",
    arguments=(NOTE, _VERSION._replace(help="Print this version in full")),
    examples=(Example("reader notes history 20261122t210600-90c3e8", "List what a note has said."),),
    run=_history,
)
RESTORE = CliCommand(
    "notes restore",
    "Bring back an earlier version of a note, or write missing notes again",
    details="What the note says now becomes an earlier version.",
    arguments=(NOTE._replace(is_optional=True), _VERSION._replace(help=f"{_VERSION.help}; without it, the one before")),
    examples=(
        Example("reader notes restore", "Write all missing notes again."),
        Example("reader notes restore 20261122t210600-90c3e8", "Take back the last change of a note."),
    ),
    run=_restore,
)
