"""Who wrote the article, as the lines of its page say: bylines, names beside the date, who is told of under it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from reader.ingest.datelines import Dateline, is_name, read_byline
from reader.ingest.kinds import header_end
from reader.ingest.lines import PageLine, key_of
from reader.ingest.outlets import has_capitals, is_outlet, is_outlet_word, is_person, is_place
from reader.ingest.page import Page
from reader.ingest.personal_names import in_small_letters, person_in
from reader.ingest.record_words import BY, BY_LABELS, COLLECTIVE, NAME_END, NOBODY, PARTICLES
from reader.library.authors import parse_authors

_LABELS = BY_LABELS | NOBODY
_BIOGRAPHY = re.compile(r",? (?:is|was|has|writes|covers|works|reports|joined|serves|ist|est|es|schreibt|écrit) \S")
# How far below the headline its byline may stand, under an introduction, and how far above it.
_REACH, _ABOVE = 24, 4
_LINKED = 0.6
_EAST_ASIAN_LIST = re.compile(r"\s?[、・·，]\s?")
# "Anna Berg in Osterby and Tom Riis in Port".
_IN_PLACE = re.compile(r"(?<=[^\W\d_]) in [A-Z][\w.-]{2,20}(?: [A-Z][\w.-]{2,20})?(?=,| and |\Z)")
_OF_PLACE = re.compile(r"(?:de|da|do|em|en|from|aus|из|от|od) ", re.IGNORECASE)
# Among how many lines at the end of an article its author may be told of.
_LAST = 3
# A name in a byline has no more words.
_WHOLE = 6


def writer_of(
    page: Page,
    body: Sequence[int],
    kinds: Mapping[int, str],
    datelines: Iterable[tuple[int, Dateline]],
    beside: str | None,
    site: str | None = None,
) -> str | None:
    """Return the author that the lines of a page name, None for nobody.

    *datelines* are its lines that say when, *beside* is the name that stands with how long ago it was, *site* is what
    hung on its headline.
    """
    byline = _byline(page, body, kinds)
    if byline:
        return None if _is_nobody(byline) else _as_written(person_in(_without_house(byline), site), page)
    found = _author_beside_date(page, body, datelines, beside) or _after_label(page, body) or _of_biography(page, body)
    return None if found is None or _is_nobody(found) else _as_written(found, page)


def _is_nobody(name: str) -> bool:
    """Whether a name is a word for nobody, or a letter that somebody's buttons are called by."""
    key = key_of(name)
    return key in NOBODY or (len(key) == 1 and key.isascii())


def _as_written(name: str, page: Page) -> str:
    """Return a name whole, where a line of its own has it longer, and in capitals only if the page has it in no other.

    A byline is cut at what may be a word of a name: "by Boats on Rice on March 3".
    """
    if " " in name:
        return in_small_letters(name, page.lines[0].language)
    longer = (line.text for line in page.lines if line.text.startswith(f"{name} ") and line.word_count <= _WHOLE)
    whole = next((text for text in longer if any(f"y {text} on " in line.text for line in page.lines)), None)
    small = name.capitalize()
    is_acronym = not name.isupper() or not any(small in line.words for line in page.lines)
    return whole or (name if is_acronym else small)


def _byline(page: Page, body: Sequence[int], kinds: Mapping[int, str]) -> str | None:
    """Return the first byline below the headline, else the one right above it; other lines that say "by" are menus."""
    anchor = _anchor(page)
    end = min(header_end(body), len(page.lines))
    below = [at for at, kind in sorted(kinds.items()) if at > anchor and kind != "comments"]
    for at in below:
        byline = _of_somebody(page.lines[at])
        has_place = at < end or kinds[at] == "metadata"
        if byline and (has_place or (at < anchor + _REACH and _is_writer(byline, page))):
            return byline
    return next((each for each in map(_of_somebody, _above(page, anchor)) if each), None)


def _of_somebody(line: PageLine) -> str | None:
    """Return the byline in a line that names no place: "Redacción / Ciudad de México"."""
    byline = read_byline(line)
    return None if byline is None or is_place(byline) else byline


def _above(page: Page, anchor: int) -> list[PageLine]:
    """Return the lines of the record right above the headline."""
    return [page.lines[at] for at in range(anchor - 1, max(-1, anchor - 1 - _ABOVE), -1) if page.is_record[at]]


def _anchor(page: Page) -> int:
    return page.headline.anchor if page.headline else -1


def _author_beside_date(
    page: Page, body: Sequence[int], datelines: Iterable[tuple[int, Dateline]], beside: str | None
) -> str | None:
    """Return the person whose name stands with the date, or on the line next to it, under no label."""
    first = min(header_end(body), len(page.lines))
    datelines = list(datelines)
    # Several above the headline are those of a list.
    are_listed = sum(at < _anchor(page) for at, _ in datelines) > 1
    for at, dateline in datelines:
        if are_listed and at < _anchor(page):
            continue
        author = _named_by(dateline, page) or _writer_on(page, _places_beside(page, at, first))
        if author:
            return author
    if beside and _is_writer(beside, page):
        return beside
    under = takewhile(lambda at: not _is_button(page, at), range(_anchor(page) + 1, min(_anchor(page) + 4, first)))
    return _writer_on(page, [at for at in under if at not in body or _is_over_text(page, at)])


