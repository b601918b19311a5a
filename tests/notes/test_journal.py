"""Drafts: on disk while they are written, offered again after a crash, and to nobody else."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.atomic_file import WriteError, write_text
from reader.notes import journal as journal_module
from reader.notes.conflicts import SaveConflict
from reader.notes.journal import DraftJournal
from reader.notes.store import NoteStore
from tests.notes.passages import annotation


def crashed(journal: DraftJournal) -> None:
    """Let go of what the system lets go of when a process dies."""
    journal.flush()
    journal._on_disk[""] = annotation("harbor")
    journal.close()


def test_a_draft_is_written_without_being_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = threading.Event()

    def told(path: Path, text: str) -> None:
        write_text(path, text)
        written.set()

    monkeypatch.setattr(journal_module, "write_text", told)
    journal = DraftJournal(tmp_path)

    journal.keep(replace(annotation("harbor"), body="Half a sent"))

    assert written.wait(60)
    journal.close()
    assert "Half a sent" in next(tmp_path.glob("*.md")).read_text(encoding="utf-8")


def test_after_a_crash_the_draft_is_offered_as_it_was_last(tmp_path: Path) -> None:
    draft = replace(annotation("harbor"), body="Half", revision="0" * 64)
    first = DraftJournal(tmp_path)
    first.keep(draft)
    first.flush()
    first.keep(replace(draft, body="Half a sentence"))
    crashed(first)

    second = DraftJournal(tmp_path)
    (recovered,) = second.recovered()

    assert recovered.annotation == replace(draft, body="Half a sentence")
    assert recovered.annotation.revision == draft.revision
    second.discard(recovered)
    assert second.recovered() == ()


def test_a_draft_that_somebody_is_writing_is_offered_to_nobody(tmp_path: Path) -> None:
    writing = DraftJournal(tmp_path)
    writing.keep(annotation("harbor"))
    writing.flush()

    assert DraftJournal(tmp_path).recovered() == ()
    assert writing.recovered() == ()
    writing.close()
    assert len(DraftJournal(tmp_path).recovered()) == 1


def test_a_saved_note_leaves_no_draft(tmp_path: Path) -> None:
    journal = DraftJournal(tmp_path)
    journal.keep(annotation("harbor"))
    journal.flush()
    journal.drop(annotation("harbor"))
    journal.keep(annotation("wall", name="two"))
    journal.drop(annotation("wall", name="two"))
    journal.close()

    assert list(tmp_path.iterdir()) == []


def test_looking_for_drafts_makes_nothing(tmp_path: Path) -> None:
    assert DraftJournal(tmp_path / "none").recovered() == ()
    assert not (tmp_path / "none").exists()


def test_a_full_disk_is_told_and_the_draft_is_kept_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, text: str) -> None:
        raise WriteError("No space left on device.")

    journal = DraftJournal(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(journal_module, "write_text", refuse)
        journal.keep(annotation("harbor"))
        journal.flush()
        assert "No space left" in journal.problem

    journal.flush()

    assert journal.problem == ""
    assert len(list(tmp_path.glob("*.md"))) == 1
    journal.close()


def test_a_draft_that_cannot_be_read_is_told_of_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "1-aa~harbor~one.md"
    path.write_text("---\nquote: [\n", encoding="utf-8")
    (tmp_path / "1-aa~..~one.md").write_text("No id.", encoding="utf-8")
    journal = DraftJournal(tmp_path)

    assert journal.recovered() == ()
    assert "cannot be read" in journal.problem
    assert path.exists()


def test_a_recovered_change_of_a_note_is_saved_only_if_nobody_changed_it_since(tmp_path: Path) -> None:
    store = NoteStore(tmp_path / "notes", tmp_path / "state")
    saved = store.save(annotation("harbor"))
    journal = DraftJournal(tmp_path / "drafts")
    journal.keep(replace(saved, body="My change."))
    crashed(journal)
    (recovered,) = DraftJournal(tmp_path / "drafts").recovered()

    assert store.save(recovered.annotation).body == "My change."
    with pytest.raises(SaveConflict):
        store.save(replace(recovered.annotation, body="Again, on the old one."))


@pytest.mark.parametrize(("article", "name"), [("..", "one"), ("harbor", "../one")])
def test_a_draft_of_what_is_no_id_is_refused(tmp_path: Path, article: str, name: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        DraftJournal(tmp_path).keep(replace(annotation("harbor"), article=article, id=name))


def test_closing_a_journal_without_drafts_does_nothing(tmp_path: Path) -> None:
    journal = DraftJournal(tmp_path / "none")
    journal.close()
    journal.close()

    assert not (tmp_path / "none").exists()


def test_where_the_first_folder_takes_none_a_draft_is_kept_in_the_next(tmp_path: Path) -> None:
    closed, spare = tmp_path / "closed", tmp_path / "spare"
    closed.write_text("no folder")
    first = DraftJournal(closed, spare)
    first.keep(annotation("harbor"))
    first.flush()

    assert first.problem == ""
    assert DraftJournal(closed, spare).recovered() == ()
    crashed(first)
    second = DraftJournal(closed, spare)
    (recovered,) = second.recovered()
    assert recovered.annotation == annotation("harbor")
    second.discard(recovered)
    assert second.recovered() == ()


def test_of_a_draft_that_went_on_in_another_folder_the_last_is_offered_and_none_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, text: str) -> None:
        if path.parent.name == "one":
            raise WriteError("No space left on device.")
        write_text(path, text)

    folders = tmp_path / "one", tmp_path / "two"
    first = DraftJournal(*folders)
    first.keep(replace(annotation("harbor"), body="Half"))
    first.flush()
    with monkeypatch.context() as patch:
        patch.setattr(journal_module, "write_text", refuse)
        first.keep(replace(annotation("harbor"), body="Half a sentence"))
        first.flush()
    crashed(first)

    second = DraftJournal(*folders)
    (recovered,) = second.recovered()

    assert recovered.annotation.body == "Half a sentence"
    second.discard(recovered)
    assert [*tmp_path.rglob("*.md")] == []


def test_where_no_folder_takes_it_the_reason_is_that_of_the_first(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("no folder")
    (tmp_path / "two").write_text("no folder")
    journal = DraftJournal(tmp_path / "one", tmp_path / "two")

    journal.keep(annotation("harbor"))
    journal.flush()

    assert journal.problem == "The draft could not be saved: File exists"
    journal.drop(annotation("harbor"))
    journal.close()


def test_a_folder_that_is_closed_holds_no_draft_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = DraftJournal(tmp_path / "closed", tmp_path / "open")
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "1-aa~harbor~one.md").write_text("Half a sentence.\n", encoding="utf-8")
    listed = Path.glob

    def closed(path: Path, pattern: str) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(path, pattern)

    monkeypatch.setattr(Path, "glob", closed)

    assert [each.annotation.body for each in journal.recovered()] == ["Half a sentence."]


def test_what_an_editor_saved_before_it_was_killed_with_its_reader_is_offered(tmp_path: Path) -> None:
    draft = replace(annotation("harbor"), body="Before", revision="0" * 64)
    first = DraftJournal(tmp_path)
    first.lend(draft).write_text("Half a sentence", encoding="utf-8")
    crashed(first)

    second = DraftJournal(tmp_path)
    (recovered,) = second.recovered()

    assert recovered.annotation == replace(draft, body="Half a sentence")
    assert recovered.annotation.revision == draft.revision
    second.discard(recovered)
    assert list(tmp_path.glob("*.md")) == []


def test_what_an_editor_gave_back_is_the_draft_and_what_is_typed_afterwards_is_it_too(tmp_path: Path) -> None:
    draft = replace(annotation("harbor"), body="Before")
    first = DraftJournal(tmp_path)
    first.lend(draft).write_text("From outside", encoding="utf-8")
    first.take_back(draft, "From outside")
    first.keep(replace(draft, body="From outside, and more"))
    crashed(first)

    (recovered,) = DraftJournal(tmp_path).recovered()

    assert recovered.annotation.body == "From outside, and more"
