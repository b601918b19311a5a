"""What `reader` starts in a real terminal."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import cast

import pytest

from reader.cli.command import Options
from reader.cli.launch import show_app
from reader.cli.manual import manual_pages
from reader.library.child_process import ChildProcess, index_arguments, start_reader
from reader.room import ReadingRoom
from reader.room.settings import Places
from tests.tui.conftest import write_library
from tests.tui.terminal import Terminal

READER = [sys.executable, "-m", "reader"]


@pytest.mark.parametrize("term", ["dumb", ""])
def test_on_a_terminal_without_panes_reader_converses_in_lines(tmp_path: Path, term: str) -> None:
    library = write_library(tmp_path / "library")
    with Terminal([*READER, str(library)], env={"TERM": term}) as terminal:
        terminal.wait("plain mode")
        terminal.wait("help")
        terminal.send("quit\r")

        assert terminal.end() == 0
        assert b"\x1b" not in terminal.received


def test_the_manual_opens_in_the_app() -> None:
    with Terminal([*READER, "manual"]) as terminal:
        terminal.wait(f"{len(manual_pages())} articles")
        terminal.press("\r", "v select")
        terminal.send("q")

        assert terminal.end() == 0
        assert "The manual of reader" in terminal.received.decode()


def test_a_folder_and_a_link_open_in_place_of_a_command(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    with Terminal([*READER, str(library)]) as terminal:
        terminal.wait("Keller wins again")
        terminal.send("q")
        assert terminal.end() == 0

    with Terminal([*READER, "reader://music", "--library", str(library)]) as terminal:
        terminal.wait("They sang for an hour.")
        terminal.send("q")
        assert terminal.end() == 0


def test_an_interrupt_from_outside_ends_the_app_with_status_130(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    with Terminal([*READER, str(library)]) as terminal:
        # A dialog is the app's, not the picture that is shown before it runs.
        terminal.wait("Keller wins again")
        terminal.press("?", "Esc")
        terminal.terminate(signal.SIGINT)

        assert terminal.end() == 130


def test_on_a_terminal_without_unicode_the_app_is_drawn_in_ascii(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    library = write_library(tmp_path / "library")
    with Terminal([*READER, str(library)]) as terminal:
        terminal.wait("Keller wins again")
        terminal.wait("+-")
        terminal.send("q")

        assert terminal.end() == 0
        assert terminal.received.isascii()


def test_a_library_that_cannot_be_opened_is_a_sentence_on_the_users_own_screen(tmp_path: Path) -> None:
    with Terminal([*READER, str(tmp_path / "none")]) as terminal:
        assert terminal.end() == 1
        assert "reader: There is no folder" in terminal.shown


def test_the_app_starts_without_openssl_and_has_it_once_it_is_asked_for() -> None:
    told = """
import sys
from reader.cli.launch import import_without_openssl
import_without_openssl()
import asyncio, hashlib, hmac
assert not {"_hashlib", "_ssl", "ssl"} & sys.modules.keys()
assert hashlib.sha256(b"").hexdigest().startswith("e3b0c442") and hashlib.blake2b and hashlib.md5
import ssl
assert ssl.create_default_context() and "_ssl" in sys.modules
import_without_openssl()
assert sys.modules["ssl"] is ssl
"""
    subprocess.run([sys.executable, "-c", told], check=True)


class AppWithoutTextual(ModuleType):
    """An app that does with a run of the index, begun before it, what is to be tried."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, take: Callable[[ChildProcess | None], None]) -> None:
        super().__init__("reader.tui.app")
        self._take = take
        monkeypatch.setitem(sys.modules, self.__name__, self)

    def run(self, *given: object) -> SimpleNamespace:
        *_, begun, _ = given
        self._take(cast("ChildProcess | None", begun))
        return SimpleNamespace(library=None, status=0, unsaved=("The note could not be saved.",))


def test_a_library_that_was_never_read_is_read_before_the_app_is_there_and_no_longer_than_it_is(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[ChildProcess] = []

    def fail_after_the_first_articles(begun: ChildProcess | None) -> None:
        assert begun is not None and begun.stdout is not None  # noqa: PT018 - the second is no state of its own
        seen.append(begun)
        assert b'"reading"' in begun.stdout.readline()
        raise RuntimeError("the app cannot start")

    AppWithoutTextual(monkeypatch, fail_after_the_first_articles)
    with pytest.raises(RuntimeError, match="cannot start"):
        show_app(Options(library=write_library(tmp_path / "library")), "", tmp_path / "picture")

    assert [each.returncode is None for each in seen] == [False]


def test_a_library_that_was_read_before_is_looked_at_in_the_app_and_what_was_not_saved_at_its_end_is_told(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library = write_library(tmp_path / "library")
    with ReadingRoom.open(library) as room:
        room.index()
    begun: list[ChildProcess | None] = []

    AppWithoutTextual(monkeypatch, begun.append)
    show_app(Options(library=library), "", tmp_path / "picture")

    assert begun == [None]
    assert "The note could not be saved." in capsys.readouterr().err


def test_a_run_of_the_index_whose_app_was_killed_ends_with_its_next_word(tmp_path: Path) -> None:
    with start_reader(*index_arguments(write_library(tmp_path / "library"))) as child:
        assert child.stdout is not None
        child.stdout.close()

        assert child.wait(60) == 0
