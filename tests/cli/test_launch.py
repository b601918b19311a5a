"""What `reader` starts in a real terminal."""

import signal
import sys
from pathlib import Path

import pytest

from reader.cli.manual import manual_pages
from tests.tui.conftest import write_library
from tests.tui.terminal import Terminal

READER = [sys.executable, "-m", "reader"]


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
