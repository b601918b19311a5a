"""The notebook's query language: the library's, with the fields that a note has.

    words  "a phrase"  -not  OR  ( )  note: quote: tag: #tag color: article: link: is: has: date:

A word matches words that begin with it, since results are shown while typing; `=word` matches only the word itself.
Unlike a library's query it is never relaxed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from reader.library.errors import ReaderError
from reader.notebook.entries import EntryWords, NotebookEntry, folded_words
from reader.search.lexer import AND, CLOSE, FIELD, NOT, OPEN, OR, PHRASE, Token, tokens
from reader.search.periods import PeriodError, parse_period
from reader.text.distance import nearest

MAX_LENGTH = 512
MAX_TERMS = 32

Test = Callable[[NotebookEntry], bool]


class NoteQueryError(ReaderError):
    """A wrong query; the sentence says why and what may be meant."""


@dataclass(frozen=True, slots=True)
class NoteField:
    """A field of the notebook's queries; *choices* are its values, if they are fixed."""

    name: str
    help: str
    example: str
    choices: tuple[str, ...] = ()


FIELDS = (
    NoteField("note", "words of your note", "note:doubtful"),
    NoteField("quote", "words of the passage", 'quote:"safe passage"'),
    NoteField("tag", "words of a tag; #tag is the same", "tag:figures, #figures"),
    NoteField("color", "the color", "color:green"),
    NoteField("article", "words of the article's title, or its id", "article:corridor"),
    NoteField("link", "relation to another article, or words of its title", "link:contradicts"),
    NoteField(
        "is",
        "state of the passage, or linked to another article",
        "is:orphaned",
        ("orphaned", "changed", "moved", "exact", "linked"),
    ),
    NoteField("has", "what the note has", "has:note", ("note", "tag", "link", "quote")),
    NoteField("date", "when it was made", "date:2026-11, date:<2w"),
)
FIELD_BY_NAME = {each.name: each for each in FIELDS}
_ALIASES = {"text": "note", "body": "note", "title": "article", "site": "article", "colour": "color", "state": "is",
            "created": "date", "tags": "tag", "notes": "note", "quotes": "quote"}  # fmt: skip
_STATES = {"orphaned": "orphan", "changed": "changed", "moved": "moved", "exact": "exact"}


@dataclass(frozen=True, slots=True)
class NoteQuery:
    """A parsed query: *test* says whether it finds an entry, *needs_places* whether it asks for states."""

    test: Test
    needs_places: bool = False


def parse_query(text: str, today: date) -> NoteQuery:
    """Read a query; relative dates count back from *today*. Raises: NoteQueryError."""
    # The limits of the library's queries, which may be pasted here.
    if len(text) > MAX_LENGTH:
        raise NoteQueryError(f"The query is longer than {MAX_LENGTH} characters.")
    found = list(tokens(text))
    if sum(each.kind not in {OPEN, CLOSE} for each in found) > 2 * MAX_TERMS:
        raise NoteQueryError(f"The query has more than {MAX_TERMS} terms.")
    return _Parser(found, today).query()


