"""`reader stats`: how much there is in a library."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import run


def write(folder: Path, name: str, site: str, published: str, words: int) -> None:
    (folder / f"{name}.md").write_text(
        f'---\nid: "{name}"\ntitle: "{name}"\nsite: "{site}"\npublished: "{published}"\n---\n\n{"word " * words}\n'
    )


@pytest.fixture
def library(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (tmp_path / "library.yaml").write_text('title: "Counted"\n')
    write(articles, "one", "Wire", "2020-03-02", 40)
    write(articles, "two", "Wire", "2020-03-02T08:15:00", 60)
    write(articles, "three", "Post", "2020-03-04", 1000)
    write(articles, "four", "", "2020-03", 5)
    return tmp_path


def test_everything_is_counted_once(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "notes", "add", "one", "--body", "Twice?", "--library", library)

    status, out, _ = run(capsys, "stats", "--json", "--library", library)

    assert status == 0
    assert json.loads(out) == {"articles": 4, "words": 1105, "sites": 2, "days": 2, "notes": 1}


def test_the_counts_are_printed_with_the_first_and_the_last_day(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "stats", "--library", library)

    assert (status, err) == (0, "")
    assert [row.split() for row in out.splitlines()] == [
        ["articles", "4"],
        ["words", "1,105"],
        ["sites", "2"],
        ["days", "2", "(2020-03-02", "to", "2020-03-04)"],
        ["notes", "0"],
    ]


def test_a_library_without_articles_counts_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "stats", "--json", "--library", tmp_path)

    assert status == 1
    assert json.loads(out) == {"articles": 0, "words": 0, "sites": 0, "days": 0, "notes": 0}
