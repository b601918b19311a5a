"""`reader doctor`: what is in order is said to be, what is not comes with advice, and only caches are repaired."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli import checkup, printing
from reader.cli.dependencies import OURS, Dependency
from reader.cli.main import main
from reader.library import pictures
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from tests.known_indexes import KnownIndexes
from tests.tui.conftest import write_library

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def library(tmp_path: Path, places: Places, capsys: Capture, known_indexes: KnownIndexes) -> Path:
    folder = write_library(tmp_path / "library")
    known_indexes.bring(folder, places)
    page = tmp_path / "page.md"
    page.write_text("# The ferry of Tolm\n\nThe ferry left the harbor at night with 14 people and came back at dawn.\n")
    main(["add", str(page), "--library", str(folder)])
    main(["notes", "add", "flood", "--body", "a note", "--library", str(folder)])
    main(["related", "flood", "--library", str(folder)])
    capsys.readouterr()
    return folder


def examined(library: Path, capsys: Capture, *options: str) -> tuple[int, dict[str, list[str]], list[str]]:
    """Return the exit status, the sentences by their state, and the advice."""
    status = main(["doctor", "--json", "--library", str(library), *options])
    told = json.loads(capsys.readouterr().out)
    by_state: dict[str, list[str]] = {"ok": [], "problem": [], "repaired": []}
    for each in told["findings"]:
        by_state[each["state"]].append(each["text"])
    assert told["problems"] == len(by_state["problem"])
    return status, by_state, [each["advice"] for each in told["findings"] if each["advice"]]


def files_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_sound_library_has_no_problem_and_is_not_changed(library: Path, capsys: Capture) -> None:
    before = files_of(library)

    status, found, advice = examined(library, capsys)
    main(["doctor", "--library", str(library)])
    out = capsys.readouterr().out

    assert (status, found["problem"], found["repaired"], advice) == (0, [], [], [])
    assert {"6 articles.", "1 original, byte for byte as they came."} <= {*found["ok"]}
    assert [row for row in out.splitlines() if row and row[0] != " "] == [
        "caches", "library", "notes", "settings", "terminal", "dependencies", "No problem was found.",
    ]  # fmt: skip
    assert files_of(library) == before


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("catalog.sqlite", "the catalog"),
        ("texts.sqlite", "the texts"),
        ("related/related.sqlite", "the evidence"),
        ("search/**/*.seg", "the index"),
    ],
)
def test_a_damaged_cache_is_told_and_built_again_only_if_asked(
    name: str, part: str, library: Path, places: Places, capsys: Capture
) -> None:
    [cache] = (places.cache / "libraries").iterdir()
    for path in cache.glob(name):
        data = bytearray(path.read_bytes())
        middle = slice(len(data) // 4, 3 * len(data) // 4)
        data[middle] = b"\xa5" * len(data[middle])
        path.write_bytes(data)

    status, found, advice = examined(library, capsys)
    assert (status, found["problem"][0]) == (
        1, f"Damaged: {part}. Your articles and notes are not affected."
    )  # fmt: skip
    assert advice[0] == "reader doctor --repair"
    status, found, _ = examined(library, capsys, "--repair")
    assert (status, found["repaired"]) == (0, [f"Damaged: {part}. All caches were built again."])
    assert examined(library, capsys)[0] == 0


def test_a_cache_that_is_open_to_others_is_closed(library: Path, places: Places, capsys: Capture) -> None:
    places.cache.chmod(0o755)

    status, found, _ = examined(library, capsys)

    assert status == 0
    assert found["repaired"] == [f"{places.cache} was open to others; now only you can enter it."]
    assert places.cache.stat().st_mode & 0o777 == 0o700


def test_an_original_that_changed_or_is_gone_is_told(library: Path, capsys: Capture) -> None:
    [original] = (library / "originals").iterdir()
    original.write_text("not as it came")
    changed = examined(library, capsys)[1]["problem"]
    original.unlink()
    gone = examined(library, capsys)[1]["problem"]

    assert changed == ["Originals that are not as they came: undated-the-ferry-of-tolm."]
    assert gone == ["Originals that are missing or cannot be read: undated-the-ferry-of-tolm."]


def test_what_is_wrong_in_a_library_is_told_with_what_to_do(
    library: Path, places: Places, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    [note] = (library / "notes" / "flood").glob("*.md")
    note.with_name(f"{note.stem} (conflicted copy).md").write_text(note.read_text().replace("a note", "another"))
    (library / "notes" / "flood" / "20200307t101500-bbbbbb.md").write_bytes(b"---\n\x00\n---\n")
    (library / "articles" / "broken.md").write_bytes(b"\x00")
    (library / "names.yaml").write_text('"Tolm": [unfinished')
    places.config.mkdir(parents=True)
    (places.config / "settings.yaml").write_text('theme: "purple"\nkeys:\n  nonsense: "q"\n')
    monkeypatch.setenv("EDITOR", "no-such-editor --wait")

    status, found, advice = examined(library, capsys)

    told = "\n".join(found["problem"])
    assert status == 1
    for part in (
        "names.yaml",
        "wrong with the files of 1 article",
        "2 versions",
        "bbbbbb",
        "theme",
        "nonsense",
        "no-such-ed",
    ):
        assert part in told.replace("in two versions", "2 versions"), part
    assert {"reader list --problems", "reader notes versions"} <= {*advice}


def test_the_others_are_examined_where_there_is_no_library(tmp_path: Path, capsys: Capture) -> None:
    status, found, _ = examined(tmp_path / "none", capsys)

    assert status == 1
    assert found["problem"] == [f"There is no folder {tmp_path / 'none'}."]
    assert any(each.startswith("Python 3.") for each in found["ok"])


def test_a_check_that_cannot_be_made_is_a_finding() -> None:
    def check() -> Iterator[checkup.Finding]:
        yield checkup.Finding("notes", "ok", "One.")
        raise PermissionError(13, "Permission denied", "/some/file")

    assert [(each.state, each.text) for each in checkup.settled("notes", check)] == [
        ("ok", "One."), ("problem", "/some/file: Permission denied."),
    ]  # fmt: skip


def test_a_package_that_is_missing_or_of_another_version_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    known = (Dependency("no-such-package", "rich", ">=1"), Dependency("rich", OURS, ">=99,<100"))
    monkeypatch.setattr("reader.cli.dependencies.dependencies", lambda: known)

    told = [each.text for each in checkup.check_dependencies() if each.state == "problem"]

    assert told[0] == "no-such-package is not installed."
    assert told[1].endswith("is installed; reader is made for >=99,<100.")


@pytest.mark.parametrize(
    ("kind", "size", "letters", "problems"),
    [
        ("xterm-256color", ("80", "24"), "utf-8", []),
        ("dumb", ("80", "24"), "utf-8", ["TERM"]),
        ("xterm", ("19", "24"), "UTF8", ["window"]),
        ("xterm", ("80", "4"), "utf-8", ["window"]),
        ("xterm", ("80", "24"), "ascii", ["encoding"]),
    ],
)
def test_a_terminal_that_the_app_cannot_be_drawn_on_is_told(
    kind: str, size: tuple[str, str], letters: str, problems: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "has_terminal", lambda: True)
    monkeypatch.setattr(printing, "encoding", lambda: letters)
    for name, value in (("TERM", kind), ("COLUMNS", size[0]), ("LINES", size[1])):
        monkeypatch.setenv(name, value)

    found = [each for each in checkup.check_terminal() if each.state == "problem"]

    assert [word for word, each in zip(problems, found, strict=True) if word in each.text] == problems
    assert all(each.advice for each in found)


def test_settings_that_are_not_there_are_the_defaults(places: Places) -> None:
    [found] = checkup.check_settings(Settings(), places)

    assert found == checkup.Finding("settings", "ok", "No settings file; the defaults are used.")


def test_the_extra_for_pictures_is_named_where_it_is_missing(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "find_spec", lambda _: None)

    told = [found.text for found in checkup.check_settings(Settings(), places)]
    wanted_none = [found.text for found in checkup.check_settings(Settings(pictures=False), places)]

    assert [text for text in told if "reading-room[pictures]" in text] == [told[-1]]
    assert wanted_none == told[:-1]


def test_a_note_that_was_not_saved_when_reader_ended_is_told(library: Path, places: Places, capsys: Capture) -> None:
    with ReadingRoom.open(library, places=places) as room:
        note = room.notes.of("flood")[0]
        drafts = places.state / "drafts" / room.session.caches.folder.name
    drafts.mkdir(parents=True, exist_ok=True)
    kept = (library / "notes" / "flood" / f"{note.id}.md").read_text()
    (drafts / f"gone~flood~{note.id}.md").write_text(kept)

    _, found, advice = examined(library, capsys)

    assert found["problem"] == ["1 note not saved when reader ended."]
    assert advice == ["Open the app."]
