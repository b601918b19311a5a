"""`reader open`: open a library, a folder or a link in the app, or print it where there is no terminal."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, Example, Options, UsageError, named_path
from reader.cli.printing import has_terminal, is_drawable, is_dumb_terminal, out, say

if TYPE_CHECKING:
    from reader.room.exchange import LinkTarget


def run(options: Options) -> int:
    """Run the app behind the picture of its last screen, or print where there is no terminal."""
    link = _link(options.path or "")
    if options.original or options.address:
        return _open_outside(options, link)
    if options.path and not link:
        options.library = options.library or Path(options.path)
    if options.plain:
        return _converse(options)
    if not has_terminal():
        return _print_link(options, link) if link else _print_list(options)
    if is_dumb_terminal():
        say("TERM names no terminal with panes, so this is plain mode. For panes set TERM, say to xterm-256color.")
        return _converse(options)
    return _run_app(options, link)


def _converse(options: Options) -> int:
    from reader.cli.plain_mode import converse

    return converse(options)


def _run_app(options: Options, link: str) -> int:
    """Run the app behind the picture of its last screen."""
    if not is_drawable():
        # On standard output: nobody would see it on standard error.
        out("The app draws on standard error, and that goes somewhere else here. Leave out “2>…” and start again.")
        return 1
    # The picture is on screen before anything of the app is imported.
    from platformdirs import user_cache_path

    from reader.view.last_screen import hide_picture, picture_path, show_picture

    picture = picture_path(user_cache_path("reading-room", appauthor=False), str(options.library or ""))
    is_shown = show_picture(picture)
    try:
        from reader.cli.launch import show_app

        return show_app(options, link, picture)
    except BaseException:
        # An error must be shown on the user's own screen.
        if is_shown:
            hide_picture()
        raise


def _link(text: str) -> str:
    """Return the link that *text* is or, where no file has that name, the id of an article means; else nothing."""
    if text.startswith("reader:"):
        return text
    if not text or os.path.lexists(text):
        return ""
    from reader.library.identity import is_id

    return f"reader://{text}" if is_id(text) else ""


def _open_outside(options: Options, link: str) -> int:
    """Give the original or the address of an article to another program."""
    from reader.cli.launch import current_room
    from reader.cli.printing import out_json
    from reader.library.errors import ReaderError
    from reader.library.network import open_address, open_file, web_address

    if not link:
        raise UsageError("Name the article that is meant, by its id.")
    with current_room(options) as room:
        found = room.exchange.follow(link)
        original = room.original(found.article)
    if options.address:
        address = web_address(found.record.url or "")
        out_json({"host": address.host, "address": address.address}) if options.json else out(
            f"{address.address} leads to {address.host}."
        )
        opened = open_address(address)
    elif original is None or not original.is_file():
        raise ReaderError(f"The original of {found.article} was not kept.")
    else:
        out_json({"path": str(original)}) if options.json else out(str(original))
        opened = open_file(original)
    say(f"Given to {opened}.")
    return 0


def _print_list(options: Options) -> int:
    from reader.cli.commands.list import COMMAND as LIST
    from reader.cli.parser import run_other

    run_other(LIST, options)
    if not options.json:
        out("\nThere is no terminal here, so the list is printed. In a terminal, “reader” opens the reading room.")
    return 0


def _print_passage(found: "LinkTarget") -> None:
    """Print the passage that a link leads to, or of an orphan the words that it was made on."""
    if found.span is not None and found.place is not None:
        state = "" if found.place.state == "exact" else f" ({found.place.state})"
        out(f"  ¶ {found.paragraph}, {found.place.start}–{found.place.end}{state}\n\n  “{found.words}”")
    elif found.annotation is not None and found.annotation.quote is not None:
        out(f"  The passage is no longer in the text. It was:\n\n  “{found.annotation.exact}”")


def _print_link(options: Options, link: str) -> int:
    from reader.cli.forms import note_json
    from reader.cli.launch import current_room
    from reader.cli.printing import out_json

    with current_room(options) as room:
        found = room.exchange.follow(link)
    record = found.record
    if options.json:
        note = note_json(found.annotation, found.place) if found.annotation and found.place else None
        out_json({
            "link": link, "article": found.article, "title": record.title, "site": record.site,
            "published": record.published, "url": record.url, "paragraph": found.paragraph or None,
            "words": found.words or None, "note": note,
        })  # fmt: skip
        return 0
    facts = " · ".join(part for part in (record.author, record.site, record.published) if part)
    out(f"{record.title or found.article}  [{found.article}]" + (f"\n  {facts}" if facts else ""))
    _print_passage(found)
    if found.annotation is not None and found.annotation.body:
        out(f"\n{found.annotation.body}")
    return 0


def _place(text: str) -> str:
    return text if text.startswith("reader:") else str(named_path(text))


COMMAND = CliCommand(
    "open",
    "Open a library, a folder of articles, an article, or a link to a passage",
    arguments=(
        Argument(
            "PATH", "A library, a folder to read in place, an article's id, or a reader:// link to an article or note",
            is_optional=True, completes="folder", read=_place,
        ),
        Argument("--plain", "Numbered lists and typed words instead of panes, for screen readers and braille"),
        Argument("--original", "Open the file that the article was made from, with the program for such files"),
        Argument("--address", "Tell where the article's address leads, and open it in the browser"),
    ),
    examples=(
        Example("reader", "Open your library."),
        Example("reader open library", "Open the library in the folder “library”; so does “reader library”."),
        Example("reader open tiyas-air-base", "Open an article."),
        Example("reader --plain", "Read by typed words, without panes."),
        Example("reader reader://tiyas-air-base", "Open an article by its link."),
    ),
    exclusive=(("--original", "--address"),),
    run=run,
)  # fmt: skip
