"""A full cache disk stops neither reading nor notes, and is told as what it is."""

import json
from pathlib import Path

import pytest

from reader.cli.launch import bring_up_to_date
from reader.cli.main import main
from reader.room import ReadingRoom
from tests.faults.cache_subjects import NaiveCaches, RoomCaches, write_library
from tests.faults.full_disk import FullDisk, fill_databases

KNOWN, ALL = 8, 12
# Whoosh leaves files open where one cannot be written; they close themselves.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def subject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RoomCaches:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    write_library(tmp_path / "library", 0, KNOWN)
    return RoomCaches(tmp_path)


def take_note(room: ReadingRoom, article: str) -> None:
    from reader.notes.model import new_annotation

    room.notes.save(new_annotation(article, body="Kept whatever the cache does."))


def bodies(subject: RoomCaches) -> list[str]:
    return [path.name for path in (subject.base / "library" / "notes").rglob("*.md")]


def assert_told_truly(sentences: tuple[str, ...]) -> None:
    told = " ".join(sentences)
    assert "full" in told or "No space left" in told
    assert "damaged" not in told
    assert "bug" not in told


def test_with_no_room_at_the_start_the_caches_are_elsewhere_and_everything_works(
    subject: RoomCaches, monkeypatch: pytest.MonkeyPatch
) -> None:
    FullDisk(subject.base / "cache", monkeypatch)

    with subject.room() as room:
        bring_up_to_date(room)
        take_note(room, "a1")

        assert_told_truly(room.problems)
        assert all(subject.asked(room))
        assert room.related("a3")
        assert room.article("a1").text
    assert len(bodies(subject)) == 1
    assert (subject.base / "run").exists()


@pytest.mark.parametrize("state", ["new", "known"])
def test_a_disk_that_fills_up_during_any_run_leaves_reading_and_notes(
    subject: RoomCaches, long: bool, state: str
) -> None:
    if state == "known":
        subject.healed()
    write_library(subject.base / "library", 0, ALL)
    for after in range(1, 400, 1 if long else 9):
        with pytest.MonkeyPatch.context() as patch:
            disk = FullDisk(subject.base / "cache", patch, after)
            with subject.room() as room:
                found = room.index()
                take_note(room, "a1")

                if disk.is_full and found.problems:
                    assert_told_truly(tuple(found.problems))
                if state == "known":
                    assert all(subject.asked(room))
                    assert room.article("a1").text
                    assert room.related("a3")
                if not disk.is_full:
                    break
    assert len(bodies(subject)) >= 3
    # There is room again.
    with subject.room() as room:
        assert room.index().problems == []
        assert len(room.catalog) == ALL
        assert len(room.search("", limit=50).hits) == ALL


def test_databases_that_cannot_grow_are_kept_and_told(subject: RoomCaches, monkeypatch: pytest.MonkeyPatch) -> None:
    subject.healed()
    write_library(subject.base / "library", 0, 60)
    with monkeypatch.context() as full:
        fill_databases(subject.base / "cache", full)
        with subject.room() as room:
            found = room.index(verify=True)
            take_note(room, "a1")

            assert_told_truly(tuple(found.problems))
            assert len(room.catalog) >= KNOWN
            assert all(subject.asked(room))
            assert room.article("a1").text
            assert room.related("a3")

    with subject.room() as room:
        assert room.index().problems == []
        assert len(room.catalog) == 60


def test_an_index_that_could_not_be_written_is_told_by_the_status_too(
    subject: RoomCaches, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("cache", "data", "state", "config"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(subject.base / name))
    command = ["index", "--json", "--library", str(subject.base / "library")]
    assert main(command) == 0
    write_library(subject.base / "library", 0, 60)
    capsys.readouterr()

    with monkeypatch.context() as full:
        fill_databases(subject.base / "cache", full)
        assert main(command) == 1
    out, err = capsys.readouterr()
    assert_told_truly(tuple(json.loads(out)["problems"]))
    assert "full" in err

    assert main(command) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []


def test_a_naive_cache_fails_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_library(tmp_path / "library", 0, KNOWN)
    FullDisk(tmp_path / "cache", monkeypatch)

    with pytest.raises(OSError, match="No space left"):
        NaiveCaches(tmp_path).healed()
