"""Who wrote an HTML page: its marks, and what is made of all that a page says of it."""

import pytest
from lxml.html import document_fromstring

from reader.ingest.html_bylines import Byline, byline_of, written_by
from reader.ingest.html_names import AuthorsSaid, author_of


@pytest.mark.parametrize(
    ("marked", "names", "is_labeled"),
    [
        ('<a rel="author" href="/x">Anna Berg</a>', ("Anna Berg",), False),
        ('<span itemprop="author">Anna Berg</span>', ("Anna Berg",), False),
        ('<span property="author" typeof="Person"><b property="name">Anna Berg</b></span>', ("Anna Berg",), False),
        ('<ul class="authors"><li>Anna Berg</li><li>Tom Riis</li></ul>', ("Anna Berg", "Tom Riis"), False),
        ('<p>Por Ana Berg. Traducido del inglés por Tom Riis</p>', ("Ana Berg",), True),
        ('<div class="c-author-info"><p>Article by:</p><a>Anna Berg</a><p>RN, BSN</p></div>', ("Anna Berg",), True),
        ('<p class="byline">By <a>Anna Berg</a> and <a>Tom Riis</a></p>', ("Anna Berg", "Tom Riis"), True),
        ('<p class="byline">By <a>Anna Berg</a>, <a>Eva Holm</a> <i>May 3</i></p>', ("Anna Berg", "Eva Holm"), True),
        ('<div class="byline"><a>Anna Berg</a><span>Dec 19, 2016</span></div>', ("Anna Berg",), False),
        ('<div class="post-author">Goat desk</div>', ("Goat desk",), False),
        ('<a href="/authors/anna-berg/">Anna Berg</a>', ("Anna Berg",), False),
        ('<p>By <button>Anna Berg</button></p>', ("Anna Berg",), True),
        ('<p>Von Anna Berg</p>', ("Anna Berg",), True),
        ('<p>Автор: <b>Анна Берг</b></p>', ("Анна Берг",), True),
        ('<p class="author">View more posts</p>', (), False),
        ('<p class="author">Written By</p>', (), False),
        ('<p class="author">admin</p>', (), False),
        ('<p class="author">Posted On</p>', (), False),
        ('<p class="byline"><a>Full Bio</a></p>', (), False),
        (f'<p><a href="/profile/anna">Anna Berg</a> was there{" and so were the goats" * 9}.</p>', (), False),
        ('<aside><a rel="author">Anna Berg</a></aside>', (), False),
        ('<div class="related-posts"><p class="author">Anna Berg</p></div>', (), False),
        ('<p>By Industry</p>', ("Industry",), True),
        ('<blockquote><p>Yes.</p><p class="author">Ada Moor</p></blockquote>', (), False),
        ('<div class="pull-quote"><p>Yes.</p><p class="author">Ada Moor</p></div>', (), False),
        ('<p class="quote-author">Ada Moor</p>', (), False),
        ('<div><time>03/01/2017</time> by Anna Berg, Harbor Representative of Osterby</div>', ("Anna Berg",), True),
        ('<div>Goats, by <time>May 3</time> they were back</div>', (), False),
        ('<figure><figcaption>Goats <i class="byline">Ben Low</i></figcaption></figure>', (), False),
    ],
)  # fmt: skip
def test_a_byline_is_read_where_a_page_marks_it(marked: str, names: tuple[str, ...], is_labeled: bool) -> None:
    tree = document_fromstring(
        f"<html><body><h1>Goats on the wall</h1>{marked}<p>The goats are back.</p></body></html>"
    )

    assert byline_of(tree, "en") == (Byline(names, is_labeled) if names else None)


@pytest.mark.parametrize("names", ["has-sidebar cards", "page-quotes quotes"])
def test_what_holds_the_headline_is_about_the_article_whatever_it_is_called(names: str) -> None:
    page = f'<html><body><div class="{names}">{{}}<p class="author">Anna Berg</p></div></body></html>'

    assert byline_of(document_fromstring(page.format("<h1>Goats</h1>")), "en") == Byline(("Anna Berg",), False)
    assert byline_of(document_fromstring(f"<h1>Goats</h1>{page.format('')}"), "en") is None


