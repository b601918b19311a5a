"""A whole library in one archive, and the same library made of it."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from reader.ingest.formats.unpacked import StreamSource
from reader.library.errors import ReaderError
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from tests.tui.conftest import write_library


def _files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def _open(root: Path, places: Places) -> ReadingRoom:
    return ReadingRoom.open(root, settings=Settings(machine="desk"), places=places)


@pytest.fixture
def full(tmp_path: Path, places: Places) -> Path:
    """Return a library with an original and its pictures, notes, one of them deleted, names, state and a search."""
    root = write_library(tmp_path / "full")
    (tmp_path / "page.txt").write_text("Goats\n\nThe goats came back to the town wall on Monday, said the mayor.\n")
    with _open(root, places) as room:
        list(room.add([tmp_path / "page.txt"]))
        room.state.change("flood", read=True, starred=True)
        room.state.save()
        room.searches.save("Floods", "flood")
        article = room.article("flood")
        room.notebook.highlight(article, 0, 5)
        gone = room.notebook.highlight(article, 6, 10).annotation
        room.notes.delete(gone)
    (root / "names.yaml").write_text("- name: Marlow\n", encoding="utf-8")
    (root / "originals" / "page.txt.files").mkdir()
    (root / "originals" / "page.txt.files" / "a.png").write_bytes(b"\x89PNG")
    return root


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    root = tmp_path / "empty"
    root.mkdir()
    (root / "library.yaml").write_text('title: "Empty"\n', encoding="utf-8")
    return root


def _exported(full: Path, places: Places) -> Path:
    target = full.parent / "library.zip"
    with _open(full, places) as room:
        exported = room.export_library(target)
    assert (exported.articles, exported.problems) == (6, ())
    return target


def test_an_exported_library_is_the_same_library_again(full: Path, empty: Path, places: Places) -> None:
    archive = _exported(full, places)

    with _open(empty, places) as room:
        added = list(room.add([archive]))
        room.index()
        ids = {each.id for each in room.catalog.entries()}

    assert _files(empty) == _files(full)
    assert {each.result for each in added} == {"added"}
    assert {each.id for each in added} == ids


def test_a_library_on_standard_input_is_restored_and_one_among_others_is_told(
    full: Path, empty: Path, places: Places, tmp_path: Path
) -> None:
    archive = _exported(full, places)
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "library.zip").write_bytes(archive.read_bytes())

    with _open(empty, places) as room:
        (told,) = room.add([tmp_path / "saved"])
        list(room.add([StreamSource("standard input", io.BytesIO(archive.read_bytes()))]))

    assert told.reason == "It is a whole library; add it by itself to restore it."
    assert _files(empty) == _files(full)


def test_adding_it_again_changes_nothing_and_a_dry_run_writes_nothing(full: Path, empty: Path, places: Places) -> None:
    archive = _exported(full, places)
    before = _files(full)

    with _open(full, places) as room:
        assert {each.result for each in room.add([archive])} == {"same"}
    with _open(empty, places) as room:
        assert {each.result for each in room.add([archive], is_dry=True)} == {"added"}

    assert _files(full) == before
    assert [*_files(empty)] == ["library.yaml"]


def test_nothing_is_written_over_in_a_library_that_has_something(full: Path, empty: Path, places: Places) -> None:
    archive = _exported(full, places)
    (empty / "articles").mkdir()
    (empty / "articles" / "flood.md").write_text('---\nid: "flood"\n---\n\nMine.\n', encoding="utf-8")

    with _open(empty, places) as room:
        added = {each.path.rpartition(" · ")[2]: each.result for each in room.add([archive])}

    assert added["articles/flood.md"] == "refused"
    assert added["articles/music.md"] == "added"
    assert added["library.yaml"] == "refused"
    assert "Mine." in (empty / "articles" / "flood.md").read_text(encoding="utf-8")
    assert (empty / "originals" / "page.txt").exists()


def test_what_is_no_part_of_a_library_stays_out(empty: Path, tmp_path: Path, places: Places) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in ("library.yaml", "../out.md", ".profile", "notes/.hidden/x.md", "program.sh", "articles/a.md"):
            archive.writestr(name, "Goats came.\n")
    path = tmp_path / "library.zip"
    path.write_bytes(data.getvalue())

    with _open(empty, places) as room:
        list(room.add([path]))

    assert {*_files(empty)} == {"library.yaml", "articles/a.md"}
    assert not (tmp_path / "out.md").exists()


def test_a_folder_in_the_library_that_leads_out_is_not_written_into(
    full: Path, empty: Path, tmp_path: Path, places: Places
) -> None:
    archive = _exported(full, places)
    (tmp_path / "elsewhere").mkdir()
    (empty / "originals").symlink_to(tmp_path / "elsewhere")

    with _open(empty, places) as room:
        list(room.add([archive]))

    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_what_was_written_while_the_library_was_closed_is_in_its_archive(full: Path, places: Places) -> None:
    with _open(full, places) as room:
        own = room.session.own_folder("notes") / "flood"
        (written,) = room.notes.of("flood")
    own.mkdir(parents=True)
    (own / "abc.md").write_text("a note", encoding="utf-8")
    before = full / "notes" / "flood" / f"{written.id}.md"
    (own / before.name).write_bytes(b"older")
    os.utime(own / before.name, (1, 1))

    with zipfile.ZipFile(_exported(full, places)) as archive:
        assert archive.read("notes/flood/abc.md") == b"a note"
        assert archive.read(f"notes/flood/{before.name}") == before.read_bytes()


def test_an_archive_is_never_written_over(full: Path, places: Places) -> None:
    archive = _exported(full, places)
    before = archive.read_bytes()

    with _open(full, places) as room, pytest.raises(ReaderError, match="is there already"):
        room.export_library(archive)

    assert archive.read_bytes() == before
