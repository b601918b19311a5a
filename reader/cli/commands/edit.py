"""`reader edit`: correct the record of an article; what the page says is kept beside it."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, UsageError
from reader.cli.launch import bring_up_to_date, current_room
from reader.cli.printing import out, out_json
from reader.library.corrections import CORRECTABLE, CorrectionError, parse_value, shown_value, value_of

if TYPE_CHECKING:
    from reader.library.catalog import CatalogEntry

_NOT_SAID = "(not said)"
_HELP = {
    "title": "The right title",
    "author": "The right author; an empty text if there is none",
    "site": "The right site or outlet",
    "published": "The right date: 2016-12-15, 2016-12 or 2016",
    "language": "The right language, as a code such as en or ar",
    "tags": "The right tags of the page, with commas between them",
}


def run(options: Options) -> int:
    """Correct the record, or show it, with what the page says where they differ."""
    values = {name: _value(name, getattr(options, name)) for name in CORRECTABLE if getattr(options, name) is not None}
    with current_room(options) as room:
        article_id = room.article(options.article).id
        entry = room.session.shelf.entry(article_id)
        values |= {name: value_of(entry.page_record, name) for name in options.as_page}
        if values:
            room.correct(article_id, values)
            bring_up_to_date(room)
            entry = room.session.shelf.entry(article_id)
    if options.json:
        out_json({
            "id": article_id,
            "record": {name: _plain(value_of(entry.record, name)) for name in CORRECTABLE},
            "page": {name: _plain(value_of(entry.page_record, name)) for name in CORRECTABLE},
            "corrected": _corrected(entry),
        })  # fmt: skip
    else:
        _print(entry)
        out("" if values else "\nTo correct it: reader edit ARTICLE --title TITLE …; reader edit --help lists all.")
    return 0


def _print(entry: "CatalogEntry") -> None:
    for name in CORRECTABLE:
        shown = shown_value(value_of(entry.record, name)) or _NOT_SAID
        page = shown_value(value_of(entry.page_record, name)) or _NOT_SAID
        out(f"{name:>9}  {shown}" + (f"\n{'':>9}  the page says: {page}" if name in _corrected(entry) else ""))


def _value(name: str, text: str) -> str | tuple[str, ...]:
    try:
        return parse_value(name, text)
    except CorrectionError as error:
        raise UsageError(str(error)) from error


def _corrected(entry: "CatalogEntry") -> list[str]:
    return [name for name in CORRECTABLE if value_of(entry.record, name) != value_of(entry.page_record, name)]


def _plain(value: str | tuple[str, ...]) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value or None


COMMAND = CliCommand(
    "edit",
    "Correct the title, author, site, date, language or tags of an article",
    group=CommandGroup.LIBRARY,
    details="List, search, cross-references, exports and citations use what you correct. What the page says is kept, "
    "and shown beside it: corrections are files of their own, in the library's folder corrections, and they last when "
    "the page is read or added again. Without an option, the record is shown.",
    arguments=(
        Argument("ARTICLE", "The id of an article", completes="article"),
        *(Argument(f"--{name}", told, "DATE" if name == "published" else "TEXT") for name, told in _HELP.items()),
        Argument("--as-page", "Take back the correction of this field", "FIELD", choices=CORRECTABLE, is_repeated=True),
    ),
    examples=(
        Example("reader edit palmyra", "Show its record."),
        Example('reader edit palmyra --published 2016-12 --author ""', "Correct the date; no author is known."),
        Example("reader edit palmyra --as-page published", "Take a correction back."),
    ),
    run=run,
)
