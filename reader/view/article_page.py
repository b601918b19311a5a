"""An article prepared for the screen, which takes long: any thread may do it."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.library.article import Article
from reader.view.article import HeaderLine, header
from reader.view.cells import StyledText
from reader.view.layout import ArticleLayout
from reader.view.lines import USUAL, Typesetting
from reader.view.marks import MarkLayer
from reader.view.one_line import lines_of
from reader.view.span_marks import span_marks


class ArticlePage(NamedTuple):
    """An article, wrapped and marked for a width of text, and the lines above it."""

    article: Article
    layout: ArticleLayout
    spans: MarkLayer
    told: Sequence[HeaderLine]


def article_page(article: Article, text_width: int, typesetting: Typesetting = USUAL) -> ArticlePage:
    """Prepare an article for the screen; any thread may."""
    layout = ArticleLayout(article.plain, text_width, typesetting)
    return ArticlePage(article, layout, MarkLayer(span_marks(article.plain)), header(article))


# Lines of a fact above an article; the description that came with a link is a paragraph.
_MOST_LINES, _MOST_FACTS = 6, 20


def header_rows(told: Sequence[HeaderLine], layout: ArticleLayout) -> list[tuple[str, str]]:
    """Return the lines above an article with how each looks, in the width of its text."""
    rows = [("", "article--facts")]
    for text, look in told:
        orders, are_facts = layout.typesetting.orders, look == "article--facts"
        most = _MOST_FACTS if are_facts else _MOST_LINES
        lines = lines_of([StyledText(text, look)], layout.width, most, orders=orders, are_facts=are_facts)
        rows += [("".join(part.text for part in line).rstrip(), look) for line in lines]
        if look == "article--title":
            rows.append(("", look))
    if layout.is_cut:
        rows.append(("This text is very long. Only the beginning is shown.", "article--problem"))
    return [*rows, ("", "article--facts")]
