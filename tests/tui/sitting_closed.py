"""The app on libraries of which something is closed, before it starts or while it runs; prints what came of it as JSON.

    python -m tests.tui.sitting_closed FOLDER '["the cache", "now"]' '["notes/", "later"]'

A process of its own, because what is tried is what the modes of files forbid, and root's own processes heed none.
"""

import asyncio
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from reader.library.errors import ReaderError
from reader.notes.model import new_annotation
from reader.notes.selectors import selectors_for
from reader.room import ReadingRoom
from reader.room.settings import load_settings, user_places
from reader.tui.app import ReaderApp
from tests.cli.test_closed_places import PLACES, close
from tests.tui.conftest import write_library

NOTE = "The dam had been old"
# Each group goes through what reads or writes another place; what opened over the screen is closed after it.
_WAYS = (
    ("j", "k", "enter", "g"), (")", "H"), ("s",), ("slash", *"marlow", "enter"), ("ctrl+s", *"floods", "enter"), ("L",),
    ("escape",), ("1", "g", "E"), ("2", "i"), ("o",), ("P",), ("D",), ("x",), ("4", "I"),
    ("2", "u"), ("escape",), ("O",), ("escape",), ("B",), ("F",), ("escape",),
    ("t", *"dams", "enter"), ("escape",), ("escape",),
    ("1", "G", "enter"),
)  # fmt: skip


async def sit(library: Path, home: dict[str, Path], place: str, when: str) -> dict[str, Any]:
    """Use the app as a person would; return what came of it."""
    places = user_places()
    if when == "now":
        PLACES[place](library, home)
    with ReadingRoom.open(library, settings=load_settings(places.settings), places=places) as room:
        app = ReaderApp(room)
        said = []
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.3)
            if when == "later":
                PLACES[place](library, home)
            for keys in _WAYS:
                await pilot.press(*keys)
                await pilot.pause(0.05)
                said.append(app.reading.said)
                if app.screen is not app.reading:
                    await pilot.press("escape")
            await pilot.press("2", "g", ")", "a")
            await pilot.pause(0.05)
            was_writing = app.reading.is_writing
            await pilot.press(*("space" if each == " " else each for each in NOTE), "ctrl+s")
            await pilot.pause(0.2)
            said.append(app.reading.said)
            is_open = app.reading.editor.is_open
            app.exit()
            while app.is_running:  # noqa: ASYNC110 - Textual has no event for it
                await asyncio.sleep(0.01)
        bug = repr(app.failure) if app.failure else ""
        return {"bug": bug, "status": app.return_code, "said": said, "was_writing": was_writing, "is_open": is_open}


def kept(folder: Path) -> bool:
    """Tell whether the note is on disk, as a note or as a draft; what was closed is opened to look."""
    for parent, names, files in os.walk(folder):
        for name in (*names, *files):
            (Path(parent) / name).chmod(0o700)
    close(folder, 0o700)
    return any(NOTE in each.read_text(errors="replace") for each in folder.rglob("*.md") if each.is_file())


def main(folder: Path, tries: list[tuple[str, str]]) -> None:
    """Print what came of each."""
    outcomes = []
    for number, (place, when) in enumerate(tries):
        here = folder / str(number)
        home = {name: here / "home" / name for name in ("data", "cache", "state", "config")}
        for name, path in home.items():
            path.mkdir(parents=True)
            os.environ[f"XDG_{name.upper()}_HOME"] = str(path)
        library = write_library(here / "library")
        (library / "state").mkdir()
        with ReadingRoom.open(library, places=user_places()) as room:
            room.index()
            text = room.article("flood").text
            room.notes.save(new_annotation("flood", selectors_for(text, 0, 9), body="an older note"))
        (here / "work" / "closed").mkdir(parents=True)
        try:
            outcome = asyncio.run(sit(library, home, place, when))
        except ReaderError as error:
            outcome = {"refused": str(error)}
        except Exception:  # noqa: BLE001 - whatever comes out of it is what is looked for
            outcome = {"bug": traceback.format_exc()}
        outcomes.append({**outcome, "kept": kept(here)})
    sys.stdout.write(json.dumps(outcomes))


if __name__ == "__main__":
    main(Path(sys.argv[1]), [tuple(json.loads(each)) for each in sys.argv[2:]])
