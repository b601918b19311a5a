"""The words and marks of a text as parallel lists, with what is known of each word."""

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate, repeat

_TITLE = r"(?:Mrs?|Ms|Dr|Sen|Gov|Gen|Lt|Rep|St|Col|Maj|Sgt|Capt|Prof|Rev|Hon|[A-Z])\.(?=[ \u00a0][A-Z])"
# "He's" are two words: who, and the verb that follows.
_VERB = r"['’](?:s|re|ve|d|ll|m)\b"
_PRONOUN = rf"(?:[Hh]e|[Ss]he|[Tt]h(?:ey|at|ere)|[Ii]t|[Ww](?:e|ho)|I|[Yy]ou)(?={_VERB})"
_WORD = r"[^\W_](?:\w|['’.&/-](?=\w)|(?<=\d),(?=\d{3}(?!\d)))*"
# Most words: nothing belongs to them. Looked for first, and white space with each token: so it takes half the time.
_PLAIN = r"[A-Za-z][a-z]*+(?!['’.&/-]?\w|\.)"
_TOKEN = re.compile(rf"(\s*)({_PLAIN}|(?=\w)(?:{_TITLE}|{_PRONOUN}|{_WORD})|(?<=\w){_VERB}|''|``|[-–—―]+|[^\w\s])")

DETERMINER, PRONOUN, AUXILIARY, ADVERB, PREPOSITION = 1, 2, 4, 8, 16
CONJUNCTION, SUBORDINATOR, RELATIVE, MARK, TIME = 32, 64, 128, 256, 512
_BEFORE_MONTH = frozenset("in of on since until by last next late early mid this for from through".split())
# A verb that is nothing else; most verbs are told by their endings only.
PLAIN_VERB = 2048

_WORDS = {
    DETERMINER: """the a an this these those his her their its our my your some any no each every all both several many
        most few another other more certain various such one two three four five six seven eight nine ten""",
    PRONOUN: """he she they i we it you someone everyone nobody everybody somebody anyone these those one many some
        others most both all who""",
    AUXILIARY: """is are was were be been being am has have had having do does did done will would can could may might
        shall should must cannot isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't
        can't couldn't shouldn't 's 're 've 'd 'll 'm""",
    ADVERB: """also now then later already often once again further just even still not never always too first long
        longer sometimes usually generally
        soon instead meanwhile moreover however therefore thus ever rather quite almost only far back twice yet
        privately publicly repeatedly simply""",
    PREPOSITION: """of in on at by for with from to into about against over under between among during since until
        without within through across near around per like as despite including toward towards upon off after before
        behind beyond amid along via outside inside onto regarding concerning following""",
    CONJUNCTION: "and or but nor yet so plus",
    SUBORDINATOR: "that because when while if although though whether where how why what unless than whereas",
    RELATIVE: "who which whom whose",
    PLAIN_VERB: """said says told tells wrote went goes came comes made makes took takes gave gives got gets became
        becomes saw sees knew knows thought thinks began begins kept keeps brought brings asked asks added
        shows means leaves remains ends starts uses follows""",
    TIME: """monday tuesday wednesday thursday friday saturday sunday january february march april june july august
        september october november december today yesterday tomorrow tonight week month year morning afternoon evening
        night earlier recently sept oct nov dec jan feb aug""",
}
_CLASSES: dict[str, int] = {}
for _flag, _list in _WORDS.items():
    for _word in _list.split():
        _CLASSES[_word] = _CLASSES.get(_word, 0) | _flag
for _sign in (*',;:.!?()[]"“”„«»‘…–—―-|/\\*#•·=+<>^~', "''", "``", "--", "---", "'"):
    _CLASSES[_sign] = MARK


