"""Passages that moved, changed or are gone; notes in two versions, gone, or changed outside."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.notes import placement
from reader.notes.model import Annotation, new_annotation
from reader.notes.selectors import selectors_for, text_sha256
from reader.room import ReadingRoom
from reader.view.cells import text_of
from reader.view.note_rows import PlacedNote
from tests.tui.conftest import Sit, Table
from tests.tui.test_annotating import to_first_sentence

SENTENCE = "Mayor Anna Keller said that 412 homes were lost in Marlow."
GONE = "Nothing of this sentence about zeppelins stands there."


def noted(room: ReadingRoom, quote: str, body: str = "", text: str = "") -> Annotation:
    """Save an annotation on *quote* in *text*, else in the article's text of today."""
    text = text or room.article("flood").text
    start = text.index(quote)
    selectors = selectors_for(text, start, start + len(quote))
    return room.notes.save(new_annotation("flood", selectors, body=body, text_sha256=text_sha256(text)))


def note_bytes(room: ReadingRoom) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in room.notes.path.glob("flood/*.md")}


async def open_flood(table: Table) -> None:
    await table.press("j", "j", "enter")
    await table.until(lambda: table.article_id == "flood" and table.screen.notes_pane.notes)


def pane_text(table: Table) -> str:
    """Return what the pane lists, without its line breaks."""
    rows = [text_of(rows) for rows in table.screen.notes_pane._shown]
    return " ".join(" ".join(rows).split())


def old_text(room: ReadingRoom) -> str:
    return room.article("flood").text.replace("412 homes were lost", "only 380 homes were lost")


async def test_a_changed_passage_shows_old_and_new_and_one_key_accepts_it(sit: Sit, room: ReadingRoom) -> None:
    old = SENTENCE.replace("412", "only 380")
    saved = noted(room, old, "how many?", old_text(room))
    before = note_bytes(room)
    async with sit() as table:
        await open_flood(table)
        pane = pane_text(table)
        assert pane.startswith("was ▍Mayor Anna Keller said that")
        assert "only 380" in pane
        assert "now ▍Mayor" in pane
        assert "412" in pane
        assert "the text changed here; Y accepts the new words" in pane
        assert note_bytes(room) == before

        await table.press("]", "Y")
        note = room.notes.of("flood")[0]

        assert note.exact == SENTENCE
        assert note.id == saved.id
        assert note.extra["quote_before"] == old
        assert note.text_sha256 == text_sha256(room.article("flood").text)
        await table.until(lambda: "changed here" not in table.text())
        await table.press("Y")
        assert "nothing to accept" in table.screen.status.said


async def test_a_moved_passage_is_told_and_accepted(sit: Sit, room: ReadingRoom) -> None:
    noted(room, SENTENCE, text="A preface that is gone now.\n\n" + room.article("flood").text)
    async with sit() as table:
        await open_flood(table)
        await table.until(lambda: "moved" in table.text().partition("Notes · 1")[2])
        await table.press("4", "Y")

        note = room.notes.of("flood")[0]
        assert note.position is not None
        assert room.article("flood").text[note.position.start : note.position.end] == SENTENCE
        await table.until(lambda: table.screen.notes_pane.notes[0].place.state == "exact")


async def test_an_orphan_is_attached_by_hand_to_what_is_selected(sit: Sit, room: ReadingRoom) -> None:
    saved = noted(room, GONE, "kept", f"First.\n\n{GONE}\n\nLast.")
    async with sit() as table:
        await open_flood(table)
        await table.sees("the passage is gone")
        assert table.screen.article_view.marks("annotations") == []
        await table.press("4", "@")
        assert table.pane() == "article"
        assert "Select the passage" in table.screen.status.said
        await table.press(")", "@")
        assert "Select the passage first" in table.screen.status.said
        await table.press("v", "w", "w", "@")

        note = room.notes.of("flood")[0]
        assert (note.id, note.exact, note.body) == (saved.id, "The river Tarn", "kept")
        assert note.extra["quote_before"] == GONE
        assert "attached" in table.screen.status.said
        await table.until(lambda: [each.place.state for each in table.screen.notes_pane.notes] == ["exact"])


