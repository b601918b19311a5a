"""HTML pages, and the child process that reads them."""

import io
import os
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reader.ingest import html, html_worker
from reader.ingest.html import HtmlError, decode_html, read_page
from reader.ingest.html_process import HtmlProcess, WorkerError
from reader.ingest.html_worker import LONGEST_TAG, harmless, title_of
from reader.ingest.html_worker import read_page as read_in_this_process
from reader.library.guarded_file import UndecodableError

PARAGRAPH = (
    "The goats are on the town wall again, the third time since Easter, and the council has asked their owner to mend "
    'his fence, which he says is <a href="http://port.example/fence">as good as new</a>.'
)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Goats on the town wall again | The Port Paper</title>
<meta property="og:site_name" content="The Port Paper"><meta name="author" content="Anna Berg">
<meta property="article:published_time" content="2016-12-15T10:00:00Z"><meta name="keywords" content="goats, walls">
<link rel="canonical" href="http://port.example/2016/12/15/goats"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Goats on the town wall again</h1><p>{PARAGRAPH}</p><h2>A fence</h2><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>
</article><footer>© 2016 The Port Paper</footer></body></html>"""


def stand_in(worker: str) -> Sequence[str]:
    """Return the command of one of the workers beside this file that behave as the real one must not."""
    return [sys.executable, str(Path(__file__).with_name(f"worker_{worker}.py"))]


@pytest.fixture
def slow_to_idle() -> Iterator[HtmlProcess]:
    process = HtmlProcess(20.0)
    yield process
    process.close()


def test_a_page_gives_its_record_and_its_article_as_markdown() -> None:
    page_read = read_page(PAGE.encode())
    record, markdown = page_read.record, page_read.markdown

    assert record.title == "Goats on the town wall again"
    assert (record.author, record.site, record.published) == ("Anna Berg", "The Port Paper", "2016-12-15")
    assert (record.url, record.language) == ("http://port.example/2016/12/15/goats", "en")
    assert record.tags == ("goats", "walls")
    assert "[as good as new](http://port.example/fence)" in markdown
    assert "## A fence" in markdown
    assert "Sport" not in markdown


def test_what_a_page_does_not_say_stays_empty() -> None:
    page = f"<html><head><title>Goats</title></head><body><article><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article>"

    page_read = read_page(page)
    record = page_read.record

    assert (record.author, record.site, record.published, record.url) == (None, None, None, None)


def test_control_characters_written_as_references_neither_empty_the_page_nor_come_through() -> None:
    page = PAGE.replace("Goats on the town", "Goats&#27;]0;x&#7; on the town").replace("the third", "the&#x9b; third")

    page_read = read_page(page)
    record, markdown = page_read.record, page_read.markdown

    assert "third time since Easter" in markdown
    assert "\x1b" not in f"{record}{markdown}"
    assert "\x9b" not in f"{record}{markdown}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&#7;", "\ufffd"),
        ("&#x1B;", "\ufffd"),
        ("&#0;", "\ufffd"),
        ("&#55296;", "\ufffd"),
        ("&#1114112;", "\ufffd"),
        ("&#146;", "’"),
        ("&#10;", " "),
        ("&#8217;", "&#8217;"),
        ("&amp;", "&amp;"),
        pytest.param(f"<p {'x' * LONGEST_TAG}>", "<p>", id="a tag just too long"),
        pytest.param(f"<img src='data:image/png;base64,{'A' * 30_000}'>", "<img src=''>", id="a picture in an address"),
    ],
)
def test_what_parsers_choke_on_is_made_harmless(text: str, expected: str) -> None:
    assert harmless(text) == expected


@pytest.mark.parametrize("page", ["", "   ", "<html><head></head><body></body></html>", "<!-- -->"])
def test_a_page_without_an_article_is_an_error_never_an_empty_article(page: str) -> None:
    with pytest.raises(HtmlError, match=r"^(No article was found in the page|The page could not be read: .*)\.$"):
        read_page(page)


def test_a_page_over_the_limit_is_refused_before_anything_reads_it() -> None:
    with pytest.raises(HtmlError, match="larger than 20 MB"):
        read_page(b"x" * 20_000_001)


def test_a_page_nested_beyond_measure_is_told_of() -> None:
    page = (
        f"<html><body><article><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>{'<div>' * 2_100}<p>deep</p></article></body></html>"
    )

    try:
        problem = read_page(page).problem
    except HtmlError as error:
        problem = str(error)

    assert problem is not None
    assert "depth" in problem


def test_the_worker_serves_several_pages_and_the_same_page_twice(slow_to_idle: HtmlProcess) -> None:
    first, second = slow_to_idle.read(PAGE), slow_to_idle.read(PAGE)

    assert first == second
    assert first["title"] == "Goats on the town wall again"


def test_the_worker_says_what_this_process_would_say(slow_to_idle: HtmlProcess) -> None:
    assert slow_to_idle.read(PAGE) == read_in_this_process(PAGE)


def test_a_worker_that_was_killed_is_replaced(slow_to_idle: HtmlProcess) -> None:
    slow_to_idle.read(PAGE)
    running = slow_to_idle._process
    assert running is not None
    running.kill()
    running.wait()

    assert slow_to_idle.read(PAGE)["site"] == "The Port Paper"


@pytest.mark.parametrize(
    ("worker", "reason"), [("silent", "too long to parse"), ("dying", "memory or time"), ("boasting", "too long")]
)
def test_a_worker_that_fails_is_ended_and_the_reason_told(worker: str, reason: str) -> None:
    process = HtmlProcess(2.0, command=stand_in(worker))

    with pytest.raises(WorkerError, match=reason):
        process.read(PAGE)

    assert process._process is None
    process.close()


def test_a_large_page_for_a_worker_that_does_not_read_meets_the_deadline() -> None:
    process = HtmlProcess(2.0, command=stand_in("dying"))

    with pytest.raises(WorkerError):
        process.read("x" * 3_000_000)

    assert process._process is None


def test_the_reader_is_told_what_happened_to_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_process", HtmlProcess(2.0, command=stand_in("dying")))

    with pytest.raises(HtmlError, match=r"^The page could not be read: it used too much memory or time"):
        read_page(PAGE)


def test_an_idle_worker_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    process = HtmlProcess(20.0, idle=0.0)
    process.read(PAGE)
    timer = process._timer

    if timer is not None:
        timer.join()

    assert process._process is None


def test_the_worker_is_limited(slow_to_idle: HtmlProcess) -> None:
    slow_to_idle.read(PAGE)
    running = slow_to_idle._process
    assert running is not None
    limits = f"/proc/{running.pid}/limits"
    if not os.path.exists(limits):  # noqa: PTH110 - a file of the system
        pytest.skip("this system does not tell the limits of a process")

    with open(limits, encoding="ascii") as file:  # noqa: PTH123 - as above
        told = {line[:26].strip(): line[26:47].strip() for line in file}

    assert told["Max address space"] == "2000000000"
    assert told["Max file size"] == "0"
    assert told["Max core file size"] == "0"
    assert told["Max cpu time"].isdigit()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('<meta charset="windows-1251"><p>Козы на стене</p>'.encode("cp1251"), "Козы на стене"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Козы</p>'.encode("koi8-r"), "Козы"),
        ('<meta charset="windows-1251"><p>Козы на стене</p>'.encode(), "Козы на стене"),
        ('<meta charset="iso-8859-1"><p>“Goats”</p>'.encode("cp1252"), "“Goats”"),
        (b'<meta charset="rot13"><p>Goats</p>', "Goats"),
        (b'<meta charset="utf-7"><p>Goats</p>', "Goats"),
        ("\ufeff<p>Козы</p>".encode("utf-16"), "Козы"),
        ("<p>Ziegen über der Stadt</p>".encode("latin-1"), "Ziegen über der Stadt"),
    ],
)
def test_a_page_is_decoded_as_it_says_if_it_says_a_character_set(data: bytes, text: str) -> None:
    assert text in decode_html(data)


def test_a_worker_answers_what_it_cannot_parse_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(_: str) -> dict[str, object]:
        raise MemoryError

    monkeypatch.setattr(html_worker, "read_page", exhausted)

    assert html_worker._answer({"html": PAGE}) == {"problem": "it could not be parsed (MemoryError)"}


def test_what_is_no_page_at_all_is_told_of() -> None:
    assert read_in_this_process("") == {"problem": "it holds no page"}


def test_frames_are_read_until_the_input_ends() -> None:
    stream = io.BytesIO(struct.pack(">Q", 3) + b"abc" + struct.pack(">Q", 0) + b"\x00")

    assert list(html_worker._frames(stream)) == [b"abc", b""]


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("Anna Berg; Tom Riis", "Anna Berg, Tom Riis"),
        ("Anna Berg December", "Anna Berg"),
        ("Anna Berg 2016", "Anna Berg"),
        ("Dec", None),
        ("admin", None),
        (None, None),
    ],
)
def test_authors_are_kept_without_what_the_parser_takes_along(said: str | None, author: str | None) -> None:
    assert html._author(said, "en") == author


@pytest.mark.parametrize(
    ("attribute", "code"), [("en-GB", "en"), ("DE", "de"), ("x", None), ("english", None), (None, None)]
)
def test_the_language_that_a_page_says_it_is_in(attribute: str | None, code: str | None) -> None:
    assert html._language(attribute) == code


def test_a_site_that_is_only_an_address_is_no_name() -> None:
    page = PAGE.replace('<meta property="og:site_name" content="The Port Paper">', "").replace(" | The Port Paper", "")

    assert read_page(page).record.site is None


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UndecodableError):
        decode_html(b"<p>\x00\x01</p>")


@pytest.mark.parametrize(
    ("title", "headings", "site", "expected"),
    [
        ("Goats on the wall | Port Paper", ["Goats on the wall"], "Port Paper", "Goats on the wall"),
        ("Goats on the wall | Port Paper", [], "Port Paper", "Goats on the wall"),
        ("Goats on the wall - a chronicle", [], "Port Paper", "Goats on the wall - a chronicle"),
        ("Goats on the wall", ["Port Paper", "Goats are on the wall"], None, "Goats are on the wall"),
        ("Goats on the wall", ["Goats on the wall Posted on May 3 by Anna"], None, "Goats on the wall"),
        ("Goats on the wall", ["Subscribe now"], None, "Goats on the wall"),
        (None, ["Goats on the wall"], None, "Goats on the wall"),
        (None, ["Goats", "Walls"], None, None),
        (None, [], None, None),
    ],
)
def test_the_headline_is_the_heading_that_agrees_with_the_title(
    title: str | None, headings: list[str], site: str | None, expected: str | None
) -> None:
    assert title_of(title, headings, site) == expected
