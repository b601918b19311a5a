"""An import that is killed at any of its writes, and run again, ends in the library that it would have been."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.ingest import addition, file_writer
from reader.ingest.addition import add
from reader.ingest.formats.part import FilePart
from reader.library.atomic_file import create_bytes, write_bytes
from reader.library.folder import Library, open_library
from reader.library.front_matter import parse_article
from reader.library.record import Record
from tests.ingest.test_file import TEXT
from tests.ingest.test_parts import Box, box

__all__ = ["box"]


class Killed(BaseException):
    """The process ends here."""


def _made(root: Path) -> Library:
    root.mkdir()
    (root / "library.yaml").write_text('title: "Goats"\n', encoding="utf-8")
    return open_library(root)


@pytest.fixture
def pages(tmp_path: Path, box: Box) -> Path:
    """Return a folder with a page, the same page, a link, its page with a picture, its versions, and no article."""
    url = "https://port.example/goats"
    page = FilePart(
        "Page",
        "article",
        b"![](wall.png) They came.\n",
        ".md",
        record=Record(url=url),
        pictures={"wall.png": b"\x89PNG"},
    )
    box.held = [FilePart("Link", record=Record(title="Goats", url=url)), page, page]
    versions = ("They went again, all but one.", "They went again, all of them.", "None has been seen since.")
    box.held += [replace(page, name=f"Page {each[:9]}", data=f"{each}\n".encode(), pictures={}) for each in versions]
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    (folder / "c.bin").write_bytes(b"BOX")
    (folder / "d.png").write_bytes(b"\x89PNG")
    (folder / "e.md").write_text("# Geese\n\nThe geese came as well.\n", encoding="utf-8")
    return folder


def tree_of(library: Library) -> dict[str, bytes]:
    """Return all files but for the moment of saving, which two runs do not share."""
    files = (each for each in sorted(library.root.rglob("*")) if each.is_file())
    return {
        str(each.relative_to(library.root)): re.sub(rb'(?m)^saved: ".*"$', b"", each.read_bytes()) for each in files
    }


def faults_of(library: Library) -> Iterator[str]:
    """Yield what of a library is not as it must be at any moment."""
    for path in sorted(library.articles.glob("*.md")):
        record, identity, markdown, problem = parse_article(path.read_text(encoding="utf-8"))
        if identity != path.stem or problem:
            yield f"{path.name} is not whole"
        if record.original and not (library.root / record.original).is_file():
            yield f"{path.name} has no original"
        for picture in re.findall(r"\(<\.\./(.+?)>\)", markdown):
            if not (library.root / picture).is_file():
                yield f"{path.name} shows {picture}, which is not there"


def _die_at(monkeypatch: pytest.MonkeyPatch, write: int, *, is_after: bool) -> None:
    """Let the process end at a write, before or after it."""
    count = 0

    def counted(action: Callable[..., None]) -> Callable[..., None]:
        def act(*arguments: object) -> None:
            nonlocal count
            count += 1
            # What goes on in other threads ends as well.
            if count > write or (count == write and not is_after):
                raise Killed
            action(*arguments)
            if count == write:
                raise Killed

        return act

    monkeypatch.setattr(file_writer, "create_bytes", counted(create_bytes))
    monkeypatch.setattr(file_writer, "write_bytes", counted(write_bytes))


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("at_once", [12, 0])
def test_an_import_that_was_killed_goes_on_where_it_was(
    pages: Path, tmp_path: Path, is_after: bool, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addition, "_TOLD_AT_ONCE", at_once)
    whole = _made(tmp_path / "whole")
    list(add(whole, [pages]))
    writes = len(tree_of(whole)) + 1
    found: list[str] = []

    for write in range(1, writes):
        library = _made(tmp_path / f"killed-{write}")
        with monkeypatch.context() as patch:
            _die_at(patch, write, is_after=is_after)
            with pytest.raises(Killed):
                list(add(library, [pages]))
        found += faults_of(library)
        list(add(library, [pages]))
        found += [
            *faults_of(library),
            *(f"{write}: {name}" for name in tree_of(library).items() ^ tree_of(whole).items()),
        ]

    assert found == []
    assert writes > 8


def test_the_harness_finds_an_article_that_was_written_before_its_original(pages: Path, tmp_path: Path) -> None:
    library = _made(tmp_path / "library")
    list(add(library, [pages]))
    next(library.originals.glob("a.txt")).unlink()
    text = next(library.articles.glob("*geese*"))
    text.write_text(text.read_text(encoding="utf-8")[:20], encoding="utf-8")

    assert sorted(fault.partition(" ")[2] for fault in faults_of(library)) == ["has no original", "is not whole"]
