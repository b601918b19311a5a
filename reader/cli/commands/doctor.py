"""`reader doctor`: check library, notes, caches, settings, terminal and dependencies."""

from itertools import groupby
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options
from reader.cli.printing import out, out_json, report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.cli.checkup import Finding


def run(options: Options) -> int:
    """Print what was found, part by part; the exit status is 1 if there is a problem."""
    found: list[Finding] = []
    for part, findings in groupby(_findings(options), lambda each: each.part):
        if not options.json:
            out(part)
        for each in findings:
            found.append(each)
            if not options.json:
                report(f"  {each.state:<9} {each.text}" + (f"\n            → {each.advice}" if each.advice else ""))
    from reader.text.plurals import count

    problems = sum(each.state == "problem" for each in found)
    if options.json:
        out_json({"problems": problems, "findings": [each._asdict() for each in found]})
    else:
        out("\n" + (f"{count(problems, 'problem')}." if problems else "No problem was found."))
    return int(bool(problems))


def _findings(options: Options) -> "Iterator[Finding]":
    from reader.cli import checkup
    from reader.cli.launch import opened_room
    from reader.library.errors import ReaderError
    from reader.room.settings import load_settings, user_places

    places = user_places()
    settings = load_settings(places.settings)
    try:
        with opened_room(options) as room:
            # First of all: the catalog is what the others ask.
            caches = [*checkup.settled("caches", lambda: checkup.check_caches(room, places, repair=options.repair))]
            yield from caches
            is_sound = all(each.state != "problem" for each in caches)
            yield from checkup.settled("library", lambda: checkup.check_library(room, index=is_sound))
            yield from checkup.settled("notes", lambda: checkup.check_notes(room))
    except ReaderError as error:
        yield checkup.Finding("library", "problem", str(error))
    yield from checkup.settled("settings", lambda: checkup.check_settings(settings, places))
    yield from checkup.check_terminal()
    yield from checkup.check_dependencies()


COMMAND = CliCommand(
    "doctor",
    "Check library, notes, caches, settings, terminal and dependencies",
    group=CommandGroup.PROGRAM,
    details="Each problem comes with the command or the change that solves it. No file of the library is changed; with "
    "--repair, damaged caches are built again.",
    arguments=(Argument("--repair", "Build damaged caches again"),),
    examples=(
        Example("reader doctor", "Check everything."),
        Example("reader doctor --repair", "Check everything, and build damaged caches again."),
    ),
    run=run,
)
