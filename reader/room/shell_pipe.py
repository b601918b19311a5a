"""Giving a text to a shell command of the person's own, and taking what it says: in time, within bounds, cancelable.

The command is what the person typed and nothing else: no word of a page becomes a part of it.
"""

import os
import selectors
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from reader.library.errors import Cancelled, ReaderError
from reader.library.safe_text import clean

# Seconds, and bytes of what is shown.
PATIENCE = 30.0
MOST_SHOWN = 1_000_000
_LOOK_EVERY = 0.1


class PipeOutput(NamedTuple):
    """What a command said on both its outputs, cleaned, and how it ended; *remark* is a sentence on that, or empty."""

    text: str
    status: int
    remark: str = ""


def pipe(command: str, text: str, cancelled: Callable[[], bool], patience: float = PATIENCE) -> PipeOutput:
    """Run *command* in the shell with *text* on its standard input. Raises: ReaderError, Cancelled.

    It is a group of its own and ends as one: after *patience* seconds, when nobody waits any more, or when it has said
    more than is shown.
    """
    shell = os.environ.get("SHELL") or "/bin/sh"
    try:
        process = subprocess.Popen(  # noqa: S603 - the person's own shell and command
            [shell, "-c", command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    except (OSError, ValueError) as error:
        raise ReaderError(f"The command could not be run: {getattr(error, 'strerror', None) or error}.") from error
    feeder = threading.Thread(target=_feed, args=(process, text.encode("utf-8", "replace")), daemon=True)
    feeder.start()
    try:
        said, remark = _listen(process, cancelled, patience)
    finally:
        _end(process)
        feeder.join(_LOOK_EVERY)
    status = process.returncode or 0
    if not remark and status:
        remark = f"The command ended with status {status}."
    return PipeOutput(clean(said.decode("utf-8", "replace")), status, remark)


def _feed(process: "subprocess.Popen[bytes]", data: bytes) -> None:
    # A command need not read all that it is given.
    with suppress(OSError, ValueError):
        if process.stdin is not None:
            with process.stdin:
                process.stdin.write(data)


def _listen(process: "subprocess.Popen[bytes]", cancelled: Callable[[], bool], patience: float) -> tuple[bytes, str]:
    said = bytearray()
    if process.stdout is None:  # pragma: no cover - it was asked for
        return b"", ""
    end = time.monotonic() + patience
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while time.monotonic() < end:
            if cancelled():
                raise Cancelled("The command was canceled.")
            if not waiting.select(_LOOK_EVERY):
                continue
            piece = os.read(process.stdout.fileno(), 1 << 16)
            said += piece
            if len(said) > MOST_SHOWN:
                return bytes(said[:MOST_SHOWN]), f"Only the first {MOST_SHOWN:,} bytes are shown."
            if not piece:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(max(0.0, end - time.monotonic()))
                    return bytes(said), ""
    return bytes(said), f"The command was ended after {patience:g} seconds."


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(OSError):
        # What it started too, which may hold its output open.
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
