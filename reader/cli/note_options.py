"""The arguments of `reader notes` and `reader verify`."""

import argparse
from collections.abc import Callable
from pathlib import Path

# As the rooms have them, which are not imported before they are needed.
NOTE_FORMATS = ("markdown", "jsonld", "csv", "hypothesis", "jsonl", "html")
COLORS = ("yellow", "green", "blue", "pink", "orange")
CITATION_STYLES = ("bibtex", "ris", "csl")


def choose_notes(parser: argparse.ArgumentParser, *, with_id: bool = False) -> None:
    """Add what says which notes are meant: an article, a query, tags."""
    if with_id:
        parser.add_argument("id", nargs="?", metavar="ARTICLE", help="only the notes of this article")
    parser.add_argument(
        "--query", default="", metavar="QUERY", help="only what it finds, as in the notebook: words #tag is:orphaned …"
    )
    parser.add_argument("--tag", action="append", default=[], dest="tags", help="only with this tag")


def note_parsers(
    noting: argparse.ArgumentParser, common: argparse.ArgumentParser, kind: type[argparse.ArgumentParser]
) -> None:
    """Add the parsers of everything that `reader notes` does; without an action it lists."""
    noting.set_defaults(action=None, id=None, query="", tags=[])
    actions = noting.add_subparsers(dest="action", metavar="ACTION", parser_class=kind)

    def action(name: str, told: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=told, description=told, parents=[common])

    choose_notes(action("list", "list notes; so does “reader notes” alone"), with_id=True)
    adding = action("add", "make a note")
    adding.add_argument("id", nargs="?", metavar="ARTICLE", help="the article that it is on")
    adding.add_argument("--quote", help="the passage that it is on, in the article's words")
    adding.add_argument("--body", default="", help="the note, in Markdown")
    adding.add_argument("--color", default="yellow", choices=COLORS)
    adding.add_argument("--tag", action="append", default=[], dest="tags")
    tagging = action("tag", "give notes tags, or take tags away")
    choose_notes(tagging, with_id=True)
    tagging.add_argument("--add", action="append", default=[], metavar="TAG")
    tagging.add_argument("--remove", action="append", default=[], metavar="TAG")
    choose_notes(action("tags", "count the tags"), with_id=True)
    deleting = action("delete", "move a note to the trash, or all that a query finds")
    deleting.add_argument("id", nargs="?", metavar="NOTE")
    deleting.add_argument("--query", default="", metavar="QUERY")
    deleting.add_argument("--tag", action="append", default=[], dest="tags")
    action("undo", "bring back what was deleted last, all that went together")
    _exporting(action("export", "print notes in a format of others, or write them to a file"))
    importing = action("import", "bring in notes: W3C JSON-LD, Hypothesis JSON, Readwise CSV, and our own exports")
    importing.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="a file, or a folder of Markdown files")
    importing.add_argument("--format", default="", choices=[each for each in NOTE_FORMATS if each != "html"])
    importing.add_argument(
        "--with-unknown", action="store_true", help="also notes on articles that are not in the library"
    )
    _repairing(action)
    citing = action("cite", "print the articles that notes quote, as a bibliography")
    choose_notes(citing, with_id=True)
    citing.add_argument("--style", default="bibtex", choices=CITATION_STYLES)


def _repairing(action: Callable[[str, str], argparse.ArgumentParser]) -> None:
    accepting = action("accept", "take a moved or changed passage as what the note is on")
    accepting.add_argument("id", nargs="?", metavar="NOTE")
    attaching = action("attach", "attach a note whose passage is gone to another passage")
    attaching.add_argument("id", nargs="?", metavar="NOTE")
    attaching.add_argument("--quote", help="the passage, in the article's words")
    coloring = action("color", "give a note another color")
    coloring.add_argument("id", nargs="?", metavar="NOTE")
    coloring.add_argument("--color", default="yellow", choices=COLORS)
    action("versions", "list notes that are there in two versions, and those that are gone from their folder")
    settling = action("settle", "keep one of two versions of a note, or both")
    settling.add_argument("id", nargs="?", metavar="NOTE")
    settling.add_argument("--keep", choices=("left", "right", "both"), help="its own file, the copy, or both")
    action("restore", "write the notes again that are gone from their folder")


def _exporting(exporting: argparse.ArgumentParser) -> None:
    choose_notes(exporting, with_id=True)
    exporting.add_argument("--format", default="markdown", choices=NOTE_FORMATS)
    exporting.add_argument("--out", type=Path, metavar="FILE", help="write to this file, or folder with --per-article")
    exporting.add_argument("--per-article", action="store_true", help="a Markdown file for each article")
    exporting.add_argument(
        "--template", type=Path, metavar="FILE", help="Markdown: how a note looks, with $quote $citation $note …"
    )
