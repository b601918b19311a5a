"""What is known of many articles at once is what is known of each by itself."""

from array import array

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.analysis import analyze
from reader.search.columnar import batch as batches
from reader.search.columnar.batch import ArticleBatch, StringVocabulary
from reader.search.document import WEIGHTS, IndexEntry
from reader.search.schema import FIELD_NUMBERS
from reader.search.spellings import Spellings
from reader.text.words import WORD, words
from tests.search.conftest import NAMES, entry

CHUNKS = (
    "storm",
    "storms",
    "Storm",
    "the",
    "al-Nusra",
    "10,000",
    "10 000",
    "anti-terror",
    "US",
    "3.5",
    "U.S.",
    "Ås",
    "雨",
)
TEXTS = st.lists(st.sampled_from((*CHUNKS, "\n\n", ".")), max_size=40).map(" ".join)
ARTICLES = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=6)


def length(each: IndexEntry) -> float:
    texts = {"text": each.text, "title": each.title, "note": each.notes}
    return sum(
        WEIGHTS[name] * sum(word.part.kind == WORD for word in words(text, "en")) for name, text in texts.items()
    )


def figures(each: IndexEntry) -> list[float]:
    return sorted(analyze(each, Spellings(), "en").figures())


@settings(max_examples=60)
@given(ARTICLES)
def test_lengths_and_figures_are_those_of_each_article(told: list[tuple[str, str, str]]) -> None:
    entries = [
        entry(str(number), text, title=title, notes=note, language="en")
        for number, (text, title, note) in enumerate(told)
    ]
    batch = ArticleBatch(StringVocabulary())
    for each in entries:
        batch.add(analyze(each, Spellings.of(NAMES), "en"))

    assert batch.lengths().tolist() == [round(10 * length(each)) for each in entries]
    assert [array("d", packed).tolist() for packed in batch.figures()] == [figures(each) for each in entries]


NAMED = st.lists(
    st.sampled_from(
        ("Harbor", "Front", "Harbor\nFront", "al-Mina", "Jabhat", "HF", "hf", "IS", "is", "Lindau,", "M.", "Oduya", "…")
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=60)
@given(st.lists(st.tuples(NAMED, NAMED, st.lists(NAMED, max_size=3)), min_size=1, max_size=3))
def test_names_are_those_of_each_article(told: list[tuple[str, str, list[str]]]) -> None:
    spellings = Spellings.of(NAMES)
    batch = ArticleBatch(StringVocabulary(spellings))
    expected = set()
    for number, (text, title, tags) in enumerate(told):
        found = analyze(entry(str(number), text, title=title, tags=tuple(tags), language="en"), spellings, "en")
        batch.add(found)
        expected |= {(name.encode(), number) for name in found.names(spellings)}

    table = batch.table()

    names = FIELD_NUMBERS["names"]
    articles = np.split(table.columns.articles, table.ends[:-1])
    held = {
        (key[1:], number)
        for key, each in zip(table.keys, articles, strict=True)
        if key[0] == names
        for number in each.tolist()
    }
    assert held == expected


def test_the_place_of_every_chunk_is_told_and_nothing_of_no_article() -> None:
    batch = ArticleBatch(StringVocabulary())
    for text in ("Ten storms, the US.", "", "On\n10 000 well-known ones"):
        batch.add(analyze(entry("a", text, language="en"), Spellings(), "en"))

    kept = batch.kept_texts()

    assert kept.ends == [4, 4, 8]
    assert kept.starts.tolist() == [0, 4, 12, 16, 0, 3, 10, 21]
    assert kept.positions.tolist() == [0, 1, 2, 3, 0, 1, 3, 5]
    assert ArticleBatch(StringVocabulary()).table().keys == []
    assert ArticleBatch(StringVocabulary()).figures() == []
    assert ArticleBatch(StringVocabulary()).kept_texts().texts == []


def test_a_vocabulary_is_full_of_many_strings_and_of_long_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_MOST_KNOWN", 50)
    monkeypatch.setattr(batches, "_MOST_LETTERS", 1_000)
    for text, is_full in (("storm " * 500, False), ("雨" * 1_001, True), (" ".join(map(str, range(30))), True)):
        vocabulary = StringVocabulary()
        ArticleBatch(vocabulary).add(analyze(entry("a", text, language="en"), Spellings(), "en"))

        assert vocabulary.is_full == is_full


def test_more_words_than_sixteen_bits_tell_are_put_in_order() -> None:
    batch = ArticleBatch(StringVocabulary())
    words = [f"w{number}" for number in range(70_000)]
    batch.add(analyze(entry("a", " ".join(reversed(words))), Spellings(), "en"))

    table = batch.table()
    words_of_text = [key for key in table.keys if key[1:2] == b"w"]

    assert [key[1:].decode() for key in words_of_text] == sorted(words)
    positions = table.columns.positions[: len(words)].tolist()
    assert positions == [69_999 - int(word[1:]) for word in sorted(words)]
