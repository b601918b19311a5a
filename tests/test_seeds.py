"""The five real pages, by the command line alone, against what a reader should make of them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from reader.cli.main import main
from reader.library.guarded_file import read_text
from reader.library.yaml_text import LARGE, read_yaml

BUNDLED = Path(__file__).resolve().parents[1] / "library"


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def lines(text: str, ranges: list[list[str]]) -> list[str]:
    rows = text.splitlines()
    kept = [row.strip() for first, last in ranges for row in rows[int(first) - 1 : int(last)]]
    return [row for row in kept if row]


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, whatever marks up and breaks them."""
    return "".join(filter(str.isalnum, text))


@pytest.fixture
def library(tmp_path: Path, shared: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return a new library to which the five pages were added."""
    (tmp_path / "library.yaml").write_text('title: "Trial"\n')
    # That two names are one group is for a names authority to say.
    shutil.copy(BUNDLED / "names.yaml", tmp_path)
    pages = sorted(str(path) for path in (shared / "seeds").glob("*.txt"))
    added = told(capsys, "add", *pages, "--library", str(tmp_path))
    assert [each["result"] for each in added] == ["added"] * 5
    return str(tmp_path)


def test_every_field_agrees_with_the_gold(library: str, shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = read_yaml(read_text(shared / "gold" / "seeds.yaml"), LARGE)
    assert isinstance(gold, dict)
    by_original = {Path(each["original"]).name: each for each in told(capsys, "list", "--library", library)}

    assert set(by_original) == set(gold)
    for name, expected in gold.items():
        assert isinstance(expected, dict)
        found = by_original[name]
        for field in ("title", "author", "site", "published", "language"):
            assert found[field] == (expected.get(field) or None), (name, field)
        assert found["first_published"] == (expected.get("first_published") or None), name
        assert found["tags"] == expected.get("tags", []), name
        assert found["published_from"] == ("title" if name.startswith("001") else None), name


def test_the_text_is_the_body_and_the_rest_is_set_aside_by_its_kind(
    library: str, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold: Any = read_yaml(read_text(shared / "gold" / "seeds.yaml"), LARGE)
    for entry in told(capsys, "list", "--library", library):
        name = Path(entry["original"]).name
        page = read_text(shared / "seeds" / name)
        article = told(capsys, "read", entry["id"], "--library", library)
        expected = gold[name]

        body = [squeezed(row) for row in lines(page, expected["body"])]
        assert squeezed(article["text"]) == "".join(body), name
        if "joined" in expected:
            assert expected["joined"] in article["text"]
        for kind, ranges in expected["aside"].items():
            kept = squeezed("".join(aside["text"] for aside in article["asides"] if aside["kind"] == kind))
            assert kept == squeezed("".join(lines(page, ranges))), (name, kind)
        comments = [aside for aside in article["asides"] if aside["kind"] == "comments"]
        assert sum(len(aside["parts"]) for aside in comments) == int(expected.get("comments", "0"))


def test_the_originals_are_kept_byte_for_byte_and_nothing_is_added_twice(
    library: str, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = sorted((shared / "seeds").glob("*.txt"))
    again = told(capsys, "add", *map(str, pages), "--library", library)

    assert [each["result"] for each in again] == ["same"] * 5
    assert [(Path(library) / "originals" / page.name).read_bytes() for page in pages] == [
        page.read_bytes() for page in pages
    ]


def test_the_dump_and_the_comments_are_not_found_by_search(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    for word in ("contenttypeid", "Aquartertoseven", "patreon", "globalresearch.ca"):
        assert main(["search", word, "--library", library]) == 1, word
    capsys.readouterr()


def test_the_pages_are_cross_referenced_with_the_evidence_that_the_gold_names(
    library: str, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold: Any = read_yaml(read_text(shared / "gold" / "related.yaml"), LARGE)
    id_by_name = {Path(each["original"]).name: each["id"] for each in told(capsys, "list", "--library", library)}
    for expected in gold:
        here, there = (id_by_name[name] for name in expected["pair"])
        found = told(capsys, "related", here, "--library", library)
        evidence = next(each["evidence"] for each in found if each["id"] == there)
        text = told(capsys, "read", here, "--library", library)["text"]
        shown = [text[start:end] for piece in evidence for start, end in piece["here"]]
        words = " ".join([piece["text"] for piece in evidence] + shown)

        for figure in expected.get("figures", []):
            assert figure in words.replace(",", ""), (expected["pair"], figure)
        for name in expected["names"]:
            assert name in words, (expected["pair"], name)
        if "same_author" in expected:
            assert f"same author: {expected['same_author']}" in words
        for unwanted in expected.get("not", []):
            assert unwanted not in words
