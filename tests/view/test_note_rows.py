"""What the pane says of an annotation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.notes.anchoring import Anchoring
from reader.notes.model import Annotation, TextQuoteSelector
from reader.text.wording import find_changes
from reader.view.cells import StyledText, text_of, wrapped
from reader.view.note_rows import PlacedNote, difference, note_lines

WIDTHS = st.integers(4, 40)
TEXTS = st.text("ab é中🙂\n-\u00a0", max_size=60)


@given(st.lists(st.tuples(TEXTS, st.sampled_from("xyz")), max_size=5), WIDTHS, st.integers(1, 8))
def test_wrapped_lines_fit_and_keep_every_letter_and_its_look(
    parts: list[tuple[str, str]], width: int, most: int
) -> None:
    lines = wrapped([StyledText(*part) for part in parts], width, most)

    assert 1 <= len(lines) <= most
    assert all(sum(cell_len(part.text) for part in line) <= width for line in lines)
    shown = [(letter, part.look) for line in lines for part in line for letter in part.text if not letter.isspace()]
    given_ = [(letter, look) for text, look in parts for letter in text if not letter.isspace()]
    if shown and shown[-1][0] == "…":
        shown.pop()
        assert shown == given_[: len(shown)]
        assert len(shown) < len(given_) or "\u00a0" in "".join(text for text, _ in parts)
    else:
        assert shown == given_


def test_words_stay_whole_where_they_fit() -> None:
    assert text_of(wrapped([StyledText("one two ", ""), StyledText("three four", "b")], 9, 5)) == "one two\nthree\nfour"


@pytest.mark.parametrize(
    ("old", "new", "gone", "there"),
    [
        ("90 barns burned", "412 barns burned", "90", "412"),
        ("all burned", "all barns burned", "", "barns"),
        ("all barns burned", "all burned", "barns", ""),
    ],
)
def test_the_words_that_differ_are_marked(old: str, new: str, gone: str, there: str) -> None:
    was, now = difference(old, new, find_changes(old, new))

    assert "".join(part.text for part in was) == old
    assert "".join(part.text for part in now) == new
    assert "".join(part.text for part in was if part.look == "notes--gone") == gone
    assert "".join(part.text for part in now if part.look == "notes--new") == there


def test_of_a_long_passage_the_part_that_differs_is_shown() -> None:
    old = "word " * 100 + "ninety barns burned that night"
    new = old.replace("ninety", "forty")

    was, _ = difference(old, new, find_changes(old, new))

    shown = "".join(part.text for part in was)
    assert "ninety barns" in shown
    assert len(shown) < 200
    assert shown.startswith("… ")


def test_a_note_that_links_to_an_article_names_it_by_its_title() -> None:
    place = Anchoring("exact", 0, 9, 1.0)
    annotation = Annotation("n1", "flood", "linking", link="dam-2019", body="Compare.")

    titled = text_of(note_lines(PlacedNote(annotation, place, linked="The dam of Tarn"), 60, {}))
    gone = text_of(note_lines(PlacedNote(annotation, place), 60, {}))

    assert titled.startswith("bears on → The dam of Tarn\n")
    assert gone.startswith("bears on → dam-2019\n")


def lines_of(annotation: Annotation, state: str = "exact", now: str = "", **facts: bool) -> str:
    place = Anchoring(state, 0, 9, 1.0)  # type: ignore[arg-type]  # one of the states
    hints = {"changed": "; Y accepts", "orphan": "; @ attaches", "versions": "; V settles"}
    note = PlacedNote(annotation, place, now=now, has_versions=facts.get("has_versions", False))
    return text_of(note_lines(note, 60, hints))


def test_every_state_says_what_it_is_and_which_key_helps() -> None:
    note = Annotation("n", "a", quote=TextQuoteSelector("ninety barns"), body="hm", tags=("to check",), color="blue")

    assert lines_of(note) == "▍ninety barns\nhm\n#to\u00a0check"
    assert "\nmoved\n" in lines_of(note, "moved")
    assert lines_of(note, "changed", "forty barns").startswith(
        "was\n▍ninety barns\nnow\n▍forty barns\nthe text changed"
    )
    assert "Y accepts" in lines_of(note, "changed", "forty barns")
    assert "the passage is gone; @ attaches" in lines_of(note, "orphan")
    assert "there are two versions; V settles" in lines_of(note, has_versions=True)


@pytest.mark.parametrize(
    ("annotation", "told"),
    [
        (Annotation("n", "a", "commenting", body="hm"), "on the whole article\nhm"),
        (Annotation("n", "a", "tagging", tags=("x", "y")), "tags of the article\n#x #y"),
        (Annotation("n", "a", "linking", link="other", relation="repeats"), "repeats → other"),
        (Annotation("n", "a", "linking", link="other", body="hm"), "bears on → other\nhm"),
    ],
)
def test_what_is_not_on_a_passage_says_what_it_is_on(annotation: Annotation, told: str) -> None:
    assert lines_of(annotation) == told


def test_an_endless_quote_and_an_endless_note_are_cut() -> None:
    note = Annotation("n", "a", quote=TextQuoteSelector("zeppelin " * 11_000), body="word " * 50_000)

    shown = lines_of(note)

    assert len(shown) < 2_000
    assert shown.count("…") == 2
