"""Giving a text to the user's own shell command, and taking its output: with limits of time and size, cancelable.

The command is exactly what the user typed; nothing of a page becomes part of it.
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

# Seconds, and the most bytes shown.
PATIENCE = 30.0
MOST_SHOWN = 1_000_000
_LOOK_EVERY = 0.1


class PipeOutput(NamedTuple):
    """The cleaned output of a command on both streams, and its status; *remark* may say how it ended."""

    text: str
    status: int
    remark: str = ""


def pipe(command: str, text: str, cancelled: Callable[[], bool], patience: float = PATIENCE) -> PipeOutput:
    """Run *command* in the shell with *text* on its standard input. Raises: ReaderError, Cancelled.

    Its process group is ended as a whole after *patience* seconds, when nobody waits any more, or when its output is
    longer than what is shown.
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
    # A command need not read all its input.
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
        # Also the processes it started, which may hold its output open.
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
