"""What was read and starred, on one machine and on several, in one window and in several."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import state
from reader.library.atomic_file import WriteError, write_text
from reader.library.locks import locked
from reader.library.state import ReadingState


def test_what_was_read_is_there_again(tmp_path: Path) -> None:
    state = ReadingState(tmp_path / "state", "desk")
    state.change("a", read=True, position=120)
    state.change("b", starred=True)
    state.save()

    again = ReadingState(tmp_path / "state", "desk")

    assert (again.of("a").read, again.of("a").position, again.of("b").starred) == (True, 120, True)
    assert again.ids(read=True) == {"a"}
    assert again.ids(starred=True) == {"b"}


def test_nothing_is_written_before_something_changed(tmp_path: Path) -> None:
    state = ReadingState(tmp_path / "state", "desk")
    state.of("a")
    state.change("a", read=False)
    state.save()

    assert not (tmp_path / "state").exists()


def test_a_machine_writes_only_its_own_file_and_the_newest_entry_wins(tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").write_text('"a": {at: "2020-01-01T00:00:00Z", read: true, starred: false, position: 5}\n')
    theirs = '"a": {at: "2021-01-01T00:00:00Z", read: false, starred: true, position: 9}\n'
    (tmp_path / "laptop.yaml").write_text(theirs)

    state = ReadingState(tmp_path, "desk")
    assert (state.of("a").read, state.of("a").position) == (False, 9)
    state.change("b", read=True)
    state.save()

    assert (tmp_path / "laptop.yaml").read_text() == theirs
    assert '"b"' in (tmp_path / "desk.yaml").read_text()
    assert '"a"' in (tmp_path / "desk.yaml").read_text()


def test_a_broken_file_is_told_and_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").write_text("a: [")

    state = ReadingState(tmp_path, "desk")
    state.change("a", read=True)
    state.save()

    assert state.problems
    assert (tmp_path / "desk.yaml").read_text() == "a: ["
    assert ReadingState(tmp_path, "desk").of("a").read


def test_what_a_person_wrote_by_hand_is_read(tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").write_text("a:\n  at: 2020-01-01T00:00:00Z\n  read: true\n  position: many\n")

    reading = ReadingState(tmp_path, "desk").of("a")

    assert (reading.read, reading.position) == (True, 0)


@given(
    st.dictionaries(
        st.from_regex(r"[0-9a-z][0-9a-z-]{0,20}", fullmatch=True),
        st.tuples(st.booleans(), st.booleans(), st.integers(0, 10**8)),
    )
)
def test_any_state_comes_back(tmp_path_factory: object, entries: dict[str, tuple[bool, bool, int]]) -> None:
    folder = tmp_path_factory.mktemp("state")  # type: ignore[attr-defined]  # pytest's factory
    state = ReadingState(folder, "m")
    for key, (read, starred, position) in entries.items():
        state.change(key, read=read, starred=starred, position=position)
    state.save()

    again = ReadingState(folder, "m")

    for key in entries:
        assert again.of(key) == state.of(key)


def states(folder: Path, machine: str = "desk") -> tuple[ReadingState, ReadingState]:
    """Return two windows' states of one machine."""
    return ReadingState(folder, machine, folder / "locks"), ReadingState(folder, machine, folder / "locks")


