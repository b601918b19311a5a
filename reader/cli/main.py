"""The command line: arguments go to the room, and what it says is printed, or the app is run.

Exit status: 0 done, 1 nothing found or refused (with a sentence), 2 wrong usage.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from reader import __version__
from reader.cli.note_options import choose_notes, note_parsers
from reader.library.errors import ReaderError
from reader.library.safe_text import line

# As the rooms have them, which are not imported before they are needed.
EVIDENCE_KINDS = ("passage", "figure", "disagreement", "name", "event", "cites", "author", "version", "alike")
RELATIONS = ("confirms", "contradicts", "repeats", "unrelated")
LEDGER_COLUMNS = ("counted", "number", "said", "site", "published")
LEDGER_FORMATS = ("markdown", "csv", "json")
NAME_KINDS = ("person", "place", "group", "outlet", "name")
HIT_ORDERS = ("relevance", "date", "title", "site", "length", "unread")


class _Parser(argparse.ArgumentParser):
    """Prints what is wrong with the arguments as harmless text."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.prog}: {line(message)}\nTry “{self.prog} --help”.\n")
        raise SystemExit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `reader` with *arguments*; return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.excepthook = _told
    try:
        return _run(given)
    except ReaderError as error:
        sys.stderr.write(f"reader: {line(str(error))}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _told(kind: type[BaseException], error: BaseException, _: object) -> None:
    """Say that a bug happened, harmlessly; the traceback is for those who ask with READER_DEBUG."""
    if os.environ.get("READER_DEBUG"):
        sys.__excepthook__(kind, error, error.__traceback__)
    sys.stderr.write(f"reader: this is a bug in reader: {kind.__name__}: {line(str(error))}\n")


def _run(given: list[str]) -> int:
    # `reader PATH` opens a folder; a first word that is neither a command nor an option is one.
    if given and not given[0].startswith("-") and given[0] not in _commands():
        given = ["open", *given]
    # `reader --library PATH reader://…` opens the link too.
    link = next((at for at, each in enumerate(given) if each.startswith("reader://")), None)
    if link is not None and not _commands() & {*given[:link]}:
        given.insert(link, "open")
    # What follows --query is a query, also where it begins with a hyphen as `-not` does.
    for at in [at for at, each in enumerate(given[:-1]) if each == "--query"][::-1]:
        given[at : at + 2] = [f"--query={given[at + 1]}"]
    # The defaults stand here: set on the parsers, those of a command would undo what was given before its name.
    options = _parser().parse_args(given, argparse.Namespace(command=None, library=None, json=False))
    if options.command == "search" and not options.query and options.saved is None:
        _Parser(prog="reader search").error("say what to search for, or --saved NAME")
    options.link = ""
    if options.command == "open" and options.path.startswith("reader:"):
        options.link = options.path
    elif options.command == "open":
        options.library = options.library or Path(options.path)
    if options.command in {None, "open"}:
        return _open(options)
    from reader.cli.commands import COMMANDS
    from reader.cli.launch import opened

    with opened(options)[0] as room:
        return COMMANDS[options.command](options, room)


def _open(options: argparse.Namespace) -> int:
    """Run the app behind the picture of its last screen."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from reader.cli.commands import show_list, show_passage

        return show_passage(options) if options.link else show_list(options)
    # The picture is on screen before anything of the app is imported.
    from platformdirs import user_cache_path

    from reader.view.last_screen import hide_picture, picture_path, show_picture

    picture = picture_path(user_cache_path("reading-room", appauthor=False), str(options.library or ""))
    is_shown = show_picture(picture)
    try:
        from reader.cli.launch import show_app

        return show_app(options, picture)
    except BaseException:
        # Whatever is to be said now must be said on the user's own screen.
        if is_shown:
            hide_picture()
        raise


def _commands() -> frozenset[str]:
    reading = {"open", "list", "search", "searches", "read", "related", "compare", "event", "names"}
    return frozenset(reading | {"add", "notes", "verify", "mark", "index", "config", "keys"})


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    common.add_argument(
        "--library", metavar="PATH", type=Path, default=argparse.SUPPRESS, help="the library or folder to open"
    )
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON for programs")
    parser = _Parser(
        prog="reader",
        description="A terminal reading room for people who keep articles. Without a command, it opens the library.",
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"reader {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, told: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=told, description=told, parents=[common])

    opened = command("open", "open a library, a folder of articles in place, or where a reader:// link leads")
    opened.add_argument("path", metavar="PATH|LINK", help="the same as “reader PATH”; reader://ARTICLE/NOTE is a link")
    listing = command("list", "list the articles")
    listing.add_argument("--sort", default="date", choices=("date", "oldest", "title", "site", "length", "saved"))
    listing.add_argument("--problems", action="store_true", help="only what could not be read, and why")
    searching = command("search", "search the library")
    searching.add_argument("query", nargs="*")
    searching.add_argument("--limit", type=_positive, default=20)
    searching.add_argument("--sort", default="relevance", choices=HIT_ORDERS)
    searching.add_argument("--ids", action="store_true", help="print ids only")
    searching.add_argument("--facets", action="store_true", help="count by site, month, tag, name and language too")
    searching.add_argument("--explain", action="store_true", help="say why each is found, and what empties the search")
    searching.add_argument("--saved", metavar="NAME", help="search for what is saved by this name (and the words)")
    saving = command("searches", "list, save and delete searches by name")
    saving.add_argument("action", nargs="?", default="list", choices=("list", "save", "delete"))
    saving.add_argument("name", nargs="?")
    saving.add_argument("query", nargs="*")
    reading = command("read", "print an article's text")
    reading.add_argument("id")
    reading.add_argument("--width", type=_positive, default=78)
    adding = command("add", "add files and folders of pages to the library")
    adding.add_argument("paths", nargs="+", type=Path, metavar="FILE")
    _related_parser(command("related", "list the articles that bear on one, with the evidence; or judge one of them"))
    _compare_parser(command("compare", "show what two articles share, what was changed and what only one has"))
    _event_parser(command("event", "list the articles that tell of the same event, or the figures that they tell"))
    _names_parser(command("names", "list the names spotted in the library; merge and split headings of names.yaml"))
    noting = command("notes", "list, make, tag and delete notes; take them out, in, and bring them back")
    note_parsers(noting, common, _Parser)
    verifying = command("verify", "check quotations: are these words still there?")
    verifying.add_argument("paths", nargs="*", type=Path, metavar="FILE.md", help="a document; without one, your notes")
    choose_notes(verifying)
    marking = command("mark", "mark articles read or starred, and tag them")
    marking.add_argument("ids", nargs="+", metavar="ID")
    marking.add_argument("--read", action=argparse.BooleanOptionalAction, default=None)
    marking.add_argument("--star", action=argparse.BooleanOptionalAction, default=None)
    marking.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="tag them; the files stay as they are"
    )
    marking.add_argument("--untag", action="append", default=[], metavar="TAG", help="take away a tag given so")
    indexing = command("index", "bring the index up to date")
    indexing.add_argument("--progress", action="store_true", help=argparse.SUPPRESS)
    indexing.add_argument("--rebuild", action="store_true", help="throw the caches away and build them again")
    command("config", "show the settings and where everything is kept")
    command("keys", "show all keys of the app")
    return parser


def _related_parser(relating: argparse.ArgumentParser) -> None:
    relating.add_argument("id")
    relating.add_argument("--limit", type=_positive, default=20)
    relating.add_argument("--kind", choices=EVIDENCE_KINDS, default="", help="only with this kind of evidence")
    relating.add_argument(
        "--fold",
        action=argparse.BooleanOptionalAction,
        default=False,
        help="tell articles with the same text as one, and its copies",
    )
    relating.add_argument("--dismissed", action="store_true", help="list what was dismissed")
    judging = relating.add_mutually_exclusive_group()
    judging.add_argument("--confirm", metavar="OTHER", help="confirm the cross-reference to another article")
    judging.add_argument("--dismiss", metavar="OTHER", help="offer the cross-reference to another article no more")
    judging.add_argument("--take-back", metavar="OTHER", help="forget what was judged of it")
    relating.add_argument("--relation", choices=RELATIONS, default="", help="--confirm: how it bears on the article")
    relating.add_argument("--note", default="", help="--confirm, --dismiss: a note, in Markdown")


def _compare_parser(comparing: argparse.ArgumentParser) -> None:
    comparing.add_argument("a", metavar="A")
    comparing.add_argument("b", metavar="B")
    comparing.add_argument("--width", type=_positive, default=78)
    comparing.add_argument("--only-different", action="store_true", help="leave out what is alike in both")


def _event_parser(telling: argparse.ArgumentParser) -> None:
    telling.add_argument("id")
    telling.add_argument("--ledger", action="store_true", help="the figures told: what is counted, who says so, where")
    telling.add_argument(
        "--sort", choices=LEDGER_COLUMNS, default="counted", help="--ledger: the column to order the figures by"
    )
    telling.add_argument("--format", choices=LEDGER_FORMATS, default="markdown", help="--ledger: how it is printed")


def _names_parser(naming: argparse.ArgumentParser) -> None:
    naming.add_argument("words", nargs="*", metavar="WORD", help="only names that have these words")
    naming.add_argument("--limit", type=_positive, default=100)
    naming.add_argument("--known", action=argparse.BooleanOptionalAction, default=None, help="only those of names.yaml")
    changing = naming.add_mutually_exclusive_group()
    changing.add_argument("--merge", nargs=2, metavar=("A", "B"), help="make B and its spellings spellings of A")
    changing.add_argument(
        "--split", nargs=2, metavar=("HEADING", "SPELLING"), help="make a spelling a heading of its own"
    )
    naming.add_argument("--kind", choices=NAME_KINDS, default="", help="--merge, --split: what the name is of")
    naming.add_argument("--write", action="store_true", help="--merge, --split: write names.yaml, else only show")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it must be 1 or more")
    return number
