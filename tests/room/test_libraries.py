"""Which libraries there are, which one opens, and how one is made; the samples lie beside the user's own."""

from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.library.yaml_text import write_yaml
from reader.room import ReadingRoom
from reader.room.libraries import LibraryShelf, default_library, make_library, restore_samples
from reader.room.settings import Places, Settings
from tests.tui.conftest import write_library

ARTICLE = "# Mine\n\nWords.\n"


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder that is no library."""
    (tmp_path / "nowhere").mkdir()
    monkeypatch.chdir(tmp_path / "nowhere")


def test_the_first_launch_opens_the_samples_beside_an_empty_library(places: Places) -> None:
    first = default_library(Settings(), places)

    assert (first.path, first.is_new) == (places.samples, True)
    assert default_library(Settings(), places) == (places.samples, False, None)
    with ReadingRoom.open(first.path, settings=Settings(machine="desk"), places=places) as room:
        room.index()
        assert len(list(room.articles())) > 20
        assert room.notes.all()
        assert room.problems == ()
    with ReadingRoom.open(places.own_library, settings=Settings(machine="desk"), places=places) as room:
        assert (room.library.title, room.library.in_place, room.problems) == ("My library", False, ())
        assert not list(room.articles())


def test_once_there_is_an_article_in_it_the_users_own_library_opens(places: Places) -> None:
    default_library(Settings(), places)
    (places.own_library / "articles" / "mine.md").write_text(ARTICLE)

    assert default_library(Settings(), places) == (places.own_library, False, None)


def test_the_library_that_opens_is_chosen_in_order(
    places: Places, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shelf = LibraryShelf(places)
    last = write_library(tmp_path / "last")
    shelf.note_opened(write_library(tmp_path / "before"))
    shelf.note_opened(last)
    assert default_library(Settings(), places).path == last
    here = write_library(tmp_path / "here")
    monkeypatch.chdir(here)
    assert default_library(Settings(), places).path == here
    assert default_library(Settings(library="/settings"), places).path == Path("/settings")
    monkeypatch.setenv("READER_LIBRARY", "/environment")
    assert default_library(Settings(library="/settings"), places).path == Path("/environment")


def test_where_the_last_library_is_gone_another_opens_and_that_is_told(places: Places, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    LibraryShelf(places).note_opened(gone)

    assert default_library(Settings(), places) == (places.samples, True, gone)
    known = next(each for each in LibraryShelf(places).all() if each.path == gone)
    assert known.problem == "The folder is gone."


@pytest.mark.parametrize("text", ["[", "a list: [\n", "- one\n- two\n", '"/there": {"at": "now"}\n', "\x00"])
def test_a_damaged_list_of_libraries_is_an_empty_one(places: Places, text: str) -> None:
    places.state.mkdir(parents=True)
    (places.state / "libraries.yaml").write_text(text)

    assert default_library(Settings(), places).path == places.samples
    LibraryShelf(places).note_opened(places.samples)
    assert [*LibraryShelf(places).opened()] == [places.samples]


def test_a_folder_that_was_opened_by_two_names_is_listed_once_with_the_later_opening(
    places: Places, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "other" / "deep", target_is_directory=True)
    (tmp_path / "other" / "deep").mkdir()
    places.state.mkdir(parents=True)
    root = tmp_path / "mine"
    (places.state / "libraries.yaml").write_text(
        f'"{root}": "2026-01-02T00:00:00Z"\n"{tmp_path}/other/../mine": "2026-01-03T00:00:00Z"\n'
        f'"{tmp_path}/link/../mine": "2026-01-01T00:00:00Z"\n'
    )

    # Where .. leaves a link it leads elsewhere than it reads.
    assert LibraryShelf(places).opened() == {
        root: "2026-01-03T00:00:00Z", tmp_path / "link" / ".." / "mine": "2026-01-01T00:00:00Z"
    }  # fmt: skip


def test_two_libraries_of_one_title_are_told_apart_by_their_folders(places: Places, tmp_path: Path) -> None:
    shelf = LibraryShelf(places)
    for name in ("one", "two"):
        make_library(tmp_path / name, "The war")
        shelf.note_opened(tmp_path / name)
    make_library(tmp_path / "three", "Peace")
    shelf.note_opened(tmp_path / "three")

    assert shelf.titled("peace") == tmp_path / "three"
    assert shelf.titled("none") is None
    with pytest.raises(ReaderError, match=r"Several libraries are called “The war”: .*two and .*one\. Name the folder"):
        shelf.titled("The war")


@pytest.mark.parametrize("name", ["with space", "tab\tand \\x41", "عربي", "a: b", "#", "-"])
def test_a_library_is_remembered_whatever_its_folder_is_called(places: Places, tmp_path: Path, name: str) -> None:
    shelf = LibraryShelf(places)
    shelf.note_opened(tmp_path / name)

    assert [*shelf.opened()] == [tmp_path / name]
    assert shelf.forget(tmp_path / name)
    assert not shelf.forget(tmp_path / name)
    assert shelf.opened() == {}


def test_a_library_is_made_in_a_folder_and_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "page.html").write_text("<p>Words.")

    library = make_library(tmp_path / "there", 'A title: with "marks"', "ar")

    assert (library.title, library.language, library.in_place) == ('A title: with "marks"', "ar", False)
    assert (tmp_path / "there" / "page.html").read_text() == "<p>Words."
    with pytest.raises(ReaderError, match="is a library already"):
        make_library(tmp_path / "there", "Again")
    with pytest.raises(ReaderError, match="lies within the library"):
        make_library(tmp_path / "there" / "articles" / "deep", "Within")
    assert (tmp_path / "there" / "library.yaml").read_text() == write_yaml({"title": library.title, "language": "ar"})


def test_a_place_where_no_library_can_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReaderError, match="is a file"):
        make_library(tmp_path / "file", "")
    with pytest.raises(ReaderError, match="No library could be made in"):
        make_library(tmp_path / "file" / "below", "")


def test_samples_come_back_and_what_was_made_of_them_stays(places: Places) -> None:
    everything = restore_samples(places)
    articles = places.samples / "articles"
    (articles / "palmyra.md").unlink()
    (articles / "tiyas-air-base.md").write_text(ARTICLE)
    (places.samples / "notes" / "palmyra").mkdir()

    assert everything > 30
    assert restore_samples(places) == 1
    assert (articles / "palmyra.md").exists()
    assert (articles / "tiyas-air-base.md").read_text() == ARTICLE
    assert restore_samples(places) == 0


def test_two_first_starts_at_once_both_find_the_samples(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def come_second(made: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "rename", rename)
        restore_samples(places)
        return rename(made, target)

    monkeypatch.setattr(Path, "rename", come_second)

    assert restore_samples(places) == 0
    assert (places.samples / "articles" / "palmyra.md").exists()
    assert [each.name for each in places.samples.parent.iterdir() if each.name.startswith("tmp")] == []
