"""What a file is, and what becomes of it."""

import pytest

from reader.ingest import parsing
from reader.ingest.file import IngestError, detect, ingest
from reader.ingest.parsing import SHORT
from reader.ingest.text import AsideRange, scrape
from reader.library.folder import HouseRules
from reader.library.guarded_child import ChildError
from tests.ingest.test_html import PAGE

TEXT = (
    "Goats on the town wall again\n\nThe goats are on the town wall again, the third time since Easter, and the "
    "council has asked their owner to mend his fence.\n\nHe says that the fence is as good as new, and that goats will "
    "be goats.\n\n© 2016 The Port Paper. All rights reserved.\n"
)
ARTICLE = (
    '---\nid: "goats"\ntitle: "Goats on the wall"\npublished: "2016-12-15"\nlanguage: "en"\nmood: "merry"\n---\n\n'
    "The goats are back.\n"
)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("goats.txt", TEXT.encode(), "text"),
        ("goats", TEXT.encode(), "text"),
        ("goats.md", b"# Goats\n\nThey are back.", "article"),
        ("goats.txt", ARTICLE.encode(), "article"),
        ("goats.txt", b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode(), "article"),
        ("goats.txt", b"---\n\nGoats\n\n---\n\nThey are back.", "text"),
        ("goats.html", PAGE.encode(), "html"),
        ("goats.txt", PAGE.encode(), "html"),
        ("goats.txt", b"<?xml version='1.0'?><html><body><p>x</p></body></html>", "html"),
        ("goats.html", TEXT.encode(), "text"),
    ],
)
def test_what_a_file_is(name: str, data: bytes, form: str) -> None:
    assert detect(name, data).form == form


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        ("\u3000\n\u00a0".encode(), "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x00\x01\x02 binary", "is not text"),
        (b"%PDF-1.7 ...", "is a damaged PDF document"),
        (b"PK\x03\x04rest", "is a zip archive or an office document, not a text"),
        (b"\x89PNG\r\n\x1a\n", "is a picture, not a text"),
        (b"\x01\x02\x03\x04\x05\x06 abc", "is not text"),
        pytest.param(b"x" * 20_000_001, "is larger than 20 MB", id="too large"),
    ],
)
def test_what_holds_no_text_is_refused_in_a_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(IngestError, match=rf"^goats\.txt {reason}") as caught:
        ingest("goats.txt", data)

    assert str(caught.value).endswith(".")


def test_a_hostile_name_is_harmless_in_the_sentence() -> None:
    with pytest.raises(IngestError) as caught:
        ingest("goats\x1b]0;x\x07\n.txt", b"")

    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        ("\ufeff" + TEXT).encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        ("\ufeff" + TEXT).encode(),
        TEXT.replace("©", "(c)").replace("says", "säys").encode("latin-1"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.encode().replace(b"wall", b"w\xc3ll", 1),
    ],
)
def test_every_usual_encoding_is_read(data: bytes) -> None:
    found = ingest("goats.txt", data)

    assert "mend his fence" in found.markdown
    assert AsideRange("rights", 7, 7) in found.set_aside


def test_broken_bytes_are_shown_where_they_stood() -> None:
    data = TEXT.replace("says that", "says – “again” – that").encode().replace(b"Easter", b"East\xe2\x82er")

    assert "East\ufffder" in ingest("goats.txt", data).markdown


def test_an_article_is_taken_as_it_is() -> None:
    found = ingest("goats.md", ARTICLE.encode())

    assert (found.id, found.markdown, found.set_aside) == ("goats", "The goats are back.\n", ())
    assert (found.record.title, found.record.published) == ("Goats on the wall", "2016-12-15")
    assert found.record.extra == {"mood": "merry"}


def test_an_article_of_a_web_clipper_or_a_site_generator_is_understood() -> None:
    clipped = b'---\ntitle: "Goats"\nsource: "http://port.example/goats"\ncreated: 2016-12-16\n---\nThey are back.\n'
    generated = b"---\ntitle: Goats\ndate: 2016-12-15 10:00\n---\nThey are back.\n"

    assert ingest("goats.md", clipped).record.url == "http://port.example/goats"
    assert ingest("goats.md", generated).record.published == "2016-12-15T10:00:00"


def test_front_matter_that_is_wrong_is_a_problem_and_the_body_is_whole() -> None:
    found = ingest("goats.md", b"---\ntitle: [Goats\npublished: soon\n---\n\nThey are back.\n")

    assert found.problem is not None
    assert found.markdown == "They are back.\n"


def test_plain_markdown_has_its_first_heading_for_a_title_and_keeps_every_line() -> None:
    found = ingest(
        "goats.md", b"# Goats on the *wall*\n\nThey are back, and the wall is the better for it, they say.\n"
    )

    assert found.record.title == "Goats on the wall"
    assert found.record.language == "en"
    assert found.markdown.startswith("# Goats")


def test_a_page_becomes_an_article() -> None:
    found = ingest("goats.html", PAGE.encode())

    assert found.record.site == "The Port Paper"
    assert "third time since Easter" in found.markdown
    assert ingest("goats.txt", PAGE.encode()) == found


def test_a_page_without_an_article_is_refused_by_name() -> None:
    with pytest.raises(IngestError, match=r"^goats\.html: "):
        ingest("goats.html", b"<html><body></body></html>")


def test_a_long_text_is_read_in_a_process_of_its_own_and_says_the_same() -> None:
    text = TEXT.replace("goats.", "goats. " + "The goats were seen on the wall, in the barn and by the sea. " * 2_000)
    assert len(text) > SHORT

    found = ingest("goats.txt", text.encode(), HouseRules(outlets=("The Port Paper",)), {"a line of other pages"})

    page = scrape(text, HouseRules(outlets=("The Port Paper",)), {"a line of other pages"})
    assert (found.record, found.markdown, found.set_aside) == (page.record, page.markdown, page.set_aside)
    assert found.problem is None


def test_a_text_that_cannot_be_sorted_in_time_is_shown_whole_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ChildError("it took too long to parse")

    monkeypatch.setattr(parsing, "SHORT", 10)
    monkeypatch.setattr(parsing, "ask_parser", fail)

    found = ingest("goats.txt", TEXT.encode())

    assert "© 2016" in found.markdown
    told = "The article could not be told from the rest of the page (it took too long to parse), so all of it is shown."
    assert found.problem == found.record.extra["cut"] == told


def test_a_heading_underlined_with_signs_is_the_title_too() -> None:
    text = b"Saved words.\n\nTwo winters\n===========\n\nThe lock was shut.\n"

    assert ingest("a.md", text).record.title == "Two winters"
