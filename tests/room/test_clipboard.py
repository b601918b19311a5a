"""Which clipboards there are, what is given to them, and what is said of it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reader.room.clipboard import copy, programs, told

Find = Callable[[str], str | None]


def having(*names: str) -> Find:
    """Return what finds these programs."""
    return lambda name: f"/bin/{name}" if name in names else None


@pytest.mark.parametrize(
    ("environment", "installed", "platform", "commands"),
    [
        ({}, ("tmux", "xclip", "wl-copy", "pbcopy"), "linux", []),
        ({"TMUX": "x", "DISPLAY": ":0"}, ("tmux", "xclip", "xsel"), "linux", ["tmux", "xclip"]),
        ({"TMUX": "x", "DISPLAY": ":0"}, ("xsel",), "linux", ["xsel"]),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, ("wl-copy", "xclip"), "linux", ["wl-copy"]),
        ({}, ("pbcopy",), "darwin", ["pbcopy"]),
        ({"WSL_DISTRO_NAME": "d"}, ("clip.exe",), "linux", ["clip.exe"]),
    ],
)
def test_only_what_is_installed_and_has_a_place_here_is_tried(
    environment: Mapping[str, str], installed: tuple[str, ...], platform: str, commands: list[str]
) -> None:
    assert [each.command[0] for each in programs(environment, having(*installed), platform)] == commands


def test_a_text_is_given_whole_and_a_program_that_fails_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, script in {"tmux": f'test "$2" = - && cat > {tmp_path}/buffer', "xclip": "exit 1"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr("sys.platform", "linux")

    # This tmux is an old one: it refuses -w.
    assert copy("“Words” of حلب\n", {"TMUX": "x", "DISPLAY": ":0"}) == ["tmux's buffer"]
    assert (tmp_path / "buffer").read_text() == "“Words” of حلب\n"


def test_no_more_is_said_than_is_known() -> None:
    assert told("Link", "x" * 1200, [], is_offered=True) == (
        "Link (1,200 characters) sent to the terminal's clipboard, if it takes one."
    )
    assert told("Link", "x", ["tmux's buffer", "the clipboard (xsel)"], is_offered=True) == (
        "Link (1 characters) copied to tmux's buffer and the clipboard (xsel); "
        "sent to the terminal's clipboard, if it takes one."
    )
    assert "too long" in told("Words", "x", [], is_offered=False)
