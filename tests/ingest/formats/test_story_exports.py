"""Exports of Medium, Substack and Ghost."""

import io
import json
import zipfile

import pytest

from reader.ingest.formats.part import FilePart, Skipped
from reader.ingest.formats.source import BytesSource
from reader.ingest.formats.story_exports import FORMATS
from reader.ingest.parts import ingest_part

MEDIUM, SUBSTACK, GHOST = FORMATS
STORY = """<!DOCTYPE html><html><head><title>Two winters</title></head><body><article class="h-entry">
<header><h1 class="p-name">Two winters</h1></header>
<section data-field="subtitle" class="p-summary">The lock was …</section>
<section data-field="body" class="e-content"><section name="a" class="section section--body"><div class="section-inner">
<h3 name="b" class="graf graf--h3 graf--leading graf--title">Two winters</h3>
<p class="graf graf--p">Shut for two winters.</p>
</div></section><section name="c" class="section"><p class="graf graf--p">It opens in May.</p></section>
</section>
<footer>{foot}</footer></article></body></html>"""
FOOT = (
    '<p>By <a href="https://medium.com/@n" class="p-author h-card">Nora Lind</a> on <a href="https://medium.com/p/1">'
    '<time class="dt-published" datetime="2016-12-15T21:02:18.001Z">December 15, 2016</time></a>.</p>'
    '<p><a href="https://medium.com/@n/two-1" class="p-canonical">Canonical link</a></p>'
)
TABLE = (
    "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n"
    "1.two,2016-12-15T21:02:18.001Z,true,,,newsletter,everyone,Two winters,At the lock,\n"
    "2.draft,,false,,,newsletter,everyone,Not yet,,\n3.gone,2016-12-16T08:00:00Z,true,,,thread,everyone,Gone,,\n"
)


def test_a_story_of_medium_is_read_with_its_inner_sections_and_once_with_its_title() -> None:
    source = BytesSource("story", STORY.format(foot=FOOT).encode())

    (part,) = MEDIUM.read(source)

    assert MEDIUM.recognizes(source)
    assert isinstance(part, FilePart)
    assert ingest_part(part, "x").markdown == "Shut for two winters.\n\nIt opens in May.\n"
    assert (part.record.title, part.record.author, part.record.site) == ("Two winters", "Nora Lind", "Medium")
    assert (part.record.published, part.record.url) == ("2016-12-15T21:02:18Z", "https://medium.com/@n/two-1")


def test_a_draft_of_medium_is_skipped() -> None:
    assert [*MEDIUM.read(BytesSource("story", STORY.format(foot="").encode()))] == [
        Skipped("Two winters", "It is a draft.")
    ]


def test_a_story_of_medium_that_is_cut_short_is_no_draft_and_is_told() -> None:
    whole = STORY.format(foot=FOOT)

    (part,) = MEDIUM.read(BytesSource("story", whole[: whole.index("</section>\n<footer>")].encode()))

    assert isinstance(part, FilePart)
    assert ingest_part(part, "x").markdown == "Shut for two winters.\n\nIt opens in May.\n"
    assert part.note == "The file is cut short."


@pytest.mark.parametrize("is_zip", [True, False])
def test_the_posts_of_substack_are_found_by_their_list(is_zip: bool) -> None:
    post = b"<p>Shut for two winters.</p>"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("posts.csv", TABLE)
        archive.writestr("posts/1.two.html", post)
    folder = BytesSource("posts.csv", TABLE.encode(), {"posts/1.two.html": post})
    source = BytesSource("export", written.getvalue()) if is_zip else folder

    part, draft, gone = SUBSTACK.read(source)

    assert SUBSTACK.recognizes(source)
    assert isinstance(part, FilePart)
    assert (part.record.title, part.record.published) == ("Two winters", "2016-12-15T21:02:18Z")
    assert ingest_part(part, "x").markdown == "*At the lock*\n\nShut for two winters.\n"
    assert draft == Skipped("Not yet", "It is a draft.")
    assert gone == Skipped("Gone", "The export holds no text of it.")


@pytest.mark.parametrize("is_bare", [True, False])
@pytest.mark.parametrize("moment", [1481835738000, "2016-12-15T21:02:18.000Z", "2016-12-15 21:02:18"])
def test_the_posts_of_ghost_have_their_authors_and_tags_by_name(is_bare: bool, moment: object) -> None:
    data = {
        "posts": [
            {"id": 1, "title": "Two winters", "html": "<p>Shut.</p>", "status": "published", "published_at": moment},
            {"id": 2, "title": "Older", "markdown": "*Open.*", "status": "published", "author_id": 7},
            {"id": 3, "title": "Not yet", "html": "<p>x</p>", "status": "draft"},
            {"id": 4, "title": "Bare", "status": "published"},
        ],
        "users": [{"id": 7, "name": "Nora Lind"}, {"id": 8, "name": "Ida Berg"}],
        "posts_authors": [
            {"post_id": 1, "author_id": 8, "sort_order": 1},
            {"post_id": 1, "author_id": 7, "sort_order": 0},
        ],
        "tags": [{"id": 5, "name": "Locks"}],
        "posts_tags": [{"post_id": 1, "tag_id": 5}],
        "settings": [{"key": "title", "value": "The Lock"}],
    }
    whole = {"meta": {"exported_on": 1, "version": "5.0"}, "data": data}
    source = BytesSource("ghost", json.dumps(whole if is_bare else {"db": [whole]}).encode())

    first, older, draft, bare = GHOST.read(source)

    assert GHOST.recognizes(source)
    assert isinstance(first, FilePart)
    assert isinstance(older, FilePart)
    assert (first.record.author, first.record.site, first.record.tags) == (
        "Nora Lind, Ida Berg",
        "The Lock",
        ("Locks",),
    )
    assert first.record.published == "2016-12-15T21:02:18Z"
    assert (older.form, older.record.author) == ("article", "Nora Lind")
    assert draft == Skipped("Not yet", "It is a draft.")
    assert isinstance(bare, Skipped)
    assert bare.is_refused


@pytest.mark.parametrize("data", [b"", b"post_id,title\n", b'{"db": []}', b"<article class='h-entry'>x</article>"])
def test_other_files_are_no_exports(data: bytes) -> None:
    assert not any(each.recognizes(BytesSource("a", data)) for each in FORMATS)
