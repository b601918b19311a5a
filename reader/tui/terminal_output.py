"""The way to the terminal, which may go away while it is written to."""

from collections.abc import Callable
from functools import partial
from typing import TextIO


class TerminalOutput:
    """The file that a thread of Textual writes to; once the terminal is gone, it drops what is written.

    An error would end that thread, and the app would wait forever for room in its queue.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._is_gone = False
        self.fileno = file.fileno
        self.isatty = file.isatty

    def write(self, text: str) -> int:
        """Write a text; return its length."""
        self._do(partial(self._file.write, text))
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        self._do(self._file.flush)

    def _do(self, work: Callable[[], object]) -> None:
        if self._is_gone:
            return
        try:
            work()
        except BlockingIOError:
            # The terminal is there but cannot take more now.
            raise
        except OSError:
            self._is_gone = True
