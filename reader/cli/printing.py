"""The one door to standard output and standard error of the command line.

Text is cleaned, so that nothing a file says can command a terminal; what the terminal's encoding lacks is replaced; and
what cannot be written is told in a sentence.
"""

import codecs
import contextlib
import io
import os
import sys
from collections.abc import Callable
from typing import TextIO

from reader.library.errors import ReaderError
from reader.library.safe_text import clean, line


class OutputError(ReaderError):
    """Standard output cannot be written."""


def _replacing(*, keeps_widths: bool) -> Callable[[UnicodeError], tuple[str, int]]:
    def replace(error: UnicodeError) -> tuple[str, int]:
        from reader.library.ascii_signs import cells_in_ascii, shown_in_ascii

        if not isinstance(error, UnicodeEncodeError):
            raise error
        shown = map(cells_in_ascii if keeps_widths else shown_in_ascii, error.object[error.start : error.end])
        return "".join(shown), error.end

    return replace


class _CleanedText(io.TextIOBase):
    """A stream that cleans all that is written to it, also by threads and by Python itself."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str, /) -> int:
        """Write *text*, cleaned."""
        self._stream.write(clean(text))
        return len(text)

    def flush(self) -> None:
        """Flush the stream behind, unless it is closed."""
        if not self._stream.closed:
            self._stream.flush()

    def write_over(self, text: str) -> None:
        """Write a line that the next one overwrites."""
        self._stream.write(f"\r{line(text)}\r")

    def fileno(self) -> int:
        """Return the number of the file behind it."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._stream.isatty()


def prepare_streams() -> None:
    """Make both streams replace what their encoding lacks, and standard error clean what is written to it."""
    codecs.register_error("reader", _replacing(keeps_widths=False))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="reader")
    # The app draws on the stream below.
    if sys.stderr is not None and not isinstance(sys.stderr, _CleanedText):
        sys.stderr = _CleanedText(sys.stderr)


def keep_widths() -> None:
    """From now on, replace characters by others of the same width: what follows is a screen."""
    codecs.register_error("reader", _replacing(keeps_widths=True))


def has_terminal() -> bool:
    """Whether the program talks with a person at a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def asked(question: str, proposed: str = "") -> str:
    """Ask a person at the terminal for a line; return *proposed* if it is empty or input has ended."""
    hint = f" [{proposed}]" if proposed else ""
    sys.stderr.write(f"{question}{hint} ")
    sys.stderr.flush()
    return line(sys.stdin.readline()).strip() or proposed


def is_yes(question: str) -> bool:
    """Ask a person at the terminal; anything but y or yes means no."""
    return asked(question, "y/N").casefold() in {"y", "yes"}


def is_shown() -> bool:
    """Whether standard output is a terminal, where only text makes sense."""
    return sys.stdout is not None and sys.stdout.isatty()


def is_drawable() -> bool:
    """Whether standard error, on which Textual draws, is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def is_dumb_terminal() -> bool:
    """Whether the terminal says that nothing can be drawn on it, as those within editors do."""
    return os.environ.get("TERM", "") in {"", "dumb"}


def encoding() -> str:
    """Return the encoding of standard output."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def out(text: str = "", *, end: str = "\n") -> None:
    """Print cleaned text. Raises: OutputError, BrokenPipeError."""
    _write(clean(text) + end)


def out_json(value: object, *, indent: int | None = 2) -> None:
    """Print one JSON document, in ASCII. Raises: OutputError, BrokenPipeError."""
    import json

    _write(json.dumps(value, ensure_ascii=True, indent=indent) + "\n")


def out_bytes(data: bytes) -> None:
    """Write bytes, for a file or another program. Raises: OutputError, BrokenPipeError."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        raise OutputError("Standard output is closed.")
    flush()
    try:
        buffer.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"The output could not be written: {error.strerror or error}.") from error


def report(text: str) -> None:
    """Print what was done so far; the work goes on even if nobody reads the output any more."""
    try:
        out(text)
        flush()
    except BrokenPipeError:
        close_output()


def say(text: str) -> None:
    """Tell the user something on standard error, if it can be written."""
    _say(clean(text))


def show_passing(text: str) -> None:
    """Show a line that the next text replaces, if standard error is a terminal."""
    import shutil

    if isinstance(sys.stderr, _CleanedText) and sys.stderr.isatty():
        width = shutil.get_terminal_size().columns - 1
        with contextlib.suppress(OSError):
            sys.stderr.write_over(text[:width].ljust(width))
            sys.stderr.flush()


def complain(sentence: str) -> None:
    """Say on standard error what is wrong."""
    _say(f"reader: {line(sentence)}")


def flush() -> None:
    """Flush the output. Raises: OutputError, BrokenPipeError."""
    if sys.stdout is not None:
        _try(sys.stdout.flush)


def close_output() -> None:
    """Drop what could not be written, so that the interpreter does not try again as it exits."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(text: str) -> None:
    if sys.stdout is None:
        raise OutputError("Standard output is closed.")
    _try(sys.stdout.write, text)


def _try(action: Callable[..., object], *arguments: str) -> None:
    try:
        action(*arguments)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"The output could not be written: {error.strerror or error}.") from error


def _say(text: str) -> None:
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(text + "\n")
            sys.stderr.flush()
