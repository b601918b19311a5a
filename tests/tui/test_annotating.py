"""Making, seeing, changing and losing nothing of notes, by keyboard."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from reader.room import ReadingRoom, new_annotation
from reader.tui.panes.note_editor import NoteEditor
from tests.tui.conftest import Sit, Table


async def to_first_sentence(table: Table) -> None:
    """Open the article on the flood, with the caret on the first sentence below its heading."""
    await table.press("j", "j", "enter")
    await table.until(lambda: table.article_id == "flood")
    await table.press(")")
    await table.until(lambda: table.screen.article_view.caret.marked() is not None)


def files(room: ReadingRoom) -> list[Path]:
    return sorted(room.library.notes.glob("flood/*.md"))


async def test_highlighting_writes_one_file_and_shows_it(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H")

        (note,) = room.notes.of("flood")
        assert note.quote is not None
        assert note.quote.exact == "The river Tarn rose on Monday."
        assert len(files(room)) == 1
        assert [mark.look for mark in table.screen.article_view.marks("annotations")] == ["article--yellow"]
        await table.until(lambda: "The river Tarn rose" in table.text().partition("Notes · 1")[2])


async def test_a_note_that_is_opened_while_the_screen_goes_away_is_none() -> None:
    editor = NoteEditor(id="editor")

    await editor.open(new_annotation("flood", body="Too late."))

    assert not editor.is_open


async def test_a_sentence_is_highlighted_once_and_another_color_is_given_to_that_highlight(
    sit: Sit, room: ReadingRoom
) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "H")

        (note,) = room.notes.of("flood")
        assert "already highlighted" in table.screen.status.said
        await table.press("v", "i", "s", "C", "3")
        (again,) = room.notes.of("flood")
        assert (again.id, again.color) == (note.id, "blue")
        assert "blue" in table.screen.status.said
        await table.press("H")
        assert room.notes.of("flood") == (again,)


async def test_a_note_is_written_on_a_selection(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("w", "v", "w", "a")
        await table.sees("Note on “river Tarn”")
        await table.type("how high")
        await table.sees(") on “river Tarn”")
        await table.press("ctrl+s")

        (note,) = room.notes.of("flood")
        assert (note.exact, note.body, note.motivation) == ("river Tarn", "how high", "commenting")
        assert table.pane() == "article"
        await table.sees("how high")


async def test_a_note_on_what_is_only_highlighted_is_written_on_the_highlight(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "a")
        await table.type("how high")
        await table.press("ctrl+s")

        (note,) = room.notes.of("flood")
        assert (note.exact, note.body) == ("The river Tarn rose on Monday.", "how high")

        await table.press("a")
        await table.type("and when")
        await table.press("ctrl+s")
        assert {each.body for each in room.notes.of("flood")} == {"how high", "and when"}


async def test_undoing_to_the_end_brings_nothing_back_that_it_took_away(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", ")", "H", "U", "U", "U")

        assert room.notes.of("flood") == ()
        assert "nothing left to undo" in table.screen.said


async def test_letters_that_come_before_the_first_note_is_open_are_written_into_it(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        for key in (*"adrastic", "ctrl+s"):
            table.app.post_message(events.Key(key, key if len(key) == 1 else None))

        await table.until(lambda: [each.body for each in room.notes.of("flood")] == ["drastic"])


async def test_a_note_without_words_is_not_made(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("a", "escape")

        assert room.notes.of("flood") == ()
        assert not table.screen.editor.is_open


async def test_a_note_on_the_whole_article_has_no_passage(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await table.press("A")
        await table.type("good")
        await table.press("ctrl+s")

        (note,) = room.notes.of("election")
        assert (note.quote, note.body) == (None, "good")
        await table.sees("on the whole article")


async def test_editing_deleting_and_undoing(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "e")
        await table.type("first")
        await table.press("ctrl+s")
        assert room.notes.of("flood")[0].body == "first"

        await table.press("4", "d")
        assert room.notes.of("flood") == ()
        assert files(room) == []
        assert list((room.library.notes / ".trash").rglob("*.md"))

        await table.press("U")
        assert room.notes.of("flood")[0].body == "first"
        await table.press("U")
        assert table.screen.status.said == "Undone: the change of the note."
        assert room.notes.of("flood")[0].body == ""
        await table.press("U")
        assert table.screen.status.said == "Undone: the highlight."
        assert room.notes.of("flood") == ()


async def test_a_digit_after_c_gives_the_color_and_c_again_the_next(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H")
        for keys, color in [("3", "blue"), ("C", "pink"), ("enter", "orange"), ("C", "yellow")]:
            await table.press("C")
            assert "1 yellow  2 green  3 blue  4 pink  5 orange" in table.screen.status.said
            await table.press(keys)

            assert [each.color for each in room.notes.of("flood")] == [color]
            assert table.screen.article_view.marks("annotations")[0].look == f"article--{color}"
            assert f"is now {color}" in table.screen.status.said


async def test_a_second_key_that_means_nothing_changes_nothing(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H")
        for key in ("escape", "9", "j"):
            await table.press("C", key)

            assert room.notes.of("flood")[0].color == "yellow", key
            assert "Nothing was changed" in table.screen.status.said, key
            assert table.pane() == "article", key
        await table.press("C", "2")
        assert room.notes.of("flood")[0].color == "green"


async def test_the_colors_can_be_clicked_in_the_footer(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "C")
        footer = table.screen.key_footer
        start = next(start for start, _, name in footer._spans if name == "? 4")
        await table.pilot.click("#footer", offset=(start, 0))

        assert room.notes.of("flood")[0].color == "pink"


async def test_brackets_step_through_the_annotations_and_the_pane_leads_to_them(sit: Sit) -> None:
    async with sit((120, 30)) as table:
        await to_first_sentence(table)
        await table.press("H", "}", "}", "H", "g", "(", "(")
        view = table.screen.article_view
        first, second = (mark.start for mark in view.marks("annotations"))
        view.go_to(0)
        await table.press("]")
        assert view.caret.offset == first
        await table.press("]")
        assert view.caret.offset == second
        await table.press("]")
        assert "no more notes" in table.screen.status.said
        await table.press("[")
        assert view.caret.offset == first
        await table.press("4", "G", "enter")
        assert table.pane() == "article"
        assert view.caret.offset == second


async def test_of_two_notes_on_the_same_words_the_one_that_is_chosen_in_the_pane_is_deleted(
    sit: Sit, room: ReadingRoom
) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H")
        (first,) = room.notes.of("flood")
        second = room.notes.save(replace(first, id=new_annotation("flood").id, body="the other", revision=""))
        table.screen.later.places.look()
        await table.until(lambda: len(table.screen.notes_pane.notes) == 2)
        lower = table.screen.notes_pane.notes[1].annotation.id
        await table.press("G", "4", "g", "j")
        await table.press("d")

        await table.until(lambda: len(room.notes.of("flood")) == 1)
        assert {first.id, second.id} - {each.id for each in room.notes.of("flood")} == {lower}


async def test_the_notebook_lists_all_notes_and_opens_one(sit: Sit) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "1", "k", "k", "A")
        await table.type("on the election")
        await table.press("ctrl+s", "B")
        await table.sees("on the election", "The river Tarn rose")
        await table.press("slash")
        await table.type("tarn")
        await table.until(lambda: "on the election" not in table.text())
        await table.press("enter", "enter")
        await table.until(lambda: table.article_id == "flood" and table.pane() == "article")


async def test_a_note_that_cannot_be_saved_stays_on_screen(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("a")
        await table.type("precious")

        def full(_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(room.notes, "save", full)
        await table.press("ctrl+s")
        await table.until(lambda: "could not be saved" in table.screen.status.said)
        assert str(room.notes.path) in table.screen.status.said
        assert table.screen.editor.area.text == "precious"
        monkeypatch.undo()
        await table.press("ctrl+s")
        assert room.notes.of("flood")[0].body == "precious"


async def test_a_note_without_a_word_when_reader_dies_is_not_offered_again(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.notes import journal

    async with sit() as table:
        await to_first_sentence(table)
        await table.press("a", "x", "backspace")
        room.drafts.flush()
    monkeypatch.setattr(journal.DraftJournal, "_is_alive", lambda *_: False)
    del room.session.__dict__["drafts"]
    assert len(room.drafts.recovered()) == 1

    async with sit() as table:
        await table.until(lambda: not room.drafts.recovered())
        assert not table.screen.editor.is_open


async def test_a_note_being_written_when_reader_dies_is_offered_again(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.notes import journal

    async with sit() as table:
        await to_first_sentence(table)
        await table.press("a")
        await table.type("half a thou")
        # As if the process had ended here: its lock is gone, its draft is not.
        room.drafts.flush()
    monkeypatch.setattr(journal.DraftJournal, "_is_alive", lambda *_: False)
    del room.session.__dict__["drafts"]

    async with sit() as table:
        await table.until(lambda: table.screen.is_writing)
        assert table.article_id == "flood"
        assert table.screen.editor.area.text == "half a thou"
        await table.type("ght")
        await table.press("ctrl+s")
        assert room.notes.of("flood")[0].body == "half a thought"
    del room.session.__dict__["drafts"]

    async with sit() as table:
        await table.pilot.pause()
        assert not table.screen.editor.is_open


async def edited_outside(table: Table, folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Write a note on the sentence under the caret, and give it to an editor that does what *script* says."""
    with_editor(folder, monkeypatch, script)
    await table.press("a")
    await table.type("before")
    await table.press("ctrl+s")
    await said(table, "before")
    await table.press("ctrl+e")


