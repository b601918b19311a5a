"""Pages saved out of an archive of the web: its frame is no part of the page, and says when it was kept."""

import pytest
from lxml.html import document_fromstring

from reader.ingest.file import ingest
from reader.ingest.html_archives import cut_frames

ARTICLE = (
    "<article><h1>The boats are back</h1><p>The boats came back before the tide, and all who were not in the fields "
    "stood on the pier to see them, as they had done in spring.</p><p>The nets were whole, and there was fish for two "
    "villages, the first time since the harbor was dredged. Nobody had asked for more than that.</p></article>"
)
WAYBACK = (
    '<html><head><script>__wm.wombat("http://port.example/boats","20161215210218","https://web.archive.org/","web",'
    '"","1481835738");</script></head><body><div id="wm-ipp-base"><p>Success: 14 captures of this page were kept over '
    "the years, between March and December, all of them by the same robot.</p></div>"
    f"{ARTICLE}</body></html><!--\n     FILE ARCHIVED ON 21:02:18 Dec 15, 2016 AND RETRIEVED FROM THE\n"
    "     INTERNET ARCHIVE ON 8:1:2 Nov 2, 2026.\n-->"
)
OLD_WAYBACK = (
    f'<html><head><base href="http://port.example/boats"></head><body>{ARTICLE}</body></html>\n<!--\n     FILE '
    "ARCHIVED ON 1:2:8 Feb 5, 2007 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 8:1:2 février 2, 2009.\n-->"
)
TODAY = (
    "<html><!--\n Page saved with SingleFile\n url: https://archive.ph/AbC1d\n saved date: Sat Nov 28 2026 21:06:00 "
    'GMT+0000 (UTC)\n--><head><link rel="canonical" href="https://archive.ph/2016.12.15-210218/https://port.example/boats">'
    '</head><body><div id="HEADER"><p>This is a copy that was kept of a page by its own archive, with everything that '
    "it showed on the day when somebody asked for it to be kept here.</p></div>"
    f'<div id="CONTENT">{ARTICLE}</div></body></html>'
)


@pytest.mark.parametrize(
    ("page", "url", "saved"),
    [
        (WAYBACK, "http://port.example/boats", "2016-12-15T21:02:18Z"),
        (OLD_WAYBACK, None, "2007-02-05T01:02:08Z"),
        (TODAY, "https://port.example/boats", "2026-11-28T21:06:00Z"),
    ],
)
def test_address_and_moment_are_the_page_s_own(page: str, url: str | None, saved: str) -> None:
    found = ingest("page.html", page.encode())

    assert (found.record.url, found.record.saved) == (url, saved)
    assert found.markdown.startswith(("# The boats are back", "The boats came back before the tide"))
    assert "captures" not in found.markdown
    assert "copy that was kept" not in found.markdown


@pytest.mark.parametrize(("page", "said"), [(WAYBACK, "captures"), (TODAY, "copy that was kept")])
def test_what_the_archive_shows_around_a_page_is_cut_out_of_it(page: str, said: str) -> None:
    tree = document_fromstring(page)

    cut_frames(tree)

    assert said not in tree.text_content()
    assert "fish for two villages" in tree.text_content()
