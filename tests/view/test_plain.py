"""Plain mode: everything is reachable by typed lines, and every answer is lines of text."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from reader.view.plain import PlainReading, _in_short
from tests.tui.conftest import write_library


@pytest.fixture
def room(tmp_path: Path, places: Places) -> Iterator[ReadingRoom]:
    library = write_library(tmp_path / "library")
    with ReadingRoom.open(library, settings=Settings(machine="desk"), places=places) as opened:
        opened.index()
        yield opened


def said(reading: PlainReading, *typed: str) -> list[str]:
    """Return what is said to the last of the lines."""
    answers = [[*reading.answer(line)] for line in typed]
    return answers[-1]


def test_it_begins_with_a_numbered_list_of_all_articles(room: ReadingRoom) -> None:
    told = [*PlainReading(room).begin()]

    assert told[:2] == ["Marlow. Type help and Enter to hear what can be typed.", "5 articles."]
    assert told[2].startswith("1. Keller wins again in Marlow. Daily Ledger")
    assert len(told) == 7


def test_a_search_lists_hits_and_reads_the_paragraphs_that_have_them(room: ReadingRoom) -> None:
    reading = PlainReading(room)

    hits = said(reading, "/rain")
    assert hits[0] == "1 article for rain."
    assert "**rain**" in hits[1]
    assert said(reading, "1")[-1] == "Heading 1: The night"
    assert said(reading, "hit") == ["* A second point about **rain**."] or "**rain**" in said(reading, "again")[0]
    assert said(reading, "hit") == ["There is no further hit in this article."]
    assert said(reading, "back")[0] == "1 article for rain."


def test_paragraphs_are_read_one_by_one_back_and_by_number(room: ReadingRoom) -> None:
    reading = PlainReading(room)

    first = said(reading, "/choir", "1")[-1]
    assert first == "They sang for an hour."
    assert reading.prompt == "Paragraph 1 of 2, word or ? "
    assert said(reading, "") == ["Then snow fell."]
    assert said(reading, "")[0].startswith("That is the end of the article.")
    assert said(reading, "up") == ["They sang for an hour."]
    assert said(reading, "go 2") == ["Then snow fell."]
    assert said(reading, "go 3") == ["The article has 2 paragraphs."]


def test_a_note_is_written_heard_deleted_and_brought_back(room: ReadingRoom) -> None:
    reading = PlainReading(room)

    assert said(reading, "/choir", "1", "note Who sang?") == ["The note is saved."]
    (note,) = room.notes.of("music")
    assert (note.body, note.exact) == ("Who sang?", "They sang for an hour.")
    assert said(reading, "again")[1] == "Note 1 here: Who sang?"
    assert said(reading, "delete 1")[0].startswith("The note is in the trash.")
    assert said(reading, "undo") == ["The note is back."]
    assert said(reading, "notes")[1] == "1. Who sang?, on “They sang for an hour.”"


def test_marks_tags_and_stars_are_kept(room: ReadingRoom) -> None:
    reading = PlainReading(room)

    said(reading, "/choir", "1", "mark", "tag winter #song", "star", "unread")

    assert room.state.of("music").starred
    assert not room.state.of("music").read
    assert {"winter", "song"} <= {tag for each in room.notes.of("music") for tag in each.tags}
    assert "They sang for an hour." in [each.exact for each in room.notes.of("music")]


def test_cross_references_are_listed_opened_and_left(room: ReadingRoom) -> None:
    reading = PlainReading(room)

    listed = said(reading, "/rebuilds", "1", "refs")
    assert listed[0].endswith("of Marlow rebuilds after the flood.")
    assert listed[1].startswith("1. Flood in Marlow: 412 homes lost: ")
    assert said(reading, "back")[0].startswith("Marlow rebuilds after the flood.")
    assert said(reading, "refs", "1")[0].startswith("Flood in Marlow")


def test_files_are_added(room: ReadingRoom, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A bridge\n\nThe bridge of Tolm was opened to traffic on Friday, after the storm.\n")
    reading = PlainReading(room)

    assert said(reading, f"add {page}")[0].endswith(": added")
    assert said(reading, "/Tolm")[0] == "1 article for Tolm."
    assert "no" in said(reading, f"add {tmp_path}/missing")[0].casefold()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("frob", "There is no word “frob”. Type help to hear them all."),
        ("99", "There is no number 99; the last one is 5."),
        ("0", "There is no number 0; the last one is 5."),
        ("search", "Say what: search WORDS."),
        ("/", "Say what: search WORDS."),
        ("note hm", "No article is open: type the number of one."),
        ("colour:red", "There is no word “colour:red”. Type help to hear them all."),
        ("/nonsense:x", "There is no field “nonsense”"),
        ("/zzzz", "0 articles for zzzz."),
        ("undo", "There is no deleted note to bring back."),
    ],
)
def test_what_cannot_be_done_is_a_sentence(line: str, told: str, room: ReadingRoom) -> None:
    reading = PlainReading(room)
    list(reading.begin())

    assert said(reading, line)[0].startswith(told)
    assert not reading.is_over


def test_every_word_is_explained_and_acts_or_says_what_it_lacks(room: ReadingRoom) -> None:
    words = [line.partition(":")[0].split()[0] for line in said(PlainReading(room), "help")[1:]]

    assert {"search", "refs", "notes", "add", "quit"} <= {*words}
    for word in words:
        assert said(PlainReading(room), word)


def test_plain_mode_talks_through_a_pipe_and_ends_with_its_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library = write_library(tmp_path / "library")
    monkeypatch.setattr("sys.stdin", io.StringIO("/choir\n1\n"))

    assert main(["--plain", "--library", str(library)]) == 0

    out = capsys.readouterr().out
    assert "They sang for an hour." in out
    assert "\x1b" not in out


def test_plain_mode_without_an_input_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)

    assert main(["--plain", "--library", str(write_library(tmp_path / "library"))]) == 1
    assert "Standard input is closed" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["word and word " * 40, "阿勒颇" * 100])
def test_a_long_passage_is_said_up_to_a_whole_word(text: str) -> None:
    shown = _in_short(text)

    assert shown.endswith(" …")
    assert 100 < len(shown) <= 202
    assert {*shown.removesuffix(" …").split()} <= {*text.split(), text[:200]}