async def said(table: Table, *bodies: str) -> None:
    """Wait until the notes on the article say this: they are saved beside the keys."""
    notes = table.screen.room.notes
    await table.until(lambda: [each.body for each in notes.of("flood")] == [*bodies], f"{bodies} were never said")


async def test_the_users_own_editor_writes_the_note_or_leaves_it_as_it_was(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = {
        "printf 'from outside' > \"$1\"": ("from outside", "saved"),
        "printf '' > \"$1\"": ("before", "saved no text"),
        'rm "$1"': ("before", "saved no text"),
        "printf 'half' > \"$1\"; exit 3": ("before", "ended with an error (3)"),
        # Ctrl+C at the terminal is sent to the app as well; it ends the editor that does not heed it, and only that.
        "trap 'printf heard > \"$1\"' INT; kill -INT $PPID; kill -INT $$": ("heard", "saved"),
        "kill -INT $PPID; kill -INT $$; printf 'deaf' > \"$1\"": ("before", "ended with an error (-2)"),
    }
    async with sit() as table:
        await to_first_sentence(table)
        monkeypatch.setattr(table.app, "suspend", Suspended)
        for script, (body, told) in outcomes.items():
            await edited_outside(table, tmp_path, monkeypatch, script)

            await table.until(lambda told=told: told in table.screen.status.said, script)  # type: ignore[misc]  # bound at once
            await said(table, body)
            assert table.app.return_code is None, script
            await table.press(*(["escape"] if table.screen.is_asking_key else []), "d")
            await said(table)


async def test_what_a_failing_editor_left_is_asked_about(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half, nothing = "printf 'half' > \"$1\"; exit 3", "printf '' > \"$1\""
    answers = (
        (half, ["k"], "half"),
        (half, ["escape"], "before"),
        (half, ["e", "!", "ctrl+s"], "half!"),
        (nothing, ["escape"], "before"),
        (nothing, ["x"], ""),
        (nothing, ["e", "!", "ctrl+s"], "before!"),
    )
    async with sit() as table:
        await to_first_sentence(table)
        monkeypatch.setattr(table.app, "suspend", Suspended)
        for script, keys, body in answers:
            await edited_outside(table, tmp_path, monkeypatch, script)
            await table.until(lambda: table.screen.is_asking_key)
            await said(table, "before")
            await table.press(*keys)

            await said(table, body)
            assert not table.screen.editor.is_open, (script, keys)
            await table.press("d")
            await said(table)


async def test_giving_up_on_a_failing_editor_returns_to_the_words_typed_before(
    sit: Sit, room: ReadingRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_editor(tmp_path, monkeypatch, "printf '' > \"$1\"")
    async with sit() as table:
        await to_first_sentence(table)
        monkeypatch.setattr(table.app, "suspend", Suspended)
        await table.press("a")
        await table.type("typed")
        await table.press("ctrl+e", "escape")
        await table.until(lambda: table.screen.is_writing)
        assert table.screen.editor.area.text == "typed"
        await table.press("ctrl+s")

        assert room.notes.of("flood")[0].body == "typed"


def with_editor(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    editor = folder / "editor"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))


class Suspended:
    """Stands for the app being set aside, which a test has no terminal for."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


async def test_a_passage_that_is_gone_is_said_to_be(sit: Sit, room: ReadingRoom) -> None:
    from reader.notes.model import new_annotation
    from reader.notes.selectors import selectors_for

    gone = "Nothing of this sentence about zeppelins stands there."
    room.notes.save(new_annotation("flood", selectors_for(gone, 0, len(gone)), body="kept"))
    async with sit() as table:
        await table.press("j", "j", "enter")

        await table.sees("the passage is gone", "kept")
        assert table.screen.article_view.marks("annotations") == []


async def test_the_empty_pane_tells_how_to_make_a_note(sit: Sit) -> None:
    async with sit() as table:
        await table.sees("No notes yet")
        assert "H highlights" in table.screen.later.note_pane.no_notes


async def test_a_note_edited_from_the_list_of_notes_is_seen_while_it_is_written(sit: Sit) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H")
        for width, words in ((60, "how high"), (100, " it rose"), (140, " at night")):
            await table.resize(width, 20)

            await table.press("4", "e", "ctrl+end")
            await table.type(words)

            await table.sees(words.strip())
            assert table.screen.is_writing, width
            await table.press("ctrl+s")


async def test_a_note_begins_with_nothing_said_of_something_else(sit: Sit) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("T")
        assert "Colors" in table.screen.said

        await table.press("a")

        assert table.screen.said == ""
