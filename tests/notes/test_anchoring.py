"""Finding passages again: what holds for every text, and what the four states mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.notes.anchoring import CONFIDENCE, AnchoringText, has_same_words
from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector
from reader.notes.selectors import attach, selectors_for, text_sha256
from tests.notes.passages import PAGE, annotation, found, is_whole, selected

ANY_TEXT = st.text(st.sampled_from("ab. ,\n-ßéİعمد中文🙂́“”1"), max_size=60)


@given(ANY_TEXT.filter(bool), st.data())
def test_a_passage_is_found_exactly_in_the_text_it_was_made_on(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mark = Annotation("one", "a", "highlighting", *selectors_for(text, start, end), text_sha256=text_sha256(text))

    anchoring = AnchoringText(text).anchor(mark)

    assert (anchoring.state, anchoring.start, anchoring.end) == ("exact", start, end)


@given(ANY_TEXT, ANY_TEXT.filter(bool), st.data())
def test_whatever_the_text_an_answer_is_a_span_of_it_with_words_in_it_or_an_orphan(
    text: str, old: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    quote, _ = selectors_for(old, start, end)
    position = TextPositionSelector(data.draw(st.integers(-5, 10**12)), data.draw(st.integers(-5, 10**12)))

    anchoring = AnchoringText(text).find(quote, position)

    assert is_whole(anchoring, text)
    if anchoring.state == "orphan":
        assert anchoring.start == anchoring.end
    else:
        assert anchoring.start < anchoring.end
        assert anchoring.confidence >= CONFIDENCE


@given(st.text(max_size=200), st.integers(0, 500))
def test_a_passage_moves_with_what_is_put_before_it(inserted: str, offset: int) -> None:
    start = min(offset, len(PAGE) - 40)
    selectors = selectors_for(PAGE, start, start + 40)

    anchoring = AnchoringText(inserted + PAGE).find(*selectors)

    assert (anchoring.start, anchoring.end) == (start + len(inserted), start + 40 + len(inserted))
    assert anchoring.state == ("moved" if inserted else "exact")


@given(st.randoms(use_true_random=False), st.integers(0, 500), st.integers(8, 120))
def test_white_space_punctuation_style_and_case_do_not_matter(random: object, offset: int, length: int) -> None:
    start = min(offset, len(PAGE) - length)
    selectors = selectors_for(PAGE, start, start + length)
    shouted = PAGE.upper().translate({0x201C: '"', 0x201D: '"', ord("\n"): "  \n", ord("-"): "•", ord(","): " ,"})

    anchoring = AnchoringText(shouted).find(*selectors)

    assert anchoring.state in {"moved", "exact"}
    assert has_same_words(shouted[anchoring.start : anchoring.end], selectors[0].exact)


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_same_words_are_the_same_both_ways(one: str, other: str) -> None:
    assert has_same_words(one, one)
    assert has_same_words(one, other) == has_same_words(other, one)


def test_a_figure_whose_decimal_point_is_gone_has_changed() -> None:
    state, words = found(selected("cost 12.5 million crowns"), PAGE.replace("12.5", "125"))

    assert (state, words) == ("changed", "cost 125 million crowns")


@pytest.mark.parametrize(
    ("quote", "old", "new", "expected"),
    [
        ("the wall would be 410 meters long", "410", "380", "the wall would be 380 meters long"),
        ("410", "410", "380", "380"),
        ("stood for ninety years", "stood", "held", "held for ninety years"),
        ("410 meters long", "410", "380", "380 meters long"),
        ("for ninety years", "ninety years", "ninety winters", "for ninety winters"),
        ("Fishermen in the gallery", "Fishermen", "Fisherman", "Fisherman in the gallery"),
        ("may read them", "anybody may read them", "anybody may reed them", "may reed them"),
        ("Its engineers said that the wall", "said that", "told the board", "Its engineers told the board the wall"),
        ("where anybody may read them.", "them.\n\n", "them.\n\nGet the plans\n\n", "where anybody may read them."),
        (
            "may read them.\n\n- the drawings\n- the soundings",
            "\n\n- the drawings",
            "\n\nAdvertisement\n\n- the drawings",
            "may read them.\n\nAdvertisement\n\n- the drawings\n- the soundings",
        ),
    ],
)
def test_changed_words_are_found_where_their_surroundings_are(quote: str, old: str, new: str, expected: str) -> None:
    state, words = found(selected(quote), PAGE.replace(old, new))

    assert words == expected
    assert state == ("exact" if words == quote else "changed")


def test_of_the_same_words_the_ones_with_the_same_surroundings_are_meant() -> None:
    second = PAGE.rindex("The board will vote")
    selectors = selectors_for(PAGE, second, second + len("The board will vote"))
    moved = PAGE.replace("A second meeting", "There is more. A second meeting")

    anchoring = AnchoringText(moved).find(*selectors)

    assert anchoring.start == moved.rindex("The board will vote")


def test_the_words_said_elsewhere_do_not_stand_in_for_a_passage_that_was_taken_out() -> None:
    gone = PAGE.replace("The board will vote in March. ", "")

    state, _ = found(selected("The board will vote in March"), gone)
    short, _ = found(selected("vote in"), gone)

    assert state == "orphan"
    assert short == "orphan"


def test_a_word_that_is_everywhere_is_not_placed_in_another_article() -> None:
    other = "The cook boiled the beans in the pot and the guests ate the beans at the table in the garden."

    assert {found(selected(word), other)[0] for word in ("the", "The board", "in the gallery")} == {"orphan"}


def test_a_repeated_passage_without_a_telling_place_is_an_orphan() -> None:
    line = "The same words in the same order, and then some more of them to read.\n"
    old = line * 5
    selectors = selectors_for(old, 2 * len(line), 3 * len(line) - 1)
    # By its place it is as near to the one before as to the one after.
    new = line[: len(line) // 2] + line * 5

    anchoring = AnchoringText(new).find(*selectors)

    assert anchoring.state == "orphan"


def test_what_is_sure_tells_where_a_repeated_passage_is() -> None:
    line = "The same words in the same order, and then some more of them to read.\n"
    old = "Only here the heron stands in the reeds.\n" + line * 3
    # Two lines have come before it, so that by its own place each line would be taken for another.
    new = "y" * (2 * len(line)) + "\n" + old
    second = old.index(line) + len(line)
    repeated = Annotation("b", "a", "highlighting", *selectors_for(old, second, second + 20))
    unique = annotation("the heron stands in the reeds", old, "a")

    found_all = AnchoringText(new).anchor_all([repeated, unique])

    assert found_all["a"].state == "moved"
    assert found_all["b"].start == second + len(new) - len(old)


def test_a_title_that_is_said_twice_in_a_row_does_not_widen_the_passage_after_it() -> None:
    old = "Each of them keeps bees.\n\nMarrow Farm\n\n- hand made\n- 100 jars of honey a year\n\nThe end."
    new = "Each of them keeps bees.\n\nMarrow Farm\n\nmarrow farm\n\nhand made\n\n100 pots\n\nThe end."

    state, words = found(selected("Marrow Farm\n\n- hand made\n- 100", old), new)

    assert (state, words) == ("moved", "marrow farm\n\nhand made\n\n100")


def test_changed_words_are_found_in_capitals_too() -> None:
    state, words = found(selected("the wall would be 410 meters long"), PAGE.replace("410", "380").upper())

    assert (state, words) == ("changed", "THE WALL WOULD BE 380 METERS LONG")


def test_a_phrase_with_nothing_of_its_surroundings_is_not_enough() -> None:
    other = "In another country the council will decide. There the board will vote on the price of grain next year."

    assert found(selected("The board will vote"), other)[0] == "orphan"


def test_an_orphan_is_listed_at_the_place_nearest_to_where_it_was() -> None:
    selectors = selected("anybody may read them")
    other = "Nothing of this was said. " * 40

    anchoring = AnchoringText(other).find(*selectors)
    beyond = AnchoringText("Short.").find(*selectors)

    assert (anchoring.state, anchoring.start, anchoring.end) == ("orphan", selectors[1].start, selectors[1].start)
    assert (beyond.start, beyond.end) == (6, 6)


@pytest.mark.parametrize(
    "mark",
    [
        Annotation("one", "a", "commenting", None, TextPositionSelector(3, 9)),
        Annotation("one", "a", "commenting", TextQuoteSelector(" \n "), TextPositionSelector(3, 9)),
        Annotation("one", "a", "commenting", TextQuoteSelector("→"), None),
        Annotation("one", "a", "commenting", TextQuoteSelector("harbor"), TextPositionSelector(10**9, -4)),
    ],
)
def test_selectors_that_say_too_little_make_an_orphan(mark: Annotation) -> None:
    assert AnchoringText(PAGE).anchor(mark).state == "orphan"


def test_an_annotation_of_the_whole_article_is_never_an_orphan() -> None:
    assert AnchoringText("").anchor(Annotation("one", "a", "commenting")).state == "exact"


def test_a_passage_told_by_its_place_alone_holds_on_the_text_it_was_made_on() -> None:
    mark = Annotation("one", "a", "commenting", None, TextPositionSelector(3, 9), text_sha256=text_sha256(PAGE))

    assert AnchoringText(PAGE).anchor(mark).state == "exact"
    assert AnchoringText(PAGE + ".").anchor(mark).state == "orphan"


def test_a_quote_of_signs_is_found_by_the_signs() -> None:
    text = "One → two → three ⇒ four, and then it ends."

    state, words = found(selected("⇒", text), "Zero. " + text)

    assert (state, words) == ("moved", "⇒")


def test_an_accepted_change_keeps_the_words_that_stood_there() -> None:
    mark = annotation("cost 12.5 million crowns")
    new = PAGE.replace("12.5", "13.1")
    place = AnchoringText(new).anchor(mark)

    accepted = attach(mark, new, place.start, place.end)

    assert accepted.exact == "cost 13.1 million crowns"
    assert accepted.extra["quote_before"] == "cost 12.5 million crowns"
    assert AnchoringText(new).anchor(accepted).state == "exact"
    assert attach(accepted, PAGE, 0, 10).extra["quote_before"] == "cost 12.5 million crowns"
    assert "quote_before" not in attach(Annotation("whole", "harbor"), PAGE, 0, 10).extra


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, len(PAGE) + 1)])
def test_selectors_are_made_of_a_passage_of_the_text_only(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="is not a passage"):
        selectors_for(PAGE, start, end)


HOSTILE = {
    "one letter": "a" * 200_000,
    "one word": "a " * 100_000,
    "two words": "a b " * 50_000,
    "one line": "The same line again and again.\n" * 10_000,
    "signs": "- " * 100_000,
    "no letters": " " * 100_000,
    "letters without spaces": "中文" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("quote", [*(each[:100_000] for each in HOSTILE.values()), "b" + "a" * 99_999, PAGE])
def test_hostile_texts_and_quotes_of_100_000_characters_are_answered(text: str, quote: str) -> None:
    selector = TextQuoteSelector(quote, "before it stood ", " and after it this")

    anchoring = AnchoringText(text).find(selector, TextPositionSelector(50_000, 10**9))

    assert is_whole(anchoring, text)


@settings(max_examples=30)
@given(st.lists(st.sampled_from("the a of harbor wall board 410 long".split()), min_size=1, max_size=400), st.data())
def test_a_long_quote_with_changed_words_is_placed_where_it_begins_and_ends(
    words: list[str], data: st.DataObject
) -> None:
    middle = [f"word{number}" for number in range(300)]
    text = " ".join([*words, "start", *middle, "stop", *words])
    start, end = text.index("start"), text.index("stop") + 4
    selectors = selectors_for(text, start, end)
    for number in data.draw(st.sets(st.integers(20, 280), max_size=60)):
        middle[number] = "other"
    new = " ".join([*words, "start", *middle, "stop", *words])

    state, words_found = found(selectors, new)

    assert state in {"changed", "exact"}
    assert words_found == new[new.index("start") : new.index("stop") + 4]


HERON = "The Heron barge.\n\nLength of the hull: 31 meters.\n\nLoad: 90 tons.\n\n"
BARGES = f"Two barges wait.\n\n{HERON}Both were built here.\n\nThe Plover barge.\n\nLength of the hull: 24 feet.\n\n"
KEEPER = "Mara Oduya keeps the ledgers. "
COUNCIL = (
    "The council measured the growth of harbor trade in spring. It used the old ledgers and the new ones.\n\n"
    f"{KEEPER}She doubts the growth.\n\nNobody denies the strong growth of the trade in the harbor since then."
)


@pytest.mark.parametrize(
    ("text", "quote", "gone"),
    [
        (BARGES, "The Heron barge", HERON),
        (COUNCIL, "ledgers", KEEPER),
    ],
)
def test_a_passage_that_was_taken_out_is_in_no_other_that_has_its_words(text: str, quote: str, gone: str) -> None:
    start = text.index(quote, text.index(gone))
    selectors = selectors_for(text, start, start + len(quote))

    assert AnchoringText(text.replace(gone, "")).find(*selectors).state == "orphan"


POINTS = "first point\n\nsecond point"
CAFE = f"She said that “412 homes” were lost in the flood.\n\n{POINTS}\n\nThe Café Zoé closed. The Café Zoé burned."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"412 homes" were lost', ["“412 homes” were lost"]),
        ("were  lost   in the FLOOD", ["were lost in the flood"]),
        ("were **lost** in\nthe flood", ["were lost in the flood"]),
        ("- first point\n- second point", [POINTS]),
        ("Cafe\u0301 Zoe\u0301 closed", ["Café Zoé closed"]),
        ("the café zoé", ["The Café Zoé", "The Café Zoé"]),
        ("the cafe zoe closed", ["The Café Zoé closed"]),
        ("[412 homes](https://example.org/a) were lost", ["412 homes” were lost"]),
        ("Zoé", ["Zoé", "Zoé"]),
        ("“", ["“"]),
        ("zeppelin", []),
        ("  ", []),
    ],
)
def test_a_passage_is_found_by_its_words_in_other_typography_in_all_its_places(words: str, found: list[str]) -> None:
    assert [CAFE[start:end] for start, end in AnchoringText(CAFE).passages(words)] == found


ARABIC = "وصلت القافلة إلى حلب، ثم ﻭﺻﻠﺖ الإمدادات."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("القافلة الى حلب", "القافلة إلى حلب"),
        ("القافلـــة إلى", "القافلة إلى"),
        ("ﺍﻟﻘﺎﻓﻠﺔ ﺇﻟﻰ", "القافلة إلى"),
        ("وصلت الامدادات", "ﻭﺻﻠﺖ الإمدادات"),
        ("وَصَلَت القافِلة", "وصلت القافلة"),
    ],
)
def test_a_passage_is_found_in_arabic_with_other_forms_of_its_letters(words: str, found: str) -> None:
    assert [ARABIC[start:end] for start, end in AnchoringText(ARABIC).passages(words)] == [found]


def test_words_in_composed_letters_are_found_in_a_text_with_combining_marks() -> None:
    text = "The Cafe\u0301 closed."

    assert [text[start:end] for start, end in AnchoringText(text).passages("café")] == ["Cafe\u0301"]
