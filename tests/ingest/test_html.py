"""HTML pages, and the child process that reads them."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from reader.ingest import html, parsing
from reader.ingest.html import HtmlError, decode_html, read_page
from reader.ingest.html_article import HtmlArticle, article_of
from reader.ingest.html_blocks import HtmlBlock
from reader.ingest.html_names import authors_of
from reader.ingest.html_text import text_of
from reader.ingest.html_tree import LONGEST_TAG, harmless, read_tree
from reader.ingest.paywall import STUB
from reader.library.guarded_child import ChildError
from reader.library.guarded_file import UndecodableError
from reader.library.record import Record

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


FINNISH = (
    "Proomut ovat odottaneet satama-altaassa kuukauden puolivälistä lähtien, eikä kukaan osaa sanoa, kuinka kauan "
    "korjaus vielä kestää. Kaupunki lupasi maanantaina, että sulku avataan uudelleen ennen talvea."
)


def test_the_language_of_a_page_that_does_not_say_it_is_told_in_the_child_that_may_write_no_file() -> None:
    page = PAGE.replace(' lang="en-GB"', "").replace(PARAGRAPH, FINNISH)

    assert read_page(page.encode()).record.language == "fi"


def test_a_page_gives_its_record_and_its_article_as_markdown() -> None:
    page_read = read_page(PAGE.encode())
    record, markdown = page_read.record, page_read.markdown

    assert record.title == "Goats on the town wall again"
    assert (record.author, record.site, record.published) == ("Anna Berg", "The Port Paper", "2016-12-15T10:00:00Z")
    assert (record.url, record.language) == ("http://port.example/2016/12/15/goats", "en")
    assert record.tags == ("goats", "walls")
    assert "[as good as new](http://port.example/fence)" in markdown
    assert "## A fence" in markdown
    assert "Sport" not in markdown


@pytest.mark.parametrize(
    ("menu", "topics"),
    [
        ('<a href="/">Home</a>', ()),
        ('<a href="/">Start</a><a href="/sport">Sport</a>', ()),
        ('<a href="/harbor">Harbor</a>', ()),
        ('<a href="/">Home</a> › <a href="/harbor">Harbor</a> › <a href="/goats">Goats</a>', ("Harbor", "Goats")),
    ],
)
def test_a_menu_gives_no_topics_and_a_trail_of_breadcrumbs_does(menu: str, topics: tuple[str, ...]) -> None:
    page = PAGE.replace('<a href="/">Home</a> <a href="/sport">Sport</a>', menu).replace('content="goats, walls"', "")

    assert read_page(page.encode()).record.tags == topics


@pytest.mark.parametrize(
    "said",
    [
        "«لم يكن لدينا إنذار»، قال خوري للصحفيين.",
        "«Нас не предупредили», — сказал сторож.",
        "« Nous n'avions pas été prévenus », dit-il",
        "»Wir hatten keine Warnung«, sagte der Wirt.",
        "«No teníamos aviso», dijo Berg",
        "«Nous n'avions pas été prévenus, dit-il.",
    ],
)
def test_a_short_quotation_in_angle_quotes_is_no_link_back(said: str) -> None:
    page = PAGE.replace("<h2>A fence</h2>", f"<blockquote><p>{said}</p></blockquote><p>« Previous</p>")

    markdown = read_page(page.encode()).markdown

    assert f"> {said}" in markdown
    assert "Previous" not in markdown


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ('"wordCount": 1450', "of about 1,450 words; o shows the rest of the page."),
        ('"wordCount": 100', None),
        pytest.param(f'"articleBody": "{"goat " * 500}"', "of about 500 words", id="the text itself"),
        ('"wordCount": "many"', None),
    ],
)
def test_an_article_much_shorter_than_its_page_says_tells_so(said: str, problem: str | None) -> None:
    node = f'<script type="application/ld+json">{{"@type": "NewsArticle", {said}}}</script>'
    more = f"<h2>A fence</h2><p>Yet {PARAGRAPH}</p>"

    found = read_page(PAGE.replace("</head>", f"{node}</head>").replace("</article>", f"{more}</article>")).problem

    assert (found is None) if problem is None else (problem in (found or ""))


DATA = '{"@type": "Article", "datePublished": "2016-12-15", "name": "a, ]"%s}'


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param(f"/*<![CDATA[*/{DATA % ''}/*]]>*/", id="marked as characters"),
        pytest.param(f"<!-- {DATA % ''} -->", id="in a comment"),
        pytest.param(DATA % ", // when it came out\n", id="with a remark and a comma too many"),
    ],
)
def test_linked_data_is_read_as_templates_write_it(kept: str) -> None:
    script = f'<script type="application/ld+json">{kept}</script>'
    page = (
        f"<html><head>{script}</head><body><h1>Goats on the wall</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></body></html>"
    )

    assert read_page(page.encode()).record.published == "2016-12-15"


PAID = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": %s%s}</script>'


@pytest.mark.parametrize(
    ("head", "below", "is_stub"),
    [
        ("", "<div><h2>This article is for subscribers</h2><p>Subscribe from 1 € a month.</p></div>", True),
        ("", "<p>Already a subscriber? Log in</p>", True),
        ("", "<p>Cet article est réservé aux abonnés.</p>", True),
        ("", "<p>この記事は有料会員限定です。残り1234文字</p>", True),
        (PAID % ("false", ""), "", True),
        (PAID % ('"False"', ', "wordCount": 900'), "", True),
        (PAID % ("false", ', "wordCount": 90'), "", True),
        (PAID % ("true", ""), "", False),
        ("", "<p>Subscribe to our newsletter.</p>", False),
        (
            "",
            "".join(f"<p>{PARAGRAPH} {each}.</p>" for each in range(9)) + "<p>This article is for subscribers.</p>",
            False,
        ),
    ],
)
def test_a_page_with_the_beginning_of_an_article_for_subscribers_says_so(head: str, below: str, is_stub: bool) -> None:
    body = f"<h1>Goats on the wall</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>{below}"

    told = read_page(f"<html lang='en'><head>{head}</head><body>{body}</body></html>".encode()).problem

    assert told == (STUB if is_stub else None)


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


def test_a_page_nested_beyond_measure_is_read_as_text_and_that_is_said() -> None:
    page = (
        f"<html><head><title>Goats</title></head><body><article><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>"
        f"{'<div>' * 2_100}<p>deep: {PARAGRAPH}</p>"
    )

    found = read_page(page)

    assert found.problem == (
        "The page could not be read as HTML (it is nested too deeply), so its text is shown without headings and links."
    )
    assert "deep: The goats" in found.markdown
    assert found.record.title == "Goats"


def test_what_follows_the_end_of_a_page_within_a_page_is_read() -> None:
    head, body = PAGE.split("<article>")

    page = read_page(f"{head}</body>\n</html>\n<article>{body}")

    assert page.problem is None
    assert "## A fence" in page.markdown


def test_what_the_parser_loses_without_an_error_is_noticed() -> None:
    page = f"<html><body><p>{PARAGRAPH}</p><iframe></iframe><p>{PARAGRAPH}</p><p>The end of the wall.</p></body></html>"

    assert read_tree(page)["cut"] is None
    assert read_tree(page.replace("</iframe>", ""))["cut"] == "the parser lost a part of it"
    assert "The end of the wall." in read_page(page.replace("</iframe>", "")).markdown


def test_a_page_in_which_no_article_is_found_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: None)
    monkeypatch.setattr("reader.ingest.html_tree.article_of", lambda *_: HtmlArticle(Record(), "", ()))

    assert read_tree(PAGE)["cut"] == "no article was found in it"
    assert read_tree("<p>The goats.</p>")["cut"] is None


def test_a_page_of_too_many_tags_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST_TAGS", 10)

    found = read_page(PAGE)

    assert "third time since Easter" in found.markdown
    assert "it has more than 10 tags" in (found.problem or "")


def test_a_page_that_fails_in_the_child_is_read_as_text_or_refused_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask = parsing.ask_parser

    def fail(settings: Mapping[str, object], data: bytes) -> dict[str, Any]:
        if settings["form"] in failing:
            raise ChildError("it took too long to parse")
        return ask(settings, data)

    monkeypatch.setattr(html, "ask_parser", fail)

    failing = {"tree"}
    assert "(it took too long to parse)" in (read_page(PAGE).problem or "")
    failing = {"tree", "text"}
    with pytest.raises(HtmlError, match=r"^The page could not be read: it took too long to parse\.$"):
        read_page(PAGE)


SCRIPT = "<script>document.write('The goats are on the town wall again, says the paper.')</script>"


@pytest.mark.parametrize(
    "body",
    [
        SCRIPT,
        f"<div id='root'></div>{SCRIPT}",
        f"<p>Loading …</p>{SCRIPT}",
        f"<noscript>You need to enable JavaScript to run this app.</noscript><div id='app'></div>{SCRIPT}",
    ],
)
def test_a_page_that_is_only_a_script_is_refused_with_the_reason(body: str) -> None:
    with pytest.raises(HtmlError, match="only scripts that load one"):
        read_page(f"<html><head><title>Goats</title></head><body>{body}</body></html>")


@pytest.mark.parametrize(("given", "asked"), [(5, 0), (3, 1)], ids=["they agree", "they do not"])
def test_a_third_opinion_is_asked_for_only_where_two_do_not_agree(given: int, asked: int) -> None:
    paragraphs = [" ".join(f"{word}{mark}" for word in FINNISH.split()) + "." for mark in "aeiou"]
    blocks = [HtmlBlock(each, each) for each in paragraphs]
    others: list[str] = []

    def choices() -> Iterator[str]:
        yield "\n".join(paragraphs[:given])
        others.append("asked")
        yield "\n".join(paragraphs)

    found = article_of(blocks, "Goats on the town wall", choices())

    assert found.markdown.count("satama") == len(paragraphs)
    assert len(others) == asked


def test_a_short_page_with_scripts_is_read_and_it_is_said_that_more_may_be_missing() -> None:
    page = f"<html><body><p>The goats are on the town wall again, and so they will be.</p>{SCRIPT}</body></html>"

    found = read_page(page)

    assert "The goats are on the town wall" in found.markdown
    assert found.problem == "The page shows little text; the rest may be loaded by a script."


def test_an_article_for_browsers_without_scripts_is_read() -> None:
    paragraphs = "".join(f"<p>{number}. {PARAGRAPH}</p>" for number in range(3))
    page = f"<html><body><noscript>{paragraphs}</noscript>{SCRIPT}</body></html>"

    assert "third time since Easter" in read_page(page).markdown


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One</p><p>two<br>three", "One\n\ntwo\n\nthree"),
        ("a &amp; b &lt;c&gt; <b>d</b>e", "a & b <c> de"),
        ("<!-- <p>no</p> -->yes<script>no</script><style>no</style>yes", "yes yes"),
        ("yes<script>hidden by nobody</p>", "yeshidden by nobody"),
        ("yes<!-- hidden by nobody", "yes<!-- hidden by nobody"),
        ("<a title='a > b'>one</a> <a title=\"c\">two</a>", "one two"),
        ("<a title='a>one</a>", "one"),
        ("2 < 3 and 4 > 3", "2 < 3 and 4 > 3"),
        ("İ<SCRIPT>no</SCRIPT>yes", "İ yes"),
        ("<head><title>no</title></head><body>yes", "yes"),
        ("", ""),
    ],
)
def test_the_text_of_a_page_is_what_a_browser_shows(page: str, text: str) -> None:
    assert text_of(page) == text


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


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("Anna Berg; Tom Riis", "Anna Berg, Tom Riis"),
        ("By Anna Berg", "Anna Berg"),
        ("Anna Berg, Senior Reporter", "Anna Berg"),
        ("Anna Berg | Tom Riis", "Anna Berg, Tom Riis"),
        ("Anna Berg anna.berg@port.example", "Anna Berg"),
        ("https://port.example/authors/anna", None),
        ("The Port Paper", None),
        ("Anna Berg December", "Anna Berg"),
        ("Anna Berg 2016", "Anna Berg"),
        ("Dec", None),
        ("admin", None),
        ("", None),
        ("ByAnna Berg", "Anna Berg"),
        ("Recipe by Anna Berg", "Anna Berg"),
        ("Anna Berg Senior Harbour Reporter", "Anna Berg"),
        ("Anna Berg ⋅ Review Editor ⋅", "Anna Berg"),
        ("Anna Berg; Boats; Digital Ferry Expert", "Anna Berg"),
        ("anna-berg2", None),
    ],
)
def test_authors_are_kept_without_what_the_parser_takes_along(said: str, author: str | None) -> None:
    assert authors_of(said.split("; "), "en", "The Port Paper") == author


@pytest.mark.parametrize(
    ("attribute", "code"), [("en-GB", "en"), ("DE", "de"), ("x", None), ("english", None), (None, None)]
)
def test_the_language_that_a_page_says_it_is_in(attribute: str | None, code: str | None) -> None:
    assert html._language(attribute) == code


def test_a_site_that_is_only_an_address_is_no_name() -> None:
    page = PAGE.replace('<meta property="og:site_name" content="The Port Paper">', "")

    assert read_page(page.replace("The Port Paper", "")).record.site is None


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UndecodableError):
        decode_html(b"<p>\x00\x01</p>")
