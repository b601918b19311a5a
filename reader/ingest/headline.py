"""Which line is the headline, where it is repeated, and which site's name hangs on it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, dropwhile

from reader.ingest.datelines import (
    is_counter,
    is_name,
    is_other_hand,
    is_unread_date,
    read_ago,
    read_byline,
    read_dateline,
)
from reader.ingest.labels import read_label
from reader.ingest.lines import PageLine, count_words, key_of, once_a_line
from reader.ingest.record_words import OUTLET_WORDS
from reader.ingest.vocabulary import Vocabulary, listed

_SEPARATOR = re.compile(
    r"\s+(?:[|–—»«›·•-]|--|::|<<|>>|/{1,2})\s+|\s?[|｜]\s?|:\s+"
    # Without spaces where words have none either.
    r"|(?<=[\u2e80-\u9fff\uac00-\ud7af])[_–—-]+(?=[A-Za-z]|[\u2e80-\u9fff\uac00-\ud7af])"
)
_BAR = re.compile(r"\s*[|｜]\s*|(?<=[\u2e80-\u9fff\uac00-\ud7af])_(?=[A-Za-z]|[\u2e80-\u9fff\uac00-\ud7af])")
_STRONG_SEPARATOR = re.compile(r"\s*(?:[|｜_]|»|«|::)\s*\Z")
_CRUMBS = re.compile(r"\s[>›→/]\s|\s?»\s?")
_NAMES = re.compile(r"\s*[|,·•]\s*|\s[-–—]\s|\s(?:and|und|et|y|e|и|та|ve)\s")
_ADDRESS = re.compile(r"https?://\S+|.{0,80}[\w.-]@[\w-]{2,60}\.\w{2,}.{0,80}")
# What a text is, above its headline.
_KINDS = frozenset(
    listed("""
    for immediate release|press release|news release|media release|pressemitteilung|medienmitteilung|presseinformation
    communiqué de presse|comunicado de prensa|nota de prensa|nota à imprensa|comunicato stampa|пресс релиз|прес реліз
    tiedote|persbericht|pressmeddelande|pressemeddelelse|basın bülteni|siaran pers|بيان صحفي
    報道発表|新聞稿|新闻稿|보도자료
    """)
)
_PRICE = re.compile(r"[$€£₽]\s?\d|\d\s?[$€£₽]")
_TOP_LINES = 600
_LEAST_SCORE = 2.0
_ALIKE = 0.75
_RATHER_ALIKE = 0.5
_SITE_WORDS = 6
_MOST_MARKS = 4
_SECTION_WORDS = 3
_CONSENT_LINES = 40
_DECK_WORDS = 4
# A line that stands higher, above the headline, may be the site's motto.
_MOTTO = 3
# How far below a blog's name the headline of its post may stand.
_UNDER_MASTHEAD = 10
# What weighs against a line that the claim of rights has too: a name.
_NAME = 5.0


@dataclass(frozen=True, slots=True)
class Headline:
    """*position* is the index of the headline's line, *repeats* those of its other copies; *site* what hung on it.

    *anchor* is the copy that stands nearest before the article.
    """

    title: str
    position: int
    repeats: tuple[int, ...]
    anchor: int
    site: str | None = None


def find_headline(lines: Sequence[PageLine], vocabulary: Vocabulary) -> Headline | None:
    """Return the headline among *lines*; None for a page that has none."""
    if all(line.key == lines[0].key for line in lines):
        # What has nothing under it is no headline.
        return None
    start = consent_end(lines, vocabulary)
    top = _top(lines, vocabulary, start)
    # A web page's title stands above what asks for consent.
    is_titled = start > 1 and not vocabulary.asks_consent(lines[0])
    titled = _of_page_title(lines, start, top) or (_of_page_title(lines, 0, top) if is_titled else None)
    return titled or _best(lines, start, top, vocabulary)


def consent_end(lines: Sequence[PageLine], vocabulary: Vocabulary) -> int:
    """Return how many lines at the top of a page ask for consent to cookies, before the page begins."""
    asked = [at for at, line in enumerate(lines[:_CONSENT_LINES]) if vocabulary.asks_consent(line)]
    if len(asked) < 2 or asked[0] > 1:
        return 0
    end = asked[0]
    for at in asked:
        if at > end + 2:
            break
        end = at
    return end + 1 if end + 1 < len(lines) else 0


def _of_page_title(lines: Sequence[PageLine], start: int, top: int) -> Headline | None:
    """Find the headline by the first line, where that is the page's title: the headline with a site's name.

    Of all parts of the first line, the longest that stands on a line of its own further down is the headline.
    """
    first = lines[start]
    if not 3 <= first.word_count <= 60:
        return None
    copies = _places_by_key(lines, start + 1)
    for part in _parts(first.text):
        found, rest = copies.get(key_of(part.text)), copies.get(key_of(part.rest))
        if found and rest and _is_masthead(lines, part, found[0], rest[0]):
            return _headline(lines, rest, [start], _Part(part.rest, part.text))
        if found:
            return _headline(lines, [start, *found] if not part.rest else found, [start], part)
    similar = _similar(lines, start, top)
    return _headline(lines, *similar) if similar else None


def _places_by_key(lines: Sequence[PageLine], start: int) -> dict[str, list[int]]:
    """Return where each short line stands from *start* on, by its words."""
    places: dict[str, list[int]] = {}
    for position, line in enumerate(lines[start:], start):
        if line.word_count <= 60:
            places.setdefault(line.key, []).append(position)
    return places


def _is_masthead(lines: Sequence[PageLine], part: "_Part", at: int, below: int) -> bool:
    """Whether a piece of the page's title is the name of a blog at its head, and the rest heads the text *below* it.

    An outlet's name stands below the headline too, right there or under an introduction.
    """
    is_short = count_words(part.text) <= _DECK_WORDS and OUTLET_WORDS.isdisjoint(key_of(part.rest).split())
    if not is_short or not 1 < below - at <= _UNDER_MASTHEAD or below + 1 >= len(lines):
        return False
    between = sum(line.is_prose for line in lines[at + 1 : below])
    # A name over a date is the author's.
    is_over_record = is_record_line(lines[below + 1]) and not is_name(part.rest)
    return between <= 1 and (lines[below + 1].is_prose or is_over_record)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a page's title, *rest* what is left of it, *is_sure* that what parts them parts a site's name."""

    text: str
    rest: str = ""
    is_sure: bool = False


