"""Edit text in the user's own editor while the app is suspended."""

import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from textual.app import App, SuspendNotSupported

from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.safe_text import clean
from reader.room.editor import EditorError, editor_words, run_editor


class Outcome(NamedTuple):
    """The text that an editor left, and a sentence if it is not sure that this was meant."""

    text: str
    problem: str = ""


def edited(app: App[None], command: str, text: str, folder: Path) -> Outcome:
    """Return *text* as the user's editor left it. Raises: EditorError if it could not be run or read."""
    words = editor_words(command)
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(suffix=".md", prefix="note-", dir=folder)
    path = Path(name)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        # An error that passed through this block would leave the terminal to the editor, and the app without keys.
        with app.suspend():
            status, problem = run_editor([*words, name])
    except SuspendNotSupported as error:
        status, problem = 0, str(error)
    if problem:
        path.unlink(missing_ok=True)
        raise EditorError(problem)
    return _taken(path, status, text)


def _taken(path: Path, status: int, before: str) -> Outcome:
    try:
        after = clean(read_text(path))
    except FileNotFoundError:
        after = ""
    except (ReaderError, OSError) as error:
        # The file stays: what is in it may be dear to somebody.
        raise EditorError(f"The text in {path} cannot be read, so the note was not changed: {error}") from error
    path.unlink(missing_ok=True)
    if status != 0:
        return Outcome(after, f"The editor ended with an error ({status}).")
    if before.strip() and not after.strip():
        return Outcome("", "The editor saved no text.")
    return Outcome(after)
