"""Who is named beside a word of saying, in languages of which the words are known and the grammar is not."""

from reader.related.statements.row import QUOTATION, TokenRow
from reader.text.saying_words import SimpleWords

Phrase = tuple[int, int]
COMMAS = frozenset((",", "،", "–", "—", "-"))
ENDS = frozenset((".", "!", "?", ",", ";", "،", "؛", "؟", "…", "...", "¿", "¡"))
PRONOUNS = frozenset("er sie il elle ils elles él ella ellos ellas он она они هو هي".split())
_ARTICLES = frozenset("el la los las le les der die das den dem des l'".split())
_GENITIVES = frozenset("der des dem den".split())
_LINKS = frozenset("de del der des von und du d' la y et и von van al el للـ".split())
_OPENS = frozenset((":", "“", '"', "«", "„"))
_STOPPING = ("that", "verb", "aux", "not", "passive", "source_after")
_TITLE_MARKS = {"«": "»", "“": "”", "„": "“"}
_LONGEST_TITLE = 8
_LEAST_NAME = 2
_DEFINITE = ("ال", "لل")
_LONGEST = 9
_LONGEST_APPOSITION = 14
_LONGEST_ADJECTIVES = 3


def phrase_before(row: TokenRow, end: int, words: SimpleWords) -> Phrase | None:
    """Return who is named right before the token *end*, or before an apposition there: "X, the mayor, says"."""
    if row.word(end - 1) in COMMAS:
        return _apposed(row, end - 1, words)
    if row.word(end - 1) in PRONOUNS:
        return end - 1, end - 1
    start = end
    while start and end - start < _LONGEST and not _stops(row, start - 1, words):
        start -= 1
    if start and words.has("stop", row.words[start - 1]):
        return None
    while start < end and words.has("stop", row.words[start]):
        # "В Толме мэр", "Am Montag"
        start = _past_adjunct(row, start, end)
    return (start, end - 1) if start < end else None


def _past_adjunct(row: TokenRow, start: int, end: int) -> int:
    start += 1
    while start < end and row.words[start] in _ARTICLES:
        start += 1
    return start + 1


def _apposed(row: TokenRow, comma: int, words: SimpleWords) -> Phrase | None:
    first = next((at for at in range(comma - 1, 0, -1) if row.words[at] in COMMAS), 0)
    if not 0 < comma - first <= _LONGEST_APPOSITION or any(row.has(at, QUOTATION) for at in range(first, comma)):
        return None
    inner = first + 1, comma - 1
    if comma - first > 2 and (
        named(row, inner, words) != inner or all(map(row.is_capitalized, range(first + 1, comma)))
    ):
        return inner
    return phrase_before(row, first, words) if row.word(first - 1) not in COMMAS else None


def phrase_after(row: TokenRow, start: int, words: SimpleWords) -> Phrase | None:
    """Return who is named from the token *start* on."""
    if row.word(start) in PRONOUNS:
        return start, start
    end = start
    while end < len(row) and end - start < _LONGEST and not _ends(row, start, end, words):
        end += 1
    while end > start and row.words[end - 1] in _ARTICLES:
        # Of the day after a name: "Ana Lind el lunes".
        end -= 1
    return (start, _past_title(row, end) - 1) if end > start else None


def title_at(row: TokenRow, start: int) -> Phrase | None:
    """Return what stands in quotation marks from *start* on, as the name of a paper does."""
    end = _past_title(row, start)
    return (start, end - 1) if end > start else None


def _past_title(row: TokenRow, end: int) -> int:
    """Return where a name ends with what stands in quotation marks after it: "газета «Вести»"."""
    if row.word(end) not in _TITLE_MARKS:
        return end
    last = range(end + 1, min(len(row), end + _LONGEST_TITLE))
    return next((at + 1 for at in last if row.words[at] in _TITLE_MARKS.values()), end)


def _ends(row: TokenRow, start: int, at: int, words: SimpleWords) -> bool:
    if _stops(row, at, words) or (words.has("stop", row.words[at]) and not row.is_capitalized(at)):
        return True
    # "sagte Anton Veres der Zeitung", but "die Ministerin der Finanzen"
    is_dative = words.language == "de" and row.words[at] in _GENITIVES and at > start
    return is_dative and row.is_capitalized(start)


def _stops(row: TokenRow, at: int, words: SimpleWords) -> bool:
    word = row.words[at]
    if row.has(at, QUOTATION) or word in ENDS or word in _OPENS or word in COMMAS or not word[0].isalnum():
        return True
    is_other = word.startswith(("qu'", "n'")) or word in PRONOUNS or any(word == each[0] for each in words.citing)
    return is_other or any(words.has(kind, word) for kind in _STOPPING)


def speaker_after(row: TokenRow, start: int, words: SimpleWords) -> Phrase | None:
    """Return who is named from *start* on, after when it was said and who heard it: "annonça lundi la police"."""
    return named(row, phrase_after(row, past_time(row, start, words), words), words)


