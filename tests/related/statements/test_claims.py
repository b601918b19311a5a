"""Figures as claims: how much, of what, what happened, and who says so."""

from datetime import date

import pytest

from reader.related.figures import find_figures
from reader.related.statements.claim import Claim, is_apart
from reader.related.statements.claim_words import claim_words
from reader.related.statements.text_claims import find_claims
from reader.related.statements.text_statements import find_statements


def claims(text: str) -> list[Claim]:
    return find_claims(text, find_figures(text), find_statements(text), published=date(2016, 12, 16))


def only(text: str) -> Claim:
    (found,) = claims(text)
    return found


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("412", "exact"),
        ("about 412", "about"),
        ("some 412", "about"),
        ("at least 412", "at_least"),
        ("no fewer than 412", "at_least"),
        ("up to 412", "at_most"),
        ("as many as 412", "at_most"),
        ("more than 412", "over"),
        ("Over 412", "over"),
        ("fewer than 412", "under"),
        ("less than 412", "under"),
    ],
)
def test_a_number_is_bounded_as_the_text_has_it(words: str, bound: str) -> None:
    found = only(f"{words} homes were destroyed.")

    assert (found.value, found.bound, found.counted, found.event) == (412, bound, "homes", "destroy")


@pytest.mark.parametrize(
    ("text", "counted", "event"),
    [
        ("Over 900 members of militant groups have been killed.", "members of militant groups", "kill"),
        ("The flood, killing 65 people, went north.", "people", "kill"),
        ("Some 40 soldiers were able to leave.", "soldiers", "leave"),
        ("The army has taken back 25 square kilometers of the city.", "square kilometers", "take back"),
        ("The law requires 15 days' notice.", "days", "notice"),
        ("It was a 30-day operation.", "days", "operation"),
        ("A district populated by 90,000 residents was taken.", "residents", "populate"),
        ("Some 2,000-3,000 residents left.", "residents", "leave"),
        ("Both pilots died.", "pilots", "die"),
        ("They left the city through 80 gates.", "gates", "leave"),
        ("At least 80 cars belonging to the mayor have been destroyed.", "cars", "destroy"),
        ("About 100% of Tolm is under the control of the army.", "% of Tolm", "control"),
    ],
)
def test_what_is_counted_and_what_happened_are_the_words_of_the_text(text: str, counted: str, event: str) -> None:
    assert (only(text).counted, only(text).event) == (counted, event)


@pytest.mark.parametrize(
    ("language", "text", "bound", "counted"),
    [
        ("de", "Mindestens 300 syrische Soldaten starben.", "at_least", "syrische Soldaten"),
        ("fr", "Plus de 2 500 personnes sont mortes.", "over", "personnes"),
        ("fr", "Environ 3 millions de dollars sont perdus.", "about", "dollars"),
        ("es", "Unos 1.200 civiles murieron.", "about", "civiles"),
        ("ru", "Не менее 300 мирных жителей погибли.", "at_least", "мирных жителей"),
        ("ar", "قتل ما لا يقل عن 300 جندي في حلب.", "at_least", "جندي"),
        ("ar", "قتل خمسة وعشرون مدنيا على الأقل.", "exact", "مدنيا"),
        ("ar", "قتل 300 على الأقل في حلب.", "at_least", ""),
    ],
)
def test_the_bounds_of_the_other_languages_are_read(language: str, text: str, bound: str, counted: str) -> None:
    (found,) = find_claims(text, find_figures(text), find_statements(text, language), language=language)

    assert (found.bound, found.counted) == (bound, counted)


@pytest.mark.parametrize(
    ("language", "text", "low", "bound"),
    [
        ("de", "Eineinhalb Millionen Menschen flohen.", 1_500_000, "exact"),
        ("de", "Mindestens drei Millionen Menschen flohen.", 3_000_000, "at_least"),
        ("de", "Millionen Menschen flohen.", 2_000_000, "at_least"),
        ("fr", "Trois millions de personnes ont fui.", 3_000_000, "exact"),
        ("es", "Dos millones de personas huyeron.", 2_000_000, "exact"),
        ("es", "Dos millones y medio de personas huyeron.", 2_000_000, "at_least"),
    ],
)
def test_a_number_in_words_before_millions_says_how_many(language: str, text: str, low: int, bound: str) -> None:
    (found,) = find_claims(text, find_figures(text), find_statements(text, language), language=language)

    assert (found.low, found.bound) == (low, bound)


