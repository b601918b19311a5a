"""Which article is which: a function of the files alone."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.conflict_copies import copied_path
from reader.library.identity import (
    IdClaim,
    Successor,
    assign_ids,
    id_of_path,
    is_id,
    match_moves,
    short_key,
    text_sha256,
    usable_id,
)

COPIES = [
    "a.sync-conflict-20240131-120102-ABCDEFG.md",
    "a (conflicted copy 2024-01-31 120102).md",
    "a (Anna's conflicted copy 2024-01-31).md",
    "a (Annas in Konflikt stehende Kopie 2024-01-31).md",
    "a (copie en conflit de Anna 2024-01-31).md",
    "a (SFConflict anna@example.org 2024-01-31-12-01-02).md",
    "a_conflict-20240131-120102.md",
    "a.conflict-20240131t120102-1a2b3c.md",
]
LIKELY_COPIES = ["a 2.md", "a (1).md", "a-DESKTOP-7Q1.md"]
NO_COPIES = [
    "a.md",
    "Chapter 2.md",
    "Syria (conflict).md",
    "a conflict of 2016-12-15.md",
    "conflict-2016.md",
    "a (2016-12-15).md",
    "a-report.md",
]


@pytest.mark.parametrize("name", COPIES)
def test_what_a_syncing_program_leaves_is_a_copy_by_its_name(name: str) -> None:
    assert copied_path(f"sub/{name}") == "sub/a.md"


@pytest.mark.parametrize("name", [*NO_COPIES, *LIKELY_COPIES])
def test_an_ordinary_name_is_no_copys(name: str) -> None:
    assert copied_path(name) is None


@pytest.mark.parametrize("name", [*COPIES, *LIKELY_COPIES, "a copy.md", "a - Kopie.md"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_conflict_copy_never_has_the_id_of_its_article(name: str, is_first: bool) -> None:
    claims = [IdClaim("a.md", "flood"), IdClaim(name, "flood")]

    found = assign_ids(claims[::-1] if is_first else claims)

    assert found["a.md"].id == "flood"
    assert not found["a.md"].told
    assert found[name].id == id_of_path(name)
    assert found[name].is_copy
    assert "copy of a.md" in found[name].told


@pytest.mark.parametrize("name", COPIES)
def test_a_conflict_copy_whose_article_is_not_there_does_not_take_its_place(name: str) -> None:
    (identity,) = assign_ids([IdClaim(name, "flood")]).values()

    assert (identity.id, identity.is_copy) == (id_of_path(name), True)
    assert "missing" in identity.told


@pytest.mark.parametrize("name", LIKELY_COPIES)
def test_a_numbered_name_is_a_copys_only_if_what_it_holds_says_so(name: str) -> None:
    same, other = IdClaim(name, "", "Flood", "Port"), IdClaim(name, "", "Drought", "Port")

    assert assign_ids([IdClaim("a.md", "", "Flood", "Port"), same])[name].is_copy
    assert not assign_ids([IdClaim("a.md", "", "Flood", "Port"), other])[name].told
    assert not assign_ids([same])[name].told
    assert not assign_ids([IdClaim("a.md", "one"), IdClaim(name, "two")])[name].told


def test_of_two_files_with_one_id_the_one_called_so_has_it_and_the_other_says_why() -> None:
    found = assign_ids([IdClaim("a.md", "flood"), IdClaim("sub/flood.md", "flood")])

    assert found["sub/flood.md"].id == "flood"
    assert found["a.md"].id == id_of_path("a.md")
    assert "sub/flood.md" in found["a.md"].told
    assert not found["a.md"].is_copy


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("a_b", "a-b"),
        ("A1", "a1"),
        ("Über uns", "uber-uns"),
        ("a", "a"),
        ("a--b", "a--b"),
        ("مقال", None),
        ("__", None),
    ],
)
def test_an_id_of_another_form_is_used_as_it_can_be(written: str, used: str | None) -> None:
    assert usable_id(written) == used


def test_an_id_that_is_too_long_stays_its_own() -> None:
    one, other = usable_id("x" * 80), usable_id("x" * 79 + "y")

    assert one and other and is_id(one) and is_id(other)  # noqa: PT018 - one statement about both
    assert one != other


def test_an_id_that_had_to_be_changed_gives_way_to_one_that_is_written_so() -> None:
    found = assign_ids([IdClaim("a.md", "a_b"), IdClaim("longer-name.md", "a-b")])

    assert found["longer-name.md"].id == "a-b"
    assert found["a.md"].id == id_of_path("a.md")


def test_composed_and_decomposed_letters_are_one_path() -> None:
    composed = "notizen/Über Köln.md"
    decomposed = unicodedata.normalize("NFD", composed)

    assert id_of_path(composed) == id_of_path(decomposed)
    both = assign_ids([IdClaim(decomposed), IdClaim(composed)])
    assert both[composed].id == id_of_path(composed)
    assert both[decomposed].id != id_of_path(composed)
    assert composed in both[decomposed].told


PATHS = st.sampled_from(
    [*COPIES, *LIKELY_COPIES, *NO_COPIES, "sub/a.md", "sub/flood.md", "flood.md", "A.md", "é.md", "e\u0301.md", "b.txt"]
)
CLAIMS = st.builds(
    IdClaim,
    PATHS,
    st.sampled_from(["", "flood", "flo_od", "a", "مقال", id_of_path("a.md"), id_of_path("sub/a.md")]),
    st.sampled_from(["", "Flood", "Drought"]),
    st.sampled_from(["", "Port"]),
    st.sampled_from(["", "https://port.example/1"]),
)


@given(st.lists(CLAIMS, unique_by=lambda claim: claim.path), st.randoms())
def test_ids_are_given_once_and_do_not_depend_on_the_order_of_files(
    claims: list[IdClaim], random: st.DataObject
) -> None:
    found = assign_ids(claims)
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    assert assign_ids(shuffled) == found
    assert len({each.id for each in found.values()}) == len(claims)
    assert all(is_id(each.id) for each in found.values())
    assert set(found) == {each.path for each in claims}


@given(st.lists(CLAIMS, unique_by=lambda claim: claim.path))
def test_a_file_that_does_not_get_the_id_that_it_asks_for_is_told(claims: list[IdClaim]) -> None:
    for path, identity in assign_ids(claims).items():
        wanted = next(each.wanted for each in claims if each.path == path)
        if identity.id != (usable_id(wanted) or id_of_path(path)):
            assert identity.told


def key(text: str) -> str:
    return short_key(text_sha256(text))


def successor(name: str, text: str, *, is_copy: bool = False) -> Successor:
    return Successor(id_of_path(name), name, frozenset({key(text)}), is_copy)


def test_an_article_that_is_gone_is_the_one_with_its_text() -> None:
    old = id_of_path("a.md")

    assert match_moves({old: {key("x"): 1}}, [successor("b.md", "x"), successor("c.md", "y")]) == {
        old: id_of_path("b.md")
    }
    assert match_moves({old: {key("z"): 1}}, [successor("b.md", "x")]) == {}
    assert match_moves({old: {key("x"): 1}}, [successor("b.md", "x", is_copy=True)]) == {}


def test_articles_with_one_text_go_each_to_the_file_of_its_name() -> None:
    gone = {id_of_path(f"old/{name}.md"): {key("x"): 1} for name in ("one", "two", "three")}
    there = [successor(f"new/{name}.md", "x") for name in ("three", "two", "one", "four")]

    assert match_moves(gone, there) == {
        id_of_path(f"old/{name}.md"): id_of_path(f"new/{name}.md") for name in ("one", "two", "three")
    }


def test_articles_with_one_text_and_other_names_do_not_all_go_to_one() -> None:
    gone = {id_of_path(f"{name}.md"): {key("x"): 1} for name in ("one", "two")}

    assert len(set(match_moves(gone, [successor("a.md", "x"), successor("b.md", "x")]).values())) == 2


def test_the_text_of_most_notes_decides() -> None:
    gone = {"old": Counter({key("first"): 1, key("second"): 3})}

    assert match_moves(gone, [successor("a.md", "first"), successor("b.md", "second")]) == {"old": id_of_path("b.md")}


def test_an_empty_text_is_nobodys() -> None:
    assert key("") == ""
    assert key("x") != key("y")
