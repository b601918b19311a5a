"""`reader export` and `reader cite`: articles for other programs, from the command line."""

import json
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest

from tests.cli.test_cli import run
from tests.tui.conftest import write_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_library(tmp_path_factory.mktemp("export") / "library")


def test_an_article_is_printed_with_its_notes(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "notes", "add", "flood", "--quote", "412 homes", "--body", "Who counted?", "--library", library)

    status, out, _ = run(capsys, "export", "flood", "--library", library)
    bare = run(capsys, "export", "flood", "--without-notes", "--format", "txt", "--library", library)

    assert status == bare[0] == 0
    assert out.startswith('---\nid: "flood"\n')
    assert "[^1]: Who counted?" in out
    assert bare[1].startswith("Flood in Marlow: 412 homes lost\n===")
    assert "Notes" not in bare[1]


def test_the_ending_of_the_file_tells_the_format(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "both.epub"

    status, out, _ = run(capsys, "export", "flood", "music", "--title", "Two", "--out", target, "--library", library)

    assert (status, out) == (0, f"Exported 2 articles to {target}.\n")
    with zipfile.ZipFile(target) as book:
        assert "<dc:title>Two</dc:title>" in book.read("book/package.opf").decode()


def test_a_folder_gets_a_file_for_each_article_that_a_search_finds(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "found"

    _, out, _ = run(
        capsys, "export", "--search", "marlow", "--format", "html", "--out", target, "--json", "--library", library
    )

    told = json.loads(out)
    assert {*told["paths"]} == {str(path) for path in target.iterdir()}
    assert told["articles"] == len(told["paths"]) > 1
    assert all(Path(each).read_text().startswith("<!DOCTYPE html>") for each in told["paths"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export"], "Name the articles to export"),
        (["export", "flood", "--out", "flood.pdf"], "PDF is not offered"),
        (["export", "flod"], "There is no article “flod”"),
        (["export", "--search", "zzzz"], "There is no article to export."),
        (["export", "--search", "sitte:x"], "sitte"),
        (["export", "flood", "--out", "nowhere/at/all.md"], "could not be saved"),
        (["cite", "flood", "--quote", "not in it"], "These words are not in the article flood."),
        (["cite", "flood", "music", "--quote", "homes"], "name one"),
    ],
)
def test_what_cannot_be_exported_is_one_sentence(
    arguments: list[str], told: str, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, *arguments, "--library", library)

    assert status
    assert out == ""
    assert told in err
    assert len(err.splitlines()) <= 2


def test_a_passage_is_quoted_above_its_reference(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "cite", "flood", "--quote", "412   homes", "--style", "apa", "--library", library)
    _, bibtex, _ = run(capsys, "cite", "flood", "--style", "bibtex", "--json", "--library", library)

    assert out.startswith("“412 homes” (Brandt, 2020, para. ")
    assert "\n\nBrandt, I. (2020, March 2). Flood in Marlow: 412 homes lost." in out
    assert json.loads(bibtex)["text"].startswith("@misc{")


def test_pictures_of_the_library_go_out_and_what_lies_outside_stays(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    (library / "articles" / "wall.png").write_bytes(b"\x89PNG\r\n\x1a\nwall")
    (library / "articles" / "link.png").symlink_to(tmp_path / "secret.png")
    images = (
        "![A wall](wall.png)\n\n![Link](link.png)\n\n![Up](../../secret.png)\n\n![Web](https://example.org/a.png)\n"
    )
    (library / "articles" / "wall.md").write_text(f'---\nid: "wall"\ntitle: "Wall"\n---\n\n{images}')

    _, page, _ = run(capsys, "export", "wall", "--format", "html", "--library", library)

    assert page.count("<img") == 1
    assert b64encode((library / "articles" / "wall.png").read_bytes()).decode() in page
    assert all(words in page for words in ("A wall", "Link", "Up", "Web"))
