"""The arguments that choose notes."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, Options, whole_number
from reader.library.errors import ReaderError
from reader.text.plurals import count

if TYPE_CHECKING:
    from reader.library.article import Article

ARTICLE = Argument("ARTICLE", "Only the notes on this article", is_optional=True, completes="article")
QUERY = Argument("--query", "Only the notes that this finds, as in the notebook: words, #tag, is:orphaned …", "QUERY",
                 default="")  # fmt: skip
TAG = Argument("--tag", "Only notes with this tag", "TAG", is_repeated=True)
CHOSEN = (ARTICLE, QUERY, TAG)
NOTE = Argument("NOTE", "The id of the note, as “reader notes” prints it in brackets", completes="note")
OCCURRENCE = Argument("--occurrence", "Which one, where the passage is there more than once: 1 is the first", "N",
                      read=whole_number)  # fmt: skip


def spans_of(options: Options, article: "Article", otherwise: str) -> list[tuple[int, int]]:
    """Return where the passage of `--quote` is in *article*; the one that `--occurrence` names first, and alone.

    Raises: ReaderError where there is none, which ends with *otherwise*.
    """
    from reader.notes.anchoring import AnchoringText

    found = AnchoringText(article.text).passages(options.quote)
    if not found:
        raise ReaderError(f"The article “{article.id}” has no such passage; {otherwise}.")
    if options.occurrence is None:
        return found
    if not 1 <= options.occurrence <= len(found):
        times = count(len(found), "time")
        raise ReaderError(f"The article “{article.id}” has this passage {times}; {otherwise}.")
    return [found[options.occurrence - 1]]
