"""Names in a text: runs of capitalized words, with what is known of titles, particles and sentence starts.

A library's names authority says which spellings are one name; what it does not know is known by its sound
(`sound_of`). Nothing is learned from other articles, so that an article's names never change behind it.
"""

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from reader.library.names import NamesAuthority
from reader.related.caseless_names import any_of, plain_name
from reader.related.name_forms import (
    CALENDAR,
    COMMON_LAST,
    DIRECTIONS,
    NAME_RUN,
    OPENERS,
    STATE_OFFICES,
    SURNAMES,
    TITLES,
    UNTITLED,
    is_headline,
    is_no_name,
    is_variant,
    sound_of,
    start_of,
)
from reader.related.terms import STOP_WORDS, number_of

# Changes when a text may get other names: then those that are kept are spotted anew.
SPOTTING = 2
_TOKEN = re.compile(r"[^\s\u00a0]+")
_BEFORE_SENTENCE = frozenset(".!?:…\n\"“”„«'‘•*#>[|")
_LINKS = frozenset("of the de la del du da di van der von bin bint ibn abu al el ul де фон ибн".split())
_ENDS_OF_PARTICLES = frozenset("lL")
_LONGEST_SPACE = 4
# Runs that are remembered: those of a news archive repeat, those of a hostile text never do.
_MANY = 50_000
# Words of the longest spelling in a names authority that is looked up.
_LONGEST_FORM = 6
# Shorter names sound like too much else.
_LEAST_VARIANT = 5
# Halep'te, Suriye'nin: of a name, in Turkish.
_TURKISH_ENDING = re.compile(
    "['’](?:[dt][ae](?:n|ki)?|n?[ıiuü]n|l[ae]r\\w*|y?l[ae]|(?<=[^aeıioöuü]['’])[aeıiuü]|[yn][ıiuüae]|s[ıiuü])\\Z"
)
_WORDS = STOP_WORDS | OPENERS
_LONGEST_HEADLINE = 160


class Mention(NamedTuple):
    """A name in a text: `text[start:end]`; *key* is the number of its heading.

    *alias* is the number that its last word would have alone, 0 if it has one word only: by it a "Lavrov" of another
    article is found to be this "Sergey Lavrov".
    """

    key: int
    alias: int
    start: int
    end: int


class NameKeys(NamedTuple):
    """The keys of a text's names, and the aliases by which longer ones may be meant."""

    keys: frozenset[int]
    aliases: frozenset[int]


def name_keys(mentions: list[Mention]) -> NameKeys:
    """Return the keys and aliases of *mentions*."""
    return NameKeys(
        frozenset(mention.key for mention in mentions),
        frozenset(mention.alias for mention in mentions if mention.alias),
    )


class _Piece(NamedTuple):
    """A mention within a run, and whether it is one wherever the run stands."""

    mention: Mention
    is_sure: bool


class _Token(NamedTuple):
    word: str
    start: int
    end: int


