"""What a style sheet alone holds apart is apart in the text, and what is one word stays one."""

import pytest
from lxml.html import document_fromstring

from reader.ingest.html_gaps import hold_apart, with_gaps


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ('<span class="by">Anna Lind</span><span class="on">8. März</span>', "Anna Lind 8. März"),
        ("<span>Anna Lind</span><time>8. März</time>", "Anna Lind 8. März"),
        ('<time>8 марта</time><a href="/anna">Анна Линд</a>', "8 марта Анна Линд"),
        ('<span class="by">آنا ليند</span><span class="on">8 مارس</span>', "آنا ليند 8 مارس"),
        ('<span class="by">Ana Núñez</span><span class="in">Opinión</span>', "Ana Núñez Opinión"),
        (
            '<span style="display:inline-block">Anna Lind</span><span style="display:inline-block">May 3</span>',
            "Anna Lind May 3",
        ),
        ('<span class="by">Anna Lind </span><span class="on">May 3</span>', "Anna Lind May 3"),
        ("<span>Anna Lind</span><span>May 3</span>", "Anna LindMay 3"),
        ('<span class="a">Port</span><span class="b">Paper</span>', "PortPaper"),
        ('<span class="a">in May 20</span><span class="b">16 and later</span>', "in May 2016 and later"),
        ('<span class="first">O</span><span class="rest">nce upon a time</span>', "Once upon a time"),
        ('the <span class="a">new go</span><b>At walls</b> here', "the new goAt walls here"),
        ('<code><span class="n">new name</span><span class="m">2</span></code>', "new name2"),
    ],
)
def test_neighbors_in_a_row_are_held_apart_where_no_word_goes_on(row: str, text: str) -> None:
    tree = document_fromstring(f"<html><body><div>{row}</div></body></html>")
    glued = tree.text_content()

    gaps = hold_apart(tree)

    assert tree.text_content() == text
    assert with_gaps(glued, gaps) == text
