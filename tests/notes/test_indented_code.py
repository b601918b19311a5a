"""Code that nothing but its indent tells was a paragraph on one line: notes on it from then find it again."""

from reader.library.markdown import parse
from reader.notes.anchoring import AnchoringText
from reader.notes.model import new_annotation
from reader.notes.selectors import selectors_for

BEFORE = "Run this first:\n\n$ make install copying files now done\n\nThen start it."
AFTER = parse("Run this first:\n\n    $ make install\n      copying files\n\n    now done\n\nThen start it.").text


def test_a_note_on_lines_that_were_one_line_stands_on_all_of_them() -> None:
    note = new_annotation("a", selectors_for(BEFORE, *_span(BEFORE, "make install copying files")))

    found = AnchoringText(AFTER).anchor(note)

    assert (found.state, AFTER[found.start : found.end]) == ("moved", "make install\n  copying files")


def test_a_note_behind_the_code_keeps_its_words() -> None:
    note = new_annotation("a", selectors_for(BEFORE, *_span(BEFORE, "Then start it")))

    found = AnchoringText(AFTER).anchor(note)

    assert (found.state, AFTER[found.start : found.end]) == ("moved", "Then start it")


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)
