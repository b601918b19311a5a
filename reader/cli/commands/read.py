"""`reader read`: the text of an article."""

from textwrap import fill
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, Example, Options, whole_number
from reader.cli.forms import article_json, listed
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json
from reader.library.errors import ReaderError

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.library.plain_text import PlainText


def run(options: Options) -> int:
    """Print the text."""
    with current_room(options) as room:
        article = room.article(options.article)
        entry = room.catalog.entry(article.id)
        if options.json and entry is not None and not options.links:
            asides = [{"kind": each.kind, "text": each.text, "parts": list(each.parts)} for each in article.asides]
            facts = article_json(entry, room.state.of(entry.id), room.notebook.counts().get(entry.id, 0))
            out_json(facts | {"text": article.text, "asides": asides})
            return 0
    if options.links:
        return _print_links(article.plain, as_json=options.json)
    if entry is not None:
        out(f"{listed(entry)}\n")
    if article.problem and not article.text:
        raise ReaderError(article.problem)
    out(_told(article, options.width))
    return 0


def _told(article: "Article", width: int) -> str:
    """Return the text; for an article of which only the link is kept, what is known of it first."""
    text = wrapped(article.plain, width)
    if not article.record.is_link:
        return text
    from reader.view.article import lacks

    # An address is not broken, so that it can be copied.
    lines = [fill(line.text, width, break_long_words=False, break_on_hyphens=False) for line in lacks(article)]
    return "\n".join([*lines, "", text] if text else lines)


def _print_links(plain: "PlainText", *, as_json: bool) -> int:
    from dataclasses import asdict

    from reader.view.link_rows import link_rows

    rows = link_rows(plain)
    if as_json:
        out_json([asdict(each) for each in rows])
    for number, row in enumerate(() if as_json else rows, 1):
        out(f"{number:>4}  {row.words}\n      {row.target}")
    return 0 if rows else 1


def wrapped(plain: "PlainText", width: int) -> str:
    """Return a plain text wrapped to *width* columns, as the app shows it: bullets, bars, rules, tables in columns."""
    from reader.view.layout import ArticleLayout
    from reader.view.lines import Typesetting

    # The pager or program that reads this orders right-to-left text itself.
    layout = ArticleLayout(plain, width, Typesetting(orders=False))
    return "\n".join(map(layout.row_text, range(len(layout))))


COMMAND = CliCommand(
    "read",
    "Print the text of an article",
    arguments=(
        Argument("ARTICLE", "The id of the article, as “reader list” prints it in brackets", completes="article"),
        Argument("--width", "Wrap lines at this column", "COLUMNS", default=78, read=whole_number),
        Argument("--links", "Print its links instead of its text"),
    ),
    examples=(
        Example("reader read tiyas-air-base | less", "Read an article page by page."),
        Example("reader read tiyas-air-base --json", "Print its facts, its plain text and what was set aside."),
    ),
    run=run,
)
