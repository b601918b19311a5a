"""The program of the child process in which pages are parsed: `html` and `file` ask it, through a `GuardedChild`."""

import sys
from dataclasses import asdict, replace
from typing import Any

from reader.ingest.html_text import text_of, title_in
from reader.ingest.html_tree import harmless, read_tree, read_whole
from reader.ingest.lines import fingerprint
from reader.ingest.text import ScrapedPage, scrape
from reader.library.folder import HouseRules
from reader.library.parser_child import serve_parser


def parse_page(settings: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return what is read out of a page (*data* in UTF-8): its tree's article, or what its text or a scrape gives."""
    text = data.decode("utf-8", "replace")
    if settings["form"] == "tree":
        return read_tree(text)
    if settings["form"] == "whole":
        return read_whole(text, settings["base"], settings["title"])
    if settings["form"] == "scrape":
        house = HouseRules(tuple(settings["outlets"]), tuple(settings["appeals"]))
        return _answer(scrape(text, house, frozenset(settings["repeated"])))
    return _text(harmless(text))


def _text(page: str) -> dict[str, Any]:
    shown, title = text_of(page), title_in(page)
    # The title stands above the article, as in a page that a browser has saved as text.
    is_there = title is None or fingerprint(title) in {fingerprint(line) for line in shown.split("\n", 40)}
    found = scrape(shown if is_there else f"{title}\n\n{shown}")
    return _answer(replace(found, record=replace(found.record, title=found.record.title or title)))


def _answer(page: ScrapedPage) -> dict[str, Any]:
    return {
        "record": {key: value for key, value in asdict(page.record).items() if value},
        "markdown": page.markdown,
        "asides": [[part.kind, part.first, part.last] for part in page.set_aside],
        "problem": page.problem,
    }


if __name__ == "__main__":  # pragma: no cover - runs in the child alone
    sys.exit(serve_parser(parse_page))
