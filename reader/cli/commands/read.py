"""`reader read`: the text of an article."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, Example, Options, whole_number
from reader.cli.forms import article_json, listed
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json
from reader.library.errors import ReaderError

if TYPE_CHECKING:
    from reader.library.plain_text import PlainText


def run(options: Options) -> int:
    """Print the text."""
    with current_room(options) as room:
        article = room.article(options.article)
        entry = room.catalog.entry(article.id)
        if options.json and entry is not None:
            asides = [{"kind": each.kind, "text": each.text, "parts": list(each.parts)} for each in article.asides]
            facts = article_json(entry, room.state.of(entry.id), room.notebook.counts().get(entry.id, 0))
            out_json(facts | {"text": article.text, "asides": asides})
            return 0
    if entry is not None:
        out(f"{listed(entry)}\n")
    if article.problem and not article.text:
        raise ReaderError(article.problem)
    out(wrapped(article.plain, options.width))
    return 0


def wrapped(plain: "PlainText", width: int) -> str:
    """Return a plain text wrapped to *width* columns, with bullets, quotation bars and underlined headings."""
    from reader.view.layout import ArticleLayout

    rows: list[str] = []
    for line in ArticleLayout(plain, width).lines:
        block = plain.blocks[line.block]
        lead = ("│ " * block.quote + " " * line.indent)[: line.indent - len(line.lead)] + line.lead
        text = plain.text[line.start : line.end]
        rows.append(lead + text if text else "")
        if block.kind == "heading" and line.end == block.end and text:
            rows.append(("=" if block.level == 1 else "-") * len(text))
    return "\n".join(rows)


COMMAND = CliCommand(
    "read",
    "Print the text of an article",
    arguments=(
        Argument("ARTICLE", "The id of the article, as “reader list” prints it in brackets", completes="article"),
        Argument("--width", "Wrap lines at this column", "COLUMNS", default=78, read=whole_number),
    ),
    examples=(
        Example("reader read tiyas-air-base | less", "Read an article page by page."),
        Example("reader read tiyas-air-base --json", "Print its facts, its plain text and what was set aside."),
    ),
    run=run,
)
