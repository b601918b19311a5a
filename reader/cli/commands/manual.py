"""`reader manual`: the manual, in the app as a folder of articles, or page by page."""

import re
from collections.abc import Mapping

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, whole_number
from reader.cli.printing import has_terminal, out, out_json
from reader.library.errors import ReaderError

_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


def run(options: Options) -> int:
    """Open the manual, or print a page of it, its contents or the man page."""
    from reader.cli.manual import manual_pages
    from reader.library.front_matter import parse_article

    if options.man:
        from reader.cli.commands import load_commands
        from reader.cli.man_page import man_page

        text = man_page(load_commands())
        out_json({"man": text}) if options.json else out(text)
        return 0
    if options.topic is None and not options.json and has_terminal():
        return _open(options)
    parsed = {topic: parse_article(text) for topic, text in manual_pages().items()}
    titles = {topic: record.title or topic for topic, (record, *_) in parsed.items()}
    if options.topic is None:
        _print_contents(options, titles)
        return 0
    if options.topic not in parsed:
        from reader.cli.parser import meant

        raise ReaderError(f"The manual has no page “{options.topic}”.{meant(options.topic.casefold(), parsed)}")
    _print_page(options, titles[options.topic], parsed[options.topic][2])
    return 0


def _print_contents(options: Options, titles: Mapping[str, str]) -> None:
    if options.json:
        out_json([{"topic": topic, "title": title} for topic, title in titles.items()])
        return
    for topic, title in titles.items():
        out(f"{topic:<10} {title}")
    out("\nTo read a page: reader manual TOPIC")


def _print_page(options: Options, title: str, markdown: str) -> None:
    if options.json:
        out_json({"topic": options.topic, "title": title, "text": markdown})
        return
    from reader.cli.commands.read import wrapped
    from reader.library.markdown import parse

    # Plain text has no other way to mark a key or a word of a query.
    marked = _CODE.sub(r"“\1”", markdown)
    out(wrapped(parse(f"# {title}\n\n{marked}"), options.width))


def _open(options: Options) -> int:
    from reader.cli.commands.open import COMMAND as OPEN
    from reader.cli.manual import write_manual
    from reader.cli.parser import run_other
    from reader.room.settings import user_places

    folder = user_places().manual
    write_manual(folder)
    return run_other(OPEN, options, library=folder, path="reader://start")


COMMAND = CliCommand(
    "manual",
    "Open the manual, or print a page of it",
    group=CommandGroup.PROGRAM,
    details="In a terminal, the manual opens in the app, as a folder of articles.",
    arguments=(
        Argument("TOPIC", "The page to print; without a terminal, omit it to list the pages", is_optional=True),
        Argument("--man", "Print the man page, in roff"),
        Argument("--width", "Wrap lines at this column", "COLUMNS", default=78, read=whole_number),
    ),
    examples=(
        Example("reader manual", "Open the manual."),
        Example("reader manual search | less", "Read the page on searching."),
        Example("reader manual --man > reader.1", "Write the man page; “man ./reader.1” shows it."),
    ),
    run=run,
)