class _Parser:
    """Parses tokens from left to right; a half-typed term restricts nothing."""

    def __init__(self, found: Sequence[Token], today: date) -> None:
        self._tokens = found
        self._today = today
        self._at = 0
        self._depth = 0
        self._needs_places = False

    def query(self) -> NoteQuery:
        tests = [self._either()]
        while self._peek() is not None:
            # An extra parenthesis closes nothing.
            self._at += 1
            tests.append(self._either())
        return NoteQuery(_all([each for each in tests if each]), self._needs_places)

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self) -> Token | None:
        token = self._peek()
        self._at += 1
        return token

    def _either(self) -> Test | None:
        """Parse terms up to a closing parenthesis; OR joins the two terms beside it. None if there is no term."""
        tests: list[Test] = []
        joins = False
        while (token := self._peek()) is not None and token.kind != CLOSE:
            if token.kind in {OR, AND}:
                self._at += 1
                joins = token.kind == OR and bool(tests)
                continue
            test = self._term()
            if test is not None:
                tests.append(_any(tests.pop(), test) if joins else test)
            joins = False
        return _all(tests) if tests else None

    def _term(self) -> Test | None:
        token = self._next()
        if token is None:
            return None
        if token.kind == NOT:
            if self._peek() is None or self._peek_kind() in {CLOSE, OR, AND}:
                return None
            self._depth += 1
            self._check_depth()
            inner = self._term()
            self._depth -= 1
            return None if inner is None else lambda entry: not inner(entry)
        if token.kind == OPEN:
            return self._group()
        if token.kind == FIELD:
            return self._field(token)
        return _words_test(token, None)

    def _peek_kind(self) -> str:
        token = self._peek()
        return token.kind if token else ""

    def _group(self) -> Test | None:
        self._depth += 1
        self._check_depth()
        test = self._either()
        self._depth -= 1
        if self._peek_kind() == CLOSE:
            self._at += 1
        return test

    def _check_depth(self) -> None:
        if self._depth > MAX_TERMS:
            raise NoteQueryError("The query has too many nested parentheses.")

    def _field(self, token: Token) -> Test | None:
        name = token.text.casefold()
        field = FIELD_BY_NAME.get(name)
        if field is None:
            meant = _ALIASES.get(name) or nearest(name, FIELD_BY_NAME)
            hint = f"Did you mean {meant}:?" if meant else f"Fields: {', '.join(FIELD_BY_NAME)}."
            raise NoteQueryError(f"Notes have no field “{token.text[:40]}”. {hint}")
        value = self._peek()
        if value is None or not value.is_glued or value.kind in {OPEN, CLOSE, FIELD}:
            return None
        self._at += 1
        if field.choices:
            return self._choice(field, value.text.casefold())
        if name == "date":
            return self._date(value.text)
        if name == "color":
            wanted = value.text.casefold()
            return lambda entry: entry.annotation.color.casefold().startswith(wanted)
        return _words_test(value, name)

    def _choice(self, field: NoteField, value: str) -> Test:
        choice = next((each for each in field.choices if value and each.startswith(value)), None)
        if choice is None:
            meant = nearest(value, field.choices)
            hint = f"Did you mean {field.name}:{meant}?" if meant else f"Choose from {', '.join(field.choices)}."
            raise NoteQueryError(f"“{field.name}:{value[:40]}” finds no notes. {hint}")
        if field.name == "has":
            return _HAS[choice]
        if choice == "linked":
            return _HAS["link"]
        self._needs_places = True
        state = _STATES[choice]
        return lambda entry: entry.state == state

    def _date(self, value: str) -> Test | None:
        try:
            period = parse_period(value, self._today)
        except PeriodError as error:
            hint = f". Did you mean date:{error.proposal}?" if error.proposal else "."
            raise NoteQueryError(f"{str(error).rstrip('.')}{hint}") from error
        # While a date is being typed, everything stays listed.
        if period.unfinished and period.first is None:
            return None
        first, last = period.first or 1, period.last or date.max.toordinal()
        return lambda entry: first <= entry.day <= last


_HAS: dict[str, Test] = {
    "note": lambda entry: bool(entry.annotation.body),
    "tag": lambda entry: bool(entry.annotation.tags),
    "link": lambda entry: bool(entry.annotation.link),
    "quote": lambda entry: entry.annotation.quote is not None,
}


def _words_test(token: Token, field: str | None) -> Test | None:
    """Return the test for the words of *token* in *field*, or in any field; None if it has no word."""
    if field == "tag" and token.is_exact:
        return _is_tagged(token.text)
    needle = folded_words(token.text)
    is_whole = token.is_exact or (token.kind == PHRASE and token.is_closed)
    # Without the space after it, it matches words that begin with it.
    needle = needle if is_whole else needle.rstrip(" ")
    if not needle:
        return None
    if field is None:
        return lambda entry: needle in entry.folded
    if field == "article":
        name = token.text.casefold()
        return lambda entry: needle in entry.words.article or entry.annotation.article == name
    at = EntryWords._fields.index(field)
    # Most notes lack the words in any field, which is checked first.
    return lambda entry: needle in entry.folded and needle in entry.words[at]


def _is_tagged(tag: str) -> Test:
    """Return the test for a whole tag, as named in the facets."""
    wanted = folded_words(tag) or tag
    return lambda entry: any((folded_words(each) or each) == wanted for each in entry.annotation.tags)


def _any(one: Test, other: Test) -> Test:
    return lambda entry: one(entry) or other(entry)


def _all(tests: Sequence[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    return lambda entry: all(test(entry) for test in tests)
