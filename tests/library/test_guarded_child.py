"""A parser in a child process of its own: it answers within its limits, or the reason is told."""

import io
import os
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from reader.library.guarded_child import ChildError, ChildLimits, GuardedChild
from reader.library.parser_child import answered, requests

LIMITS = ChildLimits(clock=60.0, processor=10, memory=1_000_000_000)
MODULE = "reader.ingest.page_parser"
PAGE = b"<html><head><title>Goats</title></head><body><p>The goats are on the town wall again.</p></body></html>"


def stand_in(child: str) -> Sequence[str]:
    """Return the command of one of the programs beside this file that behave as a child must not."""
    return [sys.executable, str(Path(__file__).with_name(f"child_{child}.py"))]


@pytest.fixture
def child() -> Iterator[GuardedChild]:
    made = GuardedChild(MODULE, LIMITS)
    yield made
    made.close()


def test_one_child_parses_several_files_and_one_that_was_killed_is_replaced(child: GuardedChild) -> None:
    first = child.ask({"form": "tree"}, PAGE)
    running = child._process
    second = child.ask({"form": "tree"}, PAGE)
    assert running is not None
    assert child._process is running

    running.kill()
    running.wait()

    assert first == second == child.ask({"form": "tree"}, PAGE)
    assert first["title"] == "Goats"


def test_a_child_that_was_interrupted_between_two_files_spoils_none(child: GuardedChild) -> None:
    for _ in range(5):
        assert child.ask({"form": "tree"}, PAGE)["title"] == "Goats"
        child.interrupt()


@pytest.mark.parametrize(
    # The clock is short for the one that says nothing alone: on a loaded machine a child begins late.
    ("behavior", "clock", "reason"),
    [("silent", 1.0, "took too long"), ("dying", 60.0, "crashed"), ("boasting", 60.0, "too long")],
)
def test_a_child_that_fails_is_ended_and_the_reason_told(behavior: str, clock: float, reason: str) -> None:
    made = GuardedChild(MODULE, ChildLimits(clock, 1, 1), command=stand_in(behavior))

    with pytest.raises(ChildError, match=reason):
        made.ask({}, PAGE)

    assert made._process is None
    made.close()


def test_a_large_file_for_a_child_that_does_not_read_meets_the_deadline() -> None:
    made = GuardedChild(MODULE, ChildLimits(2.0, 1, 1), command=stand_in("dying"))

    with pytest.raises(ChildError):
        made.ask({}, b"x" * 3_000_000)

    assert made._process is None


@pytest.mark.parametrize(
    ("settings", "reason"), [({"memory": 500_000_000}, "too much memory"), ({"time": True}, "took too long")]
)
def test_a_file_that_needs_more_than_it_may_have_is_told_of_and_the_next_one_is_parsed(
    settings: dict[str, object], reason: str
) -> None:
    made = GuardedChild(MODULE, LIMITS, command=[*stand_in("hungry"), "1", "400000000"])

    with pytest.raises(ChildError, match=reason):
        made.ask(settings, PAGE)

    assert made.ask({}, PAGE) == {"length": len(PAGE)}
    made.close()


def test_an_idle_child_goes_away() -> None:
    made = GuardedChild(MODULE, LIMITS, idle=0.0)
    made.ask({"form": "tree"}, PAGE)
    timer = made._timer

    if timer is not None:
        timer.join()

    assert made._process is None


def test_a_child_is_limited(child: GuardedChild) -> None:
    child.ask({"form": "tree"}, PAGE)
    running = child._process
    assert running is not None
    limits = f"/proc/{running.pid}/limits"
    if not os.path.exists(limits):  # noqa: PTH110 - a file of the system
        pytest.skip("this system does not tell the limits of a process")

    with open(limits, encoding="ascii") as file:  # noqa: PTH123 - as above
        told = {line[:26].strip(): line[26:47].strip() for line in file}

    assert told["Max address space"] == str(LIMITS.memory)
    assert told["Max file size"] == "0"
    assert told["Max core file size"] == "0"
    assert told["Max cpu time"].isdigit()


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), "it needs too much memory"),
        (RecursionError(), "it is nested too deeply"),
        (KeyError("x"), "the parser failed (KeyError)"),
    ],
)
def test_what_a_parser_raises_is_an_answer(error: Exception, reason: str) -> None:
    def fail(_: dict[str, Any], __: bytes) -> dict[str, Any]:
        raise error

    assert answered(fail, {}, b"") == {"failed": reason}


def test_requests_are_read_until_the_input_ends_also_in_the_middle_of_one() -> None:
    frames = [b'{"form": "tree"}', b"abc", b"{}", b""]
    stream = io.BytesIO(b"".join(struct.pack(">Q", len(each)) + each for each in frames) + b"\x00")

    assert list(requests(stream)) == [({"form": "tree"}, b"abc"), ({}, b"")]
