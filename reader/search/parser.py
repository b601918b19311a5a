"""A query's text into a tree. Parsing never fails: what cannot be searched is a query with a problem.

Nothing here imports whoosh, so that a screen can read, check and color a query before the index is open.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import lru_cache

from reader.library.safe_text import line
from reader.search.lexer import AND, CLOSE, FIELD, NOT, OPEN, OR, PHRASE, RUN, Token, tokens
from reader.search.operands import QueryError, QueryText, operand, shorten
from reader.search.query import FIELD_BY_NAME, And, Field, Node, Not, Or, Query, WordNode, leaves, nearest_field
from reader.text.words import chunks

LONGEST_QUERY = 512
LONGEST_TEXT = 10_000
MOST_TERMS = 32
DEEPEST = 20
SHOUTED = 6
# What a word, phrase or group may begin with: a query of nothing else is still being typed.
_BEGINNINGS = ' (-\u2212=#"\u201c\u201d\u201e\u00ab\u00bb'


def parse(text: str, today: date | None = None) -> Query:
    """Read a query as it is typed; *today* is what ages (`date:<2w`) count back from.

    A text longer than 512 characters, or of more than 32 words without a field or OR, is read as plain words: it was
    pasted, and its quotes, dashes and parentheses ask for nothing. Beyond 10,000 characters it is cut.
    """
    return _parsed(line(text[: LONGEST_TEXT * 2]), today or date.today())  # noqa: DTZ011 - the reader's own day


@lru_cache(maxsize=8)
def _parsed(text: str, today: date) -> Query:
    """Return the query once read: whoever searches, and whoever marks what was found, asks for the same."""
    if len(text) > LONGEST_QUERY:
        return _plain(text, f"of more than {LONGEST_QUERY} characters")
    query = QueryText(text, today)
    found = _unshouted(query, list(tokens(text)))
    kinds = Counter(token.kind for token in found)
    if kinds[RUN] + kinds[PHRASE] > MOST_TERMS and not kinds[FIELD] + kinds[OR]:
        return _plain(text, f"of more than {MOST_TERMS} words")
    try:
        node = _Parser(query, found).query()
        _check_size(node)
    except QueryError as error:
        return Query(text, problem=str(error), proposal=error.proposal, marks=_marks(found))
    problem = _missing_words(query, found) if node is None and not query.notices else None
    return Query(text, node, problem, notices=tuple(query.notices), marks=_marks(found))


def _missing_words(query: QueryText, found: list[Token]) -> str | None:
    """Notice that words are still to be typed, or return the sentence that there are none."""
    if not query.text:
        return None
    if query.text.strip(_BEGINNINGS) and found[-1].kind != OPEN:
        return f"“{query.text[:40]}” has no words to search for."
    query.notices.append(f"“{query.text[:40]}” needs a word to search for.")
    return None


def _unshouted(query: QueryText, found: list[Token]) -> list[Token]:
    """Take AND, OR and NOT for words in a title or sentence that is in capitals throughout."""
    if len(found) <= SHOUTED or not query.text.isupper() or not any(map(_is_operator_word, found)):
        return found
    query.notices.append("The query is all in capitals, so AND, OR and NOT were searched as words.")
    return [replace(token, kind=RUN) if _is_operator_word(token) else token for token in found]


def _is_operator_word(token: Token) -> bool:
    return token.text in {"AND", "OR", "NOT"} and token.kind in {AND, OR, NOT}


def _plain(text: str, reason: str) -> Query:
    notices = [f"A query {reason} was searched as plain words."]
    if len(text) > LONGEST_TEXT:
        notices.append(f"Only its first {LONGEST_TEXT:,} characters were read.")
    text = text[:LONGEST_TEXT]
    words: tuple[Node, ...] = tuple(WordNode(surface, at, at + len(surface)) for at, surface in chunks(text))
    problem = None if words else f"“{text[:40]}…” has no words to search for."
    return Query(text, And(words) if words else None, problem, notices=tuple(notices))


def _check_size(node: Node | None) -> None:
    """Refuse more terms than may be searched; plain words on the top level are not counted, they are chosen among."""
    top = node.nodes if isinstance(node, And) else (node,)
    count = sum(len(leaves(each)) for each in top if not isinstance(each, WordNode) or each.required)
    if count > MOST_TERMS:
        raise QueryError(f"The query has {count} terms with operators; at most {MOST_TERMS} can be searched at once.")


def marks(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the parts of a query's *text* as it is typed, as `Query.marks` of the text that is read."""
    return _marks(list(tokens(text[:LONGEST_TEXT])))


def _marks(found: list[Token]) -> tuple[tuple[int, int, str], ...]:
    kinds = {FIELD: "field", PHRASE: "phrase", RUN: "word"}
    marks: list[tuple[int, int, str]] = []
    for token in found:
        is_value = bool(marks) and marks[-1][2] == "field" and token.is_glued and token.kind == RUN
        marks.append((token.start, token.end, "value" if is_value else kinds.get(token.kind, "operator")))
    return tuple(marks)


