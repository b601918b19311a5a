"""The room's notes as scripts have them: found, listed as they become known, exported, imported, followed."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reader.library.errors import Cancelled, ReaderError
from reader.notebook.entries import Notebook
from reader.notebook.groups import group_entries
from reader.notebook.query import NoteQueryError
from reader.notes.model import Annotation, new_annotation
from reader.notes.selectors import selectors_for, text_sha256
from reader.room import NoSuchArticle, ReadingRoom
from reader.room.settings import Places, Settings
from tests.tui.conftest import write_library


def opened(root: Path, places: Places) -> ReadingRoom:
    return ReadingRoom.open(root, settings=Settings(machine="desk"), places=places)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a library of five articles."""
    return write_library(tmp_path / "library")


@pytest.fixture
def room(root: Path, places: Places) -> Iterator[ReadingRoom]:
    """Open it, indexed, with a note on each of three articles and one on one that is gone."""
    with opened(root, places) as made:
        made.index()
        made.notes.save(note(made, "a", "flood", "The river Tarn rose"))
        made.notes.save(note(made, "b", "music", "They sang"))
        made.notes.save(note(made, "c", "election", ""))
        made.notes.save(replace(new_annotation("gone", body="Kept."), id="d"))
        yield made


def note(room: ReadingRoom, name: str, article: str, words: str) -> Annotation:
    text = room.article(article).text
    start = text.index(words) if words else 0
    selectors = selectors_for(text, start, start + len(words)) if words else None
    return replace(new_annotation(article, selectors, body=f"Note {name}", text_sha256=text_sha256(text)), id=name)


def ids(book: Notebook) -> list[str]:
    return [each.annotation.id for each in book.entries]


def loaded(room: ReadingRoom) -> list[tuple[list[str], bool]]:
    return [(ids(book), book.is_complete) for book in room.notebook.load()]


def test_the_notebook_comes_from_the_files_first_and_from_the_cache_ever_after(
    room: ReadingRoom, root: Path, places: Places
) -> None:
    # The latest article first, and what is gone at the end.
    everything = ["c", "a", "b", "d"]
    assert loaded(room)[-1] == (everything, True)
    with opened(root, places) as again:
        steps = loaded(again)
        assert steps == [(["c", "a", "b"], False), (everything, True), (everything, True)]
        states = [each.state for each in again.notebook.find().entries]
        assert states == ["whole", "exact", "exact", "whole"]


def test_what_changed_since_the_cache_was_written_is_there_at_the_last_step(
    room: ReadingRoom, root: Path, places: Places
) -> None:
    loaded(room)
    path = root / "notes" / "music" / "b.md"
    path.write_text(path.read_text().replace("Note b", "Edited"))

    with opened(root, places) as again:
        *before, last = [[each.annotation.body for each in book.entries] for book in again.notebook.load()]

    assert "Note b" in before[-1]
    assert "Edited" in last


