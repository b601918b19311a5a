"""Which files a folder is taken for: what a program keeps beside another file is told of by that one."""

import json
from pathlib import Path

import pytest

from reader.ingest.accession import AddedFile
from reader.ingest.addition import add
from reader.ingest.found_files import find_files, without_parts
from reader.library.folder import open_library

PAGE = "<p>The lock was closed for two winters, and the boats stayed below it.</p>"


@pytest.mark.parametrize(
    ("paths", "left"),
    [
        (["a.html", "a_files/x.png", "b_files/x.png"], ["a.html", "b_files/x.png"]),
        (["z/zotero.sqlite", "z/storage/AB/a.html", "storage/b.html"], ["z/zotero.sqlite", "storage/b.html"]),
        (["My.rdf", "files/12/a.html", "files2/b.html"], ["My.rdf", "files2/b.html"]),
        (["a.html", ".obsidian/app.json", "b/.c.html", "__MACOSX/._a.html", "b/d..html"], ["a.html", "b/d..html"]),
        (["posts.csv", "posts/1.two.html"], ["posts.csv"]),
        (["m/hts-log.txt", "m/hts-cache/new.zip", "m/a.html"], ["m/hts-log.txt", "m/a.html"]),
        (["posts/1.two.html", "x.csv"], ["posts/1.two.html", "x.csv"]),
        (["index.json", "archive/1481836938/index.json", "archive/1481836938/output.html"], ["index.json"]),
        (
            ["box/archive/1481836938.5/index.json", "box/archive/1481836938.5/output.html", "box/archive/a.html"],
            ["box/archive/1481836938.5/index.json", "box/archive/a.html"],
        ),
    ],
)
def test_what_lies_beside_a_file_that_tells_of_it_is_no_file_of_its_own(paths: list[str], left: list[str]) -> None:
    assert without_parts(paths) == left


def added(tmp_path: Path, files: dict[str, str]) -> list[AddedFile]:
    for name, text in files.items():
        (tmp_path / "saved" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "saved" / name).write_text(text, encoding="utf-8")
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "library.yaml").write_text('title: "Locks"\n', encoding="utf-8")
    return [*add(open_library(tmp_path / "library"), [tmp_path / "saved"])]


def test_a_page_of_archivebox_is_told_of_by_its_own_index(tmp_path: Path) -> None:
    said = {"timestamp": "1481836938.5", "url": "https://lock.example/two", "base_url": "lock.example/two",
            "title": "Two winters", "history": {}, "tags": "locks", "schema": "Link"}  # fmt: skip
    folder = "archive/1481836938.5"

    (page,) = added(
        tmp_path,
        {
            f"{folder}/index.json": json.dumps(said),
            f"{folder}/output.html": f"<html><body>Menu {PAGE}</body></html>",
            f"{folder}/readability/content.html": PAGE,
        },
    )

    assert (page.result, page.id) == ("added", "undated-two-winters")
    written = (tmp_path / "library" / "articles" / "undated-two-winters.md").read_text(encoding="utf-8")
    assert "Menu" not in written
    assert 'url: "https://lock.example/two"\n' in written
    assert 'tags: ["locks"]\n' in written


def test_an_export_that_was_unpacked_is_read_as_its_archive(tmp_path: Path) -> None:
    said = [{"slug": "two", "title": "Two winters", "url": "https://lock.example/two", "state": "Archived"}]

    results = added(
        tmp_path,
        {
            "Omnivore/metadata_0_to_1.json": json.dumps(said),
            "Omnivore/content/two.html": PAGE,
            "Omnivore/highlights/two.md": "> two winters\n",
            "other.html": f"<html><body><article><h1>Other</h1>{PAGE * 4}</article></body></html>",
        },
    )

    assert [(each.result, each.path.rpartition("/")[2]) for each in results] == [
        ("added", "Omnivore · Two winters"),
        ("added", "other.html"),
    ]
    assert [each.exact for each in results[0].belongings.highlights] == ["two winters"]
    (export, _) = find_files(tmp_path / "saved")
    assert (export.path.name, len(export.members)) == ("Omnivore", 3)
