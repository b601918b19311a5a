"""A terminal that goes away while it is written to."""

import io

import pytest
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from reader.tui.terminal_output import TerminalOutput


class LostTerminal(io.StringIO):
    """A terminal that fails at every write."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error
        self.tries = 0

    def write(self, _: str) -> int:
        self.tries += 1
        raise self.error


def test_what_is_written_once_the_terminal_is_gone_goes_nowhere_and_nobody_waits_for_it() -> None:
    lost = LostTerminal(OSError(5, "gone"))
    thread = WriterThread(TerminalOutput(lost))  # type: ignore[arg-type]
    thread.start()

    for _ in range(MAX_QUEUED_WRITES * 2):
        thread.write("frame")
    thread.stop()

    assert lost.tries == 1


def test_a_terminal_without_room_is_not_one_that_is_gone() -> None:
    full = LostTerminal(BlockingIOError(11, "no room"))
    output = TerminalOutput(full)

    for _ in range(2):
        with pytest.raises(BlockingIOError):
            output.write("frame")

    assert full.tries == 2


def test_a_terminal_that_is_there_is_written_to() -> None:
    there = io.StringIO()
    output = TerminalOutput(there)

    assert output.write("frame") == 5
    output.flush()
    assert there.getvalue() == "frame"
