"""What stands before a sentence: the place and agency of a dispatch, a speaker's name and a colon."""

import re
from collections import Counter
from collections.abc import Iterator

from reader.related.statements.phrases import Phrase, name_in
from reader.related.statements.row import QUOTATION, TokenRow

_DATELINE = re.compile(
    r"(?:(?:[A-Z][A-Z.]+[ ,]){1,4}[^—–\n“\"]{0,40}|[A-Z][^()—–\n“\"]{1,40}\([A-Z][^()\n]{1,20}\) ?)"
    r"(?:—|–|--|-|―) ?(?=[A-Z“\"])"
)
_LONGEST_DATELINE = 80
_SPOKEN = re.compile(r"^[\"“]?(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):\s+(?=\S)", re.MULTILINE)
# A colon after one of these words is no speaker's.
_NO_SPEAKERS = frozenset(
    """
    region theme note photo update updated source disclaimer copyright credit contact tags topics related read watch
    digest review summary video see also more breaking exclusive latest live analysis opinion editorial correction date
    time location where when who what why how answer question q a result results total
    """.split()
)
# Letters of a name in a transcript that is met once only.
_LEAST_SPOKEN = 4
_LINKS = frozenset("of the al".split())
_OCCASIONS = frozenset("to at on".split())
_OPENING = frozenset("‘ “ '".split())
# Words of a full name, and of the longest label.
_LEAST_NAME = 2
_LONGEST_LABEL = 6
_NAME = r"(?P<name>(?:[Tt]he )?[A-Z][\w.'’-]*(?: (?:of |the |de |al-)?[A-Z][\w.'’-]*){0,4}?)"
_END = r"(?:[ \u00a0]\(@\w+\))?(?:[ \u00a0][A-Z][a-z]+ \d{1,2}, \d{4})?\.?[ \u00a0]*$"
# “…” — Name, below a quotation or beside it, and a headline that ends with who says it.
_SIGNED = (
    re.compile(rf"(?P<said>[“”\"«][^\n]*?[”\"»])[ \u00a0]*(?:—|―|–|--)[ \u00a0]*{_NAME}{_END}"),
    re.compile(rf"(?P<said>[^“”\"\n]{{15,140}}?)[ \u00a0](?:—|―|–|--)[ \u00a0]{_NAME}{_END}"),
)
_DASHES = ("—", "―", "–", "--")
# A pattern that begins with a class is found several times faster.
_DASH = re.compile("[—―–-](?:(?<!-)|-)")
_LONGEST_SIGNATURE = 160

Span = tuple[int, int]


def past_dateline(text: str, start: int, end: int) -> int:
    """Return where a sentence begins after "LONDON, May 3 (AP) —"."""
    found = _DATELINE.match(text, start, min(end, start + _LONGEST_DATELINE))
    return found.end() if found else start


def label_of(row: TokenRow) -> tuple[Phrase, int] | None:
    """Return the name before a colon at the beginning of a line, and the token after the colon."""
    colon = row.words.index(":") if ":" in row.words else 0
    if not 0 < colon <= _LONGEST_LABEL or not _begins_after(row, colon):
        return None
    if row.starts[0] and row.text[row.starts[0] - 1] != "\n":
        return None
    # "Clinton to Planned Parenthood: …", in a headline
    end = next((at for at in range(1, colon) if row.words[at] in _OCCASIONS and not row.starts[0]), colon)
    return (name_in(row, (0, end - 1)), colon + 1) if _is_name(row, end) else None


def _begins_after(row: TokenRow, colon: int) -> bool:
    """Whether a sentence or a quotation begins after a colon."""
    if row.has(colon + 1, QUOTATION):
        return True
    is_long = colon + 2 < len(row) and row.text[row.ends[colon]] in " \u00a0"
    return is_long and (row.is_capitalized(colon + 1) or row.words[colon + 1] in _OPENING)


def name_before_quotation(row: TokenRow) -> tuple[Phrase, int] | None:
    """Return the full name before a colon and a quotation within a sentence, and the place of the quotation.

    "The result did not surprise pollster Daron Shaw: “…”": he says it, though no word says so.
    """
    for colon in range(3, len(row) - 1):
        if row.words[colon] == ":" and row.has(colon + 1, QUOTATION):
            start = colon
            while start and row.is_capitalized(start - 1):
                start -= 1
            is_full = _LEAST_NAME <= colon - start <= _LONGEST_LABEL and row.text[row.ends[colon - 1] - 1].islower()
            return (name_in(row, (start, colon - 1)), colon + 1) if is_full and start > 1 else None
    return None


def _is_name(row: TokenRow, colon: int) -> bool:
    if row.words[0] in _NO_SPEAKERS or row.words[colon - 1] in _NO_SPEAKERS:
        return False
    is_shouted = row.text[row.starts[0] : row.ends[colon - 1]].isupper()
    return not is_shouted and all(row.is_capitalized(at) or row.words[at] in _LINKS for at in range(colon))


def transcript(text: str) -> Iterator[tuple[Span, Span]]:
    """Yield the speakers of a transcript, in capitals before a colon, and the spans of what each says."""
    spoken = [*_SPOKEN.finditer(text)] if ":" in text else []
    counts = Counter(found["name"] for found in spoken)
    for found in spoken:
        if len(found["name"]) < _LEAST_SPOKEN and counts[found["name"]] == 1:
            # "IS: the Islamic State", in a list of abbreviations
            continue
        newline = text.find("\n", found.end())
        end = len(text[: newline if newline >= 0 else len(text)].rstrip())
        if end > found.end() and found["name"].casefold() not in _NO_SPEAKERS:
            yield found.span("name"), (found.end(), end)


def signed(text: str) -> Iterator[tuple[Span, Span, bool]]:
    """Yield who stands behind a dash at the end of a line, what they say, and whether it is quoted."""
    past = -1
    for dash in _DASH.finditer(text):
        if dash.start() < past:
            continue
        start, past = text.rfind("\n", 0, dash.start()) + 1, text.find("\n", dash.end())
        past = past if past >= 0 else len(text)
        # A name is short: most dashes stand well within a paragraph.
        if max(text.rfind(sign, start, past) for sign in _DASHES) < past - _LONGEST_SIGNATURE:
            continue
        for pattern in _SIGNED:
            if found := pattern.match(text, start, past):
                yield found.span("name"), found.span("said"), pattern is _SIGNED[0]
