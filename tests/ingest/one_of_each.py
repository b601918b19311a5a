"""One small file of each kind that people bring, in our own words, with the field names and quirks of its program."""

import io
import json
import plistlib
import sqlite3
import tarfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from tests.ingest.formats.exports import zipped
from tests.ingest.formats.test_blog_feeds import ITEM, WXR
from tests.ingest.formats.test_databases import NEWSBOAT
from tests.ingest.formats.test_documents import docx, odt, paragraph, run
from tests.ingest.formats.test_mhtml import chromium
from tests.ingest.formats.test_pdf import column, made
from tests.ingest.formats.test_single_file import COMMENT, EPILOGUE, PROLOGUE, archive
from tests.ingest.formats.test_story_exports import FOOT, STORY
from tests.ingest.formats.test_warc import answer, record, wacz, warc
from tests.ingest.formats.test_zotero import SCHEMA

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\x00\x00\x01\xe0" + bytes(range(256)) * 8
SECONDS = 1_481_836_938
DAY = "2016-12-15T21:22:18"


def told(place: str) -> list[str]:
    """Return the paragraphs of a story that is told of one place only."""
    return [
        f"The lock at {place} was closed for two winters, and the boats of {place} stayed below it.",
        f"In the first winter nobody in {place} worked on the gates: the oak for them had still to be found.",
        f"In the second, three people from {place} built them in the yard behind the church, by hand.",
        f"The first boat went up to {place} in May. Nobody there had planned a feast, and there was one.",
    ]


def text(place: str) -> str:
    """Return the story as plain text."""
    return "\n\n".join(told(place)) + "\n"


def html(place: str) -> str:
    """Return the story as HTML."""
    return "".join(f"<p>{each}</p>" for each in told(place))


def address(place: str) -> str:
    """Return where the story stands."""
    return f"https://lock.example/{place.lower()}"


def page(place: str, inside: str = "") -> str:
    """Return the story as a web page."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The lock at {place}</title>'
        f'<link rel="canonical" href="{address(place)}"></head><body><nav><a href="/">Home</a></nav><article>'
        f'<h1>The lock at {place}</h1><p class="byline">By Nora Lind</p><time>15 December 2016</time>'
        f"{html(place)}{inside}</article></body></html>"
    )


def scrape(place: str) -> str:
    """Return the story as the text of a page, with what stands around it."""
    return (
        f"Home\nNews\nAbout us\nThe lock at {place}\nBy Nora Lind\nDecember 15, 2016\n"
        + "\n".join(told(place))
        + "\nShare this\nFollow us on Twitter\n© 2016 The Lock Review. All rights reserved.\n"
    )


def tarred(members: Mapping[str, str]) -> bytes:
    """Return a packed tar archive."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as written:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content.encode())
            written.addfile(entry, io.BytesIO(content.encode()))
    return stream.getvalue()


