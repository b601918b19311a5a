"""Two texts compared as a whole."""

import random
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.library.record import FirstPublished, Record
from reader.related.blocks import word_starts
from reader.related.comparison import Comparison, compare_texts, earlier

_WORDS = (
    "army bridge boat dike flood harbor hill house left monday old people river school town water 412 900 “so”".split()
)
sentences = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14).map(lambda words: " ".join(words) + ". ")
texts = st.lists(st.lists(sentences, max_size=4).map("".join), max_size=5).map("\n\n".join)


def numbered(end: int) -> str:
    return " ".join(f"In {number}{end} people died." for number in range(5_000))


SHARED = "The army counted all the boats in the town on the day of the flood, Veres told us at the old bridge."


def passages(one: str, other: str) -> list[tuple[str, str]]:
    return [(one[slice(*each.here)], other[slice(*each.there)]) for each in compare_texts(one, other).passages]


def changes(one: str, other: str) -> list[tuple[str, str]]:
    return [
        (one[slice(*change.here)], other[slice(*change.there)])
        for passage in compare_texts(one, other).passages
        for change in passage.changes
    ]


def words(text: str, start: int, end: int) -> int:
    return len(word_starts(text, start, end))


@given(texts, texts)
def test_every_word_of_both_is_in_one_passage_or_in_what_only_one_has(one: str, other: str) -> None:
    found = compare_texts(one, other)

    for side, text, only in ((0, one, found.only_here), (1, other, found.only_there)):
        spans = sorted([*(passage.there if side else passage.here for passage in found.passages), *only])
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert sum(words(text, *span) for span in spans) == words(text, 0, len(text))


@given(texts, texts)
def test_changes_and_joints_lie_in_their_passages_in_order(one: str, other: str) -> None:
    for passage in compare_texts(one, other).passages:
        for side, text in ((0, one), (1, other)):
            start, end = passage.there if side else passage.here
            changed = [change[side] for change in passage.changes]
            joints = [joint[side] for joint in passage.joints]
            assert changed == sorted(changed)
            assert joints == sorted(set(joints))
            assert all(start <= first <= last <= end for first, last in changed)
            assert all(start < joint < end for joint in joints)
            assert not text[start].isspace()
            assert not text[end - 1].isspace()
        same = words(one, *passage.here) - sum(words(one, *change.here) for change in passage.changes)
        assert (
            same
            == passage.words
            == words(other, *passage.there) - sum(words(other, *change.there) for change in passage.changes)
        )


@given(texts, texts)
def test_passages_that_have_not_moved_are_in_the_same_order_in_both(one: str, other: str) -> None:
    found = [passage for passage in compare_texts(one, other).passages if not passage.is_moved]

    assert sorted(found, key=lambda passage: passage.there) == found


@given(texts)
@example(f"\n\n {SHARED}\n")
def test_a_text_beside_itself_is_the_same_text(text: str) -> None:
    found = compare_texts(text, text)

    assert found.is_same_text == bool(text.strip())
    assert found.matched == found.words_here == found.words_there
    assert [text[slice(*passage.here)] for passage in found.passages] == ([text.strip()] if text.strip() else [])


@given(texts, texts)
def test_comparing_the_other_way_round_shares_as_many_figures(one: str, other: str) -> None:
    here, there = compare_texts(one, other).figures, compare_texts(other, one).figures

    assert {pair.here for pair in here.agree} == {pair.there for pair in there.agree}


def test_a_word_put_in_leaves_a_passage_one() -> None:
    other = SHARED.replace("the boats", "the wooden boats").replace("old bridge", "bridge")

    assert passages(SHARED, other) == [(SHARED, other)]
    assert changes(SHARED, other) == [("", "wooden"), ("old", "")]


def test_a_sentence_put_in_parts_a_passage_in_two() -> None:
    one = f"{SHARED} {SHARED.replace('boats', 'houses')}"
    other = (
        f"{SHARED} Nobody had asked them to do so, and no reason for it was given. {SHARED.replace('boats', 'houses')}"
    )

    assert [here for here, _ in passages(one, other)] == [SHARED, SHARED.replace("boats", "houses")]


def test_a_passage_has_the_quotes_and_stops_around_its_words() -> None:
    one, other = f"He said: “{SHARED}”", f"({SHARED})"

    assert passages(one, other) == [(f"“{SHARED}”", f"({SHARED})")]


def test_a_passage_ends_with_its_sentence_though_the_next_ones_begin_alike() -> None:
    one = f"{SHARED} The mayor was not there."
    other = f"{SHARED} The school has been closed since."

    assert passages(one, other) == [(SHARED, SHARED)]


