"""The page that explains a hit, or an empty result."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from reader.library.safe_text import line
from reader.tui.panes.line_view import fitted
from reader.view.emptiness import told

if TYPE_CHECKING:
    from reader.library.catalog import CatalogEntry
    from reader.search.explanation import ScorePart
    from reader.search.index import EmptyCause, Explanation

Piece = tuple[str, str] | str
_BAR = 16
_TERM = 26


def explanation_page(
    query: str, entry: "CatalogEntry | None", explanation: "Explanation | None", empty_causes: "Sequence[EmptyCause]"
) -> Content:
    """Return why *query* finds the article of *entry*, and which words keep it from finding more."""
    pieces: list[Piece] = [("search  ", "$accent"), (line(query), "bold"), "\n"]
    if entry is not None and explanation is not None:
        pieces += [("article ", "$accent"), entry.title, "\n\n", *_hit(explanation)]
    elif entry is not None:
        pieces += ["\n", f"“{entry.title}” is not among the articles found.", "\n"]
    if explanation is not None and explanation.missing:
        missing = ", ".join(f"“{word}”" for word in explanation.missing)
        pieces += ["\n", ("It lacks ", "$warning"), (missing, "bold"), ".\n"]
    if empty_causes:
        title = "What each part of the search finds" if explanation else "Which part emptied the search"
        pieces += ["\n", (title, "bold $accent"), "\n"]
        pieces += [f"  {told(each)}\n" for each in empty_causes]
    return Content.assemble(*pieces)


def _hit(explanation: "Explanation") -> Iterator[Piece]:
    if not explanation.parts:
        yield "The search has no words that are weighed: everything that it narrows to is found alike.\n"
        return
    highest = max(part.score for part in explanation.parts) or 1.0
    yield (f"{'matched':<{_TERM}} {'where':<7} {'times':>5} {'in articles':>12}   adds\n", "$quiet")
    for part in explanation.parts:
        yield (f"{fitted(part.term, _TERM):<{_TERM}}", "bold")
        yield f" {part.field:<7} {part.count:>5,} {part.articles:>12,}  {part.score:>6.2f} "
        yield ("█" * max(1, round(_BAR * part.score / highest)), "$accent")
        why = _why(part)
        yield (f"\n  {why}\n", "$quiet italic") if why else "\n"
    if explanation.side_by_side:
        yield f"{'the words side by side':<{_TERM}} {'':<7} {'':>5} {'':>12}  {explanation.side_by_side:>6.2f}\n"
    yield (f"{'score':<{_TERM}} {'':<7} {'':>5} {'':>12}  {explanation.score:>6.2f}\n", "bold")


def _why(part: "ScorePart") -> str:
    return {
        "exact": "" if part.term == part.word else f"as “{part.word}” was typed",
        "other ending": f"another ending of “{part.word}”",
        "spelling": f"“{part.word}” is a spelling of {part.heading}; so is this, at a little less weight",
        "in a row": f"the words of “{part.word}” in a row",
        "stands for": f"what “{part.word}” stands for",
    }.get(part.why, part.why)
