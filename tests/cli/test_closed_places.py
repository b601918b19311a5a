"""Folders and files that cannot be read or written: every command says so in a sentence, and none is a bug.

`--long` tries every command in every place; otherwise a few that read, save and write files in the places that differ.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.conftest import write_library
from tests.unprivileged import unprivileged

Home = dict[str, Path]
Closing = Callable[[Path, Home], object]

READING = (["list"], ["read", "flood"], ["search", "marlow"], ["related", "flood"], ["notes"], ["doctor"], ["verify"])
SAVING = (
    ["notes", "add", "flood", "--body", "b"],
    ["notes", "edit", "20200307t101500-aaaaaa", "--body", "x"],
    ["notes", "delete", "20200307t101500-aaaaaa"],
    ["mark", "flood", "--star"],
    ["mark", "flood", "--tag", "t"],
    ["searches", "save", "Homes", "homes"],
    ["names", "--merge", "Marlow", "Tolm", "--write"],
    ["notes", "export", "--out", "notes.md"],
    ["notes", "import", "export.md"],
    ["add", "page.md"],
    ["index"],
    ["index", "--rebuild"],
)
REST = (
    ["compare", "flood", "rebuilding"],
    ["event", "flood"],
    ["names"],
    ["notes", "tag", "--query", "homes", "--add", "t"],
    ["notes", "cite"],
    ["cite", "flood"],
    ["export", "flood"],
    ["notes", "restore"],
    ["searches"],
    ["config"],
    ["keys"],
    ["stats"],
    ["doctor", "--repair"],
    ["manual", "search"],
    ["completions", "bash", "--", "read", "fl"],
    ["open", "reader://flood"],
    ["verify", "export.md"],
    ["add", "."],
    ["add", "closed/page.md"],
    ["verify", "closed/page.md"],
    ["notes", "import", "closed/page.md"],
    ["notes", "export", "--out", "closed/notes.md"],
    ["export", "flood", "--out", "closed/flood.epub"],
    ["notes", "export", "--per-article", "--out", "closed/notes/"],
)


def close(path: Path, mode: int) -> None:
    """Give a folder and all that it holds a mode; files are never executable."""
    for folder, _, files in os.walk(path, topdown=False):
        for name in files:
            (Path(folder) / name).chmod(mode & 0o666)
        Path(folder).chmod(mode)


def close_files(folder: Path) -> None:
    for each in folder.rglob("*"):
        if each.is_file():
            each.chmod(0)


def replace_by_file(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.write_text("a file where a folder belongs")


# What is closed, and how: in a library, and in the folders of its user.
PLACES: dict[str, Closing] = {
    "a library that cannot be written": lambda library, _: close(library, 0o555),
    "a library that cannot be read": lambda library, _: library.chmod(0),
    "a library that cannot be looked into": lambda library, _: library.chmod(0o444),
    "a library that cannot be listed": lambda library, _: library.chmod(0o111),
    "library.yaml": lambda library, _: (library / "library.yaml").chmod(0),
    "names.yaml": lambda library, _: (library / "names.yaml").chmod(0),
    "articles/": lambda library, _: (library / "articles").chmod(0),
    "articles/ that cannot be looked into": lambda library, _: (library / "articles").chmod(0o444),
    "articles/ that is a file": lambda library, _: replace_by_file(library / "articles"),
    "an article": lambda library, _: (library / "articles" / "flood.md").chmod(0),
    "notes/": lambda library, _: (library / "notes").chmod(0),
    "notes/ that cannot be looked into": lambda library, _: (library / "notes").chmod(0o444),
    "notes/ that is a file": lambda library, _: replace_by_file(library / "notes"),
    "the notes of an article": lambda library, _: (library / "notes" / "flood").chmod(0),
    "notes of an article that cannot be looked into": lambda library, _: (library / "notes" / "flood").chmod(0o444),
    "state/": lambda library, _: (library / "state").chmod(0),
    "state/ that cannot be written": lambda library, _: close(library / "state", 0o555),
    "originals/ that is a file": lambda library, _: replace_by_file(library / "originals"),
    "the cache": lambda _, home: home["cache"].chmod(0),
    "a cache that cannot be written": lambda _, home: close(home["cache"], 0o555),
    "files of the cache": lambda _, home: close_files(home["cache"]),
    "a cache that is a file": lambda _, home: replace_by_file(home["cache"]),
    "the user's data": lambda _, home: home["data"].chmod(0),
    "the user's state": lambda _, home: close(home["state"], 0o555),
    "the user's state, a file": lambda _, home: replace_by_file(home["state"]),
    "the settings": lambda _, home: home["config"].chmod(0),
    "a folder with files that are named": lambda library, _: close(library.parent / "work" / "closed", 0o600),
}
# Where the articles can be read all the same, these must not fail.
READABLE = {
    each for each in PLACES if each.startswith(("names", "notes", "the notes", "state", "originals", "a folder"))
}
CALM = (["list"], ["read", "flood"], ["search", "marlow"])
SHORT = {"a library that cannot be written", "articles/ that cannot be looked into", "a cache that cannot be written"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    folders = {name: tmp_path / "home" / name for name in ("data", "cache", "state", "config")}
    for name, folder in folders.items():
        folder.mkdir(parents=True)
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(folder))
    yield folders
    # What is closed now, pytest could not delete.
    for parent, names, _ in os.walk(tmp_path):
        for name in names:
            (Path(parent) / name).chmod(0o700)


def sit(library: Path, *lines: list[str]) -> list[tuple[list[str], int, str, str]]:
    """Run command lines on *library*, one after the other, in a process that the modes of files bind."""
    words = [json.dumps([*line, "--library", str(library)]) for line in lines]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    command = unprivileged(sys.executable, "-m", "tests.cli.sitting", *words)
    work = library.parent / "work"
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=work)
    return [(line, *each) for line, each in zip(lines, json.loads(done.stdout), strict=True)]


@pytest.mark.parametrize("place", PLACES)
def test_what_is_closed_is_a_sentence_in_every_command(place: str, tmp_path: Path, home: Home, long: bool) -> None:
    if not long and place not in SHORT:
        pytest.skip("with --long")
    library = write_library(tmp_path / "library")
    work = tmp_path / "work"
    (work / "closed").mkdir(parents=True)
    (work / "closed" / "page.md").write_text("A page.\n")
    (work / "page.md").write_text("# The ferry of Tolm\n\nThe ferry left the harbor at night and came back at dawn.\n")
    (library / "names.yaml").write_text('"Marlow":\n  kind: "place"\n')
    (library / "state").mkdir(exist_ok=True)
    prepared = sit(
        library, ["notes", "add", "flood", "--body", "a note"], ["notes", "export", "--out", "export.md"], *READING
    )
    assert [each for each in prepared if each[1] < 0] == []

    PLACES[place](library, home)
    done = sit(library, *READING, *SAVING, *(REST if long else ()))

    bugs = [f"{words}: {err}" for words, status, _, err in done if status not in {0, 1, 2} or "bug" in err]
    assert not bugs, "\n".join(bugs)
    if place in READABLE:
        assert [words for words, status, _, _ in done if words in CALM and status] == []
    silent = [words for words, status, out, err in done if status and not out + err]
    assert silent == []
