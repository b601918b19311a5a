"""The words of a text as two texts are compared by."""

import pytest

from reader.text.wording import Wording


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It cost 3,033, he said", ["it", "cost", "3033", "he", "said"]),
        ("Cafe\u0301 Zoé", ["cafe\u0301", "zoé"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("مُحَمَّد قال", ["مُحَمَّد", "قال"]),
        ("他来了 hello", ["他", "来", "了", "hello"]),
        ("ที่นี่ดี", ["ที่", "นี่", "ดี"]),
    ],
)
def test_a_word_keeps_its_marks_and_a_sign_without_spaces_is_a_word(text: str, words: list[str]) -> None:
    wording = Wording(text, with_figures=True)

    assert wording.words == words
    assert [text[wording.starts[at] : wording.ends[at]] for at in range(len(words))][-1].casefold() == words[-1]
