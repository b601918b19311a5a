"""What is parsed apart: pages, and texts long enough to take a while, in child processes with limits."""

import atexit
from collections.abc import Container, Iterable, Mapping
from typing import Any

from reader.ingest.assembly import assemble_plainly
from reader.ingest.lookahead import is_one_of_many
from reader.ingest.text import AsideRange, ScrapedPage, scrape
from reader.library.child_pool import ChildPool
from reader.library.folder import HouseRules
from reader.library.guarded_child import ChildError, ChildLimits
from reader.library.record import FirstPublished, Record
from reader.library.safe_text import clean

LIMITS = ChildLimits(clock=15.0, processor=9, memory=1_000_000_000)
# What takes less time in this process than the way to another.
SHORT = 100_000

PARSERS = ChildPool("reader.ingest.page_parser", LIMITS)
atexit.register(PARSERS.close)


def ask_parser(settings: Mapping[str, object], data: bytes) -> dict[str, Any]:
    """Return what a child makes of *data*. Raises: ChildError."""
    return PARSERS.ask(settings, data)


def scrape_guarded(text: str, house: HouseRules, repeated: Container[str]) -> ScrapedPage:
    """Scrape a text as `scrape` does, a long one, or one of many, in a child.

    What cannot be sorted there is all article.
    """
    if len(text) <= SHORT and not is_one_of_many():
        return scrape(text, house, repeated)
    known = [*repeated] if isinstance(repeated, Iterable) else []
    settings = {"form": "scrape", "outlets": house.outlets, "appeals": house.appeals, "repeated": known}
    try:
        answer = ask_parser(settings, text.encode("utf-8", "replace"))
    except ChildError as error:
        lines = [line for line in clean(text).split("\n") if line.strip()]
        told = f"The article could not be told from the rest of the page ({error}), so all of it is shown."
        return ScrapedPage(Record(), assemble_plainly(lines, is_marked=False), (), (), told)
    asides = tuple(AsideRange(kind, first, last) for kind, first, last in answer["asides"])
    return ScrapedPage(record_from(answer), clean(answer["markdown"]), (), asides, answer["problem"])


def record_from(answer: Mapping[str, Any]) -> Record:
    """Return the record in an answer of the child."""
    known = dict(answer["record"])
    if "first_published" in known:
        known["first_published"] = FirstPublished(**known["first_published"])
    return Record(**known | {"tags": tuple(known.get("tags", ()))})
