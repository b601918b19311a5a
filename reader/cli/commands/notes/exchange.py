"""`reader notes`: export, import and cite notes."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, Example, Options, UsageError, named_path
from reader.cli.commands.notes.annotations import chosen_notes, tell_unreadable
from reader.cli.launch import current_room
from reader.cli.note_arguments import CHOSEN
from reader.cli.printing import complain, out, out_json, say
from reader.library.errors import ReaderError
from reader.text.plurals import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.room import ReadingRoom
    from reader.room.exchange import ImportedNote


def _export(options: Options) -> int:
    if options.per_article and options.out is None:
        raise UsageError("Name the folder to write to: --per-article --out FOLDER.")
    template = _template(options.template)
    with current_room(options) as room:
        chosen = [each.annotation for each in chosen_notes(options, room).entries]
        status = 1 if room.notes.unreadable_of(options.article) else 0
        if status and not chosen:
            raise ReaderError("No notes could be read, so nothing was exported.")
        if options.out is None:
            text = room.exchange.format(options.format, chosen, template=template)
            facts = {"notes": len(chosen), "format": options.format, "text": text}
            out_json(facts) if options.json else out(text, end="")
            return status
        paths = room.exchange.write(
            options.out, options.format, chosen, per_article=options.per_article, template=template
        )
    if options.json:
        out_json({"notes": len(chosen), "paths": [str(each) for each in paths]})
    else:
        where = f"{count(len(paths), 'file')} in {options.out}" if options.per_article else str(options.out)
        out(f"Exported {count(len(chosen), 'note')} to {where}.")
    return status


def _template(path: Path | None) -> str:
    from reader.library.guarded_file import read_named

    if path is None:
        return ""
    text = read_named(path)
    if "$note" not in text:
        raise ReaderError(f"The template {path.name} has no $note; without it, the notes could not be imported again.")
    return text


def _import(options: Options) -> int:
    became: list[ImportedNote] = []
    with current_room(options) as room:
        for path in options.file:
            for each in _imported(room, path, options):
                became.append(each)
                if each.reason and not options.json:
                    note = f"{each.article}/{each.id}: " if each.id else ""
                    complain(f"{path}: {note}{each.reason}")
    counts = Counter(each.result for each in became)
    if options.json:
        out_json([_imported_json(each) for each in became])
    else:
        out(f"{counts['added']:,} added, {counts['same']:,} already here, {counts['refused']:,} refused.")
    return 1 if not became or counts["refused"] else 0


def _imported_json(note: "ImportedNote") -> dict[str, str | None]:
    known = {"id": note.id, "article": note.article, "reason": note.reason}
    return {"path": note.path, "result": note.result, **{key: value or None for key, value in known.items()}}


def _imported(room: "ReadingRoom", path: Path, options: Options) -> "Iterator[ImportedNote]":
    """Import one file; if it cannot be read it is refused, and the others are still imported."""
    from reader.room.exchange import ImportedNote

    try:
        yield from room.exchange.import_notes(path, options.format, with_unknown=options.with_unknown)
    except ReaderError as error:
        yield ImportedNote(str(path), "refused", reason=str(error))


def _cite(options: Options) -> int:
    with current_room(options) as room:
        text = room.exchange.cite(options.style, options.article, query=options.query, tags=options.tag)
        status = tell_unreadable(room, options.article)
    if options.json:
        out_json({"style": options.style, "text": text})
    elif text:
        out(text, end="")
    elif not status:
        say("No notes found.")
    return status if text else 1


def _formats() -> "Sequence[str]":
    from reader.notes.exports.formats import FORMATS

    return tuple(FORMATS)


def _import_formats() -> "Sequence[str]":
    from reader.notes.exports.formats import FORMATS

    return tuple(name for name, each in FORMATS.items() if each.read is not None)


def _styles() -> "Sequence[str]":
    from reader.notes.exports.cite import STYLES

    return tuple(STYLES)


EXPORT = CliCommand(
    "notes export",
    "Print notes in a format that other programs read, or write them to files",
    arguments=(
        *CHOSEN,
        Argument("--format", "The format", "FORMAT", default="markdown", choices=_formats),
        Argument("--out", "Write to this file, or with --per-article to this folder", "FILE", read=named_path,
                 completes="file"),
        Argument("--per-article", "Write a Markdown file for each article"),
        Argument("--template", "A Markdown template for each note, with $quote, $citation, $note …", "FILE",
                 read=named_path, completes="file"),
    ),
    examples=(
        Example("reader notes export --out notes.md", "Write all notes to one Markdown file."),
        Example("reader notes export --format csv --tag figures", "Print some notes as CSV for Readwise."),
        Example("reader notes export --per-article --out folder/", "Write a Markdown file for each article."),
    ),
    run=_export,
)  # fmt: skip
IMPORT = CliCommand(
    "notes import",
    "Import notes: our own exports, W3C JSON-LD, Hypothesis JSON, Readwise CSV",
    details="Existing notes are never overwritten.",
    arguments=(
        Argument("FILE", "A file, or a folder of Markdown files", is_repeated=True, read=named_path, completes="file"),
        Argument("--format", "The format, if the file does not show it", "FORMAT", default="",
                 choices=_import_formats),
        Argument("--with-unknown", "Also import notes on articles that are not in the library"),
    ),
    examples=(Example("reader notes import notes.md", "Import the notes of an export."),),
    run=_import,
)  # fmt: skip
CITE = CliCommand(
    "notes cite",
    "Print the articles that notes are on as a bibliography",
    arguments=(
        *CHOSEN,
        Argument("--style", "The format of the bibliography", "STYLE", default="bibtex", choices=_styles),
    ),
    examples=(Example('reader notes cite --style ris --query "#figures"', "Cite the articles of some notes."),),
    run=_cite,
)
