"""Tags of an article as a whole: an annotation with the motivation `tagging`, since no article's file is changed."""

from collections.abc import Iterable
from dataclasses import replace

from reader.notes.model import Annotation, new_annotation
from reader.notes.store import NoteStore

MOTIVATION = "tagging"


def tagging_of(annotations: Iterable[Annotation]) -> Annotation | None:
    """Return the annotation that tags the article, which says nothing else; None without one."""
    return next(
        (each for each in annotations if each.motivation == MOTIVATION and each.quote is None and not each.body), None
    )


def tag_article(store: NoteStore, article_id: str, tags: Iterable[str]) -> Annotation | None:
    """Give an article these tags and no others of ours; return the annotation that says so, None if there are none.

    Raises: SaveConflict, ReaderError; the tags are then as they were.
    """
    store.refresh(article_id)
    known = tagging_of(store.of(article_id))
    wanted = tuple(dict.fromkeys(tags))
    if not wanted:
        if known is not None:
            store.delete(known)
        return None
    if known is None:
        known = replace(new_annotation(article_id), motivation=MOTIVATION)
    return known if known.tags == wanted else store.save(replace(known, tags=wanted))