def test_the_footer_of_an_article_names_its_author_and_that_of_the_page_does_not() -> None:
    footer = '<footer><p class="author">Anna Berg</p></footer>'

    inside = document_fromstring(f"<html><body><article><h1>Goats</h1>{footer}</article></body></html>")
    below = document_fromstring(f"<html><body><article><h1>Goats</h1></article>{footer}</body></html>")

    assert byline_of(inside, "en") == Byline(("Anna Berg",), False)
    assert byline_of(below, "en") is None


def test_the_byline_below_the_headline_goes_before_the_one_above_it() -> None:
    page = '<html><body><p class="author">Tom Riis</p><h1>Goats</h1><p class="author">{}</p></body></html>'

    assert byline_of(document_fromstring(page.format("Anna Berg")), "en") == Byline(("Anna Berg",), False)
    assert byline_of(document_fromstring(page.format("")), "en") == Byline(("Tom Riis",), False)


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Written by", ["Anna Berg"]),
        ("Verfasst von", ["Anna Berg"]),
        ("Est. reading time", []),
        ("Автор", ["Anna Berg"]),
    ],
)
def test_the_card_of_a_page_says_by_whom_it_is_written(label: str, names: list[str]) -> None:
    tree = document_fromstring(
        f'<html><head><meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="Anna Berg">'
        '<meta name="twitter:label2" content="Time to read"><meta name="twitter:data2" content="4 minutes"></head>'
    )

    assert written_by(tree) == names


@pytest.mark.parametrize(
    ("said", "author"),
    [
        (AuthorsSaid(head=["Anna Berg"]), "Anna Berg"),
        (AuthorsSaid(head=["Tom Riis"], byline=["Anna Berg"], is_labeled=True), "Anna Berg"),
        (AuthorsSaid(head=["Tom Riis"], byline=["Anna Berg"]), "Tom Riis"),
        (AuthorsSaid(head=["Tom Riis", "Anna Berg"], byline=["Anna Berg"], is_labeled=True), "Tom Riis, Anna Berg"),
        (AuthorsSaid(head=["Berg, Anna"], byline=["Anna Berg"]), "Berg, Anna"),
        (AuthorsSaid(head=["anna.berg@port.example (Anna Berg)"]), "Anna Berg"),
        (AuthorsSaid(head=["Berg, Anna", "Riis, Tom"]), "Anna Berg, Tom Riis"),
        (AuthorsSaid(head=["Port Paper"], byline=["Anna Berg"]), "Anna Berg"),
        (AuthorsSaid(head=["Port Paper"], card=["Anna Berg"]), "Anna Berg"),
        (AuthorsSaid(head=["Port Paper"], lines="Anna Berg"), "Anna Berg"),
        (AuthorsSaid(head=["The Port Paper"]), None),
        (AuthorsSaid(card=["The Port Paper"]), "The Port Paper"),
        (AuthorsSaid(head=["Goat Desk"], byline=["Wall Desk"]), "Goat Desk"),
        (AuthorsSaid(head=["anna19berg7"], card=["anna19berg7"]), None),
        (AuthorsSaid(head=["Reporting by Anna Berg; editing by Tom Riis"]), "Anna Berg"),
        (AuthorsSaid(head=["98 Goats Social"]), "98 Goats Social"),
        (AuthorsSaid(head=["Port Contributor"]), "Port Contributor"),
        (AuthorsSaid(lines="theportpaper"), None),
        (AuthorsSaid(head=["ANNA BERG"]), "Anna Berg"),
        (AuthorsSaid(head=["АННА БЕРГ", "NILS HOLM"]), "Анна Берг, Nils Holm"),
        (AuthorsSaid(head=["GOATWIRE"]), "GOATWIRE"),
        (AuthorsSaid(head=["Anna Berg The Port Paper"]), "Anna Berg"),
        (AuthorsSaid(head=["A"], byline=["Anna Berg"]), "Anna Berg"),
        (AuthorsSaid(), None),
    ],
)
def test_the_author_is_the_person_that_a_page_says_most_plainly(said: AuthorsSaid, author: str | None) -> None:
    assert author_of(said, "en", "The Port Paper") == author