async def test_a_note_is_attached_to_a_passage_of_another_article_and_taken_back(sit: Sit, room: ReadingRoom) -> None:
    saved = noted(room, SENTENCE, "kept")
    async with sit() as table:
        await open_flood(table)
        await table.press("4", "@", "1", "j", "enter")
        await table.until(lambda: table.article_id == "music")
        await table.press(")", "v", "i", "s", "@")

        (note,) = room.notes.all()
        assert (note.id, note.article, note.body) == (saved.id, "music", "kept")
        assert note.exact in room.article("music").text
        assert "U takes it back" in table.screen.status.said
        await table.press("U")
        await table.until(lambda: table.article_id == "flood")

        assert room.notes.all() == (saved,)


async def test_the_likeliest_passage_is_offered_for_an_orphan(sit: Sit, room: ReadingRoom) -> None:
    # About half of the words stand there: too few to be sure, enough to be offered.
    old = "Mayor Anna Keller said that 412 barns burned in Harlow"
    noted(room, old, "kept", f"Elsewhere it was otherwise.\n\n{old}\n\nQuite otherwise.")
    async with sit() as table:
        await open_flood(table)
        assert table.screen.notes_pane.notes[0].place.state == "orphan"
        await table.press("4", "@")
        await table.until(lambda: "likeliest" in table.screen.status.said)
        span = table.screen.article_view.caret.selection()
        assert span is not None
        words = room.article("flood").text[slice(*span)]
        assert "412 homes were lost" in words
        await table.press("@")

        assert room.notes.of("flood")[0].exact == words


async def test_giving_up_leaves_an_orphan_as_it_was(sit: Sit, room: ReadingRoom) -> None:
    noted(room, GONE, "kept", f"First.\n\n{GONE}\n\nLast.")
    before = note_bytes(room)
    async with sit() as table:
        await open_flood(table)
        await table.press("4", "@", "v", "escape", "escape")

        assert note_bytes(room) == before
        assert table.pane() == "list"


async def test_a_highlight_is_widened_by_attaching_it_to_a_longer_selection(sit: Sit, room: ReadingRoom) -> None:
    noted(room, "Anna Keller")
    async with sit() as table:
        await open_flood(table)
        await table.press("4", "@", "v", "i", "s", "@")

        assert room.notes.of("flood")[0].exact == SENTENCE


async def test_orphans_stand_in_the_pane_where_they_were(sit: Sit, room: ReadingRoom) -> None:
    text = room.article("flood").text
    at = text.index("- A first") if "- A first" in text else text.index("A first point")
    noted(room, "The river Tarn rose on Monday.", "first")
    noted(room, GONE, "gone", f"{text[:at]}{GONE} {text[at:]}")
    noted(room, "We had no warning", "last")
    async with sit() as table:
        await open_flood(table)

        assert [each.annotation.body for each in table.screen.notes_pane.notes] == ["first", "gone", "last"]


# Overlaps


async def test_the_status_line_tells_all_annotations_under_the_caret_and_e_edits_the_shortest(
    sit: Sit, room: ReadingRoom
) -> None:
    noted(room, SENTENCE, "long")
    noted(room, "Anna Keller", "short")
    async with sit() as table:
        await open_flood(table)
        await table.press("]", "]")
        assert "2 notes here: yellow “short” · yellow “long”; e edits" in table.screen.status.said
        assert len(table.screen.article_view.marks("here")) == 2
        assert table.screen.notes_pane.selected is not None
        assert table.screen.notes_pane.selected.annotation.body == "short"
        await table.press("e")
        assert table.screen.editor.area.text == "short"
        await table.press("escape", "{")
        assert table.screen.article_view.marks("here") == []
        assert "notes here" not in table.screen.status.said


# Two versions


def copy_beside(room: ReadingRoom, saved: Annotation, body: str, mark: str = ".sync-conflict-20261122-1-ABC") -> Path:
    """Write a copy as a syncing program would leave it."""
    path = room.notes.path / "flood" / f"{saved.id}.md"
    copy = path.with_name(f"{saved.id}{mark}.md")
    text = path.read_text()
    copy.write_text(text.replace(saved.body, body) if saved.body else text + body)
    return copy


