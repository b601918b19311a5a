"""Adding files and folders to the library from within the app."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost
from reader.view.phrases import count

if TYPE_CHECKING:
    from reader.ingest.accession import AddedFile, Result

_WORDS: "Mapping[Result, str]" = {
    "version": "as a version",
    "links": "as links only",
    "same": "there already",
    "refused": "refused",
}


class AdditionPart(Part):
    """Asks what to add, adds it in a thread, and says what became of it."""

    def __init__(self, host: ReadingHost) -> None:
        self._host = host
        # What is proposed to be added.
        self.proposed = f"{Path.home()}/"
        self._asker = host.asker("adding", self._add, self._tell)
        self.commands = {"add": self.ask}

    def ask(self) -> None:
        """Ask for a file or a folder."""
        from reader.tui.dialogs.dialog import TextQuestion

        room = self._host.room
        if room.library.root == room.places.samples:
            told = "The samples stay as they are. Add to your own library: {libraries} opens it."
            self._host.say(self._host.keymap.fill(told))
        elif room.library.in_place:
            self._host.say("This folder is read in place: what you put into it is listed by itself.")
        else:
            title = "Add a file, or a folder with everything in it"
            self._host.open_dialog(TextQuestion(title, self.proposed, _wrong_with), self._take)

    def _take(self, text: str | None) -> None:
        if text is not None:
            self._host.ask(self._asker, Path(text.strip()).expanduser(), "Adding …")

    def _add(self, path: Path, _: IsLate) -> Iterator[list["AddedFile"]]:
        yield list(self._host.room.add([path]))

    def _tell(self, _: Path, added: list["AddedFile"]) -> None:
        counts = Counter(each.result for each in added)
        others = [f"{counts[key]:,} {word}" for key, word in _WORDS.items() if counts[key]]
        told = ", ".join([f"{count(counts['added'], 'article')} added", *others])
        refused = next((each.reason for each in added if each.result == "refused"), "")
        self._host.say(f"{told}. {refused}".strip(), is_warning=bool(refused))
        self._host.articles_read()
        self._host.library_changed()


def _wrong_with(text: str) -> str:
    try:
        path = Path(text.strip()).expanduser()
        if not text.strip() or path == Path.home():
            return "Type the path of a file or a folder."
        return "" if path.exists() else f"There is no {path}."
    except (OSError, RuntimeError, ValueError):
        return "This is not the path of a file or a folder."
