"""`reader compare A B`."""

import json
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.room.settings import Places
from tests.known_indexes import KnownIndexes
from tests.tui.conftest import write_library

ONE = (
    "Yesterday the army counted all the 318 boats in the town on the day of the flood, Veres told us at the bridge.\n\n"
    "Nothing else of this stands anywhere but here."
)
OTHER = (
    "The army counted all the 412 boats in the town on the day of the flood, Veres told us at the old bridge.\n\n"
    "Of this the other one has not heard at all."
)


@pytest.fixture
def library(tmp_path: Path, places: Places, known_indexes: KnownIndexes) -> Path:
    """Return a library with two articles that share a passage."""
    folder = write_library(tmp_path / "library")
    for name, day, body in (("one", "2018-03-01", ONE), ("other", "2018-03-04", OTHER), ("bare", "2018-03-04", "")):
        text = f'---\nid: "{name}"\ntitle: "Title of {name} \\e[31m"\nsite: "Wire"\npublished: "{day}"\n---\n\n{body}\n'
        (folder / "articles" / f"{name}.md").write_text(text)
    known_indexes.bring(folder, places)
    return folder


def run(library: Path, *arguments: str) -> int:
    return main(["--library", str(library), "compare", *arguments])


def test_both_are_told_as_one_text_with_what_was_changed(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(library, "one", "other", "--width", "300") == 0

    told = capsys.readouterr().out
    assert "- Title of one" in told
    assert "1 Mar 2018, the earlier · 31 words  [one]" in told
    assert "\x1b" not in told
    assert "1 shared passage · 21 words alike" in told
    assert "figures differ: 318 ≠ 412" in told
    assert "[-Yesterday-] »the army counted all the [-318-]{+412+} boats in" in told
    assert "at the {+old+} bridge.«" in told
    assert "- Nothing else of this stands" in told
    assert "+ Of this the other one" in told


def test_json_has_the_spans_of_everything(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(library, "one", "other", "--json") == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["a"], told["b"], told["earlier"]) == ("one", "other", "one")
    (shared,) = told["shared"]
    assert ONE[slice(*shared["a"])] == shared["text"]
    assert OTHER[slice(*shared["b"])].startswith("The army")
    assert [(ONE[slice(*each["a"])], OTHER[slice(*each["b"])]) for each in shared["changes"]] == [
        ("318", "412"),
        ("", "old"),
    ]
    assert [ONE[slice(*span)] for span in told["only_a"]] == [
        "Yesterday",
        "Nothing else of this stands anywhere but here",
    ]
    assert len(told["only_b"]) == 1
    (figure,) = told["figures"]["disagree"]
    assert ONE[slice(*figure["a"][0])] == "318"
    assert told["figures"]["agree"] == []


def test_only_what_differs_leaves_out_what_is_alike(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = (library / "articles" / "one.md").read_text().replace('id: "one"', 'id: "copy"')
    (library / "articles" / "copy.md").write_text(copy + "\nMore of it.\n")

    assert run(library, "one", "copy", "--only-different") == 0
    told = capsys.readouterr().out
    assert "… 31 words the same …" in told
    assert "+ More of it." in told
    assert "boats" not in told
    assert run(library, "one", "copy", "--only-different", "--json") == 0
    assert json.loads(capsys.readouterr().out)["shared"] == []


def test_the_status_is_1_where_nothing_is_shared(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(library, "one", "music") == 1
    assert "No passage is in both articles" in capsys.readouterr().out
    assert run(library, "bare", "music", "--json") == 1
    assert json.loads(capsys.readouterr().out)["shared"] == []


@pytest.mark.parametrize(
    ("a", "b", "told"), [("one", "one", "the same article"), ("one", "nowhere", "no article “nowhere”")]
)
def test_what_cannot_be_compared_is_told(
    a: str, b: str, told: str, *, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(library, a, b) == 1
    assert told in capsys.readouterr().err


def test_two_articles_are_needed(library: Path) -> None:
    assert run(library, "one") == 2
