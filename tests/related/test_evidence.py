"""What is said to bear on an article, and why."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.names import Name, NamesAuthority
from reader.related.articles import ArticleFacts
from reader.related.evidence import KINDS, explain_score
from reader.related.figures import find_figures
from reader.related.store import RelatedStore
from tests.related.articles_made import (
    ALL,
    HARBOR,
    TRIBUNE,
    evidence,
    reference,
    store_of,
)

TEXTS = {entry.id: entry.text for entry in ALL}


@pytest.fixture
def store(tmp_path: Path) -> RelatedStore:
    return store_of(tmp_path)


def test_shared_figures_are_named_the_most_telling_first(store: RelatedStore) -> None:
    (figure,) = evidence(store, "harbor", "tribune", "figure")

    assert figure.text == "3 shared figures: 4,217 · 318 · 900"
    assert {TEXTS["harbor"][slice(*span)] for span in figure.here} == {"4,217", "318", "900"}
    assert {TEXTS["tribune"][slice(*span)] for span in figure.there} == {"4217", "318", "900"}


def test_shared_names_are_named_once_however_spelled(store: RelatedStore) -> None:
    (name,) = evidence(store, "harbor", "tribune", "name")

    assert set(name.text.removeprefix("shared names: ").split(" · ")) == {
        "Anton Veres",
        "Port Marrow",
        "Deir Azzur",
    }
    assert {TEXTS["tribune"][slice(*span)] for span in name.there} == {
        "Anton Veres",
        "Veres",
        "Port Marrow",
        "Deir ez-Zur",
    }


def test_a_name_is_told_by_its_heading(tmp_path: Path) -> None:
    names = NamesAuthority((Name("Marrow", "place", ("Port Marrow", "Old Harbor")),))
    other = ArticleFacts(id="other", text="The ships wait before Old Harbor, they say.")

    store = store_of(tmp_path, [HARBOR, other], names)

    assert evidence(store, "harbor", "other", "name")[0].text == "shared name: Marrow"
    assert evidence(store_of(tmp_path / "none", [HARBOR, other]), "harbor", "other", "name") == ()


def test_a_name_both_spell_alike_is_told_as_they_spell_it(tmp_path: Path) -> None:
    names = NamesAuthority((Name("Coast Guard of Marrow", "group", ("CGM",)),))
    entries = [ArticleFacts(id=each, text=f"The {each} boats of the CGM are out.") for each in ("first", "second")]

    assert evidence(store_of(tmp_path, entries, names), "first", "second", "name")[0].text == "shared name: CGM"


def test_a_quoted_passage_is_found_although_its_marks_were_changed(store: RelatedStore) -> None:
    passage = evidence(store, "harbor", "tribune", "passage")[0]

    assert passage.text == "a passage of 22 words in both"
    ((start, end),) = passage.here
    assert TEXTS["harbor"][start:end].startswith("We had an hour")
    ((start, end),) = passage.there
    assert TEXTS["tribune"][start:end].endswith("school on the hill")


def test_a_reprint_and_an_excerpt_are_told_as_such(store: RelatedStore) -> None:
    assert evidence(store, "harbor", "reprint", "passage")[0].text == "the same text, word for word"
    assert evidence(store, "harbor", "excerpt", "passage")[0].text == "it is an excerpt of this article: 34 words"
    assert evidence(store, "excerpt", "harbor", "passage")[0].text == "this article is an excerpt of it: 34 words"


def test_the_same_said_of_one_day_in_other_words_is_a_passage(store: RelatedStore) -> None:
    claim = evidence(store, "harbor", "tribune", "passage")[1]

    assert claim.text.startswith("same claim about February 28: ")
    assert TEXTS["harbor"][slice(*claim.here[0])].startswith("The bridge")
    assert TEXTS["tribune"][slice(*claim.there[0])].startswith("Traffic")


def test_one_event_is_told_with_place_and_distance_in_time(tmp_path: Path) -> None:
    names = NamesAuthority((Name("Port Marrow", "place"), Name("Anton Veres", "person")))

    (event,) = evidence(store_of(tmp_path, ALL, names), "harbor", "tribune", "event")

    assert event.text.startswith("same event: Port Marrow · ")
    assert event.text.endswith(", 1 day apart")


def test_articles_far_apart_in_time_are_not_one_event(tmp_path: Path) -> None:
    store = store_of(tmp_path, [HARBOR, replace(TRIBUNE, published="2019-05-05")])

    assert evidence(store, "harbor", "tribune", "event") == ()
    assert evidence(store, "harbor", "tribune", "disagreement") == ()


def test_a_different_number_of_the_same_thing_is_a_disagreement(store: RelatedStore) -> None:
    (difference,) = evidence(store, "harbor", "tribune", "disagreement")

    assert difference.text == "figures differ: 1,350 here, about 1,600 houses (the town) there"
    assert TEXTS["harbor"][slice(*difference.here[0])] == "1,350"
    assert TEXTS["tribune"][slice(*difference.there[0])] == "1,600"


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("At least 730 barns burned.", "More than 810 barns burned.", False),
        ("Fewer than 730 barns burned.", "At least 810 barns burned.", True),
        ("In all 730 barns were saved.", "In all 810 barns were burned.", False),
    ],
)
def test_figures_differ_only_where_their_bounds_exclude_each_other(
    tmp_path: Path, one: str, other: str, *, differs: bool
) -> None:
    store = store_of(
        tmp_path, [replace(HARBOR, text=f"{HARBOR.text} {one}"), replace(TRIBUNE, text=f"{TRIBUNE.text} {other}")]
    )

    found = [each.text for each in evidence(store, "harbor", "tribune", "disagreement")]

    assert any("barns" in each for each in found) is differs


def test_a_number_given_twice_disagrees_once(tmp_path: Path) -> None:
    counts = "The town counted {} in the morning, and {} in the evening, of the barns under water."
    one = replace(HARBOR, text=f"{HARBOR.text} {counts.format('730 barns', '730 barns')}")
    other = replace(TRIBUNE, text=f"{TRIBUNE.text} {counts.format('810 barns', '770 barns')}")
    store = store_of(tmp_path, [one, other])

    here = [each.text for each in evidence(store, "harbor", "tribune", "disagreement")]
    there = [each.text for each in evidence(store, "tribune", "harbor", "disagreement")]

    assert [each for each in here if "barns" in each] == [
        "figures differ: 730 barns (the town) here, 810 barns (the town) there"
    ]
    assert [each for each in there if "barns" in each] == [
        "figures differ: 810 barns (the town) here, 730 barns (the town) there"
    ]


def test_terms_in_common_come_last_and_are_named(store: RelatedStore) -> None:
    last = reference(store, "harbor", "tribune").evidence[-1]

    assert last.kind == "alike"
    assert last.text.startswith("terms in common: ")
    assert all(TEXTS["harbor"][slice(*span)].casefold()[:4] in last.text.casefold() for span in last.here)


def test_terms_lead_into_the_other_text_where_nothing_else_does(tmp_path: Path) -> None:
    entries = [
        ArticleFacts(id="one", text="Rye flour holds water, and the crumb of rye stays soft."),
        ArticleFacts(id="two", text="A soft crumb needs flours that hold water."),
    ]

    (alike,) = reference(store_of(tmp_path, entries), "one", "two").evidence

    assert {entries[1].text[slice(*span)] for span in alike.there} == {"soft", "crumb", "flours", "hold", "water"}


def test_articles_that_share_only_numbers_are_said_to_share_these_and_no_words(tmp_path: Path) -> None:
    entries = [
        ArticleFacts(id="one", text="The wall fell at noon, and 63 people died. Another 8 were hurt in 2023."),
        ArticleFacts(id="two", text="เขื่อนแตก มีผู้เสียชีวิต 63 ราย และสูญหายอีก 8 ราย"),
    ]

    (alike,) = reference(store_of(tmp_path, entries), "one", "two").evidence

    assert alike.text == "numbers in common: 63 · 8"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("قال عمال الإنقاذ إن العدد ارتفع إلى ستين في القرية", "أنشئت الدار في القاهرة وانتقلت إلى مبنى جديد إن"),
        ("Он сказал, что это было до него и после неё", "Из книги, что была у них, мы узнали это до конца"),
        ("בית הספר של העיר נפתח על ידי ראש העיר", "זה היה על הגבול של המדבר"),
    ],
)  # fmt: skip
def test_the_commonest_words_of_a_language_relate_nothing(tmp_path: Path, one: str, two: str) -> None:
    store = store_of(tmp_path, [ArticleFacts(id="one", text=one), ArticleFacts(id="two", text=two)])

    assert not [each.id for each in store.related("one")]


def test_what_has_nothing_in_common_is_not_offered(store: RelatedStore) -> None:
    assert {each.id for each in store.related("chess")} == set()


def test_the_most_telling_article_comes_first(store: RelatedStore) -> None:
    assert [each.id for each in store.related("harbor")] == ["reprint", "excerpt", "tribune", "bread"]
    assert [each.id for each in store.related("harbor", limit=2)] == ["reprint", "excerpt"]


def test_evidence_is_mutual(store: RelatedStore) -> None:
    for entry in ALL:
        for found in store.related(entry.id):
            back = reference(store, found.id, entry.id)
            assert {each.kind for each in back.evidence} == {each.kind for each in found.evidence}


def test_a_score_is_the_sum_of_what_is_said(store: RelatedStore) -> None:
    for found in store.related("harbor"):
        assert found.score == pytest.approx(sum(each.points for each in found.evidence), abs=0.01)
        assert {each.kind for each in found.evidence} <= set(KINDS)
        assert len(explain_score(found)) == len(found.evidence) + 1


def test_every_span_stands_in_its_text(store: RelatedStore) -> None:
    for entry in ALL:
        for found in store.related(entry.id):
            for each in found.evidence:
                for text, spans in ((entry.text, each.here), (TEXTS[found.id], each.there)):
                    assert list(spans) == sorted(set(spans))
                    assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in spans)


def test_figures_of_evidence_are_figures_of_both_texts(store: RelatedStore) -> None:
    for found in store.related("harbor"):
        for each in found.evidence:
            if each.kind == "figure":
                here = {f.value for f in find_figures(HARBOR.text) if (f.start, f.end) in each.here}
                there = {f.value for f in find_figures(TEXTS[found.id]) if (f.start, f.end) in each.there}
                assert here == there
                assert len(here) == int(each.text.split()[0])


def test_a_last_name_alone_is_a_name_in_common_with_the_full_one(tmp_path: Path) -> None:
    entries = [
        ArticleFacts(id="full", text="They all came when Sergei Lavrov called."),
        ArticleFacts(id="last", text="Nobody knows what Lavrov said, or whether."),
    ]
    store = store_of(tmp_path, entries)

    for here, there in (("full", "last"), ("last", "full")):
        assert evidence(store, here, there, "name")[0].text == "shared name: Sergei Lavrov"


@pytest.mark.parametrize("written", ["٣٬٠٣٣", "٣٠٣٣", "۳٬۰۳۳", "३,०३३", "３０３３", "3 033"])
def test_a_figure_is_the_same_in_the_digits_of_any_script(tmp_path: Path, written: str) -> None:
    entries = [
        ArticleFacts(id="latin", text="In all 3,033 boats came to the old harbor."),
        ArticleFacts(id="other", text=f"Nobody else has seen {written} boats."),
    ]
    store = store_of(tmp_path, entries)

    (here,) = evidence(store, "latin", "other", "figure")
    (there,) = evidence(store, "other", "latin", "figure")

    assert here.text == there.text == "1 shared figure: 3,033"
    assert [entries[1].text[slice(*span)] for span in here.there] == [written]


def test_a_round_number_alone_is_no_evidence(tmp_path: Path) -> None:
    entries = [
        ArticleFacts(id="boats", text="In all 900 boats came to the old harbor."),
        ArticleFacts(id="apples", text="In all 900 apples fell in the old harbor."),
        ArticleFacts(id="more", text="In all 900 boats and 3,117 oars, they say."),
    ]
    store = store_of(tmp_path, entries)

    assert evidence(store, "boats", "apples", "figure") == ()
    assert evidence(store, "boats", "more", "figure")[0].text == "1 shared figure: 900"


def test_years_and_days_are_no_shared_figures(tmp_path: Path) -> None:
    entries = [ArticleFacts(id=each, text=f"The {each} of 2016, on March 14, at 10:45.") for each in ("flood", "feast")]

    assert evidence(store_of(tmp_path, entries), "flood", "feast", "figure") == ()


def test_without_a_name_in_common_nothing_is_one_event(tmp_path: Path) -> None:
    text = "the flood took 4,217 sheep, 318 boats and 1,350 houses when the dike broke at night"
    entries = [ArticleFacts(id=each, published="2019-03-04", text=f"{each} say {text}.") for each in ("they", "we")]
    store = store_of(tmp_path, entries)

    assert evidence(store, "they", "we", "figure")
    assert evidence(store, "they", "we", "event") == ()


def test_a_form_with_other_names_and_numbers_in_it_is_no_passage(tmp_path: Path) -> None:
    form = (
        "No fewer than {} people died and {} found themselves without a home when floods struck {} on Wednesday, and "
        "the rescue teams from {} reached the town only after {} hours."
    )
    entries = [
        ArticleFacts(id="one", text=form.format(34, 63907, "Laiino", "Nemi", 14)),
        ArticleFacts(id="two", text=form.format(74, 188500, "Shaipre", "Loon", 15)),
        ArticleFacts(id="three", text=form.format(34, 63907, "Laiino", "Nemi", 14)),
    ]
    store = store_of(tmp_path, entries)

    assert evidence(store, "one", "two", "passage") == ()
    assert evidence(store, "one", "three", "passage")


@pytest.mark.parametrize(("year", "is_claim"), [("1999", True), ("2001", False)])
def test_a_claim_is_of_the_same_year(tmp_path: Path, year: str, is_claim: bool) -> None:
    entries = [
        ArticleFacts(id="one", text="The bridge of Port Marrow was closed to carts and horses on May 9, 1999."),
        ArticleFacts(
            id="two", text=f"Carts and horses could not cross Port Marrow bridge after May 9, {year}, closed."
        ),
    ]

    assert bool(evidence(store_of(tmp_path, entries), "one", "two", "passage")) == is_claim


def test_a_day_alone_is_no_claim(tmp_path: Path) -> None:
    entries = [
        ArticleFacts(id="one", text="On May 9 the bridge was closed.\n\nAnton Veres had 4,217 chairs in Port Marrow."),
        ArticleFacts(id="two", text="On May 9 nobody sang.\n\nIn Port Marrow, 4,217 chairs were left by Anton Veres."),
    ]
    entries = [replace(entry, published="2019-05-10") for entry in entries]
    store = store_of(tmp_path, entries)

    assert evidence(store, "one", "two", "event")
    assert evidence(store, "one", "two", "passage") == ()


def test_several_passages_are_counted(tmp_path: Path) -> None:
    quotations = (
        "we had seen the water rise for days but nobody in the whole town would believe a word of what we said",
        "those who laughed at us then stand in line for our boats now and we take them all without asking who they are",
    )
    own = [" ".join(f"{word}{number}" for number in range(90)) for word in ("mill", "stone")]
    texts = [f"“{quotations[0]}.” {own[0]} “{quotations[1]}.”", f"“{quotations[1]}.” {own[1]}. “{quotations[0]}.”"]
    store = store_of(tmp_path, [ArticleFacts(id=f"t{n}", text=text) for n, text in enumerate(texts)])

    assert evidence(store, "t0", "t1", "passage")[0].text == "2 passages in both, 45 words"


def test_a_rounded_figure_is_shown_beside_the_exact_one(tmp_path: Path) -> None:
    entries = [
        ArticleFacts(id="exact", text="They took 108,076 civilians to the hills."),
        ArticleFacts(id="round", text="There were over 108,000 civilians on their way."),
    ]
    store = store_of(tmp_path, entries)

    assert evidence(store, "exact", "round", "figure")[0].text == "1 shared figure: 108,076 ≈ 108,000"
    assert evidence(store, "round", "exact", "figure")[0].text == "1 shared figure: 108,000 ≈ 108,076"


def test_shares_that_differ_are_told_as_shares(tmp_path: Path) -> None:
    turnout = HARBOR.text + " The turnout of voters in Port Marrow was {} % in all."
    entries = [replace(HARBOR, id=share, url=None, text=turnout.format(share)) for share in ("37.4", "41.8")]

    (difference,) = evidence(store_of(tmp_path, entries), "37.4", "41.8", "disagreement")

    assert difference.text == "figures differ: 37.4 % here, 41.8 % there"


def test_names_that_only_sound_alike_are_two(tmp_path: Path) -> None:
    entries = [
        ArticleFacts(id="one", text="They all asked Gala Mim about the harbor boats."),
        ArticleFacts(id="two", text="They all asked Gela Mam about the harbor boats."),
    ]

    assert evidence(store_of(tmp_path, entries), "one", "two", "name") == ()


def test_two_persons_of_one_last_name_are_each_told_once(tmp_path: Path) -> None:
    entries = [
        ArticleFacts(id="one", text="It was Anton Veres, only Anton Veres and not Lena Veres."),
        ArticleFacts(id="two", text="We saw Anton Veres and Lena Veres there. Then they asked Veres to sing."),
    ]

    (name,) = evidence(store_of(tmp_path, entries), "one", "two", "name")

    assert name.text == "shared names: Anton Veres · Lena Veres"


def test_a_name_that_every_article_has_is_not_told(tmp_path: Path) -> None:
    entries = [ArticleFacts(id=f"a{n}", text=f"At Port Marrow, boat w{n} and w{n // 2}.") for n in range(300)]

    assert evidence(store_of(tmp_path, entries), "a0", "a1", "name") == ()


def test_a_number_of_a_number_differs_from_nothing(tmp_path: Path) -> None:
    names = NamesAuthority((Name("Port Marrow", "place"), Name("Anton Veres", "person")))
    one = replace(HARBOR, text=HARBOR.text + " Of the 4,217 residents, 2,140, or half, were children.")
    other = replace(TRIBUNE, text=TRIBUNE.text + " The buses took 3,080 residents to the hill.")

    found = evidence(store_of(tmp_path, [one, other], names), "harbor", "tribune", "disagreement")

    assert [each.text for each in found] == ["figures differ: 1,350 here, about 1,600 houses (the town) there"]
