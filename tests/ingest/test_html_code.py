"""Program code as web pages show it."""

import pytest
from lxml.html import document_fromstring

from reader.ingest.html import read_page
from reader.ingest.html_blocks import read_blocks, stacked

PROSE = (
    "<p>The gauge was read at dawn by whoever was first at the river, and the height was called out to the keeper.</p>"
    "<p>He wrote it down in feet, with a mark beside it where ice or reeds had made the water stand higher.</p>"
)
CODE = "```\nread()\n  write()\n```"


@pytest.mark.parametrize(
    "page",
    [
        "<pre><code>read()\n  write()</code></pre>",
        "<pre><code><span>read</span>()<br>  <span>write</span>()</code></pre>",
        "<pre><code><ol><li>read()</li><li>  write()</li></ol></code></pre>",
        "<pre><div>read()</div><div>  write()</div></pre>",
        "<pre><div>read()\n</div><div>  write()\n</div></pre>",
        "<pre><span class='lineno'>1</span>read()\n<span class='lineno'>2</span>  write()</pre>",
        "<table class='highlighttable'><tr><td class='linenos'><div><pre>1\n2</pre></div></td>"
        "<td class='code'><div><pre>read()\n  write()</pre></div></td></tr></table>",
        "<figure><table><tr><td class='gutter'><pre>1<br>2</pre></td><td><pre>read()<br>  write()</pre></td></tr>"
        "</table></figure>",
        "<pre>read()\n  write()</pre><div class='line-numbers-wrapper'><span>1</span><br><span>2</span></div>",
    ],
)
def test_code_is_read_line_by_line_without_the_numbers_beside_it(page: str) -> None:
    tree = document_fromstring(f"<html><body>{page}</body></html>")

    assert "".join(stacked(read_blocks(tree, None, "en"))) == CODE


@pytest.mark.parametrize("names", ["gutter", "line-numbers"])
def test_what_only_has_the_name_of_line_numbers_is_read(names: str) -> None:
    tree = document_fromstring(f"<html><body><pre class='{names}'>7 boats\n2</pre></body></html>")

    assert "".join(stacked(read_blocks(tree, None, "en"))) == "```\n7 boats\n2\n```"


@pytest.mark.parametrize("below", [PROSE, "", "<p>The pencil marks are left.</p>"])
def test_code_in_an_article_is_part_of_it_however_little_it_says(below: str) -> None:
    page = f"<html><body><main><h1>Heights</h1>{PROSE}<ul><li>Oak.</li></ul><pre>h = 4.4\nprint(h)</pre>{below}</main>"

    assert "```\nh = 4.4\nprint(h)\n```" in read_page(page).markdown
