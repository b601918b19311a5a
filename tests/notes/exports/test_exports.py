"""What the exports say, and to whom."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reader.library.record import Record
from reader.notes.exports.formats import FORMATS, import_notes
from reader.notes.exports.html import write_html
from reader.notes.exports.import_batch import ImportRefused, KnownArticles
from reader.notes.exports.markdown import write_markdown, write_markdown_files
from reader.notes.exports.quotation import quotations
from reader.notes.exports.text_html import to_html
from reader.notes.model import Annotation, TextQuoteSelector, format_link, parse_link
from reader.notes.note_file import normalize
from reader.notes.selectors import text_sha256
from tests.notes.exports.quoted import ARTICLES, NOTE, RECORD, as_quotations, many
from tests.notes.exports.quoted import RECORDS as RECORDS_OF_ALL_KINDS
from tests.notes.exports.w3c import SCHEMA, errors
from tests.notes.passages import PAGE

ORPHAN = replace(NOTE, id="gone", quote=TextQuoteSelector("words that nobody said anywhere here"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_quotation_says_where_it_is_from(name: str) -> None:
    start = PAGE.index(NOTE.exact)
    facts = [
        "410 meters long", "The harbor", "Marta Ilves", "The Harbor Post", "2016-12-15", "Sea News", "2016-12-14",
        "2026-11-20", "2026-11-22", "https://harbor.example/wall?page=2", str(start), str(start + len(NOTE.exact)),
        text_sha256(PAGE), f"reader://harbor/{NOTE.id}",
    ]  # fmt: skip

    text = FORMATS[name].write(as_quotations([NOTE])).replace("\\", "").replace("&amp;", "&")

    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("markdown", "¶ 1,"),
        ("html", "¶ 1,"),
        ("jsonl", '"paragraph": 1,'),
        ("jsonld", '"paragraph": 1,'),
        ("hypothesis", '"paragraph": 1,'),
        ("csv", ",1,90,123,"),
    ],
)
def test_every_quotation_names_its_paragraph(name: str, told: str) -> None:
    assert told in FORMATS[name].write(as_quotations([NOTE]))


@pytest.mark.parametrize("name", ["markdown", "html", "jsonl", "jsonld"])
def test_a_link_between_articles_goes_out_with_both_ends(name: str) -> None:
    link = replace(NOTE, motivation="linking", link="mill", relation="contradicts", body="")

    text = FORMATS[name].write(as_quotations([link]))

    assert "mill" in text
    assert "contradicts" in text
    assert f"reader://harbor/{NOTE.id}" in text


def test_a_quotation_knows_its_paragraph_and_range() -> None:
    note = replace(NOTE, quote=None, position=None)
    first, gone, whole = quotations([NOTE, ORPHAN, replace(note, id="whole")], RECORD, "A title.\n\n" + PAGE)

    assert (first.state, first.paragraph, first.words) == ("moved", 2, NOTE.exact)
    assert ("A title.\n\n" + PAGE)[first.start : first.end] == NOTE.exact
    assert (gone.state, gone.paragraph, gone.is_placed) == ("orphan", 0, False)
    assert (whole.state, whole.is_placed) == ("exact", False)


def test_notes_of_an_article_that_is_gone_are_exported_all_the_same() -> None:
    (quotation,) = quotations([NOTE], None, None)

    assert (quotation.state, quotation.title) == ("orphan", "harbor")
    assert all(NOTE.exact in each.write([quotation]) for each in FORMATS.values())


@given(many(), RECORDS_OF_ALL_KINDS, st.sampled_from(["", "liking", "highlighting"]), st.sampled_from(["", "in May"]))
def test_the_json_ld_is_as_the_model_of_the_w3c_says(
    annotations: list[Annotation], record: Record, motivation: str, created: str
) -> None:
    odd = [normalize(replace(each, motivation=motivation, created=created)) for each in annotations]

    document = json.loads(FORMATS["jsonld"].write(as_quotations(odd, record)))

    assert [*errors(document)] == []
    imported = import_notes(json.dumps(document), ARTICLES).annotations
    assert [*imported] == [each.annotation for each in as_quotations(odd)]


def test_the_schema_is_one_and_has_nothing_against_a_note() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert [*errors(json.loads(FORMATS["jsonld"].write(as_quotations([NOTE, replace(NOTE, link="mill")]))))] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("target", "source"), None),
        (("target", "source"), "no address"),
        (("target", "selector", 0, "exact"), None),
        (("target", "selector", 1, "start"), -1),
        (("motivation",), "liking"),
        (("created",), "2026-11-22"),
        (("id",), None),
        (("type",), "Note"),
        (("extra",), 1),
        (("body", 0, "value"), None),
        (("body", 0, "format"), "markdown"),
    ],
)
def test_the_schema_sees_what_is_wrong(path: tuple[str | int, ...], value: object) -> None:
    document = json.loads(FORMATS["jsonld"].write(as_quotations([NOTE])))
    place = document["first"]["items"][0]
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value

    assert [*errors(document)]


@pytest.mark.parametrize("name", ["jsonl", "jsonld", "hypothesis"])
def test_json_is_ascii(name: str) -> None:
    assert FORMATS[name].write(as_quotations([replace(NOTE, body="“é” 中\u202e")])).isascii()


def test_the_csv_has_the_header_that_readwise_imports() -> None:
    rows = [*csv.reader(io.StringIO(FORMATS["csv"].write(as_quotations([NOTE]))))]

    assert rows[0][:7] == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
    assert rows[1][0] == NOTE.exact
    assert rows[1][4] == ".sea .old-wall\n" + NOTE.body
    assert rows[1][5:7] == [str(PAGE.index(NOTE.exact)), "2026-11-22 23:15:01"]


READWISE = (
    "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,"
    "Document tags\n"
    '"the wall would be 410 meters long",The harbor & its <old> wall,Marta Ilves,,".sea\nSo long.",blue,'
    '"old, wall",page,12,'
    "2020-10-05 10:15:30+02:00,\n"
    "Some words,Another title,,,,,,,,,\n"
    ",The mill,,,,,,,,,\n"
)


def test_a_note_that_looks_like_a_formula_is_a_text_to_a_spreadsheet_and_comes_back() -> None:
    note = replace(NOTE, body='=HYPERLINK("https://harbor.example")', tags=())
    record = replace(RECORD, title="@harbor", author="-Marta", site="+1")

    text = FORMATS["csv"].write(as_quotations([note], record))

    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["Note"], row["Title"], row["Author"], row["Site"]) == (f"'{note.body}", "'@harbor", "'-Marta", "'+1")
    (back,) = import_notes(text, ARTICLES).annotations
    assert back.body == note.body


def test_a_quote_before_a_sign_in_a_csv_of_readwise_is_the_readers_own() -> None:
    text = "Highlight,Title,Note\r\n'=so,The mill,'-ish\r\n"

    (note,) = import_notes(text, ARTICLES, "csv").annotations

    assert (note.exact, note.body) == ("'=so", "'-ish")


def test_the_csv_that_readwise_exports_is_read() -> None:
    imported = import_notes(READWISE, ARTICLES)

    (note,) = imported.annotations
    assert (note.article, note.body, note.color, note.tags) == ("harbor", "So long.", "blue", ("sea", "old", "wall"))
    assert (note.created, note.position) == ("2020-10-05T08:15:30Z", None)
    assert imported.problems == (
        "“Another title” is not in the library, so its note was skipped.",
        "A row without a highlight was skipped.",
    )


HYPOTHESIS = {
    "total": 3,
    "rows": [
        {
            "id": "abc_DEF",
            "created": "2020-10-05T10:15:30.123456+00:00",
            "updated": "2020-10-06T10:15:30.123456+00:00",
            "user": "acct:somebody@hypothes.is",
            "uri": "http://www.harbor.example/wall/?page=2&utm_source=x#top",
            "text": "So long.",
            "tags": ["sea"],
            "target": [
                {
                    "source": "http://www.harbor.example/wall/?page=2",
                    "selector": [
                        {"type": "RangeSelector", "startContainer": "/p[1]"},
                        {"type": "TextPositionSelector", "start": 4000, "end": 4033},
                        {
                            "type": "TextQuoteSelector",
                            "exact": "the wall would be 410 meters long",
                            "prefix": "said that ",
                            "suffix": " and",
                        },
                    ],
                }
            ],
            "document": {"title": ["The harbor"]},
        },
        {"id": "reply", "uri": "https://harbor.example/wall?page=2", "text": "No.", "references": ["abc_DEF"]},
        {"id": "other", "uri": "https://elsewhere.example", "text": "", "document": {"title": ["Elsewhere"]}},
        7,
    ],
}


def test_what_hypothesis_exports_is_read() -> None:
    imported = import_notes(json.dumps(HYPOTHESIS), ARTICLES)

    note, reply = imported.annotations
    assert (note.article, note.body, note.tags, note.motivation) == ("harbor", "So long.", ("sea",), "commenting")
    assert (note.created, note.modified) == ("2020-10-05T10:15:30Z", "2020-10-06T10:15:30Z")
    assert note.extra == {"imported_from": "hypothesis:abc_DEF"}
    assert (reply.motivation, reply.extra["references"]) == ("replying", ["abc_DEF"])
    assert [each for each in imported.problems if "Elsewhere" in each]
    (placed,) = quotations([note], RECORD, PAGE)
    assert placed.words == "the wall would be 410 meters long"


POSITION = {"type": "TextPositionSelector", "start": 3, "end": 9}


@pytest.mark.parametrize("has_quote", [True, False])
def test_another_programs_offsets_count_only_where_there_are_no_words(has_quote: bool) -> None:
    selectors = [POSITION, *([{"type": "TextQuoteSelector", "exact": "410 meters long"}] if has_quote else [])]
    source = "https://harbor.example/wall?page=2"
    hypothesis = {"rows": [{"id": "x", "uri": source, "target": [{"source": source, "selector": selectors}]}]}
    jsonld = {"type": "Annotation", "target": {"source": source, "selector": selectors}}

    for document in (hypothesis, jsonld):
        (note,) = import_notes(json.dumps(document), ARTICLES).annotations
        assert (note.position is None) == has_quote


def test_importing_twice_brings_the_same_annotations() -> None:
    once, twice = (import_notes(json.dumps(HYPOTHESIS), ARTICLES).annotations for _ in range(2))

    assert once == twice


FOREIGN = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://example.org/anno1",
    "type": "Annotation",
    "creator": "http://example.org/somebody",
    "created": "2015-01-28T12:00:00Z",
    "motivation": "questioning",
    "body": [
        {"type": "TextualBody", "value": "So long?", "purpose": "commenting"},
        {"type": "TextualBody", "value": "sea", "purpose": "tagging"},
        {"type": "SpecificResource", "source": "reader://mill", "purpose": "linking"},
        {"type": "Image", "id": "http://example.org/picture"},
        7,
    ],
    "target": {
        "source": "https://harbor.example/wall?page=2",
        "selector": [7, {"type": "XPathSelector"}, {"type": "TextQuoteSelector", "exact": "410 meters long"}],
    },
}


@pytest.mark.parametrize(
    "packed", [FOREIGN, [FOREIGN], {"type": "AnnotationPage", "items": [FOREIGN]}, {"first": {"items": [FOREIGN]}}]
)
def test_the_json_ld_of_others_is_read(packed: object) -> None:
    (note,) = import_notes(json.dumps(packed), ARTICLES).annotations

    assert (note.article, note.motivation, note.body, note.tags) == ("harbor", "questioning", "So long?", ("sea",))
    assert (note.exact, note.link) == ("410 meters long", "mill")
    assert note.extra == {"imported_from": "http://example.org/anno1"}


@pytest.mark.parametrize("target", [None, "https://elsewhere.example", {"source": 7}, []])
def test_an_annotation_of_an_article_that_is_not_there_is_told(target: object) -> None:
    imported = import_notes(json.dumps({**FOREIGN, "target": target}), ARTICLES)

    assert imported.annotations == ()
    assert len(imported.problems) == 1


def test_a_body_that_was_edited_in_the_document_is_imported_as_edited() -> None:
    text = write_markdown(as_quotations([NOTE])).replace("- check\n", "- checked, twice\n- and again\n")

    (note,) = import_notes(text, ARTICLES).annotations

    assert note == replace(NOTE, body="Is that *longer* than the old one?\n\n- checked, twice\n- and again\n- ask")


def test_what_is_damaged_in_a_document_is_told_and_the_rest_comes_in() -> None:
    text = write_markdown(as_quotations([NOTE, replace(NOTE, id="two")]))
    damaged = text.replace('"id": "two"', '"id": "../two"')
    damaged += '\n<!-- reader:note {not json} -->\n<!-- reader:note {"lines": 3} -->\nNo end.'

    imported = import_notes(damaged, ARTICLES)

    assert imported.annotations == (NOTE,)
    assert len(imported.problems) == 3


def test_a_document_for_each_article_and_a_template_of_ones_own() -> None:
    other = replace(NOTE, article="mill")

    files = write_markdown_files(as_quotations([NOTE, other]), "* $quote ($paragraph; $tags; $unknown)\n")

    assert [*files] == ["harbor.md", "mill.md"]
    assert "* > the wall would be 410 meters long (1; #sea #old-wall; $unknown)" in files["harbor.md"]


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) `</pre>`'


def test_nothing_in_a_note_becomes_a_tag_of_the_page() -> None:
    note = replace(NOTE, body=HOSTILE, tags=(HOSTILE,), color='"x', quote=TextQuoteSelector(HOSTILE))
    record = replace(RECORD, title=HOSTILE, author=HOSTILE, url='javascript:"x"')

    page = write_html(as_quotations([note], record), HOSTILE)

    for danger in ("<script", "<img", 'href="javascript', 'class=""x'):
        assert danger not in page
    assert "-->" not in write_markdown(as_quotations([replace(note, body="")], record)).replace(" -->\n", "")


def test_markdown_is_shown_as_html_with_its_looks() -> None:
    html = to_html("A *b **c*** [d](https://e.example) [f](javascript:g) `h<`\n\n- i\n\n> j\n\n---\n\n# k")

    assert '<p>A <em>b <strong>c</strong></em> <a href="https://e.example">d</a>' in html
    assert "javascript" not in html
    assert "<code>h&lt;</code>" in html
    assert "<ul>\n<li>\ni\n</li></ul>" in html
    assert "<blockquote>\n<p>j</p>\n</blockquote>" in html
    assert "<hr />" in html
    assert "<h4>k</h4>" in html


@pytest.mark.parametrize(
    ("link", "parsed"),
    [
        ("reader://harbor", ("harbor", "")),
        ("reader://harbor/one", ("harbor", "one")),
        (" reader://harbor/one/ ", ("harbor", "one")),
        ("reader://../one", None),
        ("reader://-a", None),
        ("https://harbor", None),
        ("reader://harbor/one/two", None),
        ("reader://harbor/One", None),
    ],
)
def test_a_reader_link_leads_to_an_article_and_an_annotation_or_nowhere(
    link: str, parsed: tuple[str, str] | None
) -> None:
    assert parse_link(link) == parsed
    if parsed:
        assert parse_link(format_link(*parsed)) == parsed


def test_an_article_is_found_by_any_form_of_its_address_and_by_a_title_that_no_other_has() -> None:
    known = KnownArticles.of([("a", None, "http://harbor.example/wall?page=2")])

    assert known.find("https://www.harbor.example/Wall/?page=2&utm_source=x#part") == "a"
    assert known.find("http://harbor.example/wall?page=3") is None
    twice = KnownArticles.of([("a", "Same title", None), ("b", "Same title", None), ("c", None, None)])
    assert twice.find(title="Same title") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hello.", ""),
        ("<!DOCTYPE html>", ""),
        ("Highlight\n" + "x" * 1_000_001, ""),
        ("a,b\n1,2", "csv"),
        ("x", "hypothesis"),
    ],
)
def test_what_is_no_file_of_notes_is_refused_with_a_sentence(text: str, name: str) -> None:
    with pytest.raises(ImportRefused, match=r"\.$"):
        import_notes(text, ARTICLES, name)


def test_a_note_that_quotes_an_exported_note_is_one_note() -> None:
    inner = write_markdown(as_quotations([replace(NOTE, id="inner")]))
    note = replace(NOTE, body=inner.strip("\n"))

    assert import_notes(write_markdown(as_quotations([note])), ARTICLES).annotations == (note,)


def test_nothing_in_a_comment_ends_it() -> None:
    note = replace(NOTE, body="", tags=("-->", "--", "<!--"), color="--!>")

    (comment,) = (each for each in write_markdown(as_quotations([note])).split("\n") if "reader:note {" in each)

    inside = comment.removeprefix("<!--").removesuffix("-->")
    assert not any(danger in inside for danger in ("--", "<", ">"))
