"""Pages with more than one article: the one that the title names is read; what only looks like another stays."""

import pytest

from reader.ingest.html import read_page

TITLE = "Goats on the town wall"
OWN = [
    "The goats of Osterby stood on the town wall for a second day, and nobody could say how they had come up there.",
    "Several of the shepherds had gone to the gate in the morning, where the warden had seen the hoofprints first.",
    "Nobody was hurt, but the wall has a crack now that will have to be looked at before the winter begins, he said.",
]
OTHER = [
    "The council has decided to build a school beside the river, after years in which children had to take the bus.",
    "The plans, which were shown in the library, foresee six rooms, a hall and a garden that the children look after.",
    "Work is to begin next spring, and the first lessons could be held there if the winter is not too hard, it said.",
]
OWN_TEXT, OTHER_TEXT = ("".join(f"<p>{each}</p>" for each in text) for text in (OWN, OTHER))
MAIN = f"<article><h1>{TITLE}</h1>{OWN_TEXT}</article>"


def _text(body: str, address: str = "http://p.example/goats") -> str:
    head = f'<title>{TITLE} | Osterby Post</title><link rel="canonical" href="{address}">'
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>").markdown


@pytest.mark.parametrize(
    "page",
    [
        # A page that never ends: the next article, with its own main heading.
        f"<main>{MAIN}<article><h1>A school at last</h1><p>By Tom Riis</p>{OTHER_TEXT}</article></main>",
        f"{MAIN}<div><span>Up next</span><article><h1><a href='/s'>A school</a></h1>{OTHER_TEXT}</article></div>",
        # Posts below a post, as programs of blogs write them.
        f"<main>{MAIN}<article class=post><h2><a href='/s'>A school at last</a></h2>{OTHER_TEXT * 3}</article></main>",
        f"<main>{MAIN}<article><a href='/s'><h2>A school at last</h2></a>{OTHER_TEXT * 3}</article></main>",
        f"<main>{MAIN}<article><h2><a href='http://p.example/s'>A school</a></h2>{OTHER_TEXT}</article></main>",
        f"<div class='post hentry'><h3>{TITLE}</h3>{OWN_TEXT}</div>"
        f"<div class='post hentry'><h3><a href='/s'>A school at last</a></h3><div>{OTHER_TEXT}</div></div>",
        # Stories in sections, and the one that comes first.
        f"<section class=story><h1>{TITLE}</h1>{OWN_TEXT}</section>"
        f"<section class=story><header><h2><a href='/s'>A school</a></h2></header>{OTHER_TEXT}</section>",
        f"<main><article><h2><a href='/s'>A school at last</a></h2>{OTHER_TEXT}</article>{MAIN}</main>",
    ],
)
def test_another_article_on_the_page_is_none_of_this_one(page: str) -> None:
    text = _text(page)

    assert [each for each in OWN if each not in text] == []
    assert [each for each in OTHER if each in text] == []


@pytest.mark.parametrize(
    "page",
    [
        # Parts of one article, marked as articles, or headed by links.
        f"<article><h1>{TITLE}</h1>{OWN_TEXT}<article><h2>The school</h2>{OTHER_TEXT}</article></article>",
        f"<main><h1>{TITLE}</h1><article>{OWN_TEXT}</article><article><h2>The school</h2>{OTHER_TEXT}</article></main>",
        f"<article><h1>{TITLE}</h1>{OWN_TEXT}"
        f"<section class=story><h2><a href='/s'>A school</a></h2>{OTHER_TEXT}</section></article>",
        f"<h1>{TITLE}</h1><div>{OWN_TEXT}</div><article><h2><a href='/s'>A school</a></h2>{OTHER_TEXT}</article>",
        # A list of what stands on other sites; a part that its own address leads to.
        f"<main>{MAIN}<article><h2><a href='http://school.example/'>A school</a></h2>{OTHER_TEXT}</article></main>",
        f"<main>{MAIN}<article><h2><a href='/goats#school'>A school</a></h2>{OTHER_TEXT}</article></main>",
        # Entries of a live report and parts of a study, whose addresses are below its own; answers in a forum.
        f"<main>{MAIN}<article><h2><a href='/goats/entry-2'>A school</a></h2>{OTHER_TEXT}</article></main>",
        f"<main>{MAIN}<article class=post><h3><a href='/u/tom'>tom</a></h3>{OTHER_TEXT}</article></main>",
        # Chapters, each with a main heading.
        f"<main>{MAIN}<article class=chapter><h1>II. The school</h1>{OTHER_TEXT}</article></main>",
        # The name of a blog and its description above its only post; the introduction of a letter to its stories.
        f"<div><div class=head><h1>{TITLE}</h1>{OWN_TEXT}</div>"
        f"<div class='post hentry'><h3><a href='/2013/s.html'>A school</a></h3>{OTHER_TEXT}</div></div>",
        f"<main><section class=intro><h1>{TITLE}</h1>{OWN_TEXT}</section>"
        f"<article class=story><h3><a href='/s'>A school</a></h3>{OTHER_TEXT}</article></main>",
        # Its own teaser above the article, with its headline or a shorter one.
        f"<article class=teaser><h2><a href='/goats'>{TITLE}</a></h2>{OTHER_TEXT}</article>{MAIN}",
        f"<article class=teaser><h2><a href='/goats'>{TITLE}</a></h2>{OTHER_TEXT}</article>"
        f"<article><h1>What goats did in Osterby</h1><time>3 May 2019</time>{OWN_TEXT}</article>",
        # A headline that stands in the site's head, without a text beside it.
        f"<header><h1>{TITLE}</h1></header><article><h2><a href='/s'>Osterby</a></h2>{OWN_TEXT}{OTHER_TEXT}</article>",
    ],
)
def test_parts_of_an_article_stay_in_it_whatever_they_are_called(page: str) -> None:
    text = _text(page)

    assert [each for each in (*OWN, *OTHER) if each not in text] == []


@pytest.mark.parametrize("name", ["<a href='/'>Osterby Post</a>", "<a href='https://p.example'>Osterby Post</a>"])
def test_the_only_post_below_a_sites_name_is_read_whatever_stands_beside_the_name(name: str) -> None:
    head = f"<article class=site-head><h1>{name}</h1>{OTHER_TEXT}</article>"
    post = f"<main><article class=post><h2><a href='/goats'>{TITLE}</a></h2>{OWN_TEXT}</article></main>"

    page = read_page(f"<html><head><title>Osterby Post</title></head><body>{head}{post}</body></html>")

    assert [each for each in OWN if each not in page.markdown] == []
