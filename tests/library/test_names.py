"""Changing names.yaml: only what is meant to change, and never what cannot be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.names import (
    Name,
    NamesAuthority,
    NamesError,
    changed_text,
    load_names,
    merge_names,
    parse_names,
    read_names_text,
    split_name,
    write_names,
)
from reader.library.yaml_text import LARGE, read_yaml, write_yaml

TEXT = """# Who is who.

# People
"Anton Veres":   # the general
  kind: "person"
  spellings: ["Veres", "General Veres"]
  born: "1961"
Port Marrow: [Marrow]

# Groups
'Coast Guard':
  kind: group
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "names.yaml"
    file.write_text(TEXT)
    return file


def test_merging_makes_one_heading_and_leaves_every_other_line_alone(path: Path) -> None:
    write_names(path, lambda names: merge_names(names, "veres", "Anton Weres"))

    text = path.read_text()
    assert text.startswith('# Who is who.\n\n# People\n"Anton Veres":   # the general\n') or '"Anton Veres":' in text
    assert "Port Marrow: [Marrow]\n\n# Groups\n'Coast Guard':\n  kind: group\n" in text
    assert 'born: "1961"' in text
    assert load_names(path).heading_by_spelling()["anton weres"] == "Anton Veres"


def test_merging_two_headings_drops_the_second_and_keeps_all_spellings(path: Path) -> None:
    after = write_names(path, lambda names: merge_names(names, "Coast Guard", "Marrow"))

    assert load_names(path).names == after.names
    assert [each for each in after if each.heading == "Port Marrow"] == []
    assert next(each for each in after if each.heading == "Coast Guard").spellings == ("Port Marrow", "Marrow")
    assert "# Groups" in path.read_text()


def test_splitting_makes_a_spelling_a_heading_of_its_own(path: Path) -> None:
    write_names(path, lambda names: split_name(names, "Anton Veres", "general veres", "group"))

    names = {each.heading: each for each in load_names(path)}
    assert names["Anton Veres"].spellings == ("Veres",)
    assert names["General Veres"] == Name("General Veres", "group", ())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda names: merge_names(names, "Veres", "Anton Veres"), "are already one name"),
        (lambda names: merge_names(names, "", "Veres"), "are already one name"),
        (lambda names: split_name(names, "Nobody", "x"), "no heading “Nobody”"),
        (lambda names: split_name(names, "Anton Veres", "Weres"), "not a spelling of “Anton Veres”"),
        (lambda names: merge_names(names, "A", "B", "planet"), "“planet” is not a kind of name"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(path: Path, change: object, told: str) -> None:
    with pytest.raises(NamesError, match=told):
        write_names(path, change)  # type: ignore[arg-type]  # lambdas

    assert path.read_text() == TEXT


@pytest.mark.parametrize(
    "broken",
    ['"A": {kind: person', "- a list\n", "a: &x [1]\nb: *x\n", "A: {}\nA: {}\n", b"\xff\xfe\x00".decode("latin-1")],
)
def test_a_file_that_cannot_be_read_is_never_written_over(path: Path, broken: str) -> None:
    path.write_text(broken)

    with pytest.raises(NamesError, match="was not changed"):
        write_names(path, lambda names: merge_names(names, "A", "B"))

    assert path.read_text() == broken
    assert list(path.parent.iterdir()) == [path]


def test_a_link_in_a_library_is_neither_followed_nor_replaced(path: Path) -> None:
    target = path.rename(path.with_name("of somebody else.yaml"))
    path.symlink_to(target.name)
    before = target.read_text()

    with pytest.raises(NamesError, match=r"was not changed: names\.yaml cannot be read: it is a link\."):
        write_names(path, lambda names: merge_names(names, "A", "B"))

    assert path.is_symlink()
    assert target.read_text() == before
    assert load_names(path).problems == ("names.yaml cannot be read: it is a link.",)


def test_a_file_in_one_line_is_refused_rather_than_spoiled(path: Path) -> None:
    path.write_text('{"A": {kind: person, spellings: [a1]}, "B": [b1]}')

    with pytest.raises(NamesError, match="edit it by hand"):
        write_names(path, lambda names: merge_names(names, "A", "B"))

    assert path.read_text().startswith('{"A"')


def test_where_there_is_no_file_one_is_made(tmp_path: Path) -> None:
    write_names(tmp_path / "names.yaml", lambda names: merge_names(names, "Port Marrow", "Marrow", "place"))

    assert load_names(tmp_path / "names.yaml").names == (Name("Port Marrow", "place", ("Marrow",)),)


FORMS = st.sampled_from(["Aa", "Bb", "Cc", "Dd Ee", "null", "Éé", '"x"', "a: b", "# c"])


@given(
    st.dictionaries(FORMS, st.lists(FORMS, max_size=3), max_size=5),
    st.lists(st.tuples(st.booleans(), FORMS, FORMS), max_size=4),
)
def test_no_form_is_ever_lost(told: dict[str, list[str]], changes: list[tuple[bool, str, str]]) -> None:
    text = write_yaml({heading: {"kind": "name", "spellings": forms} for heading, forms in told.items()})
    names = parse_names(read_yaml(text, LARGE))
    text = changed_text("", NamesAuthority(), names)
    for is_merge, one, other in changes:
        before = names
        try:
            names = merge_names(names, one, other) if is_merge else split_name(names, one, other)
        except NamesError:
            continue
        text = changed_text(text, before, names)

        assert {form for name in before for form in name.forms} <= {form for name in names for form in name.forms}
        assert {each.heading: each for each in parse_names(read_yaml(text, LARGE))} == {
            each.heading: each for each in names
        }


def test_a_heading_that_is_another_ones_spelling_is_told_once_and_the_rest_is_used() -> None:
    names = parse_names({"A": ["B"], "B": ["A", "C"], "D": {"kind": "planet"}, "E": "x", "F": {"spellings": "g"}})

    assert [each.heading for each in names] == ["A", "B", "D", "F"]
    assert {each.heading: each.spellings for each in names}["A"] == ()
    assert len(names.problems) == len(set(names.problems))
    told = " ".join(names.problems)
    assert all(word in told for word in ("heading of its own", "kind of “D”", "“E” has neither", "spellings of “F”"))
    assert len(names.problems) == 4
    assert names.heading_by_spelling()["c"] == "B"


def test_two_headings_that_name_each_other_are_told_in_one_sentence() -> None:
    names = parse_names({"Port Marrow": ["Marrow", "Old Port"], "Marrow": ["port marrow", "Marrow Town"]})

    assert names.problems == (
        "names.yaml: “Marrow” is a heading of its own, so it is not a spelling of “Port Marrow”.",
    )
    assert names.heading_by_spelling() == {
        "port marrow": "Port Marrow", "old port": "Port Marrow", "marrow": "Marrow", "marrow town": "Marrow",
    }  # fmt: skip


def test_a_heading_told_twice_is_used_once() -> None:
    names = parse_names({"Marrow": ["a"], "MARROW": ["b"]})

    assert [each.spellings for each in names] == [("a",)]
    assert len(names.problems) == 1


def test_a_missing_file_is_empty_and_an_unreadable_one_is_told(tmp_path: Path) -> None:
    assert read_names_text(tmp_path / "names.yaml") == ("", NamesAuthority())
    (tmp_path / "names.yaml").mkdir()
    with pytest.raises(NamesError, match="was not changed"):
        read_names_text(tmp_path / "names.yaml")
