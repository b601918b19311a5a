"""What is corrected is what list, search, cross-references and exports say; what the page says is kept beside it."""

from pathlib import Path

from reader.library.record import Record
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from tests.tui.conftest import write_library


def opened(folder: Path, places: Places) -> ReadingRoom:
    return ReadingRoom.open(folder, settings=Settings(machine="desk"), places=places)


def test_list_search_and_evidence_use_the_corrected_record(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    page = (library / "articles" / "flood.md").read_bytes()
    with opened(library, places) as room:
        room.index()
        room.correct("flood", {"title": "The great flood of Tarn", "author": "Otto Berg", "published": "2020-02-29"})
        room.index()

        assert room.article("flood").record.author == "Otto Berg"
        entry = next(each for each in room.articles() if each.id == "flood")
        assert (entry.title, entry.page_record.title) == ("The great flood of Tarn", "Flood in Marlow: 412 homes lost")
        assert [each.entry.id for each in room.search('author:"Otto Berg" date:2020-02').hits] == ["flood"]
        assert [each.entry.id for each in room.search("title:great").hits] == ["flood"]
        assert not room.search('author:"Ida Brandt" date:2020-03').hits
        told = [e.text for each in room.related("rebuilding") if each.id == "flood" for e in each.evidence]
        assert told
        assert not any("Ida Brandt" in each for each in told)
    assert (library / "articles" / "flood.md").read_bytes() == page


def test_a_correction_outlives_a_page_that_changes_and_the_caches(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    file = library / "articles" / "flood.md"
    with opened(library, places) as room:
        room.index()
        room.correct("flood", {"title": "The flood", "author": ""})
        file.write_text(file.read_text().replace("412 homes lost", "413 homes lost") + "\nMore words.\n")
        room.index()
        entry = room.session.shelf.entry("flood")
        assert (entry.title, entry.record.author) == ("The flood", None)
        assert entry.page_record.title == "Flood in Marlow: 413 homes lost"
        room.session.caches.forget()
    with opened(library, places) as room:
        room.index(verify=True)
        assert room.article("flood").title == "The flood"
        room.correct("flood", {"title": "Flood in Marlow: 413 homes lost", "author": "Ida Brandt"})
        room.index()
        assert room.session.shelf.entry("flood").said is None
        assert [each.entry.id for each in room.search("title:413").hits] == ["flood"]


def test_in_a_folder_read_in_place_a_correction_lies_beside_the_notes_and_follows_the_file(
    tmp_path: Path, places: Places
) -> None:
    page = tmp_path / "saved" / "page.md"
    page.parent.mkdir()
    page.write_text("# A page\n\nThe river Tarn rose on Monday in the town of Marlow, and nobody had been told.\n")
    with opened(page.parent, places) as room:
        room.index()
        room.correct(next(room.articles()).id, {"title": "Mine", "tags": ("river",)})
        page.rename(page.with_name("moved.md"))
        room.index()

        (entry,) = room.articles()
        assert (entry.id.partition("-")[0], entry.title, entry.record.tags) == ("moved", "Mine", ("river",))
    assert [each.name for each in (page.parent / "corrections").iterdir()] == [f"{entry.id}.yaml"]


def test_a_correction_that_cannot_be_read_is_a_problem_of_its_article(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    (library / "corrections").mkdir()
    (library / "corrections" / "music.yaml").write_text("published: soon\n")
    with opened(library, places) as room:
        room.index()
        room.index()
        (entry,) = room.articles(with_problem=True)
        assert entry.id == "music"
        assert "corrections/music.yaml was ignored: “soon” is not a date" in (entry.problem or "")
        assert entry.record.published == "2019-12-01"
        (library / "corrections" / "music.yaml").write_text("published: 2019-12-02\n")
        room.index()
        assert not [*room.articles(with_problem=True)]
        assert isinstance(room.article("music").record, Record)
        assert room.article("music").record.published == "2019-12-02"


def test_a_new_version_of_a_page_is_corrected_as_the_one_before(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    page = tmp_path / "ferry.html"
    body = "<html><head><title>The ferry</title><meta name='author' content='{}'><link rel='canonical' "
    body += "href='https://example.org/ferry'></head><body><article><h1>The ferry</h1><p>{}</p></article></body></html>"
    words = "The ferry of Tolm left the harbor at night with 14 people, the harbor office said on Monday morning. "
    with opened(library, places) as room:
        page.write_text(body.format("Staff Writer", words * 3))
        (first,) = room.add([page])
        room.index()
        assert first.id
        room.correct(first.id, {"title": "The ferry of Tolm", "author": "Ida Brandt"})
        page.write_text(
            body.format("Otto Berg", words * 3 + "<p>It came back at dawn, and nobody had been told of it.")
        )
        (second,) = room.add([page])
        room.index()

        assert second.id
        assert second.result == "version"
        record = room.article(second.id).record
        assert (record.title, record.author) == ("The ferry of Tolm", "Otto Berg")
