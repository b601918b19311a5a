"""The picture of the last screen: shown only from a folder of this user alone."""

import contextlib
import io
import os
from pathlib import Path

import pytest

from reader.view.last_screen import keep_picture, show_picture


class Terminal(io.StringIO):
    """Where the picture is shown; `os` is told its size by the fixture."""

    def fileno(self) -> int:
        return 1


def shown(path: Path) -> str | None:
    """Return what is put on the terminal, None if nothing is."""
    terminal = Terminal()
    with contextlib.redirect_stdout(terminal):
        is_shown = show_picture(path)
    assert bool(terminal.getvalue()) is is_shown
    return terminal.getvalue() or None


@pytest.fixture
def picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((20, 2)))
    path = tmp_path / "screens" / "1234abcd"
    keep_picture(path, 20, ["Keller wins again", "A choir in winter"])
    return path


def test_the_picture_that_was_kept_is_shown_on_a_terminal_of_its_size(
    picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Keller wins again\r\nA choir in winter" in (shown(picture) or "")

    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((21, 2)))
    assert shown(picture) is None


def test_a_picture_in_a_folder_of_somebody_else_is_not_shown_and_not_written(
    picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = picture.read_bytes()
    monkeypatch.setattr(os, "geteuid", lambda: picture.stat().st_uid + 1)

    keep_picture(picture, 20, ["Another screen", ""])

    assert shown(picture) is None
    assert picture.read_bytes() == before


def test_a_picture_in_a_folder_that_others_may_write_is_shown_only_after_the_folder_was_closed(picture: Path) -> None:
    picture.parent.chmod(0o777)
    assert shown(picture) is None

    keep_picture(picture, 20, ["Keller wins again", "A choir in winter"])

    assert picture.parent.stat().st_mode & 0o777 == 0o700
    assert shown(picture)


@pytest.mark.parametrize("text", ["20x2\n\x1b]0;x\x07", "20x2\n\x1b[2J", "no size", "20x2\n" + "x" * 1_000_001])
def test_a_picture_with_more_than_text_and_colors_or_too_large_is_not_shown(picture: Path, text: str) -> None:
    picture.write_text(text)

    assert shown(picture) is None
