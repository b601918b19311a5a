"""Clocks that are wrong, set back or in other time zones change neither the order of notes nor what is known."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from reader.library import dates
from reader.library.state import ReadingState
from reader.notes import model
from reader.notes.judged_links import judged_links, judgment
from reader.notes.model import Annotation, new_annotation, new_id
from reader.notes.store import NoteStore
from tests.faults.actions import kept, note

# Before and after the hour that is there twice, or not at all, and the ends of the time zones.
ZONES = ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Kiritimati"]
CHANGES = {
    "spring": datetime(2026, 3, 29, 0, 59, 50, tzinfo=UTC),
    "autumn": datetime(2026, 10, 25, 0, 59, 50, tzinfo=UTC),
}


class Clock(datetime):
    """The clock of this machine, as a test sets it."""

    moment = datetime(2026, 11, 22, 23, 15, 1, tzinfo=UTC)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # always asked for UTC
        return cls.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    monkeypatch.setattr(Clock, "moment", Clock.moment)
    monkeypatch.setattr(dates, "datetime", Clock)
    monkeypatch.setattr(model, "datetime", Clock)
    return Clock


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Have this machine be in a time zone."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def set_back(clock: type[Clock], by: timedelta) -> None:
    clock.moment -= by


@pytest.fixture
def store(tmp_path: Path) -> NoteStore:
    return NoteStore(tmp_path / "notes", tmp_path / "state", tmp_path / "cache.json")


def test_what_was_deleted_last_comes_back_first_whatever_the_clock_says(store: NoteStore, clock: type[Clock]) -> None:
    for name in ("a", "b", "c"):
        store.save(note(name, name))
    for name in ("a", "b", "c"):
        store.delete(kept(store, name))
        set_back(clock, timedelta(days=400))

    assert [each.id for each in (store.undo(), store.undo(), store.undo()) if each] == ["c", "b", "a"]


def test_a_change_made_with_the_clock_set_back_is_the_one_that_stands(store: NoteStore, clock: type[Clock]) -> None:
    saved = store.save(note("Before."))
    set_back(clock, timedelta(days=1))

    store.save(replace(saved, body="After."))
    fresh = NoteStore(store.path, store.path.parent / "state")

    assert [each.body for each in fresh.all()] == ["After."]
    assert not fresh.problems


def test_notes_stand_in_the_order_of_their_text_whenever_they_were_made(store: NoteStore, clock: type[Clock]) -> None:
    for start in range(5):
        store.save(replace(note(str(start), new_id()), position=model.TextPositionSelector(start, start + 4)))
        set_back(clock, timedelta(hours=7))

    assert [each.body for each in store.all()] == ["0", "1", "2", "3", "4"]


def test_a_thousand_notes_of_one_second_have_names_of_their_own(clock: type[Clock]) -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


def judged(store: NoteStore, relation: str) -> Annotation:
    known = judged_links(store.all(), "harbor").get("mill")
    return store.save(judgment(known, "harbor", "mill", relation))


def test_the_last_judgment_holds_though_the_clock_was_set_back(store: NoteStore, clock: type[Clock]) -> None:
    judged(store, "confirms")
    set_back(clock, timedelta(days=3))
    judged(store, "contradicts")

    assert judged_links(store.all(), "harbor")["mill"].relation == "contradicts"


def state(tmp_path: Path, machine: str) -> ReadingState:
    return ReadingState(tmp_path / "state of reading", machine, tmp_path / f"locks {machine}")


def read(tmp_path: Path, machine: str, position: int) -> None:
    """Read an article to a position on a machine, after it has seen what the others read."""
    here = state(tmp_path, machine)
    here.change("harbor", read=True, position=position)
    here.save()


def test_two_machines_whose_clocks_differ_agree_on_what_was_read_last(tmp_path: Path, clock: type[Clock]) -> None:
    for number, hours in enumerate((0, -30, 5, -400, 1, -1)):
        clock.moment += timedelta(hours=hours)
        read(tmp_path, f"machine{number % 2}", 100 + number)

        positions = {state(tmp_path, machine).of("harbor").position for machine in ("machine0", "machine1", "third")}
        assert positions == {100 + number}


@pytest.mark.parametrize("moment", CHANGES.values(), ids=CHANGES)
def test_when_the_clocks_change_moments_go_on_in_their_order(
    moment: datetime, store: NoteStore, clock: type[Clock], zone: str
) -> None:
    clock.moment = moment
    names = []
    for _ in range(6):
        saved = store.save(new_annotation("harbor", body="A thought."))
        names.append((saved.modified, saved.id[:15]))
        clock.moment += timedelta(minutes=15)

    assert names == sorted(names)
    assert all(one < other for one, other in pairwise(names))
    assert names[0][0] == moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_a_machine_in_another_time_zone_writes_the_same_moments(
    tmp_path: Path, store: NoteStore, clock: type[Clock], zone: str
) -> None:
    saved = store.save(note("Here."))
    read(tmp_path, "here", 7)
    (text,) = [each.read_text(encoding="utf-8") for each in (tmp_path / "state of reading").iterdir()]

    assert saved.modified == "2026-11-22T23:15:01Z"
    assert '"2026-11-22T23:15:01Z"' in text


class LocalClock(Clock):
    """The clock as a careless program reads it: what the wall says, taken for the time everywhere."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # always asked for UTC
        return cls.moment.astimezone().replace(tzinfo=UTC)


def test_moments_of_the_wall_clock_would_fail(
    tmp_path: Path, store: NoteStore, clock: type[Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Australia/Lord_Howe")
    time.tzset()
    monkeypatch.setattr(dates, "datetime", LocalClock)
    monkeypatch.setattr(model, "datetime", LocalClock)

    with pytest.raises(AssertionError):
        test_a_machine_in_another_time_zone_writes_the_same_moments(tmp_path, store, clock, "")


def test_the_newest_of_two_files_by_the_clock_alone_would_be_the_wrong_one(
    tmp_path: Path, clock: type[Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReadingState, "_changed", _by_the_clock)

    with pytest.raises(AssertionError):
        test_two_machines_whose_clocks_differ_agree_on_what_was_read_last(tmp_path, clock)


def _by_the_clock(self: ReadingState, article_id: str, old: object) -> object:
    return replace(old, at=dates.now(), **self._changes[article_id])  # type: ignore[type-var]  # a reading
