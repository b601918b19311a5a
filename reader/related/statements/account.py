"""What an article says that others said: its statements and claims together, and their form in the cache."""

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from reader.related.figures import Figure
from reader.related.name_forms import TITLES
from reader.related.statements.chains import Heading
from reader.related.statements.claim import Claim
from reader.related.statements.statement import Party, Statement
from reader.related.statements.tokens import is_telling

# What is in most accounts, the most frequent last, need not be kept with each.
_OFTEN = (
    b'"increase","kill","injure","according","announce","report","add","tell",[["he",["we",["they",'
    b'"at_least","about",[["The ["the ,"%","days","years","people",.5,.0,"","reach",'
    b'["officials in ",null,"according"],,"direct",["I","I",null,"add"]],],null,"say"],["quote","said",'
    b',"reported",[.0,"exact","","","",null,null,null,"20","",[,null,null,"","",[.0,"exact","","",null,null,null,"","",['
)
_LEVEL = 6


class Account(NamedTuple):
    """The statements and the claims of one text, in order."""

    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def speakers(self) -> Mapping[str, int]:
        """How many statements each speaker makes, by name; not those who are called "he" or "the group" only."""
        counts: dict[str, int] = {}
        for each in self.statements:
            if each.speaker is not None and _is_somebody(each, each.speaker.name):
                counts[each.speaker.name] = counts.get(each.speaker.name, 0) + 1
        return counts


# What does one of these speaks only if it has a name: "a temple shows that …".
_BEYOND = re.compile(r" (?:in|of|for|from|on|at) ")
_SHOWING = frozenset("show prove demonstrate illustrate signal".split())


def _is_somebody(statement: Statement, name: str) -> bool:
    """Whether a speaker is one to be looked up: no title alone, and nothing that only shows something."""
    if not is_telling(name) or all(word in TITLES for word in name.casefold().split()):
        return False
    head = _BEYOND.split(name, maxsplit=1)[0].split()
    return statement.lemma not in _SHOWING or any(word[0].isupper() for word in head[1:])


def account_of(
    text: str,
    figures: Sequence[Figure],
    language: str,
    heading: Heading,
    names: Sequence[str],
    published: date | None,
) -> Account:
    """Return the account of a text; see `find_statements` and `find_claims`."""
    # Forty modules with all their words, which nobody needs who only looks accounts up.
    from reader.related.statements.text_claims import find_claims
    from reader.related.statements.text_parts import TextParts
    from reader.related.statements.text_statements import find_statements

    parts = TextParts(text)
    statements = find_statements(parts, language, heading, names)
    claims = find_claims(parts, figures, statements, language=language, published=published)
    return Account(tuple(statements), tuple(claims))


def pack_account(account: Account) -> bytes:
    """Return an account as bytes; `unpack_account` is its inverse."""
    told = json.dumps([account.statements, account.claims], separators=(",", ":"), ensure_ascii=False)
    deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, zdict=_OFTEN)
    return deflater.compress(told.encode("utf-8", "surrogatepass")) + deflater.flush()


def unpack_account(data: bytes) -> Account:
    """Return the account that was packed. Raises: ValueError."""
    inflater = zlib.decompressobj(zdict=_OFTEN)
    try:
        told = inflater.decompress(data).decode("utf-8", "surrogatepass")
        # What is cut short is no JSON.
        statements, claims = json.loads(told if inflater.eof else "")
        return Account(tuple(map(_statement, statements)), tuple(map(_claim, claims)))
    except (zlib.error, TypeError, IndexError, ValueError) as error:
        raise ValueError("an account is torn") from error


def _statement(row: list[Any]) -> Statement:
    start, end, kind, cue, speaker, via, lemma = row
    return Statement(start, end, kind, (cue[0], cue[1]), _party(speaker), _party(via), lemma)


def _claim(row: list[Any]) -> Claim:
    known = Claim._make(row)
    return known._replace(
        speaker=_party(known.speaker),
        via=_party(known.via),
        denied_by=_party(known.denied_by),
        sentence=(known.sentence[0], known.sentence[1]),
    )


def _party(row: object) -> Party | None:
    return Party(*row) if isinstance(row, list) else None
