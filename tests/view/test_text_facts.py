"""A text's table of contents, and what is counted in it."""

from reader.library.markdown import parse
from reader.view.page_layout import page_text
from reader.view.text_facts import contents, counts, counts_page, section_at

TEXT = """Before.

## One

First words here. And *more* words!

### Two [x](https://e.example)

- An item
- Words again

## Three
"""


def test_headings_are_listed_with_their_depth_and_how_far_into_the_text_they_are() -> None:
    plain = parse(TEXT)
    rows = contents(plain)

    assert [(each.level, each.words) for each in rows] == [(0, "One"), (1, "Two x"), (0, "Three")]
    assert rows[0].percent < rows[1].percent < rows[2].percent < 100
    assert plain.text[rows[1].start :].startswith("Two")
    assert contents(parse("No headings.")) == []


def test_the_heading_of_a_place_is_the_last_before_it() -> None:
    rows = contents(parse(TEXT))

    assert [section_at(rows, each) for each in (0, rows[0].start, rows[1].start - 1, rows[1].start, 999)] == [
        0,
        0,
        0,
        1,
        2,
    ]


def test_a_whole_and_a_part_are_counted() -> None:
    plain = parse(TEXT)
    whole = counts(plain)
    start = plain.text.index("And")
    part = counts(plain, start, start + len("And more words!"))

    assert (whole.words, whole.different_words, whole.sentences, whole.paragraphs) == (15, 13, 5, 4)
    assert (whole.headings, whole.links) == (3, 1)
    assert (part.words, part.sentences, part.paragraphs, part.headings, part.links) == (3, 1, 1, 0, 0)
    assert counts(parse("")).words == 0


def test_the_page_of_counts_has_the_selection_beside_the_article() -> None:
    whole = counts(parse(TEXT))

    page = page_text(counts_page(whole, whole, 40, 2))

    assert "article   selection" in page
    assert "words                       15          15\n" in page
    assert "read so far                40%\n" in page