class Spotter:
    """Finds names, given a names authority. Remembers the runs of capitals it has taken apart."""

    def __init__(self, authority: NamesAuthority) -> None:
        self._heading_by_form = authority.heading_by_spelling()
        self._form_by_key = {sound_of(form): form for form in reversed(self._heading_by_form)}
        forms = [form for name in authority for form in name.forms]
        self._uncapitalized = any_of([form for form in forms if not form[:1].isupper() and not _is_run(form)])
        self._heading_by_plain = {plain_name(form): self._heading_by_form[form.casefold()] for form in reversed(forms)}
        self._pieces: dict[tuple[str, bool], tuple[_Piece, ...]] = {}

    def heading(self, form: str) -> str | None:
        """Return the authority's heading for a form as written, or for a spelling of one; None if it has none."""
        if not self._heading_by_form:
            return None
        heading = self._heading_by_form.get(form.casefold()) or self._heading_in_script(form)
        if heading is not None:
            return heading
        if form.casefold() in _WORDS:
            # "This" sounds like Tiyas, and begins every second sentence.
            return None
        known = self._form_by_key.get(sound_of(form), "")
        return self._heading_by_form[known] if len(known) >= _LEAST_VARIANT and is_variant(form, known) else None

    def _heading_in_script(self, form: str) -> str | None:
        """Return the heading of a form in a script without capitals, or of one before a Turkish ending."""
        if not form.isascii() and form.casefold() == form:
            return self._heading_by_plain.get(plain_name(form))
        bare = _TURKISH_ENDING.sub("", form)
        return self._heading_by_form.get(bare.casefold()) if bare != form else None

    def mentions(self, text: str) -> list[Mention]:
        """Return the names in *text*, in order; none overlap."""
        headlines = list(_headlines(text))
        pieces: list[tuple[int, _Piece]] = []
        for match in NAME_RUN.finditer(text):
            start, end = match.span()
            # Most runs stand after a space, and are no headline's.
            if text[start - 1 : start] != " " or text[start - 2 : start - 1] in _ENDS_OF_PARTICLES:
                begin = start_of(text, start)
                if begin is None:
                    continue
                start = begin
            if headlines and _is_within(start, headlines):
                continue
            for piece in self._taken_apart(text[start:end], _begins_sentence(text, start)):
                pieces.append((start, piece))
        return self._with_uncapitalized(text, _settled(pieces))

    def _taken_apart(self, run: str, begins: bool) -> tuple[_Piece, ...]:
        known = self._pieces.get((run, begins))
        if known is None:
            if len(self._pieces) >= _MANY:
                # Replaced, not emptied: another thread may be reading it.
                self._pieces = {}
            known = self._pieces[run, begins] = tuple(self._pieces_of(run, begins))
        return known

    def _pieces_of(self, run: str, begins: bool) -> Iterator[_Piece]:
        tokens = [_Token(match.group(), *match.span()) for match in _TOKEN.finditer(run)]
        unknown: list[_Token] = []
        position, after_known = 0, False
        while position < len(tokens):
            length, heading = self._known_at(run, tokens[position:])
            if heading is None:
                unknown.append(tokens[position])
                position += 1
                continue
            yield from _unknown_pieces(unknown, begins, after_known, before_known=True)
            first, last = tokens[position], tokens[position + length - 1]
            yield _Piece(_known(heading, run, first.start, last.end), is_sure=True)
            unknown, after_known = [], True
            position += length
        yield from _unknown_pieces(unknown, begins, after_known, before_known=False)

    def _known_at(self, run: str, tokens: list[_Token]) -> tuple[int, str | None]:
        # The longest first: “Port Marrow” before “Port”.
        if self._heading_by_form:
            for length in range(min(len(tokens), _LONGEST_FORM), 0, -1):
                heading = self.heading(run[tokens[0].start : tokens[length - 1].end])
                if heading is not None:
                    return length, heading
        return 0, None

    def _with_uncapitalized(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """Add the authority's forms that no capital tells ("eastern Aleppo", "حلب"), over what was found in them."""
        if self._uncapitalized is None:
            return mentions
        found = [
            _known(heading, text, *match.span(str(match.lastgroup)))
            for match in self._uncapitalized.finditer(text)
            if (heading := self.heading(match[str(match.lastgroup)]))
        ]
        spans = [(each.start, each.end) for each in found]
        kept = [each for each in mentions if not (_is_within(each.start, spans) or _is_within(each.end - 1, spans))]
        return sorted(kept + found, key=lambda mention: mention.start)


def _known(heading: str, text: str, start: int, end: int) -> Mention:
    return Mention(heading_number(heading), _alias_of(text[start:end]), start, end)


def heading_number(heading: str) -> int:
    """Return the number of a heading of the names authority."""
    return number_of(f"heading {heading.casefold()}")


def _sound_number(form: str) -> int:
    """Return the number of a name that no authority knows: that of its sound."""
    return number_of(f"name {sound_of(form)}")


def _is_run(form: str) -> bool:
    """Whether a form that begins with a small letter is found by its capitals all the same, as "al-Nusra" is."""
    match = NAME_RUN.search(form)
    return match is not None and start_of(form, match.start()) == 0 and match.end() == len(form)


def _alias_of(form: str) -> int:
    words = form.split()
    if len(words) < 2 or "of" in words or words[0].casefold() in DIRECTIONS:
        return 0
    return 0 if words[-1].casefold() in COMMON_LAST else _sound_number(words[-1])


def _unknown_pieces(tokens: list[_Token], begins: bool, after_known: bool, before_known: bool) -> Iterator[_Piece]:
    """Yield the names in a run of which the authority knows none: between titles, months and the like."""
    begins = begins and not after_known
    kept = _without_openers(tokens) if begins else tokens
    # A single word says little at the beginning of a sentence, where any has a capital, or beside a name.
    unsure = kept[: begins and len(kept) == len(tokens)]
    beside_known = [*kept[:after_known], *kept[len(kept) - before_known :]]
    for part in filter(None, _parts(kept)):
        is_single = len(part) == 1
        words = " ".join(token.word for token in part)
        if is_single and (part[0] in beside_known or is_no_name(words)):
            continue
        is_acronym = words.isupper() and len(words) > 1
        mention = Mention(_sound_number(words), _alias_of(words), part[0].start, part[-1].end)
        yield _Piece(mention, is_acronym or not (is_single and part[0] in unsure))


def _without_openers(tokens: list[_Token]) -> list[_Token]:
    kept = list(tokens)
    while kept and (kept[0].word.casefold() in OPENERS or kept[0].word in _LINKS):
        kept.pop(0)
    return kept


def _parts(tokens: list[_Token]) -> Iterator[list[_Token]]:
    """Split a run at titles and calendar words, without links at the ends of the parts."""
    for is_break, group in groupby(_marked(tokens), key=lambda pair: pair[1]):
        if not is_break:
            yield from map(_without_links, _split_at_of([token for token, _ in group]))


def _split_at_of(part: list[_Token]) -> Iterator[list[_Token]]:
    """Split "Sergei Ivanov of the Energy Institute" into two names, and leave "Star Tribune of Minneapolis" one."""
    words = [token.word for token in part]
    place = words.index("of") if "of" in words else 0
    if place > 1 and words[place - 1].casefold() not in COMMON_LAST:
        yield part[:place]
        yield part[place + 1 :]
    else:
        yield part


def _without_links(part: list[_Token]) -> list[_Token]:
    start, end = 0, len(part)
    while end > start and part[end - 1].word in _LINKS:
        end -= 1
    while start < end and part[start].word in _LINKS and part[start].word not in {"al", "el"}:
        start += 1
    return part[start:end]


def _marked(tokens: list[_Token]) -> Iterable[tuple[_Token, bool]]:
    """Pair every token with whether it is a title, part of one ("of State") or of a date."""
    words = [token.word.rstrip(".").casefold() for token in tokens]
    marks: list[bool] = []
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        marks.append(word in CALENDAR or _is_title(before, word, after, marks))
    for place in range(1, len(words)):
        marks[place] = marks[place] or (words[place] in _LINKS and marks[place - 1] and tokens[place].word in _LINKS)
    return zip(tokens, marks, strict=True)


def _is_title(before: str, word: str, after: str, marks: list[bool]) -> bool:
    """Tell whether a word is a title, or the office in one; *marks* tell of the words before it what is."""
    if before in {"of", "the"}:
        return word in STATE_OFFICES and marks[-2:][0]
    is_surname = word in SURNAMES and not after and marks[-1:] == [False]
    return word in TITLES and after not in UNTITLED and not is_surname


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - _LONGEST_SPACE) : start].rstrip(" \u00a0")
    return not before or before[-1] in _BEFORE_SENTENCE


