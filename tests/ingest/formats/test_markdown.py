"""Markdown of other programs: heads, what somebody marked and wrote in it, and exports that are Markdown."""

import pytest

from reader.ingest.file import ingest
from reader.ingest.formats.part import FilePart
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import BytesSource, Source
from reader.ingest.parts import ingest_part
from reader.library.front_matter import parse_article, parse_body

CLIP = '---\ntitle: "Two winters"\nsource: "https://lock.example/two"\n---\n'
STORY = "The lock was closed for two winters, and the boats stayed below it."
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\x00\x00\x01\xe0" + bytes(range(256)) * 8


def read(text: str, name: str = "page.md") -> tuple[str, FilePart]:
    return of(BytesSource(name, text.encode()))


def of(source: Source) -> tuple[str, FilePart]:
    found = format_of(source)
    assert found is not None
    (part,) = found.read(source)
    assert isinstance(part, FilePart)
    return found.name, part


def marks(part: FilePart) -> list[tuple[str, str]]:
    return [(each.exact, each.note) for each in part.highlights]


@pytest.mark.parametrize(
    ("head", "author", "published", "tags"),
    [
        (
            '+++\ntitle = "Two winters"\ndate = 2016-12-15T21:02:18+03:00\ndraft = false\ntags = ["locks"]\n'
            'categories = ["Locks", "oak"]\nauthors = ["Nora Lind", "Ida Berg"]\n[params]\nweight = 1\n+++\n',
            "Nora Lind, Ida Berg",
            "2016-12-15T21:02:18+03:00",
            ("locks", "oak"),
        ),
        (
            '{\n  "title": "Two winters",\n  "date": "2016-12-15T21:02:18+03:00",\n  "tags": ["locks"]\n}\n',
            None,
            "2016-12-15T21:02:18+03:00",
            ("locks",),
        ),
        (
            "Title: Two winters\nDate: 2016-12-15 21:02\nCategory: oak\nTags: locks, two words\nAuthors: Nora Lind\n"
            "Summary: In the yard,\n    by hand.\n",
            "Nora Lind",
            "2016-12-15T21:02:00",
            ("locks", "two words", "oak"),
        ),
        (
            "---\nlayout: post\ntitle: Two winters\ndate: 2016-12-15 21:02:18 +0300\ntags: locks oak\n---\n",
            None,
            "2016-12-15T21:02:18+03:00",
            ("locks", "oak"),
        ),
        (
            "Title: Two winters\n\nURL Source: https://lock.example/two\n\nPublished Time: 2016-12-15T18:02:18Z\n\n"
            "Markdown Content:\n",
            None,
            "2016-12-15T18:02:18Z",
            (),
        ),
    ],
)
def test_the_heads_of_other_programs_are_the_record(
    head: str, author: str | None, published: str, tags: tuple[str, ...]
) -> None:
    found = ingest("two.md", f"{head}\n{STORY}\n".encode())

    record = found.record
    assert (record.title, record.author, record.published, record.tags) == ("Two winters", author, published, tags)
    assert found.markdown.strip() == STORY
    assert parse_body(f"{head}\n{STORY}\n") == found.markdown


@pytest.mark.parametrize(
    "text",
    [
        "Title: a play in one act\n\nThey come.\n",
        "Title: a play\nin one act\nDate: none\n\nThey come.\n",
        "+++\nnot = toml = at all\n+++\n\nThey come.\n",
        "+++\ntitle = 'no end'\n",
        '{"title": "Data, and nothing below"}\n',
        '{"weight": 1}\n\nThey come.\n',
    ],
)
def test_what_only_looks_like_a_head_is_text(text: str) -> None:
    assert parse_article(text)[2] == text


def test_a_post_of_jekyll_has_the_day_that_its_name_begins_with() -> None:
    post = f"---\nlayout: post\ntitle: Two winters\n---\n{STORY}\n".encode()

    assert ingest("2016-12-15-two-winters.md", post).record.published == "2016-12-15"
    assert ingest("two-winters.md", post).record.published is None
    assert ingest("2016-12-15-two-winters.md", post.replace(b"layout: post\n", b"")).record.published is None


def test_markdownload_s_date_has_its_zone() -> None:
    text = f"---\ncreated: 2021-03-04T05:06:07 (UTC +01:00)\ntags: [a, b]\nsource: https://l.example/\n---\n{STORY}\n"

    record, _, _, problem = parse_article(text)

    assert (record.saved, record.url, problem) == ("2021-03-04T05:06:07+01:00", "https://l.example/", None)


def test_what_was_marked_and_written_in_a_clip_is_notes_and_no_text_of_the_article() -> None:
    text = (
        f"{CLIP}\n{STORY.replace('two winters', '==two **winters**==')} ^b1\n\n> [!note] Mine\n> Ask Nora.\n\n"
        "> [!warning] Thin ice\n> It was the page that said so.\n\nIt opens in May. %%which year?%%\n\n"
        "%%\nto do:\nread on\n%%\n\n`a == b` and a == b, ==open\n\n```\n==code== %%x%%\n```\n"
    )

    name, part = read(text)

    assert name == "Markdown with marks"
    assert marks(part) == [
        ("two winters", ""),
        (STORY, "Mine\nAsk Nora."),
        ("It opens in May.", "which year?"),
        ("It opens in May.", "to do:\nread on"),
    ]
    assert part.original == text.encode()
    found = ingest_part(part, "page.md")
    assert found.record.url == "https://lock.example/two"
    assert [each for each in found.markdown.split("\n") if each] == [
        STORY.replace("two winters", "two **winters**"),
        "> [!warning] Thin ice",
        "> It was the page that said so.",
        "It opens in May.",
        "`a == b` and a == b, ==open",
        "```",
        "==code== %%x%%",
        "```",
    ]


