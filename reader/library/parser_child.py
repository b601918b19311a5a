"""The child's end of `guarded_child`: limits on memory, processor time and files, and the frames of the exchange.

A file is hostile input to a large C library: what goes wrong there takes down this process and not the reader. Each
request is two frames on standard input, settings in JSON and the file's bytes; each answer is one frame of JSON on
standard output. A frame is eight bytes of length and so many bytes.
"""

import json
import os
import resource
import struct
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from reader.library.network import refuse_network

FRAME_LENGTH = struct.Struct(">Q")
FAILED = "failed"

Parser = Callable[[dict[str, Any], bytes], dict[str, Any]]


def serve_parser(parser: Parser) -> int:  # pragma: no cover - runs in the child alone
    """Answer requests by *parser* until standard input ends; the limits are the arguments of the command."""
    processor, memory = map(int, sys.argv[1:3])
    output = _only_output()
    _limit(memory)
    refuse_network()
    for settings, data in requests(sys.stdin.buffer):
        _allow_seconds(processor)
        answer = json.dumps(answered(parser, settings, data), ensure_ascii=True).encode("ascii")
        output.write(FRAME_LENGTH.pack(len(answer)) + answer)
        output.flush()
    return 0


def answered(parser: Parser, settings: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return the answer to one request, or why there is none."""
    try:
        return parser(settings, data)
    except MemoryError:
        return {FAILED: "it needs too much memory"}
    except RecursionError:
        return {FAILED: "it is nested too deeply"}
    except Exception as error:  # noqa: BLE001 - whatever a parser raises is an answer; this process is for that
        return {FAILED: f"the parser failed ({type(error).__name__})"}


def requests(stream: BinaryIO) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield the requests on *stream* until it ends."""
    while (settings := _frame(stream)) is not None and (data := _frame(stream)) is not None:
        yield json.loads(settings), data


def _frame(stream: BinaryIO) -> bytes | None:
    head = stream.read(FRAME_LENGTH.size)
    return stream.read(*FRAME_LENGTH.unpack(head)) if len(head) == FRAME_LENGTH.size else None


def _only_output() -> BinaryIO:  # pragma: no cover - as above
    """Return the real standard output, and point what others may print to nowhere."""
    output = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return output


def _limit(memory: int) -> None:  # pragma: no cover - as above
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow_seconds(processor: int) -> None:  # pragma: no cover - as above
    """Allow the next file its share of processor time; the limit counts from the start of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + processor
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
