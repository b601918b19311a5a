"""Opening a library from the command line, and running the app on it."""

import argparse
import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.room import Busy, NoSuchArticle, ReadingRoom, default_library
from reader.room.settings import load_settings, user_places

if TYPE_CHECKING:
    from reader.room.exchange import LinkTarget


def opened(options: argparse.Namespace) -> tuple[ReadingRoom, bool]:
    """Return the room that the options, the environment or the settings name, and whether its library was made now.

    Raises: LibraryError, WriteError.
    """
    places = user_places()
    settings = load_settings(places.settings)
    path, is_new = (options.library, False) if options.library else default_library(settings, places)
    return ReadingRoom.open(path, settings=settings, places=places), is_new


def show_app(options: argparse.Namespace, picture: Path) -> int:
    """Run the app, and keep a picture of its last screen at *picture*."""
    # Textual paints at most 60 frames a second otherwise, and an answer waits for the next one.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    room, is_new = opened(options)
    with room:
        from reader.tui.app import run

        start = _followed(room, options.link) if options.link else None
        greeting = ""
        if is_new:
            greeting = (
                f"Welcome. Your library was made in {room.library.root}, with articles to try on; ? shows all keys."
            )
        return run(room, greeting, picture, start)


def _followed(room: ReadingRoom, link: str) -> "LinkTarget":
    """Return where a link leads; an article that is not known yet is looked for. Raises: ReaderError, NoSuchArticle."""
    try:
        return room.exchange.follow(link)
    except NoSuchArticle:
        with contextlib.suppress(Busy):
            room.index()
        return room.exchange.follow(link)
