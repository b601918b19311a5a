"""Why a search finds an article, or finds nothing: the page that explains it, and the lines of an empty list.

Computed without Textual.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.library.safe_text import line
from reader.view.cells import fitted
from reader.view.page_layout import Page, Piece

if TYPE_CHECKING:
    from reader.library.catalog import CatalogEntry
    from reader.search.explanation import ScorePart
    from reader.search.index import EmptyCause, Explanation
    from reader.view.keymap import Keymap

_PROPOSED = 3
_BLAMED = 3
_BAR = 16
_TERM = 26


def nothing_found(keymap: "Keymap") -> tuple[str, ...]:
    """Return what an empty list says until the cause is known."""
    return ("Nothing found.", "", keymap.fill("{back} clears the search."))


def emptied_lines(causes: "Sequence[EmptyCause]", keymap: "Keymap") -> tuple[str, ...]:
    """Return lines that say which parts of a query emptied it, and which near words there are."""
    lines = ["Nothing found.", ""]
    lines += blamed(causes)
    hint = "{explain} shows similar words." if any(each.proposals for each in causes) else "{explain} explains why."
    return (*lines, "", keymap.fill(f"{hint} {{back}} clears the search."))


def blamed(causes: "Sequence[EmptyCause]") -> Iterator[str]:
    """Yield lines that say which parts of a query emptied it, and which near words there are."""
    for cause in causes[:_BLAMED]:
        yield blame(cause)
        if cause.proposals:
            near = ", ".join(f"{each.word} ({each.count:,})" for each in cause.proposals[:_PROPOSED])
            yield f"  near: {near}"


def blame(cause: "EmptyCause") -> str:
    """Return a sentence on what a part of a query does to the result."""
    if not cause.count and cause.label.startswith("-"):
        # For an excluded part, the articles without it were counted.
        return f"Every article has “{cause.label[1:]}”."
    if not cause.count:
        return f"No article has “{cause.label}”."
    without = f"; without it, {cause.without:,}" if cause.without else ""
    return f"“{cause.label}”: {cause.count:,}{without}."


def explanation_page(
    query: str, entry: "CatalogEntry | None", explanation: "Explanation | None", causes: "Sequence[EmptyCause]"
) -> Page:
    """Return why *query* finds the article of *entry*, and which words keep its score low."""
    pieces: Page = [("search  ", "$accent"), (line(query), "bold"), "\n"]
    if entry is not None and explanation is not None:
        pieces += [("article ", "$accent"), entry.title, "\n\n", *_hit(explanation)]
    elif entry is not None:
        pieces += ["\n", f"“{entry.title}” is not a result of this search.", "\n"]
    if explanation is not None and explanation.missing:
        missing = ", ".join(f"“{word}”" for word in explanation.missing)
        pieces += ["\n", ("It does not have ", "$warning"), (missing, "bold"), ".\n"]
    if causes:
        title = "What each part of the search finds" if explanation else "Which part of the search finds nothing"
        pieces += ["\n", (title, "bold $accent"), "\n"]
        pieces += [f"  {blame(each)}\n" for each in causes]
    return pieces


def _hit(explanation: "Explanation") -> Iterator[Piece]:
    if not explanation.parts:
        yield "This search has no words to score, so all results rank alike.\n"
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
        "attached": f"holds “{part.word}”, written together with something more",
        "longer": f"begins with “{part.word}”, so it counts less",
        "spelling": f"“{part.word}” is a spelling of {part.heading}; so is this, with slightly less weight",
        "in a row": f"the words of “{part.word}” in a row",
        "stands for": f"what “{part.word}” stands for",
    }.get(part.why, part.why)
