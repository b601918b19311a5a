"""What comes with articles beside their text: state, tags and marked passages are joined, and never twice."""

import shutil
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.ingest.accession import AddedFile
from reader.ingest.formats.part import FilePart, Highlight
from reader.library.record import Record
from reader.notes.article_tags import tagging_of
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from tests.ingest.test_parts import Box, box, file

__all__ = ["box", "file"]

URL = "https://port.example/goats"
TEXT = b"The goats came back to the town wall on Monday.\n\nNobody knows why they had left the harbor.\n"


@pytest.fixture
def room(tmp_path: Path, places: Places) -> Iterator[ReadingRoom]:
    root = tmp_path / "library"
    root.mkdir()
    (root / "library.yaml").write_text('title: "Goats"\n', encoding="utf-8")
    with ReadingRoom.open(root, settings=Settings(machine="desk"), places=places) as opened:
        yield opened


def part(name: str = "Goats", data: bytes = TEXT, url: str = URL, **facts: object) -> FilePart:
    """Return an article that an export holds."""
    tags = facts.pop("tags", ())
    record = Record(title=name, url=url or None, tags=tags)  # type: ignore[arg-type]  # as the test gives them
    return FilePart(name, "article", data, ".md", record=record, **facts)  # type: ignore[arg-type]  # as above


def link(**facts: object) -> FilePart:
    """Return a link that an export holds."""
    record = Record(title="Goats", url=URL, tags=facts.pop("tags", ()))  # type: ignore[arg-type]  # as above
    return FilePart("Goats", record=record, **facts)  # type: ignore[arg-type]  # as above


def test_state_and_tags_come_with_a_new_article(box: Box, room: ReadingRoom, file: Path) -> None:
    box.held = [part(read=True, starred=True, tags=("farm",))]

    (added,) = room.add([file])

    assert (added.result, added.reason) == ("added", "It is marked as read and starred.")
    assert added.id is not None
    assert room.article(added.id).record.tags == ("farm",)
    assert (room.state.of(added.id).read, room.state.of(added.id).starred) == (True, True)


@pytest.mark.parametrize(
    ("again", "told"),
    [
        (part(starred=True, tags=("Farm", "wall")), "Goats.md is already in the library"),
        (part(data=TEXT + b"\n", starred=True, tags=("Farm", "wall")), "Its text is already in the library"),
        (link(starred=True, tags=("Farm", "wall")), "The page is already in the library"),
    ],
)
def test_what_is_there_already_is_not_added_again_but_its_tags_and_state_are_joined(
    box: Box, room: ReadingRoom, file: Path, again: FilePart, told: str
) -> None:
    box.held = [part(read=True, tags=("farm",))]
    (first,) = room.add([file])
    box.held = [again]

    (second,) = room.add([file])
    (third,) = room.add([file])

    assert (second.result, second.id) == ("same", first.id)
    assert second.reason == f"{told}, as “Goats”. It is marked as starred. New tags: wall."
    assert third.reason == f"{told}, as “Goats”."
    assert first.id is not None
    own = tagging_of(room.notes.of(first.id))
    assert own is not None
    assert own.tags == ("wall",)
    assert (room.state.of(first.id).read, room.state.of(first.id).starred) == (True, True)
    assert len([*room.library.articles.iterdir()]) == 1


def test_an_export_does_not_unmark_what_was_read_or_starred_here(box: Box, room: ReadingRoom, file: Path) -> None:
    box.held = [part(read=True, starred=True)]
    (first,) = room.add([file])
    box.held = [part(read=False, starred=False)]

    list(room.add([file]))

    assert (room.state.of(str(first.id)).read, room.state.of(str(first.id)).starred) == (True, True)


def test_the_page_of_a_link_fills_it_and_notes_and_state_stay(box: Box, room: ReadingRoom, file: Path) -> None:
    box.held = [link(starred=True, tags=("farm",), highlights=(Highlight("left the harbor", "why?"),))]
    (kept,) = room.add([file])
    assert kept.reason == (
        "Only the link is kept; add its page to read it here. It is marked as starred. 1 note, 1 not placed."
    )
    box.held = [part(tags=("wall",))]

    (filled,) = room.add([file])

    assert (filled.result, filled.id) == ("added", kept.id)
    assert filled.reason == "It is the page of the link “Goats”. 1 note placed."
    article = room.article(str(kept.id))
    assert "came back" in article.text
    assert ({*article.record.tags}, article.record.original) == ({"farm", "wall"}, "originals/Goats.md")
    assert "form" not in article.record.extra
    assert room.state.of(article.id).starred
    ((note, place),) = room.notebook.anchored(article.id)
    assert (note.body, article.text[place.start : place.end]) == ("why?", "left the harbor")
    assert len([*room.library.articles.iterdir()]) == 1


