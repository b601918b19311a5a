"""`reader tour`: twelve steps through the app, on a copy of the samples of which nothing is kept."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.cli.command import CliCommand, CommandGroup, Example, Options
from reader.cli.printing import has_terminal, out, out_json

_PAGE = """<html><head><title>The ferry of Tolm</title></head><body><article><h1>The ferry of Tolm</h1>
<p>This page was made for the tour, and lies in a folder that is deleted when the tour ends.</p>
<p>The ferry of Tolm left the harbor at night with 14 people and came back at dawn, the harbor office said.</p>
</article></body></html>
"""


def run(options: Options) -> int:
    """Give the tour; without a terminal, print its steps."""
    from reader.room.settings import load_settings, user_places
    from reader.view.keymap import Keymap
    from reader.view.tour import STEPS

    settings = load_settings(user_places().settings)
    if not options.json and has_terminal():
        return _give()
    keymap = Keymap.of(settings)
    steps = [keymap.fill(each.told) for each in STEPS]
    if options.json:
        out_json([{"step": number, "told": told} for number, told in enumerate(steps, 1)])
        return 0
    for number, told in enumerate(steps, 1):
        out(f"{number:>2}  {told}")
    out("\nIn a terminal, “reader tour” takes you through these steps.")
    return 0


def _give() -> int:
    from reader.cli.launch import show_tour
    from reader.room.libraries import copy_samples

    with TemporaryDirectory(prefix="reader-tour-") as folder:
        # The child that indexes must not keep anything of the tour either.
        for name in ("data", "cache", "state"):
            os.environ[f"XDG_{name.upper()}_HOME"] = str(Path(folder) / name)
        library, page = Path(folder) / "tour", Path(folder) / "ferry.html"
        copy_samples(library)
        page.write_text(_PAGE, encoding="utf-8")
        return show_tour(library, page)


COMMAND = CliCommand(
    "tour",
    "Take the tour: twelve steps through the app",
    group=CommandGroup.PROGRAM,
    details="You take it on a copy of the samples; nothing that you do in it is kept. Without a terminal, the steps "
    "are printed.",
    arguments=(),
    examples=(Example("reader tour", "Take the tour."),),
    run=run,
)
