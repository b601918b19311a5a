from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.front_matter import format_article, parse_article, parse_body
from reader.library.record import FirstPublished, Record
from reader.library.safe_text import clean, line

lines = st.text().map(line).filter(bool)
dates = st.dates().map(lambda day: day.isoformat()) | st.datetimes().map(
    lambda at: at.replace(microsecond=0).isoformat()
)
records = st.builds(
    Record,
    title=st.none() | lines,
    author=st.none() | lines.filter(lambda text: "[[" not in text),
    site=st.none() | lines.filter(lambda text: "[[" not in text),
    published=st.none() | dates,
    published_from=st.none() | st.sampled_from(["title", "url"]),
    first_published=st.none() | st.builds(FirstPublished, site=st.just("S"), published=st.none() | dates),
    tags=st.lists(lines.map(lambda tag: tag.lstrip("#")).map(line).filter(bool), unique=True, max_size=4).map(tuple),
    saved=st.none() | dates,
    extra=st.dictionaries(
        st.sampled_from(["asides", "rating", "x y"]), st.text().map(clean) | st.tuples(lines), max_size=2
    ),
).map(lambda record: replace(record, title=record.title if "[[" not in (record.title or "") else None))


@given(records, st.text().map(clean).map(lambda text: text.lstrip("\n")))
def test_a_record_and_its_body_come_back_as_they_were_written(record: Record, body: str) -> None:
    text = format_article("an-id", record, body)

    assert parse_article(text) == (record, "an-id", body, None)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("title: A\nsource: http://b.c\ncreated: 2020-01-02", Record(title="A", url="http://b.c", saved="2020-01-02")),
        ("title: A\ndate: 2016-12-15 21:02:18 +0300", Record(title="A", published="2016-12-15T21:02:18+03:00")),
        ("title: A\nauthor: ['[[Jo Doe]]', Al]", Record(title="A", author="Jo Doe, Al")),
        ("title: A\ntags: one, two", Record(title="A", tags=("one", "two"))),
        ("title: A\nlang: fr\nrating: 5", Record(title="A", language="fr", extra={"rating": "5"})),
        ("title: 2016", Record(title="2016")),
        ("published: 2016-12", Record(published="2016-12")),
        ("title: null", Record()),
    ],
)
def test_the_property_names_of_other_programs_are_read(head: str, expected: Record) -> None:
    record, _, body, problem = parse_article(f"---\n{head}\n---\n\nBody.")

    assert (record, body, problem) == (expected, "Body.", None)


def test_front_matter_that_is_not_yaml_is_read_line_by_line() -> None:
    record, _, body, problem = parse_article(
        "---\ntitle: Rust: a history\nsite: [Update\ndate: 2020-01-02\ntags: [a, 'b c']\n---\nBody."
    )

    assert record.title == "Rust: a history"
    assert record.tags == ("a", "b c")
    assert record.published == "2020-01-02"
    assert body == "Body."
    assert problem is not None
    assert "line by line" in problem


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("title: {a: b}", "“title” is not text"),
        ("published: yesterday", "“published” is not a date"),
        ("published: 2016-13-45", "“published” is not a date"),
        ("tags: {a: b}", "“tags” is not a list of words"),
        ("first_published: 2016", "“first_published” has neither a site nor a date"),
    ],
)
def test_a_wrong_type_is_told_and_kept(head: str, told: str) -> None:
    record, _, body, problem = parse_article(f"---\n{head}\n---\nBody.")

    assert problem is not None
    assert told in problem
    assert body == "Body."
    assert head.partition(":")[0] in record.extra


@pytest.mark.parametrize("text", ["no front matter", "---\nnever closed\n\ntext", "", "--- a dash", "\n\ntext"])
def test_text_without_front_matter_is_all_body(text: str) -> None:
    record, identity, body, problem = parse_article(text)

    assert (record, identity, body, problem) == (Record(), None, text, None)


def test_an_escape_in_a_quoted_title_is_harmless() -> None:
    record, _, _, _ = parse_article('---\ntitle: "\\e]0;aGk=\\a[sic]"\n---\n')

    assert record.title == "\ufffd]0;aGk=\ufffd[sic]"


@given(st.text())
def test_any_text_is_an_article(text: str) -> None:
    _, _, body, _ = parse_article(text)

    assert body == clean(body)


@given(st.sampled_from(["", "\ufeff", "---\ntitle: One\n---\n\n", "---\n: [\n---\n"]), st.text())
def test_the_body_alone_is_that_of_the_article(head: str, text: str) -> None:
    assert parse_body(head + text) == parse_article(head + text)[2]
