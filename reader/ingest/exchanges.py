"""Comments of which a widget has left nothing but names and remarks, one after the other."""

from collections.abc import Sequence

from reader.ingest.datelines import is_name
from reader.ingest.lines import PageLine
from reader.ingest.vocabulary import Vocabulary

_LEAST_PAIRS = 3
_LAST_PAIRS = 2
_NAME_WORDS = 3
_REMARK_WORDS = 60
_NAMES_OF_TWO_WORDS = 0.5
_MAJORITY = 0.8


def find_exchange(lines: Sequence[PageLine], vocabulary: Vocabulary, first: int) -> int | None:
    """Return where, from *first* on, names and remarks begin to alternate; None if nowhere.

    So do subheadings and short paragraphs: but the words of a name are nowhere on the page written small, and most
    names have two of them. So do the two who talk in an interview: but here more have their say.
    """
    is_name_at = [at >= first and _can_be_name(line, vocabulary) for at, line in enumerate(lines)]
    small: frozenset[str] | None = None
    refused = first
    for at in range(first, len(is_name_at) - 2 * _LAST_PAIRS + 1):
        if at < refused or not (is_name_at[at] and is_name_at[at + 2]):
            continue
        names = _names_from(lines, vocabulary, is_name_at, at)
        is_last = bool(names) and names[-1] + 2 >= len(lines)
        if len(names) >= (_LAST_PAIRS if is_last else _LEAST_PAIRS):
            small = _small_words(lines) if small is None else small
            if _are_persons(lines, names, small):
                return at
            refused = names[-1] + 1
    return None


def _names_from(lines: Sequence[PageLine], vocabulary: Vocabulary, is_name_at: Sequence[bool], start: int) -> list[int]:
    """Return the lines of the names that alternate with remarks from *start* on."""
    names: list[int] = []
    for at in range(start, len(is_name_at) - 1, 2):
        if not is_name_at[at] or not _is_remark(lines[at + 1], vocabulary) or is_name_at[at + 1]:
            break
        names.append(at)
    return names


def _can_be_name(line: PageLine, vocabulary: Vocabulary) -> bool:
    if line.word_count > _NAME_WORDS + 1 or len(line.text.split()) > _NAME_WORDS or line.is_finished or line.level:
        return False
    return is_name(line.text) and not vocabulary.evidence(line) and vocabulary.is_free_of_furniture(line.tokens)


def _is_remark(line: PageLine, vocabulary: Vocabulary) -> bool:
    is_said = line.is_finished or vocabulary.evidence(line).get("comments", 0) >= 3
    return is_said and line.word_count <= _REMARK_WORDS and not line.level


def _small_words(lines: Sequence[PageLine]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.words if len(word) > 2 and word.islower())


def _are_persons(lines: Sequence[PageLine], names: Sequence[int], small: frozenset[str]) -> bool:
    known = [small.isdisjoint(lines[at].tokens) for at in names]
    of_two = [len(lines[at].text.split()) >= 2 for at in names]
    distinct = {lines[at].key for at in names}
    return (
        sum(known) >= _MAJORITY * len(names)
        and sum(of_two) >= _NAMES_OF_TWO_WORDS * len(names)
        and len(distinct) >= min(3, len(names))
    )
