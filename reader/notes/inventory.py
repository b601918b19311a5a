"""The inventory of all notes: read from disk once, then only where something changed, and cached between starts.

Absence is never a delete. A note that was known, here or at an earlier start, and has no file any more is *missing*,
and shown as last seen, unless it lies in the trash or in the folder of another article. So what counts as missing
depends on what is on disk and what was known, and not on who looked first.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reader.library.guarded_file import UnreadableError
from reader.library.identity import is_id
from reader.notes.cache import CachedNotes, Files, load_cache, save_cache
from reader.notes.carried import CarriedNotes
from reader.notes.conflicts import Conflict
from reader.notes.folder import NoteFile, NotesFolder, Stamp, sorted_files
from reader.notes.model import Annotation, is_made_id
from reader.notes.trash import Trash, TrashedNote
from reader.text.plurals import count


class NoteInventory:
    """The notes of a folder as of its last check. Not for several threads at once."""

    def __init__(self, folder: NotesFolder, trash: Trash, cache: Path | None = None) -> None:
        self._folder = folder
        self._trash = trash
        self._carried = CarriedNotes(trash)
        self._cache = cache
        self._cached: CachedNotes | None = None
        # The checked articles; `_missing` holds their known notes without a file.
        self._files: Files = {}
        self._missing: Files = {}
        self._complete = False
        self._is_news = False
        # Errors of the system, by article; under the empty name for the whole folder.
        self._refused: dict[str, str] = {}
        self._irregular: Sequence[str] = ()
        self._all: tuple[Annotation, ...] | None = None

    def all(self) -> tuple[Annotation, ...]:
        """Return every annotation, by article and there in the order of the text."""
        self._look_once()
        if not self._complete:
            # The folder cannot be read: the known notes are still there.
            return self._recalled(None)
        if self._all is None:
            articles = sorted({*self._files, *self._missing})
            self._all = tuple(each for article in articles for each in self._sorted(article))
        return self._all

    def recalled(self, first: Callable[[Collection[str]], Collection[str]] | None = None) -> tuple[Annotation, ...]:
        """Return every annotation as last known, without checking the folder if the cache has them.

        With *first* only those of the articles that it chooses among all that have some.
        """
        return self._recalled(first) if self.is_recalled else self.all()

    def _recalled(self, first: Callable[[Collection[str]], Collection[str]] | None) -> tuple[Annotation, ...]:
        articles = {*self._files, *self._missing, *(() if self._complete else self._recollection.articles)}
        chosen = first(articles) if first else articles
        return tuple(each for article in sorted(chosen) for each in self._remembered(article))

    @property
    def is_recalled(self) -> bool:
        """Whether every annotation is known, from the folder or from the cache."""
        return self._complete or bool(self._recollection.articles)

    def unread(self) -> Collection[str]:
        """Return the articles whose notes were never read, and are not known from the cache either."""
        if self._complete:
            return ()
        try:
            articles, _ = self._folder.articles()
        except OSError:
            # Checking all of them reports it.
            return ()
        cached = self._recollection.articles
        return [each for each in articles if each not in self._files and each not in cached]

    def of(self, article: str) -> tuple[Annotation, ...]:
        """Return the annotations of an article in the order of its text, those without a passage first."""
        if not self._complete and article not in self._files:
            self.look_at(article)
        return self._sorted(article)

    def look(self) -> bool:
        """Check every file; return whether anything has changed."""
        try:
            articles, self._irregular = self._folder.articles()
        except OSError as error:
            self._refused[""] = f"The notes folder cannot be read: {error.strerror}."
            return False
        self._refused.clear()
        known = {*self._files, *(() if self._complete else self._recollection.articles)}
        # Not `any`, which would stop at the first.
        changed = [self._read_changed(article) for article in sorted({*articles, *known})]
        if self._carried.look(self._recollection.marks):
            self._change()
            changed.append(True)
        self._complete = True
        # The cache is no longer needed.
        self._cached = CachedNotes({})
        return self._resolve_missing() or any(changed)

    def look_at(self, article: str) -> bool:
        """Check the files of one article; return whether anything has changed."""
        changed = self._read_changed(article)
        for elsewhere in {file.elsewhere for file in self._files.get(article, {}).values()}:
            if is_id(elsewhere):
                self._read_changed(elsewhere)
        if self._missing.get(article):
            # Its missing notes may be in the folders of others.
            changed = self.look() or changed
        return changed

    def newest(self, name: str, article: str | None = None) -> Annotation | None:
        """Return an annotation by its id from its file, not from the cache.

        Raises: UnreadableError if its file is there and cannot be read.
        """
        found = self._named(name, article)
        if found is not None and found.recalled is not None:
            self._read_changed(found.article, trusts_cache=False)
            found = self._named(name, found.article)
        if found is None:
            for each in {article} if article else sorted(self._files):
                file = self._files.get(each, {}).get(name)
                if file is not None and file.annotation is None:
                    raise UnreadableError(_problem(each, file))
        return found

    def _there(self, article: str, name: str) -> Annotation | None:
        file = self._files.get(article, {}).get(name)
        return file.annotation if file else None

    def _named(self, name: str, article: str | None) -> Annotation | None:
        return next((each for each in (self.of(article) if article else self.all()) if each.id == name), None)

    def forget(self, article: str, name: str) -> None:
        """Accept that a note was deleted or moved: it is no longer missing."""
        self._missing.get(article, {}).pop(name, None)
        self._files.setdefault(article, self._known(article)).pop(name, None)
        self._change()

    def follow(self, old: str, new: str) -> None:
        """Accept that the notes of *old* without a file there have moved to *new*."""
        self._files[old] = {}
        for name, file in self._missing.pop(old, {}).items():
            annotation = replace(file.annotation, article=new) if file.annotation else None
            self._missing.setdefault(new, {})[name] = replace(file, annotation=annotation)
        self._change()
        self.look_at(old)
        self.look_at(new)

    def missing(self) -> tuple[Annotation, ...]:
        """Return the known annotations that no longer have a file."""
        return tuple(file.annotation for _, file in self._without_file() if file.annotation)

    def _without_file(self) -> Iterator[tuple[str, NoteFile]]:
        for article, files in self._missing.items():
            there = self._files.get(article, {})
            yield from ((article, file) for name, file in files.items() if name not in there)

    def last_seen(self) -> tuple[Annotation, ...]:
        """Return the annotations shown as last seen: missing ones, and those whose files are unreadable."""
        return tuple(file.annotation for files in self._missing.values() for file in files.values() if file.annotation)

    def conflicts(self) -> Iterator[Conflict]:
        """Yield the annotations that have two versions."""
        self._look_once()
        for article in sorted(self._files):
            yield from self._conflicts_of(article)
        yield from self._carried.conflicts(self._there)

    def unreadable(self, article: str | None = None) -> Iterator[str]:
        """Yield sentences about folders and files that the system refused to read, of all or of one *article*."""
        self._look_once()
        for where, sentence in self._refused.items():
            if article in {None, where} or not where:
                yield sentence
        for each in sorted(self._files) if article is None else {article} & self._files.keys():
            yield from (_problem(each, file) for file in sorted_files(self._files[each]) if file.is_unread)

    def problems(self) -> Iterator[str]:
        """Yield sentences about files that are unreadable or irregular, and about missing notes."""
        self._look_once()
        yield from self._refused.values()
        yield from self._irregular
        yield from self._carried.problems()
        seen: dict[str, str] = {}
        for article in sorted(self._files):
            for file in sorted_files(self._files[article]):
                if file.problem:
                    yield _problem(article, file, is_known=file.name in self._missing.get(article, {}))
                is_note = file.annotation and not file.copy_of and not self._is_moved(file)
                if is_note and seen.setdefault(file.name, article) != article:
                    yield f"The notes {seen[file.name]}/{file.name} and {article}/{file.name} have the same id."
        missing = len(self.missing())
        if missing:
            told = count(missing, "note is", "notes are")
            yield f"{told} missing from the notes folder; {'it is' if missing == 1 else 'they are'} shown as last seen."

    def save_cache(self) -> None:
        """Write the known notes if they changed, so that the next start reads less and notices missing ones.

        Raises: WriteError.
        """
        if self._cache is None or not self._is_news:
            return
        articles = {*self._files, *self._missing}
        # With the missing ones, which the next start must also notice.
        known = {each: self._shown(each) for each in articles}
        complete = CachedNotes({}, self._carried.marks)
        others = complete if self._complete else load_cache(self._cache, self._folder.key)
        save_cache(self._cache, self._folder.key, known, others)
        self._is_news = False

    def _look_once(self) -> None:
        if not self._complete:
            self.look()

    def _change(self, *, is_news: bool = True) -> None:
        self._all = None
        self._is_news = self._is_news or is_news

    @property
    def _recollection(self) -> CachedNotes:
        """The notes known to an earlier start."""
        if self._cached is None:
            self._cached = load_cache(self._cache, self._folder.key) if self._cache else CachedNotes({})
        return self._cached

    def _known(self, article: str) -> dict[str, NoteFile]:
        known = self._files.get(article)
        return self._recollection.of(article) if known is None else known

    def _remembered(self, article: str) -> tuple[Annotation, ...]:
        return self._sorted(article) if article in self._files else _in_order(self._known(article))

    def _read_changed(self, article: str, *, trusts_cache: bool = True) -> bool:
        """Read changed files in the folder of *article*; known notes without a file count as missing so far."""
        known = self._known(article)
        self._refused.pop(article, None)
        try:
            stamps = self._folder.stamps(article)
        except OSError as error:
            self._refused[article] = f"The notes of {article} cannot be read: {error.strerror}."
            return False
        files = self._files[article] = {
            name: file
            for name, stamp in stamps.items()
            if (file := self._read(article, name, stamp, known.get(name), trusts_cache=trusts_cache))
        }
        if files == known and trusts_cache:
            return False
        self._missing[article] = _unsaid(self._missing.get(article, {}) | known, files)
        # The few irregular files are not cached, and are no reason to rewrite the cache.
        self._change(
            is_news=_cacheable(known) != _cacheable(self._shown(article)) or not (trusts_cache or files == known)
        )
        return True

    def _resolve_missing(self) -> bool:
        """Forget missing notes that were deleted or moved; return whether there were any."""
        missing = [*self._without_file()]
        if not missing:
            return False
        trashed, deleted = _thrown_away(self._trash.all())
        by_name: dict[str, list[NoteFile]] = {}
        for files in self._files.values():
            for file in files.values():
                by_name.setdefault(file.name, []).append(file)
        gone = [
            (article, file.name)
            for article, file in missing
            if (article, file.name) in trashed
            or file.name in deleted
            or any(_is_same(file, other) for other in by_name.get(file.name, ()))
        ]
        for article, name in gone:
            self.forget(article, name)
        return bool(gone)

    def _read(
        self, article: str, name: str, stamp: Stamp, known: NoteFile | None, *, trusts_cache: bool
    ) -> NoteFile | None:
        """Return a known file, or read it; None if it is gone."""
        is_known = known is not None and known.stamp == stamp and not known.is_unread
        if is_known and (trusts_cache or not (known and known.annotation and known.annotation.recalled)):
            return known
        return self._folder.read(article, name, stamp)

    def _sorted(self, article: str) -> tuple[Annotation, ...]:
        files = self._shown(article)
        return _in_order({name: file for name, file in files.items() if not self._is_moved(file)})

    def _shown(self, article: str) -> dict[str, NoteFile]:
        """Return the files of an article, and its other known notes as last seen."""
        files = self._files.get(article, {})
        lost = self._missing.get(article, {})
        return files | {name: each for name, each in lost.items() if name not in files or not files[name].annotation}

    def _is_moved(self, file: NoteFile) -> bool:
        """Tell whether the same file is also in the folder of the article that it names.

        A crash while moving notes between articles leaves both; the one in its article's folder counts.
        """
        there = self._files.get(file.elsewhere, {}).get(file.name) if file.elsewhere else None
        if there is None or there.annotation is None or file.annotation is None:
            return False
        return there.annotation.revision == file.annotation.revision

    def _conflicts_of(self, article: str) -> Iterator[Conflict]:
        files = self._files[article]
        for file in sorted_files(files):
            path = f"{article}/{file.path}"
            if file.copy_of:
                original = files.get(file.copy_of)
                here = original.annotation if original else None
                yield Conflict(article, file.copy_of, "copy", path, here, file.annotation)
            elif file.other:
                yield Conflict(article, file.name, "markers", path, file.annotation, file.other)


def _problem(article: str, file: NoteFile, *, is_known: bool = False) -> str:
    shown = "; it is shown as last seen" if is_known and not file.annotation else ""
    return f"The note {article}/{file.path}: {file.problem}{shown}."


def _cacheable(files: Mapping[str, NoteFile]) -> dict[str, Stamp]:
    return {name: file.stamp for name, file in files.items() if file.is_plain}


def _unsaid(known: Mapping[str, NoteFile], files: Mapping[str, NoteFile]) -> dict[str, NoteFile]:
    """Return the known notes that no file holds any more."""
    # An empty or damaged file does not mean that there was no note.
    said = {name for name, file in files.items() if file.annotation}
    return {name: file for name, file in known.items() if name not in said and file.annotation and not file.copy_of}


def _thrown_away(trash: Iterable[TrashedNote]) -> tuple[set[tuple[str, str]], set[str]]:
    """Return the articles and ids of all notes in the trash, and ids that suffice to know that a note was deleted."""
    notes = [each for each in trash if not each.is_version]
    deleted = {each.id for each in notes if not each.moved_to and is_made_id(each.id)}
    return {(each.article, each.id) for each in notes}, deleted


def _is_same(missing: NoteFile, there: NoteFile) -> bool:
    """Tell whether a note that is missing in one article is the one of its name in another, as it was or changed since.

    A copy that somebody made by hand has the same date; what only one of them says is not there in the other.
    """
    lost, found = missing.annotation, there.annotation
    if lost is None or found is None:
        return False
    if not lost.created:
        return replace(lost, article=found.article) == found
    # Within a second a note may be carried and changed; two that a person named alike may be made.
    is_newer = found.modified > lost.modified or (found.modified == lost.modified and is_made_id(lost.id))
    return lost.created == found.created and (is_newer or (lost.body, lost.tags) == (found.body, found.tags))


def _in_order(files: Mapping[str, NoteFile]) -> tuple[Annotation, ...]:
    found = (file.annotation for file in files.values() if file.annotation and not file.copy_of)
    return tuple(sorted(found, key=_in_text_order))


def _in_text_order(annotation: Annotation) -> tuple[int, int, str]:
    place = annotation.position
    return (place.start, place.end, annotation.id) if place else (-1, -1, annotation.id)
