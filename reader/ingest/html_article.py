"""The article among the blocks of an HTML page: our cleaner of lines, and trafilatura's choice as a vote."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.ingest.body import find_body
from reader.ingest.facts import record_of
from reader.ingest.html_blocks import HtmlBlock, stacked
from reader.ingest.kinds import kinds
from reader.ingest.lines import PageLine, read_lines
from reader.ingest.page import Page
from reader.ingest.text import NO_RULES, AsideRange
from reader.ingest.vocabulary import vocabulary
from reader.library.record import Record
from reader.text.languages import language_of

_WORD = re.compile(r"\w+")
_LINK = re.compile(r"\[([^\[\]]{1,4000})\]\(https?://[^\s()]{1,4000}\)")
# How much the vote on a line weighs beside its own score, and how much the part of the page that it stands in.
_VOTE = 2.0
_ZONE = {"nav": -2.0, "footer": -2.0, "aside": -1.0, "header": -1.0}
_CAPTION = -3.0
# A choice of less than this share of what our cleaner finds is a wrong part of the page: it has no vote.
_LEAST_SHARE = 0.5
_LINKED_PARAGRAPH = 15
_SHORT = 6
_LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class HtmlArticle:
    """What was read out of the blocks of a page; *asides* are the other lines and their kinds, *words* counts both."""

    record: Record
    markdown: str
    asides: Sequence[tuple[str, str]]


def article_of(blocks: Sequence[HtmlBlock], title: str | None, choice: str) -> HtmlArticle:
    """Return the article; *title* is the page's title, *choice* the text that trafilatura takes for the article."""
    shown = [block for block in blocks if _WORD.search(block.line)]
    lines = _lines(title, shown)
    if len(lines) != len(shown) + 1:
        return HtmlArticle(Record(), "", ())
    lean = [_CAPTION if block.kind == "caption" else _ZONE.get(block.zone, 0.0) for block in shown]
    page = _with_votes(Page(lines, vocabulary(), NO_RULES, (), (0.0, *lean)), lean, choice)
    body = [at for at in find_body(page) if at > 0]
    told = kinds(page, body)
    return HtmlArticle(
        record_of(page, body, told, language_of(" ".join(lines[at].text for at in body))),
        "".join(stacked(_with_rows(blocks, {id(shown[at - 1]) for at in body}))),
        [(_kind(told[at], shown[at - 1]), lines[at].key) for at in sorted(told) if at > 0],
    )


def _lines(title: str | None, shown: Sequence[HtmlBlock]) -> list[PageLine]:
    """Return the blocks as the lines of a page saved as text, under its title."""
    lines = read_lines("\n\n".join([" ".join((title or "-").split()), *map(_line, shown)]))
    language = language_of(" ".join(line.text for line in lines if line.is_prose))
    return [replace(line, language=language) for line in lines]


def _with_votes(plain: Page, lean: Sequence[float], choice: str) -> Page:
    votes = _votes(plain.lines[1:], choice)
    ours = sum(plain.lines[at].word_count for at in find_body(plain))
    chosen = sum(line.word_count for line, vote in zip(plain.lines[1:], votes, strict=True) if vote > 0.5)
    if chosen < _LEAST_SHARE * ours:
        return plain
    weighed = (place + _VOTE * (2 * vote - 1) for place, vote in zip(lean, votes, strict=True))
    return plain.leaning_to((0.0, *weighed))


def _line(block: HtmlBlock) -> str:
    line = " ".join(block.line.split())
    is_paragraph = not block.zone and len(line.split()) >= _LINKED_PARAGRAPH and block.kind == "text"
    # A paragraph that is one link is no teaser: those are short.
    return _LINK.sub(r"\1", line) if is_paragraph and line.rstrip('*)]"” ')[-1:] in ".!?…" else line


def _votes(lines: Sequence[PageLine], choice: str) -> list[float]:
    """Return for each line how much of it is in the *choice*, in runs of three words, the whole of a short one."""
    words = _WORD.findall(choice.casefold())
    runs = set(zip(words, words[1:], words[2:], strict=False))
    whole = {" ".join(_WORD.findall(line.casefold())) for line in choice.split("\n")}
    text = f" {' '.join(words)} "
    votes: list[float] = []
    for line in lines:
        own = line.tokens
        if len(own) < _SHORT:
            votes.append(1.0 if line.key in whole else 0.3 * (f" {line.key} " in text))
            continue
        mine = list(zip(own, own[1:], own[2:], strict=False))
        votes.append(sum(run in runs for run in mine) / len(mine))
    return votes


def _with_rows(blocks: Sequence[HtmlBlock], chosen: set[int]) -> list[HtmlBlock]:
    """Return the chosen blocks with the rules that lie between rows of a table and between parts of the text."""
    found: list[HtmlBlock] = []
    for at, block in enumerate(blocks):
        is_rule = block.kind == "rule" or (block.kind == "row" and not _WORD.search(block.line))
        near = [each for each in blocks[max(0, at - 1) : at + 3] if _WORD.search(each.line)]
        if id(block) in chosen or (is_rule and near and all(id(each) in chosen for each in near)):
            found.append(block)
    return found


def _kind(kind: str, block: HtmlBlock) -> str:
    return "caption" if block.kind == "caption" and kind == "navigation" else kind


def ranges_in(shown: str, asides: Sequence[tuple[str, str]]) -> list[AsideRange]:
    """Return where in the text *shown* by a page its asides stand: the kind of each and its words, in order."""
    lines = read_lines(shown)
    at = 0
    ranges: list[AsideRange] = []
    for kind, key in asides:
        start = next((each for each in range(at, min(len(lines), at + _LOOKED_AT)) if _begins(key, lines[each])), None)
        if start is None:
            continue
        end, rest = start, key[len(lines[start].key) :].strip()
        while rest and end + 1 < len(lines) and lines[end + 1].key and rest.startswith(lines[end + 1].key):
            end += 1
            rest = rest[len(lines[end].key) :].strip()
        follows = ranges and ranges[-1].kind == kind and start == at
        first = ranges.pop().first if follows else lines[start].number
        ranges.append(AsideRange(kind, first, lines[end].number))
        at = end + 1
    return ranges


def _begins(key: str, line: PageLine) -> bool:
    return bool(line.key) and (key == line.key or key.startswith(f"{line.key} "))
