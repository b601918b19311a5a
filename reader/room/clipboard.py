"""Copying a text to tmux's buffer and the system's clipboard; the app itself serves the terminal's clipboard."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

# Seconds: a program that waits for a missing display must not hold anything up.
_PATIENCE = 2.0


class ClipboardProgram(NamedTuple):
    """A program that copies its standard input, and the *place* to which it copies."""

    place: str
    command: Sequence[str]


def programs(
    environment: Mapping[str, str], find: Callable[[str], str | None] = shutil.which, platform: str = sys.platform
) -> Iterator[ClipboardProgram]:
    """Yield the programs by which a text can be copied here: at most one for tmux and one for the system."""
    if environment.get("TMUX") and find("tmux"):
        # -w: tmux passes it on to its own terminal, if that is allowed.
        yield ClipboardProgram("tmux's buffer", ("tmux", "load-buffer", "-w", "-"))
    known = (
        ("pbcopy", platform == "darwin", ()),
        ("wl-copy", "WAYLAND_DISPLAY" in environment, ()),
        ("xclip", "DISPLAY" in environment, ("-selection", "clipboard")),
        ("xsel", "DISPLAY" in environment, ("--clipboard", "--input")),
        ("clip.exe", "WSL_DISTRO_NAME" in environment, ()),
    )
    for name, is_here, arguments in known:
        if is_here and find(name):
            yield ClipboardProgram(f"the clipboard ({name})", (name, *arguments))
            return


def copy(text: str, environment: Mapping[str, str] | None = None) -> list[str]:
    """Copy *text* with every such program; return the places of those that succeeded."""
    return [each.place for each in programs(environment or os.environ) if _took(each.command, text)]


def _took(command: Sequence[str], text: str) -> bool:
    data = text.encode("utf-8", "replace")
    # An older tmux does not know -w.
    for words in (command, [each for each in command if each != "-w"]):
        with suppress(OSError, subprocess.SubprocessError):
            # No pipe for its output: xclip and the like keep running and would hold it open.
            done = subprocess.run(  # noqa: S603 - one of the programs above
                words, input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_PATIENCE, check=False
            )
            if done.returncode == 0:
                return True
    return False


def told(what: str, text: str, places: Sequence[str], *, is_offered: bool) -> str:
    """Return the message after copying; it claims no more than is known, since a terminal does not answer."""
    number = f"{what} ({len(text):,} characters)"
    if not places and not is_offered:
        return f"{number} is too long for the terminal, and there is no other clipboard here."
    taken = f"copied to {' and '.join(places)}" if places else ""
    offered = "sent to the terminal's clipboard, if it takes one" if is_offered else ""
    return f"{number} {'; '.join(filter(None, (taken, offered)))}."