def test_paragraphs_of_one_text_are_joints_in_the_other() -> None:
    second = SHARED.replace("boats", "houses")
    one, other = f"{SHARED}\n\n“{second}”", f"{SHARED} “{second}”"
    (passage,) = compare_texts(one, other).passages

    assert passage.joints == ((one.index("“"), other.index("“")),)


def test_the_longer_passage_stays_and_the_shorter_one_has_moved() -> None:
    long = f"{SHARED} Then the people of the old town came down to the river with whatever would hold water."
    short = "A bridge of wood was built by the soldiers within one night."
    found = compare_texts(f"{short}\n\n{long}", f"{long}\n\n{short}").passages

    assert [passage.is_moved for passage in found] == [True, False]


def test_a_sentence_said_otherwise_is_reworded_if_enough_of_it_is_said_again() -> None:
    one = "The bridge at Deir Azzur has been closed to traffic since February 28."
    other = "Since February 28 no traffic crosses the closed bridge at Deir Azzur, the ministry said."

    (passage,) = compare_texts(one, other).passages
    assert passage.is_reworded
    assert compare_texts("They had been there for it.", "It had been for them there.").passages == ()


@pytest.mark.parametrize(
    ("one", "other", "agree", "disagree"),
    [
        ("There 3,033 fighters left.", "Of them 3033 left.", ["3,033"], []),
        ("In all 108,076 people came.", "Over 108,000 people came.", ["108,076 ≈ 108,000"], []),
        ("Some 12 boats came.", "In 12 hours they left.", [], []),
        ("They had 900 soldiers.", "It is 900 miles away.", [], []),
        ("They had 900 soldiers and 3,033 guns.", "After 900 miles 3,033 guns came.", ["900", "3,033"], []),
        (SHARED.replace("all the", "318"), SHARED.replace("all the", "412"), [], ["318 ≠ 412"]),
        (
            SHARED.replace("day of the flood", "3 May"),
            SHARED.replace("day of the flood", "4 May"),
            [],
            ["May 3 ≠ May 4"],
        ),
        ("The army killed 212 civilians.", "The army killed 82 civilians there.", [], ["212 ≠ 82"]),
        ("The army killed 212 civilians.", "The army killed 300 attackers there.", [], []),
    ],
)
def test_figures_agree_or_disagree(one: str, other: str, agree: list[str], disagree: list[str]) -> None:
    found = compare_texts(one, other).figures

    assert [pair.text for pair in found.agree] == agree
    assert [pair.text for pair in found.disagree] == disagree


@pytest.mark.parametrize(
    ("a", "b", "which"),
    [
        (Record(published="2016-12-15"), Record(published="2016-12-17T08:00:00"), "a"),
        (Record(published="2016-12-17"), Record(published="2016-12-15"), "b"),
        (Record(published="2016-12"), Record(published="2016-12-15"), None),
        (Record(published="2016-11"), Record(published="2016-12-15"), "a"),
        (Record(), Record(published="2016-12-15"), None),
        (
            Record(published="2017-01-01", first_published=FirstPublished(published="2016-12-01")),
            Record(published="2016-12-15"),
            "a",
        ),
    ],
)
def test_the_earlier_one_is_told_where_the_dates_tell(a: Record, b: Record, which: str | None) -> None:
    assert earlier(a, b) == which


def test_two_long_articles_that_share_most_of_their_words() -> None:
    chance = random.Random(5)  # noqa: S311 - a made text, no secret
    pick = ["".join(chance.choices("abcdefgh", k=7)) for _ in range(9_000)]
    shared = " ".join(chance.choices(pick, k=40_000))
    own, other = (" ".join(f"{side}{number}" for number in range(10_000)) for side in ("own", "other"))
    found = compare_texts(f"{shared}. {own}.", f"{other}. {shared}.")

    assert found.matched == 40_000
    assert (found.words_here, found.words_there) == (50_000, 50_000)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("One line is here again.\n\n" * 10_000, "One line is here again.\n\n" * 9_000),
        ("One line is here again.\n\n" * 10_000, ""),
        (
            " ".join(f"In {n}1 people died." for n in range(5_000)),
            " ".join(f"In {n}2 people died." for n in range(5_000)),
        ),
        ("a " * 50_000, "b " * 50_000),
    ],
    ids=["one line", "one line and nothing", "numbers", "two letters"],
)
def test_hostile_texts_are_compared(one: str, other: str) -> None:
    assert isinstance(compare_texts(one, other), Comparison)
