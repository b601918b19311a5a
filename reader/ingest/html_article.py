"""The article among the blocks of an HTML page: our cleaner of lines, with the votes of two other extractors."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import mul

from reader.ingest.biography import without_biography, without_byline
from reader.ingest.body import body_by, find_body
from reader.ingest.entry_times import with_entry_times
from reader.ingest.facts import crumbs_in, record_of
from reader.ingest.html_blocks import HtmlBlock, stacked
from reader.ingest.html_companions import OPEN, with_companions, without_leftovers
from reader.ingest.html_pictures import shown_pictures
from reader.ingest.kinds import kinds
from reader.ingest.lines import PageLine, key_of, read_lines, words_in
from reader.ingest.page import Page
from reader.ingest.paywall import is_stub
from reader.ingest.short_lines import short_lines
from reader.ingest.text import NO_RULES, AsideRange
from reader.ingest.vocabulary import vocabulary
from reader.library.record import Record
from reader.text.digits import fold_digits
from reader.text.languages import language_of

_WORD = re.compile(r"\w+")
_LINK = re.compile(r"\[([^\[\]]{1,4000})\]\(https?://[^\s()]{1,4000}\)")
# How much a vote on a line weighs beside its own score, which counts no more than so much, and the votes about it.
_VOTE, _NEAR_VOTE, _OWN = 2.0, 1.0, 4.0
_NEAR = 6
# What weighs against an item that is a link as a whole, and that nobody voted for.
_LINKS, _WHOLLY = -4.0, 0.9
# How much the part of the page weighs that a line stands in, and words that make it furniture.
_ZONE = {
    "nav": -2.0,
    "footer": -2.0,
    "furniture": -2.0,
    "aside": -1.0,
    "header": -1.0,
    "folded": 1.5,
    "notes": 4.0,
    "form": -12.0,
}
# The parts of a page that are the site's.
_SITES_OWN = frozenset(("nav", "header", "footer"))
_KIND = {"caption": -7.0, "row": 1.0}
_STRONG, _STRONG_AND_SHORT = -3.0, -20.0
_SHORT_WORDS = 12
# Two phrases that alone make a line furniture do so for a longer one.
_PARAGRAPH, _TOLD, _TWICE_TOLD = 25, 3, 6
# A row of a table has no more to say about the table than this, and than so many words.
_ROW, _ROW_WORDS = 6.0, 30
# A choice of less than this share of what our cleaner finds is a wrong part of the page: it has no vote.
_LEAST_SHARE = 0.5
# Where a choice and what our cleaner finds have so much in common, no other is asked for: that is most pages.
_AGREED = 0.95
# What vote a short line has that stands somewhere in a choice, not on a line of its own.
_HARDLY = 0.3
_LINKED_PARAGRAPH = 15
_SHORT = 6
_LOOKED_AT = 300
_JOINER = "\u200c"
_LONG = 60


@dataclass(frozen=True, slots=True)
class HtmlArticle:
    """What was read out of the blocks of a page; *asides* are the other lines and their kinds.

    *is_stub* tells that the page says the rest is for subscribers.
    """

    record: Record
    markdown: str
    asides: Sequence[tuple[str, str]]
    is_stub: bool = False


def article_of(
    blocks: Sequence[HtmlBlock], title: str | None, choices: Iterable[str], authors: Sequence[str] = ()
) -> HtmlArticle:
    """Return the article; *title* is the page's title, *choices* the texts that other extractors take for it.

    The next of these is asked for only where the cleaner and the first do not agree; *authors* are those that other
    parts of the page name.
    """
    shown = [block for block in blocks if _WORD.search(block.line)]
    lines = _lines(title, shown)
    if len(lines) != len(shown) + 1:
        return HtmlArticle(Record(), "", ())
    page = Page(lines, vocabulary(), NO_RULES)
    body = with_companions(page, shown, [at for at in _body(page, shown, choices) if at > 0])
    body = with_entry_times(page, without_biography(page, body, authors))
    body = without_leftovers(page, shown, body)
    told = kinds(page, body)
    language = language_of(" ".join(lines[at].text for at in body))
    record = record_of(page, body, _of_article(page, told, shown, body), language)
    text = without_byline(page, body, (*authors, record.author or ""))
    body, told = (text, kinds(page, text)) if len(text) < len(body) else (body, told)
    return HtmlArticle(
        record,
        "".join(stacked(_with_rows(blocks, {id(shown[at - 1]) for at in body}))),
        [(_kind(told[at], shown[at - 1]), lines[at].key) for at in sorted(told) if at > 0],
        is_stub(page, body),
    )


def _of_article(page: Page, told: Mapping[int, str], shown: Sequence[HtmlBlock], body: Sequence[int]) -> dict[int, str]:
    """Return the kinds of the lines without what the site's own parts say of themselves: today's date, a menu."""
    # Where the headline or some of the text stands, the article does.
    zones = {shown[at - 1].zone for at in body} | {block.zone for block in shown if block.line.startswith("# ")}
    sites = _SITES_OWN - zones

    def is_own(at: int, kind: str) -> bool:
        said_there = kind == "metadata" or (kind == "navigation" and not crumbs_in(page.lines[at].text))
        return at > 0 and said_there and shown[at - 1].zone in sites

    return {at: kind for at, kind in told.items() if not is_own(at, kind)}


def _lines(title: str | None, shown: Sequence[HtmlBlock]) -> list[PageLine]:
    """Return the blocks as the lines of a page saved as text, under its title."""
    language = language_of(" ".join(block.line for block in shown if len(block.line) > _LONG))
    return read_lines("\n\n".join([" ".join((title or "-").split()), *map(_line, shown)]), language=language)


def _body(page: Page, shown: Sequence[HtmlBlock], choices: Iterable[str]) -> list[int]:
    """Return the lines that are the article by their own score, their place, and the *choices* that can be right."""
    words = [line.word_count for line in page.lines[1:]]
    scores = [_own(page, at) + _place(block) for at, block in enumerate(shown, 1)]
    own = body_by(page, [0.0, *scores])
    least = _LEAST_SHARE * sum(page.lines[at].word_count for at in own)
    votes: list[list[float]] = []
    for choice in choices:
        vote = _votes(page.lines[1:], choice)
        votes += [vote] if _words_chosen(vote, words) >= least else []
        if _agreement(vote, words, own) >= _AGREED:
            break
    for vote in votes:
        scores = _voted(scores, vote, _VOTE)
    if votes:
        scores = [score + _LINKS * _is_left_link(page, shown, votes[0], at) for at, score in enumerate(scores, 1)]
        scores = _voted(scores, _about(votes[0], words), _NEAR_VOTE)
    body = body_by(page, [0.0, *_of_tables(scores, words, shown)])
    return sorted({*body, *_short_lines(page, shown, body, votes)}) if body else find_body(page)


def _short_lines(
    page: Page, shown: Sequence[HtmlBlock], body: Sequence[int], votes: Sequence[Sequence[float]]
) -> Iterator[int]:
    """Yield the short sentences above the last line of the article that go on with it, and that have some vote."""
    said = {page.lines[at].key for at in body}
    for at in short_lines(page, page.line_scores, body):
        is_plain = 0 < at < body[-1] and shown[at - 1].kind == "text" and shown[at - 1].zone in OPEN
        is_new = page.lines[at].key not in said and at not in page.never
        if is_plain and is_new and any(vote[at - 1] >= _HARDLY for vote in votes):
            yield at


def _is_left_link(page: Page, shown: Sequence[HtmlBlock], votes: Sequence[float], at: int) -> bool:
    """Whether a line is an item of a list that is nothing but a link, and no extractor's: such lists lead elsewhere."""
    is_item = shown[at - 1].kind == "item" and not page.lines[at].is_finished
    return is_item and page.lines[at].linked >= _WHOLLY and votes[at - 1] < _HARDLY


