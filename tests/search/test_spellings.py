"""The names authority as the search uses it."""

import contextlib
from pathlib import Path

import pytest

from reader.library.names import Name, NamesAuthority
from reader.search.index import SearchIndex
from reader.search.spellings import Spellings, form_of, is_acronym
from tests.search.conftest import NAMES, entry


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Jabhat al-Mina", ("jabhat", "mina")),
        ("AL MINA", ("mina",)),
        ("Dara'a", ("daraa",)),
        ("IS", ("^is",)),
        ("U.S.", ("^us",)),
        ("NATO", ("nato",)),
        ("al", ("al",)),
        ("…", ()),
        ("النصرة", ("نصره",)),
    ],
)
def test_a_name_has_one_form_however_it_is_written(text: str, form: tuple[str, ...]) -> None:
    assert form_of(text) == form


def test_only_capitals_that_would_be_another_word_are_marked() -> None:
    assert [
        text for text in ("IS", "WHO", "US", "UN", "NATO", "ISIS", "Is", "I", "TOOLONG", "B2") if is_acronym(text)
    ] == ["IS", "WHO", "US", "UN"]


def test_the_longest_name_at_a_place_is_taken_for_a_query_and_all_for_the_index() -> None:
    spellings = Spellings.of(NamesAuthority((Name("East Lindau", "place"), Name("Lindau", "place"))))
    words = ["in", "east", "lindau", "lindau"]

    assert [heading for _, _, heading in spellings.headings_in(words, [False] * 4)] == ["East Lindau", "Lindau"]
    assert spellings.all_headings_in([(word, False) for word in words]) == {"East Lindau", "Lindau"}


def test_capitals_are_asked_of_the_text_too() -> None:
    spellings = Spellings.of(NAMES)

    assert spellings.all_headings_in([("is", True)]) == {"Islamic State"}
    assert spellings.all_headings_in([("is", False)]) == set()


def test_other_spellings_do_not_hold_the_one_that_was_typed() -> None:
    spellings = Spellings.of(NAMES)

    assert spellings.others(("mina",)) == (("harbor", "front"), ("^hf",))
    assert spellings.others(("jabhat", "mina")) == (("harbor", "front"), ("mina",), ("^hf",))
    assert spellings.others(("nobody",)) == ()


def test_a_name_half_typed_leads_to_its_headings() -> None:
    spellings = Spellings.of(NAMES)

    assert spellings.headings_starting(("lind",)) == ("Lindau",)
    assert spellings.headings_starting(("jabhat", "m")) == ("Harbor Front",)
    assert spellings.headings_starting(("oduya",)) == ("Mara Oduya",)
    assert spellings.headings_starting(("xyz",)) == ()


def test_the_digest_follows_every_spelling_and_no_order() -> None:
    one = NamesAuthority((Name("A", spellings=("B",)), Name("C")))
    turned = NamesAuthority((Name("C"), Name("A", spellings=("B",))))
    other = NamesAuthority((Name("A", spellings=("D",)), Name("C")))

    assert Spellings.of(one).digest == Spellings.of(turned).digest
    assert Spellings.of(one).digest != Spellings.of(other).digest


def test_no_names_are_no_trouble() -> None:
    spellings = Spellings.of(NamesAuthority())

    assert list(spellings.headings_in(["a"], [False])) == []
    assert spellings.all_headings_in([("a", True)]) == set()


def test_an_index_that_was_made_with_another_stemmer_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr("reader.search.spellings.STEMMER", "snowball0.1")
        made = SearchIndex.open(tmp_path, NAMES)
        made.update([entry("a", "Troops left.")])
        made.close()

    with contextlib.closing(SearchIndex.open(tmp_path, NAMES)) as index:
        assert index.is_stale
        assert index.fingerprint(entry("a", "Troops left.")) != index.fingerprints()["a"]
