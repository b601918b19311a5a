"""`reader compare`: two articles as one text for people, or as spans for programs."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, whole_number
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json
from reader.library.errors import ReaderError
from reader.library.safe_text import line
from reader.view.compare_words import facts_of, summary
from reader.view.pairing import LEFT, RIGHT, Pairing, Span, Stretch

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.related.comparison import PassagePair
    from reader.related.shared_figures import FigurePair
    from reader.room.references import ArticlePair

# What a line of only one text begins with, and a passage that both have.
_ONLY = ("- ", "+ ")
_BOTH = "  "
# Without columns no sentence need be split: up to so much of it goes with its passage.
_SENTENCE = 400


def run(options: Options) -> int:
    """Show two articles side by side. The exit status is 1 where they share no passage and no figure."""
    if options.article == options.other:
        raise ReaderError("These are the same article; name another one to compare it with.")
    with current_room(options) as room:
        compared = room.references.compare(options.article, options.other)
    if options.json:
        out_json(_json(compared, only_different=options.only_different))
    else:
        for row in _lines(compared, options.width, only_different=options.only_different):
            out(row)
    return 0 if compared.comparison.passages or compared.comparison.figures.agree else 1


def _json(compared: "ArticlePair", *, only_different: bool) -> dict[str, object]:
    comparison = compared.comparison
    passages = [each for each in comparison.passages if each.changes or each.is_moved or not only_different]
    return {
        "a": compared.a.id,
        "b": compared.b.id,
        "earlier": compared.a.id if compared.earlier == "a" else compared.b.id if compared.earlier == "b" else None,
        "words": {"a": comparison.words_here, "b": comparison.words_there, "alike": comparison.matched},
        "shared": [_passage_json(compared.a.text, each) for each in passages],
        "figures": {
            "agree": [_figure_json(each) for each in comparison.figures.agree],
            "disagree": [_figure_json(each) for each in comparison.figures.disagree],
        },
        "only_a": [list(span) for span in comparison.only_here],
        "only_b": [list(span) for span in comparison.only_there],
    }


def _passage_json(text: str, passage: "PassagePair") -> dict[str, object]:
    return {
        "a": list(passage.here),
        "b": list(passage.there),
        "text": text[slice(*passage.here)],
        "words": passage.words,
        "reworded": passage.is_reworded,
        "moved": passage.is_moved,
        "changes": [{"a": list(here), "b": list(there)} for here, there in passage.changes],
    }


def _figure_json(pair: "FigurePair") -> dict[str, object]:
    return {"text": pair.text, "a": [list(span) for span in pair.here], "b": [list(span) for span in pair.there]}


def _lines(compared: "ArticlePair", width: int, *, only_different: bool) -> Iterator[str]:
    """Yield both articles as one text: `- ` only in the first, `+ ` only in the second, »…« in both.

    Inside a shared passage `[-old-]` stands for words of the first, `{+new+}` for those of the second in their place.
    """
    articles = (compared.a, compared.b)
    for sign, name, article in zip(_ONLY, "ab", articles, strict=True):
        yield f"{sign}{line(article.title)}\n  {facts_of(article, is_earlier=compared.earlier == name)}  [{article.id}]"
    yield summary(compared.comparison)
    for pair in compared.comparison.figures.disagree:
        yield f"figures differ: {pair.text}"
    yield ""
    joined = _JoinedText(articles, compared.comparison.passages, width)
    alike = 0
    for stretch in Pairing((compared.a.plain, compared.b.plain), compared.comparison, _SENTENCE).stretches:
        if only_different and stretch.is_alike:
            alike += len(articles[LEFT].text[stretch.pieces[LEFT][0].start : stretch.pieces[LEFT][-1].end].split())
            continue
        if alike:
            yield f"{_BOTH}… {alike:,} words the same …\n"
            alike = 0
        yield from joined.stretch(stretch)
    if alike:
        yield f"{_BOTH}… {alike:,} words the same …\n"


class _JoinedText:
    """Two articles written as one, stretch by stretch."""

    def __init__(self, articles: "tuple[Article, Article]", passages: "tuple[PassagePair, ...]", width: int) -> None:
        self._texts = (articles[LEFT].text, articles[RIGHT].text)
        self._passages = passages
        self._width = max(20, width)

    def stretch(self, stretch: Stretch) -> Iterator[str]:
        """Yield the lines of a stretch, and an empty one."""
        if stretch.passage is not None:
            yield from self._wrapped(_BOTH, self._both(self._passages[stretch.passage], stretch))
            return
        for side in (LEFT, RIGHT):
            for piece in stretch.pieces[side]:
                words = self._texts[side][piece.start : piece.end]
                moved = "»" if piece.moved is not None else ""
                yield from self._wrapped(_ONLY[side], f"{moved and '(moved) '}{moved}{words}{moved and '«'}")

    def _both(self, passage: "PassagePair", stretch: Stretch) -> str:
        """Return a passage, or the part of it that a stretch has, with what was changed in it."""
        here, there = stretch.pieces[LEFT][0], stretch.pieces[RIGHT][0]
        at, end = max(here.start, passage.here[0]), min(here.end, passage.here[1])
        parts = [self._beside(LEFT, here.start, passage.here[0]), self._beside(RIGHT, there.start, passage.there[0])]
        parts.append("»")
        for one, other in passage.changes:
            if at <= one[0] <= end and here.start <= one[0] < max(here.end, end + 1):
                parts.append(self._texts[LEFT][at : one[0]])
                parts.append(self._changed(one, other))
                at = one[1]
        parts += [self._texts[LEFT][at:end].rstrip(), "«"]
        parts += [self._beside(LEFT, passage.here[1], here.end), self._beside(RIGHT, passage.there[1], there.end)]
        return "".join(parts)

    def _changed(self, one: Span, other: Span) -> str:
        """Return words of the first text, and those that the second has in their place."""
        text, at = self._texts[LEFT], one[0]
        old, new = text[slice(*one)], self._texts[RIGHT][slice(*other)]
        if old or not new:
            return (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else "")
        # Inserted words stand beside a word, with no space of their own.
        before = " " if text[max(0, at - 1) : at].isalnum() else ""
        return f"{before}{{+{new}+}}{' ' if text[at : at + 1].isalnum() else ''}"

    def _beside(self, side: int, start: int, end: int) -> str:
        """Return what a sentence has before or after its passage, marked as being of that text only."""
        words = self._texts[side][start:end]
        if not words.strip():
            return ""
        return f" [-{words.strip()}-] " if side == LEFT else f" {{+{words.strip()}+}} "

    def _wrapped(self, lead: str, text: str) -> Iterator[str]:
        for paragraph in text.strip().split("\n"):
            if paragraph.strip():
                yield textwrap.fill(
                    paragraph, self._width, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False
                )
        yield ""


COMMAND = CliCommand(
    "compare",
    "Show what two articles share, what was changed, and what only one has",
    group=CommandGroup.COMPARISON,
    details="Passages of both stand between » and «; in them, [-old-] is only in the first article and {+new+} only in "
    "the second. Lines that begin with - are only in the first, those with + only in the second.",
    arguments=(
        Argument("ARTICLE", "The id of an article", completes="article"),
        Argument("OTHER", "The id of another article", completes="article"),
        Argument("--width", "Wrap lines at this column", "COLUMNS", default=78, read=whole_number),
        Argument("--only-different", "Leave out what is the same in both"),
    ),
    examples=(
        Example("reader compare 2016-12-07-digest-global-research 2016-12-17-digest-global-research", "Compare two."),
        Example("reader compare palmyra tiyas-air-base --only-different", "Print only the differences."),
    ),
    run=run,
)
