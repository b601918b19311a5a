"""Corrections: files of their own, read back as written, and never written over where they cannot be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.corrections import CORRECTABLE, CorrectionError, Corrections, parse_value, shown_value, value_of
from reader.library.record import Record

PAGE = Record(title="VIDEO: the bridge", author="Staff", site="Post", published="2020-03-02", published_from="url",
              language="en", tags=("old",), url="http://example.org/")  # fmt: skip


@pytest.fixture
def corrections(tmp_path: Path) -> Corrections:
    return Corrections(tmp_path / "corrections", tmp_path / "locks")


def test_a_correction_is_kept_with_what_the_page_said(corrections: Corrections) -> None:
    corrections.correct("bridge", PAGE, {"title": "The bridge", "author": "", "tags": ("a", "b c")}, "key")

    kept = corrections.read("bridge")
    assert kept.values == {"title": "The bridge", "author": "", "tags": ("a", "b c")}
    assert kept.said == {"title": "VIDEO: the bridge", "author": "Staff", "tags": ("old",)}
    record = kept.applied(PAGE)
    assert (record.title, record.author, record.tags, record.site, record.published_from) == (
        "The bridge", None, ("a", "b c"), "Post", "url"
    )  # fmt: skip


def test_a_value_that_is_the_pages_own_takes_the_correction_back(corrections: Corrections, tmp_path: Path) -> None:
    corrections.correct("bridge", PAGE, {"title": "The bridge", "published": "2020-03-01"})
    corrections.correct("bridge", PAGE, {"title": PAGE.title or ""})

    assert corrections.read("bridge").values == {"published": "2020-03-01"}
    assert corrections.read("bridge").applied(PAGE).published_from is None
    corrections.correct("bridge", PAGE, {"published": "2020-03-02"})
    assert list((tmp_path / "corrections").iterdir()) == []
    assert corrections.stamps() == {}


@pytest.mark.parametrize(
    "text", ["[", "- one\n", "title: [[a]]\n", 'published: "soon"\n', "title: {a: b}\n", "\x00\x01"]
)
def test_a_damaged_file_is_told_and_never_written_over(corrections: Corrections, text: str) -> None:
    corrections.path.mkdir()
    file = corrections.path / "bridge.yaml"
    file.write_text(text)

    correction, problem = corrections.of("bridge")
    assert correction.applied(PAGE) == PAGE
    assert problem is not None
    assert problem.startswith("The correction corrections/bridge.yaml was ignored: ")
    with pytest.raises(CorrectionError):
        corrections.correct("bridge", PAGE, {"title": "Mine"})
    assert file.read_text() == text


@given(st.sampled_from(CORRECTABLE), st.text(max_size=60))
def test_what_is_typed_is_refused_in_a_sentence_or_reads_back_as_it_is_shown(name: str, text: str) -> None:
    try:
        value = parse_value(name, text)
    except CorrectionError:
        return
    assert parse_value(name, shown_value(value)) == value


@pytest.mark.parametrize("article", ["../notes", "", "A", "a/b", "x" * 65])
def test_an_id_is_no_path(corrections: Corrections, article: str) -> None:
    with pytest.raises(CorrectionError, match="is not the id of an article"):
        corrections.correct(article, PAGE, {"title": "Mine"})


def test_a_correction_follows_an_article_that_has_another_id(corrections: Corrections) -> None:
    corrections.correct("old", PAGE, {"title": "The bridge"})
    corrections.move("old", "new")

    assert corrections.read("new").values == {"title": "The bridge"}
    assert value_of(corrections.read("old").applied(PAGE), "title") == PAGE.title