def test_what_another_export_tells_of_a_link_joins_its_record(box: Box, room: ReadingRoom, file: Path) -> None:
    bare = Record(title=URL, url=URL, published="2020", saved="2026-11-28T10:00:00Z", tags=("farm",))
    more = Record(
        title="Goats",
        author="Nora Lind",
        url=f"{URL}/?utm_source=mail#top",
        saved="2021-03-04T05:06:07+02:00",
        published="2020-02-03",
        extra={"description": "On goats."},
    )
    box.held = [FilePart("Goats", record=bare)]
    (kept,) = room.add([file])
    box.held = [FilePart("Goats", record=more, read=True)]

    (joined,) = room.add([file])
    (again,) = room.add([file])

    told = "The page is already in the library, as “{}”."
    says_more = "Its record says more now: title, author, published, saved, description."
    assert (joined.result, joined.id) == ("same", kept.id)
    assert joined.reason == f"{told.format(URL)} {says_more} It is marked as read."
    assert again.reason == told.format("Goats")
    record = room.article(str(kept.id)).record
    assert (record.title, record.author, record.published) == ("Goats", "Nora Lind", "2020-02-03")
    assert (record.url, record.saved, record.tags) == (URL, "2021-03-04T05:06:07+02:00", ("farm",))
    assert record.is_link
    assert [each.reason for each in room.undo_add()] == ["It was changed after it was added."]


KNOWN = Record(
    title="Goats",
    author="Nora Lind",
    site="Port Paper",
    url=URL,
    published="2020-02-03",
    extra={"description": "Goats."},
)


@pytest.mark.parametrize(
    ("again", "why"),
    [
        (replace(part(), record=KNOWN, is_told=True), "Goats.md is already in the library"),
        (replace(part(data=TEXT + b"\n"), record=KNOWN), "Its text is already in the library"),
        (FilePart("Goats", record=KNOWN), "The page is already in the library"),
    ],
)
def test_what_is_told_later_of_an_article_joins_its_record_and_changes_nothing_in_it(
    box: Box, room: ReadingRoom, file: Path, again: FilePart, why: str
) -> None:
    box.held = [part(name="The goats")]
    (kept,) = room.add([file])
    before = room.article(str(kept.id))
    room.correct(before.id, {"author": "Ida Berg"})
    box.held = [again]

    (joined,) = room.add([file])

    assert joined.result == "same"
    assert joined.reason == (f"{why}, as “The goats”. Its record says more now: author, site, published, description.")
    article = room.article(before.id)
    assert (article.record.author, article.record.site, article.record.published) == (
        "Ida Berg",
        "Port Paper",
        "2020-02-03",
    )
    assert (article.record.title, article.text, article.record.saved) == ("The goats", before.text, before.record.saved)
    assert [each.reason for each in room.add([file])] == [f"{why}, as “The goats”."]


def test_a_file_in_which_somebody_wrote_is_not_written_anew(box: Box, room: ReadingRoom, file: Path) -> None:
    box.held = [part()]
    (kept,) = room.add([file])
    path = room.library.articles / f"{kept.id}.md"
    written = path.read_bytes().replace(b"title:", b"# mine\ntitle:")
    path.write_bytes(written)
    box.held = [replace(part(data=TEXT + b"\n"), record=KNOWN)]

    (same,) = room.add([file])

    assert (same.result, same.reason) == ("same", "Its text is already in the library, as “Goats”.")
    assert path.read_bytes() == written


def test_links_of_one_title_on_one_site_are_as_many_as_their_addresses(box: Box, room: ReadingRoom, file: Path) -> None:
    records = [Record(title="The week", site="Port Paper", url=f"{URL}/{week}") for week in (50, 51)]
    box.held = [FilePart(f"{each.url}", record=each) for each in records]

    results = [each.result for each in room.add([file])]

    assert results == ["links", "links"]


