"""Two texts laid side by side: what both have, what one has in other words, what only one has."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Literal, NamedTuple

from reader.related.evidence import Span
from reader.related.terms import number_of
from reader.text.alignment import SIZE, Aligner, SharedRun, joined
from reader.text.sentences import sentences
from reader.text.wording import Wording
from reader.text.wording import find_changes as find_word_changes

Kind = Literal["shared", "rewritten", "only-here", "only-there"]
Range = tuple[int, int]

# Fewer words in a row are a manner of speaking.
_LEAST_SHARED = 8
# So few words between the same words on both sides are a change of them, however different; more only if they are
# somewhat alike.
_FEW = 8
_BETWEEN = 40
_RATHER_ALIKE = 0.25
# Sentences of fewer different words are alike by chance.
_LEAST_SENTENCE = 4
_ALIKE = 0.5
# Words that stand in more sentences than this lead to none of them.
_COMMON = 30
# Words of a text that are compared one by one, at the cost of their square.
MOST_DIFFED = 600
# Sentences that follow a passage often begin with the same word or two.
_REACH = 2


class TextBlock(NamedTuple):
    """A stretch of two texts: *here* is its span in the first, *there* in the second, None where it is missing."""

    kind: Kind
    here: Span | None
    there: Span | None


@dataclass(frozen=True)
class _Side:
    """A text as the numbers of its words and numerals."""

    text: str

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self.text, with_figures=True)

    @cached_property
    def _sentence_spans(self) -> list[Span]:
        return sentences(self.text)

    @cached_property
    def numbers(self) -> list[int]:
        """Every word and numeral, `3,033` and `3033` alike."""
        return [number_of(word) for word in self._wording.words]

    def span(self, words: Range) -> Span:
        """Return where a range of words stands; of an empty one, where it would."""
        return self._wording.span(*words)

    @cached_property
    def begins(self) -> list[int]:
        """The words that begin a sentence, and the end of the text, which is as good."""
        starts = self._wording.starts
        return sorted({len(starts), *(bisect_left(starts, start) for start, _ in self._sentence_spans)})

    @cached_property
    def begin_set(self) -> frozenset[int]:
        """The same, to be asked whether a word is one of them."""
        return frozenset(self.begins)

    def before(self, words: Range) -> Range:
        """Return what stands before a range of words in its sentence."""
        place = bisect_right(self.begins, words[0]) - 1
        return (self.begins[place] if place >= 0 else 0), words[0]

    def after(self, words: Range) -> Range:
        """Return what stands after a range of words in its sentence."""
        return words[1], self.begins[bisect_left(self.begins, words[1])]

    def words(self, among: Range) -> set[int]:
        """Return the different words in a range."""
        return set(self.numbers[among[0] : among[1]])

    def sentences(self, among: list[Range]) -> list[Range]:
        """Return the sentences, as far as they stand among these words."""
        starts = self._wording.starts
        ends = [bisect_left(starts, end) for _, end in self._sentence_spans]
        cut: list[Range] = []
        for start, end in among:
            within = ends[bisect_left(ends, start + 1) : bisect_left(ends, end)]
            cut += [pair for pair in zip([start, *within], [*within, end], strict=True) if pair[0] < pair[1]]
        return cut


class _Pair(NamedTuple):
    kind: Kind
    here: Range
    there: Range


def align_texts(a_text: str, b_text: str) -> tuple[TextBlock, ...]:
    """Lay two plain texts side by side.

    Every word of either stands in exactly one block. Blocks are in the order of the first text; what only the second
    has follows what it follows there. Passages may have moved: the spans in the second text need not be in order.
    """
    here, there = _Side(a_text), _Side(b_text)
    pairs = _shared(here, there)
    pairs += _between(pairs, here, there)
    pairs += _ends(pairs, here, there)
    pairs += _reworded(here, there, pairs)
    return tuple(_in_order(here, there, pairs))


def find_changes(a_text: str, b_text: str) -> tuple[tuple[Span, Span], ...]:
    """Return what differs between two short texts, a block `rewritten`, as pairs of spans of words, in order.

    One of a pair is empty where words were left out or put in: it stands where they would be. Texts too long to look
    into have changed throughout.
    """
    return tuple((each[:2], each[2:]) for each in find_word_changes(a_text, b_text, MOST_DIFFED))


def find_changed_words(a_text: str, b_text: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans of the words that differ between two short texts: a block `rewritten`, its two sides."""
    found = find_changes(a_text, b_text)
    return (
        tuple(here for here, _ in found if here[0] < here[1]),
        tuple(there for _, there in found if there[0] < there[1]),
    )


