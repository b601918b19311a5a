"""What an import does, or would do, as sentences and as a page: the command line and the app say the same."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.text.plurals import count
from reader.view.page_layout import Page

RESULTS: Mapping[str, str] = {
    "added": "added",
    "version": "as a version",
    "links": "as links only",
    "same": "in the library already",
    "skipped": "skipped",
    "refused": "refused",
}
# What people look for first: errors, and what may surprise them.
_ORDER = ("refused", "version", "links", "skipped", "added", "same")
_HEADS = {
    "refused": "Refused",
    "version": "New versions of articles",
    "links": "Links without text",
    "skipped": "Skipped",
    "added": "New articles",
    "same": "In the library already",
}
_MOST_ROWS = 200
# Seconds until the time left can be estimated.
_SURE = 3.0


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What became of one file, or of one part of it."""

    path: str
    result: str
    id: str | None = None
    reason: str | None = None


def counted(results: Iterable[str]) -> str:
    """Return how many files had each result: `3 added, 1 skipped`; of no file, `nothing`."""
    counts = Counter(results)
    return ", ".join(f"{counts[key]:,} {word}" for key, word in RESULTS.items() if counts[key]) or "nothing"


def import_progress(done: int, total: int, articles: int, seconds: float) -> str:
    """Return how far an import is: files, articles, how many a second, and the time left once it can be estimated."""
    parts = [f"{done:,} of {count(total, 'file')}", count(articles, "new article")]
    if done >= seconds:
        parts.append(f"{done / max(seconds, 0.1):,.0f} files a second")
    if seconds >= _SURE and done:
        left = int(seconds / done * (total - done))
        parts.append(f"{left // 60}:{left % 60:02} left")
    return " · ".join(parts)


def import_page(rows: Sequence[ImportRow]) -> Page:
    """Return the page that lists the files by result; of very many, the first ones."""
    folder = _common_folder([row.path for row in rows])
    page: Page = []
    for result in _ORDER:
        found = [row for row in rows if row.result == result]
        if not found:
            continue
        page += [("\n" if page else "", ""), (f"{_HEADS[result]}: {len(found):,}\n", "bold")]
        for row in found[:_MOST_ROWS]:
            page.append(f"  {row.path.removeprefix(folder)}\n")
            if row.reason:
                page.append((f"    {row.reason}\n", "$quiet"))
        if len(found) > _MOST_ROWS:
            page.append((f"  … and {len(found) - _MOST_ROWS:,} more\n", "$quiet"))
    return page


def would_add(rows: Iterable[ImportRow]) -> bool:
    """Whether an import would change anything: add an article, or add to one that exists."""
    return any(row.result in {"added", "version", "links", "same"} for row in rows)


def is_change(rows: Iterable[ImportRow]) -> bool:
    """Whether an import added articles, so that it can be undone."""
    return any(row.result in {"added", "version", "links"} for row in rows)


def import_done(rows: Sequence[ImportRow], *, is_searching: bool) -> str:
    """Return what an import did, with the keys to undo it and to show what a search hides."""
    told = f"Done: {counted(row.result for row in rows)}."
    if not is_change(rows):
        return told
    hidden = " The search may hide what is new; {back} shows all." if is_searching else ""
    return f"{told} {{undo-add}} undoes.{hidden}"


def _common_folder(paths: Sequence[str]) -> str:
    """Return the folder that all *paths* begin with; the empty text where there is none."""
    if len(paths) < 2:
        return ""
    first, last = min(paths), max(paths)
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[: first.rfind("/", 0, same) + 1]