@pytest.mark.parametrize(
    ("key", "bodies"),
    [("1", ["mine of today"]), ("2", ["theirs of today"]), ("3", ["mine of today", "theirs of today"])],
)
async def test_two_versions_are_shown_side_by_side_and_settled_by_the_person(
    key: str, bodies: list[str], *, sit: Sit, room: ReadingRoom
) -> None:
    saved = noted(room, SENTENCE, "mine of today")
    copy = copy_beside(room, saved, "theirs of today")
    async with sit() as table:
        await open_flood(table)
        await table.until(lambda: "two versions" in table.screen.status.said)
        assert "there are two versions" in pane_text(table)
        await table.press("V")
        await table.sees("mine of today", "theirs of today", "….sync-conflict-20261122-1-ABC.md")
        await table.press(key)

        assert sorted(each.body for each in room.notes.of("flood")) == bodies
        assert not copy.exists()
        trash = "".join(path.read_text() for path in (room.notes.path / ".trash").glob("*.md"))
        assert "theirs of today" in trash
        await table.until(lambda: "there are two versions" not in pane_text(table))
        await table.press("V")
        assert "none is missing" in table.screen.status.said


@pytest.mark.parametrize(("key", "bodies"), [("1", ["another"]), ("2", ["changed on the train", "another"])])
async def test_a_deleted_note_that_another_copy_of_the_library_changed_is_settled_by_the_person(
    key: str, bodies: list[str], *, sit: Sit, room: ReadingRoom
) -> None:
    noted(room, "The river Tarn", "another")
    room.notes.delete(noted(room, SENTENCE, "mine of today"))
    (path,) = (room.notes.path / ".trash").glob("*.md")
    path.write_text(path.read_text().replace("mine of today", "changed on the train"))
    async with sit() as table:
        await open_flood(table)
        await table.until(lambda: "in the trash that nobody deleted" in table.screen.status.said)
        await table.press("V")
        await table.sees("The note was deleted.", "changed on the train")
        await table.press(key)

        assert {each.body for each in room.notes.of("flood")} == {*bodies}
        await table.press("V")
        assert "none is missing" in table.screen.status.said


async def test_leaving_the_dialog_changes_nothing(sit: Sit, room: ReadingRoom) -> None:
    copy_beside(room, noted(room, SENTENCE, "mine"), "theirs", " (conflicted copy 2026-11-22)")
    before = note_bytes(room)
    async with sit() as table:
        await open_flood(table)
        await table.until(lambda: table.screen.later.places.files.conflicts)
        await table.press("V", "escape")

        assert note_bytes(room) == before
        assert "Nothing was changed" in table.screen.status.said


async def test_what_git_could_not_merge_is_settled(sit: Sit, room: ReadingRoom) -> None:
    saved = noted(room, SENTENCE, "before")
    path = room.notes.path / "flood" / f"{saved.id}.md"
    both = "<<<<<<< HEAD\nours here\n=======\ntheirs there\n>>>>>>> other\n"
    path.write_text(path.read_text().replace("before\n", both))
    async with sit() as table:
        await open_flood(table)
        await table.until(lambda: table.screen.later.places.files.conflicts)
        await table.press("V")
        await table.sees("ours here", "theirs there")
        await table.press("2")

        assert [each.body for each in room.notes.of("flood")] == ["theirs there"]
        assert "<<<<" not in path.read_text()


async def test_an_unreadable_copy_cannot_be_the_one_that_is_kept(sit: Sit, room: ReadingRoom) -> None:
    saved = noted(room, SENTENCE, "mine")
    copy = copy_beside(room, saved, "theirs")
    copy.write_bytes(b"\xff\xfe broken")
    before = note_bytes(room)
    async with sit() as table:
        await open_flood(table)
        await table.until(lambda: table.screen.later.places.files.conflicts)
        await table.press("V")
        await table.sees("cannot be read")
        await table.press("2")

        assert note_bytes(room) == before
        assert "cannot be read" in table.screen.status.said


# Edits made outside


