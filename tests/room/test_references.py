"""Cross-references as a script sees them: kept through other versions and other names, judged from either end."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.atomic_file import WriteError
from reader.library.errors import ReaderError
from reader.related.database import FILE_NAME
from reader.room import NoSuchArticle, ReadingRoom
from reader.room.settings import Places, Settings
from tests.tui.storm import write_storm


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_storm(tmp_path / "library")


@pytest.fixture
def room(library: Path, places: Places) -> Iterator[ReadingRoom]:
    with opened(library, places) as room:
        room.index()
        yield room


def opened(library: Path, places: Places) -> ReadingRoom:
    return ReadingRoom.open(library, settings=Settings(machine="desk"), places=places)


def ids(room: ReadingRoom, article_id: str, **options: object) -> list[str]:
    return [each.id for each in room.references.related(article_id, **options)]  # type: ignore[arg-type]  # options of `related`


def test_evidence_that_another_version_kept_is_made_again_without_reading_everything_for_the_search(
    library: Path, places: Places
) -> None:
    with opened(library, places) as room:
        room.index()
        before = ids(room, "harbor")
        file = room.session.caches.folder / "related" / FILE_NAME
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE facts SET value = 'of another version' WHERE name = 'mark'")
    connection.close()

    with opened(library, places) as room:
        done = room.index()

        assert done.indexed == 0
        assert ids(room, "harbor") == before


def test_other_names_are_spelled_by_an_open_room_and_by_the_next(
    room: ReadingRoom, library: Path, places: Places
) -> None:
    def said(room: ReadingRoom) -> str:
        return " ".join(
            piece.text for each in room.related("harbor") for piece in each.evidence if piece.kind == "name"
        )

    assert "Mara Lindqvist" in said(room)
    (library / "names.yaml").write_text('"The Governor": ["Mara Lindqvist", "Lindqvist", "Governor Mara Lindqvist"]\n')
    assert room.session.reload_names()
    assert not room.session.reload_names()
    room.index()

    assert "The Governor" in said(room)
    with opened(library, places) as again:
        assert "The Governor" in said(again)


def test_a_kind_is_looked_for_further_down_than_the_limit(room: ReadingRoom) -> None:
    assert ids(room, "harbor", limit=1) != ["ledger"]
    assert ids(room, "harbor", limit=1, kind="disagreement") == ["ledger"]


def test_what_was_judged_stands_by_itself_and_is_told_even_without_evidence(room: ReadingRoom) -> None:
    family = next(each for each in room.references.of("ledger") if each.crossref.copies)
    copy = family.crossref.copies[0]
    room.references.judge("ledger", copy, "repeats")
    room.references.judge("ledger", "bread", "", "Both bake.")

    told = {each.crossref.id: each for each in room.references.of("ledger")}
    assert told[copy].judged is not None
    assert all(copy not in each.crossref.copies for each in told.values())
    assert told["bread"].crossref.evidence == ()
    assert told["bread"].judged is not None
    assert list(told)[-1] == "bread"


def test_dismissing_makes_room_for_the_next(room: ReadingRoom) -> None:
    first, second, *_ = ids(room, "harbor")
    room.references.judge("harbor", first, "unrelated")

    assert ids(room, "harbor", limit=1) == [second]
    assert [each.crossref.id for each in room.references.of("harbor") if each.is_dismissed] == [first]
    room.references.take_back(first, "harbor")
    assert ids(room, "harbor", limit=1) == [first]


@pytest.mark.parametrize(
    ("article", "other", "relation", "error"),
    [
        ("harbor", "nobody", "", NoSuchArticle),
        ("nobody", "harbor", "", NoSuchArticle),
        ("harbor", "harbor", "", ReaderError),
        ("harbor", "ledger", "admires", ReaderError),
        ("harbor", "../../etc", "", NoSuchArticle),
    ],
)
def test_a_judgment_of_nothing_is_refused(
    room: ReadingRoom, library: Path, article: str, other: str, relation: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        room.references.judge(article, other, relation)

    assert not (library / "notes").exists()


@pytest.mark.parametrize("article", ["nobody", "../../etc", ""])
def test_an_article_that_is_not_there_is_an_error_not_an_empty_answer(room: ReadingRoom, article: str) -> None:
    asked = (room.related, room.references.of, room.references.event)

    for ask in asked:
        with pytest.raises(NoSuchArticle):
            ask(article)


def test_what_was_judged_of_an_article_that_is_gone_is_known_and_taken_back(room: ReadingRoom, library: Path) -> None:
    room.references.judge("ledger", "harbor", "contradicts")
    (library / "articles" / "ledger.md").unlink()
    room.index()

    known = room.references.judged("ledger")

    assert [each.relation for each in known.values()] == ["contradicts"]
    assert room.references.take_back("ledger", "harbor")


def test_judging_reads_no_notes_but_those_of_the_two_articles(
    room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise AssertionError("all notes were read")

    monkeypatch.setattr("reader.notes.store.NoteStore.all", fail)

    room.references.judge("harbor", "ledger", "contradicts")
    known = room.references.judged_link("ledger", "harbor")
    taken_back = room.references.take_back("ledger", "harbor")

    assert known is not None
    assert (known.relation, known.other, taken_back) == ("contradicts", "harbor", True)
    assert room.references.judged_link("harbor", "ledger") is None


def test_what_is_judged_while_the_disk_is_full_is_refused_with_a_sentence(
    room: ReadingRoom, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reader.library.atomic_file.os.fsync", full)

    with pytest.raises(WriteError, match="No space left"):
        room.references.judge("harbor", "ledger", "contradicts")
    assert room.references.judged("harbor") == {}
    room.close()


def test_asking_writes_nothing_into_the_library(room: ReadingRoom, library: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in library.rglob("*")}

    room.references.of("harbor")
    room.references.ledger([each.id for each in room.references.event("harbor")])
    room.references.names()
    list(room.references.differences("harbor", ["echo", "gone"]))
    room.references.take_back("harbor", "ledger")

    assert {path: path.stat().st_mtime_ns for path in library.rglob("*")} == before


def test_a_line_of_an_article_is_quoted_around_its_evidence(room: ReadingRoom) -> None:
    text = room.article("harbor").text
    start = text.index("Lindqvist")

    quoted = room.references.quoted("harbor", ((start, start + 9),), 80)

    assert [quoted.text[slice(*mark)] for mark in quoted.marks] == ["Lindqvist"]
    assert room.references.quoted("gone", ((0, 4),)).text == ""


def test_two_articles_are_compared_and_the_earlier_is_named(room: ReadingRoom) -> None:
    pair = room.references.compare("mirror", "harbor")

    assert (pair.a.id, pair.b.id, pair.earlier) == ("mirror", "harbor", "b")
    assert pair.comparison.matched > 0
    with pytest.raises(NoSuchArticle):
        room.references.compare("harbor", "nobody")


def test_comparing_copies_stops_when_it_is_called_off(room: ReadingRoom) -> None:
    asked = iter((False, True))

    assert len(list(room.references.differences("harbor", ["echo", "mirror"], lambda: next(asked)))) == 1


def test_an_empty_article_has_references_only_to_what_was_judged(library: Path, places: Places) -> None:
    (library / "articles" / "empty.md").write_text('---\nid: "empty"\ntitle: "Empty"\n---\n')
    with opened(library, places) as room:
        room.index()
        assert room.references.of("empty") == ()
        assert [each.id for each in room.references.event("empty")] == ["empty"]
        assert room.references.ledger(["empty"]) == ()

        room.references.judge("empty", "harbor", "confirms")

        (only,) = room.references.of("empty")
        assert (only.crossref.id, only.quote.text[:7]) == ("harbor", "A storm")
