"""The tags of an article as a whole, also where two machines have tagged it at once."""

from dataclasses import replace

from reader.notes.article_tags import MOTIVATION, tag_article, tagging_of
from reader.notes.model import new_annotation
from reader.notes.store import NoteStore
from tests.notes.stores import made


def tags_of(store: NoteStore) -> tuple[str, ...]:
    store.refresh()
    found = tagging_of(store.of("harbor"))
    return found.tags if found else ()


def test_an_article_is_tagged_tagged_otherwise_and_untagged(store: NoteStore) -> None:
    store.save(made())

    tag_article(store, "harbor", ["sea", "wall", "sea"])
    assert tags_of(store) == ("sea", "wall")
    tag_article(store, "harbor", ["wall"])
    assert tags_of(store) == ("wall",)
    assert tag_article(store, "harbor", []) is None

    assert tags_of(store) == ()
    assert len(store.all()) == 1
    assert tag_article(store, "harbor", []) is None


def test_saying_the_same_again_changes_nothing(store: NoteStore) -> None:
    saved = tag_article(store, "harbor", ["sea"])

    assert tag_article(store, "harbor", ["sea"]) == saved


def test_the_tags_of_two_machines_are_all_there_and_one_annotation_after_the_next_change(store: NoteStore) -> None:
    for number, tag in enumerate(["sea", "wall"]):
        tagging = replace(new_annotation("harbor"), motivation=MOTIVATION, tags=(tag,))
        store.save(replace(tagging, created=f"2026-11-2{number}T08:00:00Z"))
    assert tags_of(store) == ("sea", "wall")

    tag_article(store, "harbor", ["wall", "new"])

    assert tags_of(store) == ("wall", "new")
    assert len(store.all()) == 1
    tag_article(store, "harbor", [])
    assert store.all() == ()


def test_a_note_with_tags_is_no_tag_of_the_article(store: NoteStore) -> None:
    store.save(replace(made(), tags=("sea",)))
    store.save(replace(new_annotation("harbor", body="Hm."), motivation=MOTIVATION, tags=("hm",)))

    assert tags_of(store) == ()