def word_starts(text: str, start: int, end: int) -> list[int]:
    """Return where the words and numerals of `text[start:end]` begin, as `align_texts` counts them."""
    return [start + each for each in Wording(text[start:end], with_figures=True).starts]


def _shared(here: _Side, there: _Side) -> list[_Pair]:
    """Return the runs of the same words, the longest first where two claim the same words."""
    found: list[SharedRun] = []
    taken = bytearray(len(here.numbers))
    for run in sorted(_telling(Aligner(here.numbers).runs(there.numbers)), key=lambda run: -run.length):
        for part in _free(run, taken):
            taken[part.here : part.here + part.length] = b"\x01" * part.length
            found.append(_to_sentences(part, here, there))
    found = _grown(found, here, there)
    pairs = [_Pair("shared", (run.here, run.here + run.length), (run.there, run.there + run.length)) for run in found]
    return sorted(pairs, key=lambda pair: pair.here)


def _to_sentences(run: SharedRun, here: _Side, there: _Side) -> SharedRun:
    """Give up the word or two by which a run reaches into other sentences that happen to begin or end alike."""
    begin, end = 0, run.length
    for edge in range(1, min(_REACH, run.length - SIZE) + 1):
        at = run.length - edge
        if not _is_edge(run, run.length, here, there, both=True) and _is_edge(run, at, here, there):
            end = at
        if not _is_edge(run, 0, here, there, both=True) and _is_edge(run, edge, here, there):
            begin = edge
    return SharedRun(run.here + begin, run.there + begin, end - begin) if end - begin >= SIZE else run


def _is_edge(run: SharedRun, at: int, here: _Side, there: _Side, *, both: bool = False) -> bool:
    """Whether a sentence begins after *at* words of a run, in either text or in both."""
    edges = run.here + at in here.begin_set, run.there + at in there.begin_set
    return all(edges) if both else any(edges)


def _grown(runs: list[SharedRun], here: _Side, there: _Side) -> list[SharedRun]:
    """Let every run have the same words before it that no other has, as far back as its sentences begin."""
    ours, theirs = bytearray(len(here.numbers)), bytearray(len(there.numbers))
    for run in runs:
        ours[run.here : run.here + run.length] = b"\x01" * run.length
        theirs[run.there : run.there + run.length] = b"\x01" * run.length
    grown = []
    for run in runs:
        more = 0
        while (
            more < min(run.here, run.there)
            and not _is_edge(run, -more, here, there)
            and here.numbers[run.here - more - 1] == there.numbers[run.there - more - 1]
            and not ours[run.here - more - 1]
            and not theirs[run.there - more - 1]
        ):
            more += 1
        ours[run.here - more : run.here] = theirs[run.there - more : run.there] = b"\x01" * more
        grown.append(SharedRun(run.here - more, run.there - more, run.length + more))
    return grown


def _telling(runs: list[SharedRun]) -> Iterator[SharedRun]:
    """Yield the runs that are more than a manner of speaking ("as a result of the"), alone or with others near."""
    kept = [passage for passage in joined(runs) if passage.matched >= _LEAST_SHARED]
    starts = [passage.there_start for passage in kept]
    for run in runs:
        place = bisect_right(starts, run.there) - 1
        if place >= 0 and run.there < kept[place].there_end:
            yield run


def _free(run: SharedRun, taken: bytearray) -> Iterator[SharedRun]:
    """Yield the part of a run whose words here are not taken yet."""
    start = run.here
    while start < run.here + run.length and taken[start]:
        start += 1
    end = taken.find(b"\x01", start, run.here + run.length)
    length = (end if end >= 0 else run.here + run.length) - start
    if length > 0:
        yield SharedRun(start, run.there + start - run.here, length)


def _between(pairs: list[_Pair], our: _Side, their: _Side) -> list[_Pair]:
    """Return the changes: few words on both sides between two runs that follow each other in both texts."""
    ordered = sorted(pairs, key=lambda pair: pair.there)
    following = dict(pairwise(ordered))
    changes = []
    for one, other in pairwise(pairs):
        here, there = (one.here[1], other.here[0]), (one.there[1], other.there[0])
        lengths = here[1] - here[0], there[1] - there[0]
        is_change = max(lengths) <= _FEW or (
            max(lengths) <= _BETWEEN and _likeness(our.words(here), their.words(there)) >= _RATHER_ALIKE
        )
        if following.get(one) == other and min(lengths) > 0 and is_change:
            changes.append(_Pair("rewritten", here, there))
    return changes


