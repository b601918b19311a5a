"""`reader licenses`: what reader is built on, and under which licenses."""

from reader.cli.command import JSON, OFFLINE, Argument, CliCommand, CommandGroup, Example, Options
from reader.cli.printing import out, out_json
from reader.library.errors import ReaderError


def run(options: Options) -> int:
    """Print the table, or the license of one program."""
    from reader.cli.dependencies import dependencies, normalized
    from reader.cli.parser import meant, quoted

    known = sorted(dependencies(), key=lambda each: normalized(each.name))
    if options.name is not None:
        by_name = {normalized(each.name): each for each in known}
        if normalized(options.name) not in by_name:
            raise ReaderError(f"reader does not use {quoted(options.name)}.{meant(options.name, by_name)}")
        known = [by_name[normalized(options.name)]]
    if options.json:
        out_json([
            {"name": each.name, "version": each.version, "license": each.license or None,
             "needed_by": each.needed_by, "texts": list(each.license_texts) if options.name else None}
            for each in known
        ])  # fmt: skip
    elif options.name is not None:
        found = known[0]
        out("\n\n".join([f"{found.name} {found.version}: {found.license or 'no license named'}", *found.license_texts]))
    else:
        for each in known:
            out(f"{each.name:<20} {each.version:<12} {each.license or 'no license named':<30} for {each.needed_by}")
        out("\nreader itself is under the MIT license. The text of a license: reader licenses NAME")
    return 0


COMMAND = CliCommand(
    "licenses",
    "List the programs that reader is built on, with their licenses",
    group=CommandGroup.PROGRAM,
    arguments=(Argument("NAME", "Print the license of this program", is_optional=True),),
    examples=(
        Example("reader licenses", "List all of them, with versions and licenses."),
        Example("reader licenses textual", "Print the text of one license."),
    ),
    run=run,
    common=(JSON, OFFLINE),
)
