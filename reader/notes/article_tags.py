"""Tags of an article: an annotation with the motivation `tagging`, since article files are never changed."""

from collections.abc import Iterable
from dataclasses import replace

from reader.notes.model import Annotation, new_annotation
from reader.notes.store import NoteStore

MOTIVATION = "tagging"


def tagging_of(annotations: Iterable[Annotation]) -> Annotation | None:
    """Return the annotation that only tags the article; None if there is none.

    Two machines, or a moved article, may have left several: then the first, with the tags of all.
    """
    first, *others = _taggings(annotations) or (None,)
    if first is None or not others:
        return first
    return replace(first, tags=tuple(dict.fromkeys(tag for each in (first, *others) if each for tag in each.tags)))


def tag_article(store: NoteStore, article_id: str, tags: Iterable[str]) -> Annotation | None:
    """Set the user's tags of an article; return the annotation, None if there are none.

    Raises: SaveConflict, ReaderError; no tag that should stay is lost then.
    """
    store.refresh(article_id)
    first, *others = _taggings(store.of(article_id)) or (replace(new_annotation(article_id), motivation=MOTIVATION),)
    wanted = tuple(dict.fromkeys(tags))
    if wanted:
        saved = first if first.tags == wanted else store.save(replace(first, tags=wanted))
    else:
        saved, others = None, [first, *others]
    # Last, so that a crash leaves a tag too many rather than one too few.
    for each in others:
        store.delete(each)
    return saved


def _taggings(annotations: Iterable[Annotation]) -> list[Annotation]:
    found = (each for each in annotations if each.motivation == MOTIVATION and each.quote is None and not each.body)
    return sorted(found, key=lambda each: (each.created, each.id))
