"""Comparing what the cleaner makes of a page with what it should."""

from pathlib import Path

from reader.ingest.text import ScrapedPage, asides_of, scrape
from reader.library.yaml_text import LARGE, Value, read_yaml

PAGES = Path(__file__).parent / "pages"


def gold(path: Path) -> dict[str, Value]:
    """Return the truth in a gold file, by the name of the page."""
    value = read_yaml(path.read_text(encoding="utf-8"), LARGE)
    assert isinstance(value, dict)
    return value


def found(page: ScrapedPage, text: str) -> dict[str, object]:
    """Return what was found in a page, in the form of the gold."""
    record = page.record
    first = record.first_published
    aside: dict[str, list[tuple[int, int]]] = {}
    for part in page.set_aside:
        aside.setdefault(part.kind, []).append((part.first, part.last))
    comments = [each for each in asides_of(text, page.set_aside) if each.kind == "comments"]
    return {
        "title": record.title or "",
        "author": record.author or "",
        "site": record.site or "",
        "published": record.published or "",
        "published_from": record.published_from or "",
        "first_published": {"site": first.site or "", "published": first.published or ""} if first else {},
        "tags": list(record.tags),
        "language": record.language or "",
        "body": list(page.body),
        "aside": aside,
        "comments": sum(len(each.parts) for each in comments),
    }


def wanted(truth: Value) -> dict[str, object]:
    """Return one entry of a gold file in the form that `found` has."""
    assert isinstance(truth, dict)
    aside = truth.get("aside", {})
    assert isinstance(aside, dict)
    texts = {key: truth.get(key, "") for key in ("title", "author", "site", "published", "published_from", "language")}
    comments = truth.get("comments", "0")
    return texts | {
        "first_published": truth.get("first_published", {}),
        "tags": truth.get("tags", []),
        "body": _ranges(truth["body"]),
        "aside": {kind: _ranges(ranges) for kind, ranges in aside.items()},
        "comments": int(comments) if isinstance(comments, str) else 0,
    }


def _ranges(value: Value) -> list[tuple[int, int]]:
    assert isinstance(value, list)
    pairs = [each.split("-") if isinstance(each, str) else each for each in value]
    return [(int(str(pair[0])), int(str(pair[1]))) for pair in pairs if isinstance(pair, list)]


def scraped(name: str) -> tuple[str, ScrapedPage]:
    """Return the text of one of the pages here and what the cleaner makes of it."""
    text = (PAGES / name).read_text(encoding="utf-8")
    return text, scrape(text)
