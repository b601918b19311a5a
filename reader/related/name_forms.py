"""How names are written: runs of capitals, words that are capitalized without being names, spellings of one name."""

import re
from functools import lru_cache
from itertools import zip_longest

from reader.text.folding import without_marks

_UPPER = "".join(
    chr(code) for first, last in ((0xC0, 0x24F), (0x370, 0x3FF), (0x400, 0x52F)) for code in range(first, last + 1)
    if chr(code).isupper()
)  # fmt: skip
_CAPITAL = f"[A-Z{_UPPER}]"
_PARTICLE = "(?:al|el|ul|ad|ed|ar|er|as|es|ash|esh|az|ez|an|en|at|et|аль|эль|ан|ас|аш|ад|ар|эд|эр|эс|эш|эз|эт)"
_BEFORE = f"(?:{_PARTICLE}[-‐‑]|[ae]l |[do]['’])"
_SHORT = "Lt Gen Col Maj Capt Sgt Cmdr Adm Brig Mr Mrs Ms Dr Prof Sen Rep Gov Rev Hon St".split()
_SHORTENED = r"\.(?:(?<=\b" + r"\.)|(?<=\b".join(_SHORT) + r"\.))"
_TAIL = rf"\w*(?:['’](?!s\b)\w+)*(?:[-‐‑](?:{_PARTICLE}[-‐‑])?{_CAPITAL}\w*(?:['’](?!s\b)\w+)*)*(?:{_SHORTENED})?"
_WORD = rf"{_CAPITAL}(?:(?:\.{_CAPITAL})*\.|{_TAIL})"
_LINK = r"(?:of|of the|de|de la|del|du|da|di|van|van der|von|bin|bint|ibn|abu|де|фон|ибн)"
_SPACE = "[ \u00a0]"
_MORE = rf"{_SPACE}(?:{_LINK}{_SPACE})?{_BEFORE}?{_WORD}"

# A run of capitalized words on one line, `al-` and `of the` between them, `Lt.` and `J.` among them. What may stand
# before its first capital is looked at afterwards, so that text without capitals costs nearly nothing.
NAME_RUN = re.compile(rf"{_WORD}(?:{_MORE}){{0,9}}")
_PARTICLE_BEFORE = re.compile(rf"(?<![\w'’]){_BEFORE}\Z")
_LONGEST_PARTICLE = 5

# Articles of Arabic as they are written before a name, with their assimilated forms.
PARTICLES = frozenset("al el ul ad ed ud ar er ur as es us ash esh az ez uz an en un at et ut the".split())
PARTICLES |= frozenset("аль эль ан ас аш ад ар эд эр эс эш эз эт".split())

