import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.markdown import parse
from reader.library.plain_text import PlainText


def spans(plain: PlainText) -> list[tuple[str, str, str]]:
    return [(each.kind, plain.text[each.start : each.end], each.target) for each in plain.spans]


def blocks(plain: PlainText) -> list[tuple[str, str]]:
    return [(each.kind, plain.text[each.start : each.end]) for each in plain.blocks]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("one\ntwo", "one two"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one  \ntwo", "one\ntwo"),
        ("- a\n- b", "a\nb"),
        ("# Head #\ntext", "Head\n\ntext"),
        ("Head\n===\ntext", "Head\n\ntext"),
        ("a **b** _c_ `d` ~~e~~", "a b c d e"),
        ("2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c"),
        ("a ==b **c**== (==d==) 河==冰==上", "a b c (d) 河冰上"),
        ("a == b, x==y and z==w, ===e===, ==f \\==g\\==", "a == b, x==y and z==w, ===e===, ==f ==g=="),
        ("[sic] and [0]", "[sic] and [0]"),
        ("a \\*b\\*", "a *b*"),
        ("&amp; &eacute; x&#27;y &#x202e;", "& é xy \ufffd"),
        ("<b>bold</b> a < b <br>c", "bold a < b \nc"),
        ("in\n1984. Then", "in 1984. Then"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n1 | 2"),
        ("| a | b |\n|---|---|\n| 1 | 2\\|3 |\n| 4 | 5\\|", "a | b\n1 | 2|3\n4 | 5|"),
        ("```\ncode * here\n```", "code * here"),
        ("", ""),
        ("***", "* * *"),
    ],
)
def test_markdown_becomes_the_text_that_a_person_reads(markdown: str, text: str) -> None:
    assert parse(markdown).text == text


def test_looks_and_targets_are_spans_of_the_text() -> None:
    assert spans(parse("a ==b **c**==")) == [("marked", "b c", ""), ("strong", "c", "")]

    plain = parse('A *b **c*** [d](http://e.f/g_(h) "t") [[I j|k]] <http://l.m> ![n](o.png)')

    assert spans(plain) == [
        ("emphasis", "b c", ""),
        ("strong", "c", ""),
        ("link", "d", "http://e.f/g_(h)"),
        ("wikilink", "k", "I j"),
        ("link", "http://l.m", "http://l.m"),
        ("image", "n", "o.png"),
    ]


def test_a_link_may_be_defined_elsewhere() -> None:
    plain = parse("See [the report][r] or [R].\n\n[r]: http://a.b/c 'title'")

    assert spans(plain) == [("link", "the report", "http://a.b/c"), ("link", "R", "http://a.b/c")]
    assert plain.text == "See the report or R."


def test_blocks_know_their_kind_and_depth() -> None:
    plain = parse("# One\n\npara\n\n- a\n  - b\n\n  more of b\n\n> quoted\n> > twice\n\n1. first")

    assert [(b.kind, b.level, b.depth, b.quote, b.marker) for b in plain.blocks] == [
        ("heading", 1, 0, 0, ""),
        ("paragraph", 0, 0, 0, ""),
        ("item", 0, 1, 0, "•"),
        ("item", 0, 2, 0, "•"),
        ("paragraph", 0, 2, 0, ""),
        ("paragraph", 0, 0, 1, ""),
        ("paragraph", 0, 0, 2, ""),
        ("item", 0, 1, 0, "1."),
    ]


def test_an_unclosed_fence_keeps_its_text() -> None:
    assert blocks(parse("before\n\n```python\nx = 1\n\ny = 2")) == [("paragraph", "before"), ("code", "x = 1\n\ny = 2")]


@pytest.mark.parametrize(
    "piece", ["[", "*", "_a_", "`a``b", "![", "[a](", "<", ">", "&amp", "[[a", "- ", "| a", "*a ", "1. "]
)
def test_a_mark_repeated_without_end_is_read_as_text(piece: str) -> None:
    plain = parse(piece * 500)

    assert len(plain.text) <= len(piece) * 500


@given(st.text(alphabet="ab \n*_`[]()<>!&#-1.|~\\>=:;é日"))
def test_every_block_and_span_lies_in_the_text(markdown: str) -> None:
    plain = parse(markdown)

    ends = 0
    for block in plain.blocks:
        assert ends <= block.start < block.end <= len(plain.text)
        ends = block.end
    for span in plain.spans:
        holder = plain.blocks[plain.block_at(span.start)]
        assert holder.start <= span.start < span.end <= holder.end


@given(st.lists(st.text(alphabet="abc defé,.", min_size=1).map(str.strip).filter(bool)))
def test_plain_paragraphs_come_out_as_they_went_in(paragraphs: list[str]) -> None:
    words = [" ".join(each.split()) for each in paragraphs]

    assert parse("\n\n".join(words)).text == "\n\n".join(words)


@given(st.text(alphabet="ab \n*_[]()#-"))
def test_between_blocks_there_is_nothing_but_line_breaks(markdown: str) -> None:
    plain = parse(markdown)

    for before, after in zip(plain.blocks, plain.blocks[1:], strict=False):
        assert plain.text[before.end : after.start] in {"\n", "\n\n"}


