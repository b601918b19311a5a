"""Files that are known to be new come first: what is found out of them alone is what a look at all files finds."""

import random
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.identity_table import IdentityTable
from reader.library.scan import regular_files, scan
from reader.notes.model import new_annotation
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings

TEXT = "# {}\n\nThe {} of Marlow were counted {} times by the council of Orrin.\n"
NAMES = [
    "goats", "goats 2", "goats (1)", "goats-LAPTOP", "goats.sync-conflict-20240102-030405-ABCDEFG",
    "goats (conflicted copy 2024-01-02)", "inner/goats", "geese", "Größe", unicodedata.normalize("NFD", "Größe 2"),
]  # fmt: skip
IDS = ["", "", "", "goats", "Goats", "geese", "goats-2"]
State = dict[str, object]


@contextmanager
def opened(folder: Path, places: Places) -> Iterator[ReadingRoom]:
    with ReadingRoom.open(folder, settings=Settings(machine="desk"), places=places) as room:
        yield room


def state_of(room: ReadingRoom) -> State:
    """Return what the caches hold: of each file its place in the catalog, and what index and evidence know."""
    hidden = {"row", "checksum"}
    cursor = room.catalog._db.execute("SELECT * FROM articles ORDER BY path")
    names = [name for name, *_ in cursor.description]
    rows = [{name: value for name, value in zip(names, row, strict=True) if name not in hidden} for row in cursor]
    related = room.session.caches.related
    with related._database.reading() as connection:
        digests = dict(connection.execute("SELECT id, digest FROM articles"))
    return {"articles": rows, "index": room.session.caches.index.fingerprints(), "evidence": digests}


def built(folder: Path, places: Places, name: str) -> State:
    """Return what the caches hold that are built anew of the files."""
    with opened(folder, replace(places, cache=places.cache.with_name(name))) as room:
        room.index()
        return state_of(room)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "pages"
    path.mkdir()
    (path / "harbor.md").write_text(TEXT.format("Harbor", "ships", 3))
    return path


@pytest.mark.parametrize("seed", range(12))
def test_files_that_are_known_leave_what_a_look_at_all_of_them_leaves(seed: int, folder: Path, places: Places) -> None:
    chosen = random.Random(seed)  # noqa: S311 - the same libraries every time
    with opened(folder, places) as room:
        room.index()
        for step in range(6):
            paths = [folder / f"{name}.md" for name in chosen.sample(NAMES, chosen.randint(1, 3))]
            for path in paths:
                path.parent.mkdir(exist_ok=True)
                head = f'---\nid: "{key}"\n---\n' if (key := chosen.choice(IDS)) else ""
                path.write_text(head + TEXT.format(*chosen.sample(["goats", "geese", "walls"], 2), step))
            room.index(known=paths, is_whole=False)

            assert state_of(room) == built(folder, places, f"anew-{step}")
            there = [each for each in sorted(folder.rglob("*.md")) if chosen.random() < 0.3]
            for path in there[: chosen.randint(0, 2)]:
                path.rename(path.with_name(f"walls {chosen.randint(1, 3)}.md"))
            # What is gone, or was moved, is found by a look at all.
            room.index(known=there)

            assert state_of(room) == built(folder, places, f"whole-{step}")


def test_what_is_known_is_found_without_a_look_at_any_other_file(
    folder: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(folder, places) as room:
        room.index()
        for name in ("goats", "geese"):
            (folder / f"{name}.md").write_text(TEXT.format(name, name, 2))
        with monkeypatch.context() as patch:
            patch.setattr("reader.room.intake.scan", lambda _: pytest.fail("All files were looked at."))
            patch.setattr(IdentityTable, "claims", lambda _: pytest.fail("All articles were looked at."))
            done = room.index(known=[folder / "goats.md"], is_whole=False)

        assert (done.added, done.indexed) == (1, 1)
        assert [each.entry.title for each in room.search("marlow").hits] == ["goats", "Harbor"]
        after = room.index()
        assert (after.added, after.indexed) == (1, 1)


def test_what_is_known_is_told_of_before_the_others_are_looked_at(folder: Path, places: Places) -> None:
    told: list[tuple[str, int]] = []
    with opened(folder, places) as room:
        room.index()
        for name in ("geese", "goats", "walls"):
            (folder / f"{name}.md").write_text(TEXT.format(name, name, 2))

        room.index(lambda each: told.append((each.stage, each.total)), known=[folder / "walls.md"])

    assert told.index(("relating", 1)) < told.index(("reading", 2))


def test_a_note_on_a_known_article_is_found(folder: Path, places: Places) -> None:
    with opened(folder, places) as room:
        room.index()
        (entry,) = room.articles()
        room.notes.save(new_annotation(entry.id, body="Ask the pilot."))

        assert room.index(known=[folder / "harbor.md"], is_whole=False).indexed == 1
        assert [each.entry.id for each in room.search("note:pilot").hits] == [entry.id]


def test_a_library_that_was_never_read_is_read_whole(folder: Path, places: Places) -> None:
    with opened(folder, places) as room:
        (folder / "goats.md").write_text(TEXT.format("Goats", "goats", 2))

        assert room.index(known=[folder / "goats.md"], is_whole=False).added == 2


def test_with_other_names_than_the_index_was_made_with_all_is_looked_at(folder: Path, places: Places) -> None:
    with opened(folder, places) as room:
        room.index()
        (folder / "names.yaml").write_text("- heading: Marlow\n  kind: place\n  spellings: [Marlowe]\n")
        (folder / "goats.md").write_text(TEXT.format("Goats", "goats", 2))

        room.index(known=[folder / "goats.md"], is_whole=False)

        assert not room.session.caches.index.is_stale


def test_only_regular_files_that_a_scan_finds_are_known(folder: Path) -> None:
    for name in ("inner/deep/a.md", ".hidden/a.md", ".b.md", "notes/a.md", "inner/notes/a.md", "picture.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("A.")
    (folder / "link.md").symlink_to(folder / "harbor.md")
    (folder / "linked").symlink_to(folder / "inner")
    (folder / "folder.md").mkdir()
    with opened(folder, Places(*(folder.parent / each for each in ("data", "cache", "state", "config")))) as room:
        library = room.library
    there = [*folder.rglob("*"), folder / "linked/deep/a.md", folder / "gone.md", folder.parent]

    found = {each.path: each for each in regular_files(library, there)}

    assert found == {each.path: each for each in scan(library) if each.problem is None}
    assert set(found) == {"harbor.md", "inner/deep/a.md", "inner/notes/a.md"}


def test_the_harness_finds_an_id_that_was_given_without_a_look_at_its_namesakes(
    folder: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IdentityTable, "is_alone", lambda *_: True)
    with opened(folder, places) as room:
        (folder / f"{NAMES[4]}.md").write_text(TEXT.format("Goats", "goats", 2))
        room.index()
        (folder / "goats.md").write_text(TEXT.format("Goats", "goats", 2))
        room.index(known=[folder / "goats.md"], is_whole=False)

        assert state_of(room) != built(folder, places, "anew")
