"""Saved searches: in a file that people write too."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.safe_text import line
from reader.library.searches import SearchesError, load_searches, save_searches, search_name
from reader.library.yaml_text import read_yaml

OTHERS = '# My archive.\ntitle: "A"  # not B\n\noutlets: ["X",\n  "Y"]\n'
LINES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)


@pytest.mark.parametrize(
    "text",
    [
        "",
        OTHERS,
        OTHERS + "searches: {a: b}\n",
        OTHERS + "searches:\n  a: b\n  # a comment inside\n  c: d\n\n# after\nlanguage: en\n",
        "searches:\n  a: b\n" + OTHERS,
        'title: "A"',
        'title: "A"\r\nsearches:\r\n  a: b\r\nlanguage: en\r\n',
        '"searches": {\n  a: b,\n  c: d }\nlanguage: en\n',
    ],
)
def test_only_the_searches_change(text: str, tmp_path: Path) -> None:
    path = tmp_path / "library.yaml"
    path.write_bytes(text.encode())

    save_searches(path, {"Floods: all": 'flood "high water" #x', "b": "c"})

    assert load_searches(path) == {"Floods: all": 'flood "high water" #x', "b": "c"}
    after = path.read_text()
    for kept in ("# My archive.", "# not B", "# after"):
        assert (kept in after) == (kept in text)
    before = read_yaml(text)
    now = read_yaml(after)
    assert isinstance(before, dict) and isinstance(now, dict)  # noqa: PT018 - for the type checker
    assert {key: each for key, each in now.items() if key != "searches"} == {
        key: each for key, each in before.items() if key != "searches"
    }


def test_the_last_search_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "library.yaml"
    path.write_text(OTHERS)

    save_searches(path, {"a": "b"})
    save_searches(path, {})

    assert path.read_text() == OTHERS


@pytest.mark.parametrize(
    "text",
    [
        "title: [",
        "- a\n- b\n",
        "searches: [a]\n",
        "searches: {a: [b]}\n",
        "a: &x b\n",
        "a: 1\na: 2\n",
        "--- a\n--- b\n",
    ],
)
def test_a_file_that_cannot_be_read_is_never_written_over(text: str, tmp_path: Path) -> None:
    path = tmp_path / "library.yaml"
    path.write_text(text)

    with pytest.raises(SearchesError):
        load_searches(path)
    with pytest.raises(SearchesError):
        save_searches(path, {"a": "b"})

    assert path.read_text() == text


def test_bytes_that_are_no_utf_8_and_links_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.yaml"
    path.write_bytes(b'title: "caf\xe9"\n')
    with pytest.raises(SearchesError, match="UTF-8"):
        save_searches(path, {"a": "b"})
    assert path.read_bytes() == b'title: "caf\xe9"\n'

    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    with pytest.raises(SearchesError, match="link"):
        save_searches(link, {"a": "b"})


@given(searches=st.dictionaries(LINES, LINES, max_size=4))
def test_any_names_and_queries_come_back(searches: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("library") / "library.yaml"
    path.write_text(OTHERS)

    save_searches(path, searches)

    assert load_searches(path) == {line(name): line(query) for name, query in searches.items()}


@pytest.mark.parametrize("name", ["", "  ", "\n", "x" * 81])
def test_a_name_must_be_one(name: str) -> None:
    with pytest.raises(SearchesError):
        search_name(name)
