"""The reading room as a script sees it."""

import os
import shutil
from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.room import NoSuchArticle, ReadingRoom
from reader.room.settings import Places, Settings
from reader.search import hits
from reader.search.errors import IndexSuspect
from reader.search.spellings import Spellings
from tests.tui.conftest import write_library


def opened(path: Path, places: Places) -> ReadingRoom:
    return ReadingRoom.open(path, settings=Settings(machine="desk"), places=places)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_indexing_listing_searching_and_reading_write_nothing_into_the_library(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    before = snapshot(library)

    with opened(library, places) as room:
        room.index()
        assert len(list(room.articles())) == 5
        assert room.search("flood").hits
        assert room.article("flood").text
        assert room.related("flood")
        assert room.problems == ()

    assert snapshot(library) == before


def test_the_index_follows_what_comes_changes_and_goes(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    with opened(library, places) as room:
        first = room.index()
        assert (first.added, first.indexed) == (5, 5)
        again = room.index()
        assert (again.changed, again.indexed) == (0, 0)

        (library / "articles" / "music.md").write_text(
            '---\nid: "music"\ntitle: "A choir"\n---\n\nXylophones were heard.\n'
        )
        (library / "articles" / "election.md").unlink()
        (library / "articles" / "sub").mkdir()
        (library / "articles" / "sub" / "new.md").write_text("# New\n\nZeppelins were seen.\n")
        done = room.index()

        assert (done.added, done.updated, done.dropped, done.indexed) == (1, 1, 1, 2)
        assert [found.entry.id for found in room.search("xylophones").hits] == ["music"]
        assert [found.entry.title for found in room.search("zeppelins").hits] == ["New"]
        assert not room.search("61 percent").hits
        with pytest.raises(NoSuchArticle):
            room.article("election")


def test_a_file_that_was_only_touched_is_not_indexed_again(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    with opened(library, places) as room:
        room.index()
        os.utime(library / "articles" / "music.md", ns=(1, 1))

        assert room.index().indexed == 0


def test_a_note_is_found_by_search_once_indexed(tmp_path: Path, places: Places) -> None:
    from reader.notes.model import new_annotation
    from reader.notes.selectors import selectors_for

    with opened(write_library(tmp_path / "library"), places) as room:
        room.index()
        text = room.article("music").text
        room.notes.save(new_annotation("music", selectors_for(text, 0, 9), body="Quaver", tags=("sound",)))

        assert room.index().indexed == 1
        assert [found.entry.id for found in room.search("note:quaver").hits] == ["music"]
        assert [found.entry.id for found in room.search("tag:sound").hits] == ["music"]


def test_articles_with_a_note_whose_passage_is_gone_are_found_by_it(tmp_path: Path, places: Places) -> None:
    from reader.notes.model import new_annotation
    from reader.notes.selectors import selectors_for

    library = write_library(tmp_path / "library")
    with opened(library, places) as room:
        room.index()
        for name in ("music", "flood"):
            room.notes.save(new_annotation(name, selectors_for(room.article(name).text, 0, 30)))
        assert not room.search("is:orphaned").hits
    (library / "articles" / "music.md").write_text(
        '---\nid: "music"\ntitle: "A choir"\n---\n\nZithers, only zithers.\n'
    )

    with opened(library, places) as room:
        room.index()
        assert [found.entry.id for found in room.search("is:orphaned").hits] == ["music"]


def test_the_snippets_of_a_page_of_hits_take_a_bounded_time_together(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = write_library(tmp_path / "library")
    for number in range(3):
        (library / "articles" / f"long{number}.md").write_text(f"# Long\n\n{'word ' * 9_000}zeppelin\n")
    monkeypatch.setattr("reader.room.search.SNIPPET_SECONDS", 60.0)
    with opened(library, places) as room:
        room.index()
        with room.catalog.writing():
            # As when they have changed since: their files are read.
            room.catalog.forget_indexed()
        found = room.search("zeppelin").hits
        monkeypatch.setattr("reader.room.search.ALL_SNIPPETS_SECONDS", 0.0)
        late = room.search("zeppelin").hits

    assert [bool(each.marks) for each in found] == [True, True, True]
    assert [bool(each.marks) for each in late] == [False, False, False]
    assert all(each.snippet.startswith("Long") for each in late)


def test_a_snippet_marks_the_words_of_the_query(tmp_path: Path, places: Places) -> None:
    with opened(write_library(tmp_path / "library"), places) as room:
        room.index()
        found = room.search("dams").hits[0]

    assert [found.snippet[start:end] for start, end in found.marks] == ["dams"]


def test_other_spellings_in_names_yaml_are_found_once_verified(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    with opened(library, places) as room:
        room.index()
        assert not room.search("name:chorus").hits
    (library / "names.yaml").write_text('"Choir of Marlow": {kind: group, spellings: ["chorus", "choir"]}\n')

    with opened(library, places) as room:
        assert room.index(verify=True).indexed == 5
        assert [found.entry.id for found in room.search("chorus").hits] == ["music"]
        assert room.index(verify=True).indexed == 0


@pytest.mark.parametrize("damage", ["gone", "garbage"])
def test_an_index_that_went_away_or_broke_is_noticed_when_verified(damage: str, tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    with opened(library, places) as room:
        room.index()
        folder = room.session.caches.folder / "search"
    if damage == "gone":
        shutil.rmtree(folder)
    else:
        for path in folder.rglob("*"):
            if path.is_file() and path.stat().st_size:
                path.write_bytes(b"garbage" * 9)

    told: list[str] = []
    with opened(library, places) as room:
        assert room.index(lambda progress: told.append(progress.told), verify=True).indexed == 5
        assert [found.entry.id for found in room.search("choir").hits] == ["music"]
    assert any("is damaged" in each for each in told) == (damage == "garbage")


def test_an_index_that_another_version_left_behind_is_never_an_empty_answer(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    with opened(library, places) as room:
        room.index()
        (version,) = (room.session.caches.folder / "search").iterdir()
    version.rename(version.with_name("of another version"))

    with opened(library, places) as room:
        room.index()

        with pytest.raises(IndexSuspect, match="another version"):
            room.search("choir")
        results, is_suspect = room.searcher.hits_or_scan("choir")
        assert ([hit.id for hit in results.hits], is_suspect) == (["music"], True)


def test_articles_are_looked_through_while_there_is_no_index(tmp_path: Path, places: Places) -> None:
    with opened(write_library(tmp_path / "library"), places) as room:
        room.index()

        results = room.searcher.scan("homes lost")

    assert {hit.id for hit in results.hits} == {"flood", "rebuilding"}
    assert "not ready" in results.lines[-1]


def test_searches_are_saved_by_name_and_counted(tmp_path: Path, places: Places) -> None:
    with opened(write_library(tmp_path / "library"), places) as room:
        room.index()
        room.searches.save("Homes", "homes lost")
        room.state.change("flood", read=True)

        assert room.searches.saved() == {"Homes": "homes lost"}
        assert room.searches.count("homes lost") == (2, 1)
        room.searches.delete("Homes")
        assert room.searches.saved() == {}
        with pytest.raises(ReaderError, match="no saved search"):
            room.searches.delete("Homes")
        with pytest.raises(ReaderError, match="no search"):
            room.searches.save("Empty", " ")


def test_searches_in_a_folder_in_place_are_kept_outside_it(tmp_path: Path, places: Places) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text("A page of words.")
    with opened(folder, places) as room:
        room.searches.save("Words", "words")

        assert room.searches.saved() == {"Words": "words"}
        assert [path.name for path in folder.iterdir()] == ["one.txt"]


def test_a_broken_cache_is_made_again(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    with opened(library, places) as room:
        room.index()
        folder = room.session.caches.folder
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "lock":
            path.write_bytes(b"\x80\x04garbage" * 50)

    with opened(library, places) as room:
        room.index()
        assert [found.entry.id for found in room.search("choir").hits] == ["music"]
        assert room.related("flood")


BAD = {
    "empty.txt": b"",
    "binary.txt": b"\x89PNG\x00\x01\x02" * 50,
    "utf16.txt": "Sturm über Köln\n\nDer Sturm kam am Montag und deckte viele Dächer ab.".encode("utf-16"),
    "latin.txt": "Sturm über Köln\n\nDer Sturm kam am Montag und deckte viele Dächer ab.".encode("latin-1"),
    "broken.txt": "Sturm über Köln\n\nDer Sturm kam am Montag, viele Dächer".encode() + b"\xff\xfe weg.",
    "types.md": b"---\ntitle: [a, [b]]\npublished: soon\n---\n\nText.",
    "yaml.md": b"---\ntitle: Rust: x\n[\n---\n\nText.",
    "one.md": b'---\nid: "twin"\ntitle: "One"\n---\n\nText.',
    "two.md": b'---\nid: "twin"\ntitle: "Two"\n---\n\nText.',
    "escape.md": b'---\nid: "../../etc/passwd"\ntitle: "\\e]0;x\\a"\n---\n\nText.',
    "good.md": b'---\nid: "good"\ntitle: "Good"\n---\n\nText.',
}


def test_bad_files_are_listed_with_a_sentence_and_everything_else_goes_on(tmp_path: Path, places: Places) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, data in BAD.items():
        (folder / name).write_bytes(data)
    (folder / "dangling.md").symlink_to(folder / "nowhere")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    before = snapshot(folder)

    with opened(folder, places) as room:
        room.index()
        problems = {entry.path: entry.problem for entry in room.articles()}
        ids = [entry.id for entry in room.articles()]
        titles = {entry.path: entry.title for entry in room.articles()}

    assert set(problems) == {*BAD, "dangling.md", "huge.txt"}
    for name in ("empty.txt", "binary.txt", "types.md", "yaml.md", "dangling.md", "huge.txt"):
        assert problems[name], name
    for name in ("utf16.txt", "latin.txt", "good.md", "escape.md"):
        assert problems[name] is None, name
    assert bool(problems["one.md"]) != bool(problems["two.md"])
    assert len(set(ids)) == len(ids)
    assert titles["utf16.txt"] == titles["latin.txt"] == titles["broken.txt"] == "Sturm über Köln"
    assert titles["escape.md"] == "\ufffd]0;x\ufffd"
    assert snapshot(folder) == before


def test_a_twin_gets_its_id_once_the_first_has_gone(tmp_path: Path, places: Places) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("one.md", "two.md"):
        (folder / name).write_bytes(BAD[name])
    with opened(folder, places) as room:
        room.index()
        (folder / "one.md").unlink()
        room.index()

        assert [(entry.id, entry.path, entry.problem) for entry in room.articles()] == [("twin", "two.md", None)]


def test_nothing_is_added_to_a_folder_read_in_place(tmp_path: Path, places: Places) -> None:
    (tmp_path / "pages").mkdir()

    with opened(tmp_path / "pages", places) as room, pytest.raises(ReaderError, match="in place"):
        list(room.add([tmp_path]))


def test_an_empty_folder_is_a_library_without_articles(tmp_path: Path, places: Places) -> None:
    (tmp_path / "pages").mkdir()

    with opened(tmp_path / "pages", places) as room:
        room.index()
        assert list(room.articles()) == []
        assert not room.search("anything").hits


def test_a_library_that_is_still_being_read_is_not_taken_for_an_empty_one(tmp_path: Path, places: Places) -> None:
    with opened(write_library(tmp_path / "library"), places) as room:
        assert not room.was_read_whole
        room.index(cancelled=lambda: True)
        assert not room.was_read_whole
        room.index()
        assert room.was_read_whole
    (tmp_path / "empty").mkdir()
    with opened(tmp_path / "empty", places) as room:
        room.index()
        assert room.was_read_whole


def test_a_note_whose_article_is_gone_is_kept_and_told(tmp_path: Path, places: Places) -> None:
    from reader.notes.model import new_annotation

    library = write_library(tmp_path / "library")
    with opened(library, places) as room:
        room.index()
        kept = room.notes.save(new_annotation("music", body="keep me"))
        (library / "articles" / "music.md").unlink()
        room.index()
        ((annotation, place),) = room.notebook.anchored("music")

    assert (annotation.id, annotation.body, place.state) == (kept.id, "keep me", "exact")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_notes_on_a_folder_that_cannot_be_written_go_to_the_data_folder(tmp_path: Path, places: Places) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.md").write_text("# A\n\nText.")
    folder.chmod(0o500)

    with opened(folder, places) as room:
        assert room.notes.path.is_relative_to(places.data)
    folder.chmod(0o700)


def test_one_finder_marks_the_hits_of_a_search_in_all_languages(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    class CountedFinder(hits.HitFinder):
        def __init__(self, query: str, spellings: Spellings, *, is_typing: bool = False) -> None:
            made.append(query)
            super().__init__(query, spellings, is_typing=is_typing)

    monkeypatch.setattr(hits, "HitFinder", CountedFinder)
    for number, language in enumerate(["en", "de", "fr", "ru", "ar", "es"] * 4):
        (tmp_path / f"{number}.md").write_text(f"---\nlanguage: {language}\n---\n\nThe storm of {number}.\n")

    with opened(tmp_path, places) as room:
        room.index()
        found = room.search("storm")

    assert len(found.hits) == 24
    assert all(hit.marks for hit in found.hits)
    assert made == ["storm"]


def test_a_file_whose_name_is_not_utf8_is_an_article_like_any_other(tmp_path: Path, places: Places) -> None:
    (tmp_path / "river.txt").write_text("The river Tarn rose on Monday.")
    Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt")).write_text("The bridge is gone.")
    folder = Path(os.fsdecode(bytes(tmp_path) + b"/\xe9t\xe9"))
    folder.mkdir()
    (folder / "sun.md").write_text("It was a hot summer.")

    with opened(tmp_path, places) as room:
        room.index()
        entries = {each.path: each for each in room.catalog.entries()}
        texts = {path: room.article(each.id).text for path, each in entries.items()}
        found = room.search("bridge").hits
        original = room.original(entries["caf\\xe9.txt"].id)

    assert texts == {
        "caf\\xe9.txt": "The bridge is gone.",
        "river.txt": "The river Tarn rose on Monday.",
        "\\xe9t\\xe9/sun.md": "It was a hot summer.",
    }
    assert not any(each.problem for each in entries.values())
    assert entries["caf\\xe9.txt"].title == "caf\ufffd.txt"
    assert [hit.entry.id for hit in found] == [entries["caf\\xe9.txt"].id]
    assert original is not None
    assert original.read_text() == "The bridge is gone."


def test_an_original_by_a_name_that_no_file_can_have_is_none(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    (library / "articles" / "long.md").write_text(f'---\nid: long\noriginal: "{"x" * 300}"\n---\n\nA text.\n')

    with opened(library, places) as room:
        room.index()

        assert room.article("long").text == "A text."
        assert room.original("long") is None


def test_a_note_whose_file_name_is_not_utf_8_stops_no_index(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    folder = library / "notes" / "flood"
    folder.mkdir(parents=True)
    (folder / os.fsdecode(b"caf\xe9.md")).write_text("A note.")

    with opened(library, places) as room:
        room.index()

        assert "flood" in {hit.entry.id for hit in room.search("flood").hits}
