"""Opening a library from the command line, and running the app on it."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.command import Options
from reader.cli.printing import complain, keep_widths
from reader.library.errors import ReaderError

if TYPE_CHECKING:
    from reader.room import ReadingRoom
    from reader.room.exchange import LinkTarget


@contextlib.contextmanager
def opened_room(options: Options) -> Iterator["ReadingRoom"]:
    """Open the room that the options, the environment or the settings name. Raises: LibraryError, WriteError."""
    with _open(options)[0] as room:
        yield room
        _tell_unsaved(room)


@contextlib.contextmanager
def current_room(options: Options, *, verify: bool = False) -> Iterator["ReadingRoom"]:
    """Open the room, and bring it up to date first; with *verify* a damaged index is built again."""
    with opened_room(options) as room:
        bring_up_to_date(room, verify=verify)
        yield room


def bring_up_to_date(room: "ReadingRoom", *, verify: bool = False) -> None:
    """Look for new files; where another window is at it, its work is as good."""
    from reader.room import Busy

    found = room.problems
    with contextlib.suppress(Busy):
        found += tuple(room.index(verify=verify).problems)
    for problem in found:
        complain(problem)


def _tell_unsaved(room: "ReadingRoom") -> None:
    """Keep what killed saves left, where the command has met it, and say so."""
    # Where it cannot be cleared, the next command meets it again.
    with contextlib.suppress(ReaderError):
        if unsaved := room.session.clear_unfinished():
            from reader.view.phrases import count

            complain(f"{count(unsaved, 'note')} not saved when reader was ended. Open the app to save it.")


def show_app(options: Options, link: str, picture: Path) -> int:
    """Run the app, at the passage that *link* leads to if given, and keep a picture of its last screen at *picture*."""
    # Textual paints at most 60 frames a second otherwise, and an answer waits for the next one.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    room, is_new = _open(options)
    keep_widths()
    with room:
        from reader.tui.app import run

        start = _followed(room, link) if link else None
        greeting = f"Welcome. Your library is in {room.library.root}, with articles to try. Press ? to see all keys."
        return run(room, greeting if is_new else "", picture, start)


def _open(options: Options) -> tuple["ReadingRoom", bool]:
    """Return the room, and whether its library was made now."""
    from reader.room import ReadingRoom, default_library
    from reader.room.settings import load_settings, user_places

    places = user_places()
    settings = load_settings(places.settings)
    path, is_new = (options.library, False) if options.library else default_library(settings, places)
    return ReadingRoom.open(path, settings=settings, places=places), is_new


def _followed(room: "ReadingRoom", link: str) -> "LinkTarget":
    """Return where a link leads; an article that is not known yet is looked for. Raises: ReaderError, NoSuchArticle."""
    from reader.room import Busy, NoSuchArticle

    try:
        return room.exchange.follow(link)
    except NoSuchArticle:
        with contextlib.suppress(Busy):
            room.index()
        return room.exchange.follow(link)
