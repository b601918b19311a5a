"""Articles whose files were moved or renamed: notes and state follow to the new id.

Moves are found from the files alone, also by a machine that never saw the old place: notes and reading state keep the
key of their article's text. The catalog's memory of removed files helps too.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from reader.library.atomic_file import WriteError
from reader.library.catalog import Catalog
from reader.library.corrections import Corrections
from reader.library.errors import ReaderError
from reader.library.identity import match_moves, short_key, text_sha256
from reader.library.state import ReadingState
from reader.room.entries import count_notes

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.notes.store import NoteStore


@dataclass(frozen=True, slots=True)
class Move:
    """An article whose id was *old* and is *new* now, with its title and the path of its file."""

    old: str
    new: str
    title: str
    path: str


def follow_moves(
    catalog: Catalog, notes: "NoteStore", state: ReadingState, corrections: Corrections
) -> Iterator[Move | ReaderError]:
    """Move notes and state of every moved article to its new id; yield the move, or why it failed.

    A failed move is found again next time.
    """
    pairs = find_moves(catalog, notes, state, corrections)
    linked = {each.link for each in notes.all() if each.link} if pairs else set()
    noted = count_notes(*notes.folders).keys() | linked
    followed = []
    for old, new in pairs.items():
        try:
            if old in noted:
                notes.move_article(old, new, is_linked=old in linked)
            corrections.move(old, new)
        except ReaderError as error:
            yield error
            continue
        state.carry(old, new)
        followed.append(old)
        entry = catalog.entry(new)
        if entry is not None:
            yield Move(old, new, entry.title, entry.path)
    try:
        state.save()
    except WriteError as error:
        # It stays in memory; the next run tries again.
        yield error
    with catalog.writing():
        catalog.identities.forget_departed(followed)


def current_id(catalog: Catalog, article: "Article") -> str:
    """Return an article's present id, which differs if its file was moved after it was read."""
    if catalog.entry(article.id) is not None:
        return article.id
    key = short_key(text_sha256(article.text))
    return match_moves({article.id: Counter([key])}, catalog.identities.successors([key])).get(article.id, article.id)


def strays_mark(catalog: Catalog, noted: Collection[str]) -> str:
    """Return a hash of the set of missing articles among those with notes (*noted*)."""
    return sha256(" ".join(sorted({*noted} - catalog.known_ids([*noted]))).encode()).hexdigest()


def find_moves(catalog: Catalog, notes: "NoteStore", state: ReadingState, corrections: Corrections) -> dict[str, str]:
    """Map the ids of missing articles to their new ids."""
    notes.refresh()
    gone: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for old, key in _keys_of_gone(catalog, notes, state, corrections):
        gone[old][key] += 1
    wanted = sorted({key for counted in gone.values() for key in counted if key})
    return match_moves(gone, catalog.identities.successors(wanted))


def _keys_of_gone(
    catalog: Catalog, notes: "NoteStore", state: ReadingState, corrections: Corrections
) -> Iterator[tuple[str, str]]:
    """Yield the ids of missing articles with the key of their text, from everything that keeps it."""
    from reader.notes.model import LINK_TEXT

    def missing(ids: Iterable[str]) -> set[str]:
        return {*ids} - catalog.known_ids([*ids])

    for old, keys in catalog.identities.departed().items():
        yield from ((old, key) for key in keys)
    for old in missing(count_notes(*notes.folders)):
        yield from ((old, short_key(each.text_sha256)) for each in notes.of(old))
    linking = [each for each in notes.all() if each.link]
    unlinked = missing({str(each.link) for each in linking})
    for each in linking:
        if each.link in unlinked:
            yield str(each.link), short_key(str(each.extra.get(LINK_TEXT, "")))
    for old in missing(corrections.stamps()):
        yield old, corrections.of(old)[0].text
    touched = state.touched()
    for old in missing(touched):
        yield old, touched[old].text
