"""The index is brought up to date by a child process of the app, one run at a time."""

import asyncio
import contextlib
import os
import sys
import time
from pathlib import Path

import pytest
from textual.css.query import NoMatches

from reader.library.child_process import ChildProcess, index_arguments, start_reader
from reader.room import Progress, ReadingRoom
from reader.tui.child_command import ChildCommand
from reader.tui.index_run import IndexRun
from tests.tui.terminal import PATIENCE


class Run:
    """A run of the index over a library, and what was told of it."""

    def __init__(self, library: Path, begun: ChildProcess | None = None) -> None:
        self.told: list[Progress] = []
        self.errors: list[str] = []
        self._ended = asyncio.Event()
        self.indexing = IndexRun(library, self.told.append, self._done, begun)

    def _done(self, error: str) -> None:
        self.errors.append(error)
        self._ended.set()

    async def until_done(self) -> None:
        """Wait for the end."""
        await asyncio.wait_for(self._ended.wait(), PATIENCE)


def wait_for_a_child_with(name: str, run: Run) -> None:
    """Wait until a child of this process has opened a file of that name, or until the run is over."""

    def is_open() -> bool:
        children = " ".join(each.read_text() for each in Path("/proc/self/task").glob("*/children")).split()
        # A child that is not yet the program that it is to run has the files of this process.
        running = [each for each in children if b"--progress" in Path(f"/proc/{each}/cmdline").read_bytes()]
        files = [each for child in running for each in Path(f"/proc/{child}/fd").glob("*") if each.is_symlink()]
        return any(os.readlink(each).endswith(name) for each in files)  # noqa: PTH115 - what is read may be no path

    def is_open_now() -> bool:
        # A thread, a child or a file of it may have gone between two looks.
        with contextlib.suppress(OSError):
            return is_open()
        return False

    while run.indexing.is_running and not is_open_now():
        time.sleep(0.01)


async def test_a_run_tells_how_far_it_is_and_that_it_is_done(library: Path) -> None:
    run = Run(library)

    run.indexing.start()
    assert run.indexing.is_running
    await run.until_done()

    assert run.errors == [""]
    assert {each.stage for each in run.told} == {"reading", "indexing", "relating"}
    assert run.told[0].total == 5


async def test_a_run_that_was_begun_before_the_app_is_taken_over_and_not_run_again(library: Path) -> None:
    begun = start_reader(*index_arguments(library))
    run = Run(library, begun)

    run.indexing.start()
    await run.until_done()

    assert run.errors == [""]
    assert {each.stage for each in run.told} == {"reading", "indexing", "relating"}
    assert begun.returncode == 0


async def test_what_is_asked_for_during_a_run_is_done_after_it(library: Path) -> None:
    run = Run(library)

    run.indexing.start()
    run.indexing.start()
    run.indexing.start()
    await run.until_done()

    # Told once, when nothing is left to do; two of the three were the same wish.
    assert run.errors == [""]
    assert [each.stage for each in run.told].count("reading") == 1


async def test_files_that_are_known_to_have_changed_come_before_all_others(library: Path) -> None:
    first, run = Run(library), Run(library)
    first.indexing.start()
    await first.until_done()
    for name in ("one", "two"):
        (library / "articles" / f"{name}.md").write_text(f"# {name}\n\nThe {name} of Marlow.\n")

    run.indexing.start([library / "articles" / "two.md"])
    await run.until_done()

    steps = [(each.stage, each.total) for each in run.told]
    assert steps.index(("known", 1)) < steps.index(("reading", 1), 1)
    assert run.errors == [""]


@pytest.mark.parametrize("others", [[], ["one.md"]])
async def test_files_known_while_a_run_goes_on_are_those_of_the_next(
    tmp_path: Path, others: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[list[str]] = []
    goes_on, ended = asyncio.Event(), asyncio.Event()

    async def run(command: ChildCommand, __: object = None) -> str:
        runs.append([*command._arguments])
        await goes_on.wait()
        return ""

    monkeypatch.setattr(ChildCommand, "run", run)
    indexing = IndexRun(tmp_path, lambda _: None, lambda _: ended.set())
    indexing.start()
    await asyncio.sleep(0)
    indexing.start([tmp_path / "two.md"])
    indexing.start([tmp_path / each for each in others])
    goes_on.set()
    await asyncio.wait_for(ended.wait(), 60)

    # Where anything else may have changed, nothing of the caches is taken on trust.
    known = sorted(each for each in runs[1] if each.endswith(".md"))
    assert (len(runs), known) == (2, [str(tmp_path / each) for each in [*others, "two.md"]] if others else [])


async def test_a_run_that_fails_says_why(tmp_path: Path) -> None:
    run = Run(tmp_path / "nowhere")

    run.indexing.start()
    await run.until_done()

    assert len(run.errors) == 1
    assert "nowhere" in run.errors[0]


async def test_a_run_that_is_stopped_tells_nothing(library: Path) -> None:
    run = Run(library)

    run.indexing.start()
    await run.indexing.stop()

    assert not run.indexing.is_running
    assert run.errors == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells which files a process has open")
async def test_a_run_waits_for_that_of_another_window(library: Path, room: ReadingRoom) -> None:
    run = Run(library)

    with room.session.caches.locked():
        run.indexing.start()
        await asyncio.to_thread(wait_for_a_child_with, "refresh.lock", run)
    await run.until_done()

    assert run.errors == [""]


async def test_what_failed_as_a_run_ended_is_told_once_and_not_again_when_the_app_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    ended = asyncio.Event()
    asyncio.get_running_loop().set_exception_handler(lambda _, facts: told.append(facts.get("exception")))

    async def run_at_once(_: ChildCommand, __: object = None) -> str:
        return ""

    def look_for_a_pane(_: str) -> None:
        ended.set()
        raise NoMatches("its panes are gone")

    monkeypatch.setattr(ChildCommand, "run", run_at_once)
    indexing = IndexRun(tmp_path, lambda _: None, look_for_a_pane)
    indexing.start()
    await asyncio.wait_for(ended.wait(), 60)

    await indexing.stop()

    assert [type(each) for each in told] == [NoMatches]
