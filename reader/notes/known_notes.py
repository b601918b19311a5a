"""What is known of the notes on disk: read once, then only where something has changed."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from reader.notes.cache import CachedNotes, Files, load_cache, save_cache
from reader.notes.conflicts import Conflict
from reader.notes.folder import SUFFIX, NoteFile, NotesFolder, Stamp, sorted_files
from reader.notes.model import Annotation
from reader.notes.trash import Trash

# So many notes gone between two looks, or more than that share of them, is a folder that is not there, not a person
# deleting notes: they stay known, and a sentence says so.
VANISHED = 20
VANISHED_SHARE = 0.2


class KnownNotes:
    """The notes of a folder as they were when it was last looked at. Not for several threads at once."""

    def __init__(self, folder: NotesFolder, trash: Trash, cache: Path | None = None) -> None:
        self._folder = folder
        self._trash = trash
        self._cache = cache
        self._files: dict[str, dict[str, NoteFile]] = {}
        self._gone: dict[str, dict[str, NoteFile]] = {}
        self._complete = False
        self._recalled: Files | None = None
        self._cached_notes: CachedNotes | None = None
        self._problems: dict[str, str] = {}
        self._all: tuple[Annotation, ...] | None = None

    def all(self) -> tuple[Annotation, ...]:
        """Return every annotation, by article and there in the order of the text."""
        self._look_once()
        if self._all is None:
            articles = sorted({*self._files, *self._gone})
            self._all = tuple(each for article in articles for each in self._sorted(article))
        return self._all

    def recalled(self, first: Callable[[Collection[str]], Collection[str]] | None = None) -> tuple[Annotation, ...]:
        """Return every annotation as it was last known, without a look at the folder if the cache tells it.

        With *first* only those of the articles that it chooses among all that have some.
        """
        if self._complete or not self._cached().articles:
            articles = {*self._files, *self._gone}
            return tuple(each for key in sorted(first(articles)) for each in self._sorted(key)) if first else self.all()
        if first:
            cached = {key: self._cached().of(key) for key in first(self._cached().articles)}
        else:
            cached = self._recalled_files()
        files = {**cached, **{key: each for key, each in self._files.items() if key in cached or not first}}
        return tuple(each for article in sorted(files) for each in _in_order(files[article]))

    @property
    def is_recalled(self) -> bool:
        """Whether every annotation is known, from the folder or from the cache."""
        return self._complete or bool(self._cached().articles)

    def unread(self) -> Collection[str]:
        """Return the articles whose notes were never read, and are not known from the cache either."""
        if self._complete:
            return ()
        try:
            articles, _ = self._folder.articles()
        except OSError:
            # The look at all of them tells of it.
            return ()
        cached = self._cached().articles
        return [each for each in articles if each not in self._files and each not in cached]

    def of(self, article: str) -> tuple[Annotation, ...]:
        """Return the annotations of an article in the order of its text, those without a passage first."""
        if not self._complete and article not in self._files:
            self.look_at(article)
        return self._sorted(article)

    def look(self) -> bool:
        """Look at every file; tell whether anything is different now."""
        try:
            articles, problems = self._folder.articles()
        except OSError as error:
            self._problems[""] = f"The folder of notes cannot be read: {error.strerror}."
            return False
        self._problems = {problem: problem for problem in problems}
        if not self._complete:
            # What the last look of all knew, and be it that a note was there that is gone.
            self._files = {**self._recalled_files(), **self._files}
        before = {article: dict(files) for article, files in self._files.items()}
        # Not `any`, which would stop at the first.
        changed = [self._read_changed(article) for article in sorted({*articles, *before})]
        self._complete = True
        # Nothing of the cache is needed any more.
        self._recalled, self._cached_notes = {}, CachedNotes({})
        self._keep_vanished(before)
        return any(changed)

    def look_at(self, article: str) -> bool:
        """Look at the files of one article; tell whether anything is different now."""
        before = {article: dict(self._files.get(article, {}))}
        changed = self._read_changed(article)
        for elsewhere in {file.elsewhere for file in self._files.get(article, {}).values()} - {""}:
            self._read_changed(elsewhere)
        self._keep_vanished(before)
        return changed

    def _read_changed(self, article: str) -> bool:
        known = self._files.get(article, {})
        self._problems.pop(article, None)
        try:
            stamps = self._folder.stamps(article)
        except OSError as error:
            self._problems[article] = f"The notes of {article} cannot be read: {error.strerror}."
            return False
        if {name: file.stamp for name, file in known.items()} == stamps:
            self._files.setdefault(article, {})
            return False
        self._files[article] = dict(self._read(article, stamps, known))
        for name in stamps:
            self._gone.get(article, {}).pop(name, None)
        self._all = None
        return True

    def forget(self, article: str, name: str) -> None:
        """Take it that a note is meant to be gone."""
        self._gone.get(article, {}).pop(name, None)
        self._files.get(article, {}).pop(name, None)
        self._all = None

    def follow(self, old: str, new: str) -> None:
        """Take it that the notes of *old* that are not there any more are notes of *new* now."""
        self._files.pop(old, None)
        for name, file in self._gone.pop(old, {}).items():
            annotation = replace(file.annotation, article=new) if file.annotation else None
            self._gone.setdefault(new, {})[name] = replace(file, annotation=annotation)
        self._all = None
        self.look_at(old)
        self.look_at(new)

    def vanished(self) -> tuple[Annotation, ...]:
        """Return the annotations whose files are gone, many at once."""
        return tuple(file.annotation for files in self._gone.values() for file in files.values() if file.annotation)

    def conflicts(self) -> Iterator[Conflict]:
        """Yield the annotations that are there in two versions."""
        self._look_once()
        for article in sorted(self._files):
            yield from self._conflicts_of(article)

    def problems(self) -> Iterator[str]:
        """Yield sentences about what cannot be read, is not as it should be, or is gone."""
        self._look_once()
        yield from self._problems.values()
        seen: dict[str, str] = {}
        for article in sorted(self._files):
            for file in sorted_files(self._files[article]):
                if file.problem:
                    yield f"The note {article}/{file.name}{SUFFIX}: {file.problem}."
                if (
                    file.annotation
                    and not file.copy_of
                    and not self._is_moved(file)
                    and seen.setdefault(file.name, article) != article
                ):
                    yield f"The notes {seen[file.name]}/{file.name} and {article}/{file.name} have the same id."
        count = len(self.vanished())
        if count:
            what = "1 note is gone from its folder; it is" if count == 1 else f"{count} notes are gone; they are"
            yield f"{what} shown as last seen."

    def save_cache(self) -> None:
        """Write what is known, for the next start. Raises: WriteError."""
        if self._cache is not None and self._complete:
            # With those that are gone, which the next start is to miss as well.
            articles = {*self._files, *self._gone}
            files = {each: self._gone.get(each, {}) | self._files.get(each, {}) for each in sorted(articles)}
            save_cache(self._cache, self._folder.root, files)

    def _look_once(self) -> None:
        if not self._complete:
            self.look()

    def _recalled_files(self) -> Files:
        if self._recalled is None:
            self._recalled = self._cached().all()
        return self._recalled

    def _cached(self) -> CachedNotes:
        if self._cached_notes is None:
            self._cached_notes = load_cache(self._cache, self._folder.root) if self._cache else CachedNotes({})
        return self._cached_notes

    def _keep_vanished(self, before: Mapping[str, Mapping[str, NoteFile]]) -> None:
        """Keep the notes that were there before, if so many are gone and not in the trash that nobody meant it."""
        missing = [
            (article, file)
            for article, files in before.items()
            for name, file in files.items()
            if file.annotation and not file.copy_of and name not in self._files.get(article, {})
        ]
        trashed = self._trash.ids() if missing else frozenset()
        missing = [(article, file) for article, file in missing if (article, file.name) not in trashed]
        if len(missing) >= VANISHED or len(missing) > sum(map(len, before.values())) * VANISHED_SHARE:
            for article, file in missing:
                self._gone.setdefault(article, {})[file.name] = file
            self._all = None

    def _read(
        self, article: str, stamps: Mapping[str, Stamp], known: Mapping[str, NoteFile]
    ) -> Iterator[tuple[str, NoteFile]]:
        for name, stamp in stamps.items():
            file = known.get(name)
            if file is None or file.stamp != stamp:
                file = self._folder.read(article, name, stamp)
            if file is not None:
                yield name, file

    def _sorted(self, article: str) -> tuple[Annotation, ...]:
        files = {**self._gone.get(article, {}), **self._files.get(article, {})}
        return _in_order({name: file for name, file in files.items() if not self._is_moved(file)})

    def _is_moved(self, file: NoteFile) -> bool:
        """Tell whether a file is there as well, the same, in the folder of the article that it names.

        A crash while notes were carried from one article to another leaves it so; it counts where it belongs.
        """
        there = self._files.get(file.elsewhere, {}).get(file.name) if file.elsewhere else None
        if there is None or there.annotation is None or file.annotation is None:
            return False
        return there.annotation.revision == file.annotation.revision

    def _conflicts_of(self, article: str) -> Iterator[Conflict]:
        files = self._files[article]
        for file in sorted_files(files):
            path = f"{article}/{file.name}{SUFFIX}"
            if file.copy_of:
                original = files.get(file.copy_of)
                here = original.annotation if original else None
                yield Conflict(article, file.copy_of, "copy", path, here, file.annotation)
            elif file.other:
                yield Conflict(article, file.name, "markers", path, file.annotation, file.other)


def _in_order(files: Mapping[str, NoteFile]) -> tuple[Annotation, ...]:
    found = (file.annotation for file in files.values() if file.annotation and not file.copy_of)
    return tuple(sorted(found, key=_in_text_order))


def _in_text_order(annotation: Annotation) -> tuple[int, int, str]:
    place = annotation.position
    return (place.start, place.end, annotation.id) if place else (-1, -1, annotation.id)
