"""Adding to the library from within the app, with a preview; and undoing that."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.network import is_address
from reader.library.scan import SUFFIXES
from reader.text.plurals import count
from reader.tui.child_command import ChildCommand, Row
from reader.tui.part import Part
from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from reader.tui.dialogs.import_dialog import ImportDialog
    from reader.view.import_report import ImportRow


_SMALL = 2_000_000


class AdditionPart(Part):
    """Asks what to add, and adds it by running `reader add` beside the app.

    *is_searching* says whether the list shows only what a search finds.
    """

    def __init__(self, host: ReadingHost, is_searching: Callable[[], bool]) -> None:
        self._host = host
        self._is_searching = is_searching
        self._dialog: ImportDialog | None = None
        self._undoing: ChildCommand | None = None
        # The path proposed in the box.
        self.proposed = f"{Path.home()}/"
        self.commands = {"add": self.ask, "undo-add": self._undo}

    def stop(self) -> None:
        """Stop an import; what was added stays."""
        if self._dialog is not None:
            self._dialog.stop()

    def ask(self) -> None:
        """Ask what to add."""
        from reader.tui.dialogs.dialog import TextQuestion

        room = self._host.room
        if room.library.root == room.places.samples:
            told = "The samples stay as they are. Add to your own library: {libraries} opens it."
            self._host.say(self._host.keymap.fill(told))
        elif room.library.in_place:
            self._host.say("This folder is read in place: what you put into it is listed by itself.")
        else:
            title = "Add a file, a folder with everything in it, an archive or an address"
            self._host.open_dialog(TextQuestion(title, self.proposed, _wrong_with), self._look)

    def _look(self, text: str | None) -> None:
        from reader.tui.dialogs.import_dialog import ImportDialog

        if text is None:
            return
        typed = text.strip()
        is_page = is_address(typed)
        named = typed if is_page else str(Path(typed).expanduser().absolute())
        self.proposed = f"{Path.home()}/" if is_page else typed

        def begin(is_trying: bool, row: Callable[[Row], object], done: Callable[[str], object]) -> ChildCommand:
            dry = ["--dry-run"] if is_trying else []
            library = str(self._host.room.library.root)
            return ChildCommand(["add", "--progress", *dry, "--library", library, "--", named], row, done)

        name = typed if is_page else Path(named).name or named
        self._dialog = ImportDialog(name, begin, is_sure=is_page or _is_small(Path(named)))
        self._host.open_dialog(self._dialog, self._told)

    def _told(self, rows: "Sequence[ImportRow] | None") -> None:
        from reader.view.import_report import import_done

        self._dialog = None
        if rows:
            self._host.say(self._host.keymap.fill(import_done(rows, is_searching=self._is_searching())))
            self._host.articles_read()
            folder = self._host.room.library.articles
            self._host.library_changed([folder / f"{row.id}.md" for row in rows if row.id])

    def _undo(self) -> None:
        if self._undoing is not None and self._undoing.is_running:
            return
        rows: list[Row] = []
        arguments = ["add", "--undo", "--progress", "--library", str(self._host.room.library.root)]
        self._undoing = ChildCommand(arguments, rows.append, lambda error: self._undone(rows, error))
        self._host.say("Undoing the last import …")
        self._undoing.start()

    def _undone(self, rows: Sequence[Row], error: str) -> None:
        gone = [row for row in rows if row["undone"]]
        staying = len(rows) - len(gone)
        if error:
            self._host.say(error, is_warning=True)
            return
        stay = f" {count(staying, 'article')} changed since, or with your own notes, stay." if staying else ""
        self._host.say(f"The last import is undone: {count(len(gone), 'article')} moved to the library's .trash.{stay}")
        self._host.library_changed()


def _is_small(path: Path) -> bool:
    """Whether a file can only be one page or text, so that no preview is needed."""
    try:
        return path.is_file() and path.suffix.lower() in SUFFIXES and path.stat().st_size <= _SMALL
    except OSError:
        return False


def _wrong_with(text: str) -> str:
    typed = text.strip()
    if is_address(typed):
        return ""
    try:
        path = Path(typed).expanduser()
        if not typed or path == Path.home():
            return "Type the path of a file or folder, or an address that begins with http."
        return "" if path.exists() else f"There is no file {path}."
    except (OSError, RuntimeError, ValueError):
        return "This is not the path of a file or folder."
