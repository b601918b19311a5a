"""Changing the library: the list of libraries, making one, and the samples."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.errors import ReaderError
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from reader.room.libraries import KnownLibrary


class LibraryPart(Part):
    """Lists the libraries, and opens the chosen one with *leave_for*."""

    def __init__(self, host: ReadingHost, leave_for: Callable[[Path], object]) -> None:
        self._host = host
        self._leave_for = leave_for
        self._asker = host.asker("libraries", self._look, self._show)
        self.commands = {"libraries": lambda: self._host.ask(self._asker, None, "Looking for libraries …")}

    def _look(self, _: None, __: IsLate) -> Iterator[list["KnownLibrary"]]:
        from reader.room.libraries import LibraryShelf, known_library

        known = list(LibraryShelf(self._host.room.places).all())
        here = self._host.room.library.root
        if all(each.path != here for each in known):
            known.insert(0, known_library(here))
        yield known

    def _show(self, _: None, known: list["KnownLibrary"]) -> None:
        from reader.room.libraries import LibraryShelf
        from reader.tui.dialogs.libraries import Libraries

        if self._host.is_on_top:
            here = next(at for at, each in enumerate(known) if each.path == self._host.room.library.root)
            shelf = LibraryShelf(self._host.room.places)
            samples = self._host.room.places.samples
            dialog = Libraries(known, here, lambda each: shelf.forget(each.path), samples)
            self._host.open_dialog(dialog, self._take)

    def _take(self, answer: "KnownLibrary | str | None") -> None:
        if answer == "samples":
            self._try(self._open_samples)
        elif answer == "make":
            self._ask_folder()
        elif answer is not None and not isinstance(answer, str):
            self._open(answer.path)

    def _open(self, path: Path) -> None:
        if path == self._host.room.library.root:
            return
        if not path.is_dir():
            self._host.say(f"The folder {path} is gone; if it was moved, open it at its new place.", is_warning=True)
            return
        self._leave_for(path)

    def _open_samples(self) -> None:
        from reader.room.libraries import restore_samples

        places = self._host.room.places
        if not places.samples.exists():
            restore_samples(places)
        self._open(places.samples)

    def _ask_folder(self) -> None:
        from reader.tui.dialogs.dialog import TextQuestion

        title = "The folder: a new one becomes a library, one with files is read in place"
        self._host.open_dialog(TextQuestion(title, f"{Path.home()}/", _wrong_with), self._open_folder)

    def _open_folder(self, text: str | None) -> None:
        if text is None:
            return
        path = Path(text.strip()).expanduser().absolute()

        def make_and_open() -> None:
            from reader.room.libraries import make_library

            if not path.is_dir() or not any(path.iterdir()):
                make_library(path, "")
            self._open(path)

        self._try(make_and_open)

    def _try(self, action: Callable[[], object]) -> None:
        try:
            action()
        except (ReaderError, OSError) as error:
            self._host.say(str(error), is_warning=True)


def _wrong_with(text: str) -> str:
    try:
        path = Path(text.strip()).expanduser()
        if not text.strip() or path == Path.home():
            return "Type the path of a folder."
        return f"{path} is a file." if os.path.lexists(path) and not path.is_dir() else ""
    except (OSError, RuntimeError, ValueError):
        return "This is not the path of a folder."