def _ends(pairs: list[_Pair], here: _Side, there: _Side) -> list[_Pair]:
    """Return the few words before and after runs in their sentences, if some of them are the same in both texts."""
    ours, theirs = bytearray(len(here.numbers)), bytearray(len(there.numbers))
    for pair in pairs:
        _take(pair, ours, theirs)
    found = []
    for pair in pairs:
        ends = (here.before(pair.here), there.before(pair.there)), (here.after(pair.here), there.after(pair.there))
        for one, other in ends:
            is_free = not any(ours[slice(*one)]) and not any(theirs[slice(*other)])
            is_short = max(one[1] - one[0], other[1] - other[0]) <= _FEW
            if is_short and is_free and here.words(one) & there.words(other):
                found.append(_Pair("rewritten", one, other))
                _take(found[-1], ours, theirs)
    return found


def _take(pair: _Pair, ours: bytearray, theirs: bytearray) -> None:
    for taken, (start, end) in ((ours, pair.here), (theirs, pair.there)):
        taken[start:end] = b"\x01" * (end - start)


def _reworded(here: _Side, there: _Side, pairs: list[_Pair]) -> list[_Pair]:
    """Return the sentences, of what is left, that say much the same in both texts, wherever they stand."""
    ours = here.sentences(_left(len(here.numbers), [pair.here for pair in pairs]))
    theirs = there.sentences(_left(len(there.numbers), [pair.there for pair in pairs]))
    alike = sorted(_alike(here, ours, there, theirs), reverse=True)
    found = []
    taken_here, taken_there = set(), set()
    for _, one, other in alike:
        if one not in taken_here and other not in taken_there:
            taken_here.add(one)
            taken_there.add(other)
            found.append(_Pair("rewritten", ours[one], theirs[other]))
    return found


def _alike(here: _Side, ours: list[Range], there: _Side, theirs: list[Range]) -> Iterator[tuple[float, int, int]]:
    """Yield likeness and indices of the pairs of sentences that share half of their words."""
    words_there = [there.words(each) for each in theirs]
    places: dict[int, list[int]] = defaultdict(list)
    for place, words in enumerate(words_there):
        for word in words:
            places[word].append(place)
    for index, each in enumerate(ours):
        words = here.words(each)
        if len(words) < _LEAST_SENTENCE:
            continue
        near = Counter(
            place for word in words if len(places.get(word, ())) <= _COMMON for place in places.get(word, ())
        )
        for place in near:
            likeness = _likeness(words, words_there[place])
            if likeness >= _ALIKE:
                yield likeness, index, place


def _likeness(one: set[int], other: set[int]) -> float:
    """Return Dice's coefficient of two sets of words."""
    return 2 * len(one & other) / (len(one) + len(other))


def _left(count: int, taken: list[Range]) -> list[Range]:
    """Return the ranges of *count* words that none of *taken*, which don't overlap, covers."""
    left = []
    past = 0
    for start, end in sorted(taken):
        if start > past:
            left.append((past, start))
        past = max(past, end)
    if past < count:
        left.append((past, count))
    return left


def _in_order(here: _Side, there: _Side, pairs: list[_Pair]) -> Iterator[TextBlock]:
    only_there = _left(len(there.numbers), [pair.there for pair in pairs])
    ends = sorted((pair.there[1], pair.here[0]) for pair in pairs)
    after: dict[int, list[Range]] = defaultdict(list)
    for each in only_there:
        place = bisect_right(ends, (each[0], len(here.numbers))) - 1
        after[ends[place][1] if place >= 0 else -1].append(each)
    blocks: list[tuple[int, _Pair | None, Range]] = [(pair.here[0], pair, pair.here) for pair in pairs]
    blocks += [(start, None, (start, end)) for start, end in _left(len(here.numbers), [pair.here for pair in pairs])]
    yield from (TextBlock("only-there", None, there.span(each)) for each in after[-1])
    for start, pair, words in sorted(blocks, key=itemgetter(0)):
        if pair is None:
            yield TextBlock("only-here", here.span(words), None)
        else:
            yield TextBlock(pair.kind, here.span(pair.here), there.span(pair.there))
            yield from (TextBlock("only-there", None, there.span(each)) for each in after[start])
