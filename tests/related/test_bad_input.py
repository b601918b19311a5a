"""Articles as nobody writes them: each is taken in, answered for, and bounded."""

import random
import typing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.names import NamesAuthority, parse_names
from reader.related import postings
from reader.related.articles import ArticleFacts
from reader.related.store import RelatedStore
from reader.related.subject import Links, find_candidates
from reader.text.alignment import Aligner
from tests.related.articles_made import HARBOR, TRIBUNE, evidence, reference, store_of

_CHANCE = random.Random(3)  # noqa: S311 - made texts, no secret
_WORDS = ["".join(_CHANCE.choices("bdfgklmnrst", k=3)) + "aeiou"[number % 5] for number in range(4000)]


def made_words(count: int, seed: int) -> str:
    return " ".join(random.Random(seed).choices(_WORDS, k=count))  # noqa: S311 - a made text, no secret


@pytest.mark.parametrize("text", ["", " \n\n ", "…", "1", "a", "\n" * 1000])
def test_an_article_without_words_has_no_cross_references(tmp_path: Path, text: str) -> None:
    store = store_of(tmp_path, [HARBOR, ArticleFacts(id="empty", text=text)])

    assert store.related("empty") == ()
    assert store.related("harbor") == ()


def test_an_empty_article_is_found_by_its_links_and_its_address(tmp_path: Path) -> None:
    store = store_of(tmp_path, [HARBOR, ArticleFacts(id="empty", url=HARBOR.url, links=("harbor",))])

    assert [each.kind for each in reference(store, "empty", "harbor").evidence] == ["version", "cites"]


def test_two_long_articles_that_share_most_are_told_as_such(tmp_path: Path) -> None:
    shared = made_words(40_000, 1)
    entries = [
        ArticleFacts(id="one", text=f"{shared}\n\n{made_words(10_000, 2)}"),
        ArticleFacts(id="two", text=f"{made_words(10_000, 3)}\n\n{shared}"),
    ]

    found = evidence(store_of(tmp_path, entries), "one", "two", "passage")

    assert found[0].text == "much of the same text: 40,000 words"
    assert entries[0].text[slice(*found[0].here[0])] == shared


def test_one_line_ten_thousand_times_is_bounded(tmp_path: Path) -> None:
    line = "The bridge at Port Marrow is closed and nobody knows for how long.\n"
    entries = [ArticleFacts(id="one", text=line * 10_000), ArticleFacts(id="two", text=line * 9_000), HARBOR]
    store = store_of(tmp_path, entries)

    for pair in (("one", "two"), ("two", "one")):
        (passage,) = evidence(store, *pair, "passage")
        assert passage.text in {"the same text: 90 % of the words", "the same text, word for word"}
        assert passage.points <= 33
    assert store.related("harbor")


def test_repeated_words_cost_no_more_than_their_length() -> None:
    class Counted(list[int]):
        asked = 0

        @typing.overload
        def __getitem__(self, key: typing.SupportsIndex) -> int: ...
        @typing.overload
        def __getitem__(self, key: slice) -> list[int]: ...
        def __getitem__(self, key: typing.SupportsIndex | slice) -> int | list[int]:
            Counted.asked += 1
            return super().__getitem__(key)

    line = [1, 2, 3, 4, 5, 6]
    aligner = Aligner(line * 2_000)
    aligner._numbers = Counted(aligner._numbers)

    aligner.runs((line * 3 + [9]) * 600)

    assert Counted.asked < 20 * len(line) * 2_000


def test_a_paragraph_that_five_thousand_articles_carry_is_no_evidence(tmp_path: Path) -> None:
    plea = (
        "Please help us to go on: every small amount that you give keeps these pages free for all who read them here."
    )
    entries = [
        ArticleFacts(id=f"a{number}", text=f"Story{number} of town{number}.\n\n{plea}") for number in range(5000)
    ]
    own = [replace(each, text=f"{each.text}\n\n{plea}") for each in (HARBOR, TRIBUNE)]
    store = store_of(tmp_path, [*entries, *own])

    found = store.related("harbor")

    assert [each.id for each in found][:1] == ["tribune"]
    assert all(each.kind != "passage" for other in found[1:] for each in other.evidence)
    for piece in found[0].evidence:
        assert all("Please" not in own[0].text[start:end] for start, end in piece.here)


def test_a_common_word_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(tmp_path, [replace(HARBOR, id=f"c{number}", url=None) for number in range(3000)])
    read = 0
    entries_of = postings.term_entries

    def counted(*arguments: object) -> object:
        nonlocal read
        for each in entries_of(*arguments):  # type: ignore[arg-type]  # passed on as they came
            read += len(each.entries)
            yield each

    monkeypatch.setattr("reader.related.subject.term_entries", counted)
    with store._database.reading() as connection:
        about = store._subject(connection, "c7")
        assert about is not None
        chosen = find_candidates(connection, about, Links(), 50)

    assert len(chosen) == 50
    assert read <= 12 * 3000


def test_a_names_file_with_a_spelling_told_twice_is_used_all_the_same(tmp_path: Path) -> None:
    names = parse_names({"Port Marrow": ["Marrow"], "Marrow River": ["Marrow"], "Broken": "word"})
    other = ArticleFacts(id="other", text="All boats of Marrow have left.")

    assert len(names.problems) == 2
    assert evidence(store_of(tmp_path, [HARBOR, other], names), "other", "harbor", "name")


HOSTILE = {
    "one capital word": "A" * 50_000,
    "hyphens": "A-" * 30_000,
    "particles": "Al " * 30_000,
    "one number": "1" * 50_000,
    "groups": "1,111" * 20_000,
    "digits": "1 " * 30_000,
    "number words": "twenty " * 10_000,
    "titles": "Lt. " * 10_000,
    "headlines": "Seven Boats Leave Harbor Under Rain\n" * 3_000,
    "Arabic": "\u0645\u062f\u064a\u0646\u0629 " * 10_000,
    "Japanese": "港町の人々は船で" * 5_000,
    "combining marks": "e\u0301" * 20_000,
    "quotes": "'" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_any_long_text_is_taken_in_and_answered_for(tmp_path: Path, name: str, long: bool) -> None:
    text = HOSTILE[name] if long else HOSTILE[name][: len(HOSTILE[name]) // 4]
    store = store_of(tmp_path, [ArticleFacts(id="one", text=text), ArticleFacts(id="two", text=text), HARBOR])

    for found in store.related("one"):
        for each in found.evidence:
            assert all(0 <= start < end <= len(text) for start, end in each.here)


def test_the_app_holds_nothing_of_the_articles(tmp_path: Path) -> None:
    store = store_of(tmp_path, [ArticleFacts(id=f"a{number}", text=made_words(80, number)) for number in range(300)])

    store.close()
    store = RelatedStore.open(tmp_path, NamesAuthority())
    store.related("a1")

    assert not any(isinstance(value, (dict, list, set)) and len(value) > 10 for value in vars(store).values())
