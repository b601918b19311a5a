from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

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