def entry(at: str, *, read: bool = False, starred: bool = False, position: int = 0) -> str:
    flags = f"read: {str(read).lower()}, starred: {str(starred).lower()}"
    return f'"a": {{at: "{at}", {flags}, position: {position}}}\n'


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have every moment be the last one of this list."""
    moments = ["2024-05-05T12:00:00Z"]
    monkeypatch.setattr("reader.library.state.now", lambda: moments[-1])
    return moments


def test_two_windows_lose_nothing_of_each_other(tmp_path: Path) -> None:
    one, other = states(tmp_path)

    other.change("one", starred=True)
    other.save()
    one.change("two", read=True)
    one.save()

    again = ReadingState(tmp_path, "desk")
    assert (again.of("one").starred, again.of("two").read) == (True, True)
    assert one.of("one").starred


def test_two_windows_may_change_the_same_article_at_the_same_moment(tmp_path: Path, clock: list[str]) -> None:
    one, other = states(tmp_path)

    other.change("a", starred=True)
    one.change("a", read=True)
    one.change("a", position=7)
    other.save()
    one.save()

    found = ReadingState(tmp_path, "desk").of("a")
    assert (found.read, found.starred, found.position) == (True, True, 7)


def test_of_two_changes_of_one_fact_the_later_one_holds(tmp_path: Path, clock: list[str]) -> None:
    one, other = states(tmp_path)

    one.change("a", starred=True)
    one.save()
    other.refresh()
    other.change("a", starred=False)
    other.save()

    assert one.refresh()
    assert not one.of("a").starred
    assert not ReadingState(tmp_path, "desk").of("a").starred


def test_many_windows_at_once_lose_nothing(tmp_path: Path) -> None:
    def mark_many(window: int) -> None:
        state = ReadingState(tmp_path, "desk", tmp_path / "locks")
        for number in range(12):
            state.change(f"w{window}-{number}", read=True)
            state.change("shared", position=window * 100 + number)
            state.save()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(mark_many, range(4)))

    assert len(ReadingState(tmp_path, "desk").ids(read=True)) == 48


@pytest.mark.parametrize(("first", "second"), [("a-machine", "z-machine"), ("z-machine", "a-machine")])
def test_the_newest_entry_wins_whatever_the_files_are_called(first: str, second: str, tmp_path: Path) -> None:
    (tmp_path / f"{first}.yaml").write_text(entry("2021-01-01T00:00:00Z", starred=True, position=1))
    (tmp_path / f"{second}.yaml").write_text(entry("2020-01-01T00:00:00Z", read=True, position=9))

    for machine in (first, second, "m-machine"):
        assert ReadingState(tmp_path, machine).of("a").position == 1


@pytest.mark.parametrize("names", [("a", "z"), ("z", "a")])
def test_entries_of_one_moment_are_settled_alike_on_all_machines(names: tuple[str, str], tmp_path: Path) -> None:
    moment = "2021-01-01T00:00:00Z"
    (tmp_path / f"{names[0]}.yaml").write_text(entry(moment, starred=True, position=1))
    (tmp_path / f"{names[1]}.yaml").write_text(entry(moment, position=9))

    found = {(state.starred, state.position) for state in (ReadingState(tmp_path, each).of("a") for each in names)}

    assert found == {(True, 1)}


def test_a_change_counts_though_the_clock_was_set_back(tmp_path: Path, clock: list[str]) -> None:
    state = ReadingState(tmp_path, "desk")
    state.change("a", starred=True)
    state.save()
    clock.append("1999-01-01T00:00:00Z")

    state.change("a", starred=False)
    state.save()

    assert not ReadingState(tmp_path, "desk").of("a").starred


def test_a_change_counts_though_another_machines_clock_is_ahead(tmp_path: Path, clock: list[str]) -> None:
    (tmp_path / "laptop.yaml").write_text(entry("2031-01-01T00:00:00Z", starred=True, position=3))
    state = ReadingState(tmp_path, "desk")

    state.change("a", starred=False)
    state.save()

    for machine in ("desk", "laptop"):
        found = ReadingState(tmp_path, machine).of("a")
        assert (found.starred, found.position) == (False, 3)


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59:59Z", "2020-02-31T00:00:00Z", "0001-01-01T00:00:00+14:00", "soon", "", "2020"]
)
def test_an_entry_of_no_moment_that_can_be_meant_is_read_and_loses_to_any_change(at: str, tmp_path: Path) -> None:
    (tmp_path / "laptop.yaml").write_text(entry(at, read=True))
    state = ReadingState(tmp_path, "desk")
    assert state.of("a").read

    state.change("a", read=False)
    state.save()

    assert not ReadingState(tmp_path, "desk").of("a").read


def test_what_this_version_does_not_know_is_kept(tmp_path: Path) -> None:
    text = (
        "# by hand\n"
        '"a": {at: "2020-01-01T00:00:00Z", read: true, starred: false, position: 5, rating: "five"}\n'
        '"b": "later"\n'
        "__layout:\n  columns: [2, 3]\n"
        '"c": {at: "2020-01-01T00:00:00Z", read: true, starred: false, position: 5}'
    )
    (tmp_path / "desk.yaml").write_text(text)
    state = ReadingState(tmp_path, "desk")

    state.change("d", read=True)
    state.save()
    assert (tmp_path / "desk.yaml").read_text().startswith(text + "\n")

    state.change("a", starred=True)
    state.save()
    again = ReadingState(tmp_path, "desk")
    assert again.problems == []
    assert again.of("a").extra == {"rating": "five"}
    assert (again.of("a").starred, again.of("c").read, again.of("d").read) == (True, True, True)
    assert '"b": "later"\n__layout:\n  columns: [2, 3]\n' in (tmp_path / "desk.yaml").read_text()


@pytest.mark.parametrize("text", ["a: [", "- a\n", "{a: {read: true}, b: {read: true}}\n", "\x00"])
def test_a_file_that_cannot_be_rewritten_is_left_as_it_is_again_and_again(text: str, tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").write_text(text)

    for name in ("x", "y", "z"):
        state = ReadingState(tmp_path, "desk")
        state.change(name, read=True)
        state.save()

    assert (tmp_path / "desk.yaml").read_text() == text
    assert ReadingState(tmp_path, "desk").ids(read=True) >= {"x", "y", "z"}


def test_a_state_that_cannot_be_saved_now_is_saved_with_the_next_change(tmp_path: Path) -> None:
    state = ReadingState(tmp_path, "desk", tmp_path / "locks")
    state.change("a", read=True)
    with locked(tmp_path / "locks", "state"), pytest.raises(WriteError):
        state.save()

    state.change("b", read=True)
    state.save()

    assert ReadingState(tmp_path, "desk").ids(read=True) == {"a", "b"}


def test_the_text_of_an_article_is_asked_for_when_it_is_changed_and_not_again_to_save(tmp_path: Path) -> None:
    asked: list[str] = []

    def text_key(article_id: str) -> str:
        asked.append(article_id)
        return "a" * 16

    state = ReadingState(tmp_path, "desk", text_key=text_key)
    for number in range(3):
        state.change(f"a{number}", read=True)
    assert asked == ["a0", "a1", "a2"]
    state.save()
    assert asked == ["a0", "a1", "a2"]
    assert ReadingState(tmp_path, "lap").of("a2").text == "a" * 16


def test_what_is_changed_while_the_state_is_written_waits_for_nothing_and_is_saved_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = ReadingState(tmp_path, "desk")

    def written_meanwhile(path: Path, text: str) -> None:
        with ThreadPoolExecutor(1) as another:
            for article_id in ("a", "b"):
                another.submit(here.change, article_id, read=False, starred=True).result(10)
        write_text(path, text)

    here.change("a", read=True)
    with monkeypatch.context() as slow:
        slow.setattr(state, "write_text", written_meanwhile)
        here.save()
    assert (ReadingState(tmp_path, "lap").of("a").read, here.of("a").read) == (True, False)

    here.save()
    again = ReadingState(tmp_path, "lap")
    assert [(again.of(each).read, again.of(each).starred) for each in ("a", "b")] == [(False, True)] * 2