def test_passages_are_looked_for_where_they_are_wanted_first_and_known_at_the_next_start(
    room: ReadingRoom, root: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monthly = [note(room, f"n{number}", "flood", "The river Tarn rose") for number in range(3)]
    for each in monthly:
        room.notes.save(each)
    entries = room.notebook.find("has:quote").entries

    first, *_ = room.notebook.place(entries, lambda: ["music"])
    assert {key[0] for key in first} == {"music"}
    list(room.notebook.place(entries))

    with opened(root, places) as again:
        # Nothing is looked for again.
        monkeypatch.setattr(again.session.shelf, "text_of", _no_text)
        *_, book = again.notebook.load()
        assert {each.annotation.id: each.state for each in book.entries if each.annotation.quote} == {
            "a": "exact", "b": "exact", "n0": "exact", "n1": "exact", "n2": "exact",
        }  # fmt: skip


def _no_text(_: str) -> str | None:
    raise AssertionError


def test_a_passage_is_looked_for_again_when_the_article_or_a_note_has_changed(room: ReadingRoom, root: Path) -> None:
    assert [each.state for each in room.notebook.find("", article_id="music").entries] == ["exact"]
    path = root / "articles" / "music.md"
    path.write_text(path.read_text().replace("They sang", "Yesterday they sang"))
    room.index()

    assert [each.state for each in room.notebook.find("", article_id="music").entries] == ["moved"]
    path.write_text(path.read_text().replace("Yesterday they sang", "It rained"))
    room.index()
    assert [each.state for each in room.notebook.find("", article_id="music").entries] == ["orphan"]


def test_notes_are_found_by_query_article_and_tags(room: ReadingRoom) -> None:
    list(room.notebook.tag([each for each in room.notes.all() if each.id in "ab"], ["sea", "old"]))
    list(room.notebook.tag([each for each in room.notes.all() if each.id == "b"], [], ["OLD"]))

    assert ids(room.notebook.find("note")) == ["c", "a", "b"]
    assert ids(room.notebook.find("note", tags=["sea"])) == ["a", "b"]
    assert ids(room.notebook.find("", tags=["sea", "old"])) == ["a"]
    assert ids(room.notebook.find("", article_id="gone")) == ["d"]
    assert room.notes.tag_counts() == {"sea": 2, "old": 1}
    with pytest.raises(NoteQueryError):
        room.notebook.find("nonsense:x")
    with pytest.raises(NoSuchArticle):
        room.notebook.find("", article_id="nobody")


def test_a_tag_that_cannot_be_saved_is_told_and_the_others_are_given(room: ReadingRoom, root: Path) -> None:
    notes = [each for each in room.notes.all() if each.quote]
    path = root / "notes" / "music" / "b.md"
    path.write_text(path.read_text().replace("Note b", "Edited elsewhere"))

    outcomes = {each.id: error for each, error in room.notebook.tag(notes, ["sea"])}

    assert outcomes["a"] is None
    assert isinstance(outcomes["b"], ReaderError)
    assert "Edited elsewhere" in path.read_text()


def test_a_template_is_for_markdown_and_a_file_for_each_article_too(room: ReadingRoom, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="Only Markdown can use a template"):
        room.exchange.format("csv", room.notes.all(), template="$note")
    with pytest.raises(ReaderError, match="Only Markdown can be written as a file for each article"):
        room.exchange.write(tmp_path, "html", room.notes.all(), per_article=True)
    assert room.exchange.export("markdown", "music", template="$words|$note\n").count("They sang|") == 1


def test_a_link_leads_to_an_article_or_to_a_passage(room: ReadingRoom) -> None:
    whole, passage = room.exchange.follow("reader://flood"), room.exchange.follow("reader://flood/a")

    assert (whole.article, whole.span, whole.annotation) == ("flood", None, None)
    assert (passage.words, passage.paragraph) == ("The river Tarn rose", 2)
    assert passage.span == (passage.place.start, passage.place.end) if passage.place else False
    for wrong in ("reader://nobody", "reader://flood/nobody", "http://flood", "reader://-/x"):
        with pytest.raises(ReaderError):
            room.exchange.follow(wrong)


def test_quotations_are_verified_one_by_one(room: ReadingRoom) -> None:
    checked = {annotation.id: each.verdict for annotation, each in room.exchange.verify()}

    assert checked == {"a": "exact", "b": "exact"}
    assert [each.verdict for each in room.exchange.verify_document("“They sang for an hour” (reader://music)")] == [
        "exact"
    ]


def test_the_notes_of_one_article_leave_the_places_of_all_others_remembered(
    room: ReadingRoom, root: Path, places: Places
) -> None:
    room.notebook.find()
    room.notes.save(note(room, "e", "flood", "The river"))

    room.notebook.find(article_id="flood")

    with opened(root, places) as again:
        *_, book = again.notebook.load()
        assert {each.key: each.state for each in book.entries if each.annotation.quote} == {
            ("flood", "a"): "exact", ("flood", "e"): "exact", ("music", "b"): "exact",
        }  # fmt: skip


@pytest.mark.parametrize(
    "ask",
    [
        lambda room, cancelled: room.notebook.find("is:orphaned", cancelled=cancelled),
        lambda room, cancelled: room.notebook.anchored("flood", cancelled),
        lambda room, cancelled: room.search("is:orphaned", cancelled=cancelled),
        lambda room, cancelled: room.searcher.explain("river", "flood", cancelled),
        lambda room, cancelled: room.searcher.why_empty("river nonsense", cancelled),
    ],
)
def test_what_nobody_waits_for_any_more_is_given_up(
    ask: Callable[[ReadingRoom, Callable[[], bool]], object], room: ReadingRoom
) -> None:
    room.index()

    with pytest.raises(Cancelled):
        ask(room, lambda: True)

    ask(room, lambda: False)


@pytest.mark.parametrize("looks", [["load"], ["find", "load"], ["anchored", "load"], ["counts", "load"]])
def test_the_notebook_lists_missing_notes_whatever_looked_first(
    room: ReadingRoom, root: Path, places: Places, looks: list[str]
) -> None:
    before = {*ids(room.notebook.find())}
    room.notes.save_cache()
    shutil.rmtree(root / "notes")

    with opened(root, places) as again:
        do: dict[str, Callable[[], object]] = {
            "find": again.notebook.find, "anchored": lambda: again.notebook.anchored("flood"),
            "counts": again.notebook.counts, "load": lambda: [*again.notebook.load()],
        }  # fmt: skip
        for look in looks:
            do[look]()

        *_, last = again.notebook.load()
        assert {*ids(last)} == before
        assert len(again.notes.vanished) == len(before)


class Today(date):
    @classmethod
    def today(cls) -> "Today":
        return cls(2026, 11, 23)


def test_today_is_the_day_of_the_person_and_not_that_of_greenwich(
    room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.room.notebook.date", Today)
    for time_of_day in ("22T09:59:00Z", "22T10:01:00Z", "23T09:59:00Z", "23T10:01:00Z"):
        room.notes.save(replace(new_annotation("flood", body=time_of_day), created=f"2026-11-{time_of_day}"))
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Pacific/Kiritimati")
        time.tzset()
        found = room.notebook.find("date:today").entries
        months = {each.heading for each in group_entries(found, "date")}
    time.tzset()

    assert sorted(each.annotation.body for each in found) == ["22T10:01:00Z", "23T09:59:00Z"]
    assert months == {"November 2026"}
