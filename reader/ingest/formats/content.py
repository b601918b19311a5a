"""HTML that is an article and nothing else, written by the modules of formats that are not HTML themselves."""

import html
import re

from reader.ingest.dates import find_dates
from reader.library.safe_text import line

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_WHITE = re.compile(r"[ \t\u00a0]+")


def document(body: str, title: str | None = None, language: str | None = None) -> bytes:
    """Return a page that holds *body* (HTML) and nothing else, in UTF-8."""
    tongue = f' lang="{html.escape(language)}"' if language else ""
    head = f"<title>{html.escape(line(title))}</title>" if title else ""
    page = f'<!DOCTYPE html>\n<html{tongue}><head><meta charset="utf-8">{head}</head>\n<body>\n{body}\n</body></html>\n'
    return page.encode("utf-8", "replace")


def paragraphs(text: str) -> str:
    """Return plain text as HTML: blank lines separate its paragraphs; its other line ends are spaces."""
    found = (
        "\n".join(html.escape(_WHITE.sub(" ", each).strip(), quote=False) for each in part.split("\n"))
        for part in _PARAGRAPHS.split(text.replace("\r\n", "\n").replace("\r", "\n").strip())
    )
    return "\n".join(f"<p>{each}</p>" for each in found if each.strip())


def first_date(text: str, language: str | None = None) -> str | None:
    """Return the first date that is told in *text* (ISO 8601); None if none is."""
    return next((each.iso for each in find_dates(line(text), language)), None)
