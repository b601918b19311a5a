"""Articles as one book in EPUB 3: a chapter for each, notes as footnotes, a table of contents.

By the recommendation of the W3C: the first file tells the kind of the archive, uncompressed; the package lists all
others; every page is XHTML. The same articles make the same book, byte for byte, but for the moment it was made.
"""

import io
import zipfile
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from reader.library.authors import parse_authors
from reader.library.dates import now
from reader.notes.exports.articles.annotated import AnnotatedArticle
from reader.notes.exports.articles.pages import STYLE, article_html, is_right_to_left, language_attributes
from reader.notes.exports.articles.pictures import ExportedPicture
from reader.notes.exports.text_html import escaped
from reader.notes.model import format_link

_KIND = "application/epub+zip"
_MOMENT = (1980, 1, 1, 0, 0, 0)
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{attributes}>
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
{body}
</body>
</html>
"""


def write_epub(articles: Sequence[AnnotatedArticle], title: str, moment: str = "") -> bytes:
    """Return *articles* as a book; one article gives it its own title. *moment* is when it was made: now, if empty."""
    name = articles[0].title if len(articles) == 1 else title
    files = {
        "META-INF/container.xml": _CONTAINER,
        "book/package.opf": _package(articles, name, moment or now()),
        "book/contents.xhtml": _contents(articles, name),
        "book/style.css": STYLE.replace("max-width: 42rem; margin: 2rem auto; padding: 0 1rem;", "margin: 0 3%;"),
        **{f"book/{_file(number)}": _chapter(each, number) for number, each in enumerate(articles, 1)},
    }
    pictures = {
        f"book/{_picture(number, at, each)}": each.data
        for number, article in enumerate(articles, 1)
        for at, each in article.pictures.items()
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _MOMENT), _KIND)
        for path, text in files.items():
            entry = zipfile.ZipInfo(path, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode())
        for path, data in pictures.items():
            # They are as small as they can be already.
            archive.writestr(zipfile.ZipInfo(path, _MOMENT), data)
    return stream.getvalue()


def _file(number: int) -> str:
    return f"article-{number:04}.xhtml"


def _picture(number: int, at: int, picture: ExportedPicture) -> str:
    return f"picture-{number:04}-{at:04}.{picture.suffix}"


def _chapter(article: AnnotatedArticle, number: int) -> str:
    language = article.record.language
    named = f' xml:lang="{escaped(language)}"' if language else ""
    return _PAGE.format(
        attributes=named + language_attributes(article),
        title=escaped(article.title),
        body=article_html(
            article, {at: _picture(number, at, each) for at, each in article.pictures.items()}, is_book=True
        ),
    )


def _contents(articles: Sequence[AnnotatedArticle], title: str) -> str:
    rows = "\n".join(
        f'<li><a href="{_file(number)}">{escaped(each.title)}</a></li>' for number, each in enumerate(articles, 1)
    )
    body = f'<nav epub:type="toc" role="doc-toc"><h1>{escaped(title)}</h1>\n<ol>\n{rows}\n</ol></nav>'
    return _PAGE.format(attributes="", title=escaped(title), body=body)


def _package(articles: Sequence[AnnotatedArticle], title: str, moment: str) -> str:
    numbers = range(1, len(articles) + 1)
    manifest = [
        '<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        *(f'<item id="a{each}" href="{_file(each)}" media-type="application/xhtml+xml"/>' for each in numbers),
        *(
            f'<item id="p{number}-{at}" href="{_picture(number, at, each)}" media-type="{each.media_type}"/>'
            for number, article in enumerate(articles, 1)
            for at, each in article.pictures.items()
        ),
    ]
    contents = ['<itemref idref="contents"/>'] if len(articles) > 1 else []
    direction = ' page-progression-direction="rtl"' if all(map(is_right_to_left, _languages(articles))) else ""
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">',
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">', *_metadata(articles, title, moment), "</metadata>",
        "<manifest>", *manifest, "</manifest>",
        f"<spine{direction}>", *contents, *(f'<itemref idref="a{each}"/>' for each in numbers), "</spine>",
        "</package>\n",
    ])  # fmt: skip


def _languages(articles: Sequence[AnnotatedArticle]) -> list[str]:
    return list(dict.fromkeys(each.record.language for each in articles if each.record.language)) or ["und"]


def _metadata(articles: Sequence[AnnotatedArticle], title: str, moment: str) -> list[str]:
    authors = dict.fromkeys(author.name for each in articles for author in parse_authors(each.record.author))
    told = {
        "language": _languages(articles),
        "creator": authors,
        "source": dict.fromkeys(each.record.url for each in articles if each.record.url),
        # A book of several articles has no date of its own.
        "date": [each.record.published for each in articles if each.record.published and len(articles) == 1],
    }
    identity = uuid5(NAMESPACE_URL, " ".join(format_link(each.id) for each in articles))
    return [
        f'<dc:identifier id="id">urn:uuid:{identity}</dc:identifier>',
        f"<dc:title>{escaped(title)}</dc:title>",
        *(f"<dc:{name}>{escaped(value)}</dc:{name}>" for name, values in told.items() for value in values),
        f'<meta property="dcterms:modified">{moment}</meta>',
    ]
