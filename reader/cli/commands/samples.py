"""`reader samples`: a small library to try things on, beside one's own; missing files are restored."""

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options
from reader.cli.printing import has_terminal, out, out_json


def run(options: Options) -> int:
    """Restore the samples, and open them if there is a terminal."""
    from reader.room.libraries import LibraryShelf, make_own_library, restore_samples
    from reader.room.settings import user_places
    from reader.text.plurals import count

    places = user_places()
    make_own_library(places)
    restored = restore_samples(places)
    if options.json:
        out_json({"path": str(places.samples), "restored": restored})
        return 0
    if not options.restore and has_terminal():
        from reader.cli.commands.open import COMMAND as OPEN
        from reader.cli.parser import run_other

        return run_other(OPEN, options, library=places.samples)
    LibraryShelf(places).note_opened(places.samples)
    told = f"{count(restored, 'file was', 'files were')} brought back" if restored else "nothing was missing"
    out(f"The samples are in {places.samples}: {told}. Open them: reader samples")
    return 0


COMMAND = CliCommand(
    "samples",
    "Open the samples, a small library to try things on",
    group=CommandGroup.LIBRARY,
    details="They lie beside your own library and never mix with it. Missing files are restored; your notes on "
    "them, and what you changed, stay.",
    arguments=(Argument("--restore", "Only restore missing files"),),
    examples=(
        Example("reader samples", "Open the samples."),
        Example("reader samples --restore", "Bring back what was deleted of them."),
    ),
    run=run,
)
