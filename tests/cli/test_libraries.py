"""Libraries on the command line: made, listed, named by their title, and never mixed with the samples."""

import json
import shutil
from pathlib import Path

import pytest

from reader.room.libraries import LibraryShelf
from reader.room.settings import Places
from tests.cli.test_cli import PAGE, run
from tests.cli.test_launch import READER
from tests.tui.terminal import Terminal


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with one page in it."""
    (tmp_path / "bridge.txt").write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_library_is_made_and_then_opens_without_being_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "init", "elsewhere/../mine", "--title", "The winter", "--json")
    assert (status, json.loads(out)) == (0, {"path": str(here / "mine"), "title": "The winter", "language": None})

    run(capsys, "add", "bridge.txt")
    _, out, _ = run(capsys, "libraries", "--json")
    first = json.loads(out)[0]
    assert first["path"] == str(here / "mine")
    assert (first["title"], first["articles"], first["opens_next"]) == ("The winter", 1, True)
    assert run(capsys, "init", "mine")[0] == 1
    assert run(capsys, "init", "~")[0] == 2


def test_what_is_added_never_goes_into_the_samples(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "list")
    assert "Tiyas air base" in out

    run(capsys, "add", "none.txt")
    _, out, _ = run(capsys, "list")
    assert "Tiyas air base" in out, "nothing was added, so there is nothing of one's own to see"
    _, _, err = run(capsys, "add", "bridge.txt")
    assert "Adding to your own library" in err
    _, out, _ = run(capsys, "list")
    assert out.splitlines()[0] == "Bridge of Tolm reopens after the storm"
    assert "Tiyas" not in out
    _, out, _ = run(capsys, "list", "--library", "Aleppo and Palmyra, December 2016")
    assert "Tiyas" in out
    assert "Bridge" not in out


@pytest.mark.parametrize("gone", ["", "library"], ids=["from the first command on", "where their folder was deleted"])
def test_whoever_begins_with_the_samples_has_a_library_to_add_to(
    places: Places, capsys: pytest.CaptureFixture[str], gone: str
) -> None:
    run(capsys, "samples", "--restore")
    assert places.own_library.is_dir()
    if gone:
        shutil.rmtree(places.own_library)

    status, out, _ = run(capsys, "add", "bridge.txt")

    assert (status, "added" in out) == (0, True)


def test_in_a_terminal_the_samples_are_opened(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # There is none where they are opened, so they are listed.
    monkeypatch.setattr("reader.cli.commands.samples.has_terminal", lambda: True)

    status, out, _ = run(capsys, "samples")

    assert status == 0
    assert "Tiyas air base" in out


def test_a_library_is_dropped_from_the_list_and_stays(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "init", "mine")

    assert run(capsys, "libraries", "--forget", "mine")[0] == 0
    assert (here / "mine" / "library.yaml").exists()
    status, _, err = run(capsys, "libraries", "--forget", "mine")
    assert (status, "is not in the list of libraries" in err) == (1, True)


def test_adding_into_a_folder_that_is_no_library_says_how_to_make_one(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "add", "bridge.txt", "--library", "new one")

    assert (status, err) == (1, "reader: There is no library in new one. To make one there: reader init 'new one'\n")


def test_a_person_at_the_terminal_is_offered_the_library_to_add_to(here: Path) -> None:
    with Terminal([*READER, "add", "bridge.txt", "--library", "new"]) as terminal:
        terminal.wait("Make a library there?")
        terminal.send("y\n")
        assert terminal.end() == 0
    assert (here / "new" / "library.yaml").exists()
    assert len(list((here / "new" / "articles").iterdir())) == 1


def test_the_samples_come_back(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "samples")
    (places.samples / "articles" / "palmyra.md").unlink()

    status, out, _ = run(capsys, "samples", "--json")
    assert (status, json.loads(out)["restored"]) == (0, 1)
    assert [*LibraryShelf(places).opened()] == [places.samples]