def _agreement(vote: Sequence[float], words: Sequence[int], own: Sequence[int]) -> float:
    """Return how much of what a vote or the cleaner's *own* lines choose both do, by their words."""
    chosen, inside = {at for at, share in enumerate(vote, 1) if share > 0.5}, {*own} - {0}
    both, all_words = (sum(words[at - 1] for at in places) for places in (chosen & inside, [*chosen, *inside]))
    return 2 * both / max(1, all_words)


def _words_chosen(votes: Sequence[float], words: Sequence[int]) -> int:
    return sum(count for count, vote in zip(words, votes, strict=True) if vote > 0.5)


def _voted(scores: Sequence[float], votes: Sequence[float], weight: float) -> list[float]:
    return [score + weight * (2 * vote - 1) for score, vote in zip(scores, votes, strict=True)]


def _own(page: Page, at: int) -> float:
    """Return what a line itself says; a long one that mentions a donation or a copyright may still be voted in."""
    score = max(-_OWN, min(_OWN, page.line_scores[at]))
    if not page.is_strong[at]:
        return score
    words, weight = page.lines[at].word_count, max(page.evidence[at].values(), default=0)
    is_above = page.headline is not None and at < page.headline.anchor
    is_whole = is_above or words < _SHORT_WORDS or (words < _PARAGRAPH and weight >= _TWICE_TOLD)
    # "Read also: …" with a link has a label's form, and no label's meaning.
    is_record = page.is_record[at] and page.evidence[at].get("navigation", 0) < _TOLD
    return score + (_STRONG_AND_SHORT if is_whole and not is_record else _STRONG)