def past_time(row: TokenRow, at: int, words: SimpleWords) -> int:
    """Return the first token from *at* on that tells neither when something was said nor who heard it."""
    while True:
        is_opened = words.has("stop", row.word(at)) or row.word(at) in _ARTICLES
        if words.has("time", row.word(at)) or words.has("hearer", row.word(at)):
            at += 1
        elif is_opened and (words.has("time", row.word(at + 1)) or _is_agency(row, at, words)):
            at += 2
        else:
            return at


def _is_agency(row: TokenRow, at: int, words: SimpleWords) -> bool:
    """Whether an agency hears something: "a dit à l'AFP Anne Roche"."""
    if not words.has("to", row.words[at]) or at + 1 >= len(row):
        return False
    name = row.text[row.starts[at + 1] : row.ends[at + 1]]
    return len(name) > 1 and name.removeprefix("l’").removeprefix("l'").isupper()


def is_opener(row: TokenRow, at: int, words: SimpleWords) -> bool:
    """Whether the word at *at* opens what is said: "that", and "qu'il" too."""
    word = row.word(at)
    return words.has("that", word) or (word.startswith("qu'") and words.has("that", "qu"))


def named(row: TokenRow, phrase: Phrase | None, words: SimpleWords) -> Phrase | None:
    """Return the phrase that names a speaker, the name alone after an office; None if it is nobody's."""
    if phrase is None or _is_nobody(row, phrase, words):
        return None
    first, last = phrase
    start = last + 1
    while start > first and row.is_capitalized(start - 1):
        start -= 1
    is_plain = not row.is_capitalized(first) or (first == 0 and not row.is_capitalized(1))
    is_name = first < start < last and is_plain and row.words[start - 1] not in _LINKS
    # The nouns of German have capitals as well.
    return (start, last) if is_name and words.language != "de" else phrase


def _is_nobody(row: TokenRow, phrase: Phrase, words: SimpleWords) -> bool:
    first, last = phrase
    if words.has("if", row.words[first]) or words.has("nobody", row.words[last]):
        return True
    return words.has("nobody", row.words[first]) and row.words[first] not in _ARTICLES


def name_of_source(row: TokenRow, start: int, words: SimpleWords, *, is_head: bool) -> Phrase | None:
    """Return the name after "laut": as far as a comma, or else as its last word with a capital.

    *is_head*: it stands at the head of a sentence that may go on without a comma.
    """
    phrase = phrase_after(row, start, words)
    if phrase is None:
        return None
    following = row.word(phrase[1] + 1)
    if row.words[phrase[1]] in _TITLE_MARKS.values():
        return phrase
    if following in COMMAS or (following in {"", *ENDS} and not is_head):
        capitals = [at for at in range(phrase[0], phrase[1] + 1) if row.is_capitalized(at)]
        return (phrase[0], capitals[-1]) if capitals else phrase
    return _noun_at(row, *phrase, words) if words.language == "ar" else _name_at(row, *phrase)


def _noun_at(row: TokenRow, first: int, last: int, words: SimpleWords) -> Phrase | None:
    """Return the noun that begins a phrase in Arabic, which has no capitals: with an article, or owned by one."""
    end = min(last, first + words.has("owned", row.words[first]))
    if not words.has("owned", row.words[first]) and not row.words[first].startswith(_DEFINITE):
        return None
    while end < last and row.words[end + 1].startswith(_DEFINITE):
        end += 1
    return first, end


def _name_at(row: TokenRow, first: int, last: int) -> Phrase | None:
    """Return the name with which a phrase begins, an article and adjectives before it: "der örtlichen Polizei"."""
    end = first
    while end < min(first + _LONGEST_ADJECTIVES, last) and not row.is_capitalized(end):
        end += 1
    while end < last and (row.is_capitalized(end + 1) or _links(row, end + 1, last)):
        end += 1
    return (first, end) if row.is_capitalized(end) else None


def _links(row: TokenRow, at: int, last: int) -> bool:
    return row.words[at] in _LINKS and at < last and row.is_capitalized(at + 1)


def in_apposition(row: TokenRow, phrase: Phrase | None) -> Phrase | None:
    """Return the full name that stands between commas after a phrase: "le maire de Tolm, Anton Veres"."""
    if phrase is None or row.word(phrase[1] + 1) not in COMMAS or row.is_capitalized(phrase[0]):
        return None
    end = start = phrase[1] + 2
    while end < len(row) and row.is_capitalized(end):
        end += 1
    return (start, end - 1) if end - start >= _LEAST_NAME and (end == len(row) or row.words[end] in ENDS) else None


def past_commas(row: TokenRow, at: int) -> int:
    """Return the first token from *at* on that is no comma or dash."""
    while row.word(at) in COMMAS:
        at += 1
    return at


def last_word(row: TokenRow) -> int:
    """Return the last token of a row before the marks that end it."""
    last = len(row) - 1
    while last and row.words[last] in ENDS:
        last -= 1
    return last
