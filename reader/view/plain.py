"""Plain mode: the library as a conversation of lines, for screen readers, braille and printers.

No panes and no drawing: every answer is lines of text, every list is numbered, and a prompt says where one is.
Computed without a terminal.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.library.errors import ReaderError
from reader.text.plurals import count
from reader.view.phrases import facts

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.library.catalog import CatalogEntry
    from reader.room import ReadingRoom

PAGE = 10
_LONGEST_LABEL = 200


class PlainItem(NamedTuple):
    """One numbered item of a list: its text, and what choosing it does."""

    text: str
    choose: Callable[[], Iterable[str]]


class PlainWord(NamedTuple):
    """A word that can be typed: what may follow it, what it does, and the sentence that explains it."""

    name: str
    value: str
    run: Callable[[str], Iterable[str]]
    help: str


class PlainReading:
    """A library read by typing lines; `answer` yields the reply to each."""

    def __init__(self, room: "ReadingRoom") -> None:
        self._room = room
        self._items: Sequence[PlainItem] = ()
        self._shown = 0
        self._query = ""
        self._article: Article | None = None
        self._at = 0
        # The article and paragraph whose cross-references are listed.
        self._origin: tuple[str, int] | None = None
        self.is_over = False
        self._words: Mapping[str, PlainWord] = {each.name: each for each in self._all_words()}

    def _all_words(self) -> Iterator[PlainWord]:
        yield PlainWord("list", "", self._list, "list all articles, the newest first")
        yield PlainWord("search", "WORDS", self._search, "search; / and the words do the same")
        yield PlainWord("more", "", self._more, "go on with the list, or with the article; so does Enter alone")
        yield PlainWord("back", "", self._back, "go back: from cross-references to their article, else to the list")
        yield PlainWord("again", "", self._again, "say this paragraph again")
        yield PlainWord("up", "", self._up, "go back a paragraph")
        yield PlainWord("go", "NUMBER", self._go, "go to a paragraph")
        yield PlainWord("hit", "", self._hit, "go to the next paragraph with a word of the search, which stands in **")
        yield PlainWord("facts", "", self._facts, "say what is known of the article")
        yield PlainWord("refs", "", self._refs, "list the cross-references")
        yield PlainWord("notes", "", self._notes, "list the notes of the article")
        yield PlainWord("note", "TEXT", self._note, "write a note on this paragraph")
        yield PlainWord("mark", "", self._mark, "highlight this paragraph")
        yield PlainWord("delete", "NUMBER", self._delete, "delete a note of the article, by its number in the notes")
        yield PlainWord("undo", "", self._undo, "bring back the note deleted last")
        yield PlainWord("tag", "WORDS", self._tag, "give the article these tags, and no others")
        yield PlainWord("star", "", self._star, "star the article, or remove the star")
        yield PlainWord("unread", "", self._unread, "mark the article unread")
        yield PlainWord("add", "FILE", self._add, "add a file or a folder to the library")
        yield PlainWord("help", "", self._help, "say what can be typed; so does ?")
        yield PlainWord("quit", "", self._quit, "leave")

    # Lines in and out

    @property
    def prompt(self) -> str:
        """The prompt, which says where one is."""
        if self._article is None:
            return "Number, word or ? "
        return f"Paragraph {self._at + 1} of {len(self._article.plain.blocks)}, word or ? "

    def begin(self) -> Iterator[str]:
        """Yield what is said at the start."""
        yield f"{self._room.library.title}. Type help and Enter to hear what can be typed."
        yield from self._list("")

    def answer(self, line: str) -> Iterator[str]:
        """Yield the reply to *line*; an error is a sentence."""
        try:
            yield from self._answer(line.strip())
        except (ReaderError, OSError) as error:
            yield str(error)

    def _answer(self, line: str) -> Iterable[str]:
        line = {"": "more", "?": "help"}.get(line, line)
        if line.startswith("/"):
            line = f"search {line[1:]}"
        if line.isascii() and line.isdigit():
            return self._choose(int(line[:9]))
        name, _, value = line.partition(" ")
        word = self._words.get(name.casefold()) or self._begun(name.casefold())
        if word is None:
            return (f"There is no word “{name[:40]}”. Type help to hear them all.",)
        if word.value and not value.strip():
            return (f"Say what: {word.name} {word.value}.",)
        return word.run(value.strip())

    def _begun(self, begun: str) -> PlainWord | None:
        """Return the first word that begins with the typed letters."""
        return next((word for name, word in self._words.items() if name.startswith(begun)), None)

    # Lists

    def _list_items(self, items: Sequence[PlainItem], told: str) -> Iterator[str]:
        self._items, self._shown, self._article, self._origin = items, 0, None, None
        yield told
        yield from self._next_items()

    def _next_items(self) -> Iterator[str]:
        if self._shown >= len(self._items):
            yield "That is the end of the list." if self._items else "There is nothing in the list."
            return
        first = self._shown
        self._shown = min(first + PAGE, len(self._items))
        for number in range(first, self._shown):
            yield f"{number + 1}. {self._items[number].text}"
        left = len(self._items) - self._shown
        if left:
            yield f"{left:,} more: press Enter."

    def _choose(self, number: int) -> Iterable[str]:
        if 1 <= number <= len(self._items):
            return self._items[number - 1].choose()
        return (f"There is no number {number}; the last one is {len(self._items)}.",)

    def _entry_item(self, entry: "CatalogEntry", told: str = "") -> PlainItem:
        state = self._room.state.of(entry.id)
        marks = ", ".join(word for word, holds in (("unread", not state.read), ("starred", state.starred)) if holds)
        text = ". ".join(part for part in (entry.title, facts(entry), marks, told) if part)
        return PlainItem(text, lambda: self._open(entry.id))

    def _list(self, _: str) -> Iterable[str]:
        self._query = ""
        entries = list(self._room.articles())
        return self._list_items([*map(self._entry_item, entries)], f"{count(len(entries), 'article')}.")

    def _search(self, words: str) -> Iterable[str]:
        answer = self._room.search(words, limit=200)
        if answer.results.problem:
            return (answer.results.problem,)
        self._query = words
        items = [self._entry_item(each.entry, _starred(each.snippet, each.marks)) for each in answer.hits]
        told = [*answer.results.lines, f"{count(answer.results.total, 'article')} for {words}."]
        return self._list_items(items, " ".join(told))

    def _more(self, _: str) -> Iterable[str]:
        if self._article is None:
            return self._next_items()
        if self._at + 1 >= len(self._article.plain.blocks):
            return ("That is the end of the article. Type back for the list, or refs for cross-references.",)
        return self._say_paragraph(self._at + 1)

    def _back(self, _: str) -> Iterable[str]:
        if self._origin is not None:
            return self._open(*self._origin)
        return self._search(self._query) if self._query else self._list("")

    # An article

    def _open(self, article_id: str, at: int = 0) -> Iterator[str]:
        article = self._room.article(article_id)
        self._article, self._at = article, at
        self._room.state.change(article_id, read=True)
        self._room.state.save()
        yield from self._facts("")
        if article.plain.blocks:
            yield from self._say_paragraph(at)
        else:
            yield article.problem or "The article has no text."

    def _opened(self) -> "Article":
        """Return the open article. Raises: ReaderError."""
        if self._article is None:
            raise ReaderError("No article is open: type the number of one.")
        return self._article

    def _say_paragraph(self, at: int) -> Iterator[str]:
        article = self._opened()
        self._at = at
        block = article.plain.blocks[at]
        hits = [(max(start, block.start), min(end, block.end)) for start, end in self._hits()]
        marks = [(start - block.start, end - block.start) for start, end in hits if start < end]
        text = _starred(article.text[block.start : block.end], marks)
        kind = {"heading": f"Heading {block.level}: ", "quote": "Quotation: ", "code": "Code: "}.get(block.kind, "")
        marker = f"{block.marker} " if block.marker else ""
        yield f"{kind}{marker}{text}"
        for number, (annotation, place) in enumerate(self._room.notebook.anchored(article.id), 1):
            is_here = (
                annotation.quote is not None and place.state != "orphan" and block.start <= place.start < block.end
            )
            if is_here:
                yield f"Note {number} here: {annotation.body or 'a highlight'}"

    def _hits(self) -> list[tuple[int, int]]:
        return self._room.searcher.text_hits(self._opened(), self._query) if self._query else []

    def _again(self, _: str) -> Iterable[str]:
        return self._say_paragraph(self._at)

    def _up(self, _: str) -> Iterable[str]:
        self._opened()
        return self._say_paragraph(self._at - 1) if self._at else ("This is the first paragraph.",)

    def _go(self, number: str) -> Iterable[str]:
        most = len(self._opened().plain.blocks)
        if number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= most:
            return self._say_paragraph(int(number) - 1)
        return (f"The article has {count(most, 'paragraph')}.",)

    def _hit(self, _: str) -> Iterable[str]:
        article = self._opened()
        paragraphs = sorted({article.plain.block_at(start) for start, _ in self._hits()})
        following = next((each for each in paragraphs if each > self._at), None)
        if following is None:
            return ("There is no further hit in this article.",)
        return self._say_paragraph(following)

    def _facts(self, _: str) -> Iterator[str]:
        article = self._opened()
        entry = self._room.catalog.entry(article.id)
        yield f"{article.record.title or article.id}. {facts(entry) if entry else ''}"
        if article.problem:
            yield article.problem

    def _refs(self, _: str) -> Iterator[str]:
        article, at = self._opened(), self._at
        self._room.index()
        found = self._room.references.of(article.id)
        items = [
            PlainItem(f"{each.title}: {each.quote.text or 'no passage'}", _opening(self._open, each.crossref.id))
            for each in found
        ]
        yield from self._list_items(items, f"{count(len(items), 'cross-reference')} of {article.record.title}.")
        self._origin = article.id, at

    # Notes and marks

    def _notes(self, _: str) -> Iterator[str]:
        found = self._room.notebook.anchored(self._opened().id)
        yield f"{count(len(found), 'note')}."
        for number, (annotation, _place) in enumerate(found, 1):
            if annotation.motivation == "tagging":
                yield f"{number}. Tags of the article: {', '.join(annotation.tags)}"
                continue
            quote = f"on “{_in_short(annotation.exact)}”" if annotation.quote else "on the whole article"
            yield f"{number}. {annotation.body or 'A highlight'}, {quote}"

    def _note(self, text: str) -> Iterable[str]:
        from reader.notes.model import new_annotation
        from reader.notes.selectors import selectors_for, text_sha256

        article = self._opened()
        block = article.plain.blocks[self._at]
        selectors = selectors_for(article.text, block.start, block.end)
        note = new_annotation(article.id, selectors, text_sha256=text_sha256(article.text), body=text)
        self._room.notes.save(replace(note, motivation="commenting"))
        return ("The note is saved.",)

    def _mark(self, _: str) -> Iterable[str]:
        article = self._opened()
        block = article.plain.blocks[self._at]
        self._room.notebook.highlight(article, block.start, block.end)
        return ("The paragraph is highlighted.",)

    def _delete(self, number: str) -> Iterable[str]:
        found = self._room.notebook.anchored(self._opened().id)
        if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= len(found)):
            return (f"The article has {count(len(found), 'note')}.",)
        self._room.notes.delete(found[int(number) - 1][0])
        return ("The note is in the trash. Type undo to bring it back.",)

    def _undo(self, _: str) -> Iterable[str]:
        back = self._room.notes.undo()
        return ("The note is back." if back else "There is no deleted note to bring back.",)

    def _tag(self, words: str) -> Iterable[str]:
        from reader.notes.article_tags import tag_article

        tags = tuple(each.strip("#,") for each in words.split() if each.strip("#,"))
        tag_article(self._room.notes, self._opened().id, tags)
        return (f"Tagged {', '.join(tags)}.",)

    def _star(self, _: str) -> Iterable[str]:
        article_id = self._opened().id
        is_starred = not self._room.state.of(article_id).starred
        self._room.state.change(article_id, starred=is_starred)
        self._room.state.save()
        return ("Starred." if is_starred else "Star removed.",)

    def _unread(self, _: str) -> Iterable[str]:
        self._room.state.change(self._opened().id, read=False)
        self._room.state.save()
        return ("Marked unread.",)

    # The library and the program

    def _add(self, name: str) -> Iterator[str]:
        for added in self._room.add([Path(name).expanduser()]):
            yield f"{added.path}: {added.reason or added.result}"
        self._room.index()

    def _help(self, _: str) -> Iterator[str]:
        yield "A number opens what it stands for. The beginning of a word is enough: m is more, st is star."
        for word in self._words.values():
            yield f"{word.name} {word.value}: {word.help}".replace(" :", ":")

    def _quit(self, _: str) -> Iterable[str]:
        self.is_over = True
        return ("Goodbye.",)


def _opening(open_article: Callable[[str], Iterable[str]], article_id: str) -> Callable[[], Iterable[str]]:
    return lambda: open_article(article_id)


def _starred(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """Return *text* with marked words between asterisks, which screen readers can be set to say."""
    parts, at = [], 0
    for start, end in marks:
        parts += [text[at:start], "**", text[start:end], "**"]
        at = end
    return "".join((*parts, text[at:]))


def _in_short(text: str) -> str:
    """Return the beginning of a long *text*, cut between words if it has spaces."""
    if len(text) <= _LONGEST_LABEL:
        return text
    head, space, _ = text[:_LONGEST_LABEL].rpartition(" ")
    return f"{head if space else text[:_LONGEST_LABEL]} …"
