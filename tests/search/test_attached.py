"""Words that are written together with others, or without spaces, found by the index, in the text and without both."""

import pytest

from reader.library.names import Name, NamesAuthority
from reader.search.errors import Watch
from reader.search.hits import find_hits
from reader.search.scan import scan
from tests.search.conftest import NAMES, Make, entry, ids

MARKET = "السوق في حلب"
ROAD = "طريق وبحلب سوق"
OTHER = "مدينة حلبجة"
ARABIC = [
    entry("exact", MARKET, language="ar"),
    entry("joined", ROAD, language="ar"),
    entry("other", OTHER, language="ar"),
]


def test_a_word_is_found_where_it_is_written_together_with_others_and_first_where_it_stands_alone(make: Make) -> None:
    assert ids(make(ARABIC), "حلب") == ["exact", "joined"]


def test_a_word_meant_exactly_is_found_alone_only(make: Make) -> None:
    assert ids(make(ARABIC), "=حلب") == ["exact"]


def test_a_phrase_holds_words_that_are_written_together_with_others(make: Make) -> None:
    assert ids(make(ARABIC), '"حلب سوق"') == ["joined"]


def test_another_spelling_of_a_name_is_found_where_it_is_written_together_with_others(make: Make) -> None:
    names = NamesAuthority((Name("Aleppo", "place", ("حلب",)),))

    assert set(ids(make([*ARABIC, entry("english", "a market in Aleppo")], names), "Aleppo")) == {
        "english",
        "exact",
        "joined",
    }


def test_without_an_index_the_same_is_found() -> None:
    results = scan(ARABIC, "حلب", NAMES, watch=Watch(patience=60))

    assert {hit.id for hit in results.hits} == {"exact", "joined"}


@pytest.mark.parametrize(("query", "hit"), [("حلب", "وبحلب"), ('"حلب سوق"', "وبحلب سوق")])
def test_the_whole_word_is_marked_in_the_text(query: str, hit: str) -> None:
    assert [ROAD[start:end] for start, end in find_hits(ROAD, query, NAMES, language="ar")] == [hit]


def test_an_explanation_says_which_word_was_found(make: Make) -> None:
    explanation = make(ARABIC).explain("حلب", "joined")

    assert explanation is not None
    assert [(part.term, part.why) for part in explanation.parts] == [("وبحلب", "attached")]


def test_what_only_begins_like_a_korean_word_is_found_last_and_told_apart(make: Make) -> None:
    index = make(
        [
            entry("longer", "학교생활"),
            entry("particle", "학교에서"),
            entry("alone", "학교"),
            entry("inside", "초등학교"),
        ]
    )

    assert ids(index, "학교") == ["alone", "particle", "longer"]
    explanation = index.explain("학교", "longer")
    assert explanation is not None
    assert [part.why for part in explanation.parts] == ["longer"]


@pytest.mark.parametrize(
    ("language", "word", "text"),
    [
        ("th", "แม่น้ำ", "ชาวบ้านข้ามแม่น้ำเมื่อคืน"),
        ("lo", "ແມ່ນ້ຳ", "ຊາວບ້ານຂ້າມແມ່ນ້ຳ"),
        ("my", "မြစ်", "သူတို့မြစ်ကိုကူးသည်"),
        ("km", "ទន្លេ", "គេឆ្លងទន្លេយប់"),
        ("ja", "川", "村人は川を渡った"),
    ],
)
def test_a_word_is_found_in_a_script_without_spaces(make: Make, language: str, word: str, text: str) -> None:
    index = make([entry("a", text, language=language), entry("b", text.replace(word, ""), language=language)])

    assert ids(index, word) == ["a"]
    assert [text[start:end] for start, end in find_hits(text, word, NAMES, language=language)] == [word]


@pytest.mark.parametrize(
    "query", ["2006", "二〇〇六", "figure:2006", "200*", '"2006年6月"', '"二〇〇六年6月"', "2006 6月"]
)
def test_a_year_in_signs_and_in_digits_is_the_same(make: Make, query: str) -> None:
    texts = {"signs": "此书于二〇〇六年6月出版", "digits": "此书于2006年6月出版", "wide": "此书于２００６年6月出版"}
    others = {"six": "六年6月", "year": "一九九八年6月"}
    index = make([entry(name, text, language="zh") for name, text in (texts | others).items()])

    assert sorted(ids(index, query)) == ["digits", "signs", "wide"]
    for text in texts.values():
        (start, end), *_ = find_hits(text, query, NAMES, language="zh")
        assert text[start:end].startswith(text[3:7])


def test_a_long_text_without_a_space_is_indexed(make: Make) -> None:
    index = make([entry("long", "น้ำ" * 20_000, language="th")])

    assert ids(index, "น้ำน้ำ") == ["long"]
