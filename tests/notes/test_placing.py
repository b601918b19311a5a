"""Places kept from one look to the next are those that a look at everything finds."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.notes.anchoring import AnchoringText
from reader.notes.model import Annotation, new_annotation
from reader.notes.placement import place_all, place_at_once
from reader.notes.selectors import selectors_for, text_sha256
from tests.notes.passages import PAGE

SPANS = st.tuples(st.integers(0, len(PAGE) - 80), st.integers(1, 70))
CHANGED = PAGE.replace("the ", "that ", 3)


def made(number: int, start: int, length: int, text: str = PAGE) -> Annotation:
    selectors = selectors_for(text, start, start + length)
    return replace(new_annotation("a", selectors, text_sha256=text_sha256(text)), id=f"note-{number}")


@given(st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=3), st.sampled_from([PAGE, CHANGED, PAGE[200:]]))
def test_what_is_known_and_what_is_new_is_placed_as_all_together(
    old: list[tuple[int, int]], new: list[tuple[int, int]], text: str
) -> None:
    before = [made(number, *span) for number, span in enumerate(old)]
    after = [*before, *(made(100 + number, *span) for number, span in enumerate(new))]
    known = place_all(AnchoringText(text), before)

    found, is_whole = place_at_once(AnchoringText(text), after, known)

    assert found.keys() == {each.id for each in after}
    if is_whole:
        assert found == place_all(AnchoringText(text), after)


def test_an_annotation_that_says_something_else_keeps_its_place_and_is_shown_as_it_is_now() -> None:
    before = made(1, 10, 30)
    known = place_all(AnchoringText(PAGE), [before])
    after = replace(before, body="new words")

    found, is_whole = place_at_once(AnchoringText(PAGE), [after], known)

    assert is_whole
    assert found["note-1"].annotation.body == "new words"
    assert found["note-1"].place == known["note-1"].place


def test_one_that_was_attached_elsewhere_is_looked_for_again() -> None:
    known = place_all(AnchoringText(PAGE), [made(1, 10, 30)])
    moved = made(1, 200, 20)

    found, _ = place_at_once(AnchoringText(PAGE), [moved], known)

    assert (found["note-1"].place.start, found["note-1"].place.end) == (200, 220)


def test_more_than_a_few_new_ones_are_left_to_the_thread() -> None:
    found, is_whole = place_at_once(AnchoringText(PAGE), [made(n, 9 * n, 30) for n in range(20)], {}, most=3)

    assert len(found) == 3
    assert not is_whole


def test_a_cancelled_look_finds_nothing() -> None:
    assert place_all(AnchoringText(PAGE), [made(1, 10, 30)], lambda: True) == {}
