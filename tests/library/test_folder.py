"""Libraries and plain folders: opened, scanned, and never changed."""

from pathlib import Path

import pytest

from reader.library.folder import LibraryError, open_library
from reader.library.identity import id_of_path, is_id, slug
from reader.library.names import NamesAuthority, load_names, parse_names
from reader.library.scan import scan


def test_a_folder_without_settings_is_read_in_place(tmp_path: Path) -> None:
    library = open_library(tmp_path)

    assert library.in_place
    assert library.articles == tmp_path


def test_settings_make_a_library(tmp_path: Path) -> None:
    (tmp_path / "library.yaml").write_text("title: Mine\noutlets: [A, B]\nappeals: [give us]\nlanguage: en\n")

    library = open_library(tmp_path)

    assert (library.title, library.language, library.house.outlets, library.in_place) == (
        "Mine",
        "en",
        ("A", "B"),
        False,
    )
    assert library.articles == tmp_path / "articles"


@pytest.mark.parametrize(
    ("text", "told"), [("title: [", "ignored"), ("- a", "not a map"), ("title: [a]\noutlets: b", "“title”")]
)
def test_wrong_settings_are_told_and_the_library_opens(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "library.yaml").write_text(text)

    library = open_library(tmp_path)

    assert told in " ".join(library.problems)
    assert not library.in_place


def test_no_folder_and_a_file_are_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")

    with pytest.raises(LibraryError, match="no folder"):
        open_library(tmp_path / "none")
    with pytest.raises(LibraryError, match="reader add"):
        open_library(tmp_path / "a.txt")


def test_scanning_finds_articles_and_says_why_others_are_none(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_text("a")
    (tmp_path / "b.TXT").write_text("b")
    (tmp_path / "c.pdf").write_text("c")
    (tmp_path / ".hidden.md").write_text("d")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "n.md").write_text("n")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")

    found = {each.path: each.problem for each in scan(open_library(tmp_path))}

    assert set(found) == {"sub/a.md", "b.TXT", "gone.md"}
    assert found["b.TXT"] is None
    assert "leads nowhere" in (found["gone.md"] or "")


def test_an_id_is_made_of_the_path_and_stays() -> None:
    one, two = id_of_path("a/Story.txt"), id_of_path("b/Story.txt")

    assert one != two
    assert is_id(one)
    assert one.startswith("story-")
    assert is_id(id_of_path("/".join(["x" * 300, "é" * 300])))


@pytest.mark.parametrize("text", ["../../etc", "A", "", "-a", "a" * 65, "a\n"])
def test_what_could_be_a_path_is_no_id(text: str) -> None:
    assert not is_id(text)


def test_a_slug_is_cut_between_words() -> None:
    assert slug("Syrian Army’s “East Aleppo”: Éxodus of a hundred thousand", 30) == "syrian-armys-east-aleppo"


def test_names_have_one_heading_for_all_spellings(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text(
        '"Deir Ezzor": {kind: place, spellings: [Deir ez-Zor, Deir Ezzor]}\nAl: [A1]\n'
    )

    names = load_names(tmp_path / "names.yaml")

    assert names.heading_by_spelling()["deir ez-zor"] == "Deir Ezzor"
    assert [name.spellings for name in names] == [("Deir ez-Zor",), ("A1",)]
    assert names.problems == ()


def test_wrong_names_are_told_and_the_rest_is_used() -> None:
    names = parse_names(
        {
            "A": {"kind": "planet", "spellings": ["x"]},
            "B": {"spellings": ["X", "b2"]},
            "C": "c",
            "D": {"spellings": "d"},
        }
    )

    told = " ".join(names.problems)
    assert "the kind of “A”" in told
    assert "“X” is a spelling of both “A” and “B”" in told
    assert "“C” has neither" in told
    assert "spellings of “D”" in told
    assert [(name.heading, name.spellings) for name in names] == [("A", ("x",)), ("B", ("b2",)), ("D", ())]


def test_a_missing_authority_is_empty_and_a_broken_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text("a: &x {}\nb: *x")

    assert load_names(tmp_path / "none.yaml") == NamesAuthority()
    assert "anchor" in load_names(tmp_path / "names.yaml").problems[0]
