"""Where two articles come from: the same author or site, a link from one to the other, versions of one page."""

from reader.related.articles import Kept, days_apart, nearness, source_key
from reader.related.common_passages import CommonPassages
from reader.related.evidence import Evidence
from reader.related.rarity import rarity

_LEAST_HEADLINE = 12
_CITES_POINTS = 12.0
_VERSION_POINTS = 25.0
_AUTHOR_POINTS = 2.2
_SITE_POINTS = 0.3


def author_evidence(one: Kept, other: Kept, by_author: int, total: int) -> Evidence | None:
    """Say that two articles have an author or a site in common; *by_author* counts the first one's articles."""
    near = nearness(days_apart(one, other))
    if one.author_key and one.author_key == other.author_key:
        text = f"same author: {one.author}"
        return Evidence("author", text + near, points=_AUTHOR_POINTS * rarity(by_author, total))
    here, there = _sources(one), _sources(other)
    for key, name in here.items():
        if key in there:
            is_site = name != one.author and there[key] != other.author
            text = f"same {'site' if is_site else 'source'}: {name}"
            return Evidence("author", text + near, points=_SITE_POINTS)
    return None


def _sources(kept: Kept) -> dict[int, str]:
    names = (kept.site, kept.first_site, kept.author)
    return {source_key(name): name for name in reversed(names) if name}


def cites_evidence(cites: bool, is_cited: bool) -> Evidence | None:
    """Say which of two articles links to the other, if one does."""
    if cites and is_cited:
        return Evidence("cites", "each links to the other", points=_CITES_POINTS)
    if cites:
        return Evidence("cites", "this article links to it", points=_CITES_POINTS)
    return Evidence("cites", "it links to this article", points=_CITES_POINTS) if is_cited else None


def version_evidence(one: Kept, other: Kept, common: CommonPassages) -> Evidence | None:
    """Say that one of two articles is another version of the same page, and which is the later."""
    is_same_page = bool(one.url_key) and one.url_key == other.url_key
    is_same_headline = (
        one.title_key == other.title_key
        and len(one.title) >= _LEAST_HEADLINE
        and bool(one.site)
        and source_key(one.site) == source_key(other.site)
        and common.share >= 0.3
    )
    if not (is_same_page or is_same_headline):
        return None
    reason = "same address" if is_same_page else "same headline"
    which = "another version"
    if one.published and other.published and one.published != other.published:
        which = "a later version" if other.published > one.published else "an earlier version"
    return Evidence("version", f"{which}: {reason}, {_change(common)}", points=_VERSION_POINTS)


def _change(common: CommonPassages) -> str:
    same = min(common.here, common.there)
    if same >= 0.995:
        return "the same words"
    return f"{round(100 * (1 - same)) or 1} % of the words changed" if common.passages else "another text"
