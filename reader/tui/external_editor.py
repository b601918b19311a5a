"""Edit text in the user's own editor while the app is suspended."""

from pathlib import Path
from typing import NamedTuple

from textual.app import App, SuspendNotSupported

from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.safe_text import clean
from reader.room.editor import EditorError, LeftUnreadable, editor_words, run_editor


class Outcome(NamedTuple):
    """The text that an editor left, and a sentence if it may not be what the user wanted."""

    text: str
    problem: str = ""


def edited(app: App[None], command: str, path: Path) -> Outcome:
    """Return the text that the user's editor left in the file at *path*; the file stays.

    Raises: EditorError if the editor could not be run, or its text cannot be read.
    """
    words = editor_words(command)
    before = read_text(path)
    try:
        # An error that left this block would leave the terminal to the editor, and the app without keys.
        with app.suspend():
            status, problem = run_editor([*words, str(path)])
    except SuspendNotSupported as error:
        status, problem = 0, str(error)
    if problem:
        raise EditorError(problem)
    return _taken(path, status, before)


def _taken(path: Path, status: int, before: str) -> Outcome:
    try:
        after = clean(read_text(path))
    except FileNotFoundError:
        after = ""
    except (ReaderError, OSError) as error:
        raise LeftUnreadable(f"The text in {path} cannot be read, so the note was not changed: {error}") from error
    if status != 0:
        return Outcome(after, f"The editor ended with an error ({status}).")
    if before.strip() and not after.strip():
        return Outcome("", "The editor saved no text.")
    return Outcome(after)
