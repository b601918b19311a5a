"""Articles go out with their notes in place, in formats that other programs read."""

import io
import json
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.markdown import parse
from reader.library.record import Record
from reader.notes.exports.articles.annotated import AnnotatedArticle
from reader.notes.exports.articles.epub import write_epub
from reader.notes.exports.articles.pages import article_html, write_html_articles
from reader.notes.exports.articles.pictures import exported_picture
from reader.notes.exports.articles.texts import write_jsonl_articles, write_markdown_articles, write_text_articles
from reader.notes.exports.quotation import quotations
from reader.notes.exports.text_html import TaggedRun, text_html
from reader.notes.model import Annotation, new_annotation
from reader.notes.selectors import selectors_for

MARKDOWN = """## The wall

Some *bold **both*** words & [a link](https://e.example/?a=1&b=2). Again. Again.

- one
    - nested
    - more
3. three

> quoted
>
> > deeper

| a | b |
|---|---|
| 1 | 2 |
"""
RECORD = Record(title="The <wall>", author="Anna Keller", site="Post", published="2016-12-05", language="en")
XHTML = "{http://www.w3.org/1999/xhtml}"


def xml_of(text: str) -> ElementTree.Element:
    """Return the tree of what we wrote. Raises: ParseError where it is not well-formed."""
    return ElementTree.fromstring(text)  # noqa: S314 - ours, and without entities


def annotated(*passages: tuple[str, str], markdown: str = MARKDOWN, article_id: str = "wall") -> AnnotatedArticle:
    """Return an article with a note on the last occurrence of each passage, or on the whole for an empty one."""
    plain = parse(markdown)
    notes = [_note(article_id, plain.text, *each) for each in passages]
    return AnnotatedArticle(article_id, RECORD, markdown, plain, quotations(notes, RECORD, plain.text))


def _note(article_id: str, text: str, words: str, body: str) -> Annotation:
    start = text.rindex(words) if words else 0
    return new_annotation(article_id, selectors_for(text, start, start + len(words)) if words else None, body=body)


def test_markdown_has_highlights_and_footnotes_where_the_passages_are() -> None:
    text = write_markdown_articles([annotated(("Again", "Twice?"), ("The wall", ""), ("", "On all of it"))], "")

    assert text.startswith('---\nid: "wall"\ntitle: "The <wall>"\n')
    assert "## ==The wall==\n" in text
    assert "Again. ==Again==[^1].\n" in text
    assert "\n[^1]: Twice?\n" in text
    assert text.endswith("## Notes\n\nOn all of it\n")


def test_a_passage_with_marks_inside_gets_its_footnote_behind_it_and_no_highlight() -> None:
    text = write_markdown_articles([annotated(("Some bold both words", "x"))], "")

    assert "Some *bold **both*** words[^1] & [a link]" in text
    assert "==" not in text


def test_passages_that_overlap_get_their_footnotes_and_no_highlights() -> None:
    text = write_markdown_articles(
        [annotated(("old walls of", "a"), ("walls", "b"), markdown="The old walls of Tolm.")], ""
    )

    assert "The old walls[^1] of[^2] Tolm." in text or "The old walls[^2] of[^1] Tolm." in text


def test_a_note_whose_place_in_the_source_is_not_sure_stands_below_with_its_words() -> None:
    # The link's address holds the words too: which of the two is meant cannot be counted.
    text = write_markdown_articles(
        [annotated(("harbor", "here"), markdown="The harbor [there](https://e.example/harbor).")], ""
    )

    assert "> harbor\n\nhere\n" in text
    assert "[^" not in text


def test_several_articles_in_markdown_keep_their_footnotes_apart() -> None:
    text = write_markdown_articles([annotated(("Again", "x")), annotated(("Again", "y"), article_id="other")], "Both")

    assert text.startswith("# Both\n\n# The <wall>\n\nAnna Keller · Post · 2016-12-05\n")
    assert "[^wall-1]: x" in text
    assert "[^other-1]: y" in text


