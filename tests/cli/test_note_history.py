"""`reader notes history` and `reader notes restore`: what a note has said, and the way back to it."""

from pathlib import Path

import pytest

from reader.room.settings import Places
from tests.cli.test_notes import Library, library

__all__ = ["library"]


@pytest.fixture
def edited(library: Library) -> Library:
    """Return a library with a note that was edited twice."""
    library.run("notes", "edit", "three", "--body", "Second thought.")
    library.run("notes", "edit", "three", "--body", "Third thought.")
    return library


def test_a_note_is_brought_back_to_any_of_its_versions(edited: Library) -> None:
    listed = edited.json("notes", "history", "three")

    assert [each["body"] for each in listed] == ["Third thought.", "Second thought.", "On the whole."]
    assert [each["is_current"] for each in listed] == [True, False, False]
    oldest = listed[-1]["version"]
    assert f"{oldest}  {listed[-1]['at']}\n  On the whole.  #figures\n" in edited.run("notes", "history", "three")[1]
    assert edited.run("notes", "history", "three", "--version", oldest)[:2] == (0, "On the whole.\n")

    assert edited.run("notes", "restore", "three", "--version", oldest)[:2] == (0, "Note saved.  [three]\n")

    assert [each["body"] for each in edited.json("notes", "election")] == ["On the whole."]


def test_without_a_version_the_last_change_is_taken_back(edited: Library) -> None:
    assert edited.run("notes", "restore", "three")[0] == 0

    assert [each["body"] for each in edited.json("notes", "election")] == ["Second thought."]


def test_a_deleted_note_is_restored_by_its_id(edited: Library) -> None:
    edited.run("notes", "delete", "three")
    assert edited.json("notes", "election") == []

    assert edited.run("notes", "restore", "three")[0] == 0

    assert [each["body"] for each in edited.json("notes", "election")] == ["Third thought."]


def test_what_is_not_kept_is_said(edited: Library, places: Places, tmp_path: Path) -> None:
    for line, said in (
        ("history none", "There is no note “none”."),
        ("history three --version 00000000", "The note “three” has no version “00000000”."),
        ("restore three --version 00000000", "The note “three” has no version “00000000”."),
    ):
        assert edited.run("notes", *line.split()) == (1, "", f"reader: {said}\n")
    assert edited.run("notes", "restore", "--version", "00000000")[0] == 2
    for each in (places.state / "history").rglob("*.jsonl"):
        each.unlink()
    for line in ("history three", "restore three"):
        assert edited.run("notes", *line.split())[2] == "reader: No earlier versions of the note “three” are kept.\n"