def _place(block: HtmlBlock) -> float:
    return _KIND.get(block.kind, 0.0) if not block.zone or block.kind == "caption" else _ZONE.get(block.zone, 0.0)


def _of_tables(scores: Sequence[float], words: Sequence[int], shown: Sequence[HtmlBlock]) -> list[float]:
    """Return the scores in which all rows of a table have one: it is part of the article as a whole or not at all."""
    result = list(scores)
    start = 0
    for at in range(1, len(shown) + 1):
        if at < len(shown) and shown[at].kind == "row" and shown[at].tight:
            continue
        if shown[start].kind == "row":
            weights = [min(count, _ROW_WORDS) + 1 for count in words[start:at]]
            shares = (max(-_ROW, min(_ROW, score)) for score in scores[start:at])
            mean = sum(map(mul, shares, weights)) / sum(weights)
            result[start:at] = [mean] * (at - start)
        start = at
    return result


def _about(votes: Sequence[float], words: Sequence[int]) -> list[float]:
    """Return for each line the share of the words near it that have a vote."""
    chosen = [0.0, *accumulate(vote * count for vote, count in zip(votes, words, strict=True))]
    all_words = [0, *accumulate(words)]
    spans = [(max(0, at - _NEAR), min(len(words), at + _NEAR + 1)) for at in range(len(words))]
    return [(chosen[end] - chosen[start]) / max(1, all_words[end] - all_words[start]) for start, end in spans]


def _line(block: HtmlBlock) -> str:
    line = " ".join(block.line.split())
    is_paragraph = not block.zone and len(line.split()) >= _LINKED_PARAGRAPH and block.kind == "text"
    # A paragraph that is one link is no teaser: those are short.
    return _LINK.sub(r"\1", line) if is_paragraph and line.rstrip('*)]"” ')[-1:] in ".!?…" else line


