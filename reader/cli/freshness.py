"""What every command of the command line begins with."""

import contextlib
import sys

from reader.cli.printing import out
from reader.room import Busy, ReadingRoom


def up_to_date(room: ReadingRoom, *, verify: bool = False) -> None:
    """Look for new files first; where another window is at it, its work is as good."""
    with contextlib.suppress(Busy):
        room.index(verify=verify)
    for problem in room.problems:
        out(f"reader: {problem}", sys.stderr)
