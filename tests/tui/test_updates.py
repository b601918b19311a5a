"""What is said when the library was read again."""

from types import SimpleNamespace
from typing import Any

import pytest

from reader.room.progress import Progress
from reader.tui.panes import status as status_module
from reader.tui.reading import updates as updates_module
from reader.tui.reading.updates import LOOKING, UpdatePart
from reader.view.keymap import Keymap
from tests.tui.conftest import Sit

TOLD = "Something was wrong with 3 files. Press P to see what."


class FakeHost:
    """What the part asks of its screen, without one."""

    def __init__(self) -> None:
        self.said = ""
        self.problems = 3
        self.times_indexed = 0
        self.room = SimpleNamespace(catalog=SimpleNamespace(problem_count=lambda: self.problems))
        self.keymap = Keymap()

    def asker(self, *_: Any) -> None:
        """Count no notes."""

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Keep what is said."""
        self.said = text

    def report(self, text: str, *, is_warning: bool = False, is_passing: bool = False) -> None:
        """Say it as an answer: whether there is one to wait for is the status line's to know."""
        self.said = text

    def library_updated(self) -> None:
        """Show nothing."""

    def articles_read(self) -> None:
        """Show nothing."""

    def articles_indexed(self) -> None:
        """Count it."""
        self.times_indexed += 1


@pytest.fixture
def host() -> Any:
    """Return a host of the part."""
    return FakeHost()


def test_files_that_were_wrong_before_do_not_take_the_place_of_an_answer(host: Any) -> None:
    updates = UpdatePart(host)
    updates._indexed("")
    assert host.said == TOLD

    host.say("The note was saved.")
    updates._indexed("")

    assert host.said == "The note was saved."


@pytest.mark.parametrize("before", [LOOKING, TOLD])
def test_after_a_look_they_are_told_again(host: Any, before: str) -> None:
    updates = UpdatePart(host)
    updates._indexed("")

    host.say(before)
    updates._indexed("")

    assert host.said == TOLD


def test_more_of_them_are_told_and_none_are_no_longer_told(host: Any) -> None:
    updates = UpdatePart(host, "Hello.")
    updates._indexed("")
    host.say("The note was saved.")

    host.problems = 4
    updates._indexed("")
    assert host.said.startswith("Something was wrong with 4 files")

    host.problems = 0
    updates._indexed("")
    assert host.said == "Hello."


def test_what_is_done_in_a_second_takes_no_answers_place(host: Any) -> None:
    updates = UpdatePart(host)
    host.say("The note was saved.")

    updates.take_progress(Progress("indexing", 20, 40))

    assert host.said == "The note was saved."


def test_after_progress_was_told_the_greeting_comes_back(host: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates_module, "TOLD_AFTER", 0.0)
    host.problems = 0
    updates = UpdatePart(host, "Hello.")
    updates.take_progress(Progress("indexing", 20, 40))
    assert host.said == "indexing 20 of 40 …"

    updates._indexed("")

    assert host.said == "Hello."


def test_what_was_searched_while_articles_are_indexed_is_searched_again_as_they_come(host: Any) -> None:
    updates = UpdatePart(host)

    for done in range(100, 1_001, 100):
        updates.take_progress(Progress("indexing", done, 1_000))
    assert host.times_indexed == 4  # at 100, 200, 400, 800

    updates.take_progress(Progress("relating", 100, 1_000))
    updates.take_progress(Progress("relating", 200, 1_000))
    assert host.times_indexed == 5

    updates._indexed("")
    updates.take_progress(Progress("indexing", 1, 1))
    updates.take_progress(Progress("relating", 1, 1))
    assert host.times_indexed == 5


def test_once_what_was_known_to_have_changed_is_indexed_it_is_searched_again(host: Any) -> None:
    updates = UpdatePart(host)

    updates.take_progress(Progress("relating", 1, 1))
    updates.take_progress(Progress("known", 1, 1))

    assert host.times_indexed == 1


async def test_new_problems_wait_until_an_answer_has_been_read(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit() as table:
        now = 100.0
        monkeypatch.setattr(status_module, "monotonic", lambda: now)
        monkeypatch.setattr(table.screen.room.catalog, "problem_count", lambda: 3)
        table.screen.say("The search could not be saved: its name is too long.", is_warning=True)
        now += status_module.ANSWER_STANDS - 0.01

        table.screen.updates._indexed("")
        table.screen.report("indexing 20 of 40 …", is_passing=True)
        assert table.screen.said.startswith("The search could not be saved")

        now += 1.0
        await table.until(lambda: table.screen.said == TOLD)


async def test_what_is_asked_for_next_is_told_at_once(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_module, "ANSWER_STANDS", 3600.0)
    async with sit() as table:
        table.screen.say("The note was saved.")

        await table.press("ctrl+r")

        assert table.screen.said == LOOKING
