"""How words bound a number: "at least 900", "plus de 900", "900 or more", and what the number may be then."""

from reader.related.statements.claim import ABOUT, AT_LEAST, AT_MOST, EXACT, OVER, UNDER
from reader.related.statements.row import TokenRow

# Words before a number, of the languages that are read; the longest of those that fit counts.
_WORDS_BEFORE = {
    AT_LEAST: """
        at~least no~fewer~than no~less~than not~less~than a~minimum~of mindestens wenigstens zumindest au~moins
        al~menos por~lo~menos como~mínimo не~менее не~меньше по~меньшей~мере как~минимум
        ما~لا~يقل~عن لا~يقل~عن على~الأقل
    """,
    AT_MOST: """
        at~most up~to as~many~as as~much~as no~more~than not~more~than a~maximum~of höchstens maximal bis~zu
        au~plus au~maximum jusqu'à como~máximo a~lo~sumo hasta не~более не~больше до ما~لا~يزيد~عن لا~يزيد~عن ما~يصل~إلى
    """,
    OVER: """
        more~than greater~than in~excess~of well~over over above exceeding mehr~als über plus~de plus~d' más~de
        более более~чем больше свыше أكثر~من ما~يزيد~عن ما~يزيد~على يزيد~على
    """,
    UNDER: """
        less~than fewer~than lower~than under below weniger~als unter moins~de menos~de менее менее~чем меньше أقل~من
    """,
    ABOUT: """
        close~to an~estimated estimated some about around roughly approximately nearly almost circa ca an~average~of
        estimated~at rund etwa ungefähr zirka knapp fast gut environ près~de quelque presque autour~de
        unos unas cerca~de casi aproximadamente alrededor~de около примерно приблизительно почти порядка
        نحو حوالي قرابة زهاء ما~يقارب
    """,
}
_BEFORE = {
    tuple(words.replace("~", " ").split()): bound for bound, many in _WORDS_BEFORE.items() for words in many.split()
}
_LONGEST = max(map(len, _BEFORE))
_LAST_WORDS = frozenset(words[-1] for words in _BEFORE)
_AFTER = {
    ("or", "more"): AT_LEAST,
    ("or", "so"): ABOUT,
    ("or", "fewer"): AT_MOST,
    ("or", "less"): AT_MOST,
    ("على", "الأقل"): AT_LEAST,
}
_SIGNS = {">": OVER, "<": UNDER, "≥": AT_LEAST, "≤": AT_MOST, "~": ABOUT, "≈": ABOUT}
_CURRENCIES = frozenset("$€£")
# "About 5,000" may be this much more or less.
_ROUGHLY = 0.1


def bound_of(row: TokenRow, first: int, last: int, end: int) -> tuple[str, int]:
    """Return how the number from *first* to *last*, which ends at *end*, is bounded, and the first token of that."""
    begin = first
    while begin and row.words[begin - 1] in _CURRENCIES:
        begin -= 1
    longest = _LONGEST if row.word(begin - 1) in _LAST_WORDS else 0
    for size in range(min(longest, begin), 0, -1):
        bound = _BEFORE.get(tuple(row.words[begin - size : begin]))
        if bound is not None:
            return bound, begin - size
    if row.text[end : end + 1] == "+":
        return AT_LEAST, begin
    after = _AFTER.get((row.word(last + 1), row.word(last + 2)), EXACT)
    return _SIGNS.get(row.word(begin - 1), after), begin


def limits(value: float, bound: str) -> tuple[float | None, float | None]:
    """Return the least and the most that a bounded number may be."""
    if bound == ABOUT:
        return value * (1 - _ROUGHLY), value * (1 + _ROUGHLY)
    low = None if bound in {AT_MOST, UNDER} else value
    return low, None if bound in {AT_LEAST, OVER} else value