def _parts(text: str) -> list[_Part]:
    """Return the pieces of a page's title that can be the headline, longest first."""
    parts = [_Part(text)]
    marks = list(_SEPARATOR.finditer(text))
    for first, second in combinations(marks[:_MOST_MARKS], 2):
        # "Section: Headline - Site".
        is_sure = bool(_STRONG_SEPARATOR.match(second.group()))
        parts.append(_Part(text[first.end() : second.start()].strip(), text[second.end() :].strip(), is_sure))
    for mark in marks:
        before, after = text[: mark.start()].strip(), text[mark.end() :].strip()
        is_sure = bool(_STRONG_SEPARATOR.match(mark.group()))
        parts += [_Part(before, after, is_sure), _Part(after, before, is_sure)]
    long_enough = (part for part in parts if count_words(part.text) >= (2 if text.startswith(part.text) else 3))
    return sorted(long_enough, key=lambda part: -len(part.text))


def _similar(lines: Sequence[PageLine], start: int, top: int) -> tuple[list[int], list[int], _Part] | None:
    """Find a headline that says nearly what the page's title says ("… in 2016", "… (2016)").

    Above the article less likeness is enough than further down, where a subheading may take up the headline.
    """
    best: tuple[float, int, _Part] | None = None
    for part in _parts(lines[start].text):
        wanted = Counter(key_of(part.text).split())
        if wanted.total() < 4:
            continue
        for position, line in enumerate(lines[start + 1 : start + _TOP_LINES], start + 1):
            likeness = _likeness(wanted, line.tokens) if 4 <= len(line.tokens) <= 45 else 0.0
            if likeness >= (_RATHER_ALIKE if position < top else _ALIKE) and (best is None or likeness > best[0]):
                best = (likeness, position, part)
    return ([best[1]], [start], best[2]) if best else None


def _likeness(one: Counter[str], other: Sequence[str]) -> float:
    """Return how many words two lines share, of all they have (Jaccard over bags of words)."""
    total = one.total()
    if not 0.5 <= total / len(other) <= 2 or one.keys().isdisjoint(other):
        return 0.0
    both = sum(min(count, other.count(word)) for word, count in one.items())
    return both / (total + len(other) - both)


def _headline(lines: Sequence[PageLine], copies: list[int], others: list[int], part: _Part) -> Headline:
    position = copies[0]
    site = part.rest if part.rest and count_words(part.rest) <= _SITE_WORDS else None
    repeats = tuple(sorted({*copies, *others} - {position}))
    return Headline(lines[position].text, position, repeats, _anchor(lines, copies), site)