_PARTS = re.compile(r"[^\W_]+(?:['’‘ʼ`´][^\W_]+)*")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
# `Ezzor`: an article grown together with its word.
_GROWN_ARTICLE = re.compile(r"\A[ea]([zsdrnt])\1")
_CONSONANTS = (
    ("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("zh", "z"), ("ph", "f"), ("dj", "j"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("tz", "ts"),
)  # fmt: skip
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1+")
# Abdul Rahman, Abd al-Rahman; Salahuddin, Salah ad-Din.
_SERVANT = re.compile(r"\Aabd[aeu][lr]")
_OF_FAITH = re.compile(r"(?<=\w\w)h?[eu](?=dd[ie]+n\Z)")
# What the cases of Slavic languages in Cyrillic put behind a name.
_IS_CYRILLIC = re.compile("[а-яё]")
_CASE = re.compile(
    "(?<=...)(?:ого|ому|ыми|ими|ами|ями|иями|иях|ией|ием|ый|ий|ым|им|ом|ем|ой|ою|ах|ях|ия|ию|ии|[аяуюеыиьй])\\Z"
)
_FINAL_H = re.compile(r"(?<=[aeiou])h\b")
_VOWELS = re.compile(r"[aeiouyw]+")
_LEAST_CONSONANTS = 4


def start_of(text: str, start: int) -> int | None:
    """Return where the run of capitals at *start* begins with the `al-` before it; None within a word."""
    before = text[start - 1] if start else " "
    if before == " " and text[start - 2 : start - 1] not in {"l", "L"}:
        return start
    particle = _PARTICLE_BEFORE.search(text, max(0, start - _LONGEST_PARTICLE), start)
    if particle is not None:
        return particle.start()
    return None if before.isalnum() or before in "_'’" else start


# Words that begin a sentence without being part of the name that follows.
OPENERS = frozenset(
    """
    a about above according across after again against ago all almost along already also although am amid among
    an and another any are around as ask at back because been before behind below besides between beyond both
    but by can clashes could currently despite did do does during each earlier early either elsewhere especially
    even eventually ever every few finally first following for formerly forces four from further furthermore
    given government had has have he her here hers his how however i if in including indeed initially inside
    instead into is it its just last late lately later latest least less like local many may maybe meanwhile
    meantime members militants more moreover most much my near nearly neither never nevertheless new next no
    none nonetheless nor not nothing now of off officials often on once one only or other others our out outside
    over own people perhaps please police previously pro read reports residents said say security see separately
    several she should since so some soon sources still such than thanks that the their them then there
    therefore these they this those though thousands three through throughout thus to today together tomorrow
    tonight too towards troops two under unless unlike until shares soldiers up upon video was watch we were
    what when where whereas whether which while who whose why will with within without witnesses would yes
    yesterday yet you your
    """.split()
)

TITLES = frozenset(
    """
    president presidents vice prime minister ministers premier chancellor king queen prince princess sultan emir
    secretary general generals lieutenant colonel major captain commander sergeant corporal admiral brigadier
    marshal lt gen col maj capt sgt cmdr adm brig mr mrs ms dr sir lord lady dame professor prof senator sen
    representative rep congressman congresswoman governor gov mayor deputy chief head director chairman
    chairwoman chair spokesman spokeswoman spokesperson ambassador envoy judge justice attorney pope cardinal
    archbishop bishop father rabbi imam ayatollah mufti speaker sheriff detective democrat republican foreign
    defense defence interior finance economy health education first executive rev hon former officer leader
    coach
    """.split()
)
# Titles that are last names as well: "Steve King".
SURNAMES = frozenset("king prince judge pope bishop major marshal justice chancellor head coach leader".split())
# "Secretary of State": what an office is of, when no place.
STATE_OFFICES = frozenset(
    "state defense defence justice energy labor labour interior staff health treasury house".split()
)
# What a title before it does not make a person: "General Staff", "First Deputy".
UNTITLED = frozenset(
    """
    staff assembly electric motors council hospital election directorate ministry committee court bank
    department party national convention senators street
    """.split()
)

# English only: months of other languages are persons and places in English texts (Avril, Chiang Mai, Mars).
CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec easter christmas
    ramadan gmt utc est edt am pm i
    """.split()
)

# "Eastern Aleppo" is Aleppo's, yet "Aleppo" alone is not it.
DIRECTIONS = frozenset(
    "east west north south eastern western northern southern central upper lower greater old new".split()
)

# Adjectives of nations say less than the nation; as part of a longer name they stay.
DEMONYM = re.compile(r"(?:\w{3,}(?:ian|ean|ish|ese)s?|(?:iraq|saud|israel|pakistan|yemen|kuwait|afghan|qatar)i?s?)\Z")
_MORE_DEMONYMS = "american mexican african french german dutch greek czech swiss arab kurd turk islamic western".split()
_NATIONS = frozenset(each + ending for each in _MORE_DEMONYMS for ending in ("", "s"))
# "Iraq" and "Israel" are caught by the pattern as well and are names.
_COUNTRIES = frozenset("iraq israel pakistan yemen kuwait qatar".split())

# The last word of an organisation is no name by itself.
COMMON_LAST = frozenset(
    """
    agency airport bill directorate army assembly association bank base board brigade bureau center centre
    command commission committee company congress corporation council court daily department directorate
    district division energy force forces foundation front government group hospital house institute
    international journal media minister ministry movement nations network news office operations organization
    party police post press province region republic research school senate service society staff state states
    station steel street times tribune union university war world city county north south east west island
    islands party act bill conference street avenue airbase citadel
    """.split()
)


def is_no_name(word: str) -> bool:
    """Whether a capitalized word that stands alone is no name: an adjective, a direction, "Congress", "The"."""
    folded = word.casefold()
    if word.isupper() and len(word) > 1:
        return False
    return (
        len(folded.rstrip(".")) < 2
        or folded in OPENERS
        or folded in COMMON_LAST
        or folded in DIRECTIONS
        or folded in _NATIONS
        or (folded not in _COUNTRIES and DEMONYM.match(folded) is not None)
    )


def is_headline(line: str) -> bool:
    """Whether a line is in title case or capitals throughout, so that its capitals mark no names."""
    words = [word for word in re.findall(r"[^\W\d_]\w*", line) if len(word) > 3]
    # A line with commas may be a list of names.
    if len(words) < 5 or line.count(",") > 1:
        return False
    return sum(not word[0].islower() for word in words) >= 0.85 * len(words)


@lru_cache(maxsize=20_000)
def sound_of(name: str) -> str:
    """Return what the spellings of *name* have in common.

    Long names are known by their consonants, short ones by their vowels' kinds too: two names that agree in this key
    may be one, which `is_variant` decides.
    """
    sounds = _sounds(name)
    consonants = _VOWELS.sub("", sounds)
    return consonants if len(consonants) >= _LEAST_CONSONANTS else _VOWELS.sub(_kind, sounds)


def is_variant(one: str, other: str) -> bool:
    """Whether two names are spellings of one: the same consonants, and vowels that differ as spellings do."""
    if one.casefold() == other.casefold():
        return True
    if sound_of(one) != sound_of(other):
        return False
    first, second = _sounds(one), _sounds(other)
    return _distance(_VOWELS.sub(_kind, first), _VOWELS.sub(_kind, second)) <= 1


def _sounds(name: str) -> str:
    parts = [_plain(part) for part in _PARTS.findall(name)]
    kept = [part for part in parts if part not in PARTICLES] or parts
    joined = "".join(kept[:1] + [_GROWN_ARTICLE.sub(r"\1", part) for part in kept[1:]])
    for written, sound in _CONSONANTS:
        joined = joined.replace(written, sound)
    return _DOUBLE.sub(r"\1", joined)


def _plain(part: str) -> str:
    bare = _APOSTROPHES.sub("", part.casefold())
    if _IS_CYRILLIC.search(bare):
        return _CASE.sub("", bare.replace("ё", "е"))
    plain = without_marks(bare)
    return _FINAL_H.sub("", _OF_FAITH.sub("", _SERVANT.sub("abd", plain)))


def _kind(vowels: re.Match[str]) -> str:
    """Return the kind of a run of vowels: back (o, u, w), front (e, i, y) or a."""
    run = vowels.group()
    if any(each in run for each in "ouw"):
        return "u"
    return "i" if any(each in run for each in "eiy") else "a"


def _distance(one: str, other: str) -> int:
    """Return how far the vowels differ: 1 for a and i in the same place or one vowel more, 2 for anything else."""
    if one == other:
        return 0
    if len(one) == len(other):
        differences = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return sum(1 if set(pair) == {"a", "i"} else 2 for pair in differences)
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return 2
    at = next(place for place, pair in enumerate(zip_longest(longer, shorter)) if pair[0] != pair[1])
    return 1 if longer[at] in "aiu" and longer[:at] + longer[at + 1 :] == shorter else 2
