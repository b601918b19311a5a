"""Annotations as one page of HTML that needs nothing else: no script, no address that is not http."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from reader.library.markdown import parse
from reader.library.plain_text import Block, PlainText, Span
from reader.notes.exports.quotation import Quotation
from reader.notes.model import COLORS, format_link

_STYLE = """
body { font: 1.05rem/1.6 Georgia, serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; color: #222; }
blockquote { margin: 1.5rem 0 .5rem; padding: .1rem 1rem; border-left: .4rem solid #bbb; white-space: pre-line; }
.yellow { border-color: #e5c100; } .green { border-color: #3f9b4f; } .blue { border-color: #3a78c3; }
.pink { border-color: #d0638f; } .orange { border-color: #dd7a1f; }
p.from, .tags { color: #666; font-size: .85rem; } del { color: #a33; }
@media (prefers-color-scheme: dark) { body { background: #1b1b1b; color: #ddd; } }
"""
_TAG_BY_SPAN = {"emphasis": "em", "strong": "strong", "code": "code", "strike": "del"}
_TAG_BY_BLOCK = {"paragraph": "p", "code": "pre", "table": "pre", "item": "li", "heading": "h4"}


def write_html(quotations: Sequence[Quotation], title: str = "Notes") -> str:
    """Return a page of all *quotations*, by article."""
    body = [f"<h1>{escape(title)}</h1>"]
    for _, group in groupby(quotations, key=lambda each: each.annotation.article):
        body += _section([*group])
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _section(group: list[Quotation]) -> list[str]:
    address = group[0].record.url or ""
    title = escape(group[0].title)
    heading = f'<a href="{escape(address)}">{title}</a>' if _is_web(address) else title
    return [f"<h2>{heading}</h2>", f'<p class="from">{escape(group[0].article_facts)}</p>', *map(_entry, group)]


def _entry(quotation: Quotation) -> str:
    note = quotation.annotation
    color = note.color if note.color in COLORS else ""
    lines = [f'<article id="{escape(note.id)}">']
    lines += [f'<blockquote class="{color}">{escape(note.exact)}</blockquote>'] if note.exact else []
    lines.append(
        f'<p class="from"><a href="{escape(quotation.link)}">{quotation.where}</a> · {quotation.state} · '
        f'<time>{escape(note.created)}</time> · <code title="SHA-256 of the text">{quotation.sha256}</code></p>'
    )
    lines += [to_html(note.body)] if note.body else []
    lines += [f'<p class="tags">{escape(" ".join(f"#{tag}" for tag in note.tags))}</p>'] if note.tags else []
    if note.link:
        told = f"{escape(note.relation or 'linked')} → "
        lines.append(f'<p class="from">{told}<a href="{escape(format_link(note.link))}">{escape(note.link)}</a></p>')
    return "\n".join([*lines, "</article>"])


def to_html(markdown: str) -> str:
    """Return Markdown as HTML: what the reading view shows of it, and no HTML that stands in it."""
    plain = parse(markdown)
    return "\n".join(_block(plain, block) for block in plain.blocks)


def _block(plain: PlainText, block: Block) -> str:
    if block.kind == "rule":
        return "<hr>"
    tag = _TAG_BY_BLOCK[block.kind]
    inner = _marked(plain, block)
    html = f"<ul><li>{inner}</li></ul>" if tag == "li" else f"<{tag}>{inner}</{tag}>"
    return f"<blockquote>{html}</blockquote>" if block.quote else html


def _marked(plain: PlainText, block: Block) -> str:
    """Return the text of a block with its spans as tags; a span that crosses another is closed with it."""
    spans = sorted(
        (each for each in plain.spans if block.start <= each.start < each.end <= block.end),
        key=lambda each: (each.start, -each.end),
    )
    return _nested(plain.text, block.start, block.end, spans)


def _nested(text: str, start: int, end: int, spans: list[Span]) -> str:
    parts = []
    while spans:
        first = spans[0]
        inner = [each for each in spans[1:] if each.end <= first.end]
        spans = [each for each in spans[1:] if each.start >= first.end]
        parts.append(escape(text[start : first.start]))
        opening, closing = _tags(first)
        parts.append(opening + _nested(text, first.start, first.end, inner) + closing)
        start = first.end
    return "".join(parts) + escape(text[start:end])


def _tags(span: Span) -> tuple[str, str]:
    if span.kind == "link" and _is_web(span.target):
        return f'<a href="{escape(span.target)}">', "</a>"
    tag = _TAG_BY_SPAN.get(span.kind)
    return (f"<{tag}>", f"</{tag}>") if tag else ("", "")


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))
