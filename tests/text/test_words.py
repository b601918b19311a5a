"""Text into words."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text.words import _CHUNK, ARTICLE, JOINED, LONGEST, WORD, chunks, strings_between_spaces, words


def forms(text: str, language: str = "en", kind: str = WORD) -> list[str]:
    return [word.part.form for word in words(text, language) if word.part.kind == kind]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Troops left Dara'a.", "en", ["troops", "left", "daraa"]),
        ("the city's gates, the troops’ camp", "en", ["the", "city", "gates", "the", "troops", "camp"]),
        ("U.S. and US and U.S.-backed", "en", ["us", "and", "us", "and", "us", "backed"]),
        ("e.g. this", "en", ["eg", "this"]),
        ("al-Nusra, Al Nusra, Nusra, ash-Sham", "en", ["nusra", "nusra", "nusra", "sham"]),
        ("an-other as-yet at-risk", "en", ["an", "other", "as", "yet", "at", "risk"]),
        ("anti-terror AT&T snake_case", "en", ["anti", "terror", "at", "t", "snake", "case"]),
        ("3,033 people and 3 033 more", "en", ["3033", "people", "and", "3", "033", "more"]),
        ("On 15.12.2016 at 12:30", "en", ["on", "15", "12", "2016", "at", "12", "30"]),
        ("F-16s and the 1990s", "en", ["f", "16s", "and", "the", "1990s"]),
        ("southfront.org says", "en", ["southfront", "org", "says"]),
        ("l'armée d’Alep", "fr", ["armee", "alep"]),
        ("l'armée", "en", ["larmee"]),
        ("Halep'te İstanbul'un", "tr", ["halep", "istanbul"]),
        ("停火协议 signed", "en", ["停", "火", "协", "议", "signed"]),
        ("ﾊﾝｶｸのﾃﾞｰﾀ", "ja", ["ハ", "ン", "カ", "ク", "の", "デ", "ー", "タ"]),
        ("二〇〇六年十二月", "zh", ["2006", "年", "十", "二", "月"]),
        ("于一九九八与2006", "zh", ["于", "1998", "与", "2006"]),
        ("三四天，三七二十一", "zh", ["三", "四", "天", "三", "七", "二", "十", "一"]),
        ("النصرة في حلب", "ar", ["نصره", "في", "حلب"]),
        ("O'Brien’s", "en", ["obrien"]),
        ("…—! ()", "en", []),
    ],
)
def test_words_are_found_as_this_kind_of_text_writes_them(text: str, language: str, expected: list[str]) -> None:
    assert forms(text, language) == expected


@pytest.mark.parametrize(
    ("text", "joined"),
    [("anti-terror", ["antiterror"]), ("al-Nusra", ["alnusra"]), ("F-16", ["f16"]), ("10-15", []), ("3 033", ["3033"])],
)
def test_a_compound_is_also_known_run_together(text: str, joined: list[str]) -> None:
    assert forms(text, kind=JOINED) == joined


@pytest.mark.parametrize("unseen", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_a_sign_that_is_not_seen_parts_no_word(unseen: str) -> None:
    text = f"{unseen}The ch{unseen}arging port, на{unseen}род and {unseen} more{unseen}"

    found = [word.part for word in words(text, "en") if word.part.kind == "word"]

    assert [part.form for part in found] == ["the", "charging", "port", "народ", "and", "more"]
    assert {text[part.start : part.end].replace(unseen, "") for part in found} >= {"charging", "народ"}


def test_an_article_can_be_looked_for_and_takes_no_place() -> None:
    found = [
        (word.position, word.part.form)
        for word in words("near al-Bab and El Alamein", "en")
        if word.part.kind != JOINED
    ]

    assert found == [(0, "near"), (1, "al"), (1, "bab"), (2, "and"), (3, "el"), (3, "alamein")]
    assert forms("al", kind=ARTICLE) == ["al"]


def test_spans_are_of_the_text_and_hold_the_word() -> None:
    text = "In Dara'a, 3,033 of the U.S.-backed left."

    spans = {word.part.form: text[word.part.start : word.part.end] for word in words(text, "en")}

    assert spans["daraa"] == "Dara'a"
    assert spans["3033"] == "3,033"
    assert spans["usbacked"] == "U.S.-backed"
    assert spans["backed"] == "backed"


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "de", "tr", "ar", "xx"]))
@example("፩", "en")
def test_any_text_gives_words_in_order_within_it(text: str, language: str) -> None:
    found = list(words(text, language))

    positions = [word.position for word in found]
    assert positions == sorted(positions)
    for word in found:
        assert 0 <= word.part.start < word.part.end <= len(text)
        assert word.part.form
        assert len(word.part.form) <= LONGEST
    assert [start for start, _ in chunks(text)] == sorted(start for start, _ in chunks(text))


@given(st.text(alphabet="abc -'.", max_size=60))
def test_words_do_not_depend_on_what_was_analyzed_before(text: str) -> None:
    assert list(words(text, "en")) == list(words(text, "en"))


@given(st.text("aZé́ 1.,'-_\n२雨", max_size=40))
@example("a,b, c")
@example("x" * 501 + " y")
def test_plain_words_are_told_as_all_others_are(text: str) -> None:
    without = re.compile(_CHUNK.pattern.partition("|")[2])

    assert [match.span() for match in _CHUNK.finditer(text)] == [match.span() for match in without.finditer(text)]


NEAR_NUMBERS = st.text(st.sampled_from("1234 \n,.'\u00a0\u0663a-’雨 "), max_size=40)


@given(st.one_of(NEAR_NUMBERS, st.text(max_size=60)))
@example("1 524 000")
@example("1 5240 000 000.5 7")
@example("1\n524 a1 524")
@example("1 000 " * 60)
@example("a" * 1_300)
def test_each_word_is_within_one_of_the_strings_between_spaces(text: str) -> None:
    strings = strings_between_spaces(text)
    begins = [sum(map(len, strings[:number])) + number for number in range(len(strings))]

    found = [
        (begin + start, surface) for begin, each in zip(begins, strings, strict=True) for start, surface in chunks(each)
    ]

    assert len("x".join(strings)) == len(text)
    assert found == list(chunks(text))
