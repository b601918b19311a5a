"""Make the pictures of the README from the running app, on the bundled library.

    python screenshots/make.py [NAME …]

It writes SVG with Textual and PNG with resvg, for which the font DejaVu Sans Mono should be installed. `recording`
is the film of the main flow, `browser` the app in a browser; where no Chromium is installed, that picture is kept.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from reader.tui.app import ReaderApp

HERE = Path(__file__).parent
LIBRARY = HERE.parent / "library"
Scene = Callable[["Sitting"], Awaitable[None]]


class Sitting:
    """The app with somebody at the keys."""

    def __init__(self, app: "ReaderApp", pilot: "Pilot[None]") -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what was asked has been answered."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause(0.03)
        await self.pilot.pause(0.6)

    async def open(self, article_id: str) -> None:
        """Open an article as if from the list."""
        screen = self.app.reading
        numbers = list(screen.list_view.model.numbers)
        row = screen.room.catalog.rows_of([article_id])[0]
        screen.list_view.select(numbers.index(row))
        await self.press("enter")


async def panes(sitting: Sitting) -> None:
    """Show the four panes."""
    await sitting.open("2016-12-17-digest-global-research")
    await sitting.press(")", ")", ")", "3", "j")


async def search(sitting: Sitting) -> None:
    """Show a search."""
    await sitting.press("/", *"corridor", "space", *"evacuation")
    await sitting.press("enter", "enter")


async def facets(sitting: Sitting) -> None:
    """Show the drawer of facets with a search that it narrows."""
    await sitting.press("/", *"aleppo", "space", *"figures", "enter")
    await sitting.press("F", "j", "enter")


async def explain(sitting: Sitting) -> None:
    """Show why a hit was found, and what is near a word that nothing has."""
    await sitting.press("/", *"evacuation", "space", *"busess", "space", "enter", "E")


async def evidence(sitting: Sitting) -> None:
    """Show the cross-references with their evidence marked in the article."""
    await sitting.open("2016-12-15-digest-105-quarters")
    await sitting.press("3", "j", "]", "]")


async def ledger(sitting: Sitting) -> None:
    """Show the figures told of an event."""
    await sitting.open("2016-12-17-digest-global-research")
    await sitting.press("number_sign", "j", "j")


async def speaker(sitting: Sitting) -> None:
    """Show what one speaker said, in time order."""
    await sitting.press("Q", *"lavrov", "enter", "j")


async def judging(sitting: Sitting) -> None:
    """Show a cross-reference being judged."""
    await sitting.open("2016-12-15-digest-105-quarters")
    await sitting.press("3", "j", "y", "3", "tab", *"fighters", "space", *"with", "space", *"families")


async def note(sitting: Sitting) -> None:
    """Show a note being written."""
    await sitting.open("reading-conflicting-figures")
    await sitting.press(")", ")", ")", ")", "a", *"Who", "space", *"counted,", "space", *"and", "space", *"when")


async def notebook(sitting: Sitting) -> None:
    """Show the notebook, grouped by tag."""
    await sitting.press("B", "S", "j")


async def middle(sitting: Sitting) -> None:
    """Show 80 columns."""
    await sitting.open("palmyra")
    await sitting.press(")", ")")


async def narrow(sitting: Sitting) -> None:
    """Show 60 columns."""
    await sitting.open("jabhat-fatah-al-sham")


async def light(sitting: Sitting) -> None:
    """Show the light colors."""
    await sitting.open("chronology-december-2016")
    await sitting.press("T", "}", "}", "H")


async def help_page(sitting: Sitting) -> None:
    """Show the help."""
    await sitting.press("question_mark")


async def compare(sitting: Sitting) -> None:
    """Show two articles side by side where they say the same in other words, and a passage that has moved."""
    await sitting.open("aircraft-over-aleppo")
    await sitting.press("3")
    crossrefs = sitting.app.reading.crossrefs
    while crossrefs.selected_id != "2016-12-07-digest-global-research":
        await sitting.pilot.press("j")
        await sitting.pilot.pause(0.03)
    await sitting.press("c", "]", "]")


SCENES: dict[str, tuple[Scene, tuple[int, int]]] = {
    "panes": (panes, (130, 40)),
    "search": (search, (130, 40)),
    "facets": (facets, (130, 40)),
    "explain": (explain, (130, 40)),
    "evidence": (evidence, (130, 40)),
    "ledger": (ledger, (130, 40)),
    "speaker": (speaker, (130, 40)),
    "judging": (judging, (130, 40)),
    "note": (note, (130, 40)),
    "notebook": (notebook, (130, 40)),
    "light": (light, (130, 40)),
    "middle": (middle, (80, 24)),
    "narrow": (narrow, (60, 24)),
    "compare": (compare, (130, 40)),
    "help": (help_page, (120, 40)),
}


async def make(name: str, library: Path) -> None:
    """Make one picture."""
    from reader.room import ReadingRoom
    from reader.tui.app import ReaderApp

    scene, size = SCENES[name]
    with ReadingRoom.open(library) as room:
        room.index()
        app = ReaderApp(room, with_indexing=False)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.5)
            await scene(Sitting(app, pilot))
            (HERE / f"{name}.svg").write_text(app.export_screenshot(title="reader"), encoding="utf-8")


def convert(name: str) -> None:
    """Make a PNG of an SVG."""
    import resvg_py

    font = "DejaVu Sans Mono"
    data = resvg_py.svg_to_bytes(svg_path=str(HERE / f"{name}.svg"), font_family=font, monospace_family=font)
    (HERE / f"{name}.png").write_bytes(bytes(data))


def make_scene(name: str, library: Path) -> str:
    """Make a picture of the app; return what to say of it."""
    asyncio.run(make(name, library))
    convert(name)
    return name


def make_recording(name: str, library: Path) -> str:
    """Make the film of the main flow."""
    from screenshots import recording

    (HERE / f"{name}.svg").write_text(recording.film(library), encoding="utf-8")
    return name


def make_browser(name: str, library: Path) -> str:
    """Make the picture of the app in a browser, where there is one."""
    from screenshots import in_browser

    found = asyncio.run(in_browser.picture(library))
    if found is None:
        return f"{name}: kept as it is, for no Chromium is installed"
    (HERE / f"{name}.png").write_bytes(found)
    return name


MAKERS = dict.fromkeys(SCENES, make_scene) | {"recording": make_recording, "browser": make_browser}


def main() -> None:
    """Make what was asked for, or everything, each on a fresh copy of the bundled library."""
    sys.path.insert(0, str(HERE.parent))
    for name in sys.argv[1:] or MAKERS:
        with tempfile.TemporaryDirectory() as folder:
            for part in ("cache", "data", "state", "config"):
                os.environ[f"XDG_{part.upper()}_HOME"] = f"{folder}/{part}"
            library = Path(folder) / "library"
            shutil.copytree(LIBRARY, library, ignore=shutil.ignore_patterns("state"))
            sys.stdout.write(f"{MAKERS[name](name, library)}\n")


if __name__ == "__main__":
    main()