class _Parser:
    """Recursive descent: `query = either*`, `either = factor (OR factor)*`, `factor = NOT factor | group | value`."""

    def __init__(self, query: QueryText, found: list[Token]) -> None:
        self._query = query
        self._tokens = found
        self._next = 0

    def query(self) -> Node | None:
        nodes: list[Node] = []
        while self._peek() is not None:
            stray = self._take(CLOSE)
            if stray:
                self._query.notices.append(f"The ) at character {stray.start + 1} has no ( before it and was ignored.")
            else:
                nodes += self._sequence(None, 0)
        return _all(nodes)

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, kind: str) -> Token | None:
        token = self._peek()
        if token is None or token.kind != kind:
            return None
        self._next += 1
        return token

    def _sequence(self, spec: Field | None, depth: int) -> list[Node]:
        nodes: list[Node] = []
        is_joined = False
        while (token := self._peek()) is not None and token.kind != CLOSE:
            if self._take(AND):
                self._notice_edge(token, nodes)
                nodes[-1:] = [_required(node) for node in nodes[-1:]]
                is_joined = True
                continue
            found = self._either(spec, depth)
            nodes += [_required(node) for node in found] if is_joined else found
            is_joined = False
        return nodes

    def _notice_edge(self, token: Token, before: list[Node]) -> None:
        after = self._peek()
        if not before or after is None or after.kind == CLOSE:
            self._query.notices.append(f"{token.text} at character {token.start + 1} needs a word before and after it.")

    def _either(self, spec: Field | None, depth: int) -> list[Node]:
        choices: list[list[Node]] = []
        while self._is_choice(choices):
            choices.append(self._factor(spec, depth))
        alternatives = [node for nodes in choices if (node := _all(nodes)) is not None]
        if len(alternatives) > 1:
            return [Or(tuple(alternatives))]
        return choices[-1] if len(choices) == 1 else alternatives

    def _is_choice(self, before: list[list[Node]]) -> bool:
        """Take each OR that follows; tell whether a choice comes: the first one, or one behind an OR."""
        is_joined = not before
        while (token := self._peek()) is not None and self._take(OR):
            self._notice_edge(token, [each for nodes in before for each in nodes])
            is_joined = True
        return is_joined and token is not None and token.kind not in {CLOSE, AND}

    def _factor(self, spec: Field | None, depth: int) -> list[Node]:
        if depth > DEEPEST:
            raise QueryError(f"Parentheses and negations are nested deeper than {DEEPEST}.")
        token = self._tokens[self._next]
        if self._take(NOT):
            return self._negation(token, spec, depth)
        if self._take(OPEN):
            # Parentheses about words that all have to be there change nothing.
            nodes = self._sequence(spec, depth + 1)
            self._take(CLOSE)
            return nodes
        if self._take(FIELD):
            return self._field(token, depth)
        self._next += 1
        return operand(self._query, token, spec)

    def _negation(self, token: Token, spec: Field | None, depth: int) -> list[Node]:
        following = self._peek()
        if following is None or following.kind in {CLOSE, AND, OR}:
            self._query.notices.append(f"{token.text} at character {token.start + 1} needs a word after it.")
            return []
        node = _all(self._factor(spec, depth + 1))
        return [Not(node)] if node is not None else []

    def _field(self, token: Token, depth: int) -> list[Node]:
        spec = FIELD_BY_NAME.get(token.text.lower())
        value = self._peek()
        is_glued = value is not None and value.is_glued and value.kind not in {CLOSE, AND, OR, NOT}
        if spec is None:
            return self._no_field(token, value if is_glued else None)
        if value is None or not is_glued:
            self._query.notices.append(f"{token.text}: needs a value right after it, without a space: {spec.example}.")
            return []
        if value.kind == FIELD:
            # `title:title:x`: the second is part of the value, a word like any other.
            self._next += 1
            return [*operand(self._query, replace(value, kind=RUN), spec), *self._rest(spec, depth)]
        return self._factor(spec, depth + 1)

    def _rest(self, spec: Field, depth: int) -> list[Node]:
        value = self._peek()
        return self._factor(spec, depth + 1) if value is not None and value.is_glued and value.kind == RUN else []

    def _no_field(self, token: Token, value: Token | None) -> list[Node]:
        if value is None or not _may_be_a_value(value):
            return operand(self._query, replace(token, kind=RUN), None)
        meant = nearest_field(token.text.lower())
        if meant is None and token.text[0].isupper():
            # “Officers:they left” is a headline, not a query.
            self._query.notices.append(f"“{shorten(token.text)}:” was searched as a word: there is no such field.")
            return operand(self._query, replace(token, kind=RUN), None)
        sentence = f"There is no field “{shorten(token.text)}”"
        if meant:
            raise self._query.error(token, sentence, f"{meant}:")
        raise self._query.error(
            token, f'{sentence}; put "{shorten(token.text + ":" + value.text)}" in quotes to look for the words'
        )


def _may_be_a_value(token: Token) -> bool:
    return token.kind != RUN or token.is_exact or token.text[:1].isalnum() or token.text[:1] in "<>#"


def _all(nodes: list[Node]) -> Node | None:
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return And(tuple(nodes))


def _required(node: Node) -> Node:
    return replace(node, required=True) if isinstance(node, WordNode) else node
