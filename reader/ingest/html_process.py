"""The parent's end of `html_worker`: starts it, talks to it against the clock, kills and replaces it."""

import json
import os
import struct
import subprocess
import threading
from collections.abc import Sequence
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from time import monotonic
from typing import Any

from reader.library.child_process import child_command
from reader.library.errors import ReaderError

_LENGTH = struct.Struct(">Q")
_LONGEST_ANSWER = 200_000_000
_CHUNK = 1 << 16
_COMMAND = child_command("reader.ingest.html_worker")


class WorkerError(ReaderError):
    """The child process died, or took too long over a page."""


class HtmlProcess:
    """A child process that parses one page after another; safe to call from several threads.

    It starts at the first page, is replaced after it died or was killed, and ends when it has had nothing to do for
    *idle* seconds, so that its memory is not held for ever.
    """

    def __init__(self, seconds: float, idle: float = 20.0, command: Sequence[str] = _COMMAND) -> None:
        self._seconds = seconds
        self._idle = idle
        self._command = command
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._timer: threading.Timer | None = None

    def read(self, html: str) -> dict[str, Any]:
        """Return what the child process reads out of a page. Raises: WorkerError."""
        request = json.dumps({"html": html}, ensure_ascii=True).encode("ascii")
        with self._lock:
            self._rest()
            process = self._running()
            try:
                answer = self._exchange(process, _LENGTH.pack(len(request)) + request)
            except BaseException:
                # Whatever interrupted the exchange, what the child would send next answers the wrong page.
                self._stop()
                raise
            self._timer = threading.Timer(self._idle, self.close)
            self._timer.daemon = True
            self._timer.start()
        found: dict[str, Any] = json.loads(answer)
        return found

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
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = self._started()
        return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        # S603: the command is our own interpreter and module; no word of it comes from outside.
        process = subprocess.Popen(  # noqa: S603 - as above
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

    def _exchange(self, process: subprocess.Popen[bytes], request: bytes) -> bytes:
        if process.stdin is None or process.stdout is None:  # pragma: no cover - for the type checker
            raise WorkerError("the process that reads pages has no pipes")
        deadline = monotonic() + self._seconds
        _send(process.stdin.fileno(), request, deadline)
        head = _receive(process.stdout.fileno(), _LENGTH.size, deadline)
        (length,) = _LENGTH.unpack(head)
        if length > _LONGEST_ANSWER:
            raise WorkerError("its article is too long")
        return _receive(process.stdout.fileno(), length, deadline)


def _send(descriptor: int, data: bytes, deadline: float) -> None:
    view = memoryview(data)
    while view:
        _wait(descriptor, EVENT_WRITE, deadline)
        try:
            view = view[os.write(descriptor, view[:_CHUNK]) :]
        except BlockingIOError:  # pragma: no cover - the pipe was filled between the two calls
            continue
        except OSError as error:
            raise WorkerError("the process that reads pages ended") from error


def _receive(descriptor: int, length: int, deadline: float) -> bytes:
    data = bytearray()
    while len(data) < length:
        _wait(descriptor, EVENT_READ, deadline)
        try:
            chunk = os.read(descriptor, min(_CHUNK, length - len(data)))
        except BlockingIOError:  # pragma: no cover - the system said too early that there is something
            continue
        if not chunk:
            raise WorkerError("it used too much memory or time, or crashed the parser")
        data += chunk
    return bytes(data)


def _wait(descriptor: int, event: int, deadline: float) -> None:
    with DefaultSelector() as selector:
        selector.register(descriptor, event)
        if not selector.select(max(0.0, deadline - monotonic())):
            raise WorkerError("it took too long to parse")
