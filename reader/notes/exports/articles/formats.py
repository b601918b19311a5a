"""Every format that articles go out in, by its name on the command line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reader.notes.exports.articles.annotated import AnnotatedArticle
from reader.notes.exports.articles.epub import write_epub
from reader.notes.exports.articles.pages import write_html_articles
from reader.notes.exports.articles.texts import write_jsonl_articles, write_markdown_articles, write_text_articles


@dataclass(frozen=True, slots=True)
class ArticleFormat:
    """A format: its name, the ending of its files, and how articles are written in it under a title.

    *has_pictures* says that it holds the pictures of articles.
    """

    name: str
    suffix: str
    write: Callable[[Sequence[AnnotatedArticle], str], str | bytes]
    has_pictures: bool = False


ARTICLE_FORMATS: Mapping[str, ArticleFormat] = {
    each.name: each
    for each in (
        ArticleFormat("md", ".md", write_markdown_articles),
        ArticleFormat("html", ".html", write_html_articles, has_pictures=True),
        ArticleFormat("epub", ".epub", write_epub, has_pictures=True),
        ArticleFormat("txt", ".txt", write_text_articles),
        ArticleFormat("jsonl", ".jsonl", write_jsonl_articles),
    )
}