@pytest.mark.usefixtures("watching")
async def test_an_edit_made_outside_appears_and_the_selection_stays(sit: Sit, room: ReadingRoom) -> None:
    noted(room, "The river Tarn rose on Monday.", "one")
    second = noted(room, SENTENCE, "two")
    async with sit() as table:
        await open_flood(table)
        await table.press("4", "j")
        path = room.notes.path / "flood" / f"{second.id}.md"
        path.write_text(path.read_text().replace("two", "two, edited by hand"))
        await table.until(lambda: "edited by hand" in pane_text(table))

        assert table.screen.notes_pane.selected is not None
        assert table.screen.notes_pane.selected.annotation.id == second.id
        path.unlink()
        path.with_name("20200101t000000-bbbbbb.md").write_text("a note without front matter\n")
        await table.until(lambda: "without front matter" in pane_text(table))


@pytest.mark.usefixtures("watching")
async def test_what_another_instance_does_appears(sit: Sit, room: ReadingRoom) -> None:
    with ReadingRoom.open(room.library.root, settings=room.settings, places=room.places) as other:
        async with sit() as table:
            await to_first_sentence(table)
            await table.press("H")
            (saved,) = other.notes.of("flood")
            other.notes.save(replace(saved, body="from the other window"))
            await table.until(lambda: "the other window" in pane_text(table))
            other.notes.delete(other.notes.of("flood")[0])
            await table.until(lambda: table.screen.notes_pane.notes == [])
            assert table.screen.article_view.marks("annotations") == []


@pytest.mark.usefixtures("watching")
async def test_a_note_changed_outside_while_it_is_written_is_kept_in_both_versions(sit: Sit, room: ReadingRoom) -> None:
    saved = noted(room, SENTENCE, "before")
    async with sit() as table:
        await open_flood(table)
        await table.press("4", "e")
        await table.type(" mine")
        path = room.notes.path / "flood" / f"{saved.id}.md"
        path.write_text(path.read_text().replace("before", "theirs"))
        await table.until(lambda: "changed elsewhere" in table.screen.status.said)
        assert table.screen.editor.area.text == "before mine"
        await table.press("ctrl+s")

        assert table.screen.status.said.startswith("Both versions are kept. Press V to see both.")
        assert not table.screen.editor.is_open
        assert {each.body for conflict in room.notes.conflicts for each in (conflict.here, conflict.there) if each} == {
            "theirs",
            "before mine",
        }
        await table.until(lambda: table.screen.later.places.files.conflicts)
        await table.press("V", "2")
        assert [each.body for each in room.notes.of("flood")] == ["before mine"]


@pytest.mark.usefixtures("watching")
async def test_a_color_given_after_an_edit_outside_keeps_that_edit(sit: Sit, room: ReadingRoom) -> None:
    saved = noted(room, SENTENCE, "before")
    async with sit() as table:
        await open_flood(table)
        await table.press("4")
        path = room.notes.path / "flood" / f"{saved.id}.md"
        path.write_text(path.read_text().replace("before", "edited outside"))
        await table.press("C", "3")

        (note,) = room.notes.of("flood")
        assert (note.body, note.color) == ("edited outside", "blue")


