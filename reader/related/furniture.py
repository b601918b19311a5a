"""What a site prints under every article, within the article's text: no evidence of anything."""

from bisect import bisect_right

from reader.related.profile import Profile
from reader.related.word_places import Words
from reader.related.words import WORD, term_of


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
        [each for each in profile.mentions if not _is_out(each.start, starts, left_out)],
        [each for each in profile.figures if not _is_out(each.start, starts, left_out)],
        profile.prints - prints,
    )


def _is_out(position: int, starts: list[int], left_out: bytes | bytearray) -> bool:
    """Whether the word at *position*, or before it where a number stands there, is marked."""
    place = bisect_right(starts, position) - 1
    return place >= 0 and bool(left_out[place])
