"""What the words of a query stand for: their forms, stems, phrases, and the other spellings of a name."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from itertools import groupby

from reader.search.query import EXACT, FUZZY, PLAIN, PREFIX, And, Node, Not, Or, PhraseNode, WordNode, leaves
from reader.search.spellings import CAPITALS, Form, Spellings, is_acronym
from reader.text.attachments import Attachment, attachments
from reader.text.distance import is_near
from reader.text.folding import fold
from reader.text.languages import DEFAULT_LANGUAGE
from reader.text.stems import stem
from reader.text.stop_words import stop_words
from reader.text.words import ARTICLE, JOINED, LONGEST, WORD, WordPart, chunks, words

# What an occurrence counts beside one that is written as the query has it.
INFLECTED = 0.8
SPELLED = 0.7
MATCHED = 0.9

# The bits that tell which word of a phrase it is: a phrase is shorter than a query.
_WHICH = 10
_WHICH_MASK = (1 << _WHICH) - 1

Leaf = WordNode | PhraseNode
# For each place of a phrase, the ascending positions of its word.
Places = list[tuple[int, list[int]]]


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: the word's *form*, and the *stems* whose other forms count too.

    *roots* are those stems that are words of that stem themselves: `represent` is the stem of `representation`, but
    the word `represent` has another. *attached* are the words of the library that hold it with others.
    """

    form: str
    stems: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """A word or several in a row that satisfy a lookup, and what an occurrence *weight*s."""

    elements: tuple[Element, ...]
    weight: float = 1.0
    spelling: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words to be found in the index: those that begin with *text* (*kind* `prefix`), or are *edits* away."""

    kind: str
    text: str
    edits: int = 0

    def holds(self, form: str) -> bool:
        """Whether it stands for the folded word *form*."""
        return form.startswith(self.text) if self.kind == PREFIX else is_near(self.text, form, self.edits)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What one word or phrase of a query looks for.

    *label* is as it was typed, *within* the window of a phrase, *times* how often the query says it. A word with a
    *pattern* has no alternatives before the index gave them. A phrase is looked for in the articles numbered below
    *until*, where its words are too common for all.
    """

    label: str
    field: str | None
    # Of a prefix they are many, and what else is told nearly always differs.
    alternatives: tuple[Alternative, ...] = dataclass_field(hash=False)
    pattern: Pattern | None = None
    within: int | None = None
    until: int | None = None
    times: int = 1
    is_function_word: bool = False
    is_required: bool = False
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the words of one query are read: in *languages* (two-letter codes), *common* ones being function words.

    *heeds_capitals*: `IS` is not `is`, unless the whole query is in capitals.
    """

    languages: tuple[str, ...]
    common: frozenset[str] = frozenset()
    heeds_capitals: bool = True


def attachments_of(element: Element, languages: Iterable[str]) -> tuple[Attachment, ...]:
    """Return how *languages* write *element* together with others; of one that is meant exactly, none."""
    if not element.stems:
        return ()
    return tuple(dict.fromkeys(each for language in languages for each in attachments(element.form, language)))


def lookup_of(leaf: Leaf, manner: Manner) -> Lookup:
    """Return what *leaf* looks for."""
    if isinstance(leaf, PhraseNode):
        return _phrase(leaf, manner.languages)
    if leaf.kind in {PREFIX, FUZZY}:
        return _pattern(leaf, manner.languages)
    label = leaf.surface
    is_required = leaf.required or leaf.field is not None or leaf.kind == EXACT
    if is_acronym(label) and manner.heeds_capitals:
        alternatives: tuple[Alternative, ...] = (Alternative((Element(CAPITALS + fold(label.replace(".", ""))),)),)
        return Lookup(_label(leaf), leaf.field, alternatives, is_required=is_required)
    if leaf.kind == EXACT:
        return Lookup(_label(leaf), leaf.field, tuple(_exact(label, manner.languages)), is_required=True)
    is_common = not is_required and fold(label) in manner.common
    alternatives = _alternatives(label, manner.languages)
    return Lookup(label, leaf.field, alternatives, is_function_word=is_common, is_required=is_required)


def _label(leaf: WordNode) -> str:
    return f"={leaf.surface}" if leaf.kind == EXACT else leaf.surface


def without_capitals(lookup: Lookup, languages: tuple[str, ...]) -> Lookup:
    """Return what a word in capitals looks for when no article has it so."""
    return replace(lookup, alternatives=(*_alternatives(lookup.label.lstrip("="), languages), *lookup.alternatives[1:]))


def _parts(text: str, language: str) -> list[WordPart]:
    return [word.part for word in words(text, language)]


def _alternatives(text: str, languages: Collection[str]) -> tuple[Alternative, ...]:
    """Return the ways in which a chunk of text is written: its words in a row, or joined; stems of every language."""
    rows: dict[Form, list[dict[str, bool]]] = {}
    joined: dict[str, None] = {}
    for language in languages:
        parts = _parts(text, language)
        row = _of_kind(WORD, parts) or _of_kind(ARTICLE, parts)[:1]
        stems = rows.setdefault(tuple(part.form for part in row), [{} for _ in row])
        for place, part in zip(stems, row, strict=True):
            place[part.stem] = place.get(part.stem, False) or stem(part.stem, language) == part.stem
        joined.update((part.form, None) for part in _of_kind(JOINED, parts))
    found = [
        Alternative(tuple(_element(form, places) for form, places in zip(row, stems, strict=True)))
        for row, stems in rows.items()
        if row
    ]
    return (*found, *(Alternative((Element(form),)) for form in joined))


def _of_kind(kind: str, parts: Iterable[WordPart]) -> list[WordPart]:
    return [part for part in parts if part.kind == kind]


def _element(form: str, stems: dict[str, bool]) -> Element:
    roots = (root for root, is_word in stems.items() if is_word and root != form)
    return Element(form, tuple(sorted(stems)), tuple(sorted(roots)))


def _exact(text: str, languages: Collection[str]) -> Iterable[Alternative]:
    for alternative in _alternatives(text, languages):
        yield replace(alternative, elements=tuple(Element(element.form) for element in alternative.elements))


def _pattern(leaf: WordNode, languages: Collection[str]) -> Lookup:
    parts = [part for part in _parts(leaf.surface, next(iter(languages), "en")) if part.kind == WORD]
    text = (parts[-1].form if parts else fold(leaf.surface))[:LONGEST]
    mark = "*" if leaf.kind == PREFIX else f"~{leaf.edits}"
    return Lookup(leaf.surface + mark, leaf.field, (), Pattern(leaf.kind, text, leaf.edits), is_required=True)


def _phrase(leaf: PhraseNode, languages: Collection[str]) -> Lookup:
    label = f"“{leaf.surface.strip()}”"
    alternatives = (
        list(_exact(leaf.surface, languages)) if leaf.is_exact else list(_alternatives(leaf.surface, languages))
    )
    if len(list(chunks(leaf.surface))) > 1:
        # The joined form of one of its words is no spelling of the whole phrase.
        alternatives = [each for each in alternatives if len(each.elements) > 1] or alternatives
    return Lookup(label, leaf.field, tuple(alternatives), within=leaf.within, is_required=True)


def singles(lookup: Lookup) -> list[Lookup]:
    """Return the words of a compound (`record-keeping`) by themselves; none for a single word."""
    elements = lookup.alternatives[0].elements if lookup.alternatives else ()
    if len(elements) < 2:
        return []
    return [
        replace(lookup, label=element.form, alternatives=(Alternative((element,)),), heading="") for element in elements
    ]


def row_of(lookup: Lookup) -> Form:
    """Return the words of a lookup as they stand in a row; an acronym in capitals is marked."""
    return tuple(element.form for element in lookup.alternatives[0].elements) if lookup.alternatives else ()


def with_spellings(lookups: Sequence[Lookup], spellings: Spellings) -> list[Lookup]:
    """Return *lookups*, which stand in a row, with the other spellings of the names that they make up."""
    rows = [row_of(lookup) for lookup in lookups]
    owners = [which for which, row in enumerate(rows) for _ in row]
    forms = [form.lstrip(CAPITALS) for row in rows for form in row]
    capitals = [form.startswith(CAPITALS) for row in rows for form in row]
    found = list(lookups)
    for first, end, heading in spellings.headings_in(forms, capitals):
        form = tuple(forms[first:end])
        if form not in spellings.heading_by_form:
            form = (CAPITALS + form[0],)
        for which in sorted(set(owners[first:end])):
            start = owners.index(which)
            inside = (max(first - start, 0), min(end - start, len(rows[which])))
            others = _spelled(found[which], inside, spellings, form)
            alternatives = (*found[which].alternatives, *others)
            found[which] = replace(found[which], alternatives=alternatives, heading=heading)
    return found


def _spelled(lookup: Lookup, inside: tuple[int, int], spellings: Spellings, form: Form) -> Iterator[Alternative]:
    """Yield *lookup* with the words *inside* it in the other spellings of *form*, the rest of a phrase as it is."""
    elements = lookup.alternatives[0].elements
    for other in spellings.others(form):
        spelled = (*elements[: inside[0]], *map(_spelled_element, other), *elements[inside[1] :])
        yield Alternative(spelled, SPELLED, spellings.text_by_form[other])


def _spelled_element(form: str) -> Element:
    # In some scripts a name is written together with what stands before it.
    return Element(form, (form,)) if attachments(form, DEFAULT_LANGUAGE) else Element(form)


def lookups_in(node: Node | None, languages: Sequence[str], spellings: Spellings) -> dict[Leaf, Lookup]:
    """Return the lookup of each word and phrase under *node*.

    Names are looked for in words that stand in a row. The first of *languages* is that of the query, unless two of
    its words or more are function words of another, and fewer of the first.
    """
    if node is None:
        return {}
    asked = [leaf.surface for leaf, _ in leaves(node) if isinstance(leaf, WordNode)]
    is_shouted = len(asked) > 1 and all(map(str.isupper, asked)) and not all(map(is_acronym, asked))
    found = _lookups(node, Manner(tuple(languages), _common(asked, languages), not is_shouted), spellings)
    wanted = {leaf for leaf, is_negated in leaves(node) if not is_negated}
    if all(lookup.is_function_word for leaf, lookup in found.items() if leaf in wanted):
        # “to be or not to be”: no other word was asked for.
        return {leaf: replace(lookup, is_function_word=False) for leaf, lookup in found.items()}
    return found


def _common(asked: list[str], languages: Sequence[str]) -> frozenset[str]:
    best, most = stop_words(languages[0]), 1
    for language in languages:
        found = stop_words(language)
        count = sum(1 for word in asked if fold(word) in found)
        if count > most:
            best, most = found, count
    return best


def _lookups(node: Node, manner: Manner, spellings: Spellings) -> dict[Leaf, Lookup]:
    found: dict[Leaf, Lookup] = {}
    if isinstance(node, Not):
        return _lookups(node.node, manner, spellings)
    nodes = node.nodes if isinstance(node, (And, Or)) else (node,)
    for key, group in groupby(nodes, key=_row_key):
        members = list(group)
        run = [each for each in members if isinstance(each, (WordNode, PhraseNode))]
        lookups = [lookup_of(each, manner) for each in run]
        found.update(zip(run, _with_names(lookups, key, isinstance(node, And), spellings), strict=True))
        for each in members:
            if isinstance(each, (And, Or, Not)):
                found |= _lookups(each, manner, spellings)
    return found


def _with_names(lookups: list[Lookup], key: str, is_row: bool, spellings: Spellings) -> list[Lookup]:
    """Return *lookups* with the spellings of names: those that the words in a row make up, or each by itself."""
    if key.startswith("other"):
        return lookups
    rows = [lookups] if is_row else [[each] for each in lookups]
    return [each for row in rows for each in with_spellings(row, spellings)]


def _row_key(node: Node) -> str:
    if isinstance(node, WordNode) and node.kind == PLAIN and node.field is None:
        return "row"
    if isinstance(node, PhraseNode) and not node.is_exact and node.within is None:
        return f"phrase {node.start}"
    return f"other {id(node)}"


def row_starts(places: Places) -> list[int]:
    """Return the positions at which the words stand in a row, each at its place from there."""
    (first_place, first), *others = places
    starts = {position - first_place for position in first}
    for place, held in others:
        starts &= {position - place for position in held}
    return sorted(starts)


def window_spans(places: Places, within: int) -> list[list[tuple[int, int]]]:
    """Return windows of at most *within* words' distance that hold every word: `(position, place)` of each.

    Windows do not overlap; the earliest is taken first.
    """
    which = [place for place, _ in places]
    return [sorted(zip(positions, which, strict=True)) for positions in windows(places, within)]


def windows(places: Places, within: int) -> Iterator[list[int]]:
    """Yield the windows of `window_spans`, as the position of each word."""
    # Numbers are sorted several times faster than pairs.
    ordered = sorted({position << _WHICH | which for which, (_, held) in enumerate(places) for position in held})
    last, missing = [-1] * len(places), len(places)
    for each in ordered:
        which, position = each & _WHICH_MASK, each >> _WHICH
        missing -= last[which] < 0
        last[which] = position
        if not missing and position - min(last) <= within:
            yield last
            last, missing = [-1] * len(places), len(places)
