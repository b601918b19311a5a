"""Opening a library from the command line, and running the app on it."""

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from reader.cli.command import Options
from reader.cli.printing import complain, has_terminal, is_yes, keep_widths, show_passing
from reader.library.errors import ReaderError

if TYPE_CHECKING:
    from reader.library.child_process import ChildProcess
    from reader.room import ReadingRoom
    from reader.room.exchange import LinkTarget
    from reader.room.libraries import LibraryChoice, LibraryShelf
    from reader.room.settings import Places


@contextlib.contextmanager
def opened_room(options: Options, *, to_add: bool = False) -> Iterator["ReadingRoom"]:
    """Open the library that the options, the environment or the settings name. Raises: LibraryError, WriteError.

    With *to_add* it is a library to add articles to: never the samples unless they are named; where a named folder
    is named that is no library, making one is offered.
    """
    with _open(options, to_add=to_add)[0] as room:
        _complete_ids(options, "note", lambda _: [each.id for each in room.notes.all()])
        yield room
        if to_add and not options.library and room.library.root == room.places.own_library and len(room.catalog):
            # From now on, one's own articles are what `reader` opens.
            _note_opened(room)
        _tell_unsaved(room)


@contextlib.contextmanager
def current_room(options: Options, *, verify: bool = False) -> Iterator["ReadingRoom"]:
    """Open the library and bring it up to date; with *verify*, rebuild a damaged index."""
    with opened_room(options) as room:
        bring_up_to_date(room, verify=verify)
        _complete_ids(options, "article", room.catalog.ids_containing)
        with _rebuilding(room):
            yield room


@contextlib.contextmanager
def _rebuilding(room: "ReadingRoom") -> Iterator[None]:
    """Rebuild evidence that turns out to be damaged, so that the next command has it."""
    try:
        yield
    except ReaderError as error:
        from reader.related.errors import StoreSuspect

        if isinstance(error, StoreSuspect):
            bring_up_to_date(room, verify=True)
        raise


def _complete_ids(options: Options, kind: str, ids_containing: Callable[[str], Sequence[str]]) -> None:
    """Replace shortened ids by whole ones. Raises: ReaderError for one that is ambiguous."""
    from reader.room.short_ids import full_id

    def whole(text: str) -> str:
        return full_id(text, ids_containing(text)) if text else text

    for key in getattr(options, "shortened", {}).get(kind, ()):
        given = getattr(options, key)
        if isinstance(given, str):
            setattr(options, key, whole(given))
        elif isinstance(given, tuple):
            setattr(options, key, tuple(map(whole, given)))


def bring_up_to_date(room: "ReadingRoom", *, verify: bool = False) -> None:
    """Look for new files, unless another process is doing so: then say that some may be missing."""
    from reader.room import Busy

    found = room.problems
    try:
        found += tuple(room.index(verify=verify).problems)
    except Busy as error:
        found += (f"{error} What it has not read yet is missing here.",)
    for problem in found:
        complain(problem)


def _tell_unsaved(room: "ReadingRoom") -> None:
    """Keep as drafts what killed saves left in the notes that the command has read, and say so."""
    # If it cannot be removed, the next command finds it again.
    with contextlib.suppress(ReaderError):
        if unsaved := room.session.clear_unfinished():
            from reader.text.plurals import count

            complain(f"{count(unsaved, 'note')} not saved when reader was ended. Open the app to save it.")


def show_app(options: Options, link: str, picture: Path) -> int:
    """Run the app, at the passage that *link* leads to if given, and keep a picture of its last screen at *picture*.

    It runs again for each library that is chosen in it.
    """
    # By default Textual paints at most 60 frames a second, and an answer waits for the next frame.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    import_without_openssl()
    # What is imported stays: until the list is on screen, which allows it again, a collection would find nothing.
    gc.disable()
    room, choice = _open(options)
    keep_widths()
    greeting, ended = _greeting(choice), None
    while True:
        with room:
            start = _followed(room, link) if link else None
            try:
                with _begun_index(room) as begun:
                    from reader.tui.app import run

                    ended = run(room, greeting, picture, start, begun, ended)
            finally:
                # Not earlier: the first paint would wait for the disk.
                _note_opened(room)
        for told in ended.unsaved:
            complain(told)
        if ended.library is None:
            return ended.status
        options.library, link, greeting = ended.library, "", ""
        room, _ = _open(options)


