"""`reader add` is killed again and again; run to its end, it leaves the library of a run that nobody killed.

Its parts are written at once by several threads, so that each kill leaves some of them; what was added can be undone.
"""

import json
import os
import random
import signal
from pathlib import Path

import pytest

from reader.library.atomic_file import LEFTOVER
from reader.library.child_process import start_reader
from reader.library.folder import Library, open_library
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from tests.faults.test_import_again import faults_of, tree_of

# Articles; one in five is another version of the one before it, one in seven has its text.
_ARTICLES = 40


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    links = "".join(f"Page {number},https://port.example/{number},1480000000,,unread\n" for number in range(0, 40, 4))
    (folder / "a-list.csv").write_text(f"title,url,time_added,tags,status\n{links}")
    for number in range(_ARTICLES):
        other = number - 1 if number % 5 == 4 else number
        words = number - 1 if number % 7 == 6 else number
        text = f"The {words} goats of Marlow came down from the wall by the sea. " * 8
        url = f"https://port.example/{other}"
        (folder / f"page{number:02}.md").write_text(f'---\ntitle: "Page {other}"\nurl: "{url}"\n---\n{text}\n')
    return folder


def library_at(root: Path) -> Library:
    root.mkdir()
    (root / "library.yaml").write_text('title: "Goats"\n')
    return open_library(root)


def add(library: Library, pages: Path, lines: int | None = None) -> bool:
    """Add the pages in a process that is killed once it has told of so many files; tell whether it was."""
    child = start_reader("add", "--progress", "--library", str(library.root), str(pages))
    with child:
        assert child.stdout is not None
        for count, line in enumerate(child.stdout):
            if lines is not None and count >= lines and "path" in json.loads(line):
                os.kill(child.pid, signal.SIGKILL)
                break
    return child.returncode == -signal.SIGKILL


def files_of(library: Library) -> dict[str, bytes]:
    """Return the files of a library but for those that a killed write left, which nobody reads."""
    return {path: data for path, data in tree_of(library).items() if not LEFTOVER.fullmatch(Path(path).name)}


def test_an_import_that_is_killed_many_times_ends_in_the_library_of_one_that_was_not(
    pages: Path, tmp_path: Path, places: Places, long: bool
) -> None:
    whole = library_at(tmp_path / "whole")
    assert not add(whole, pages)
    chosen = random.Random(7)  # noqa: S311 - the same moments every time
    found: list[str] = []

    for trial in range(20 if long else 2):
        library = library_at(tmp_path / f"killed-{trial}")
        for _ in range(3):
            assert add(library, pages, chosen.randrange(25))
            found += faults_of(library)
        assert not add(library, pages)
        found += [*faults_of(library), *(name for name, _ in files_of(library).items() ^ files_of(whole).items())]
        with ReadingRoom.open(library.root, settings=Settings(), places=places) as room:
            room.index()
            assert {each.id for each in room.articles()} == {path.stem for path in library.articles.glob("*.md")}
            undone = [*room.undo_add()]
        assert not [each for each in undone if each.reason]
        assert not [*library.articles.glob("*.md")], trial

    assert found == []
    assert len([*whole.articles.glob("*.md")]) > _ARTICLES // 2
