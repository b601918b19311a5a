"""How sure an anchoring is: each bound is met from both sides."""

import pytest

from reader.notes.anchoring import Anchoring, AnchoringText
from reader.notes.model import Annotation, TextQuoteSelector
from reader.notes.selectors import selectors_for
from tests.notes.passages import annotation

QUOTE = "seven barges had broken loose above the weir and struck the old timber bridge before dawn"
BEFORE = "The council of the river town sat until midnight. Its members heard that "
AFTER = " on Monday. Nobody was hurt, the harbor master said, though two piers were lost."
TOWN = BEFORE + QUOTE + AFTER
# In which order the words of the quote are replaced; no two neighbors early on.
ORDER = (2, 8, 12, 5, 10, 14, 0, 3, 7, 11)


def replaced(count: int) -> str:
    """Return the quote with so many of its words replaced by others."""
    words = QUOTE.split()
    for at in ORDER[:count]:
        words[at] = "xq" + "abcdefghijklmnop"[at] * 4
    return " ".join(words)


def placed(text: str, words: str = QUOTE, old: str = TOWN) -> Anchoring:
    start = old.index(words)
    return AnchoringText(text).find(*selectors_for(old, start, start + len(words)))


@pytest.mark.parametrize(
    ("count", "state", "confidence"),
    [(1, "changed", 0.97), (3, "changed", 0.9), (6, "changed", 0.75), (7, "changed", 0.59), (8, "orphan", 0.27)],
)
def test_the_more_words_were_replaced_the_less_sure_it_is(count: int, state: str, confidence: float) -> None:
    found = placed(BEFORE + replaced(count) + AFTER)

    assert found.state == state
    assert found.confidence == pytest.approx(confidence, abs=0.01)


@pytest.mark.parametrize(("count", "confidence"), [(0, 0.39), (1, 0.37), (3, 0.31), (5, 0.23)])
def test_words_without_a_word_of_their_surroundings_are_an_orphan(count: int, confidence: float) -> None:
    found = placed(f"Elsewhere it was quiet, and they said it so: {replaced(count)}. Later a fox came out of the wood.")

    assert found.state == "orphan"
    assert found.confidence == pytest.approx(confidence, abs=0.01)


@pytest.mark.parametrize(
    ("text", "state"),
    [("It is then 380 meters.", "orphan"), ("They say that the wall is 380 meters long today.", "changed")],
)
def test_a_corrected_figure_needs_more_than_a_word_or_two_around_it(text: str, state: str) -> None:
    assert placed(text, "410", text.replace("380", "410")).state == state


def test_the_same_words_at_the_same_place_between_others_are_not_the_passage() -> None:
    old = "On the left bank the wall is high, and the water is low there."
    new = f"Here we see the wall from above. {old}"
    start = old.index("the wall")
    # The other wall is brought to the very place where this one was.
    new = new[new.index("the wall") - start :] if start < new.index("the wall") else "x" * (start - 12) + new

    found = AnchoringText(new).find(*selectors_for(old, start, start + len("the wall")))

    assert new[start : start + len("the wall")] == "the wall"
    assert (found.state, found.start) == ("moved", new.index("bank the wall") + len("bank "))


LINE = (
    "On Monday morning early the keeper of the lock wrote that {} barges had passed in the night, and then he slept.\n"
)
HERE = "the lock wrote that nine barges had passed in the night"


def at_two_places(before: int, between: int, second: str = LINE) -> Anchoring:
    """Return where the passage that was 200 words from the beginning is, of two lines so many words apart."""
    old = other_words("o", 200) + LINE.format("nine")
    new = other_words("a", before) + LINE.format("ten") + other_words("b", between) + second.format("ten")
    return placed(new, HERE, old)


def other_words(name: str, count: int) -> str:
    return "".join(f"{name}{number:03} " for number in range(count))


def test_of_two_places_that_are_alike_the_nearer_one_is_meant_and_none_if_both_are_as_near() -> None:
    words = len(LINE.split())

    assert at_two_places(190, 200).state == "changed"
    assert at_two_places(160, 80 - words).state == "orphan"


def test_a_place_that_is_likelier_by_a_few_letters_is_meant_though_another_is_as_near() -> None:
    found = at_two_places(160, 80 - len(LINE.split()), LINE.replace("barges", "people"))

    assert (found.state, found.start) == ("changed", len(other_words("a", 160)) + LINE.index("the lock"))


def test_a_place_that_is_unsure_tells_nothing_of_its_neighbors() -> None:
    line = "The same words in the same order, and then some more of them to read.\n"
    head = "y" * 70 + "\n"
    old, new = line * 3 + TOWN, head + line * 4 + BEFORE + replaced(7) + AFTER
    unsure = annotation(QUOTE, old, "unsure")
    repeated = Annotation("repeated", "a", "highlighting", *selectors_for(old, len(line), len(line) + 40))

    found = AnchoringText(new).anchor_all([unsure, repeated])

    assert found["unsure"].state == "changed"
    # By its own place, not by that of the unsure one, before which a line more has come.
    assert found["repeated"].start == len(head) + len(line)


def test_without_a_place_words_that_are_there_twice_are_at_neither() -> None:
    text = f"{QUOTE}, they said. And then again: {QUOTE}, they said."

    assert AnchoringText(text).find(TextQuoteSelector(QUOTE), None).state == "orphan"
    assert AnchoringText(text[len(QUOTE) :]).find(TextQuoteSelector(QUOTE), None).state != "orphan"


@pytest.mark.parametrize(("gap", "state"), [(0, "changed"), (25, "orphan")])
def test_surroundings_speak_for_a_passage_only_from_beside_it(gap: int, state: str) -> None:
    between = other_words("gap", gap)

    assert placed(f"{BEFORE}{between}{replaced(3)} {between}{AFTER}").state == state


def test_a_passage_into_which_a_sentence_was_put_is_found_from_end_to_end() -> None:
    inserted = QUOTE.replace("broken loose", "broken loose, as the keeper of the lock told us later in the day, ")

    found = placed(BEFORE + inserted + AFTER)

    assert (found.state, found.start, found.end) == ("changed", len(BEFORE), len(BEFORE + inserted))
