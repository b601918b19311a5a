"""Which annotation is on the very passage that is to be highlighted."""

from dataclasses import replace
from typing import Any

import pytest

from reader.notes.anchoring import AnchoringText
from reader.notes.model import Annotation, new_annotation
from reader.notes.placement import on_same_passage
from reader.notes.selectors import selectors_for, text_sha256

TEXT = "The wall stood. It was long.\n\nThe wall stood. It was high.\n"


def on(words: str, at: int = 0, **facts: Any) -> Annotation:
    start = TEXT.index(words, at)
    selectors = selectors_for(TEXT, start, start + len(words))
    return replace(new_annotation("harbor", selectors, text_sha256=text_sha256(TEXT)), **facts)


def found(annotations: list[Annotation], words: str, at: int = 0, text: str = TEXT) -> Annotation | None:
    start = text.index(words, at)
    return on_same_passage(AnchoringText(text), annotations, start, start + len(words))


def test_the_highlight_of_the_very_passage_is_found() -> None:
    highlight = on("It was long.")

    assert found([on("It was"), highlight], "It was long.") is highlight


@pytest.mark.parametrize("words", ["It was long", "was long.", "The wall stood. It was long."])
def test_another_passage_is_another_one_though_they_overlap(words: str) -> None:
    assert found([on("It was long.")], words) is None


def test_the_same_words_elsewhere_are_another_passage() -> None:
    first = on("The wall stood.")

    assert found([first], "The wall stood.", at=5) is None
    assert found([first, on("The wall stood.", at=5)], "The wall stood.") is first


def test_white_space_at_the_ends_makes_no_other_passage() -> None:
    highlight = on("It was long.\n")

    assert found([highlight], "It was long.") is highlight
    assert found([highlight], " It was long.") is highlight


def test_it_is_found_after_the_text_has_moved() -> None:
    highlight = on("It was long.")

    assert found([highlight], "It was long.", text=f"A new beginning.\n\n{TEXT}") is highlight


def test_a_plain_highlight_comes_before_a_note_and_a_link_is_none() -> None:
    note, highlight, link = on("It was long.", body="Hm."), on("It was long."), on("It was long.", link="mill")

    assert found([link], "It was long.") is None
    assert found([link, note], "It was long.") is note
    assert found([link, note, highlight], "It was long.") is highlight
