"""What is judged of a cross-reference, known at both ends, and its file."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.notes.exports.formats import FORMATS
from reader.notes.exports.import_batch import KnownArticles
from reader.notes.judged_links import articles_related, judged_links, judgment
from reader.notes.model import RELATIONS, Annotation, TextQuoteSelector, new_annotation
from reader.notes.note_file import format_note, parse_note
from reader.notes.store import NoteStore
from tests.notes.exports.quoted import as_quotations

OLD = '---\nid: "a"\narticle: "harbor"\nmotivation: "linking"\nlink: "mill"\nmood: "calm"\n---\nSee there.\n'


def test_what_is_judged_from_one_article_is_known_at_the_other() -> None:
    said = judgment(None, "harbor", "mill", "contradicts", "Another number.")

    for article, other in (("harbor", "mill"), ("mill", "harbor")):
        (link,) = judged_links([said], article).values()
        assert (link.other, link.relation, link.note) == (other, "contradicts", "Another number.")
    assert judged_links([said], "elsewhere") == {}
    assert said.motivation == "linking"


def test_judging_again_from_the_other_end_changes_the_same_annotation() -> None:
    said = judgment(None, "harbor", "mill", "contradicts")

    again = judgment(judged_links([said], "mill")["harbor"], "mill", "harbor", "unrelated", "No.")

    assert (again.id, again.article, again.link) == (said.id, "harbor", "mill")
    assert judged_links([again], "harbor")["mill"].is_dismissed


def test_a_link_from_a_passage_is_a_note_of_its_own_and_is_never_written_over() -> None:
    noted = replace(new_annotation("harbor"), quote=TextQuoteSelector("words"), link="mill", motivation="linking")

    known = judged_links([noted], "harbor")["mill"]
    said = judgment(known, "harbor", "mill", "unrelated")

    assert not known.is_dismissed
    assert said.id != noted.id
    assert judged_links([said, noted], "mill")["harbor"].is_dismissed


def test_of_two_judgments_of_one_pair_the_later_holds() -> None:
    early = replace(judgment(None, "harbor", "mill", "repeats"), modified="2026-01-01T00:00:00Z")
    late = replace(judgment(None, "mill", "harbor", "confirms"), modified="2026-02-01T00:00:00Z")

    assert judged_links([late, early], "harbor")["mill"].relation == "confirms"
    assert articles_related([late, early], "confirms") == {"harbor", "mill"}
    assert articles_related([late, early], "repeats") == frozenset()


@given(
    st.lists(
        st.builds(
            lambda pair, relation, moment, name: Annotation(
                name, pair[0], "linking", link=pair[1], relation=relation, modified=f"2026-01-{moment:02}"
            ),
            st.permutations(["a", "b", "c"]),
            st.sampled_from(["", *RELATIONS]),
            st.integers(1, 28),
            st.uuids().map(str),
        ),
        max_size=6,
    )
)
def test_both_ends_always_say_the_same(annotations: list[Annotation]) -> None:
    for one in "abc":
        for other, link in judged_links(annotations, one).items():
            assert judged_links(annotations, other)[one].annotation == link.annotation
            assert {one, other} <= articles_related(annotations, link.relation)


def test_an_old_file_without_a_relation_is_read_and_keeps_what_is_not_ours() -> None:
    note = parse_note(OLD, "harbor", "a").annotation

    assert (note.link, note.relation) == ("mill", "")
    written = format_note(replace(note, relation="confirms"), OLD)
    assert 'mood: "calm"' in written
    assert 'relation: "confirms"' in written
    assert parse_note(written, "harbor", "a").annotation.relation == "confirms"


@pytest.mark.parametrize("name", ["jsonld", "markdown", "jsonl", "hypothesis"])
def test_a_judgment_travels(name: str, tmp_path: Path) -> None:
    store = NoteStore(tmp_path / "notes", tmp_path / "state", tmp_path / "cache.json")
    saved = store.save(judgment(None, "harbor", "mill", "contradicts", "Another number."))
    store.all()
    store.save_cache()

    text = FORMATS[name].write(as_quotations([saved]))
    read = FORMATS[name].read

    assert read is not None
    assert read(text, KnownArticles()).annotations == (saved,)
    assert NoteStore(tmp_path / "notes", tmp_path / "state", tmp_path / "cache.json").all() == (saved,)
