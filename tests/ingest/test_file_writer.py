"""Files of several articles are written at once: each article after its original, a version after the one before it."""

import os
import threading
from collections.abc import Iterable
from concurrent.futures import Future, wait
from contextlib import closing
from pathlib import Path

import pytest

from reader.ingest import addition, file_writer
from reader.ingest.accession import AddedFile
from reader.ingest.addition import Recipient, add
from reader.ingest.file_writer import FileWriter
from reader.library.atomic_file import WriteError, create_bytes
from reader.library.folder import Library

URL = "https://port.example/goats"


@pytest.fixture(autouse=True)
def _together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addition, "_TOLD_AT_ONCE", 0)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder of twenty articles."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(20):
        (folder / f"page{number:02}.md").write_text(f"# Page {number}\n\nThe {number} goats came down.\n")
    return folder


class Keeper(Recipient):
    """Whoever keeps what was announced and received."""

    def __init__(self) -> None:
        self.announced: list[str] = []
        self.received: list[str] = []

    def announce(self, path: Path, data: bytes, *, is_new: bool) -> None:
        assert data
        assert is_new
        assert not path.exists()
        self.announced.append(path.stem)

    def receive(self, added: AddedFile) -> AddedFile:
        self.received.append(str(added.id))
        return added


def names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.md"))


def test_what_is_told_is_on_disk_and_in_order(library: Library, pages: Path) -> None:
    told = []

    for each in add(library, [pages]):
        assert (library.articles / f"{each.id}.md").is_file()
        told.append(Path(each.path).stem)

    assert told == names(pages)
    assert [path.stem for path in sorted(library.originals.iterdir())] == told


def test_several_articles_are_written_at_once(library: Library, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = threading.Barrier(3)

    def created(path: Path, data: bytes) -> None:
        if path.stem in {"page00", "page01", "page02"} and path.parent == library.originals:
            together.wait(60)
        create_bytes(path, data)

    monkeypatch.setattr(file_writer, "create_bytes", created)

    assert len([*add(library, [pages])]) == 20


def test_whoever_stops_early_is_given_all_that_is_on_disk(library: Library, pages: Path) -> None:
    keeper = Keeper()

    with closing(add(library, [pages], recipient=keeper)) as added:
        next(added)

    assert keeper.received == names(library.articles)
    assert {*keeper.announced} >= {*keeper.received}


def test_once_the_disk_is_full_no_more_is_written_and_what_was_is_received(
    library: Library, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper()

    def full(path: Path, data: bytes) -> None:
        if path.stem > "page04" or path.stem.startswith("page-4"):
            raise OSError(28, os.strerror(28))
        create_bytes(path, data)

    monkeypatch.setattr(file_writer, "create_bytes", full)

    with pytest.raises(WriteError, match="No space left"):
        list(add(library, [pages], recipient=keeper))
    assert keeper.received == names(library.articles)


def test_a_version_is_not_begun_before_the_earlier_one_is_on_disk(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "versions"
    folder.mkdir()
    for number, text in enumerate(("They came down.", "They went up.")):
        (folder / f"{number}.md").write_text(f'---\ntitle: "Goats"\nurl: "{URL}"\n---\n{text}\n')
    released = threading.Event()
    found: list[bool] = []

    def created(path: Path, data: bytes) -> None:
        if path == library.articles / "undated-goats.md":
            # Long enough to be seen where nobody waits for it.
            released.wait(5)
        if path == library.articles / "undated-goats-2.md":
            found.append((library.articles / "undated-goats.md").exists())
        create_bytes(path, data)

    def waited(futures: Iterable[Future[None]]) -> object:
        released.set()
        return wait(futures)

    monkeypatch.setattr(file_writer, "create_bytes", created)
    monkeypatch.setattr(file_writer, "wait", waited)

    results = [each.result for each in add(library, [folder])]

    assert (results, found) == (["added", "version"], [True])


def test_a_file_that_another_program_has_made_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    writer = FileWriter()
    path = tmp_path / "goats.md"
    writer.plan(path, b"Ours.")
    path.write_text("Theirs.")

    with pytest.raises(WriteError, match="another program"):
        writer.finish()

    writer.close()
    assert path.read_text() == "Theirs."


def test_what_is_forgotten_is_not_written(tmp_path: Path) -> None:
    writer = FileWriter()
    writer.plan(tmp_path / "goats.md", b"Ours.")

    writer.forget()
    writer.finish()

    writer.close()
    assert not [*tmp_path.iterdir()]
