"""What other programs change in a library is told within a moment, whatever they do to write it."""

import os
import queue
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.library.folder import Library, open_library
from reader.room import folder_watch
from reader.room.folder_watch import FolderWatch, LibraryChange, change_of, folder_times, is_local


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    root = tmp_path / "library"
    for folder in ("articles/2016", "notes/goats", "notes/.trash", "state", "originals"):
        (root / folder).mkdir(parents=True)
    (root / "library.yaml").write_text("title: Goats\n")
    (root / "articles" / "2016" / "goats.md").write_text("Goats.\n")
    (root / "notes" / "goats" / "a.md").write_text("A note.\n")
    monkeypatch.setattr(folder_watch, "BEGIN_AFTER", 0.0)
    for name, value in {"_STEP": 20, "_LONGEST": 60, "_LOOK_EVERY": 0.02, "_LOOK_WITHIN": 0.02}.items():
        monkeypatch.setattr(folder_watch, name, value)
    return open_library(root)


class Told:
    """What a watch has told."""

    def __init__(self) -> None:
        self._queue: queue.Queue[LibraryChange] = queue.Queue()
        self.tell = self._queue.put

    def until(self, holds: Callable[[LibraryChange], Any]) -> LibraryChange:
        """Return the first change for which something holds."""
        while True:
            change = self._queue.get(timeout=60)
            if holds(change):
                return change

    def rest(self) -> list[LibraryChange]:
        """Return what has been told since."""
        return [self._queue.get_nowait() for _ in range(self._queue.qsize())]


@contextmanager
def watching(library: Library) -> Iterator[Told]:
    told = Told()
    watch = FolderWatch(library, library.notes, told.tell)
    watch.start()
    # The watch may begin a moment after its thread: a first note is written until it is told.
    probe = library.notes / "probe" / "note.md"
    probe.parent.mkdir()
    for number in range(100):
        probe.write_text(f"{number}")
        try:
            if "probe" in told._queue.get(timeout=0.5).notes:
                break
        except queue.Empty:
            continue
    yield told
    watch.stop()


def save_by_rename(path: Path) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_text("Saved by a rename.\n")
    beside.replace(path)


def save_in_place(path: Path) -> None:
    path.write_text("Saved in place.\n")


def save_as_new(path: Path) -> None:
    path.with_name("new.md").write_text("New.\n")


def save_in_a_new_folder(path: Path) -> None:
    folder = path.parents[1] / "another"
    folder.mkdir()
    (folder / path.name).write_text("New.\n")


SAVES = [save_by_rename, save_in_place, save_as_new, save_in_a_new_folder, Path.unlink]


@pytest.fixture(params=["watched", "looked at"])
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "looked at":
        monkeypatch.setattr(folder_watch, "is_local", lambda _: False)


@pytest.mark.parametrize("save", SAVES)
def test_a_note_that_another_program_wrote_is_told(library: Library, save: Callable[[Path], None]) -> None:
    with watching(library) as told:
        save(library.notes / "goats" / "a.md")

        told.until(lambda change: change.notes & {"goats", "another"})


@pytest.mark.parametrize("save", SAVES)
def test_an_article_that_another_program_wrote_is_told(library: Library, save: Callable[[Path], None]) -> None:
    with watching(library) as told:
        save(library.articles / "2016" / "goats.md")

        told.until(lambda change: change.articles)


@pytest.mark.usefixtures("_both_ways")
def test_files_in_folders_that_came_later_and_names_are_told(library: Library) -> None:
    with watching(library) as told:
        (library.articles / "2017" / "12").mkdir(parents=True)
        told.until(lambda change: change.articles)
        told.rest()

        (library.articles / "2017" / "12" / "late.md").write_text("Late.\n")
        told.until(lambda change: change.articles)
        shutil.rmtree(library.notes / "goats")
        told.until(lambda change: "goats" in change.notes)
        save_by_rename(library.names)
        told.until(lambda change: change.names)