def test_an_import_that_kept_a_link_and_then_found_its_page_is_undone_whole(
    box: Box, room: ReadingRoom, file: Path
) -> None:
    box.held = [link(highlights=(Highlight("town wall"),)), part(highlights=(Highlight("the harbor"),))]
    first, second = room.add([file])
    assert first.id == second.id
    assert len(room.notes.of(str(first.id))) == 2

    assert [each.reason for each in room.undo_add()] == [""]

    assert not [*room.library.articles.iterdir()]
    room.trash.restore(room.trash.find(str(first.id)))
    room.index()
    assert "town wall" in room.article(str(first.id)).text
    assert len(room.notes.of(str(first.id))) == 2


def test_a_link_that_somebody_wrote_a_text_for_is_not_written_over(box: Box, room: ReadingRoom, file: Path) -> None:
    box.held = [link()]
    (kept,) = room.add([file])
    path = room.library.articles / f"{kept.id}.md"
    path.write_text(path.read_text(encoding="utf-8") + "My own summary.\n", encoding="utf-8")
    box.held = [part()]

    (second,) = room.add([file])

    assert (second.result, second.reason) == ("version", "It is another version of “Goats”.")
    assert "My own summary." in path.read_text(encoding="utf-8")


def test_another_text_of_one_address_is_a_version(box: Box, room: ReadingRoom, file: Path) -> None:
    box.held = [part(), part("Goats again", data=TEXT.replace(b"Monday", b"Tuesday"))]

    _, second = room.add([file])

    assert (second.result, second.reason) == ("version", "It is another version of “Goats”.")


def test_one_long_text_without_an_address_is_not_added_twice_but_a_reprint_elsewhere_is(
    box: Box, room: ReadingRoom, file: Path
) -> None:
    long = TEXT * 4
    box.held = [part(data=long)]
    (first,) = room.add([file])
    box.held = [
        part("Other", data=long + b"\n", url=""),
        part("Reprint", data=long + b" \n", url="https://elsewhere.example/goats"),
    ]

    twin, reprint = room.add([file])

    assert (twin.result, twin.id, reprint.result) == ("same", first.id, "added")


def test_a_highlight_whose_note_is_gone_from_the_folder_comes_back_as_it_was_last_seen(
    box: Box, room: ReadingRoom, file: Path
) -> None:
    box.held = [part(highlights=(Highlight("town wall"),))]
    (added,) = room.add([file])
    (note,) = room.notes.of(str(added.id))
    room.notes.save(replace(note, body="Why?"))
    shutil.rmtree(room.notes.path)

    (again,) = room.add([file])

    assert str(again.reason).endswith("1 note.")
    assert [each.body for each in room.notes.of(str(added.id))] == ["Why?"]
    assert room.notes.vanished == ()


def test_of_several_places_a_highlight_is_at_the_one_whose_surroundings_are_its_own(
    box: Box, room: ReadingRoom, file: Path
) -> None:
    text = b"# Goats\n\nThe goats came by night over the wall.\n\nNobody saw.\n\nSheep came by night too.\n"
    marks = (
        Highlight("night", prefix="saw. Sheep came by ", suffix=" "),
        Highlight("came", prefix="x", suffix="y"),
    )
    box.held = [part(data=text, highlights=marks)]

    (added,) = room.add([file])

    assert added.reason == "2 notes, 1 not placed."
    (place,) = (each for note, each in room.notebook.anchored(str(added.id)) if note.exact == "night")
    assert place.start == room.article(str(added.id)).text.rindex("night")


def test_highlights_are_placed_by_their_words_and_kept_where_they_are_not_found(
    box: Box, room: ReadingRoom, file: Path
) -> None:
    marks = (
        Highlight("town  wall", color="#ff8800", tags=("place",), created="2021-03-04T05:06:07+02:00"),
        Highlight("the cows came", "really?", prefix="yesterday "),
        Highlight(note="A fine page."),
        Highlight(),
        Highlight("the", start=75),
    )
    box.held = [part(highlights=marks)]

    (added,) = room.add([file])
    (again,) = room.add([file])

    assert added.reason == "4 notes, 1 not placed."
    assert again.reason == "Goats.md is already in the library, as “Goats”."
    text = room.article(str(added.id)).text
    found = {
        (note.exact or note.body): (place.state, text[place.start : place.end])
        for note, place in room.notebook.anchored(str(added.id))
    }
    assert found == {
        "town wall": ("exact", "town wall"),
        "the cows came": ("orphan", ""),
        "A fine page.": ("exact", ""),
        "the": ("exact", "the"),
    }
    first = next(each for each in room.notes.of(str(added.id)) if each.exact == "town wall")
    assert (first.color, first.tags, first.created) == ("orange", ("place",), "2021-03-04T03:06:07Z")
    orphan = next(each for each in room.notes.of(str(added.id)) if each.body == "really?")
    assert orphan.quote is not None
    assert (orphan.exact, orphan.quote.prefix) == ("the cows came", "yesterday ")


