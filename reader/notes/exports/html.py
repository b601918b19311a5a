"""Annotations as one page of HTML that needs nothing else: no script, no address that is not http."""

from collections.abc import Sequence
from itertools import groupby

from reader.notes.colors import COLORS
from reader.notes.exports.quotation import Quotation
from reader.notes.exports.text_html import escaped, is_web, to_html
from reader.notes.model import format_link

_STYLE = """
body { font: 1.05rem/1.6 Georgia, serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; color: #222; }
blockquote { margin: 1.5rem 0 .5rem; padding: .1rem 1rem; border-left: .4rem solid #bbb; white-space: pre-line; }
.yellow { border-color: #e5c100; } .green { border-color: #3f9b4f; } .blue { border-color: #3a78c3; }
.pink { border-color: #d0638f; } .orange { border-color: #dd7a1f; }
p.from, .tags { color: #666; font-size: .85rem; } del { color: #a33; }
@media (prefers-color-scheme: dark) { body { background: #1b1b1b; color: #ddd; } }
"""


def write_html(quotations: Sequence[Quotation], title: str = "Notes") -> str:
    """Return a page of all *quotations*, by article."""
    body = [f"<h1>{escaped(title)}</h1>"]
    for _, group in groupby(quotations, key=lambda each: each.annotation.article):
        body += _section([*group])
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escaped(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _section(group: list[Quotation]) -> list[str]:
    address = group[0].record.url or ""
    title = escaped(group[0].title)
    heading = f'<a href="{escaped(address)}">{title}</a>' if is_web(address) else title
    return [f"<h2>{heading}</h2>", f'<p class="from">{escaped(group[0].article_facts)}</p>', *map(_entry, group)]


def _entry(quotation: Quotation) -> str:
    note = quotation.annotation
    color = note.color if note.color in COLORS else ""
    lines = [f'<article id="{escaped(note.id)}">']
    lines += [f'<blockquote class="{color}">{escaped(note.exact)}</blockquote>'] if note.exact else []
    lines.append(
        f'<p class="from"><a href="{escaped(quotation.link)}">{quotation.where}</a> · {quotation.state} · '
        f'<time>{escaped(note.created)}</time> · <code title="SHA-256 of the text">{quotation.sha256}</code></p>'
    )
    lines += [to_html(note.body)] if note.body else []
    lines += [f'<p class="tags">{escaped(" ".join(f"#{tag}" for tag in note.tags))}</p>'] if note.tags else []
    if note.link:
        told = f"{escaped(note.relation or 'linked')} → "
        lines.append(f'<p class="from">{told}<a href="{escaped(format_link(note.link))}">{escaped(note.link)}</a></p>')
    return "\n".join([*lines, "</article>"])
