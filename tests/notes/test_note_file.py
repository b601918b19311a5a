"""The file of an annotation: there and back, by our hand and by others'."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.library.errors import ReaderError
from reader.library.yaml_text import NOTE, read_yaml, write_yaml
from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector
from reader.notes.note_file import NoteError, format_note, normalize, parse_note, read_canonical
from tests.notes.notes_made import ANNOTATIONS, LETTERS, TEXTS

BY_HAND = """---
# my own comment
id: 20261122t231501-1a2b3c
rating: 5
article: harbor
quote: 'the old wall'   # what they said
aliases:
- one
- two

summary: |
  A block
  of text.

tags: [sea, "wall"]
start: 12
end: 24
---

What I think of it.

"""


@given(ANNOTATIONS)
def test_what_is_written_is_read_back(annotation: Annotation) -> None:
    parsed = parse_note(format_note(annotation), annotation.article, annotation.id)

    assert parsed.annotation == annotation


@given(ANNOTATIONS)
def test_normalizing_twice_is_normalizing_once(annotation: Annotation) -> None:
    assert normalize(annotation) == annotation


@given(ANNOTATIONS, ANNOTATIONS)
def test_a_revised_file_says_the_new_annotation(old: Annotation, new: Annotation) -> None:
    new = replace(new, id=old.id, article=old.article)

    text = format_note(new, format_note(old))

    assert parse_note(text, new.article, new.id).annotation == new


@given(ANNOTATIONS)
def test_a_file_that_says_the_same_still_is_not_touched(annotation: Annotation) -> None:
    text = format_note(annotation)

    assert format_note(annotation, text) == text


@given(ANNOTATIONS)
def test_our_own_front_matter_is_read_as_yaml_reads_it(annotation: Annotation) -> None:
    head = format_note(annotation).split("\n---\n")[0].removeprefix("---\n") + "\n"
    facts = read_canonical(head)
    assume(facts is not None)

    assert facts == read_yaml(head, NOTE)


@given(st.dictionaries(st.sampled_from(["id", "null", "no", "tags", "x"]), TEXTS | st.integers(0, 99), max_size=4))
def test_whatever_is_read_fast_is_what_yaml_reads(facts: dict[str, object]) -> None:
    head = write_yaml(facts)
    fast = read_canonical(head)

    assert fast is None or fast == read_yaml(head, NOTE)


@given(st.text(LETTERS, max_size=60), st.text(LETTERS, max_size=20))
def test_whatever_a_file_holds_it_is_read_or_refused_as_no_note(head: str, body: str) -> None:
    for text in (f"---\n{head}\n---\n{body}", head + body, f"---\n{head}"):
        try:
            parsed = parse_note(text, "harbor", "one").annotation
        except NoteError:
            continue
        assert parse_note(format_note(parsed, text), "harbor", "one").annotation == parsed


def test_a_note_by_hand_is_read() -> None:
    note, remarks, *_ = parse_note(BY_HAND, "harbor", "20261122t231501-1a2b3c")

    assert note.quote == TextQuoteSelector("the old wall")
    assert note.position == TextPositionSelector(12, 24)
    assert note.tags == ("sea", "wall")
    assert note.body == "What I think of it."
    assert note.extra == {"rating": "5", "aliases": ["one", "two"], "summary": "A block\nof text.\n"}
    assert remarks == ()


def test_what_another_program_wrote_survives_our_change_letter_by_letter() -> None:
    note = parse_note(BY_HAND, "harbor", "20261122t231501-1a2b3c").annotation

    text = format_note(replace(note, tags=("sea",), color="blue", body="Changed."), BY_HAND)

    expected = BY_HAND.replace('tags: [sea, "wall"]', 'tags: ["sea"]').replace(
        "end: 24\n---\n\nWhat I think of it.\n\n", 'end: 24\ncolor: "blue"\n---\nChanged.\n'
    )
    assert text == expected


def test_taking_a_fact_away_takes_its_lines_only() -> None:
    note = parse_note(BY_HAND, "harbor", "20261122t231501-1a2b3c").annotation

    text = format_note(replace(note, quote=None, extra={"rating": "5", "aliases": ["one", "two"]}), BY_HAND)

    gone = "quote: 'the old wall'   # what they said\n", "summary: |\n  A block\n  of text.\n\n"
    assert text == BY_HAND.replace(gone[0], "").replace(gone[1], "")


def test_windows_line_ends_stay() -> None:
    text = BY_HAND.replace("\n", "\r\n")
    note = parse_note(text, "harbor", "20261122t231501-1a2b3c").annotation

    assert format_note(note, text) == text
    assert format_note(replace(note, color="blue"), text).count("\r\n") == text.count("\r\n") + 1


def test_a_file_without_front_matter_is_a_note_on_the_article() -> None:
    note, *_ = parse_note("Only a thought.\n", "harbor", "thought")

    assert (note.motivation, note.body, note.quote) == ("commenting", "Only a thought.", None)
    assert format_note(note, "Only a thought.\n").endswith("---\nOnly a thought.\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("\ufeff\n \n", "empty"),
        ("---\nquote: x\n", "does not end"),
        ("quote: x\n---\nwords", "does not begin"),
        ("---\nquote: [\n---\n", "not YAML"),
        ("---\nquote: &a x\nother: *a\n---\n", "not YAML"),
        ("---\n- a\n---\n", "not a list of keys"),
        ("---\nquote: a\nquote: b\n---\n", "appears twice"),
        ("---\narticle: [harbor, mill]\n---\n", "more than one article"),
        ("---\nquote: " + "x" * 1_000_001 + "\n---\n", "larger"),
    ],
)
def test_a_file_that_is_no_note_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(NoteError, match=reason):
        parse_note(text, "harbor", "one")


@pytest.mark.parametrize(
    ("head", "remark"),
    [
        ("article: mill", "folder of another"),
        ("id: two", "has another name"),
        ("quote: [a]", "“quote” is not text"),
        ("quote: a\nstart: 9\nend: 3", "do not mark a passage"),
        ("quote: a\nstart: many", "do not mark a passage"),
        ("tags: {a: b}", "not a list of words"),
        ("start: 3\nend: 9", "no quote"),
    ],
)
def test_what_is_not_as_it_should_be_is_remarked_upon_and_kept(head: str, remark: str) -> None:
    text = f"---\n{head}\n---\nWords.\n"
    note, remarks, *_ = parse_note(text, "harbor", "one")

    assert any(remark in each for each in remarks)
    assert format_note(replace(note, color="blue"), text) == f'---\n{head}\ncolor: "blue"\n---\nWords.\n'


def test_tags_in_one_line_are_several() -> None:
    assert parse_note("---\ntags: sea, wall\n---\n", "harbor", "one").annotation.tags == ("sea", "wall")


def test_a_note_that_cannot_be_read_back_is_refused_by_its_reader() -> None:
    huge = Annotation("one", "harbor", quote=TextQuoteSelector("x" * 1_000_001))

    with pytest.raises(ReaderError):
        parse_note(format_note(huge), "harbor", "one")


@pytest.mark.parametrize(
    "previous",
    [
        "---\nquote: [\n---\n",
        '---\na: "x\n b: y\n c"\nd: {e:\n  f}\n---\n',
        "---\n{id: one}\n---\n",
        "---\n---\nOnly a body.",
        "\ufeffOnly a body.",
        '---\na: "one\nb: two"\n---\n',
        "---\na: 1\n? b\n: c\n---\n",
        "---\na: 1\nb: [\n---\n",
    ],
)
def test_however_a_file_was_written_it_says_the_annotation_afterwards(previous: str) -> None:
    note = normalize(Annotation("one", "harbor", "commenting", body="New.", tags=("sea",)))

    assert parse_note(format_note(note, previous), "harbor", "one").annotation.body == "New."
    assert parse_note(format_note(note, previous), "harbor", "one").annotation.tags == ("sea",)


def test_what_no_file_can_say_is_left_out() -> None:
    note = Annotation(
        "one",
        "harbor",
        quote=TextQuoteSelector("", "a", "b"),
        position=TextPositionSelector(9, 3),
        extra={"a": True, "b": None, "c": (1, {"d": False}), "id": "two"},
    )

    assert normalize(note).quote is None
    assert normalize(note).position is None
    assert normalize(note).extra == {"a": "true", "b": "", "c": ["1", {"d": "false"}]}


def test_a_line_separator_in_a_text_ends_no_entry() -> None:
    text = '---\nrating: "5\u2028id: 6"\nid: one\n---\nBody.\n'
    note = parse_note(text, "harbor", "one").annotation

    assert format_note(replace(note, body="New."), text) == text.replace("Body.", "New.")


@pytest.mark.parametrize(
    "head", ['null: "x"\n', 'a: "x"\na: "y"\n', 'a: "x"', "a: x\n", 'a: "x\x85y"\n', 'a: "\\u0041"\n']
)
def test_what_is_not_written_as_we_write_it_is_left_to_yaml(head: str) -> None:
    assert read_canonical(head) is None