def _votes(lines: Sequence[PageLine], choice: str) -> list[float]:
    """Return for each line how much of it is in the *choice*, in runs of three words, the whole of a short one."""
    # Some extractors drop what joins the parts of a Persian word.
    choice = choice.replace(_JOINER, "")
    words = words_in(fold_digits(choice).casefold())
    known, runs = set(words), set(zip(words, words[1:], words[2:], strict=False))
    whole = {key_of(line) for line in choice.split("\n")}
    text = f" {' '.join(words)} "
    votes: list[float] = []
    for line in lines:
        own, key = line.tokens, line.key
        if _JOINER in line.text:
            own = tuple(words_in(line.folded.replace(_JOINER, "")))
            key = " ".join(own)
        if len(own) < _SHORT:
            # The words are looked up before the text is: most short lines are of a menu, and nowhere in it.
            is_within = known.issuperset(own) and f" {key} " in text
            votes.append(1.0 if key in whole else _HARDLY * is_within)
        elif own[:3] in runs and f" {key} " in text:
            votes.append(1.0)
        else:
            votes.append(sum(map(runs.__contains__, zip(own, own[1:], own[2:], strict=False))) / (len(own) - 2))
    return votes


def _with_rows(blocks: Sequence[HtmlBlock], chosen: set[int]) -> list[HtmlBlock]:
    """Return the chosen blocks with the pictures among them, and the rules between rows and parts of the text."""
    kept = {*chosen, *shown_pictures(blocks, chosen)}
    return [block for at, block in enumerate(blocks) if id(block) in kept or _is_chosen_rule(blocks, at, chosen)]


def _is_chosen_rule(blocks: Sequence[HtmlBlock], at: int, chosen: set[int]) -> bool:
    """Whether a block is a rule, or a row without words, and all about it is chosen.

    What stands about a table, such as its caption, tells nothing of its rows.
    """
    kind = blocks[at].kind
    if kind != "rule" and (kind != "row" or _WORD.search(blocks[at].line)):
        return False
    about = (each for each in blocks[max(0, at - 1) : at + 3] if kind == "rule" or each.kind == "row")
    near = [id(each) in chosen for each in about if _WORD.search(each.line)]
    return bool(near) and all(near)


def _kind(kind: str, block: HtmlBlock) -> str:
    return "caption" if block.kind == "caption" and kind == "navigation" else kind


def ranges_in(shown: str, *told: Iterable[tuple[str, str]]) -> list[AsideRange]:
    """Return where in the text *shown* by a page its asides stand: kind and words of each, in order."""
    lines = [(number, key) for number, line in enumerate(shown.split("\n"), 1) if line and (key := key_of(line))]
    places: dict[str, list[int]] = {}
    for at, (_, key) in enumerate(lines):
        places.setdefault(key.split(" ", 1)[0], []).append(at)
    return [part for asides in told for part in _ranges(lines, places, asides)]


def _ranges(
    lines: Sequence[tuple[int, str]], places: Mapping[str, Sequence[int]], asides: Iterable[tuple[str, str]]
) -> list[AsideRange]:
    """Return where the asides stand among numbered lines; *places* tells where a first word begins one."""
    at = 0
    ranges: list[AsideRange] = []
    for kind, key in asides:
        near = places.get(key.split(" ", 1)[0], ())
        near = near[bisect_left(near, at) : bisect_left(near, at + _LOOKED_AT)]
        start = next((each for each in near if f"{key} ".startswith(f"{lines[each][1]} ")), None)
        if start is None:
            continue
        end = _end_of(key, lines, start)
        follows = ranges and ranges[-1].kind == kind and start == at
        first = ranges.pop().first if follows else lines[start][0]
        ranges.append(AsideRange(kind, first, lines[end][0]))
        at = end + 1
    return ranges


def _end_of(key: str, lines: Sequence[tuple[int, str]], start: int) -> int:
    """Return the last of the lines from *start* on that together say the *key*."""
    end, rest = start, key[len(lines[start][1]) :].strip()
    while rest and end + 1 < len(lines) and rest.startswith(lines[end + 1][1]):
        end += 1
        rest = rest[len(lines[end][1]) :].strip()
    return end