@pytest.mark.parametrize(
    ("language", "text", "value", "counted"),
    [
        ("en", "Half a dozen boats sank.", 6, "boats"),
        ("en", "Some half-dozen boats sank.", 6, "boats"),
        ("en", "Two dozen people left.", 24, "people"),
        ("de", "Eine halbe Million Menschen flohen.", 500_000, "Menschen"),
        ("de", "Ein halbes Dutzend Boote sank.", 6, "Boote"),
        ("es", "Medio millón de personas huyeron.", 500_000, "personas"),
        ("es", "Se hundieron media docena de barcos.", 6, "barcos"),
        ("fr", "Un demi-million de personnes ont fui.", 500_000, "personnes"),
        ("fr", "Une demi-douzaine de bateaux ont coulé.", 6, "bateaux"),
        ("ru", "Полмиллиона человек бежали.", 500_000, "человек"),
        ("ru", "Полтора миллиона человек бежали.", 1_500_000, "человек"),
        ("ar", "غرق نصف دزينة قوارب.", 6, "قوارب"),
    ],
)
def test_halves_and_dozens_are_numbers(language: str, text: str, value: int, counted: str) -> None:
    (found,) = find_claims(text, find_figures(text), find_statements(text, language), language=language)

    assert (found.value, found.counted) == (value, counted)


@pytest.mark.parametrize(
    ("text", "counted", "event"),
    [
        ("Twenty-five people died.", "people", "die"),
        ("He killed 8 students and two teachers.", "students", "kill"),
        ("Twenty-five percent of voters agreed.", "% of voters", "agree"),
    ],
)
def test_a_number_with_a_hyphen_and_one_beside_another_count_what_follows(text: str, counted: str, event: str) -> None:
    assert (claims(text)[0].counted, claims(text)[0].event) == (counted, event)


@pytest.mark.parametrize(
    "denial",
    [
        "That figure is false, the army said.",
        "“That number is simply not true,” said the army.",
        "The army said that the count was wrong.",
        "These statistics are inflated, the army said.",
        "The army said the numbers were invented.",
    ],
)
def test_who_calls_a_number_false_denies_it(denial: str) -> None:
    first, second = claims(f"Veres said 300 people died. In all 90 boats sank, Lind said. {denial}")

    assert first.denied_by is None
    assert second.denied_by
    assert second.denied_by.name == "the army"


@pytest.mark.parametrize(
    "words", ["Two or three hundred", "Two to three hundred", "Between two and three hundred", "200 or 300"]
)
def test_a_range_whose_ends_share_a_word_is_one_claim(words: str) -> None:
    found = only(f"{words} people were killed.")

    assert (found.low, found.high, found.counted) == (200, 300, "people")


@pytest.mark.parametrize(
    "text",
    [
        "In all 82 sailors were killed in 40 quarters.",
        "Sailors left within 40 hours.",
        "These 40 pages look like more.",
        "In 40 pages he is spoken about.",
    ],
)
def test_what_happened_to_others_happened_not_to_what_is_counted(text: str) -> None:
    assert claims(text)[-1].event == ""


@pytest.mark.parametrize("when", ["that Thursday", "Thursday", "on 15 December", "which nobody saw", "and went on"])
def test_when_it_began_is_not_what_began(when: str) -> None:
    assert claims(f"He spoke of 412 sailors whose departure began {when}.")[0].event == "begin"


def test_of_them_is_no_time_and_nothing_that_was_counted_long_ago() -> None:
    assert claims("In 40 hours they came, 14 of them.")[-1].counted == ""
    assert claims("There were 40 boats. Nobody came. Then 14 of them sank.")[-1].counted == ""
    assert claims("There were 40 boats. Then 14 of them sank.")[-1].counted == "boats"


def test_of_them_is_what_the_sentence_itself_speaks_of() -> None:
    found = claims("The page has 30 numbers. The army said it took tanks at Tolm and sank 14 of them.")

    assert [claim.counted for claim in found] == ["numbers", "tanks"]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("In all 412 people, 90 of them children, had left the town.", "children"),
        ("The storm killed 12 sailors, 13 of them women.", "women"),
        ("Some 60 were hurt, 14 of them police officers, the mayor said.", "police officers"),
        ("It held 30 people (19 of whom foreigners) for a day.", "foreigners"),
        ("There were 50 guests, 20 of them students.", "students"),
        ("The ministry said that 108,076 civilians of whom 47,183 were children left the city.", "children"),
        ("He counted 82 dead, of whom 11 were women.", "women"),
        ("In all 412 houses burned, of which about 30 were schools.", "schools"),
        ("They held 90 people, 60 of whom were officers.", "officers"),
        ("They held 90 guards, of whom 60 were wounded.", "guards"),
        ("They held 90 guards, of whom 60 were in the north.", "guards"),
        ("They took 40 boats, 14 of them sank.", "boats"),
        ("They took 40 boats, 14 of them in the north, and left.", "boats"),
        ("They took 40 boats, 14 of them badly damaged.", "boats"),
        ("They took 40 boats and 14 of them, he said.", "boats"),
    ],
)
def test_some_of_them_are_of_a_kind_of_their_own_where_it_is_named(text: str, counted: str) -> None:
    assert claims(text)[-1].counted == counted