def test_folders_that_cannot_be_watched_are_looked_at(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    import watchfiles

    def refused(*_: str, **__: object) -> None:
        raise OSError(28, "the limit of watches is reached")

    monkeypatch.setattr(watchfiles, "watch", refused)

    with watching(library) as told:
        save_as_new(library.notes / "goats" / "a.md")
        told.until(lambda change: "goats" in change.notes)

        # A file written in place does not change its folder: whoever shows it looks at each time that is told.
        assert told.until(lambda change: change == LibraryChange())


def test_a_folder_that_goes_before_it_is_watched_does_not_end_the_watch(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    import watchfiles

    real = watchfiles.watch
    gone = library.notes / "goats"

    def watch(*folders: str, **options: Any) -> Any:
        if gone.exists():
            shutil.rmtree(gone)
        return real(*folders, **options)

    monkeypatch.setattr(watchfiles, "watch", watch)
    given_up: list[bool] = []
    monkeypatch.setattr(FolderWatch, "_look", lambda watch, _: given_up.append(not watch._stopped.is_set()))

    with watching(library) as told:
        save_in_place(library.articles / "2016" / "goats.md")
        told.until(lambda change: change.articles)

    assert True not in given_up


def test_after_the_end_nothing_is_told(library: Library) -> None:
    told = Told()
    watch = FolderWatch(library, library.notes, told.tell)
    watch.stop()
    watch.start()
    watch._thread.join(60)

    assert told.rest() == []


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("articles/2016/goats.md", LibraryChange(articles=True)),
        ("articles/2016/page.HTML", LibraryChange(articles=True)),
        ("articles/2016", LibraryChange(articles=True)),
        ("articles/2016/.goats.md.3f.tmp", LibraryChange()),
        ("articles/.git/index", LibraryChange()),
        ("articles/2016/picture.png", LibraryChange()),
        ("notes/goats/a.md", LibraryChange(notes=frozenset({"goats"}))),
        ("notes/goats", LibraryChange(notes=frozenset({"goats"}))),
        ("notes/.trash/a.md", LibraryChange(notes=frozenset({".trash"}))),
        ("notes/.obsidian/a.md", LibraryChange()),
        ("notes", LibraryChange()),
        ("names.yaml", LibraryChange(names=True)),
        ("state/desk.yaml", LibraryChange()),
        ("originals/page.html", LibraryChange()),
    ],
)
def test_a_changed_path_means_what_lies_there(path: str, change: LibraryChange, library: Library) -> None:
    found = change_of([str(library.root / path)], library, library.notes)

    assert replace(found, files=frozenset()) == change
    assert found.files == ({library.root / path} if change.articles and Path(path).suffix else frozenset())


def test_in_a_folder_read_in_place_what_the_reader_keeps_is_no_article(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    paths = {"state/desk.yaml": False, "originals/page.html": False, "page.html": True, "deeper/page.html": True}

    for path, is_article in paths.items():
        assert change_of([str(tmp_path / path)], library, library.notes).articles is is_article, path


def test_no_link_and_no_hidden_folder_but_the_trash_is_watched(library: Library, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    (library.articles / "link").symlink_to(outside)
    (library.articles / ".git").mkdir()

    watched = {os.path.relpath(path, library.root) for path in folder_times(library, library.notes)}

    assert watched == {".", "articles", "articles/2016", "notes", "notes/goats", "notes/.trash"}


MOUNTS = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
23 22 0:31 / /home/anna/My\\040Share rw,relatime shared:1 - cifs //server/share rw
24 22 0:32 / /home/anna/sshfs rw,nosuid shared:2 master:1 - fuse.sshfs server:/ rw
25 22 8:2 / /home/anna/usb rw,relatime - fuseblk /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("path", "told"),
    [("/home/anna/library", True), ("/home/anna/My Share/library", False), ("/home/anna/sshfs", False),
     ("/home/anna/sshfs2", True), ("/home/anna/usb/library", True)],
)  # fmt: skip
def test_a_folder_of_another_machine_is_known_by_its_mount(path: str, told: bool) -> None:
    assert is_local(Path(path), MOUNTS) is told
