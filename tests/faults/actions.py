"""What is done to notes while something goes wrong, and what may be found of them afterwards."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from reader.library.atomic_file import UnconfirmedError
from reader.library.errors import ReaderError
from reader.notes.article_tags import tag_article
from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector
from reader.notes.store import NoteStore

OLD, NEW = "What I thought before.\n" * 40 + "So.", "What I think now.\n" * 60 + "So."
THEIRS = "What somebody else thinks.\n" * 30 + "So."
SELECTORS = (TextQuoteSelector("wall", "the ", " is"), TextPositionSelector(4, 8))

# A note as a person knows it: its article, its text, its tags.
Seen = tuple[str, str, tuple[str, ...]]
Outcomes = Iterable[tuple[Annotation, ReaderError | None]]
StoreType = type[NoteStore]


@dataclass(frozen=True)
class Action:
    """Something done to notes of a store that is *prepared* for it; *kept* are texts that no fault may cost."""

    name: str
    prepare: Callable[[NoteStore], object]
    do: Callable[[NoteStore], Outcomes | None]
    kept: tuple[str, ...] = (OLD,)

    @property
    def is_single(self) -> bool:
        """Whether it changes one file, so that what is told of that is told of all."""
        return self.name in {"create", "change", "delete", "undo"}


class Account(NamedTuple):
    """What a new start finds: the notes by their ids, and what it tells of them."""

    notes: dict[str, Seen]
    problems: frozenset[str]
    missing: int


class Expectation(NamedTuple):
    """What an action leads to when nothing goes wrong."""

    before: Account
    after: Account


def note(body: str, name: str = "one") -> Annotation:
    """Return a note that a fault may meet."""
    return Annotation(name, "harbor", "commenting", *SELECTORS, body, created="2026-11-22T23:15:01Z")


def kept(store: NoteStore, name: str = "one") -> Annotation:
    """Return a note that is there. Raises: ReaderError if it cannot be read."""
    found = store.get(name)
    if found is None and store.unreadable:
        raise ReaderError(store.unreadable[0])
    assert found is not None
    return found


def opened(root: Path, kind: StoreType = NoteStore) -> NoteStore:
    """Return the store under *root* as a new start opens it."""
    return kind(root / "notes", root / "state", root / "cache.json")


def prepared(root: Path, action: Action, kind: StoreType = NoteStore) -> NoteStore:
    """Return a store with another note, and with those that the action is about as they must be."""
    store = opened(root)
    store.save(note("Another.", "other"))
    action.prepare(store)
    store.all()
    store.save_cache()
    store = opened(root, kind)
    store.all()
    return store


def account(root: Path) -> Account:
    """Return what a new start finds and tells."""
    store = opened(root)
    notes = {each.id: (each.article, each.body, each.tags) for each in store.all()}
    return Account(notes, frozenset(store.problems), len(store.vanished))


def expected(root: Path, action: Action) -> Expectation:
    """Return what the action leads to."""
    store = prepared(root, action)
    before = account(root)
    for _, error in action.do(store) or ():
        assert error is None
    return Expectation(before, account(root))


def told(action: Action, store: NoteStore) -> tuple[bool, dict[str, str]]:
    """Do it; return whether all of it was told as done, and the sentences told of single notes, empty for done."""
    sentences: dict[str, str] = {}
    try:
        for annotation, error in action.do(store) or ():
            sentences[annotation.id] = "" if isinstance(error, UnconfirmedError) else str(error or "")
    except UnconfirmedError as error:
        # Of several steps the others may be still to do.
        return action.is_single, sentences | {"": str(error)}
    except ReaderError as error:
        return False, sentences | {"": str(error)}
    return not any(sentences.values()), sentences


def check(root: Path, action: Action, wanted: Expectation, *, is_done: bool, done: Iterable[str] = ()) -> Account:
    """Check what is under *root* after the action: each note as before or as it was to be, nothing told falsely.

    What was told as *done* must be as it was to be.
    """
    found = account(root)
    for name in {*wanted.before.notes, *wanted.after.notes, *found.notes}:
        before, after = wanted.before.notes.get(name), wanted.after.notes.get(name)
        is_sure = is_done or name in done
        assert found.notes.get(name) in ((after,) if is_sure else (before, after)), name
    # Without hard links a name is first taken by an empty file, and a crash may leave that; it is told of.
    news = found.problems - wanted.before.problems - wanted.after.problems
    assert all("it is empty" in each for each in news)
    assert not found.missing
    texts = [each.read_text(encoding="utf-8") for each in (root / "notes").rglob("*.md") if each.is_file()]
    for text in action.kept:
        assert any(text in each for each in texts)
    return found


def _nothing(_: NoteStore) -> None:
    pass


def _three(store: NoteStore) -> None:
    for number in range(3):
        store.save(note(f"{OLD} {number}", f"note-{number}"))


def _tag_three(store: NoteStore) -> Iterator[tuple[Annotation, ReaderError | None]]:
    for each in [each for each in store.all() if each.id != "other"]:
        try:
            store.save(replace(each, tags=(*each.tags, "dates")))
        except ReaderError as error:
            yield each, error
        else:
            yield each, None


def _import_three(store: NoteStore) -> Iterator[tuple[Annotation, ReaderError | None]]:
    for number in range(3):
        new = replace(note(f"{NEW} {number}", f"note-{number}"), article="mill")
        try:
            store.save(new, modified=False)
        except ReaderError as error:
            yield new, error
        else:
            yield new, None


def _delete_three(store: NoteStore) -> Outcomes:
    return store.delete_all([each for each in store.all() if each.id != "other"])


def _deleted_three(store: NoteStore) -> None:
    _three(store)
    for _, error in _delete_three(store):
        assert error is None


def _undo(store: NoteStore) -> None:
    assert store.undo_batch()


def _delete(store: NoteStore) -> None:
    store.delete(kept(store))


def _deleted(store: NoteStore) -> None:
    _saved(store)
    _delete(store)


def _tagged_twice(store: NoteStore) -> None:
    for number in range(2):
        tagging = replace(note("", f"tags-{number}"), quote=None, position=None, tags=(f"tag{number}",))
        store.save(replace(tagging, motivation="tagging"))


def _tag_article(store: NoteStore) -> None:
    tag_article(store, "harbor", ("tag0", "tag1", "tag2"))


def _two_versions(store: NoteStore) -> None:
    saved = store.save(note(OLD))
    path = store.path / "harbor" / f"{saved.id}.md"
    text = path.read_text(encoding="utf-8").replace(OLD, THEIRS)
    path.with_name(f"{saved.id} (conflicted copy 2026-11-23).md").write_text(text, encoding="utf-8")


def _settle(store: NoteStore) -> None:
    (conflict,) = store.conflicts
    store.settle(conflict, "right")


def _change(store: NoteStore) -> None:
    store.save(replace(kept(store), body=NEW))


def _create(store: NoteStore) -> None:
    store.save(note(NEW))


def _saved(store: NoteStore) -> None:
    store.save(note(OLD))


ACTIONS = [
    Action("create", _nothing, _create, ()),
    Action("change", _saved, _change, ()),
    Action("delete", _saved, _delete),
    Action("undo", _deleted, _undo),
    Action("tag", _three, _tag_three),
    Action("import", _nothing, _import_three, ()),
    Action("delete three", _three, _delete_three),
    Action("undo three", _deleted_three, _undo),
    Action("tag an article", _tagged_twice, _tag_article, ()),
    Action("settle", _two_versions, _settle, (OLD, THEIRS)),
]