def test_plain_text_has_the_numbers_of_notes_in_brackets() -> None:
    text = write_text_articles([annotated(("Again", "Twice?\nOr so"), ("deeper", "z"))], "")

    assert text.startswith("The <wall>\n==========\nAnna Keller · Post · 2016-12-05\n\nThe wall\n\nSome bold both")
    assert "Again. Again[1].\n" in text
    assert "• one\n  • nested\n  • more\n3. three\n" in text
    assert "> > deeper[2]\n" in text
    assert "\nNotes\n-----\n\n[1] “Again”\n    Twice?\n    Or so\n" in text


def test_json_lines_have_everything_of_an_article_on_one_line() -> None:
    (line,) = write_jsonl_articles([annotated(("Again", "Twice?"))], "").splitlines()

    facts = json.loads(line)
    (note,) = facts["notes"]
    assert facts["id"] == "wall"
    assert facts["text"][note["start"] : note["end"]] == note["quote"] == "Again"
    assert note["body"] == "Twice?"


def test_a_page_has_marks_that_lead_to_the_notes_and_back() -> None:
    page = write_html_articles([annotated(("Again", "*Twice?*"), ("quoted\n\ndeeper", ""))], "")

    assert '<mark class="yellow">Again</mark><sup><a id="from-wall-1" href="#note-wall-1"' in page
    assert "<p><em>Twice?</em></p>" in page
    assert '<p><mark class="yellow">quoted</mark></p>' in page
    assert '<p><mark class="yellow">deeper</mark></p>' in page
    assert "<title>The &lt;wall&gt;</title>" in page
    assert "<li>\none\n<ul>\n<li>\nnested\n</li>\n<li>\nmore\n</li></ul>" in page
    assert '<ol>\n<li value="3">' in page
    assert "<tr><td>1</td><td>2</td></tr>" in page
    assert "<script" not in page


