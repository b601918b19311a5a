"""Books and pages in EPUB, as the programs that make them write them; each zip is made here."""

import io
import zipfile

import pytest

from reader.ingest.formats.epub import FORMATS
from reader.ingest.formats.part import FilePart, Skipped
from reader.ingest.formats.source import BytesSource
from reader.ingest.parts import ingest_part
from reader.library.guarded_file import UnreadableError

(EPUB,) = FORMATS
CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
SENTENCE = "The lock was closed for two winters, and the boats stayed below it. "
PERCOLLATE = """<html xmlns="http://www.w3.org/1999/xhtml" lang="de"><head><title/></head><body>
<header class="article__header"><h1 class="article__title">{title}</h1>
<p class="article__byline">By <span>{author}</span></p>
<p class="article__url">Source: <a class="no-href" href="https://lock.example/{title}">x</a></p></header>
<div class="article__content"><a id="top"/>
<p>Die Schleuse war zwei Winter lang geschlossen.<sup><a href="#f1">1</a></sup></p>
<p>Mehr <a href="https://mill.example/">zur Mühle</a>, <a href="other.xhtml">hier</a>.</p>
<img src="gate.png"/></div></body></html>"""


def epub(
    texts: dict[str, str], metadata: str = "", extra: dict[str, str] | None = None, guide: str = ""
) -> BytesSource:
    items = "".join(
        f'<item id="i{len(texts) - at}" href="{name}" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'nav.xhtml' else ''}/>"
        for at, name in enumerate(texts)
    )
    refs = "".join(f'<itemref idref="i{len(texts) - at}"/>' for at in range(len(texts)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:opf="http://www.idpf.org/2007/opf"><metadata>{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{refs}</spine><guide>{guide}</guide></package>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("OEBPS/content.opf", package)
        for name, text in texts.items():
            book.writestr(f"OEBPS/{name}", text)
        for name, text in (extra or {}).items():
            book.writestr(name, text)
    return BytesSource("book", written.getvalue())


def parts(source: BytesSource) -> list[FilePart]:
    assert EPUB.recognizes(source)
    found = [*EPUB.read(source)]
    assert all(isinstance(each, FilePart) for each in found), found
    return [each for each in found if isinstance(each, FilePart)]


def chapter(title: str, text: str = SENTENCE) -> str:
    return f"<html><body><h2>{title}</h2><p>{text}</p></body></html>"


MADE = (
    "<dc:title>Zwei Winter</dc:title><dc:creator>Nora Lind</dc:creator><dc:date>2026-11-29T01:00:53Z</dc:date>"
    '<meta property="dcterms:modified">2026-11-29T01:00:53Z</meta><dc:language>en-us</dc:language>'
)


def test_a_page_that_percollate_packed_is_one_article_in_its_own_language_and_without_the_date_of_packing() -> None:
    source = epub({"page.xhtml": PERCOLLATE.format(title="Zwei", author="Nora Lind")}, MADE)

    (part,) = parts(source)
    ingested = ingest_part(part, "book")

    assert ingested.markdown == (
        "Die Schleuse war zwei Winter lang geschlossen.[^1]\n\nMehr [zur Mühle](https://mill.example/), hier.\n"
    )
    assert (part.record.title, part.record.author, part.record.language) == ("Zwei Winter", "Nora Lind", "de")
    assert (part.record.published, part.record.url) == (None, "https://lock.example/Zwei")
    assert part.note is not None
    assert "moment in which it was made" in part.note
    assert "picture that it shows is missing" in part.note
    assert part.original == source.read()


@pytest.mark.parametrize(
    "around",
    [
        # As calibre 6.13 keeps a web page, cut at its headings, and pandoc 2.17.
        "<nav><a href='/'>Home</a><a href='/news'>News</a></nav>",
        "<dialog><p>We and our partners use cookies. Accept all cookies to continue reading.</p></dialog>",
        "",
    ],
)
def test_of_a_whole_web_page_that_a_program_packed_the_article_is_taken(around: str) -> None:
    text = f"<p>{SENTENCE * 2}</p><p>It was opened in May, and nobody has closed it since, for the oak is new.</p>"
    head = f"{around}<main><h1>Two winters</h1><p>By Nora Lind</p><time>15 December 2016</time>{text}</main>"
    comments = (
        "<main><section id='comments'><h2>2 comments</h2><div><p>riverman77</p><p>16 December 2016 at 08:14</p>"
        "<p>I was there, and it was far colder than they tell you here.</p></div></section></main>"
    )
    texts = {"split_000.html": f"<html><body>{head}", "split_001.html": f"<html><body>{comments}</body></html>"}

    (part,) = parts(epub(texts, "<dc:title>Two winters | The Lock Review</dc:title><dc:creator>Nora Lind</dc:creator>"))
    ingested = ingest_part(part, "book")

    assert (ingested.record.title, ingested.record.published) == ("Two winters", "2016-12-15")
    assert ingested.markdown.startswith("The lock was closed")
    assert ingested.markdown.endswith("for the oak is new.\n")


def test_pages_that_were_packed_together_are_articles_of_their_own() -> None:
    texts = {f"{name}.xhtml": PERCOLLATE.format(title=name, author=f"{name} Lind") for name in ("Eins", "Zwei")}

    first, second = parts(epub(texts, MADE))

    assert [each.record.title for each in (first, second)] == ["Eins", "Zwei"]
    assert [each.record.author for each in (first, second)] == ["Eins Lind", "Zwei Lind"]
    assert second.record.url == "https://lock.example/Zwei"
    assert (second.data, second.original) != (first.data, first.original)


def test_one_page_that_pandoc_cut_into_chapters_is_one_article_and_its_contents_and_title_page_stay_out() -> None:
    title = '<html><body><section epub:type="titlepage"><h1>Two winters at the lock</h1></section></body></html>'
    texts = {
        "title.xhtml": title,
        "nav.xhtml": '<html><body><nav><a href="c1.xhtml">The gate</a></nav></body></html>',
        "c1.xhtml": chapter("The gate"),
        "c2.xhtml": chapter("The mill", "It has a new wheel of larch."),
    }

    (part,) = parts(epub(texts, MADE))

    assert ingest_part(part, "book").markdown == (
        f"## The gate\n\n{SENTENCE.strip()}\n\n## The mill\n\nIt has a new wheel of larch.\n"
    )


def test_each_chapter_of_a_book_is_an_article_with_the_book_as_its_site_in_the_order_of_reading() -> None:
    long = SENTENCE * 600
    nav = '<html><body><nav><a href="b.xhtml#x">The gate</a><a href="a.xhtml">2</a></nav></body></html>'
    texts = {"nav.xhtml": nav, "b.xhtml": chapter("I", long), "a.xhtml": chapter("II", long)}
    told = (
        '<dc:title>Locks</dc:title><dc:creator opf:role="aut">Nora Lind</dc:creator>'
        '<dc:creator opf:role="ill">Ida</dc:creator><dc:date opf:event="modification">2020-01-01</dc:date>'
        '<dc:date opf:event="publication">1987</dc:date>'
    )

    first, second = parts(epub(texts, told))

    assert (first.name, first.record.title) == ("01 The gate", "The gate")
    assert (second.name, second.record.title) == ("02 2", "Locks: 2")
    assert (first.record.site, first.record.author, first.record.published) == ("Locks", "Nora Lind", "1987")
    assert first.original == chapter("I", long).encode()


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("<dc:date>2016-12-15T00:00:00+00:00</dc:date>", "2016-12-15"),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
        ("<dc:date>2016-12-15</dc:date><meta name='generator' content='pandoc 2.17'/>", None),
        ("<dc:date>December</dc:date>", None),
        ("", None),
    ],
)
def test_a_date_is_taken_where_it_tells_when_the_text_came_out(date: str, published: str | None) -> None:
    (part,) = parts(epub({"a.xhtml": chapter("A")}, f"<dc:title>A</dc:title>{date}"))

    assert part.record.published == published


def test_a_text_that_is_missing_is_told_and_the_others_are_read() -> None:
    source = epub({"a.xhtml": chapter("A"), "b.xhtml": chapter("B")})
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source.read())) as whole, zipfile.ZipFile(written, "w") as cut:
        for name in whole.namelist():
            if name != "OEBPS/a.xhtml":
                cut.writestr(name, whole.read(name))

    skipped, part = EPUB.read(BytesSource("book", written.getvalue()))

    assert isinstance(skipped, Skipped)
    assert skipped.is_refused
    assert isinstance(part, FilePart)


def test_a_protected_book_is_refused_and_one_that_hides_only_its_fonts_is_read() -> None:
    encrypted = '<encryption><EncryptedData><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
    locked = encrypted.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    fonts = encrypted.format("http://www.idpf.org/2008/embedding")

    assert len(parts(epub({"a.xhtml": chapter("A")}, extra={"META-INF/encryption.xml": fonts}))) == 1
    with pytest.raises(UnreadableError, match="protected against copying"):
        parts(epub({"a.xhtml": chapter("A")}, extra={"META-INF/encryption.xml": locked}))


def test_a_path_that_leads_out_of_the_book_is_not_followed() -> None:
    page = '<html><body><p>The gate of the lock is here.</p><img src="../../gate.png"/></body></html>'

    (part,) = parts(epub({"a.xhtml": page}, extra={"gate.png": "outside"}))

    assert part.pictures == {}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, b"<html>"])
def test_other_files_are_no_books(data: bytes) -> None:
    assert not EPUB.recognizes(BytesSource("x.epub", data))