def _headlines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines whose capitals mark no names; a text of one line is no headline."""
    position = 0
    for line in text.split("\n") if "\n" in text else ():
        if 15 < len(line) <= _LONGEST_HEADLINE and line[-1] not in ".!?”\"'’" and is_headline(line):
            yield position, position + len(line)
        position += len(line) + 1


def _is_within(position: int, spans: list[tuple[int, int]]) -> bool:
    """Whether *position* stands in one of *spans*, which are in order."""
    place = bisect_right(spans, (position, sys.maxsize)) - 1
    return place >= 0 and position < spans[place][1]


def _settled(pieces: list[tuple[int, _Piece]]) -> list[Mention]:
    """Drop what only began a sentence, and let a last name alone be the full name that the text has."""
    full_by_alias: dict[int, set[Mention]] = {}
    sure = set()
    for _, piece in pieces:
        if piece.is_sure:
            sure.add(piece.mention.key)
            if piece.mention.alias:
                full_by_alias.setdefault(piece.mention.alias, set()).add(
                    Mention(piece.mention.key, piece.mention.alias, 0, 0)
                )
    settled = []
    for offset, (mention, is_sure) in pieces:
        key, alias = mention.key, mention.alias
        if not (is_sure or key in sure or key in full_by_alias):
            continue
        full = full_by_alias.get(key)
        if full is not None and len(full) == 1 and key not in {each.key for each in full}:
            key, alias = next(iter(full))[:2]
        settled.append(Mention(key, alias, offset + mention.start, offset + mention.end))
    return settled


class NameCount(NamedTuple):
    """One name: its *forms*, most frequent first, and in how many *articles* it stands.

    *heading* is the names authority's, else the fullest form; forms that sound alike are proposed as one name.
    """

    heading: str
    forms: tuple[str, ...]
    articles: int
    is_known: bool


def count_names(articles: Iterable[tuple[list[Mention], str]], heading_by_key: dict[int, str]) -> tuple[NameCount, ...]:
    """Return the names of articles, given their mentions and texts, those of the most articles first."""
    forms: dict[int, Counter[str]] = {}
    spread: Counter[int] = Counter()
    for mentions, text in articles:
        spread.update({mention.key for mention in mentions})
        for mention in mentions:
            forms.setdefault(mention.key, Counter())[_bare(text[mention.start : mention.end])] += 1
    found = []
    for key, count in spread.items():
        ordered = tuple(form for form, _ in forms[key].most_common())
        heading = heading_by_key.get(key)
        found.append(NameCount(heading or _fullest(ordered), ordered, count, heading is not None))
    return tuple(sorted(found, key=lambda each: (-each.articles, each.heading)))


def _bare(form: str) -> str:
    """Return a form on one line without an article before it: "The Islamic State" is no spelling of its own."""
    words = form.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].casefold() in {"the", "a", "an"} else words)


def _fullest(forms: tuple[str, ...]) -> str:
    """Return the form of the most words: of a text's "Anton Veres" and "Veres" the first."""
    return max(forms, key=lambda form: (len(form.split()), -forms.index(form)))
