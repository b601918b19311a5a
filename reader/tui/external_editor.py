"""Edit text in the user's own editor while the app is suspended."""

import os
import shlex
import signal
import tempfile
from pathlib import Path
from typing import NamedTuple

from textual.app import App, SuspendNotSupported

from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.safe_text import clean, line


class EditorError(ReaderError):
    """The editor could not be run, or what it left cannot be read; the note is as it was."""


class Outcome(NamedTuple):
    """The text that an editor left, and a sentence if it is not sure that this was meant."""

    text: str
    problem: str = ""


def edited(app: App[None], command: str, text: str, folder: Path) -> Outcome:
    """Return *text* as the user's editor left it. Raises: EditorError if it could not be run or read."""
    try:
        words = shlex.split(command) if command else []
    except ValueError as error:
        raise EditorError("The command of the editor has a quotation mark that is not closed.") from error
    if not words:
        raise EditorError("No editor is set. Name one in $EDITOR or in the settings.")
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(suffix=".md", prefix="note-", dir=folder)
    path = Path(name)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        # An error that passed through this block would leave the terminal to the editor, and the app without keys.
        with app.suspend():
            status, problem = _tried([*words, name])
    except SuspendNotSupported as error:
        status, problem = 0, str(error)
    if problem:
        path.unlink(missing_ok=True)
        raise EditorError(f"The editor {line(words[0])[:80]} could not be run: {problem}.")
    return _taken(path, status, text)


def _tried(command: list[str]) -> tuple[int, str]:
    """Run a program; return its exit status, and why it could not be run."""
    try:
        return _run(command), ""
    except (OSError, ValueError) as error:
        return 0, getattr(error, "strerror", None) or str(error)


def _run(command: list[str]) -> int:
    """Run a program to which the terminal and its interrupts belong; return its exit status. Raises: OSError."""
    # Ctrl+C is sent to every program at the terminal; the app, which an interrupt would end, hears it only for itself.
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        # Unlike subprocess, this lets the program hear what the app ignores.
        process = os.posix_spawnp(command[0], command, os.environ, setsigdef=[signal.SIGINT])
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    finally:
        signal.signal(signal.SIGINT, heard)


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
