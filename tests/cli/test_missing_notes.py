"""Notes whose files were removed by hand: told and brought back, whichever command looked first."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from reader.notes.model import new_annotation
from reader.room.settings import Places
from tests.cli.test_notes import Library
from tests.known_indexes import KnownIndexes
from tests.tui.conftest import write_library

FIRST = {
    "nothing": [],
    "notes": ["notes"],
    "the notes of the article": ["notes", "list", "flood"],
    "the notes of another article": ["notes", "list", "music"],
    "a query": ["notes", "list", "--query", "thought"],
    "tags": ["notes", "tags"],
    "versions": ["notes", "versions"],
    "an export": ["notes", "export"],
    "the list": ["list"],
    "the index": ["index"],
    "a search": ["search", "thought"],
    "the text": ["read", "flood"],
    "cross-references": ["related", "flood"],
    "a new note": ["notes", "add", "flood", "--body", "One more."],
    "an undo": ["notes", "undo"],
}


@pytest.fixture
def library(tmp_path: Path, places: Places, capsys: pytest.CaptureFixture[str], known_indexes: KnownIndexes) -> Library:
    """Return a library with 25 notes on each of two articles, listed once."""
    made = Library(write_library(tmp_path / "library"), places, capsys)
    known_indexes.bring(made.root, places)
    with made.open() as room:
        room.index()
        for article in ("flood", "music"):
            for number in range(25):
                room.notes.save(replace(new_annotation(article, body=f"Thought {number}."), id=f"{article}-{number}"))
    made.run("notes")
    return made


@pytest.mark.parametrize("first", FIRST.values(), ids=FIRST)
def test_the_notes_of_one_article_are_missed_and_restored_whatever_was_run_first(
    library: Library, first: list[str]
) -> None:
    before = {path for path in library.notes if path.startswith("flood/")}
    shutil.rmtree(library.root / "notes" / "flood")

    if first:
        library.run(*first)

    status, out, err = library.run("notes")
    assert status == 0
    assert out.count("Thought") == 50
    assert "25 notes are missing" in err
    assert len(library.json("notes", "list", "flood")) >= 25
    assert library.json("notes", "restore") == {"restored": 25}
    assert {path for path in library.notes if path.startswith("flood/flood-")} == before
    assert "missing" not in library.run("notes")[2]


@pytest.mark.parametrize("first", FIRST.values(), ids=FIRST)
def test_with_the_whole_folder_gone_no_command_says_that_there_are_no_notes(library: Library, first: list[str]) -> None:
    before = library.notes
    shutil.rmtree(library.root / "notes")

    if first and "add" not in first:
        library.run(*first)

    status, out, err = library.run("notes")
    assert (status, out.count("Thought")) == (0, 50)
    assert "50 notes are missing" in err
    assert "no notes" not in err
    assert library.run("notes", "restore")[0] == 0
    assert library.notes.keys() == before.keys()


def test_missing_notes_that_were_deleted_on_purpose_are_accepted(library: Library) -> None:
    shutil.rmtree(library.root / "notes" / "flood")

    assert "reader notes forget" in library.run("notes")[2]
    assert library.run("notes", "forget")[:2] == (0, "Forgotten: 25 notes.\n")

    assert library.run("notes", "restore")[:2] == (1, "No note is missing.\n")
    status, out, err = library.run("notes")
    assert (status, out.count("Thought"), err) == (0, 25, "")
