"""What a site prints under every article, within the article's text: no evidence of anything."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from reader.related.profile import Profile
from reader.related.word_places import Words
from reader.related.words import WORD, term_of

# What many articles share within so many days is a wire story told by all; what they share over months is furniture.
_FORTNIGHT = 14
_OF_ONE_TIME = 0.8
_SAMPLE = 40


def sample(numbers: Sequence[int]) -> Sequence[int]:
    """Return some forty of the articles that share a passage, evenly spread."""
    return numbers[:: max(1, len(numbers) // _SAMPLE)]


def is_furniture(numbers: Sequence[int], day_by_number: Mapping[int, int]) -> bool:
    """Tell whether a passage that many articles share is furniture, given a `sample` of them and the known days."""
    days = sorted(day_by_number[number] for number in numbers if number in day_by_number)
    if 2 * len(days) < len(numbers):
        return True
    middle = days[len(days) // 2]
    return sum(abs(day - middle) <= _FORTNIGHT for day in days) < _OF_ONE_TIME * len(days)


def without_furniture(
    profile: Profile, title: str, words: Words, left_out: bytes | bytearray, prints: set[int]
) -> Profile:
    """Return a profile without the terms, names and figures that stand only in words marked *left_out*.

    *prints* are the fingerprints of those words; what the title says stays.
    """
    kept = {words.terms[number] for number, is_out in zip(words.numbers, left_out, strict=True) if not is_out}
    kept.update(term_of(word) for word in WORD.findall(title))
    gone = {words.terms[number] for number, is_out in zip(words.numbers, left_out, strict=True) if is_out} - kept
    starts = [start for start, _ in words.spans]
    return Profile(
        {term: weight for term, weight in profile.weight_by_term.items() if term not in gone},
        [each for each in profile.mentions if not _is_out(each.start, each.end, starts, left_out)],
        [each for each in profile.figures if not _is_out(each.start, each.end, starts, left_out)],
        profile.prints - prints,
    )


def _is_out(start: int, end: int, starts: list[int], left_out: bytes | bytearray) -> bool:
    """Whether the words of a span, or where it has none those around it, are marked."""
    first = max(0, bisect_right(starts, start) - 1)
    past = max(first + 1, bisect_right(starts, end) + 1)
    return all(left_out[first:past])
