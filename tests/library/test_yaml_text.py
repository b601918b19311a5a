import sys
from collections.abc import Callable
from subprocess import run

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.safe_text import clean
from reader.library.yaml_events import read_events
from reader.library.yaml_text import FRONT_MATTER, KeyLines, Limits, YamlError, read_yaml, write_yaml


def nested(depth: int) -> str:
    """Return a list in a list …, *depth* of them."""
    return "[" * depth + "x" + "]" * depth


texts = st.text().map(clean)
values = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, min_size=1, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: NO", {"a": "NO"}),
        ("a: 12:30:45", {"a": "12:30:45"}),
        ("a: 2016-12-15", {"a": "2016-12-15"}),
        ("a: null\nb: ~\nc:", {"a": "", "b": "", "c": ""}),
        ("a: 'null'", {"a": "null"}),
        ("a: [x, 'y z']", {"a": ["x", "y z"]}),
        ("a:\n  b: c", {"a": {"b": "c"}}),
        ('a: "\\e]0;x"', {"a": "\ufffd]0;x"}),
        ("", {}),
    ],
)
def test_every_scalar_is_a_cleaned_string(text: str, value: object) -> None:
    assert read_yaml(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (nested(9), "nested"),
        ("a: &x [1]\nb: *x", "anchor"),
        ("a: !!python/object:os.system x", "python|tag"),
        ("a: !local x", "tag"),
        ("a: 1\n---\nb: 2", "second document"),
        ("a: 1\na: 2", "twice"),
        ("title: Rust: x", "line 1"),
        ("? [a]\n: b", "key"),
        ("a: " + "x" * 70_000, "larger"),
        ("- a\n" * 6_000, "5,000"),
        ("<<: {a: b}\n<<: {c: d}", "twice"),
    ],
)
def test_what_could_hurt_is_refused_with_a_sentence(text: str, reason: str) -> None:
    with pytest.raises(YamlError, match=reason):
        read_yaml(text)


def test_what_is_just_within_the_limit_of_nesting_is_read() -> None:
    depth = Limits().depth - 1

    assert str(read_yaml(nested(depth))) == "[" * depth + "'x'" + "]" * depth


def test_a_larger_limit_reads_more() -> None:
    assert len(read_yaml("- a\n" * 6_000, Limits(nodes=10_000))) == 6_000


@given(st.dictionaries(texts, values, min_size=1, max_size=5))
def test_what_is_written_is_read_back(value: dict[str, object]) -> None:
    assert read_yaml(write_yaml(value), Limits(depth=32)) == value


@given(st.text())
def test_reading_any_text_gives_a_value_or_a_yaml_error(text: str) -> None:
    try:
        value = read_yaml(text)
    except YamlError:
        value = "refused"
    assert isinstance(value, (str, list, dict))


# Letters of what is read line by line, and of what is nearly so.
nearly_plain = st.text(st.sampled_from("ab\"\\: #[],{}~-'\n\t\r\x85\u2028\ufeffun00D8é\u202e"), max_size=30)
lines_of_ours = st.dictionaries(texts, texts | st.lists(texts, max_size=3), max_size=4).map(write_yaml)


@given(
    st.lists(nearly_plain | lines_of_ours | st.sampled_from(["# a remark\n", 'null: "x"\n', 'a: "x" \n']), max_size=4)
)
def test_what_is_read_line_by_line_is_what_libyaml_reads(pieces: list[str]) -> None:
    text = "".join(pieces)
    lines: KeyLines = {}
    others: KeyLines = {}

    def outcome(read: Callable[[], object]) -> object:
        try:
            return read()
        except YamlError as error:
            return str(error)

    found = outcome(lambda: read_yaml(text, FRONT_MATTER, lines))

    assert found == outcome(lambda: read_events(text, FRONT_MATTER, others))
    assert lines == others or isinstance(found, str)


def test_what_we_write_ourselves_is_read_without_yaml() -> None:
    told = (
        "import sys; from reader.library.yaml_text import *; read_yaml(write_yaml({'a': 'é \\n \"b\"', 'c d': ['e']}))"
    )

    assert not run([sys.executable, "-c", f"{told}; sys.exit('yaml' in sys.modules)"], check=False).returncode