def database(script: str) -> bytes:
    """Return a database that the script makes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        return connection.serialize()


def epub(place: str) -> bytes:
    """Return a page as percollate packs it."""
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>The lock at {place}</dc:title><dc:date>2026-11-28</dc:date><dc:language>en-us</dc:language>"
        '<meta name="generator" content="percollate"/></metadata><manifest><item id="a" href="a.xhtml"'
        ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    body = (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><body><header class="article__header">'
        f'<h1 class="article__title">The lock at {place}</h1><p class="article__byline">By <span>Nora Lind</span></p>'
        f'<p class="article__url">Source: <a href="{address(place)}">x</a></p></header>'
        f'<div class="article__content">{html(place)}</div></body></html>'
    )
    container = '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/content.opf": package,
            "OEBPS/a.xhtml": body,
        }
    )


def _pages() -> dict[str, bytes | str]:
    shown = '<figure><img src="The lock_files/gate.png" alt="x"><figcaption>The new gate.</figcaption></figure>'
    comment = COMMENT.replace("https://port.example/news/boats", address("Cedar"))
    manifest = {"originalUrl": address("Dogwood"), "title": "The lock at Dogwood", "archiveTime": f"{DAY}.000Z"}
    main = {"WebResourceData": page("Fir").encode(), "WebResourceMIMEType": "text/html"}
    web = main | {"WebResourceTextEncodingName": "UTF-8", "WebResourceURL": address("Fir"), "WebResourceFrameName": ""}
    kept = (
        "<!-- FILE ARCHIVED ON 21:22:18 Dec 15, 2016 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 10:00:00 Nov 28,"
        " 2026. -->"
    )
    return {
        "page.html": page("Alder"),
        "The lock.html": f"<!-- saved from url=(0026){address('Birch')} -->{page('Birch', shown)}",
        "The lock_files/gate.png": PICTURE,
        "singlefile.html": page("Cedar").replace('lang="en">', f'lang="en">{comment}', 1),
        "singlefile.u.zip.html": archive(
            PROLOGUE, EPILOGUE, {"index.html": page("Dogwood").encode(), "manifest.json": json.dumps(manifest).encode()}
        ),
        "chromium.mhtml": chromium(page("Elm").encode()),
        "safari.webarchive": plistlib.dumps({"WebMainResource": web}, fmt=plistlib.FMT_BINARY),
        "wayback.html": page("Gum") + kept,
        "crawl.warc.gz": warc(
            record("response", address("Holly"), answer(page("Holly").encode())),
            record("response", "https://lock.example/robots.txt", answer(b"User-agent: *", "text/plain")),
            record("response", "https://lock.example/gone", answer(b"<p>Gone.", status="404 Not Found")),
        ),
        "crawl.wacz": wacz(warc(record("response", address("Ivy"), answer(page("Ivy").encode())))),
    }


def _texts() -> dict[str, bytes | str]:
    clip = (
        f'---\ntitle: "The lock at Larch"\nsource: "{address("Larch")}"\nauthor:\n  - "[[Nora Lind]]"\n'
        'published: 2016-12-15\ncreated: 2026-11-28\ntags:\n  - "clippings"\n---\n'
        f"{text('Larch').replace('by hand', '==by hand==')}\n> [!note]\n> Ask Nora.\n"
    )
    hugo = '+++\ntitle = "The lock at Maple"\ndate = 2016-12-15T21:22:18+03:00\ntags = ["locks"]\n+++\n'
    download = (
        f"---\ncreated: {DAY} (UTC +01:00)\ntags: [locks]\nsource: {address('Olive')}\nauthor: Nora Lind\n---\n\n"
    )
    by = "By Nora Lind\n\nPublished Dec 15, 2016, 6:22 PM\n\n"
    return {
        "scrape.txt": scrape("Juniper"),
        "obsidian.md": clip,
        "hugo.md": f"{hugo}\n{text('Maple')}",
        "jekyll.md": "---\nlayout: post\ntitle: The lock at Nutmeg\ndate: 2016-12-15\ntags: locks oak\n---\n\n"
        f"{text('Nutmeg')}",
        "markdownload.md": f"{download}# The lock at Olive\n\n{text('Olive')}",
        "pelican.md": f"Title: The lock at Pear\nDate: 2016-12-15 21:22\nTags: locks, oak\n\n{text('Pear')}",
        "percollate.md": f"# The lock at Quince\n\n{by}Source: <{address('Quince')}>\n\n{text('Quince')}",
        "nb.bookmark.md": f"# The lock at Rowan (lock.example)\n\n<{address('Rowan')}>\n\n## Comment\n\nAsk Nora.\n\n"
        f"## Tags\n\n#locks\n\n## Content\n\n{text('Rowan')}",
        "notes.rst": f"The lock at Spruce\n==================\n\n:date: 2016-12-15\n:tags: locks\n\n{text('Spruce')}",
        "notes.org": f"#+TITLE: The lock at Teak\n#+DATE: <2016-12-15 Thu>\n#+FILETAGS: :locks:\n\n{text('Teak')}",
    }


def _documents() -> dict[str, bytes | str]:
    letter = (
        "From: Nora Lind <nora@lock.example>\nSubject: The lock at {0}\nDate: Thu, 15 Dec 2016 21:22:18 +0300\n"
        'Message-ID: <{0}@lock.example>\nContent-Type: text/plain; charset="utf-8"\n\n{1}'
    )
    box = "".join(
        f"From nora@lock.example Thu Dec 15 21:22:18 2016\n{letter.format(place, text(place))}\n"
        for place in ("Walnut", "Yew")
    )
    rtf = "\\par ".join(told("Damson"))
    ours = [paragraph(run("The lock at Bramble"), style="T"), *(paragraph(run(each)) for each in told("Bramble"))]
    return {
        "letter.eml": letter.format("Vine", text("Vine")),
        "letters.mbox": box,
        "percollate.epub": epub("Acacia"),
        "book.fb2": f"<FictionBook><description><title-info><book-title>The lock at Yarrow</book-title></title-info>"
        f"</description><body><section>{html('Yarrow')}</section></body></FictionBook>",
        "letter.pdf": made([[(50.0, 740.0, 24.0, "The lock at Aspen"), *column(50, 700, told("Aspen"))]]),
        "report.docx": docx("".join(ours)),
        "report.odt": odt("".join(f"<text:p>{each}</text:p>" for each in told("Cherry"))),
        "report.rtf": rf"{{\rtf1\ansi\ansicpg1252 {rtf}\par}}",
    }


def _articles() -> dict[str, bytes | str]:
    """Return exports that have the text."""
    wallabag = [
        {
            "is_archived": 1, "is_starred": 1, "tags": ["locks"], "is_public": False, "id": 1,
            "title": "The lock at Ebony", "url": address("Ebony"), "content": html("Ebony"),
            "created_at": f"{DAY}+02:00", "updated_at": f"{DAY}+02:00", "published_by": ["Nora Lind"],
            "annotations": [{"text": "How?", "quote": "by hand", "ranges": [{"start": "", "startOffset": "1"}]}],
            "mimetype": "text/html", "language": "en", "reading_time": 1, "domain_name": "lock.example",
        }
    ]  # fmt: skip
    omnivore = [
        {
            "id": "1", "slug": "ginkgo", "title": "The lock at Ginkgo", "description": "Two winters.",
            "author": "Nora Lind", "url": address("Ginkgo"), "state": "Archived", "readingProgress": 100,
            "thumbnail": "", "labels": ["locks"], "savedAt": f"{DAY}.000Z", "updatedAt": f"{DAY}.000Z",
            "publishedAt": None,
        }
    ]  # fmt: skip
    post = {"date": "2016-12-15T21:22:18", "date_unixtime": str(SECONDS), "type": "message"}
    chat = {"name": "Locks", "type": "public_channel", "id": 1, "messages": [
        {"id": 1, **post, "text": [" ".join(told("Hazel")), {"type": "link", "text": address("Hazel")}]},
        {"id": 2, **post, "text": "Soon more."},
    ]}  # fmt: skip
    ghost = {"db": [{"meta": {"version": "5.0"}, "data": {"posts": [
        {"id": "1", "title": "The lock at Ironwood", "slug": "i", "html": html("Ironwood"), "status": "published",
         "type": "post", "published_at": f"{DAY}.000Z"},
    ]}}]}  # fmt: skip
    table = (
        "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n"
        f"1.jacaranda,{DAY}.001Z,true,,,newsletter,everyone,The lock at Jacaranda,,\n"
    )
    lexis = (
        "\ufeff                               1 of 1 DOCUMENTS\n\n\n                              The Lock Review\n\n"
        "                          December 15, 2016 Thursday\n\nThe lock at Kapok\n\nBYLINE: By NORA LIND\n\n"
        f"LENGTH: 75 words\n\n{text('Kapok')}\nLOAD-DATE: December 16, 2016\n\nLANGUAGE: ENGLISH\n\n"
    )
    factiva = (
        "HD The lock at Linden\nBY By Nora Lind\nWC 75 words\nPD 15 December 2016\nSN The Lock Review\nLA English\n"
        f"LP \n{text('Linden')}\nAN Document LOCK000020161215ecbc00001\nDocument LOCK000020161215ecbc00001\n"
    )
    feed = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Lock Review'
        f"</title><item><title>The lock at Mango</title><link>{address('Mango')}</link><pubDate>Thu, 15 Dec 2016 "
        f"21:22:18 +0300</pubDate><content:encoded><![CDATA[{html('Mango') * 3}]]></content:encoded></item></channel>"
        "</rss>"
    )
    newsboat = (
        "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, deleted, content_mime_type)"
        f" VALUES ('1', 'The lock at Nectarine', 'Nora Lind', '{address('Nectarine')}', 'f', {SECONDS}, "
        f"'{html('Nectarine')}', 0, 0, 'text/html');"
    )
    return {
        "wallabag.json": json.dumps(wallabag),
        "omnivore.zip": zipped(
            {
                "metadata_0_to_1.json": json.dumps(omnivore),
                "content/ginkgo.html": html("Ginkgo"),
                "highlights/ginkgo.md": "> by hand\n\n#oak\n\nHow?\n",
            }
        ),
        "telegram/result.json": json.dumps(chat).replace("Soon", "Soon\\x1f"),
        "wordpress.xml": WXR.format(
            items=ITEM.format(title="The lock at Fig", text=text("Fig"), login="nora7", status="publish", kind="post")
        ),
        "medium.html": STORY.format(foot=FOOT).replace("Shut for two winters.", " ".join(told("Medlar"))),
        "substack.zip": zipped({"posts.csv": table, "posts/1.jacaranda.html": html("Jacaranda")}),
        "ghost.json": json.dumps(ghost),
        "lexis.txt": lexis,
        "factiva.txt": factiva,
        "feed.xml": feed,
        "cache.db": database(NEWSBOAT + newsboat),
    }


def _links() -> dict[str, bytes | str]:
    """Return lists that have links only."""
    karakeep = {"bookmarks": [{"createdAt": SECONDS, "title": "Karakeep", "tags": ["locks"], "lists": [],
        "content": {"type": "link", "url": address("k1")}, "note": "Ask Nora.", "archived": True}],
        "lists": []}  # fmt: skip
    linkwarden = {"name": "Nora", "collections": [{"id": 1, "name": "Locks", "links": [
        {"id": 1, "name": "Linkwarden", "type": "url", "description": "", "url": address("l1"), "tags": [],
         "importDate": None, "createdAt": f"{DAY}.000Z"}]}], "pinnedLinks": [{"id": 1}]}  # fmt: skip
    netscape = (
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n"
        '<DT><A HREF="{}" ADD_DATE="{}"{}>{}</A>\n{}</DL><p>\n'
    )
    bookmarks = "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, URL, metadata, tags, desc, flags INTEGER);"
    return {
        "pocket/part_000000.csv": "title,url,time_added,cursor,tags,status\n"
        f"Pocket,{address('p1')},{SECONDS},x,locks|oak,archive\n",
        "ril_export.html": "<!DOCTYPE html><html><body><h1>Unread</h1><ul>"
        f'<li><a href="{address("p2")}" time_added="{SECONDS}" '
        'tags="locks">Pocket</a></li></ul><h1>Read Archive</h1><ul></ul></body></html>',
        "instapaper.csv": "URL,Title,Selection,Folder,Timestamp,Tags\n"
        f'{address("i1")},Instapaper,,Starred,{SECONDS},"[""oak""]"\n',
        "readwise.csv": "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
        f"""Reader,{address("r1")},1,"['locks', ""don't""]",2016-12-15 21:22:18+00:00,0.5,later,True\n""",
        "karakeep.json": json.dumps(karakeep),
        "linkwarden.json": json.dumps(linkwarden),
        "raindrop.csv": "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
        f'1,Raindrop,,,{address("r2")},Locks / Old,"oak, gates",{DAY}.000Z,,,true\n',
        "buku.db": database(
            f"{bookmarks} INSERT INTO bookmarks VALUES (1, '{address('b1')}', 'buku', ',oak,', '', 0);"
        ),
        "linkding.html": netscape.format(
            address("l2"), SECONDS, ' PRIVATE="0" TOREAD="1" TAGS="locks"', "linkding", ""
        ),
        "shaarli.html": netscape.format(
            address("s1"), SECONDS, ' PRIVATE="1" TAGS="locks,oak"', "Shaarli", "<DD>Ask Nora.\n"
        ),
        "bookmarks.html": netscape.format(address("f1"), SECONDS, ' ICON_URI="x"', "Firefox", ""),
        "feeds.opml": '<opml version="2.0"><body>'
        f'<outline text="The Lock Review" xmlUrl="{address("feed")}" type="rss"/>'
        f'<outline type="link" text="OPML" url="{address("o1")}"/></body></opml>',
        "page.url": f"[InternetShortcut]\r\nURL={address('u1')}\r\n",
        "page.webloc": plistlib.dumps({"URL": address("w1")}),
        "page.desktop": f"[Desktop Entry]\nType=Link\nName=Desktop\nURL={address('d1')}\n",
    }


def _annotations() -> dict[str, bytes | str]:
    mark = {"type": "TextQuoteSelector", "exact": "by hand", "prefix": "the church, ", "suffix": "."}
    hypothesis = {"export_date": f"{DAY}Z", "export_userid": "acct:nora@hypothes.is", "client_version": "1",
        "annotations": [
        {"id": "a", "created": f"{DAY}+00:00", "updated": f"{DAY}+00:00", "user": "acct:nora@hypothes.is",
         "uri": address("Alder"), "text": "How?", "tags": ["oak"], "document": {"title": ["The lock at Alder"]},
         "target": [{"source": address("Alder"), "selector": [mark]}]}]}  # fmt: skip
    csl = [
        {"id": "1", "type": "webpage", "title": "CSL", "URL": address("c1"), "issued": {"date-parts": [[2016, 12, 15]]}}
    ]
    sidecar = (
        '-- /books/lock.epub\nreturn {\n    ["annotations"] = {\n        [1] = { ["datetime"] = "2024-06-01 12:42:10", '
        '["drawer"] = "lighten", ["text"] = "by hand", ["note"] = "How?" },\n    },\n'
        '    ["doc_props"] = { ["title"] = "A book of locks", ["authors"] = "Nora Lind" },\n}\n'
    )
    clippings = (
        "\ufeffOn locks (Lind, Nora)\r\n- Your Highlight on page 12 | Location 170-172 | Added on Thursday, "
        "December 15, 2016 9:22:18 PM\r\n\r\nby hand\r\n==========\r\n"
    )
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"'
        ' xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/"><bib:Document rdf:about="{address("z1")}"><z:itemType>webpage'
        "</z:itemType><dc:title>Zotero</dc:title><dc:subject>oak</dc:subject></bib:Document></rdf:RDF>"
    )
    zotero = SCHEMA.replace("https://example.org/ice", address("Peach")).replace("'Ice'", "'The lock at Peach'")
    return {
        "hypothesis.json": json.dumps(hypothesis),
        "koreader/metadata.epub.lua": sidecar,
        "My Clippings.txt": clippings,
        "zotero.rdf": rdf,
        "references.bib": f"@misc{{lind, title = {{BibTeX}}, url = {{{address('c2')}}}, keywords = {{locks}}}}\n",
        "references.ris": f"TY  - ELEC\nTI  - RIS\nUR  - {address('c3')}\nKW  - locks\nER  - \n",
        "zotero.json": json.dumps(csl),
        "zotero/zotero.sqlite": database(
            zotero.replace("'It broke.'", "'by hand'").replace("'Thin ice.'", "'two winters'")
        ),
        "zotero/storage/BBBB2222/ice.html": page("Peach"),
    }


def _folders() -> dict[str, bytes | str]:
    packed = {"a.html": page("Plum"), "b.txt": scrape("Poplar"), "c.png": PICTURE.decode("latin-1")}
    return {
        "pages.zip": zipped(packed | {"c.png": PICTURE}),
        "pages.tar.gz": tarred({"a.html": page("Sorrel"), "b.txt": scrape("Willow")}),
        "picture.png": PICTURE,
        "empty.txt": b"",
        "damaged.pdf": b"%PDF-1.4 cut short",
    }


def one_of_each() -> dict[str, bytes]:
    """Return the files by their paths."""
    kinds = (_pages, _texts, _documents, _articles, _links, _annotations, _folders)
    files = {path: content for kind in kinds for path, content in kind().items()}
    return {path: content.encode() if isinstance(content, str) else content for path, content in files.items()}


def write_one_of_each(folder: Path) -> None:
    """Write the files into a folder."""
    for path, content in one_of_each().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
