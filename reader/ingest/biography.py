"""What is told of its author under an article: it is no part of it."""

import re
from collections.abc import Container, Iterable, Sequence

from reader.ingest.datelines import read_byline
from reader.ingest.lines import PageLine, key_of
from reader.ingest.outlets import is_of_one_piece, is_person
from reader.ingest.page import Page
from reader.ingest.record_words import BY_LABELS, DATE_LABELS
from reader.library.authors import parse_authors

# Among so many lines at the end, with no more words than these from there on, and on no shorter line, is one told of.
_LAST, _MOST_WORDS, _LEAST_WORDS = 6, 250, 10
_LEAST_KNOWN, _MOST_KNOWN = 5, 60
# An article before the name, as Greek and Portuguese have it.
_ONE_LETTER = re.compile(r"\A\w ")
_MARKS = " *_()[]\"'“”"
_LABEL = re.compile(
    r"(?:about the author|author bio|über (?:den autor|die autorin)|à propos de l['’]auteure?"
    r"|sobre (?:el autor|la autora)|об авторе)\W+",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"((?:[^\W\d_][\w.'’-]{0,30} ){1,3}?[^\W\d_][\w.'’-]{1,30})(?:,? [A-Z][A-Za-z.]{1,6},?)? (?:is|was|has|covers"
    r"|writes|works|joined|lives|holds|ist|schreibt|arbeitet|lebt|est|écrit|travaille|vit|es|escribe|trabaja|vive|è|scrive|é"
    r"|escreve|является|пишет|работает|живёт) "
)
_OFFICE = re.compile(
    r"is (?:an? |the |our )?(?:[\w'’-]{1,20},? ){0,5}?(?:writer|editor|journalist|reporter|author|correspondent"
    r"|columnist|contributor|blogger|freelancer|photographer|attorney|lawyer|professor|lecturer|physician|dietitian|strategist"
    r"|marketer|analyst|researcher|fellow|creator|provider|coach|consultant)\b",
    re.IGNORECASE,
)


def without_biography(page: Page, body: Sequence[int], authors: Iterable[str] = ()) -> list[int]:
    """Return the lines *body* without those at their end that tell of the author.

    *authors* are bylines known from elsewhere. Of somebody else it is told that he is a writer, and nothing before.
    """
    known = {key_of(each.name) for byline in (*authors, *_bylines(page, body)) for each in parse_authors(byline)}
    for index in range(max(2, len(body) - _LAST), len(body)):
        line, is_last = page.lines[body[index]], index + 1 == len(body)
        name = _told(line)
        if not (name and (key_of(name) in known or _is_stranger(page, body[:index], body[index], name))):
            name = _begun_with(line, known) if is_last else None
        if name:
            start = _with_heading(page, body, index, name)
            is_short = sum(page.lines[at].word_count for at in body[index:]) <= _MOST_WORDS
            return list(body[:start]) if start and is_short else list(body)
    return list(body)


def without_byline(page: Page, body: Sequence[int], authors: Iterable[str]) -> list[int]:
    """Return the lines *body* without those above its first paragraph that are only the authors' names, or a label."""
    known = {key_of(each.name) for byline in authors for each in parse_authors(byline)}
    start = next((index for index, at in enumerate(body) if page.lines[at].is_prose), 0)
    return [at for index, at in enumerate(body) if index >= start or not _is_of_authors(page.lines[at], known)]


def _is_of_authors(line: PageLine, known: Container[str]) -> bool:
    if not line.level and (line.key in BY_LABELS or (line.tokens and DATE_LABELS.issuperset(line.tokens))):
        return True
    names = [key_of(each.name) for each in parse_authors(line.text)] if line.word_count <= _LEAST_WORDS else []
    return bool(names) and all(name in known for name in names)


def _bylines(page: Page, body: Sequence[int]) -> Iterable[str]:
    """Yield the bylines above the text."""
    above = range(min(body[1], len(page.lines))) if len(body) > 1 else ()
    return filter(None, (read_byline(page.lines[at]) for at in above if page.is_record[at]))


def _told(line: PageLine) -> str | None:
    """Return of whom a line tells: "Anna Berg, PhD, is a reporter …"; None where it tells of nobody."""
    if line.word_count < _LEAST_WORDS:
        return None
    text = _LABEL.sub("", line.seen.lstrip(_MARKS), count=1)
    told = _TELLS.match(text)
    return told[1].strip(",") if told else None


def _begun_with(line: PageLine, authors: Iterable[str]) -> str | None:
    """Return which of the *authors* a last line begins with: who signs an article does not write of himself."""
    if not _LEAST_KNOWN <= line.word_count <= _MOST_KNOWN or key_of(line.seen.partition(":")[0]) in authors:
        return None
    key = _ONE_LETTER.sub("", line.key)
    begins = (name for name in authors if " " in name and f"{key} ".startswith(f"{name} "))
    return next(begins, None) or next(
        (name for name in authors if is_of_one_piece(name) and key.startswith(name)), None
    )


def _is_stranger(page: Page, above: Sequence[int], at: int, name: str) -> bool:
    """Whether a line tells of a writer of whom the article says nothing."""
    office = _OFFICE.search(page.lines[at].seen[:200])
    if office is None or not is_person(name):
        return False
    key = f" {key_of(name)} "
    if page.headline and key in f" {key_of(page.headline.title)} ":
        return False
    return not any(key in f" {page.lines[each].key} " for each in above if page.lines[each].word_count >= _LEAST_WORDS)


def _with_heading(page: Page, body: Sequence[int], index: int, name: str) -> int:
    """Return where the part begins: with the name above it; 0 where it stands under a heading of the article."""
    above = page.lines[body[index - 1]]
    is_name = above.key.startswith(key_of(name)) and above.word_count < _LEAST_WORDS
    if is_name or page.vocabulary.is_ending(above):
        return index - 1
    return 0 if above.level else index