@pytest.mark.parametrize("piece", ["harbor\n", "[a](b)\n\n"])
def test_a_text_of_more_lines_or_marks_than_anybody_writes_stays_as_it_is(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.markdown.MOST_LINES", 20)
    monkeypatch.setattr("reader.library.markdown.MOST_MARKS", 30)

    at_the_limit, beyond = parse(piece * 10), parse(piece * 21)

    assert len(at_the_limit.text) < len(piece * 10)
    assert beyond.text == (piece * 21).strip("\n")
    assert [(block.kind, block.start, block.end) for block in beyond.blocks] == [("code", 0, len(beyond.text))]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [("a < b <<<", "a < b <<<"), ("<<b>>", "<>"), ("a & b && &amp;", "a & b && &"), ("<é@x.y>", "é@x.y"), ("&", "&")],
)
def test_signs_that_begin_nothing_are_words(markdown: str, text: str) -> None:
    assert parse(markdown).text == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("The goats %%ask Ada%% came.", "The goats  came."),
        ("The goats came.\n\n%%\nA note to myself.\n\nAnother.\n%%\n\nThey left.", "The goats came.\n\nThey left."),
        ("%%only this%%", ""),
        ("It rose by 100%% and fell by 50%% again.", "It rose by 100%% and fell by 50%% again."),
        ("The goats %%came and nobody says when.", "The goats %%came and nobody says when."),
        ("`%%x%%` is hidden.", "%%x%% is hidden."),
        ("```\nname = %%goat%%\n```\n\n%%hidden%%\n\nEnd.", "name = %%goat%%\n\nEnd."),
    ],
)
def test_comments_are_hidden_and_nothing_else_is(markdown: str, text: str) -> None:
    assert parse(markdown).text == text


def test_the_title_of_a_callout_stands_apart_from_its_words() -> None:
    titled = parse("> [!warning] Thin ice\n> Nobody goes out.\n> Not even goats.\n\nEnd.")
    untitled = parse("> [!note]-\n> Nobody goes out.")

    assert titled.text == "Thin ice\n\nNobody goes out. Not even goats.\n\nEnd."
    assert [block.quote for block in titled.blocks] == [1, 1, 0]
    assert untitled.text == "Note\n\nNobody goes out."
    assert parse("[!note] is no callout outside a quotation.").text == "[!note] is no callout outside a quotation."


def test_footnotes_stand_each_on_its_own() -> None:
    found = parse("Goats came.[^1] They left.[^b]\n\n[^1]: Said Ada.\n[^b]: Said Jo,\nwho saw them.\n")

    assert found.text == "Goats came.[^1] They left.[^b]\n\n[^1]: Said Ada.\n\n[^b]: Said Jo, who saw them."


@pytest.mark.parametrize(
    ("markdown", "markers"),
    [
        ("3. a\n4. b", ["3.", "4."]),
        ("1. a\n1. b\n1. c", ["1.", "2.", "3."]),
        ("5. a\n4. b\n2. c", ["5.", "4.", "2."]),
        ("1. a\n   - x\n   - y\n1. b", ["1.", "•", "•", "2."]),
        ("- a\n\ntext\n\n7) b", ["•", "", "7."]),
    ],
)
def test_items_have_the_numbers_that_are_written_or_counted(markdown: str, markers: list[str]) -> None:
    assert [block.marker for block in parse(markdown).blocks] == markers


def test_an_item_stands_within_the_one_that_is_less_indented() -> None:
    plain = parse("- a\n    - b\n        - c\n    - d\n- e")

    assert [block.depth for block in plain.blocks] == [1, 2, 3, 2, 1]


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("See https://a.b/c_(d).", [("link", "https://a.b/c_(d)", "https://a.b/c_(d)")]),
        ("(www.a.org, http://b.c/?x=1&y)", [("link", "www.a.org", "https://www.a.org"), ("link", "http://b.c/?x=1&y", "http://b.c/?x=1&y")]),
        ("[http://a.b](http://c.d) `http://e.f`", [("link", "http://a.b", "http://c.d"), ("code", "http://e.f", "")]),
        ("a@www.b.c and https:// alone", []),
        ("Word[^1] `[^2]`", [("footnote", "[^1]", "1"), ("code", "[^2]", "")]),
        ("H<sub>2</sub>O <b>x</b> </i>", [("lowered", "2", ""), ("strong", "x", "")]),
        ("Term\n: one *b*\n: c", [("definition", ": one b", ""), ("emphasis", "b", ""), ("definition", ": c", "")]),
        ("Il dit : rien", []),
    ],
)  # fmt: skip
def test_what_stands_bare_in_the_text_is_marked_and_the_text_stays(
    markdown: str, found: list[tuple[str, str, str]]
) -> None:
    assert spans(parse(markdown)) == found


@pytest.mark.parametrize(
    ("markdown", "kind", "text"),
    [
        ("    x = 1\n      y\n\n    z", "code", "x = 1\n  y\n\nz"),
        ("    only this line stands in\nand this does not", "paragraph", "only this line stands in and this does not"),
        ("    The river rose on Monday and nobody in the whole town had been told of it", "paragraph", None),
        ("[^1]: A note.\n\n    that goes on", "paragraph", None),
        ("- item\n\n    more of it", "item", None),
    ],
)
def test_lines_that_stand_in_are_code_unless_they_belong_to_something(
    markdown: str, kind: str, text: str | None
) -> None:
    plain = parse(markdown)

    assert plain.blocks[0].kind == kind
    assert all(block.kind != "code" for block in plain.blocks[1:])
    assert text is None or plain.text == text


def test_code_knows_its_language_and_a_table_how_its_columns_are_aligned() -> None:
    plain = parse("```Python title\nx\n```\n\n| a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | 2 | 3 | 4 |")

    assert [block.info for block in plain.blocks] == ["python", "lrc-"]
