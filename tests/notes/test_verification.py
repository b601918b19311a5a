"""Quotations checked against the articles, wherever they stand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.notes.anchoring import AnchoringText
from reader.notes.exports.markdown import write_markdown
from reader.notes.model import TextQuoteSelector
from reader.notes.verification import Verification, quoted_passages, verify_annotation, verify_document
from reader.text.wording import find_changes
from tests.notes.exports.quoted import NOTE, as_quotations
from tests.notes.notes_made import LETTERS
from tests.notes.passages import PAGE

TEXTS = {"harbor": PAGE, "mill": "The mill by the river ground its last sack of grain in the autumn of that year."}


def verified(document: str) -> list[tuple[str, str]]:
    return [(each.verdict, each.article) for each in verify_document(document, TEXTS.get, TEXTS)]


DOCUMENT = """# What I found

> the wall would be 410 meters long
> and cost 12.5 million crowns

from [the page](reader://harbor/one), and this:

> The old wall stood for eighty years

— reader://harbor

> Nobody ever said anything like this at all, not once.

> The mill by the river ground its last sack of grain

He said “Nobody has told us why” ([here](reader://harbor)), and "it was all untrue" (reader://mill).

> So it goes.
"""


def test_the_quotations_of_a_document_by_hand_are_checked() -> None:
    assert verified(DOCUMENT) == [
        ("exact", "harbor"),
        ("changed", "harbor"),
        ("not found", ""),
        ("exact", "mill"),
        ("exact", "harbor"),
        ("not found", "mill"),
    ]


def test_each_is_told_with_its_line_and_what_stands_there_now() -> None:
    found = verify_document(DOCUMENT, TEXTS.get, TEXTS)

    assert [each.passage.line for each in found] == [3, 8, 12, 14, 16, 16]
    changed = found[1]
    assert changed.now == "The old wall stood for ninety years"
    (change,) = changed.differences
    assert changed.passage.words[change.old_start : change.old_end] == "eighty"
    assert changed.now[change.new_start : change.new_end] == "ninety"


def test_our_own_export_is_checked_through_its_comments() -> None:
    document = write_markdown(as_quotations([NOTE, replace(NOTE, id="two", body="> Quoted in the note itself by me.")]))

    assert verified(document) == [("exact", "harbor")] * 2
    assert [each.verdict for each in verify_document(document, lambda _: PAGE.replace("410", "380"))] == [
        "changed",
        "changed",
    ]
    assert [each.verdict for each in verify_document(document, lambda _: None)] == ["not found"] * 2


def test_a_figure_that_lost_its_point_is_not_exact() -> None:
    text = {"harbor": PAGE.replace("12.5", "125")}

    (found,) = verify_document("> and cost 12.5 million crowns\n\nreader://harbor\n", text.get)

    assert found.verdict == "changed"


def test_words_that_are_said_twice_are_exact_whichever_was_meant() -> None:
    (found,) = verify_document("> The board will vote\n\nreader://harbor\n", TEXTS.get)

    assert (found.verdict, found.now) == ("exact", "The board will vote")


def test_annotations_of_the_library_are_checked() -> None:
    assert verify_annotation(NOTE, AnchoringText(PAGE)).verdict == "exact"
    assert verify_annotation(NOTE, AnchoringText(PAGE.replace("410", "380"))).verdict == "changed"
    assert verify_annotation(NOTE, AnchoringText("Other.")).verdict == "not found"
    assert verify_annotation(NOTE, None).verdict == "not found"
    assert verify_annotation(replace(NOTE, quote=None), AnchoringText(PAGE)).verdict == "not found"


@given(st.text(LETTERS, max_size=80) | st.text('>“”" \nab<!-', max_size=80))
def test_whatever_a_document_holds_it_is_checked(document: str) -> None:
    for each in verify_document(document + "\nreader://harbor", TEXTS.get, TEXTS):
        assert isinstance(each, Verification)
        assert 1 <= each.passage.line <= document.count("\n") + 2


@pytest.mark.parametrize("document", ["<!-- reader:note {not json} -->", '<!-- reader:note {"a": 1} -->', "> \n", ""])
def test_a_document_without_a_quotation_has_none(document: str) -> None:
    assert quoted_passages(document) == ()


@given(
    st.lists(st.sampled_from("the wall of stone 410".split()), max_size=8),
    st.lists(st.sampled_from("the wall 380".split())),
)
def test_the_differences_make_one_text_of_the_other(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    parts, position = [], 0
    for change in find_changes(before, after):
        parts += [before[position : change.old_start], " ", after[change.new_start : change.new_end], " "]
        position = change.old_end

    assert "".join([*parts, before[position:]]).split() == after.split()


def test_long_texts_differ_as_a_whole() -> None:
    assert find_changes("a " * 4000, "b " * 4000) == ((0, 8000, 0, 8000),)
    assert find_changes("a " * 4000, "A " * 4000) == ()


def test_a_figure_said_with_other_punctuation_elsewhere_is_not_the_one_quoted() -> None:
    text = AnchoringText("The first cost 1.5 in all. " + "And nothing else was said. " * 9)
    note = replace(NOTE, quote=TextQuoteSelector("15"), position=None)

    assert verify_annotation(note, text).verdict == "not found"
