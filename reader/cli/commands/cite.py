"""`reader cite`: articles, or a passage of one, as references."""

from collections.abc import Sequence

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, UsageError
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json


def run(options: Options) -> int:
    """Print the references."""
    if options.quote and len(options.article) > 1:
        raise UsageError("A passage is quoted from one article: name one.")
    with current_room(options) as room:
        if options.quote:
            (article_id,) = options.article
            span = room.exchange.find_passage(article_id, options.quote)
            text = room.exchange.cite_passage(options.style, article_id, *span)
        else:
            text = room.exchange.cite_articles(options.style, options.article)
    facts = {"style": options.style, "articles": options.article, "text": text}
    out_json(facts) if options.json else out(text, end="")
    return 0


def _styles() -> Sequence[str]:
    from reader.notes.exports.cite import STYLES

    return tuple(STYLES)


COMMAND = CliCommand(
    "cite",
    "Print articles as references, or a passage with its reference",
    group=CommandGroup.NOTES,
    details="Chicago (18th edition, bibliography), APA (7th) and MLA (9th) are written out; BibTeX, RIS and CSL-JSON "
    "are for reference managers. Titles stand as they are, without a style's capitals.",
    arguments=(
        Argument("ARTICLE", "The ids of the articles", is_repeated=True, completes="article"),
        Argument("--style", "The style of the references", "STYLE", default="chicago", choices=_styles),
        Argument("--quote", "Quote these words of the article above its reference", "WORDS", default=""),
    ),
    examples=(
        Example("reader cite tiyas-air-base", "Print the reference of an article in the style of Chicago."),
        Example("reader cite tiyas-air-base --style bibtex", "Print it for BibTeX."),
    ),
    run=run,
)
