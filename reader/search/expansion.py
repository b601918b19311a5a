"""The words of this library that a prefix or a fuzzy word stands for."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from reader.search.errors import Watch
from reader.search.lookups import MATCHED, Alternative, Element, Lookup, Pattern, attachments_of, row_of
from reader.search.matches import field_of
from reader.search.operands import SHORTEST_PREFIX
from reader.search.query import PREFIX
from reader.search.snapshot import Places, Snapshot
from reader.search.spellings import CAPITALS
from reader.text.distance import FIXED_LETTERS

MOST_EXPANSIONS = 500
# A word has a list of articles in each segment: so many lists are read for all patterns of a query, some fifty
# milliseconds' work.
MOST_LISTS = 900
# And so many articles are counted in them.
MOST_COUNTED = 90_000
MOST_COMPLETIONS = 100
MOST_ATTACHED = 100
# What an occurrence counts of a word that the one being typed may become.
COMPLETED = 0.5
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Expansion:
    """A lookup with what its pattern stands for, and a sentence about that."""

    lookup: Lookup
    line: str | None = None


def expand(lookup: Lookup, snapshot: Snapshot, watch: Watch, patterns: int = 1) -> Expansion:
    """Look up what the pattern of *lookup* stands for: of too many words, the most frequent.

    The *patterns* of a query share what may be read.
    Raises: as *watch*, IndexSuspect.
    """
    pattern = lookup.pattern
    if pattern is None:
        return Expansion(lookup)
    field = field_of(lookup)
    found = _matching(pattern, field, snapshot, watch)
    best = _most_frequent(found, max(1, patterns))
    for term in best:
        snapshot.remember(field, term.encode(), found[term][2])
    alternatives = tuple(Alternative((Element(term),), MATCHED if found[term][1] else 1.0, term) for term in best)
    return Expansion(replace(lookup, alternatives=alternatives), _line(lookup, best, len(found)))


def _most_frequent(found: dict[str, tuple[int, int, Places]], patterns: int) -> list[str]:
    best: list[str] = []
    lists = counted = 0
    for term in sorted(found, key=lambda term: (-found[term][0], term))[:MOST_EXPANSIONS]:
        lists += len(found[term][2])
        counted += found[term][0]
        if lists * patterns > MOST_LISTS or (best and counted * patterns > MOST_COUNTED):
            break
        best.append(term)
    return best


def attach(lookup: Lookup, snapshot: Snapshot, languages: Collection[str], watch: Watch) -> Lookup:
    """Let each word of *lookup* that is not meant exactly find those of this library that hold it with something more.

    What only begins like the word counts less. Raises: as *watch*, IndexSuspect.
    """
    finder = _AttachedFinder(field_of(lookup), snapshot, languages, watch)
    alternatives: list[Alternative] = []
    longer: dict[str, None] = {}
    for each in lookup.alternatives:
        elements = tuple(map(finder.with_attached, each.elements))
        alternatives.append(each if elements == each.elements else replace(each, elements=elements))
        if len(each.elements) == 1:
            longer.update(dict.fromkeys(finder.beginning_like(each.elements[0])))
    alternatives += (Alternative((Element(word),), COMPLETED) for word in list(longer)[:MOST_ATTACHED])
    found = tuple(alternatives)
    return lookup if found == lookup.alternatives else replace(lookup, alternatives=found)


@dataclass(frozen=True, slots=True)
class _AttachedFinder:
    """Finds the words of a field that hold another, as *languages* write them together."""

    field: str
    snapshot: Snapshot
    languages: Collection[str]
    watch: Watch

    def with_attached(self, element: Element) -> Element:
        found = self._most_frequent(element, is_loose=False)
        return replace(element, attached=tuple(sorted(found))) if found else element

    def beginning_like(self, element: Element) -> list[str]:
        return self._most_frequent(element, is_loose=True)

    def _most_frequent(self, element: Element, *, is_loose: bool) -> list[str]:
        counts: dict[str, int] = {}
        known = {element.form, *element.roots}
        for attachment in attachments_of(element, self.languages):
            if attachment.is_loose != is_loose or not self.snapshot.has_beginning(self.field, attachment.start[:1]):
                continue
            for term, places in self.snapshot.places(self.field, attachment.start.encode(), self.watch).items():
                word = term.decode("utf-8", "replace")
                if word not in known and attachment.holds(word):
                    counts[word] = _articles(places)
        return sorted(counts, key=lambda word: (-counts[word], word))[:MOST_ATTACHED]


def complete(lookup: Lookup, snapshot: Snapshot, watch: Watch) -> Lookup:
    """Let a word that is still being typed find the words that it may become, at less weight."""
    row = row_of(lookup)
    if lookup.pattern is not None or len(row) != 1 or len(row[0].lstrip(CAPITALS)) < SHORTEST_PREFIX:
        return lookup
    text = row[0].lstrip(CAPITALS)
    found = expand(replace(lookup, pattern=Pattern(PREFIX, text), alternatives=()), snapshot, watch).lookup
    longer = tuple(
        replace(each, weight=COMPLETED, spelling="") for each in found.alternatives if each.elements[0].form != text
    )
    return replace(lookup, alternatives=lookup.alternatives + longer[:MOST_COMPLETIONS], is_function_word=False)


def _matching(pattern: Pattern, field: str, snapshot: Snapshot, watch: Watch) -> dict[str, tuple[int, int, Places]]:
    """Return the words with their counts, whether they are other than the pattern, and where they are."""
    if len(pattern.text) < FIXED_LETTERS:
        # Folded, it may be shorter than it was typed; half of all words begin so.
        places = snapshot.places_of(field, pattern.text.encode()) if pattern.text else ()
        return {pattern.text: (_articles(places), 0, places)} if places else {}
    start = pattern.text if pattern.kind == PREFIX else pattern.text[:FIXED_LETTERS]
    found: dict[str, tuple[int, int, Places]] = {}
    for number, (term, places) in enumerate(snapshot.places(field, start.encode(), watch).items()):
        if number % 256 == 0:
            watch.check()
        word = term.decode("utf-8", "replace")
        if pattern.holds(word):
            found[word] = (_articles(places), int(word != pattern.text), places)
    return found


def _articles(places: Places) -> int:
    return sum(place.articles for _, _, place in places)


def _line(lookup: Lookup, best: list[str], total: int) -> str | None:
    if total > len(best):
        return f"“{lookup.label}” matches {total:,} words; only the {len(best)} most frequent were searched."
    if lookup.pattern is not None and lookup.pattern.kind != PREFIX and best:
        more = f" and {total - _SHOWN} more" if total > _SHOWN else ""
        return f"“{lookup.label}” matches {', '.join(best[:_SHOWN])}{more}."
    return None
