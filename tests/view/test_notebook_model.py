from hypothesis import given
from hypothesis import strategies as st

from reader.notebook.groups import GROUPINGS, NoteGroup
from reader.view.note_pages import note_page
from reader.view.notebook_model import (
    BLANK,
    HEADING,
    ROW_HEIGHT,
    NotebookModel,
    found_by,
    texts_of,
    told_of,
)
from tests.notebook.entries_made import HEADINGS, NOTES, names, note, notebook

SIZES = st.lists(st.integers(1, 5), max_size=8)


def model(sizes: list[int]) -> NotebookModel:
    book = notebook([note(f"n{at}") for at in range(sum(sizes))])
    groups, start = [], 0
    for number, size in enumerate(sizes):
        groups.append(NoteGroup(f"group {number}", book.entries[start : start + size]))
        start += size
    return NotebookModel(groups)


@given(SIZES)
def test_every_line_shows_a_heading_a_part_of_a_note_or_parts_two_groups(sizes: list[int]) -> None:
    made = model(sizes)

    parts = [made.at(number) for number in range(made.line_count)]

    assert len(made) == sum(sizes)
    assert [part.part for part in parts].count(HEADING) == len(sizes)
    assert [part.part for part in parts].count(BLANK) == max(0, len(sizes) - 1)
    shown = [(part.row, part.part) for part in parts if part.part >= 0]
    assert shown == [(row, part) for row in range(len(made)) for part in range(ROW_HEIGHT)]


@given(SIZES)
def test_a_row_knows_its_lines_and_a_line_its_row(sizes: list[int]) -> None:
    made = model(sizes)

    for row in range(len(made)):
        first, last = made.lines_of(row)
        assert {made.at(number).row for number in range(first, last + 1)} == {row}
        entry = made.entry(row)
        assert entry is not None
        assert made.index_of(entry) == row
    assert made.entry(-1) is None
    assert made.entry(len(made)) is None


def test_a_query_brings_its_notes_in_every_grouping() -> None:
    for grouping in GROUPINGS:
        found = found_by("marlow", grouping, notebook())

        assert {*names(found.entries)} == {"one", "two", "six"}
        listed = {entry.annotation.id for entry in map(found.model.entry, range(len(found.model))) if entry}
        assert listed == {*names(found.entries)}


def test_a_row_says_what_the_note_says_and_what_became_of_its_passage() -> None:
    texts = {each.annotation.id: texts_of(each, with_title=False) for each in notebook().entries}

    assert texts["one"].passage == "The river rose"
    assert (texts["one"].facts, texts["one"].tags) == ("22 Nov 2026 · yellow", "#sea  #to check")
    assert texts["four"].passage == "on the whole article"
    assert [texts[name].state for name in ("one", "two", "three", "six")] == [
        "",
        "the text changed",
        "moved",
        "the passage is gone",
    ]
    assert "contradicts → A choir in Dara'a" in texts["six"].facts
    assert texts_of(notebook().entries[0], with_title=True).facts.startswith("Flood in Marlow · ")


def test_a_row_is_of_one_line_whatever_the_note_holds() -> None:
    long = note("long", quote="a\n\nb\t" * 50_000, body="c\nd" * 50_000)

    (entry,) = notebook([long]).entries

    assert all("\n" not in text and len(text) <= 400 for text in texts_of(entry, with_title=True))


def test_a_quotation_has_its_footnotes_as_the_page_draws_them_in_row_and_page() -> None:
    (entry,) = notebook([note("one", quote="It fell, the report says[^1].")]).entries

    assert texts_of(entry, with_title=True).passage == "It fell, the report says¹."
    assert "It fell, the report says¹." in str(note_page(entry))


def test_a_heading_tells_where_an_article_is_from() -> None:
    assert told_of(HEADINGS["flood"]) == "Harbor Post · 2 Mar 2020"
    assert told_of(None) == ""
    assert told_of(notebook(NOTES[4:5]).entries[0].heading) == "this article is gone"
