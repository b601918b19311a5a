"""Adding files while another window brings the index up to date."""

from pathlib import Path

import pytest

from reader.cli.main import main
from reader.room import Progress, ReadingRoom
from reader.room.settings import Places, Settings
from tests.tui.conftest import write_library

PAGE = "# A zeppelin over Marlow\n\nA zeppelin was seen over the town of Marlow on Thursday.\n"


def opened(path: Path, places: Places) -> ReadingRoom:
    return ReadingRoom.open(path, settings=Settings(machine="desk"), places=places)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "zeppelin.md"
    path.write_text(PAGE)
    return path


@pytest.fixture(autouse=True)
def _impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody wait long for who will not end before the test does."""
    monkeypatch.setattr("reader.room.reading_room._PATIENCE", 0.05)


def test_a_file_is_added_while_another_window_is_indexing_and_that_one_indexes_it(
    library: Path, page: Path, places: Places
) -> None:
    added: list[str] = []
    with opened(library, places) as other, opened(library, places) as room:

        def add_meanwhile(progress: Progress) -> None:
            # The other window has read all files, and is busy with the index.
            if progress.stage == "indexing" and not added:
                added.extend(each.result for each in room.add([page]))
                assert room.index_follows

        other.index(add_meanwhile)

        assert added == ["added"]
        assert [each.entry.title for each in other.search("zeppelin").hits] == ["A zeppelin over Marlow"]


def test_the_same_file_is_known_while_another_window_is_indexing(library: Path, page: Path, places: Places) -> None:
    with opened(library, places) as room:
        (first,) = room.add([page])
    with opened(library, places) as other, opened(library, places) as room, other.session.caches.locked():
        (again,) = room.add([page])

    assert (again.result, again.id) == ("same", first.id)


def test_adding_tells_of_each_file_before_it_goes_on_to_the_next(library: Path, tmp_path: Path, places: Places) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(f"# Flood {name}\n\nA flood of {name}s.\n")

    with opened(library, places) as room:
        results = room.add([tmp_path / "one.md", tmp_path / "two.md"])
        next(results)

        assert [path.name for path in (library / "originals").iterdir()] == ["one.md"]


def test_nobody_waits_for_a_window_that_has_just_ended(library: Path, page: Path, places: Places) -> None:
    with opened(library, places) as room:
        list(room.add([page]))

        assert not room.index_follows
        assert not room.session.caches.is_run_wanted


def test_the_command_line_says_that_the_index_follows(
    library: Path, page: Path, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(library, places) as other, other.session.caches.locked():
        status = main(["add", str(page), "--library", str(library)])

    printed = capsys.readouterr()
    assert status == 0
    assert "added" in printed.out
    assert "indexing" in printed.err