def test_a_dry_run_tells_what_would_be_done_and_writes_nothing(
    box: Box, room: ReadingRoom, file: Path, tmp_path: Path
) -> None:
    marks = (Highlight("town wall"), Highlight("cows"))
    box.held = [part(starred=True, highlights=marks), part(tags=("wall",)), link(), part("Geese", url="")]

    def told() -> list[tuple[str, str | None]]:
        return [(each.result, each.id) for each in results]

    results = [*room.add([file], is_dry=True)]
    dry = told()
    assert results[0].reason == "It is marked as starred. 2 notes."
    assert not room.library.articles.exists()
    assert not room.library.originals.exists()
    assert not room.library.notes.exists()
    results = [*room.add([file])]

    assert told() == dry
    assert [each for each, _ in dry] == ["added", "same", "same", "same"]


def test_pictures_are_kept_beside_the_original_and_the_article_shows_them(
    box: Box, room: ReadingRoom, file: Path
) -> None:
    text = b"Goats: ![wall](https://port.example/a/wall.png?x=1) and ![](<../../etc/passwd>) " + TEXT
    pictures = {"https://port.example/a/wall.png?x=1": b"\x89PNG wall", "../../etc/passwd": b"\x89PNG other"}
    box.held = [part(data=text, pictures=pictures)]

    (added,) = room.add([file])

    folder = room.library.originals / "Goats.md.files"
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == {
        "wall.png": b"\x89PNG wall",
        "passwd": b"\x89PNG other",
    }
    written = (room.library.articles / f"{added.id}.md").read_text(encoding="utf-8")
    assert "![wall](<../originals/Goats.md.files/wall.png>)" in written
    assert "![](<../originals/Goats.md.files/passwd>)" in written


def stopped_after_one(room: ReadingRoom, file: Path) -> AddedFile:
    """Add the first part of a file, and stop."""
    adding = room.add([file])
    first = next(adding)
    assert isinstance(adding, Generator)
    adding.close()
    return first


def test_an_import_that_was_stopped_and_run_again_is_one_import_and_undone_whole(
    box: Box, room: ReadingRoom, file: Path
) -> None:
    box.held = [part(name, TEXT + name.encode(), f"{URL}/{name}") for name in ("one", "two", "three")]
    first = stopped_after_one(room, file)
    (log,) = (room.session.places.state / "imports").iterdir()
    with log.open("a") as lines:
        lines.write('{"id": "half-a-li')

    again = list(room.add([file]))

    assert [each.result for each in again] == ["same", "added", "added"]
    assert {each.id for each in room.undo_add()} == {first.id, again[1].id, again[2].id}
    assert not [*room.library.articles.iterdir()]


def test_what_is_added_after_an_import_that_was_stopped_is_another_import(
    box: Box, room: ReadingRoom, file: Path
) -> None:
    box.held = [part(name, TEXT + name.encode(), f"{URL}/{name}") for name in ("one", "two")]
    first = stopped_after_one(room, file)
    box.held = [part("other", TEXT + b"Or do they?\n", f"{URL}/other")]
    other_file = file.with_name(f"other{file.suffix}")
    other_file.write_bytes(file.read_bytes())

    (other,) = room.add([other_file])

    assert [each.id for each in room.undo_add()] == [other.id]
    assert [each.stem for each in room.library.articles.iterdir()] == [first.id]


def test_the_same_named_once_more_after_an_import_that_ended_is_another_import(
    box: Box, room: ReadingRoom, file: Path
) -> None:
    box.held = [part("one", TEXT, f"{URL}/one")]
    (first,) = room.add([file])
    box.held = [part("two", TEXT + b"Or do they?\n", f"{URL}/two")]

    (second,) = room.add([file])

    assert [each.id for each in room.undo_add()] == [second.id]
    assert [each.stem for each in room.library.articles.iterdir()] == [first.id]
