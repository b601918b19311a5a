"""Words as numbers, and the terms that they are forms of."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.related.terms import WORD, term_of, term_stem, word_edges, word_numbers

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("evacuated", "evacuat"), ("evacuating", "evacuat"), ("boats", "boat"), ("his", "his"), ("Sell", "Sell")],
)
def test_endings_are_cut_if_enough_is_left(word: str, expected: str) -> None:
    assert term_stem(word) == expected


def test_case_and_ending_make_no_other_term() -> None:
    assert term_of("Boats") == term_of("boat") != term_of("bridge")


@pytest.mark.parametrize("word", ["the", "The", "x", "said"])
def test_stop_words_are_no_terms(word: str) -> None:
    assert term_of(word) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müllers", "muller"), ("войсками", "войска"), ("المدينة", "مدينة"), ("नदियों", "नदियाँ"), ("İzmir", "İzmir")],
)
def test_forms_of_a_word_in_any_script_are_one_term(one: str, other: str) -> None:
    assert term_of(one) == term_of(other) != 0


def test_a_word_is_whole_with_its_vowel_signs_and_each_ideograph_is_one() -> None:
    assert WORD.findall("हिन्दी में १२ 港町のA株 naïve 3rd foo_bar") == [
        *("हिन्दी", "में", "港", "町", "の", "A", "株", "naïve", "foo_bar"),
    ]
    assert term_of("港") != 0


@given(st.text() | st.text("aB_3'é- \n"))
def test_every_word_has_edges_and_a_number(text: str) -> None:
    numbers, terms = word_numbers(text)
    edges = word_edges(text)

    assert len(edges) == 2 * len(numbers)
    assert all(number in terms for number in numbers)
    assert [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)] == WORD.findall(text)


def test_words_are_forgotten_before_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    before = word_numbers("The old bridge")[0]
    monkeypatch.setattr("reader.related.terms._MANY", 2)

    numbers, terms = word_numbers("The old bridge")

    assert numbers == before
    assert term_of("bridge") == terms[numbers[2]]


def test_numbers_are_the_same_in_every_process() -> None:
    code = "from reader.related.profile import METHOD, fingerprints; from reader.related.terms import *; "
    code += (
        "print(word_numbers('Über the dike')[0], sorted(fingerprints(word_numbers('a b c d e f g h i j')[0])), METHOD)"
    )

    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4711")
    }

    assert len(answers) == 1
