"""What comes with added articles besides their texts: reading state, tags and highlights."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import islice, takewhile
from operator import eq
from pathlib import Path
from typing import TYPE_CHECKING

from reader.ingest.accession import AddedFile, Belongings
from reader.ingest.addition import Recipient
from reader.ingest.formats.source import Source
from reader.library.errors import ReaderError
from reader.library.front_matter import parse_article
from reader.library.guarded_file import read_text
from reader.library.identity import is_id
from reader.library.markdown import parse
from reader.library.record import Record
from reader.notes.colors import COLORS, USUAL_COLOR
from reader.room.import_log import ImportLog
from reader.room.session import Session
from reader.room.shelf import NoSuchArticle
from reader.text.plurals import count

if TYPE_CHECKING:
    from reader.ingest.formats.part import Highlight
    from reader.ingest.found_files import FoundFile
    from reader.notes.anchoring import AnchoringText
    from reader.notes.model import Annotation

_MOST_WORDS, _MOST_PLACES = 40, 200
# How much is looked at beside a place, and how many letters of it tell it from others.
_AROUND, _LEAST_AGREEMENT = 100, 8
# The nearest of our colors for colors of other programs.
_COLORS = {"red": "pink", "purple": "pink", "magenta": "pink", "cyan": "blue", "teal": "blue", "olive": "yellow"}
_SHADES = {
    "yellow": (255, 220, 0),
    "green": (60, 190, 80),
    "blue": (50, 130, 230),
    "pink": (240, 90, 150),
    "orange": (255, 150, 30),
}
_HEX = re.compile(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})(?:[0-9a-fA-F]{2})?\Z")


class Arrivals(Recipient):
    """Adds what came with articles to a library; with *is_dry* it only reports what it would add.

    *sources* are the files and addresses to add.
    """

    def __init__(
        self, session: Session, sources: "Iterable[Path | Source | FoundFile]" = (), *, is_dry: bool = False
    ) -> None:
        self._session = session
        self._is_dry = is_dry
        self._has_state = False
        # The files of all articles for which something came.
        self.files: dict[str, Path] = {}
        self._log = ImportLog(session, map(_name_of, sources))
        self._new_notes: list[str] = []

    def receive(self, added: AddedFile) -> AddedFile:
        """Add what came with an article, and return its result with that in the reason."""
        if added.id is None:
            return added
        told = [added.reason or ""]
        self._new_notes = []
        try:
            # In a dry run there is no text in which to place anything.
            is_text_there = not self._is_dry or not added.is_new or added.result == "links"
            told += self._joined(added.id, added.belongings, is_text_there=is_text_there)
            if not self._is_dry:
                told += self._caught_up(added)
        except ReaderError as error:
            told.append(str(error))
        self.files[added.id] = self._file(added.id)
        if (added.is_new or added.is_changed) and not self._is_dry:
            self._log.note(added.id, self._new_notes, is_new=added.is_new)
        return replace(added, reason=" ".join(filter(None, told)) or None, belongings=Belongings())

    def announce(self, path: Path, data: bytes, *, is_new: bool) -> None:
        """Note a file that is about to be written: whoever is killed now leaves an import that can be undone."""
        if path.parent == self._session.library.articles:
            self._log.announce(path.stem, data, is_new=is_new)

    def end(self) -> None:
        """Note that the import is complete."""
        if not self._is_dry:
            self._log.end()

    def save(self) -> None:
        """Save the read and starred marks. Raises: WriteError."""
        if self._has_state:
            self._session.state.save()

    def _caught_up(self, added: AddedFile) -> Iterable[str]:
        """Do for an article that is on disk now what waited for that."""
        article_id = str(added.id)
        if added.result == "version":
            self._inherit_corrections(article_id)
        return self._place_again(article_id) if added.is_changed else ()

    def _joined(self, article_id: str, belongings: Belongings, *, is_text_there: bool) -> Iterable[str]:
        yield from self._join_state(article_id, belongings)
        if belongings.tags or belongings.highlights:
            record, text = self._article(article_id)
            yield from self._join_tags(article_id, record, belongings.tags)
            yield from self._join_highlights(article_id, text if is_text_there else None, belongings.highlights)

    def _join_state(self, article_id: str, belongings: Belongings) -> Iterable[str]:
        """Mark an article as read or starred; a mark that it has here stays, whatever another program says."""
        known = self._session.state.of(article_id)
        read, starred = bool(belongings.read and not known.read), bool(belongings.starred and not known.starred)
        if not read and not starred:
            return
        if not self._is_dry:
            self._session.state.change(article_id, read=read or None, starred=starred or None)
            self._has_state = True
        yield f"It is marked as {' and '.join(filter(None, ('read' * read, 'starred' * starred)))}."

    def _join_tags(self, article_id: str, record: Record, tags: Iterable[str]) -> Iterable[str]:
        from reader.notes.article_tags import tag_article, tagging_of

        store = self._session.notes
        own = tagging_of(store.of(article_id))
        known = (*record.tags, *(own.tags if own else ()))
        folded = {each.casefold() for each in known}
        new = tuple(dict.fromkeys(each for each in tags if each.casefold() not in folded))
        if not new:
            return
        if not self._is_dry:
            tag_article(store, article_id, (*(own.tags if own else ()), *new))
        yield f"New tags: {', '.join(new)}."

    def _join_highlights(self, article_id: str, text: str | None, highlights: Iterable["Highlight"]) -> Iterable[str]:
        from reader.notes.anchoring import AnchoringText

        store = self._session.notes
        store.refresh(article_id)
        there = store.of(article_id)
        known = {each.id for each in there} | {_key(each.exact, each.body) for each in there}
        where = AnchoringText(text or "")
        taken = lost = 0
        for each in highlights:
            note = _annotation(article_id, each, where)
            if note is None:
                continue
            if known & {note.id, _key(each.exact, note.body)}:
                # One whose file is gone comes back as it was last seen.
                taken += 0 if self._is_dry else store.restore_vanished(article_id, note.id)
                continue
            known |= {note.id, _key(each.exact, note.body)}
            if not self._is_dry:
                store.save(note, modified=False)
                self._new_notes.append(note.id)
            taken += 1
            lost += text is not None and _is_unplaced(note)
        if taken:
            yield f"{count(taken, 'note')}, {lost:,} not placed." if lost else f"{count(taken, 'note')}."

    def _place_again(self, article_id: str) -> Iterable[str]:
        """Place the notes that came with a link in its page; yield how many found their passages."""
        from reader.notes.anchoring import AnchoringText

        lost = [each for each in self._session.notes.of(article_id) if each.quote and each.position is None]
        where = AnchoringText(self._article(article_id)[1]) if lost else None
        found = [each for each in (_placed(each, where, None) for each in lost if where) if each.position is not None]
        for each in found:
            self._session.notes.save(each, modified=False)
        if found:
            left = len(lost) - len(found)
            yield f"{count(len(lost), 'note')}, {left:,} not placed." if left else f"{count(len(lost), 'note')} placed."

    def _inherit_corrections(self, article_id: str) -> None:
        """Take over what was corrected in the version before this one."""
        record, _ = self._article(article_id)
        earlier = record.extra.get("version_of")
        if isinstance(earlier, str) and is_id(earlier):
            self._session.corrections.inherit(earlier, article_id, record)

    def _file(self, article_id: str) -> Path:
        """Return the file of an article, which the catalog may not know yet."""
        path = self._session.catalog.owner_of(article_id)
        return self._session.library.file_at(path) if path else self._session.library.articles / f"{article_id}.md"

    def _article(self, article_id: str) -> tuple[Record, str]:
        """Return the present record and text of an article, which the catalog may not know yet."""
        folder = self._session.library.articles
        with suppress(OSError, ReaderError):
            record, _, markdown, _ = parse_article(read_text(folder / f"{article_id}.md", within=folder))
            return record, parse(markdown).text
        with suppress(NoSuchArticle):
            article = self._session.shelf.article(article_id)
            return article.record, article.text
        return Record(), ""


def _name_of(source: "Path | Source | FoundFile") -> str:
    """Return the key of something that is added: its path, or its name and address."""
    if isinstance(source, Source):
        return f"{source.name} {source.told.url or ''}"
    return str((source if isinstance(source, Path) else source.path).absolute())


def _key(exact: str, body: str) -> str:
    return f"{' '.join(exact.split())}\n{' '.join(body.split())}"


def _is_unplaced(note: "Annotation") -> bool:
    return note.quote is not None and note.position is None


def _annotation(article_id: str, highlight: "Highlight", where: "AnchoringText") -> "Annotation | None":
    """Return the annotation of a highlight, at its words if they are found; None if it is empty."""
    from reader.notes.exports.facts import id_for, utc
    from reader.notes.model import Annotation, TextQuoteSelector
    from reader.notes.note_file import normalize

    exact, body = highlight.exact.strip(), highlight.note.strip()
    if not exact and not body:
        return None
    created = utc(highlight.created or "")
    quote = TextQuoteSelector(exact, highlight.prefix, highlight.suffix) if exact else None
    note = Annotation(
        # Not random: adding a file twice must not add its notes twice.
        id_for(f"highlight:{article_id}\n{exact}\n{body}", created),
        article_id,
        "commenting" if body or not exact else "highlighting",
        quote,
        None,
        body,
        _color(highlight.color) or USUAL_COLOR if exact else "",
        highlight.tags,
        created=created,
        modified=created,
    )
    return normalize(_placed(note, where, highlight.start))


def _placed(note: "Annotation", where: "AnchoringText", start: int | None) -> "Annotation":
    """Return a note at the passage that it quotes; unchanged if its words are not found, or found in several places.

    *start* is the place that another program gave.
    """
    from reader.notes.model import TextPositionSelector
    from reader.notes.selectors import attach

    if note.quote is None:
        return note
    hint = None if start is None or start < 0 else TextPositionSelector(start, start + len(note.exact))
    place = where.find(note.quote, hint)
    begins, ends = (place.start, place.end) if place.state != "orphan" else _place_of_words(where.text, note, start)
    if begins >= ends:
        return note
    return replace(attach(note, where.text, begins, ends), modified=note.modified)


def _place_of_words(text: str, note: "Annotation", start: int | None) -> tuple[int, int]:
    """Return the place of a few words that were marked in this very article.

    It is the only one, the nearest to *start*, or the one whose surroundings agree longest: too few letters to be found
    in another text.
    """
    words = note.exact.split()
    if len(words) > _MOST_WORDS:
        return 0, 0
    pattern = r"\s+".join(map(re.escape, words))
    whole = re.compile(rf"(?<!\w){pattern}(?!\w)")
    places = [found.span() for found in islice(whole.finditer(text), _MOST_PLACES)]
    if len(places) == 1:
        return places[0]
    if start is not None and places:
        return min(places, key=lambda each: abs(each[0] - start))
    nowhere = (0, (0, 0))
    ranked = sorted(((_agreement(text, *each, note), each) for each in places), reverse=True)
    best, second = (*ranked, nowhere, nowhere)[:2]
    return best[1] if best[0] >= max(_LEAST_AGREEMENT, second[0] + 1) else (0, 0)


def _agreement(text: str, start: int, end: int, note: "Annotation") -> int:
    """Return how many letters before and behind a place are those beside the passage, line ends and spaces alike."""
    if note.quote is None:
        return 0
    before, prefix = (
        " ".join(each.split())[::-1] for each in (text[max(0, start - _AROUND) : start], note.quote.prefix)
    )
    behind, suffix = (" ".join(each.split()) for each in (text[end : end + _AROUND], note.quote.suffix))
    return sum(sum(takewhile(bool, map(eq, *pair))) for pair in ((before, prefix), (behind, suffix)))


def _color(named: str) -> str:
    """Return our color nearest to one of another program; empty for none."""
    name = named.strip().lower()
    shade = _HEX.match(name)
    if shade is None:
        return name if name in COLORS else _COLORS.get(name, "")
    parts = [int(each, 16) for each in shade.groups()]
    return min(COLORS, key=lambda each: sum((a - b) ** 2 for a, b in zip(parts, _SHADES[each], strict=True)))
