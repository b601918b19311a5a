"""Removing an article takes what belongs to it along, and restoring brings all of it back as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.notes.model import new_annotation
from reader.room import ReadingRoom
from reader.room.progress import Progress
from reader.room.settings import Places, Settings
from reader.room.trash import title_lookup
from tests.tui.conftest import write_library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = write_library(tmp_path / "library")
    page = folder / "articles" / "flood.md"
    page.write_text(page.read_text().replace('id: "flood"\n', 'id: "flood"\noriginal: "originals/flood.html"\n'))
    (folder / "originals" / "flood.html.files").mkdir(parents=True)
    (folder / "originals" / "flood.html").write_text("<p>Flood")
    (folder / "originals" / "flood.html.files" / "map.png").write_bytes(b"map")
    return folder


@pytest.fixture
def room(library: Path, places: Places) -> Iterator[ReadingRoom]:
    with ReadingRoom.open(library, settings=Settings(machine="desk"), places=places) as opened:
        opened.index()
        opened.notes.save(new_annotation("flood", body="keep me"))
        opened.notes.save(new_annotation("music", body="another one"))
        opened.correct("flood", {"title": "The flood"})
        opened.index()
        yield opened


def files(library: Path) -> dict[str, bytes]:
    """Return all files but those of the trash of notes."""
    found = (each for each in library.rglob("*") if each.is_file() and ".trash" not in each.parts)
    return {str(each.relative_to(library)): each.read_bytes() for each in found}


def test_an_article_goes_with_all_that_is_its_own_and_comes_back_byte_for_byte(
    room: ReadingRoom, library: Path
) -> None:
    before = files(library)

    removed = room.trash.remove("flood")
    room.index()
    assert (removed.title, removed.notes) == ("The flood", 1)
    assert not [each for each in files(library) if "flood" in each]
    assert len(room.catalog) == 4
    assert [each.id for each in room.trash.all()] == ["flood"]
    assert [*map(title_lookup(room.session), ("flood", "nobody"))] == ["The flood", "nobody"]

    room.trash.restore(room.trash.find("fl"))
    room.index()
    assert files(library) == before
    assert room.article("flood").title == "The flood"
    assert [each.body for each in room.notes.of("flood")] == ["keep me"]
    assert room.notes.problems == ()
    assert room.trash.all() == []
    assert [*(library / ".trash").iterdir()] == []


def test_who_lists_articles_while_they_are_read_is_told_again_once_they_are_corrected(room: ReadingRoom) -> None:
    removed = room.trash.remove("flood")
    room.index()
    room.trash.restore(removed)
    listed: list[str] = []

    def list_again(progress: Progress) -> None:
        if progress.stage == "reading" and (entry := room.catalog.entry("flood")):
            listed.append(entry.title)

    room.index(list_again)

    assert listed[-1] == "The flood"


def test_an_original_of_two_articles_stays_with_the_other(room: ReadingRoom, library: Path) -> None:
    other = library / "articles" / "music.md"
    other.write_text(other.read_text().replace('id: "music"\n', 'id: "music"\noriginal: "originals/flood.html"\n'))
    room.index()

    room.trash.remove("flood")
    assert (library / "originals" / "flood.html").exists()


def test_what_has_its_place_by_now_is_not_written_over(room: ReadingRoom, library: Path) -> None:
    room.trash.remove("music")
    (library / "articles" / "music.md").write_text("Another one.\n")

    with pytest.raises(ReaderError, match=r"articles/music.md is there already, so “A choir in winter” stays"):
        room.trash.restore(room.trash.find("music"))
    assert (library / "articles" / "music.md").read_text() == "Another one.\n"
    assert [each.id for each in room.trash.all()] == ["music"]


@pytest.mark.parametrize("record", ["[", "- a\n", 'id: "../x"\n', 'id: "music"\npath: "articles/../../x"\n', ""])
def test_a_damaged_record_is_told_and_nothing_moves(room: ReadingRoom, record: str) -> None:
    removed = room.trash.remove("music")
    (removed.folder / "removed.yaml").write_text(record)

    (found,) = room.trash.all()
    assert (found.id, "cannot be read" in found.problem) == ("music", True)
    with pytest.raises(ReaderError, match="cannot be read"):
        room.trash.restore(found)
    assert (removed.folder / "articles" / "music.md").exists()


def test_of_articles_removed_in_one_second_the_last_one_comes_first(room: ReadingRoom) -> None:
    names = [entry.id for entry in room.articles()]
    for each in (*names, *reversed(names)):
        room.trash.restore(room.trash.remove(each))
    for each in reversed(names):
        room.trash.remove(each)

    assert [each.id for each in room.trash.all()] == names


def test_the_files_of_a_folder_that_is_read_in_place_are_never_removed(tmp_path: Path, places: Places) -> None:
    (tmp_path / "page.md").write_text("Words.\n")
    with ReadingRoom.open(tmp_path, settings=Settings(machine="desk"), places=places) as room:
        room.index()
        with pytest.raises(ReaderError, match=r"read in place, so its files are yours to delete: .*page\.md"):
            room.trash.remove(next(room.articles()).id)
    assert (tmp_path / "page.md").exists()


def test_a_removal_that_was_cut_short_lost_nothing(room: ReadingRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    trash = room.trash

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(trash, "_move", fail)
    with pytest.raises(ReaderError, match="“The flood” could not be removed: Input/output error"):
        trash.remove("flood")
    room.index()
    assert room.article("flood").title == "The flood"
    room.trash.restore(room.trash.all()[0])
    assert [each.body for each in room.notes.of("flood")] == ["keep me"]
