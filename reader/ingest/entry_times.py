"""The times of day over the entries of a live blog: one alone is furniture, a row of them is a part of the article."""

import re
from collections.abc import Sequence

from reader.ingest.page import Page

_TIME = re.compile(r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: \(?[A-Z]{2,4}\)?)?", re.IGNORECASE)
# So many entries are a live blog; fewer times stand in any page's record.
_LEAST = 3
# A headline may stand between the time and the text.
_BELOW = 2


def with_entry_times(page: Page, body: Sequence[int]) -> list[int]:
    """Return the lines of the article with the times right above its entries, if there are several."""
    inside = {*body}
    found = [
        at
        for at in range(len(page.lines) - 1)
        if at not in inside and _is_time(page, at) and inside & {*range(at + 1, at + 1 + _BELOW)}
    ]
    return sorted(inside.union(found)) if len(found) >= _LEAST else [*body]


def _is_time(page: Page, at: int) -> bool:
    return at not in page.comments and page.lines[at].linked < 1 and bool(_TIME.fullmatch(page.lines[at].seen.strip()))
