"""Exports of WordPress and Blogger, as they write them."""

import pytest

from reader.ingest.formats.blog_feeds import FORMATS
from reader.ingest.formats.part import FilePart, Skipped
from reader.ingest.formats.source import BytesSource
from reader.ingest.formats.wordpress_text import post_html
from reader.ingest.parts import ingest_part
from reader.library.guarded_file import UnreadableError

WORDPRESS, BLOGGER = FORMATS
WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Lock</title><language>de-DE</language>
<wp:author><wp:author_login>nora7</wp:author_login>
<wp:author_display_name>Nora Lind</wp:author_display_name></wp:author>
<wp:author><wp:author_login>ida</wp:author_login><wp:author_display_name>ida</wp:author_display_name>
<wp:author_first_name>Ida</wp:author_first_name><wp:author_last_name>Berg</wp:author_last_name></wp:author>
{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://lock.example/?p=1</link><dc:creator><![CDATA[{login}]]></dc:creator>
<content:encoded><![CDATA[{text}]]></content:encoded><excerpt:encoded><![CDATA[Short.]]></excerpt:encoded>
<wp:post_id>1</wp:post_id><wp:post_date>2016-12-15 21:02:18</wp:post_date>
<wp:post_date_gmt>2016-12-15 18:02:18</wp:post_date_gmt><wp:status>{status}</wp:status>
<wp:post_type>{kind}</wp:post_type><category domain="post_tag" nicename="gate"><![CDATA[Gate]]></category>
<category domain="category" nicename="none"><![CDATA[Uncategorized]]></category>
<wp:comment><wp:comment_author>X</wp:comment_author><wp:comment_content>First!</wp:comment_content></wp:comment></item>"""


def item(
    title: str = "Gate", text: str = "Shut.", login: str = "nora7", status: str = "publish", kind: str = "post"
) -> str:
    return ITEM.format(title=title, text=text, login=login, status=status, kind=kind)


def wordpress(*items: str) -> list[FilePart | Skipped]:
    source = BytesSource("blog", WXR.format(items="".join(items)).encode())
    assert WORDPRESS.recognizes(source)
    return [*WORDPRESS.read(source)]


def test_a_post_has_its_author_s_name_its_offset_and_no_comments() -> None:
    (part,) = wordpress(item(text="Shut ]]]]><![CDATA[> for two winters.\n\nIt opens in May."))

    assert isinstance(part, FilePart)
    record = part.record
    assert (record.title, record.author, record.site, record.language) == ("Gate", "Nora Lind", "The Lock", "de")
    assert (record.published, record.url) == ("2016-12-15T21:02:18+03:00", "https://lock.example/?p=1")
    assert record.tags == ("Gate",)
    assert ingest_part(part, "blog").markdown == "Shut ]]> for two winters.\n\nIt opens in May.\n"


def test_footnotes_that_wordpress_keeps_beside_a_post_are_those_of_its_marks() -> None:
    kept = '[{"content":"So the \\"mayor\\".","id":"b-2"},{"content":"Of 900, <em>all</em> left.","id":"a-1"}]'
    mark = '<sup data-fn="{0}" class="fn"><a href="#{0}" id="{0}-link">{1}</a></sup>'
    text = f"<p>Shut{mark.format('b-2', 1)} for{mark.format('a-1', 2)} two winters.</p><!-- wp:footnotes /-->"
    meta = "<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value>{}</wp:meta_value></wp:postmeta></item>"

    noted, odd = wordpress(
        item(text=text).replace("</item>", meta.format(f"<![CDATA[{kept}]]>")),
        item(text=text).replace("</item>", meta.format("[{")),
    )

    assert isinstance(noted, FilePart)
    assert isinstance(odd, FilePart)
    shown = ingest_part(noted, "blog").markdown
    assert shown == 'Shut[^1] for[^2] two winters.\n\n[^1]: So the "mayor".\n\n[^2]: Of 900, *all* left.\n'
    assert "Shut" in ingest_part(odd, "blog").markdown


def test_a_post_has_what_several_posts_share_wherever_it_stands_in_the_file() -> None:
    text = '<!-- wp:paragraph --><p>Shut.</p><!-- /wp:paragraph -->\n\n<!-- wp:block {"ref":9} /-->\n\n<p>So it is.</p>'
    block = item("Notice", "<p>Correction: it is open.</p>", kind="wp_block").replace("_id>1<", "_id>9<")

    first, second, unknown, told = wordpress(
        item(text=text), block, item("Mill", text=text), item("Weir", text=text.replace(":9", ":8"))
    )

    assert isinstance(told, Skipped)
    shown = [ingest_part(each, "blog").markdown for each in (first, second, unknown) if isinstance(each, FilePart)]
    assert shown == [*["Shut.\n\nCorrection: it is open.\n\nSo it is.\n"] * 2, "Shut.\n\nSo it is.\n"]


@pytest.mark.parametrize(
    ("local", "universal", "published"),
    [
        ("2016-12-15 21:02:18", "2016-12-15 18:02:18", "2016-12-15T21:02:18+03:00"),
        ("2016-12-15 21:02:18", "2016-12-16 02:32:18", "2016-12-15T21:02:18-05:30"),
        ("2016-12-15 21:02:18", "0000-00-00 00:00:00", "2016-12-15T21:02:18"),
        ("0000-00-00 00:00:00", "2016-12-15 18:02:18", "2016-12-15T18:02:18Z"),
        ("2016-12-15 21:02:18", "2016", "2016-12-15T21:02:18"),
        ("", "", None),
    ],
)
def test_a_post_s_moment_has_the_offset_between_its_two_dates(
    local: str, universal: str, published: str | None
) -> None:
    dated = item().replace("2016-12-15 21:02:18", local).replace("2016-12-15 18:02:18", universal)

    (part,) = wordpress(dated)

    assert isinstance(part, FilePart)
    assert part.record.published == published


@pytest.mark.parametrize(("login", "author"), [("nora7", "Nora Lind"), ("ida", "Ida Berg"), ("admin", None)])
def test_a_login_is_no_name(login: str, author: str | None) -> None:
    (part,) = wordpress(item(login=login))

    assert isinstance(part, FilePart)
    assert part.record.author == author


def test_drafts_and_what_is_no_post_are_skipped_and_told() -> None:
    draft, post, empty, others = wordpress(
        item("Not yet", status="draft"),
        item(kind="attachment"),
        item(),
        item("Bare", text=" "),
        item(kind="attachment"),
    )

    assert isinstance(post, FilePart)
    assert (draft, empty) == (Skipped("Not yet", "It is a draft."), Skipped("Bare", "The post holds no text."))
    assert others == Skipped("other entries", "They are no posts: 2 attachment.")


def test_a_damaged_end_leaves_what_stands_before_it() -> None:
    whole = WXR.format(items=item() + item("Mill"))
    source = BytesSource("blog", whole[: whole.index("Mill") + 40].encode())

    posts = iter(WORDPRESS.read(source))
    first = next(posts)

    assert isinstance(first, FilePart)
    assert first.name == "Gate"
    with pytest.raises(UnreadableError, match="cut short or damaged"):
        list(posts)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("One\n\nTwo\nthree", "<p>One</p>\n<p>Two<br>\nthree</p>"),
        ("<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph -->", "<p>One</p>"),
        ("<h2>Gate</h2>\n\nOne", "<h2>Gate</h2>\n<p>One</p>"),
        ('[caption id="a"]<img src="x.png"/> The gate[/caption]', None),
        ("He said [sic] so.[gallery ids='1,2']", "<p>He said [sic] so.</p>"),
        ("[embed]https://v.example/1[/embed]", '<p><a href="https://v.example/1">https://v.example/1</a></p>'),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("[vc_row][vc_column_text]One[/vc_column_text][/vc_row]", "<p>One</p>"),
    ],
)
def test_a_post_is_shown_as_wordpress_shows_it(written: str, shown: str | None) -> None:
    figure = '<figure><img src="x.png"/><figcaption>The gate</figcaption></figure>'
    assert post_html(written) == (shown or figure)


def test_posts_of_blogger_old_and_new_are_told_from_its_comments_settings_and_drafts() -> None:
    kind = "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{}'/>"
    told = (
        "<title>Gate</title><published>2016-12-15T21:02:18.001+03:00</published><author><name>Nora Lind</name></author>"
        "<content type='html'>&lt;p&gt;Shut.&lt;/p&gt;</content><link rel='alternate' href='https://lock.example/gate'/>"
        "<category scheme='http://www.blogger.com/atom/ns#' term='mill'/>"
    )
    feed = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018' "
        "xmlns:app='http://www.w3.org/2007/app'><title>The Lock</title>"
        f"<entry>{kind.format('settings')}<content>x</content></entry><entry>{kind.format('post')}{told}</entry>"
        f"<entry>{kind.format('comment')}{told}</entry>"
        f"<entry>{kind.format('post')}{told}<app:control><app:draft>yes</app:draft></app:control></entry>"
        f"<entry><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>{told}</entry>"
        f"<entry><blogger:type>COMMENT</blogger:type>{told}</entry></feed>"
    )
    source = BytesSource("feed", feed.encode())

    old, draft, new, others = BLOGGER.read(source)

    assert BLOGGER.recognizes(source)
    assert isinstance(old, FilePart)
    assert isinstance(new, FilePart)
    assert (old.record.author, old.record.site, old.record.tags) == ("Nora Lind", "The Lock", ("mill",))
    assert (old.record.published, old.record.url) == ("2016-12-15T21:02:18+03:00", "https://lock.example/gate")
    assert draft == Skipped("Gate", "It is a draft.")
    assert others == Skipped("other entries", "They are no posts: 2 comment, 1 settings.")


@pytest.mark.parametrize("data", [b"", b"<rss><channel/></rss>", b"<feed xmlns='http://www.w3.org/2005/Atom'/>"])
def test_other_feeds_are_no_exports(data: bytes) -> None:
    assert not any(each.recognizes(BytesSource("feed", data)) for each in FORMATS)
