"""All statements of a text."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from reader.related.name_forms import COMMON_LAST, TITLES
from reader.related.statements.adjuncts import ACCORDING, ADJUNCT_CUES
from reader.related.statements.attribution import Attribution
from reader.related.statements.attributions import SPOKEN, attributions
from reader.related.statements.chains import Chains, Heading
from reader.related.statements.continuations import continued
from reader.related.statements.labels import label_of, name_before_quotation, past_dateline, signed, transcript
from reader.related.statements.lists import list_after
from reader.related.statements.phrases import name_in, names_before, phrase_after
from reader.related.statements.quotations import is_whole
from reader.related.statements.row import TokenRow, row_of
from reader.related.statements.simple_text_statements import simple_sayings
from reader.related.statements.statement import DIRECT, REPORTED, Party, Saying, Span, Statement
from reader.related.statements.text_parts import TextParts, holding
from reader.related.statements.tokens import is_named
from reader.text.saying_words import outlet_words, saying_words, simple_words

# What "I" and "we" say within a quotation is said by the speaker of it already.
_OWN = frozenset("i we you".split())
_PASSING_ON = frozenset((ACCORDING, "report", "quote", "cite", "write"))


def find_statements(
    text: str | TextParts, language: str = "en", heading: Heading = lambda _: None, names: Sequence[str] = ()
) -> list[Statement]:
    """Return the statements of *text*, in order; none for a language of which no words of saying are known.

    *heading* gives the heading that a names authority has for a form, *names* are names that stand in the text, by
    which a last name is known to mean a full one.
    """
    words = saying_words(language)
    parts = TextParts(text) if isinstance(text, str) else text
    if not words:
        simple = simple_words(language)
        sayings = continued(parts.text, [*simple_sayings(parts, simple)], parts.quoted) if simple else []
        return _named(parts.text, sorted({*sayings}), heading, names)
    return _Reading(parts, language).statements(heading, names)


class _Reading:
    """One text while it is read."""

    def __init__(self, parts: TextParts, language: str) -> None:
        self.parts = parts
        self.text = parts.text
        self.words = saying_words(language)
        self.outlets = outlet_words(language)
        self.quoted = parts.quoted
        self.cues = parts.places_of(_cues(language))

    def statements(self, heading: Heading, names: Sequence[str]) -> list[Statement]:
        outer: list[Saying] = []
        inner: list[Saying] = []
        for start, end in holding(self.parts.sentences, self.cues):
            within = [span for span in self.parts.quoted_within(start, end) if is_whole(self.text, span)]
            outer += self._of_sentence(start, end, within)
            inner += [each for span in holding(within, self.cues) for each in self._of_quotation(start, end, span)]
        found = sorted({*continued(self.text, outer, self.quoted), *inner, *self._transcript(), *self._signed()})
        return _named(self.text, found, heading, names)

    def _of_sentence(self, start: int, end: int, within: list[Span]) -> Iterator[Saying]:
        start = past_dateline(self.text, start, end)
        quoted = [(max(first, start), min(last, end)) for first, last in within]
        row = row_of(self.parts.tokens, start, end, quoted) if quoted else self.parts.row(start, end)
        label = label_of(row)
        if label is not None:
            yield self._labeled(row, *label)
        found = attributions(row, row.places_of(self._cues_within(start, end)), self.words)
        if not found and label is None and (named := name_before_quotation(row)):
            yield self._labeled(row, *named)._replace(end=row.ends[named[1]], kind=DIRECT)
        for each in found:
            saying = self._saying(row, each, within)
            if saying is not None:
                yield saying._replace(via=_via(row, each, found) or _hearer(row, each, self.outlets))

    def _of_quotation(self, start: int, end: int, span: Span) -> Iterator[Saying]:
        row = row_of(self.parts.tokens, max(span[0] + 1, start), min(span[1] - 1, end), ())
        for each in attributions(row, row.places_of(self._cues_within(*span)), self.words):
            if each.kind in SPOKEN and row.words[each.subject[0]] not in _OWN:
                saying = self._saying(row, each, ())
                if saying is not None:
                    yield saying

    def _cues_within(self, start: int, end: int) -> list[int]:
        return self.cues[bisect_left(self.cues, start) : bisect_left(self.cues, end)]

    @staticmethod
    def _labeled(row: TokenRow, label: tuple[int, int], first: int) -> Saying:
        cue, who = (row.starts[first - 1], row.ends[first - 1]), (row.starts[label[0]], row.ends[label[1]])
        return Saying(row.starts[first], row.ends[-1], REPORTED, cue, who, None, ":", "say", "")

    def _signed(self) -> Iterator[Saying]:
        for who, (start, end), is_quoted in signed(self.text):
            kind = DIRECT if is_quoted else REPORTED
            yield Saying(start, end, kind, (end, who[0]), who, None, "—", "say", "")

    def _transcript(self) -> Iterator[Saying]:
        for who, (start, end) in transcript(self.text):
            yield Saying(start, end, DIRECT, (who[1], who[1] + 1), who, None, ":", "say", "")

    def _saying(self, row: TokenRow, found: Attribution, within: Sequence[Span]) -> Saying | None:
        parts = [part for part in (found.before, found.after) if part]
        if parts[0][0] >= len(row):
            following, is_quoted = self._following(row.ends[-1])
            if following is None:
                return None
            start, end = following
            within = [following] if is_quoted else []
        else:
            start, end = row.starts[parts[0][0]], row.ends[parts[-1][1]]
        for first, last in within:
            start = first if first <= start < last else start
            end = last if first < end <= last else end
        quoted = sum(max(0, min(last, end) - max(first, start)) for first, last in within)
        kind = DIRECT if quoted * 2 > end - start else REPORTED
        first, last = name_in(row, found.subject)
        cue = row.starts[found.cue], row.ends[found.last]
        who = row.starts[first], row.ends[last]
        return Saying(start, end, kind, cue, who, None, found.lemma, found.kind, _before_relative(row, found))

    def _following(self, end: int) -> tuple[Span | None, bool]:
        """Return the quotation, or else the list, that follows a colon, and whether it is a quotation."""
        place = bisect_left(self.quoted, (end, 0))
        quoted = self.quoted[place] if place < len(self.quoted) else None
        if quoted is not None and not self.text[end : quoted[0]].strip():
            return quoted, True
        return list_after(self.text, end), False


@cache
def _cues(language: str) -> frozenset[str]:
    """Return the words and marks without which an English sentence attributes nothing."""
    return ADJUNCT_CUES | {":", *saying_words(language)}


def _before_relative(row: TokenRow, found: Attribution) -> str:
    """Return the name that a "who" stands for: the one right before it."""
    place = found.subject[0]
    if row.words[place] not in {"who", "which", "that"}:
        return ""
    last = place - 1
    while last >= 0 and not row.words[last][:1].isalpha():
        last -= 1
    if last < 0 or not row.is_capitalized(last):
        return ""
    first, last = names_before(row, last)
    while row.words[place] == "who" and row.words[last] in COMMON_LAST | TITLES:
        # "Veres, spokesman of the Harbor Ministry, who"
        comma = row.find_before(",", first)
        if not comma or not row.is_capitalized(comma - 1):
            break
        first, last = names_before(row, comma - 1)
    first, last = name_in(row, (first, last))
    return " ".join(row.text[row.starts[first] : row.ends[last]].split())


def _via(row: TokenRow, each: Attribution, found: list[Attribution]) -> Span | None:
    """Return who passes on what a speaker says: "…, he said, CNN reported", "CNN reported that he said"."""
    for other in found:
        if other is each or other.lemma not in _PASSING_ON or other.subject == each.subject:
            continue
        encloses = other.before is not None and each.cue <= other.before[1] < other.cue
        introduces = other.after is not None and other.after[0] <= each.subject[0] and each.cue <= other.after[1]
        if encloses or introduces:
            first, last = name_in(row, other.subject)
            return row.starts[first], row.ends[last]
    return None


def _hearer(row: TokenRow, each: Attribution, outlets: frozenset[str]) -> Span | None:
    """Return the outlet that a speaker told something: "she told Reuters"."""
    heard = phrase_after(row, each.last + 1) if each.kind == "tell" else None
    if heard is None or not (row.is_capitalized(heard[1]) or row.words[heard[1]] in outlets):
        return None
    start, end = row.starts[heard[0]], row.ends[heard[1]]
    last = row.text[row.starts[heard[1]] : end]
    is_outlet = row.words[heard[1]] in outlets or (last.isupper() and len(last) > 1)
    return (start, end) if is_outlet else None


def _named(text: str, found: list[Saying], heading: Heading, names: Sequence[str]) -> list[Statement]:
    """Give every speaker a name, in the order in which they stand in the text."""
    own = [" ".join(text[slice(*each.who)].split()) for each in found]
    chains = Chains(text, [*names, *(name for name in own if name[:1].isupper() and is_named(name))], heading)
    parties: dict[Span, Party] = {}
    for each in sorted(found, key=lambda saying: saying.who):
        if each.who not in parties:
            parties[each.who] = chains.party(*each.who, each.before_who)
        if each.via is not None and each.via not in parties:
            parties[each.via] = chains.outlet(*each.via)
    return [
        Statement(
            each.start, each.end, each.kind, each.cue, parties[each.who], each.via and parties[each.via], each.lemma
        )
        for each in found
    ]