class Tokens:
    """The tokens of a text: *words* in small letters, *starts*, *ends*, and the *flags* of each."""

    def __init__(self, text: str) -> None:
        # Between two tokens stands what is none, then white space, then the token.
        pieces = _TOKEN.split(text)
        places = list(accumulate(map(len, pieces)))
        self.text = text
        self.starts = places[1::3]
        self.ends = places[2::3]
        # All in small letters at once: no token holds a line break.
        self.words = "\n".join(pieces[2::3]).lower().replace("’", "'").split("\n") if self.starts else []
        self.flags = list(map(_CLASSES.get, self.words, repeat(0)))
        if "May" in text:
            self._find_months()

    def _find_months(self) -> None:
        """Tell the month of May from the verb, by the word before it or the day after it."""
        for at, word in enumerate(self.words):
            is_may = word == "may" and self.is_capitalized(at)
            if is_may and (self.words[at - 1] in _BEFORE_MONTH or self._is_number(at + 1)):
                self.flags[at] = TIME

    def __len__(self) -> int:
        return len(self.words)

    def at(self, offset: int) -> int:
        """Return the index of the first token that begins at *offset* or after it."""
        return bisect_left(self.starts, offset)

    def has(self, index: int, flag: int) -> bool:
        """Whether a token has a flag."""
        return bool(self.flags[index] & flag)

    def is_capitalized(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return self.text[self.starts[index]].isupper()

    def _is_number(self, index: int) -> bool:
        return index < len(self.words) and self.words[index][0].isdigit()


# What a text calls itself, or the one that it tells of, is nobody who could be asked.
_PIECE = re.compile(
    r"(?:(?:[Tt]he|[Tt]his|[Tt]hat|[Oo]ur|[Ii]ts) (?:[a-z’']+ ){0,2})?"
    r"(?:pages?|articles?|texts?|piece|post|[Dd]igest|passage|paragraph|headline|chapter|library|name|word|totals?"
    r"|reports|rumou?rs|claims|allegations)\Z"
)


_NUMBERED = frozenset(
    """
    two three four five six seven eight nine ten most some many several each every all both neither few others another
    any
    """.split()
)
# "He" and "him" of the other languages are nobody's name either.
_OBJECTS = frozenset(
    """
    him his hers them theirs us me er sie ihm ihr il elle ils elles lui eux leur él ella ellos ellas он она они его её
    ее их هو هي هم
    """.split()
)
# Names of which is remembered what they are: each is asked about several times in a text.
_NAMES = 10_000
_SHARES = frozenset("quarter third half quarters thirds handful dozens majority minority couple number percent".split())


@lru_cache(maxsize=_NAMES)
def is_count(name: str) -> bool:
    """Whether a name only says how many they are: "47 percent of voters", "a quarter", "most residents"."""
    words = [*name.split(), "", ""]
    if words[0].casefold() in {"a", "an", "the", "about", "nearly"}:
        del words[0]
        if words[0][:1].isupper():
            return False
    first, second = words[:2]
    if first[:1].isdigit():
        # "38 North" and "60 Minutes" are names.
        return not second[:1].isupper()
    is_share = first.casefold() in _SHARES and second in {"", "of", "the"}
    return is_share or first.casefold() in _NUMBERED


# "The one on Tolm", "the second"
_POINTED = re.compile(r"(?:the|this|that) (?:one|first|second|third|fourth|latter|former|other|rest)\b", re.IGNORECASE)


# Each text means another one by these.
_STANDING_FOR = re.compile(
    r"(?:the|this|that|these|one) (?:newspaper|paper|site|website|network|broadcaster|publication|magazine|outlet"
    r"|agency|channel|group|organi[sz]ation|movement|leader|author|writer|reporter|journalist|man|woman|boy|girl|body"
    r"|company|firm|team|couple|statement|document|source)s?\Z",
    re.IGNORECASE,
)


def is_telling(name: str) -> bool:
    """Whether a name means the same in every text of a library, as "the outlet" and "the group" do not."""
    return is_named(name) and _STANDING_FOR.match(name) is None


@lru_cache(maxsize=_NAMES)
def is_named(name: str) -> bool:
    """Whether a name says who somebody is, as "the ministry" does, and "he" and "this page" do not."""
    if not any(map(str.isalpha, name)) or _PIECE.match(name) or _POINTED.match(name) or is_count(name):
        return False
    word = name.casefold()
    return word not in _OBJECTS and not _CLASSES.get(word, 0) & (PRONOUN | RELATIVE | DETERMINER | SUBORDINATOR)
