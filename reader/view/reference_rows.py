"""The rows of the cross-references pane: grouped by kind, best first, copies folded. Computed without Textual."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.library.catalog import CatalogEntry
from reader.library.dates import day_of
from reader.library.record import Record
from reader.text.plurals import count

if TYPE_CHECKING:
    from reader.related.copy_difference import Difference
    from reader.related.evidence import Evidence, Quote
    from reader.room.references import Reference

JUDGED, DISMISSED = "judged", "dismissed"
LABELS: Mapping[str, str] = {
    "version": "Versions", "passage": "Passages", "disagreement": "Figures that disagree",
    "statement": "Statements", "figure": "Figures",
    "event": "Events", "name": "Names", "cites": "Citations", "author": "Author, site", "alike": "Alike",
    JUDGED: "Judged by you", DISMISSED: "Dismissed",
}  # fmt: skip
_MONTHS_FROM, _YEARS_FROM = 60, 730


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The heading of a kind."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A cross-reference, with its *reasons* in the order shown."""

    reference: "Reference"
    reasons: "tuple[Evidence, ...]"
    is_open: bool = False

    @property
    def article_id(self) -> str:
        """The article that it leads to."""
        return self.reference.crossref.id


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A copy of the article above, apart from the *difference*."""

    reference: "Reference"
    entry: CatalogEntry
    difference: "Difference"

    @property
    def article_id(self) -> str:
        """The article that it leads to."""
        return self.entry.id


CrossrefRow = HeadingRow | ReferenceRow | CopyRow


def rows(
    references: "Sequence[Reference]",
    shown: str = "",
    opened: "Mapping[str, Sequence[tuple[CatalogEntry, Difference]]] | None" = None,
) -> list[CrossrefRow]:
    """Return the rows to list: of all kinds, or with *shown* only of that one.

    Among all kinds an article is listed under its strongest one, and the kind of the best article comes first; for one
    kind only, articles are ranked by that kind. *opened* are the articles whose copies are listed too.
    """
    groups: dict[str, list[Reference]] = {}
    for each in references:
        if kind := _group(each, shown):
            groups.setdefault(kind, []).append(each)
    if shown and shown not in {JUDGED, DISMISSED}:
        groups = {kind: sorted(found, key=lambda each: -_points(each, kind)) for kind, found in groups.items()}
    listed: list[CrossrefRow] = []
    for kind, found in groups.items():
        listed.append(HeadingRow(LABELS[kind], len(found)))
        for each in found:
            copies = (opened or {}).get(each.crossref.id)
            listed.append(ReferenceRow(each, _reasons(each, shown), copies is not None))
            listed += [CopyRow(each, entry, difference) for entry, difference in copies or ()]
    return listed


def counts(references: "Sequence[Reference]") -> dict[str, int]:
    """Return the number of cross-references of each kind, in the order of LABELS; of all under the empty one."""
    counted = {kind: sum(_is_of(each, kind) for each in references) for kind in LABELS}
    return {"": sum(not each.is_dismissed for each in references)} | {kind: n for kind, n in counted.items() if n}


def _group(reference: "Reference", shown: str) -> str:
    """Return the kind under which a cross-reference is listed when *shown* is chosen; empty if it is not listed."""
    if shown:
        return shown if _is_of(reference, shown) else ""
    if reference.is_dismissed:
        return ""
    return reference.crossref.kind or JUDGED


def _is_of(reference: "Reference", kind: str) -> bool:
    if reference.is_dismissed or kind == DISMISSED:
        return reference.is_dismissed and kind == DISMISSED
    if kind == JUDGED:
        return reference.judged is not None
    return any(each.kind == kind for each in reference.crossref.evidence)


def _points(reference: "Reference", kind: str) -> float:
    return sum(each.points for each in reference.crossref.evidence if each.kind == kind)


def _reasons(reference: "Reference", shown: str) -> "tuple[Evidence, ...]":
    telling = reference.crossref.evidence if shown == "alike" else reference.ranked
    return tuple(sorted(telling, key=lambda each: each.kind != shown))


def badges(reference: "Reference") -> str:
    """Return the evidence of a cross-reference in few words: `6 figures · 4 names · 1 passage`."""
    told: dict[str, int] = {}
    for each in reference.ranked:
        told[each.kind] = told.get(each.kind, 0) + each.count
    parts = [_badge(kind, number) for kind, number in told.items()]
    copies = len(reference.crossref.copies)
    return " · ".join([*parts, *([f"+{count(copies, 'copy', 'copies')}"] if copies else [])])


def _badge(kind: str, number: int) -> str:
    counted = {"passage": "passage", "statement": "statement", "figure": "figure", "name": "name"}
    if kind in counted:
        return count(number, counted[kind])
    if kind == "disagreement":
        return f"{count(number, 'figure')} {'differs' if number == 1 else 'differ'}"
    words = {"version": "version", "event": "same event", "cites": "link", "author": "same source"}
    return words.get(kind, "like words")


def details(reference: "Reference", reasons: "Sequence[Evidence]") -> "list[tuple[str, Quote]]":
    """Return each reason in full, with a sentence that shows it below: for lists of words, and for the best reason.

    The quotation of the cross-reference itself is put under the first reason that it fits.
    """
    from reader.related.evidence import Quote

    sentences = dict(reference.sentences)
    told = [
        (each.text.partition(": ")[0] if each in sentences else each.whole, sentences.get(each, Quote()))
        for each in reasons
    ]
    quoted = [shown.text for _, shown in told]
    if reference.quote.text and reference.quote.text not in quoted:
        at = next((at for at, each in enumerate(reasons) if each.there and each not in sentences), None)
        if at is None:
            told.append(("", reference.quote))
        else:
            told[at] = (told[at][0], reference.quote)
    return told


def lag(here: Record, there: Record) -> str:
    """Say how much earlier or later than *here* the other first came out; empty if the day of either is unknown."""
    one, other = _first_day(here), _first_day(there)
    if one is None or other is None:
        return ""
    days = other - one
    if not days:
        return "the same day"
    return f"{_span(abs(days))} {'later' if days > 0 else 'earlier'}"


def _span(days: int) -> str:
    if days <= _MONTHS_FROM:
        return count(days, "day")
    return f"{round(days / 30.4)} months" if days <= _YEARS_FROM else f"{round(days / 365.25)} years"


def _first_day(record: Record) -> int | None:
    first = record.first_published.published if record.first_published else None
    known = [day_of(each) for each in (first, record.published) if each and len(each) >= 10]
    return min((day.toordinal() for day in known if day), default=None)


def judged_told(reference: "Reference") -> str:
    """Return the user's judgment of a cross-reference: `you: contradicts — …`; empty if none."""
    if reference.judged is None:
        return ""
    told = {"": "confirmed", "unrelated": "dismissed"}.get(reference.judged.relation, reference.judged.relation)
    note = " ".join(reference.judged.note.split())
    return f"you: {told}" + (f" — {note}" if note else "")