def test_of_them_is_what_was_counted_before() -> None:
    found = claims("A total of 3,033 fighters left, 1,524 of them were pardoned.")

    assert [(each.value, each.counted, each.event) for each in found] == [
        (3033, "fighters", "leave"),
        (1524, "fighters", "pardon"),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Between 20 and 30 soldiers were killed.", 20, 30),
        ("Dozens of soldiers were killed.", 24, None),
        ("Tens of thousands of people left.", 20_000, None),
        ("Fewer than 200 soldiers were killed.", None, 200),
        ("Thirty to forty thousand soldiers were killed.", 30_000, 40_000),
        ("2,000–3,000 soldiers were killed.", 2000, 3000),
    ],
)
def test_a_number_that_is_no_single_one_has_limits(text: str, low: float | None, high: float | None) -> None:
    assert (only(text).low, only(text).high) == (low, high)


def test_who_says_a_number_is_the_speaker_of_the_statement_it_stands_in() -> None:
    text = "The flood destroyed 412 homes in Tolm, said Mayor Anton Veres. Rain fell for 30 hours."

    first, second = claims(text)

    assert first.speaker
    assert first.speaker.text == "Anton Veres"
    assert second.speaker is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The army said that the harbor — home to 300 boats — is closed.", None),
        ("The army said that the harbor, which has 300 boats, is closed.", None),
        ("The army said that Veres, a man with 300 boats, is gone.", None),
        ("The army said that 300 boats, of wood, are gone.", "The army"),
        ("“I heard the army say 300 boats sank,” Veres said.", "Veres"),
        ("According to a poll, most sailors said they had 300 boats.", "a poll"),
        ("“Go home, all of you,” said the 46-year-old. “I stay.”", None),
        ("“We saw them all,” Veres said, of 300 boats. “They sank.”", None),
        ("Veres said boats sank, and a captain of 300 men said no.", None),
        ("Veres declined to say whether 300 boats sank.", None),
        ("The storm claimed 300 boats.", None),
        ("The army claimed 300 boats had sunk.", "The army"),
    ],
)
def test_nobody_gives_a_number_that_is_put_into_the_words_of_another(text: str, speaker: str | None) -> None:
    found = only(text).speaker

    assert (found.text if found else None) == speaker


@pytest.mark.parametrize(
    ("text", "unit", "counted"),
    [
        ("Veres said the harbor closed on September 11.", "day", "September 11"),
        ("Veres said the harbor closed on 9 May.", "day", "9 May"),
        ("Veres said the harbor closed at 8:30 p.m.", "time", "8:30 p.m"),
        ("Veres said the 13th Amendment is old.", "ordinal", "13th Amendment"),
    ],
)
def test_a_number_that_counts_nothing_is_told_with_who_says_it(text: str, unit: str, counted: str) -> None:
    found = claims(text)[0]

    assert (found.unit, found.counted, found.value, found.low, found.high) == (unit, counted, None, None, None)
    assert found.speaker is not None
    assert found.speaker.text == "Veres"
    assert claim_words(found) == counted
    assert claims(text.removeprefix("Veres said ")) == []


def test_who_denies_a_number_in_the_next_sentence_is_told() -> None:
    text = "The army said that 412 homes were destroyed. The mayor denied this number."

    found = only(text)

    assert found.speaker
    assert found.denied_by
    assert (found.speaker.text, found.denied_by.text) == ("The army", "The mayor")


def test_a_weekday_is_the_last_one_before_the_article_came_out() -> None:
    assert only("On Thursday 412 homes were destroyed in Port Marrow.")[-3:-1] == ("2016-12-15", "Port Marrow")


@pytest.mark.parametrize(
    ("one", "other", "excludes"),
    [
        ("at least 900", "over 900", False),
        ("about 1,000", "900", False),
        ("fewer than 200", "at least 900", True),
        ("900", "1,000", True),
        ("up to 900", "over 900", True),
        ("more than 5,000", "5,200", False),
    ],
)
def test_bounds_exclude_each_other_only_where_no_number_fits_both(one: str, other: str, excludes: bool) -> None:
    assert is_apart(only(f"{one} homes burned."), only(f"{other} homes burned.")) is excludes


def test_a_table_of_numbers_is_no_claim_of_anybody() -> None:
    assert {each.speaker for each in claims("10 20 30\n40 50 60\n70 80 90")} <= {None}