def _is_button(page: Page, at: int) -> bool:
    """Whether a line is furniture by its words: what stands below it under the headline is of a menu."""
    return bool(page.evidence[at].get("navigation")) or page.vocabulary.furniture_share(page.lines[at]) > 0.5


def _is_over_text(page: Page, at: int) -> bool:
    """Whether a line right below the headline, taken for text, stands alone above the first paragraph."""
    line = page.lines[at]
    is_alone = at == _anchor(page) + 1 and line.linked < _LINKED and not line.is_item
    return is_alone and page.lines[at + 1].is_prose


def _named_by(dateline: Dateline, page: Page) -> str | None:
    """Return who wrote the article as the line of its date says: under a label, or as a person beside the date."""
    beside = (_without_house(_unlabeled(each)) for each in (dateline.behind, dateline.name) if each)
    by = dateline.author and not is_place(dateline.author)
    return dateline.author if by else next((each for each in beside if _is_writer(each, page)), None)


def _places_beside(page: Page, at: int, first: int) -> list[int]:
    """Return the lines next to the dateline *at* that are none of the record's or the headline's.

    Above a date that stands over the headline is what goes before the article.
    """
    top = page.headline.position if page.headline else -1
    near = (place for place in (at - 1, at + 1, at - 2) if 0 <= place < first and not place < at < top)
    return [place for place in near if place not in page.headline_lines and not page.is_record[place]]


def _writer_on(page: Page, places: Sequence[int]) -> str | None:
    """Return the first of those lines that is a writer's name and nothing else, his office aside."""
    lines = (
        _IN_PLACE.sub("", page.lines[at].text) for at in places if not page.evidence[at] and not _is_entry(page, at)
    )
    texts = (_without_house(_unlabeled(line)) for line in lines)
    return next((text for text in texts if _are_writers(text, page)), None)


def _is_entry(page: Page, at: int) -> bool:
    """Whether a line is one of a menu or a pair of buttons: "Larger letters", "Smaller letters"."""
    beside = [page.lines[place] for place in (at - 1, at + 1) if 0 <= place < len(page.lines)]
    last = page.lines[at].tokens[-1:]
    are_alike = any(
        line.word_count == page.lines[at].word_count and line.tokens[-1:] == last and line.key != page.lines[at].key
        for line in beside
    )
    is_over = _anchor(page) > at > 0 and bool(page.evidence[at - 1].get("navigation"))
    return are_alike or is_over


def _are_writers(text: str, page: Page) -> bool:
    """Whether a line names persons, or a collective, and nobody else."""
    names = [each.name for each in parse_authors(text)]
    if not text.isascii() and len(pieces := _EAST_ASIAN_LIST.split(text)) > 1:
        names = pieces
    return bool(names) and all(_is_writer(each, page) or COLLECTIVE.fullmatch(each) for each in names)


def _unlabeled(text: str) -> str:
    """Return a name without "by", which in a script without capitals may stand before it as if part of it."""
    label = None if has_capitals(text) else BY.match(text)
    return text[label.end() :] if label else text


def _without_house(text: str) -> str:
    """Return a name without the house, the office or the place of somebody: "Anna Berg, Osterby University"."""
    return next(
        (name for name, _, house in (text.partition(", "), text.rpartition(", ")) if _is_house(name, house)), text
    )


def _is_house(name: str, text: str) -> bool:
    """Whether what stands behind a name is a house, an office or a place."""
    if not name or not text or any(map(str.isdigit, text)):
        return False
    first, *more = text.split()
    is_beside = not more or (text[:1].islower() and first not in PARTICLES)
    return is_outlet_word(text) or (is_beside and all(is_person(each.name) for each in parse_authors(name)))


def _of_biography(page: Page, body: Sequence[int]) -> str | None:
    """Return the name under the article over a line that begins with it: "Anna Berg is a reporter …"."""
    for at in range(body[max(0, len(body) - _LAST)] if body else 0, len(page.lines) - 1):
        name, told = page.lines[at].text, page.lines[at + 1].text
        if _is_writer(name, page) and any(_tells_of(each, told) for each in (name, name.split()[0])):
            return name
    return None


def _tells_of(name: str, told: str) -> bool:
    return told.startswith(name) and bool(_BIOGRAPHY.match(told[len(name) :]))


def _after_label(page: Page, body: Sequence[int]) -> str | None:
    """Return the name on the line under one that says only "By", or under the article, "About the author"."""
    end = min(header_end(body), len(page.lines))
    under = (at for at in range(len(page.lines) - 1) if page.lines[at].key in BY_LABELS)
    for at in under:
        name = page.lines[at + 1].text
        if at < end and is_name(name) and not page.is_record[at + 1]:
            return name
        if at > _anchor(page) and _is_writer(NAME_END.sub("", name, count=1), page):
            return NAME_END.sub("", name, count=1)
    return None


def _is_writer(name: str, page: Page) -> bool:
    """Whether *name* is a person's: of a person's shape, and of words that the page never writes small."""
    if not is_person(name) or is_outlet(name, page.house.outlets) or is_place(name) or key_of(name) in _LABELS:
        return False
    if _OF_PLACE.match(name) and name.isupper():
        return False
    words = [word for word in key_of(name).split() if word not in PARTICLES]
    is_name = page.small_words.isdisjoint(words) and page.vocabulary.is_free_of_furniture(words)
    return is_name and not page.vocabulary.is_menu(words)
