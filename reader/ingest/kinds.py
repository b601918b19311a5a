"""The kind of each line that does not belong to the article."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from reader.ingest.datelines import is_change, is_labeled
from reader.ingest.labels import is_other_label, is_tag_label, read_label
from reader.ingest.lines import PageLine
from reader.ingest.page import Page
from reader.ingest.vocabulary import Evidence, is_asking

_ORDER = ("rights", "consent", "appeal", "caption", "navigation", "comments")
_ENOUGH = 3
_SHARED = frozenset({"metadata", "appeal", "consent", "rights", "caption", "navigation"})
_HANDED_ON = frozenset({"appeal", "consent", "rights", "navigation"})
_BETWEEN_RIGHTS = 3
_GROUP = 8
_INTRODUCTION = 2
_RECORD_REACH = 6
_LABELED_REACH = 40
_LINKED = 0.6

# `boat.jpg`, `IMG_1234`, `boat_2016_12`, `20161215120000`.
_FILE_NAME = re.compile(
    r"(?:[\w%@+-]{1,120}\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg|mp4|webm|m4v)|(?:img|dsc|pic|photo|image|screenshot|screen)[\w-]{0,100}\d[\w-]{0,40}"
    r"|(?=[\w-]{0,60}\d{4})(?=[\w-]{0,60}[_-])[\w-]{8,120}|\d{8,24}_?\w{0,20})\Z",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:image|photo|picture|foto|bild|fig(?:ure)?|map|graphic|video|infographic|above|below|left|right|crédits?|credits?"
    r"|image copyright|image caption|media caption|file|file photo|pictured|фото|görsel|صورة)"
    r"(?:\s?[:：©/|]|\s(?:by|from|credit|via|copyright|caption|taken)\b|\s?\d{1,3}[.:])"
    r"|©\s?(?:[A-Z]{2,5}\b|.{0,40}(?:/|photo|images|reuters|afp|ap\b))"
    r"|\[image",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"\((?:photo|image|ap|afp|reuters|file|getty|credit|foto|bild)\b[^()]{0,80}\)\W{0,3}\Z", re.IGNORECASE
)
_MONEY = re.compile(r"[$€£₽]?\s?\d[\d,. ]{0,15}\s?(?:[$€£₽%]|usd|eur|rub)?\Z", re.IGNORECASE)


def kinds(page: Page, body: Sequence[int]) -> dict[int, str]:
    """Return the kind of every line that is neither the headline nor in *body*.

    A line that tells nothing itself is of the kind of the lines it stands with.
    """
    title = page.headline.position if page.headline else -1
    inside = set(body)
    places = [at for at in range(len(page.lines)) if at not in inside and at != title]
    extent = header_end(body), max(inside, default=0)
    said = frozenset(page.lines[at].key for at in inside)
    told = {at: _told(page, at, extent) or _copied(page, at, said) for at in places}
    result: dict[int, str] = {}
    for run in _runs(places):
        _settle(page, run, told, result)
    return result


def header_end(body: Sequence[int]) -> int:
    """Return the index above which the record may stand: an introduction or two come before it on many pages."""
    return body[min(_INTRODUCTION, len(body) - 1)] if body else 1 << 30


def _runs(places: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _told(page: Page, at: int, extent: tuple[int, int]) -> str | None:
    """Return the kind that the line itself tells."""
    known = _known(page, at)
    if known:
        return known
    line, evidence = page.lines[at], page.evidence[at]
    if page.is_record[at] and is_in_record(page, at, extent):
        return "metadata"
    if is_caption(line, evidence):
        return "caption"
    strongest = max(_ORDER, key=lambda kind: evidence.get(kind, 0))
    if evidence.get(strongest, 0) >= _ENOUGH:
        return strongest
    is_sum = bool(_MONEY.match(line.seen)) and any(mark in line.seen for mark in "$€£₽%")
    return "appeal" if is_sum or is_asking(line) else None


def _known(page: Page, at: int) -> str | None:
    """Return the kind of a line that lies in a region found before."""
    if at in page.dumps:
        return "dump"
    if at in page.comments:
        return "comments"
    return "duplicate" if at in page.headline_lines else None


def _copied(page: Page, at: int, said: Collection[str]) -> str | None:
    """Return `duplicate` for a line of some length that the article has too."""
    line = page.lines[at]
    return "duplicate" if line.word_count >= 5 and line.key in said else None


def is_in_record(page: Page, at: int, extent: tuple[int, int]) -> bool:
    """Whether the line stands where an article's record does: about the headline or, labeled, under the article."""
    first, last = extent
    top = page.headline.position if page.headline else 0
    if at < first:
        return at >= top - _RECORD_REACH or (at >= top - _LABELED_REACH and is_labeled(page.lines[at]))
    label = read_label(page.lines[at])
    if at > last and (is_labeled(page.lines[at]) or is_change(page.lines[at])):
        # Right below a link that is no item of a list stands what is said of the page that it leads to.
        return page.lines[at - 1].linked < _LINKED or page.lines[at - 1].is_item
    return label is not None and at > last and (is_tag_label(label[0]) or is_other_label(label[0]))


def is_caption(line: PageLine, evidence: Evidence) -> bool:
    """Whether the line stands for a picture or says what is on it."""
    if _FILE_NAME.match(line.text.strip("[]()!*_ ")):
        return True
    return line.word_count <= 60 and (
        bool(_CAPTION.match(line.seen) or _CREDITED.search(line.seen)) or evidence.get("caption", 0) >= _ENOUGH
    )


def _settle(page: Page, run: Sequence[int], told: Mapping[int, str | None], result: dict[int, str]) -> None:
    """Give the lines of one run their kinds: what they tell, else what the lines before them in the run are."""
    last: str | None = None
    for at in run:
        kind = told[at] or _with_neighbor(page, at, run, told) or last or "navigation"
        result[at] = kind
        last = kind if kind in _HANDED_ON else None
    _fill_rights(page, run, result)


def _with_neighbor(page: Page, at: int, run: Sequence[int], told: Mapping[int, str | None]) -> str | None:
    """Return the kind of a line that stands in one group, without a blank line, with the line that tells it."""
    lines = page.lines
    if not lines[at].gap and at - 1 in told and told[at - 1] in _SHARED:
        return told[at - 1]
    below = at + 1
    while below in told and below <= min(run[-1], at + _GROUP) and not lines[below].gap:
        if told[below] in _SHARED:
            return told[below]
        below += 1
    return None


def _fill_rights(page: Page, run: Sequence[int], result: dict[int, str]) -> None:
    """Make short invitations between two statements of rights part of them: one block says both."""
    rights = [at for at in run if result[at] == "rights"]
    for one, next_one in pairwise(rights):
        between = range(one + 1, next_one)
        if len(between) <= _BETWEEN_RIGHTS and all(
            result[at] in {"appeal", "navigation"} and page.lines[at].word_count <= 12 for at in between
        ):
            result.update(dict.fromkeys(between, "rights"))
