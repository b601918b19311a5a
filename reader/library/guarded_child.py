"""A parser in a child process with limits: whatever a hostile file does to it, this process goes on.

For any format: a module under `reader/` calls `serve_parser` of `parser_child` with a function from settings and bytes
to an answer, and its parent asks it through a `GuardedChild` with the limits that the format needs.
"""

import json
import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from time import monotonic
from typing import Any

from reader.library.child_process import child_command
from reader.library.errors import ReaderError
from reader.library.parser_child import FAILED, FRAME_LENGTH

_CHUNK = 1 << 16


class ChildError(ReaderError):
    """A file gave no result: the parser died, or exceeded a limit. The message ends a sentence after “:”."""


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """The limits of a child for one file.

    Seconds by the *clock*, seconds of the *processor*, and bytes of *memory* and of its *answer*.
    """

    clock: float
    processor: int
    memory: int
    answer: int = 200_000_000


class GuardedChild:
    """A child process that parses one file after another; safe to call from several threads.

    It starts at the first file, is replaced after it died or was killed, and ends after *idle* seconds without work,
    to release its memory. It runs *module*, or *command* instead.
    """

    def __init__(self, module: str, limits: ChildLimits, idle: float = 20.0, command: Sequence[str] = ()) -> None:
        self._limits = limits
        self._idle = idle
        self._command = command or child_command(module, str(limits.processor), str(limits.memory))
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._interrupted: subprocess.Popen[bytes] | None = None
        self._timer: threading.Timer | None = None

    def ask(self, settings: Mapping[str, object], data: bytes) -> dict[str, Any]:
        """Return what the child makes of *data* with these *settings*. Raises: ChildError."""
        frames = b"".join(FRAME_LENGTH.pack(len(each)) + each for each in (json.dumps(settings).encode("ascii"), data))
        with self._lock:
            self._rest()
            process = self._running()
            try:
                answer = self._exchange(process, frames)
            except BaseException:
                # Whatever interrupted the exchange, what the child would send next answers the wrong file; and after
                # an error it may hold memory that the next file needs.
                self._stop()
                raise
            self._timer = threading.Timer(self._idle, self.close)
            self._timer.daemon = True
            self._timer.start()
        return answer

    def interrupt(self) -> None:
        """Stop the child: whoever asked is told that it crashed."""
        process = self._interrupted = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the child process, if there is one."""
        with self._lock:
            self._rest()
            self._stop()

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _running(self) -> subprocess.Popen[bytes]:
        # One that was interrupted between two files may not have ended yet.
        if self._process is None or self._process is self._interrupted or self._process.poll() is not None:
            self._stop()
            self._process = self._started()
        return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module; no word of it comes from outside
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            close_fds=True,
        )
        for pipe in filter(None, (process.stdin, process.stdout)):
            os.set_blocking(pipe.fileno(), False)
        return process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in filter(None, (process.stdin, process.stdout)):
            pipe.close()

    def _exchange(self, process: subprocess.Popen[bytes], frames: bytes) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._answer(process, frames))
        if FAILED in answer:
            raise ChildError(str(answer[FAILED]))
        return answer

    def _answer(self, process: subprocess.Popen[bytes], frames: bytes) -> bytes:
        if process.stdin is None or process.stdout is None:  # pragma: no cover - for the type checker
            raise ChildError("the process that parses has no pipes")
        deadline = monotonic() + self._limits.clock
        try:
            _send(process.stdin.fileno(), frames, deadline)
            (length,) = FRAME_LENGTH.unpack(_receive(process.stdout.fileno(), FRAME_LENGTH.size, deadline))
            if length > self._limits.answer:
                raise ChildError("what it holds is too long")
            return _receive(process.stdout.fileno(), length, deadline)
        except (BrokenPipeError, EOFError) as error:
            raise ChildError(_end_of(process, deadline)) from error


def _end_of(process: subprocess.Popen[bytes], deadline: float) -> str:
    """Return why a child with closed pipes has ended."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(max(0.0, deadline - monotonic()))
    return "it took too long to parse" if process.returncode == -signal.SIGXCPU else "it crashed the parser"


def _send(descriptor: int, data: bytes, deadline: float) -> None:
    view = memoryview(data)
    while view:
        _wait(descriptor, EVENT_WRITE, deadline)
        # The pipe may have been filled between the two calls.
        with suppress(BlockingIOError):
            view = view[os.write(descriptor, view[:_CHUNK]) :]


def _receive(descriptor: int, length: int, deadline: float) -> bytes:
    data = bytearray()
    while len(data) < length:
        _wait(descriptor, EVENT_READ, deadline)
        # The system may have said too early that there is something.
        with suppress(BlockingIOError):
            chunk = os.read(descriptor, min(_CHUNK, length - len(data)))
            if not chunk:
                raise EOFError
            data += chunk
    return bytes(data)


def _wait(descriptor: int, event: int, deadline: float) -> None:
    with DefaultSelector() as selector:
        selector.register(descriptor, event)
        if not selector.select(max(0.0, deadline - monotonic())):
            raise ChildError("it took too long to parse")
