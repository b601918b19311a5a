"""What the parts of a room share is opened once, however many threads ask for it at the same moment."""

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.library.folder import open_library
from reader.room import ReadingRoom, new_annotation
from reader.room.session import OpenedOnce, Session
from reader.room.settings import Places, Settings

THREADS = 8
SHARED = sorted(name for name, value in vars(Session).items() if isinstance(value, OpenedOnce))


@pytest.fixture(autouse=True)
def _threads_take_turns_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def at_once(ask: Callable[[], object]) -> list[object]:
    """Return what threads that begin at the same moment were given."""
    barrier = threading.Barrier(THREADS)

    def one() -> object:
        barrier.wait()
        return ask()

    with ThreadPoolExecutor(THREADS) as pool:
        return [each.result() for each in [pool.submit(one) for _ in range(THREADS)]]


@pytest.mark.parametrize("name", SHARED)
def test_threads_that_ask_at_once_are_given_one_thing(name: str, tmp_path: Path, places: Places) -> None:
    for _ in range(20):
        session = Session(open_library(tmp_path), Settings(machine="desk"), places)

        given = at_once(lambda session=session: getattr(session, name))  # type: ignore[misc]  # bound at once

        assert len({id(each) for each in given}) == 1
        session.close()


def test_everything_that_a_session_opens_is_asked_for_in_this_test() -> None:
    assert {"caches", "names", "notes", "state"} <= {*SHARED}


def test_a_room_searches_adds_and_lists_from_several_threads(tmp_path: Path, places: Places) -> None:
    for number in range(30):
        (tmp_path / f"goat{number}.md").write_text(f"# Goat {number}\n\nGoat {number} is on the wall.\n")
    with ReadingRoom.open(tmp_path, settings=Settings(machine="desk"), places=places) as room:
        room.index()

        def ask() -> tuple[object, ...]:
            found = room.search("goat")
            first = found.hits[0].entry.id
            return len(found.hits), len([*room.articles()]), room.article(first).text, room.related(first)[:1] != ()

        assert len({*map(str, at_once(ask))}) == 1


def test_nothing_waits_for_an_answer_that_another_thread_is_working_on(tmp_path: Path, places: Places) -> None:
    (tmp_path / "goat.md").write_text("# Goat\n\nThe goat is on the wall.\n")
    with ReadingRoom.open(tmp_path, settings=Settings(machine="desk"), places=places) as room:
        room.index()
        is_asked, may_go_on = threading.Event(), threading.Event()

        def is_cancelled() -> bool:
            is_asked.set()
            may_go_on.wait(60)
            return False

        with ThreadPoolExecutor(1) as pool:
            slow = pool.submit(room.search, "goat", cancelled=is_cancelled)
            is_asked.wait(60)
            is_free = room.session.lock.acquire(blocking=False)
            if is_free:
                room.session.lock.release()
            (listed,) = room.articles()
            answers = (room.state.of(listed.id).read, room.notes.all(), room.article(listed.id).title)
            is_over = slow.done()
            may_go_on.set()

        assert (is_free, is_over) == (True, False)
        assert answers == (False, (), "Goat")
        assert len(slow.result().hits) == 1


def test_a_draft_survives_also_where_neither_state_nor_data_can_be_written(tmp_path: Path, places: Places) -> None:
    for place in (places.state, places.data):
        place.mkdir(parents=True, exist_ok=True)
        (place / "drafts").write_text("no folder")
    note = new_annotation("flood", None, body="half a thought")
    with ReadingRoom.open(tmp_path, places=places) as room:
        room.drafts.keep(note)
        room.drafts.close()
        assert room.drafts.problem == ""

    with ReadingRoom.open(tmp_path, places=places) as room:
        assert [each.annotation.body for each in room.drafts.recovered()] == ["half a thought"]
