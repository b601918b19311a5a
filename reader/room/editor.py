"""The user's own editor: its command line, and running it at the terminal."""

import os
import signal
from collections.abc import Sequence

from reader.library.errors import ReaderError
from reader.library.safe_text import line


class EditorError(ReaderError):
    """The editor could not be run, or its text cannot be read."""


class LeftUnreadable(EditorError):
    """The text that an editor left cannot be read; its file stays."""


def editor_words(command: str) -> list[str]:
    """Return the words of an editor's command line. Raises: EditorError if it is empty or wrongly quoted."""
    import shlex

    try:
        words = shlex.split(command) if command else []
    except ValueError as error:
        raise EditorError("The command of the editor has a quotation mark that is not closed.") from error
    if not words:
        raise EditorError("No editor is set. Name one in $EDITOR or in the settings.")
    return words


def run_editor(words: Sequence[str]) -> tuple[int, str]:
    """Run an editor; return its exit status, and a sentence if it could not be run."""
    try:
        return _run(words), ""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return 0, f"The editor {line(words[0])[:80]} could not be run: {reason}."


def _run(words: Sequence[str]) -> int:
    """Run a program that owns the terminal and its Ctrl+C; return its exit status. Raises: OSError."""
    # Ctrl+C reaches every program at the terminal; reader, which it would end, ignores it meanwhile.
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        # Unlike subprocess, this lets the program receive the signal that reader ignores.
        process = os.posix_spawnp(words[0], list(words), os.environ, setsigdef=[signal.SIGINT])
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    finally:
        signal.signal(signal.SIGINT, heard)
