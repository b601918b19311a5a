"""What leads out of an article: its links as rows, what is copied of it."""

from reader.library.markdown import parse
from reader.library.record import Record
from reader.view.caret import Caret
from reader.view.copying import copied_text, marked_span
from reader.view.link_rows import link_rows

TEXT = """See [[Marlow rebuilds|the rebuilding]] and [the *report*](https://www.example.org/a/report/?q=1#x).

Also [mail](mailto:a@example.org), [a passage](reader://flood/one) and [the *report*](https://www.example.org/a/report/?q=1#x).
"""


def test_links_stand_in_the_order_of_the_text_and_tell_where_they_lead() -> None:
    rows = link_rows(parse(TEXT))

    assert [(each.words, each.kind, each.told) for each in rows] == [
        ("the rebuilding", "title", "Marlow rebuilds"),
        ("the report", "web", "example.org/a/report"),
        ("mail", "other", "mailto:a@example.org"),
        ("a passage", "reader", "reader://flood/one"),
    ]


def test_a_long_address_is_told_short() -> None:
    (row,) = link_rows(parse(f"[x](https://example.org/{'a' * 200})"))

    assert row.told.endswith("…")
    assert len(row.told) == 61


def test_the_title_that_a_link_names_is_told_whole() -> None:
    title = "Notes on the flood of the river Tarn, on its bridges, and on the towns below"

    (row,) = link_rows(parse(f"[[{title}]]"))

    assert row.told == title


def test_the_sentence_is_copied_and_with_a_selection_that() -> None:
    caret = Caret(parse("One here. Two there.\n\nThree."))
    caret.offset = 12

    assert marked_span(caret, "words") == (10, 20)
    assert marked_span(caret, "paragraph") == (0, 20)
    caret.select(4, 13)
    assert marked_span(caret, "paragraph") == (4, 13)
    assert marked_span(Caret(parse("")), "words") is None


def test_of_an_article_its_reference_link_address_or_title_are_copied() -> None:
    record = Record(title="The wall", site="Post", published="2016", url="https://e.example/wall")

    assert copied_text("reference", "wall", record, "mla") == "“The wall.” Post, 2016, e.example/wall."
    assert copied_text("link", "wall", record, "mla") == "reader://wall"
    assert copied_text("address", "wall", record, "mla") == "https://e.example/wall"
    assert copied_text("address", "wall", Record(), "mla") == ""
    assert copied_text("title", "wall", Record(), "mla") == "wall"
