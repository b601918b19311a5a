"""Whether somebody said something at all: not where a text denies it, asks, or only thinks of it."""

from reader.related.statements.phrases import Phrase
from reader.related.statements.row import TokenRow
from reader.related.statements.tokens import AUXILIARY, RELATIVE
from reader.related.statements.verbs import Verb

_NOT = frozenset("not never cannot hardly scarcely no".split())
# "Not only said".
_BUT_ALSO = frozenset("only just merely simply".split())
_PERHAPS = frozenset("might may could would should must can 'd".split())
_NOBODY = frozenset("no nobody none neither nothing few".split())
_CONDITIONS = frozenset("if unless whether suppose supposing imagine assuming lest".split())
_OWN = frozenset(("i", "we"))
# Who asks why somebody said something takes it that they did.
_PRESUMING = frozenset("why when where how".split())


def is_said(row: TokenRow, verb: Verb) -> bool:
    """Whether a verb tells that something was said: no "did not say", no "might say"."""
    for at in range(verb.first, verb.place):
        word = row.words[at]
        if (word in _PERHAPS and verb.says) or word.endswith("n't"):
            return False
        if word in _NOT and row.words[at + 1] not in _BUT_ALSO:
            return False
    return True


def is_said_by(row: TokenRow, verb: Verb, subject: Phrase, start: int) -> bool:
    """Whether the subject of a verb is told to have said something; its clause begins at *start*."""
    if row.words[subject[0]] in _NOBODY or row.word(start - 1) in _CONDITIONS or row.word(start - 1) == "nor":
        return False
    if _is_question(row, subject, start):
        return False
    # "I must say that …"
    return row.words[subject[0]] in _OWN or is_said(row, verb)


def _is_question(row: TokenRow, subject: Phrase, start: int) -> bool:
    """Whether it is asked if, or who, said something: "Did the mayor say …?", "Who says …?"."""
    if not start and row.has(subject[0], RELATIVE):
        # "Who said what, and when"
        return True
    if row.words[-1] != "?" or not start:
        return False
    return row.has(start - 1, AUXILIARY) and row.word(start - 2) not in _PRESUMING
