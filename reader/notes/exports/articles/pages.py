"""Articles as one page of HTML that needs nothing else: no script, nothing fetched; notes stand at the end."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reader.notes.colors import COLORS
from reader.notes.exports.articles.annotated import AnnotatedArticle, tags_told
from reader.notes.exports.quotation import Quotation
from reader.notes.exports.text_html import TaggedRun, escaped, is_web, text_html, to_html

# The languages that are written from right to left.
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ps sd ug ur yi".split())
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
STYLE = """
body { font: 1.05rem/1.6 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
blockquote { margin: 1rem 0; padding: 0 1rem; border-inline-start: .25rem solid #bbb; }
pre, table { overflow-x: auto; font-size: .9em; } pre { white-space: pre-wrap; }
table { border-collapse: collapse; } td, th { border: 1px solid #bbb; padding: .2rem .5rem; text-align: start; }
.facts, .tags { color: #555; font-size: .85rem; }
mark { color: inherit; background: #fff1a8; } mark.green { background: #c9efcf; } mark.blue { background: #cfe3fa; }
mark.pink { background: #fad3e2; } mark.orange { background: #ffdcb5; }
figure { margin: 1rem 0; } img { max-width: 100%; height: auto; } figcaption { color: #555; font-size: .85rem; }
sup, sub { line-height: 0; } .notes { border-top: 1px solid #bbb; margin-top: 3rem; }
"""
_DARK = """
@media (prefers-color-scheme: dark) {
  body { background: #1b1b1b; color: #ddd; } a { color: #9cc4ff; } .facts, .tags, figcaption { color: #aaa; }
  mark { background: #5b4d00; } mark.green { background: #1f4d2a; } mark.blue { background: #1f3f66; }
  mark.pink { background: #5e2640; } mark.orange { background: #663c10; }
}
@media print { body { max-width: none; } article + article { break-before: page; } }
"""


def write_html_articles(articles: Sequence[AnnotatedArticle], title: str) -> str:
    """Return a page of all *articles*, with a list of them in front where there are several."""
    name = articles[0].title if len(articles) == 1 else title
    language = articles[0].record.language if len(articles) == 1 else None
    body = [f"<h1>{escaped(title)}</h1>", "<ol>", *map(_contents_line, articles), "</ol>"] if len(articles) > 1 else []
    for each in articles:
        sources = {number: picture.address for number, picture in each.pictures.items()}
        body += [f'<article id="{each.id}"{language_attributes(each)}>', article_html(each, sources), "</article>"]
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(language or "en")}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escaped(name)}</title>\n<style>{STYLE}{_DARK}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _contents_line(article: AnnotatedArticle) -> str:
    facts = f' <span class="facts">{escaped(article.facts)}</span>' if article.facts else ""
    return f'<li><a href="#{article.id}">{escaped(article.title)}</a>{facts}</li>'


def language_attributes(article: AnnotatedArticle) -> str:
    """Return the attributes that tell language and direction, with a space before each."""
    language = article.record.language
    direction = "rtl" if is_right_to_left(language) else "ltr" if language else "auto"
    return (f' lang="{escaped(language)}"' if language else "") + f' dir="{direction}"'


def is_right_to_left(language: str | None) -> bool:
    """Whether a language is written from right to left; one that is not known is not."""
    return (language or "").lower().partition("-")[0] in _RIGHT_TO_LEFT


def article_html(
    article: AnnotatedArticle, sources: Mapping[int, str] = MappingProxyType({}), *, is_book: bool = False
) -> str:
    """Return an article as XHTML: title, facts, text with its passages marked, and the notes.

    *sources* are the addresses of its pictures, by the numbers of their images.

    In a book the numbers are of EPUB's own kind, by which a reader shows a note where it stands.
    """
    parts = [f"<h1>{escaped(article.title)}</h1>"]
    parts += [f'<p class="facts">{escaped(article.facts)}</p>'] if article.facts else []
    url = article.record.url or ""
    if url:
        shown = f'<a href="{escaped(url)}">{escaped(url)}</a>' if is_web(url) else escaped(url)
        parts.append(f'<p class="facts" dir="ltr">{shown}</p>')
    marks = [_mark(article, each, is_book=is_book) for each in article.marked]
    parts.append(text_html(article.plain, marks, heading=1, pictures=sources))
    if article.told:
        parts += ['<section class="notes" role="doc-endnotes">', "<h2>Notes</h2>", "<ol>"]
        parts += [_note(article, each, is_book=is_book) for each in article.told]
        parts += ["</ol>", "</section>"]
    return "\n".join(parts)


def _mark(article: AnnotatedArticle, note: Quotation, *, is_book: bool) -> TaggedRun:
    color = note.annotation.color
    opening = f'<mark class="{color}">' if color in COLORS else "<mark>"
    number = article.number_of(note)
    kind = ' epub:type="noteref"' if is_book else ""
    place = f"{article.id}-{number}"
    behind = f'<sup><a id="from-{place}" href="#note-{place}" role="doc-noteref"{kind}>{number}</a></sup>'
    return TaggedRun(note.start, note.end, opening, "</mark>", behind=behind if number else "")


def _note(article: AnnotatedArticle, note: Quotation, *, is_book: bool) -> str:
    place = f"{article.id}-{article.number_of(note)}"
    kind = ' epub:type="footnote"' if is_book else ""
    return "\n".join([f'<li id="note-{place}"{kind}>', *_note_lines(note, place), "</li>"])


def _note_lines(note: Quotation, place: str) -> Iterator[str]:
    if note.annotation.exact and not note.is_placed:
        yield f"<blockquote><p>{escaped(note.annotation.exact)}</p></blockquote>"
    if note.annotation.body:
        yield to_html(note.annotation.body)
    if note.annotation.tags:
        yield f'<p class="tags">{escaped(tags_told(note))}</p>'
    if note.is_placed:
        yield f'<p class="facts"><a href="#from-{place}" role="doc-backlink">↩</a></p>'
