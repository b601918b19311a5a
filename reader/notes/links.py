"""`reader://` links: from a quotation anywhere back to its article and annotation."""

import re

from reader.library.identity import is_id
from reader.notes.model import is_annotation_id

SCHEME = "reader://"
LINK = re.compile(r"reader://([0-9a-z-]{1,64})(?:/([0-9a-z-]{1,64}))?(?![0-9A-Za-z/_-])")


def format_link(article: str, annotation: str = "") -> str:
    """Return the link to an article, or to an annotation of it."""
    return f"{SCHEME}{article}/{annotation}" if annotation else f"{SCHEME}{article}"


def parse_link(link: str) -> tuple[str, str] | None:
    """Return the article and the annotation (empty for none) that *link* leads to; None if it is no such link."""
    match = LINK.fullmatch(link.strip().rstrip("/"))
    if match is None or not is_id(match[1]) or not (match[2] is None or is_annotation_id(match[2])):
        return None
    return match[1], match[2] or ""
