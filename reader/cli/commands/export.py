"""`reader export`: articles in a format that other programs read, or the whole library as one zip archive."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, UsageError, named_path
from reader.cli.launch import current_room, opened_room
from reader.cli.printing import complain, is_shown, out, out_bytes, out_json
from reader.library.errors import ReaderError
from reader.text.plurals import count

if TYPE_CHECKING:
    from pathlib import Path

    from reader.room import ReadingRoom
    from reader.room.article_export import ArticleChoice

_ENDINGS = {".md": "md", ".html": "html", ".epub": "epub", ".txt": "txt", ".jsonl": "jsonl", ".pdf": "pdf"}


def run(options: Options) -> int:
    """Write articles, or the archive."""
    if len(options.article) == 1 and options.article[0].lower().endswith(".zip"):
        return _export_library(options)
    if not options.article and options.search is None:
        raise UsageError("Name the articles to export, or what finds them with --search, or a .zip for the library.")
    from reader.room.article_export import ArticleChoice

    with current_room(options) as room:
        choice = ArticleChoice(_form(options), _ids(options, room), options.title, not options.without_notes)
        if options.out is not None:
            return _write(options, room, choice)
        data = room.article_export.format(choice)
    if options.json:
        text = None if choice.form == "epub" else data.decode()
        out_json({"format": choice.form, "articles": choice.article_ids, "text": text, "bytes": len(data)})
    elif choice.form != "epub":
        out(data.decode(), end="")
    elif is_shown():
        raise ReaderError("A book is no text for a terminal: name a file with --out.")
    else:
        out_bytes(data)
    return 0


def _form(options: Options) -> str:
    named: str = options.format or (_ENDINGS.get(options.out.suffix.lower(), "") if options.out else "")
    return named or "md"


def _ids(options: Options, room: "ReadingRoom") -> Sequence[str]:
    from reader.room.article_export import MOST

    if options.search is None:
        return [*options.article]
    answer = room.search(options.search, limit=MOST)
    if answer.results.problem:
        raise ReaderError(answer.results.problem)
    return [*options.article, *(each.entry.id for each in answer.hits)]


def _write(options: Options, room: "ReadingRoom", choice: "ArticleChoice") -> int:
    paths: Sequence[Path] = room.article_export.write(options.out, choice)
    number = len({*choice.article_ids})
    if options.json:
        out_json({"format": choice.form, "articles": number, "paths": [str(each) for each in paths]})
    else:
        where = f"{count(len(paths), 'file')} in {options.out}" if len(paths) > 1 else str(paths[0])
        out(f"Exported {count(number, 'article')} to {where}.")
    return 0


def _export_library(options: Options) -> int:
    target = named_path(options.article[0])
    with opened_room(options) as room:
        exported = room.export_library(target)
    for problem in exported.problems:
        complain(problem)
    if options.json:
        out_json({
            "path": str(target), "articles": exported.articles, "files": exported.files,
            "problems": [*exported.problems],
        })  # fmt: skip
    else:
        out(f"{count(exported.articles, 'article')}, {count(exported.files, 'file')} in {target}.")
    return int(bool(exported.problems))


def _formats() -> Sequence[str]:
    from reader.notes.exports.articles.formats import ARTICLE_FORMATS

    return tuple(ARTICLE_FORMATS)


COMMAND = CliCommand(
    "export",
    "Write articles for other programs, or the whole library to one zip archive",
    group=CommandGroup.LIBRARY,
    details="Notes stand in their places, highlights are marked. The format is that of --format, else of the file's "
    "ending, else Markdown. A folder gets a file for each article; as EPUB, one file is a book of all of them. "
    "A name that ends with .zip is the whole library: articles, originals, notes, names, what was read and starred, "
    "and saved searches. “reader add” of that archive into an empty library makes the same library again; into "
    "another one it adds what is missing and overwrites nothing.",
    arguments=(
        Argument("ARTICLE", "The ids of the articles, or the .zip to write the whole library to", is_optional=True,
                 is_repeated=True, completes="article"),
        Argument("--format", "The format of articles", "FORMAT", default="", choices=_formats),
        Argument("--out", "Write to this file, or to a file for each article in this folder", "FILE", read=named_path,
                 completes="file"),
        Argument("--search", "Export what this search finds", "QUERY"),
        Argument("--title", "The title of a book or page of several articles", "TITLE", default=""),
        Argument("--without-notes", "Leave out notes and highlights"),
    ),
    examples=(
        Example("reader export tiyas-air-base --format html", "Print an article with its notes as one page."),
        Example("reader export --search corridor --out corridor.epub", "Make a book of what a search finds."),
        Example("reader export my-library.zip", "Write the whole library to one archive."),
    ),
    run=run,
)  # fmt: skip
