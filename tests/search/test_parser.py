"""The query language: every operator and field, errors with their place, half-typed input, bad input."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.parser import LONGEST_QUERY, LONGEST_TEXT, parse
from reader.search.query import (
    FIELD_BY_NAME,
    FIELDS,
    OPERATORS,
    And,
    DateFilter,
    FigureFilter,
    Filter,
    Node,
    Not,
    Or,
    PhraseNode,
    Query,
    ValueFilter,
    WordNode,
    leaves,
)

TODAY = date(2026, 11, 22)


def told(node: Node | None) -> object:
    """Say briefly what a tree is."""
    if node is None:
        return None
    if isinstance(node, Not):
        return ("not", told(node.node))
    if isinstance(node, (And, Or)):
        return ("and" if isinstance(node, And) else "or", *map(told, node.nodes))
    return _told_leaf(node)


def _told_leaf(node: WordNode | PhraseNode | Filter) -> str:
    if isinstance(node, DateFilter):
        return f"{node.field}:{node.period.first}..{node.period.last}"
    if isinstance(node, FigureFilter):
        return f"figure:{node.low}..{node.high}"
    if isinstance(node, ValueFilter):
        return f"{node.field}=={node.value}"
    field = f"{node.field}:" if node.field else ""
    if isinstance(node, PhraseNode):
        return f"{field}{'=' if node.is_exact else ''}“{node.surface}”{f'~{node.within}' if node.within else ''}"
    mark = {"plain": "", "exact": "=", "prefix": "*", "fuzzy": f"~{node.edits}"}[node.kind]
    return f"{field}{node.surface}{mark}{'!' if node.required else ''}"


def read(text: str) -> Query:
    query = parse(text, TODAY)
    assert query.problem is None, query.problem
    return query


DECEMBER = f"{date(2016, 12, 1).toordinal()}..{date(2016, 12, 31).toordinal()}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("   ", None),
        ("east aleppo", ("and", "east", "aleppo")),
        ("Dara'a", "Dara'a"),
        ("al-Nusra", "al-Nusra"),
        ("east/west", ("and", "east", "west")),
        ("12:30", ("and", "12", "30")),
        ("http://a.org/b", ("and", "http", "a.org", "b")),
        ("Re: east", ("and", "Re", "east")),
        ("of Officers:' they", ("and", "of", "Officers", "they")),
        ("Officers:they left", ("and", "Officers", "they", "left")),
        ('"east aleppo"', "“east aleppo”"),
        ("“east aleppo” «a b»", ("and", "“east aleppo”", "“a b”")),
        ('"a b"~8', "“a b”~8"),
        ("-isis", ("not", "isis")),
        ("−isis", ("not", "isis")),
        ("a -b", ("and", "a", ("not", "b"))),
        ("NOT b", ("not", "b")),
        ("NOT -b", ("not", ("not", "b"))),
        ('-"x y"', ("not", "“x y”")),
        ("-(a b)", ("not", ("and", "a", "b"))),
        ("a - b", ("and", "a", "b")),
        ("a OR b", ("or", "a", "b")),
        ("a OR b c", ("and", ("or", "a", "b"), "c")),
        ("a b OR c d", ("and", "a", ("or", "b", "c"), "d")),
        ("a OR b OR c", ("or", "a", "b", "c")),
        ("a || b", ("or", "a", "b")),
        ("(a b) OR c", ("or", ("and", "a", "b"), "c")),
        ("(a OR b) (c OR d)", ("and", ("or", "a", "b"), ("or", "c", "d"))),
        ("((a))", "a"),
        ("(a b) c", ("and", "a", "b", "c")),
        ("a AND b", ("and", "a!", "b!")),
        ("a b AND c", ("and", "a", "b!", "c!")),
        ("or and not", ("and", "or", "and", "not")),
        ("pre*", "pre*"),
        ("word~", "word~1"),
        ("longer~", "longer~2"),
        ("word~2", "word~2"),
        ("=word", "word="),
        ('="east aleppo"', "=“east aleppo”"),
        ("title:east", "title:east"),
        ("TITLE:east", "title:east"),
        ("title:(east aleppo)", ("and", "title:east", "title:aleppo")),
        ("title:(a OR b)", ("or", "title:a", "title:b")),
        ('title:"east aleppo"', "title:“east aleppo”"),
        ("title:pre*", "title:pre*"),
        ("title:=east", "title:east="),
        ("author:fisk", "author:fisk"),
        ("site:a.org", "site:a.org"),
        ("text:east note:x quote:y", ("and", "text:east", "note:x", "quote:y")),
        ("#syria", "tag:syria"),
        ("tag:syria", "tag:syria"),
        ("#us-nato", "tag:us-nato"),
        ('tag:="US War"', "tag==US War"),
        ('site:="The Daily"', "site==The Daily"),
        ('name:"al-Mina"', "name==al-Mina"),
        ("figure:3033", "figure:3033.0..3033.0"),
        ("figure:3,033", "figure:3033.0..3033.0"),
        ('figure:"3 033"', "figure:3033.0..3033.0"),
        ("figure:3000..3100", "figure:3000.0..3100.0"),
        ("figure:3000..", "figure:3000.0..None"),
        ("figure:..3000", "figure:None..3000.0"),
        ("figure:>=3000", "figure:3000.0..None"),
        ("figure:<=3000", "figure:None..3000.0"),
        ("date:2016-12", f"date:{DECEMBER}"),
        ('date:"2016-12"', f"date:{DECEMBER}"),
        ("first:2016-12 saved:2016-12", ("and", f"first:{DECEMBER}", f"saved:{DECEMBER}")),
        ("date:<1d", f"date:{TODAY.toordinal() - 1}..None"),
        ("-date:2016-12", ("not", f"date:{DECEMBER}")),
        ("is:unread is:read", ("and", "is==unread", "is==read")),
        ("is:Starred is:orphaned", ("and", "is==starred", "is==orphaned")),
        ("has:note has:highlight has:original", ("and", "has==note", "has==highlight", "has==original")),
        ("like:a-1", "like==a-1"),
        ("lang:ar", "lang==ar"),
        ("in:2016/december", "in==2016/december"),
        ("title:title:x", ("and", "title:title", "title:x")),
        ("a) b", ("and", "a", "b")),
    ],
)
def test_a_query_is_read(text: str, expected: object) -> None:
    assert told(read(text).node) == expected


@pytest.mark.parametrize(
    "text",
    """
    " "east “east_ale a_OR a_AND a_NOT a_- - ( (a ((a_b a_OR_( title: title:( date: date:2 date:201 date:2016-
    date:2016-1 date:2016-12- date:2016.. date:< date:<2 figure: figure:3000.. figure:> is: is:un is:s has:h lang: like:
    in: name: # = =" "a_b"~ saved:yes a_OR_b_AND
    """.split(),
)
def test_half_typed_input_is_no_error(text: str) -> None:
    assert parse(text.replace("_", " "), TODAY).problem is None


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("a OR", "OR"),
        ("OR a", "OR"),
        ("a AND", "AND"),
        ("NOT", "NOT"),
        ("title: x", "title:"),
        ("date:2016-", "date:2016-"),
        ("is:un x", "is:un"),
        ("figure: x", "figure:"),
        ("a)", ")"),
        ("Officers:they left", "Officers:"),
        ('"a*" b', "*"),
        ('"a b"~', "a b"),
    ],
)
def test_what_is_not_used_as_typed_is_told(text: str, notice: str) -> None:
    query = parse(text, TODAY)

    assert any(notice in each for each in query.notices)


@pytest.mark.parametrize(
    ("text", "place", "proposal"),
    [
        ("titel:x", 1, "title:x"),
        ("a body:x", 3, "a text:x"),
        ("auther:x", 1, "author:x"),
        ("foo:x", 1, None),
        ("re:x", 1, None),
        ("date:2016-13-45", 6, "date:2016-12"),
        ("a date:2016-02-30", 8, "a date:2016-02-29"),
        ("date:2016..2015", 6, "date:2015..2016"),
        ("date:10000000000..", 6, "date:1000.."),
        ("date:soon", 6, None),
        ("is:unred", 4, "is:unread"),
        ("is:xyz", 4, None),
        ("has:nothing", 5, None),
        ("figure:many", 8, None),
        ("figure:9..3", 8, "figure:3..9"),
        ("*a*", 1, "a"),
        ("*abc*", 1, "abc*"),
        ("ab*c", 1, "abc*"),
        ("a*", 1, None),
        ("word~9", 1, "word~2"),
        ('"a b"~0', 1, '"a b"~8'),
        ('"a b"~9999', 1, '"a b"~8'),
    ],
)
def test_an_error_says_where_and_proposes_the_nearest(text: str, place: int, proposal: str | None) -> None:
    query = parse(text, TODAY)

    assert query.problem is not None
    assert query.problem.endswith(".")
    assert f"(at character {place})" in query.problem
    assert query.proposal == proposal
    if proposal is not None:
        assert parse(proposal, TODAY).problem is None or proposal == "a"


def test_every_proposal_for_a_mistyped_field_names_a_field() -> None:
    for field in FIELDS:
        for typed in (field.name[:-1] + "q", field.name + "s", field.name[1:]):
            query = parse(f"{typed}:x", TODAY)
            assert query.problem is not None or typed in FIELD_BY_NAME
            assert query.proposal is None or query.proposal.split(":")[0] in FIELD_BY_NAME


def test_every_field_and_operator_declares_itself_with_examples_that_can_be_read() -> None:
    for field in FIELDS:
        assert field.help
        for example in field.example.split(", "):
            query = parse(example, TODAY)
            assert query.problem is None, (example, query.problem)
            assert query.notices == ()
            assert query.node is not None
    assert all(sign and meaning for sign, meaning in OPERATORS)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "*",
            "*a*",
            "???",
            '"""',
            "OR",
            "AND",
            "NOT",
            "- - -",
            "|| &&",
            ":",
            "::",
            "title::",
            ":x",
            "()",
            ")(",
            "~",
            "~2",
            "#",
        ),
        *(
            "##",
            "=",
            "==",
            "=(",
            "\\",
            "\x00\x1b[31m",
            "\u202e\u2066",
            "title:title:x",
            "a" * 60 + "~",
            "(" * 500,
            "x" * 600,
        ),
        *("(" * 500 + "a" + ")" * 500, "-" * 500 + "a", "NOT " * 100 + "a", " OR ".join(f"w{n}" for n in range(120))),
        *("date:2016-13-45", "date:10000000000..", "figure:" + "9" * 400),
    ],
)
def test_bad_input_is_read_or_refused_with_one_sentence(text: str) -> None:
    query = parse(text, TODAY)

    if query.problem is not None:
        assert query.problem.endswith(".")
        assert len(query.problem) < 250
        assert "\n" not in query.problem
    else:
        assert query.node is not None or query.notices


def test_nesting_and_operators_are_bounded() -> None:
    assert "deeper" in str(parse("(" * 400 + "a b", TODAY).problem)
    assert "deeper" in str(parse("NOT " * 60 + "a", TODAY).problem)
    assert "at most 32" in str(parse(" OR ".join(f"w{n}" for n in range(60)), TODAY).problem)


def test_a_long_text_is_read_as_plain_words_and_says_so() -> None:
    text = "the (army) of titel:x OR " * 40

    query = parse(text, TODAY)

    assert len(text) > LONGEST_QUERY
    assert query.problem is None
    assert query.notices == (f"A query of more than {LONGEST_QUERY} characters was searched as plain words.",)
    assert {type(leaf) for leaf, _ in leaves(query.node)} == {WordNode}


def test_a_sentence_of_more_than_32_words_asks_nothing_by_its_quotes_and_parentheses() -> None:
    text = 'It is (so we hear) a "state" of ' + "many " * 30

    query = parse(text, TODAY)

    assert len(text) < LONGEST_QUERY
    assert not any(negated for _, negated in leaves(query.node))


def test_ten_thousand_characters_are_read_and_more_are_cut_and_told() -> None:
    query = parse("word " * 5000, TODAY)

    assert query.problem is None
    assert any(f"{LONGEST_TEXT:,}" in notice for notice in query.notices)


def test_operators_in_a_headline_in_capitals_are_words() -> None:
    headline = parse("ESTIMATES OF RAIN AND FLOODS IN THE VALLEY OR NOT", TODAY)
    short = parse("ISIS OR IRAN", TODAY)

    assert {type(leaf) for leaf, _ in leaves(headline.node)} == {WordNode}
    assert any("capitals" in notice for notice in headline.notices)
    assert isinstance(short.node, Or)


def test_marks_color_the_whole_query_as_it_stands_in_the_box() -> None:
    text = 'title:east -"a b" OR x'

    marks = [(text[start:end], kind) for start, end, kind in parse(text, TODAY).marks]

    assert marks == [
        ("title:", "field"),
        ("east", "value"),
        ("-", "operator"),
        ('"a b"', "phrase"),
        ("OR", "operator"),
        ("x", "word"),
    ]


_PIECES = st.sampled_from(
    [
        "a",
        "ab",
        " ",
        '"',
        "(",
        ")",
        "-",
        "OR",
        "AND",
        "NOT",
        "title:",
        "date:",
        "figure:",
        "is:",
        "#",
        "=",
        "*",
        "~",
        "..",
        "2016",
        "-13",
        "<",
        ":",
        "x:",
        "é",
        "\x1b",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=25).map("".join)))
def test_no_text_breaks_the_parser_and_none_is_dropped_in_silence(text: str) -> None:
    query = parse(text, TODAY)

    assert all(0 <= start < end <= len(query.text) for start, end, _ in query.marks)
    if query.problem is None:
        for leaf, _ in leaves(query.node):
            assert not isinstance(leaf, (And, Or, Not))
            assert 0 <= leaf.start < leaf.end <= len(query.text)
        told_of = query.node is not None or query.notices or not query.text
        assert told_of
    else:
        assert query.problem.endswith(".")


@given(st.lists(st.sampled_from(["east", "aleppo", "rain", "3033", "Dara'a"]), min_size=1, max_size=8))
def test_plain_words_are_all_kept_in_order(typed: list[str]) -> None:
    query = parse(" ".join(typed), TODAY)

    assert [leaf.surface for leaf, _ in leaves(query.node) if isinstance(leaf, WordNode)] == typed


def test_what_follows_a_closed_group_is_a_word_or_an_operator_of_its_own() -> None:
    query = parse("(storm OR rain)-hail title:(storm)east", TODAY)

    found = [(leaf.surface, leaf.field, negated) for leaf, negated in leaves(query.node) if isinstance(leaf, WordNode)]
    assert found == [
        ("storm", None, False),
        ("rain", None, False),
        ("hail", None, True),
        ("storm", "title", False),
        ("east", None, False),
    ]
