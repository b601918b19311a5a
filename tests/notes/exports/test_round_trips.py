"""What goes out in a format that we read comes in as it was."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.record import Record
from reader.notes.exports.formats import FORMATS, detect, import_notes
from reader.notes.exports.import_batch import ImportRefused, KnownArticles
from reader.notes.exports.markdown import escaped, unescaped
from reader.notes.model import Annotation
from reader.notes.store import NoteStore
from tests.notes.exports.quoted import ARTICLES, NOTE, RECORDS, as_quotations, many
from tests.notes.notes_made import LETTERS, TEXTS

WHOLE = ["markdown", "jsonld", "hypothesis", "jsonl"]


def sorted_by_id(annotations: Iterable[Annotation]) -> list[Annotation]:
    return sorted(annotations, key=lambda each: (each.article, each.id))


@pytest.mark.parametrize("name", WHOLE)
@given(annotations=many(), record=RECORDS)
def test_our_own_export_is_imported_as_it_was(name: str, annotations: list[Annotation], record: Record) -> None:
    text = FORMATS[name].write(as_quotations(annotations, record))
    reader = FORMATS[name].read
    assert reader is not None

    imported = reader(text, KnownArticles())

    assert imported.problems == ()
    assert sorted_by_id(imported.annotations) == sorted_by_id(annotations)


@pytest.mark.parametrize("name", WHOLE)
def test_a_store_that_went_out_and_in_is_the_same_byte_for_byte(name: str, tmp_path: Path) -> None:
    first = NoteStore(tmp_path / "first", tmp_path / "state")
    first.save(NOTE, modified=False)
    first.save(replace(NOTE, id="two", article="mill", quote=None, position=None, extra={"k": ["1"]}), modified=False)

    text = FORMATS[name].write(as_quotations(first.all()))
    second = NoteStore(tmp_path / "second", tmp_path / "state")
    for each in import_notes(text, ARTICLES).annotations:
        second.save(each, modified=False)

    files = [
        {str(each.relative_to(root)): each.read_bytes() for each in root.rglob("*.md")}
        for root in (tmp_path / "first", tmp_path / "second")
    ]
    assert files[0] == files[1]
    assert len(files[0]) == 2


@given(annotations=many())
def test_what_readwise_can_hold_comes_back(annotations: list[Annotation]) -> None:
    annotations = [each for each in annotations if each.exact or each.body]
    text = FORMATS["csv"].write(as_quotations(annotations, Record()))

    imported = import_notes(text, KnownArticles(), "csv")

    assert imported.problems == ()
    assert [*map(held, imported.annotations)] == [*map(held, as_annotations(annotations))]


def held(note: Annotation) -> tuple[object, ...]:
    """Return what a row of the CSV can hold."""
    start = note.position.start if note.position and note.quote else None
    return note.id, note.article, note.exact, note.body, note.tags, note.color, note.created, start


def as_annotations(annotations: list[Annotation]) -> list[Annotation]:
    return [each.annotation for each in as_quotations(annotations, Record())]


@pytest.mark.parametrize(("body", "motivation"), [("A thought.", "commenting"), ("", "highlighting")])
def test_json_lines_that_say_no_motivation_are_read_as_a_file_would_be(
    body: str, motivation: str, tmp_path: Path
) -> None:
    row = {"id": "one", "article": "harbor", "quote": "wall", "start": 4, "end": 8, "body": body}

    batch = import_notes(json.dumps(row), KnownArticles())

    (note,) = batch.annotations
    assert note.motivation == motivation
    assert NoteStore(tmp_path / "notes", tmp_path / "state").save(note).motivation == motivation


@pytest.mark.parametrize("name", [*WHOLE, "csv", "html"])
def test_the_format_of_a_file_is_seen(name: str) -> None:
    assert detect(FORMATS[name].write(as_quotations([NOTE]))) == name


@pytest.mark.parametrize("name", [*WHOLE, "csv"])
@given(text=st.text(LETTERS, max_size=60) | st.text(max_size=60))
def test_whatever_is_imported_comes_in_or_is_refused_with_a_sentence(name: str, text: str) -> None:
    for each in (
        text,
        f'[{{"type": "Annotation", "target": {text}}}]',
        f'{{"rows": [{text}]}}',
        f"Highlight,URL\n{text}",
    ):
        try:
            imported = import_notes(each, ARTICLES, name)
        except ImportRefused:
            continue
        assert all(problem.endswith(".") for problem in imported.problems)


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize(
    "text",
    [
        "[" * 50,
        "{" * 50,
        '{"rows": ' + "[" * 50,
        "[" * 40 + "1" + "]" * 40,
        "null",
        "1",
        '{"rows": 3}',
        '[{"type": "Annotation"}]',
    ],
)
def test_hostile_json_is_refused_or_brings_nothing(name: str, text: str) -> None:
    try:
        imported = import_notes(text, ARTICLES, name)
    except ImportRefused:
        return
    assert imported.annotations == ()


@given(TEXTS | st.text("\\`*_[]<>#|~&$-+=1.) \nab", max_size=30))
def test_what_is_escaped_for_markdown_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text