def test_a_remark_that_has_no_end_stays_in_the_text() -> None:
    _, part = read(f"{CLIP}\n{STORY}\n\n%%no end\n\nIt opens in May.\n")

    assert marks(part) == []
    assert part.data.decode().endswith("\n%%no end\n\nIt opens in May.\n")


def test_a_callout_in_a_text_of_one_s_own_is_text() -> None:
    _, part = read(f"---\ntitle: Mine\n---\n{STORY}\n\n> [!note] So\n> it is.\n")

    assert marks(part) == []
    assert b"> [!note] So\n> it is." in part.data


def test_an_article_of_our_own_is_kept_as_it_is() -> None:
    ours = f'---\nid: "two"\nsha256: "{"0" * 64}"\n---\n\nThe ==lock==.\n'

    assert format_of(BytesSource("two.md", ours.encode())) is None


def test_pictures_beside_a_text_are_its_own() -> None:
    text = f"{CLIP}\n![[gate.png]]\n\n![yard](pictures/yard.png)\n\n![](https://lock.example/far.png)\n"
    beside = {"gate.png": PICTURE, "pictures/yard.png": PICTURE + b"2"}

    _, part = of(BytesSource("page.md", text.encode(), beside))

    assert {*part.pictures} == {*beside}
    assert "![](<gate.png>)" in part.data.decode()


def test_another_note_that_is_shown_within_a_text_is_a_link_to_it() -> None:
    _, part = of(BytesSource("two.md", b"See ![[The gate#^abc|gate]], ![[Oak]] and `![[code]]`.\n"))

    assert part.data.decode().startswith("See [[The gate]], [[Oak]] and")


def test_percollate_s_markdown_is_an_article_for_each_page_without_its_cover() -> None:
    head = "# Two winters\n\nBy Nora Lind\n\nPublished Dec 15, 2016, 6:02 PM\n\nSource: <https://lock.example/two>\n\n"
    other = "# The wheel\n\nSource: [https://m.example/](https://m.example/)\n\nIt turns.\n"

    name, one = read(f"{head}{STORY}\n")
    source = BytesSource(
        "pages.md", f"# Untitled\n\nNov 28, 2026\n\n# Table of Contents\n\n1. x\n\n{head}{STORY}\n\n{other}".encode()
    )
    found = format_of(source)

    assert name == "percollate's Markdown"
    assert (one.record.title, one.record.author, one.record.published) == ("Two winters", "Nora Lind", "2016-12-15")
    assert (one.record.url, one.data.decode()) == ("https://lock.example/two", STORY)
    assert found is not None
    assert [(each.name, each.data.decode()) for each in found.read(source) if isinstance(each, FilePart)] == [
        ("Two winters", STORY),
        ("The wheel", "It turns."),
    ]


NB = (
    "# Two winters (lock.example)\n\n<https://lock.example/two>\n\n## Description\n\nAt the lock.\n\n## Quote\n\n"
    "> The boats stayed\n> below it.\n\n## Comment\n\nRead it again.\n\n## Tags\n\n#locks #oak\n\n"
)


def test_a_bookmark_of_nb_is_its_page_or_its_link() -> None:
    name, part = read(f"{NB}## Content\n\n{STORY}\n\n## Later\n\nIt opens in May.\n", "1.bookmark.md")
    _, link = read(NB, "1.bookmark.md")

    assert name == "a bookmark of nb"
    assert (part.record.title, part.record.url) == ("Two winters", "https://lock.example/two")
    assert (part.record.tags, part.record.extra) == (("locks", "oak"), {"description": "At the lock."})
    assert marks(part) == [("The boats stayed below it.", ""), ("", "Read it again.")]
    assert part.data.decode() == f"{STORY}\n\n## Later\n\nIt opens in May."
    assert (link.form, link.record.url) == ("link", "https://lock.example/two")


def test_a_page_from_readwise_has_its_highlights_with_notes_and_tags() -> None:
    text = (
        "# Two winters\n\n![rw-book-cover](https://lock.example/a.png)\n\n## Metadata\n- Author: [[Nora Lind]]\n"
        "- Full Title: Two winters\n- Category: #articles\n- Document Tags:  #locks #oak \n"
        "- URL: https://lock.example/two\n\n"
        f"{{whole}}## Highlights\n- {STORY} ([View Highlight](https://read.readwise.io/read/1))\n"
        "    - Note: Why?\n    - Tags: [[year]] \n- It opens in **May**. ([View Highlight] (https://r.example/2))\n"
    )

    name, link = read(text.format(whole=""))
    _, whole = read(text.format(whole=f"## Full Document\n{STORY}\n\n"))

    assert name == "a page from Readwise"
    assert (link.form, link.record.title, link.record.author) == ("link", "Two winters", "Nora Lind")
    assert link.record.tags == ("locks", "oak")
    assert marks(link) == marks(whole) == [(STORY, "Why?"), ("It opens in May.", "")]
    assert link.highlights[0].tags == ("year",)
    assert whole.data.decode() == STORY


def test_highlights_that_instapaper_copies_are_notes_on_their_link() -> None:
    text = f"# [Two winters](https://lock.example/two)\n\n> {STORY}\n\nAsk Nora.\n\n> It opens\n> in May.\n"

    name, part = read(text)

    assert name == "highlights from Instapaper"
    assert (part.form, part.record.title) == ("link", "Two winters")
    assert marks(part) == [(STORY, "Ask Nora."), ("It opens in May.", "")]


def test_a_text_without_marks_is_read_as_it_is() -> None:
    assert format_of(BytesSource("two.md", f"{CLIP}\n{STORY}\n".encode())) is None
    assert format_of(BytesSource("two.txt", b"a ==b== c, as some write\n")) is None
