"""Plain mode at a terminal or in a pipe: reads lines, prints answers, keeps the real cursor at the prompt."""

import sys

from reader.cli.command import Options
from reader.cli.launch import current_room
from reader.cli.printing import flush, is_shown, out
from reader.library.errors import ReaderError
from reader.library.safe_text import line

# Lines of one paragraph, however narrow the terminal is.
_MOST_LINES = 100_000


def converse(options: Options) -> int:
    """Read the library by typed lines, until the reader quits or the input ends; return the exit status."""
    from reader.view.plain import PlainReading

    if sys.stdin is None:
        raise ReaderError("Standard input is closed, so there is nobody to ask.")
    with current_room(options) as room:
        reading = PlainReading(room)
        for text in reading.begin():
            _say(text)
        while not reading.is_over:
            typed = _line(reading.prompt)
            if typed is None:
                out()
                break
            for text in reading.answer(typed):
                _say(text)
    return 0


def _say(text: str) -> None:
    """Print a sentence or a paragraph; a terminal breaks lines within words, and a screen reader would read them so."""
    if is_shown():
        import shutil

        from reader.view.cells import hung

        text = hung(text, shutil.get_terminal_size().columns, 0, most=_MOST_LINES)
    out(text)


def _line(prompt: str) -> str | None:
    """Ask for a line; None at the end of the input."""
    flush()
    if not sys.stdin.isatty():
        typed = sys.stdin.readline()
        return line(typed) if typed else None
    # Imported for its keys: it lets the line be edited and recalls earlier ones.
    import readline  # noqa: F401 - importing it gives `input` its keys

    try:
        return line(input(prompt))
    except EOFError:
        return None