@pytest.mark.usefixtures("watching")
async def test_an_answer_that_comes_late_does_not_take_a_new_highlight_off_the_screen(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = noted(room, SENTENCE, "old")
    has_looked, may_answer = threading.Event(), threading.Event()
    place_all = placement.place_all

    def slowly(*arguments: Any) -> Any:
        found = place_all(*arguments)
        has_looked.set()
        may_answer.wait(60)
        return found

    async with sit() as table:
        await open_flood(table)
        monkeypatch.setattr(placement, "place_all", slowly)
        path = room.notes.path / "flood" / f"{saved.id}.md"
        path.write_text(path.read_text().replace("old", "edited outside"))
        shown: list[int] = []
        show = table.screen.notes_pane.show

        def watched(notes: Sequence[PlacedNote], *rest: Any, **facts: Any) -> None:
            shown.append(len(notes))
            show(notes, *rest, **facts)

        await table.until(has_looked.is_set)
        await table.press(")", "H")
        assert len(table.screen.notes_pane.notes) == 2
        monkeypatch.setattr(table.screen.notes_pane, "show", watched)
        may_answer.set()
        await table.pilot.pause(0.1)
        table.screen.later.places.look()
        await table.until(lambda: shown)

        assert {*shown} == {2}


# Notes that are gone


@pytest.mark.usefixtures("watching")
async def test_notes_that_vanished_are_kept_on_screen_and_written_again(sit: Sit, room: ReadingRoom) -> None:
    for number in range(3):
        noted(room, SENTENCE, f"note {number}")
    before = note_bytes(room)
    async with sit() as table:
        await open_flood(table)
        for path in (room.notes.path / "flood").glob("*.md"):
            path.unlink()
        await table.until(lambda: table.screen.later.places.files.vanished)
        assert table.screen.status.said.startswith("Press V to settle this: ")
        assert len(table.screen.notes_pane.notes) == 3
        await table.press("V")
        await table.until(lambda: "of 3 notes are missing" in " ".join(table.text().split()))
        await table.press("w")

        assert note_bytes(room) == before
        assert "3 notes restored" in table.screen.status.said


@pytest.mark.usefixtures("watching")
async def test_notes_that_were_meant_to_go_are_forgotten(sit: Sit, room: ReadingRoom) -> None:
    noted(room, SENTENCE, "goes")
    async with sit() as table:
        await open_flood(table)
        for path in (room.notes.path / "flood").glob("*.md"):
            path.unlink()
        await table.until(lambda: table.screen.later.places.files.vanished)
        await table.press("V", "f")

        assert room.notes.of("flood") == ()
        assert table.screen.notes_pane.notes == []


# Bad files


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('---\nid: "x\n---\nbody\n', "YAML"),
        ("---\nquote: [1, 2\n", "does not end"),
        ('---\narticle: ["flood", "music"]\nquote: "x"\n---\n', "more than one article"),
        ("", "empty"),
    ],
)
async def test_a_broken_note_file_is_told_and_never_touched(
    text: str, told: str, *, sit: Sit, room: ReadingRoom
) -> None:
    noted(room, SENTENCE, "good")
    broken = room.notes.path / "flood" / "20200101t000000-cccccc.md"
    broken.write_text(text)
    async with sit() as table:
        await open_flood(table)
        await table.until(lambda: told in table.screen.status.said)
        await table.sees("Notes · 1 · 1 bad file")
        assert [each.annotation.body for each in table.screen.notes_pane.notes] == ["good"]
        await table.press("P")
        await table.sees("20200101t000000-cccccc")

    assert broken.read_text() == text


@pytest.mark.parametrize(
    ("selectors", "state"),
    [
        (f'quote: "{SENTENCE}"\nstart: 900000\nend: 900010\n', "moved"),
        (f'quote: "{"zeppelin " * 11_000}"\nstart: 3\nend: 99003\n', "orphan"),
        ("start: 3\nend: 9\n", "orphan"),
        (f'quote: "{SENTENCE}"\nstart: 9\nend: 3\n', "exact"),
    ],
)
async def test_odd_selectors_lead_to_an_honest_state(
    selectors: str, state: str, *, sit: Sit, room: ReadingRoom
) -> None:
    path = room.notes.path / "flood" / "20200101t000000-dddddd.md"
    path.parent.mkdir(parents=True)
    path.write_text(f'---\nid: "{path.stem}"\n{selectors}---\nodd\n')
    async with sit() as table:
        await open_flood(table)
        (note,) = table.screen.notes_pane.notes

        assert note.place.state == state
        await table.sees("odd")
        await table.press("4", "j", "enter")


async def test_a_folder_without_write_permission_keeps_the_words_on_screen(sit: Sit, room: ReadingRoom) -> None:
    noted(room, SENTENCE, "there")
    folder = room.notes.path / "flood"
    async with sit() as table:
        await open_flood(table)
        await table.press(")", "a")
        await table.type("precious")
        folder.chmod(0o500)
        try:
            if not _may_write(folder):
                await table.press("ctrl+s")
                assert "could not be saved" in table.screen.status.said
                assert table.screen.editor.area.text == "precious"
        finally:
            folder.chmod(0o700)
        await table.press("ctrl+s")

        assert "precious" in {each.body for each in room.notes.of("flood")}


def _may_write(folder: Path) -> bool:
    """Tell whether permissions do not stop us, as they do not stop root."""
    try:
        (folder / "probe").touch()
    except OSError:
        return False
    (folder / "probe").unlink()
    return True