def _anchor(lines: Sequence[PageLine], copies: Sequence[int]) -> int:
    """Return the last copy that has most of what follows the first one after it; later ones stand below the article.

    Of copies that are headings, those of the highest level count: others name the article in a list.
    """
    highest = min((lines[copy].level for copy in copies if lines[copy].level), default=0)
    heads = [copy for copy in copies if lines[copy].level == highest]
    following = [0]
    for line in reversed(lines):
        following.append(following[-1] + (line.word_count if line.is_prose else 0))
    after = following[::-1]
    return max((copy for copy in heads if after[copy] >= 0.6 * after[copies[0]]), default=heads[0])


def _best(lines: Sequence[PageLine], start: int, top: int, vocabulary: Vocabulary) -> Headline | None:
    """Score every line above the article as a headline."""
    counts = Counter(line.key for line in lines if line.word_count <= 45)
    rights = _claims(lines)
    first_prose = next((position for position, line in enumerate(lines) if line.is_prose and position >= top), top)

    def score(position: int) -> float:
        is_repeated = counts[lines[position].key] > 1 and lines[position].word_count >= 4
        near = max(0.0, 2 - 0.25 * (first_prose - position))
        is_site = lines[position].word_count <= _SITE_WORDS and f" {lines[position].key} " in rights
        return _score(lines, position, vocabulary) + near + 2 * is_repeated - _NAME * is_site

    scores = [score(position) for position in range(start, min(top, len(lines) - 1))]
    best = max(scores, default=0.0)
    if scores and best >= _LEAST_SCORE:
        return _split(lines, start + scores.index(best))
    alone = next((at for at in range(start, top) if _is_word_over_record(lines, at, vocabulary)), None)
    return None if alone is None else _split(lines, alone)


def _is_word_over_record(lines: Sequence[PageLine], position: int, vocabulary: Vocabulary) -> bool:
    """Whether a line of a word or two stands right above the record, and that above the text: "Ferries"."""
    line, below = lines[position], lines[position + 1 : position + 5]
    first = next(dropwhile(is_record_line, below), None)
    is_over = first is not None and first is not below[0] and first.is_prose and not is_record_line(line)
    return is_over and line.text[:1].isupper() and not vocabulary.evidence(line) and not vocabulary.is_menu(line.tokens)


def _claims(lines: Sequence[PageLine]) -> str:
    """Return the words of the lines that claim rights, which name the site."""
    return " | ".join(f" {line.key} " for line in lines if "©" in line.text)


def _split(lines: Sequence[PageLine], position: int) -> Headline:
    """Take the site's name off a headline that is nowhere repeated without it."""
    line = lines[position]
    copies = [index for index, other in enumerate(lines) if other.key == line.key]
    keys = Counter(other.key for other in lines if other.word_count <= _SITE_WORDS)
    rights = _claims(lines)
    for part in _parts(line.text)[1:]:
        is_name = 1 <= count_words(part.rest) <= _SITE_WORDS
        is_site = part.is_sure or keys[key_of(part.rest)] or f" {key_of(part.rest)} " in rights
        if is_name and line.text.startswith(part.text) and is_site:
            headline = _headline(lines, copies, [], part)
            title = _without_sections(part.text) if part.is_sure else part.text
            return Headline(title, headline.position, headline.repeats, headline.anchor, part.rest)
    return _headline(lines, copies, [], _Part(line.text))


def _without_sections(title: str) -> str:
    """Return a headline without the sections of the site between it and the site's name ("Title | World | Site")."""
    while marks := list(_BAR.finditer(title)):
        first, last = title[: marks[0].start()], title[marks[-1].end() :]
        if not count_words(last) <= _SECTION_WORDS < count_words(first):
            break
        title = title[: marks[-1].start()]
    return title


def _top(lines: Sequence[PageLine], vocabulary: Vocabulary, start: int) -> int:
    """Return the number of the first line below those that may hold the headline: where the article surely runs."""
    run = 0
    for position, line in enumerate(lines[start : start + _TOP_LINES], start):
        is_text = line.is_prose and line.is_finished and not line.level
        if is_text and max(vocabulary.evidence(line).values(), default=0) < 3:
            run += 1
            if run == 2 or line.word_count > 60:
                return position - run + 1
        elif not line.is_prose:
            run = 0
    return min(len(lines), start + _TOP_LINES)