def files_of(book: bytes) -> dict[str, str]:
    """Return the files of a book, in their order."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        return {each: archive.read(each).decode() for each in archive.namelist()}


def chapters() -> Sequence[AnnotatedArticle]:
    """Return two articles, the second one in Arabic."""
    arabic = AnnotatedArticle("text", Record(title="عنوان", language="ar"), "نص", parse("نص"))
    return [annotated(("Again", "Twice?"), ("bold both words & a", "crossing")), arabic]


def test_a_book_begins_with_its_kind_and_lists_every_file_that_it_holds() -> None:
    files = files_of(write_epub(chapters(), "Both <1>", "2024-01-05T00:00:00Z"))

    assert next(iter(files.items())) == ("mimetype", "application/epub+zip")
    package = xml_of(files["book/package.opf"])
    listed = {each.attrib["id"]: each.attrib["href"] for each in package.iter("{http://www.idpf.org/2007/opf}item")}
    spine = [each.attrib["idref"] for each in package.iter("{http://www.idpf.org/2007/opf}itemref")]
    assert {f"book/{href}" for href in listed.values()} == {*files} - {
        "mimetype", "META-INF/container.xml", "book/package.opf"
    }  # fmt: skip
    assert [listed[each] for each in spine] == ["contents.xhtml", "article-0001.xhtml", "article-0002.xhtml"]
    assert "<dc:title>Both &lt;1&gt;</dc:title>" in files["book/package.opf"]
    assert "<dc:language>ar</dc:language>" in files["book/package.opf"]
    assert 'dir="rtl"' in files["book/article-0002.xhtml"]


def test_every_link_inside_a_book_leads_somewhere_and_no_id_stands_twice() -> None:
    files = files_of(write_epub(chapters(), "Both"))

    for name, text in files.items():
        if name.endswith(".xhtml"):
            page = xml_of(text)
            ids = [each.attrib["id"] for each in page.iter() if "id" in each.attrib]
            links = [each.attrib["href"] for each in page.iter(f"{XHTML}a")]
            assert len(ids) == len({*ids})
            assert {each[1:] for each in links if each.startswith("#")} <= {*ids}
            assert all(f"book/{each}" in files for each in links if ":" not in each and not each.startswith("#"))


def test_the_same_articles_make_the_same_book() -> None:
    moment = "2024-01-05T00:00:00Z"

    assert write_epub(chapters(), "Both", moment) == write_epub(chapters(), "Both", moment)


@given(
    st.lists(st.sampled_from(["# a", "b *c* **d", "- e", "  - f", "2. g", "> h", ">> i", "", "| j | k |", "|---|---|",
                              "~~l~~", "[m](https://n)", "\x0b & <o>", "```"]), max_size=12),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
)  # fmt: skip
def test_whatever_the_text_what_comes_out_is_well_formed_and_has_all_its_words(
    lines: list[str], spans: list[tuple[int, int]]
) -> None:
    plain = parse("\n".join(lines))
    marks = [TaggedRun(min(each), max(each), "<mark>", "</mark>") for each in spans]

    page = xml_of(f"<body>{text_html(plain, marks)}</body>")

    told = "".join(page.itertext()).replace("\ufffd", "\x0b")
    unwanted = str.maketrans("", "", "*| \n")
    assert told.translate(unwanted) == plain.text.replace("* * *", "").translate(unwanted)


@pytest.mark.parametrize("hostile", ['"><script>alert(1)</script>', "]]>\x0b\x1b]2;title\x07", "<!--"])
def test_nothing_of_an_article_becomes_a_tag(hostile: str) -> None:
    record = Record(title=hostile, author=hostile, site=hostile, url=f"javascript:{hostile}", language=hostile)
    article = AnnotatedArticle("x", record, hostile, parse(hostile))

    xml_of(f"<body>{article_html(article)}</body>")
    assert "<script" not in write_html_articles([article], hostile)
    assert all("<script" not in text for text in files_of(write_epub([article, article], hostile)).values())


def illustrated() -> AnnotatedArticle:
    """Return an article with a picture alone, one in a table, and one whose file is not there."""
    markdown = 'One.\n\n![A boat](boat.png "The boat <1>")\n\n| a |\n|---|\n| ![flag](flag.png) |\n\n![](gone.png)\n'
    plain = parse(markdown)
    pictures = {at: exported_picture(b"\x89PNG\r\n\x1a\n" + bytes([at])) for at in (0, 1)}
    known = {at: each for at, each in pictures.items() if each}
    return AnnotatedArticle("boat", RECORD, markdown, plain, (), known)


def test_pictures_go_out_within_a_page_and_as_files_of_a_book() -> None:
    page = write_html_articles([illustrated()], "")
    book = zipfile.ZipFile(io.BytesIO(write_epub([illustrated()], "")))

    tree = xml_of("<div>" + article_html(illustrated(), {0: "a.png", 1: "b.png"}) + "</div>")
    assert [each.attrib["src"] for each in tree.iter("img")] == ["a.png", "b.png"]
    assert [each.text for each in tree.iter("figcaption")] == ["The boat <1>"]
    assert page.count('src="data:image/png;base64,iVBORw0K') == 2
    assert "img-src data:" in page
    names = ["book/picture-0001-0000.png", "book/picture-0001-0001.png"]
    assert [name for name in book.namelist() if "picture" in name] == names
    assert 'href="picture-0001-0001.png" media-type="image/png"' in book.read("book/package.opf").decode()
    assert 'src="picture-0001-0000.png"' in book.read("book/article-0001.xhtml").decode()
    assert book.read(names[1]).endswith(b"\x01")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"), (b"GIF89a", "image/gif"), (b"RIFF0000WEBPVP8 ", "image/webp"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""), (b"RIFF0000WAVE", ""), (b"", ""),
    ],
)  # fmt: skip
def test_only_pictures_that_hold_no_script_go_out(data: bytes, kind: str) -> None:
    picture = exported_picture(data)

    assert (picture.media_type if picture else "") == kind