def import_without_openssl() -> None:
    """Import the modules that would take in OpenSSL for what the app never asks of them: 10 ms of a start, and 5 MB.

    Whoever adds an address from within the app imports `ssl` then.
    """
    modules = cast("dict[str, Any]", sys.modules)
    hidden = {"_hashlib", "ssl"} - modules.keys()
    # What is None there cannot be imported, which all three are made for.
    modules |= dict.fromkeys(hidden)
    try:
        import asyncio
        import hashlib
        import hmac

        _ = asyncio, hashlib, hmac
    finally:
        for name in hidden:
            del modules[name]


@contextlib.contextmanager
def _begun_index(room: "ReadingRoom") -> Iterator["ChildProcess | None"]:
    """Start indexing a library that was never indexed while the app is imported; the app takes over its progress.

    The process is ended here, whether the app came or not. One whose reader is killed ends with its next word.
    """
    try:
        is_new = room.session.caches.is_new
        # Created here: two processes creating it at once would wait for each other.
        _ = is_new and room.catalog
    except ReaderError:
        # The app will say what is wrong.
        is_new = False
    if not is_new:
        yield None
        return
    from reader.library.child_process import index_arguments, start_reader

    with start_reader(*index_arguments(room.library.root)) as child:
        try:
            yield child
        finally:
            child.terminate()


def show_tour(library: Path, page: Path) -> int:
    """Run the tour on its own *library*; *page* is the file that a step adds."""
    from reader.room import ReadingRoom

    show_passing("Preparing the tour …")
    keep_widths()
    with ReadingRoom.open(library) as room:
        # The first step needs the list, a later one cross-references.
        room.index()
        from reader.tui.app import run_app
        from reader.tui.tour import TourApp

        show_passing("")
        return run_app(TourApp(room, page)).status


def _note_opened(room: "ReadingRoom") -> None:
    from reader.room.libraries import LibraryShelf

    LibraryShelf(room.places).note_opened(room.library.root)


def _greeting(choice: "LibraryChoice") -> str:
    if choice.is_new:
        return "Welcome. These are samples to try; {libraries} opens your own library. {help} shows all keys."
    if choice.vanished is not None:
        return f"The library in {choice.vanished} is gone, so this one was opened. {{libraries}} lists all."
    return ""


def _open(options: Options, *, to_add: bool = False) -> tuple["ReadingRoom", "LibraryChoice"]:
    """Return the room, and why its library was chosen."""
    from reader.room import ReadingRoom
    from reader.room.settings import load_settings, user_places

    places = user_places()
    choice = chosen_library(options)
    if to_add:
        choice = choice._replace(path=_to_add_to(options, choice.path, places))
    return ReadingRoom.open(choice.path, settings=load_settings(places.settings), places=places), choice


def chosen_library(options: Options) -> "LibraryChoice":
    """Return the library that the options name, by its path or title, or the one that opens when none is named."""
    from reader.room.libraries import LibraryChoice, LibraryShelf, default_library
    from reader.room.settings import load_settings, user_places

    places = user_places()
    if options.library:
        return LibraryChoice(_named(options.library, LibraryShelf(places)))
    return default_library(load_settings(places.settings), places)


def _named(path: Path, shelf: "LibraryShelf") -> Path:
    """Return the folder that is named by its path, or by the title of a library that was opened before."""
    if os.path.lexists(path) or len(path.parts) != 1:
        return path
    return shelf.titled(str(path)) or path


def _to_add_to(options: Options, path: Path, places: "Places") -> Path:
    """Return the library that is added to. Raises: ReaderError."""
    from reader.library.folder import SETTINGS
    from reader.room.libraries import make_library, make_own_library

    if not options.library and path == places.samples:
        complain(f"The samples stay as they are. Adding to your own library, {places.own_library}.")
        make_own_library(places)
        return places.own_library
    is_missing = not os.path.lexists(path)
    if os.path.lexists(path / SETTINGS) or not (is_missing or path.is_dir()):
        return path
    told = f"There is no library in {path}." if is_missing else f"{path} is a folder that is read in place."
    if not has_terminal():
        import shlex

        raise ReaderError(f"{told} To make one there: reader init {shlex.quote(str(path))}")
    if not is_yes(f"{told} Make a library there?"):
        raise ReaderError("Nothing was added.")
    return make_library(path, "").root


def _followed(room: "ReadingRoom", link: str) -> "LinkTarget":
    """Return where a link leads; for an unknown article, look for new files. Raises: ReaderError, NoSuchArticle."""
    from reader.room import Busy, NoSuchArticle

    try:
        return room.exchange.follow(link)
    except NoSuchArticle:
        with contextlib.suppress(Busy):
            room.index()
        return room.exchange.follow(link)