def _score(lines: Sequence[PageLine], position: int, vocabulary: Vocabulary) -> float:
    line = lines[position]
    is_over_record = position == 0 and len(lines) > 1 and bool(read_byline(lines[1]) or read_dateline(lines[1]))
    score = _by_length(line, is_over_record=is_over_record) + {0: 0.0, 1: 4.0, 2: 2.0, 3: 1.0}.get(line.level, 0.5)
    score -= 5 * (max(vocabulary.evidence(line).values(), default=0) >= 3)
    score -= 6 * (is_record_line(line) or not any(map(str.isalpha, line.text)))
    score -= 3 * (line.word_count < 6 and bool(_PRICE.search(line.seen)))
    score -= 3 * (len(_CRUMBS.findall(line.seen)) >= 2)
    score -= 2 * (vocabulary.furniture_share(line) > 0.5)
    score -= (1.5 + 1.5 * line.is_prose) * line.text.endswith((".", ",", ":", ";"))
    score += 2 * (position == 0)
    is_last = position + 1 == len(lines)
    score += 1 if (line.gap or not position) and (is_last or lines[position + 1].gap) else -1
    if _is_deck(lines, position, vocabulary):
        score -= 1.5
    if _is_none(lines, position, vocabulary):
        score -= _NAME
    return score + 1.5 * _has_record(lines, position, vocabulary)


def _has_record(lines: Sequence[PageLine], position: int, vocabulary: Vocabulary) -> bool:
    """Whether the article's record stands right above the line or below it, an introduction between them."""
    line = lines[position]
    if position and not (line.is_prose and line.text.endswith(".")) and is_record_line(lines[position - 1]):
        return True
    below = lines[position + 1 : position + 3]
    if any(map(is_record_line, below[:1])):
        return True
    is_led = len(below) == 2 and (below[0].is_finished or below[0].key == lines[position].key or _is_names(below[0]))
    return (is_led or _is_deck(lines, position + 1, vocabulary)) and any(map(is_record_line, below))


def _is_deck(lines: Sequence[PageLine], position: int, vocabulary: Vocabulary) -> bool:
    """Whether a line above the record only adds to the headline right above it."""
    if not 0 < position < len(lines) - 1 or not is_record_line(lines[position + 1]):
        return False
    line, above = lines[position], lines[position - 1]
    # Across a blank line it may be a headline under the site's motto, but not where a kicker stands over that.
    return (
        (not line.gap or (position > 1 and _is_kicker(lines[position - 2])) or (above.gap > 0 and position > _MOTTO))
        and line.word_count >= _DECK_WORDS
        and _can_be_headline(above, vocabulary)
        and not is_record_line(line)
    )


def _is_names(line: PageLine) -> bool:
    """Whether a line may be nothing but names: of who wrote the article, of the place or the outlet."""
    pieces = [piece for piece in _NAMES.split(line.text) if piece]
    return (
        line.text[:1].isalpha()
        and line.word_count <= _SITE_WORDS
        and all(is_name(piece, _SECTION_WORDS) for piece in pieces)
    )


def _is_above_headline(lines: Sequence[PageLine], position: int, vocabulary: Vocabulary) -> bool:
    """Whether a line of names begins a record that stands above the headline."""
    if not _is_names(lines[position]):
        return False
    below = lines[position + 1 : position + 4]
    first = next(dropwhile(is_record_line, below), None)
    return first is not None and first is not below[0] and _can_be_headline(first, vocabulary)


def _is_none(lines: Sequence[PageLine], position: int, vocabulary: Vocabulary) -> bool:
    """Whether a line is surely no headline: an address, what kind of text it is, a name that begins the record."""
    line = lines[position]
    is_said = line.key in _KINDS or _ADDRESS.fullmatch(line.text) is not None
    return is_said or _is_above_headline(lines, position, vocabulary)


def _is_kicker(line: PageLine) -> bool:
    return line.text.isupper() and line.word_count <= _SECTION_WORDS and not line.is_item


def _can_be_headline(line: PageLine, vocabulary: Vocabulary) -> bool:
    is_of_length = _DECK_WORDS <= line.word_count <= 20 and not line.is_finished and line.linked < 0.6
    return is_of_length and not vocabulary.evidence(line) and not is_record_line(line)


def _by_length(line: PageLine, *, is_over_record: bool) -> float:
    if line.word_count <= 2 and is_over_record and not line.text[:1].islower():
        return -0.5
    if line.word_count <= 2:
        return -4.0 if line.word_count < 2 else -1.5
    if line.word_count <= 20:
        return 0.5 if line.word_count == 3 else 2.0
    return 1.0 if line.word_count <= 30 else -6.0


@once_a_line
def is_record_line(line: PageLine) -> bool:
    """Whether the line gives the article's author, date or topics."""
    return (
        bool(read_byline(line) or read_dateline(line) or is_counter(line) or read_label(line))
        or read_ago(line) is not None
        or is_other_hand(line)
        or is_unread_date(line)
    )
