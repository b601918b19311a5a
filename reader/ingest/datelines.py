"""What a line says about the article: author, date, place and topics.

These look at one line. Whether the line stands where such lines stand is for `kinds` to say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from reader.ingest import record_words as said
from reader.ingest.dates import FoundDate, spans_left
from reader.ingest.lines import PageLine, key_of, once_a_line
from reader.text.months import is_day_name, month_of

_MAX_WORDS = 24
_MOST_DATES = 3
_MOST_NAMES = 4
_NAME_WORDS = 7
_BYLINE_WORDS = 14
_OUTLET_WORDS, _BY_WORDS = 4, 6
# What is counted has so many words, its number among them, which is no hour.
_COUNTED_WORDS = 2
# The name of an account, of which nobody knows whose it is.
_LOGIN = re.compile(r"(?=\S*[\d_])[a-z][\w.-]{2,30}\Z")
_CATEGORY_WORDS = 3
_NUMBERED = re.compile(r"(?<![\d:./-])\d{1,4}(?![\d:./-])")
_WORD = re.compile(r"[\w.'’-]+")
_TRIMMED = " \t\u00a0,،、;:：|•·⋅⸱∙‧/\\-–—()[]（）［］【】*_>»«<~@"
_HEADS_ON = re.compile(r"\s*:\s*\S+\s+\S")
# A day in figures before a byline, of which nobody knows which one is the month.
_FIGURES = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{4}\W{1,3}(?=\w)")
_DAY_IN_FIGURES = re.compile(r"(?<!\d)\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)(?!\d)")
# No name has these, whose clauses have no spaces: 京师图书馆成立于1909年9月9日，馆址在什刹海。
_SENTENCE_END = re.compile(r"[。｡！？।॥؟۔]")
# What makes one time of two dates: "March 3, 2017 – March 5, 2017".
_TO = re.compile(r"\W{0,3}(?:[-–—]|to|until|through|bis|au|al|até|hasta|tot|do|по|до|إلى|تا)\W{0,3}", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.h/]\d{1,2}(?::\d\d)?(?:[ap]m)?|[ap]m|\d{1,4}|source:?|via|(?:gmt|utc)[+-]\d{1,2}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line that says when.

    *name* is what stands before the date (a site, a person, a place), *author* who is said to have written it, *behind*
    a name that alone stands behind the date; *is_update* tells that the date is that of a change, *is_labeled* that it
    is said to be that of publication.
    """

    iso: str
    name: str | None = None
    author: str | None = None
    behind: str | None = None
    is_update: bool = False
    is_labeled: bool = False


@once_a_line
def read_dateline(line: PageLine) -> Dateline | None:
    """Read a line that is a date, perhaps with the name of a site, an author or a label; None if it is none."""
    dates = line.dates if line.word_count <= _MAX_WORDS else []
    if not 1 <= len(dates) <= _MOST_DATES:
        return None
    names = _names_beside(line, dates)
    if names is None:
        return None
    name, author, behind = _name_and_author(*names)
    best = _published(line.seen, dates)
    labels = _labels_before(line.seen, best, dates)
    is_labeled = bool(labels & said.PUBLISHED)
    return Dateline(best.iso, name, author, behind, bool(labels & said.UPDATED) and not is_labeled, is_labeled)


def _names_beside(line: PageLine, dates: list[FoundDate]) -> tuple[list["_Name"], list["_Name"]] | None:
    """Return the names before the first date and those behind it; None if anything else stands there."""
    pieces = [said.AGO.sub(" ", said.COUNTED.sub(" ", piece)) for piece in spans_left(line.seen, dates)]
    if _is_another_day(pieces[0], line.language) or _is_range(dates, pieces) or _is_told(pieces):
        return None
    before = _segments(pieces[0], line.language)
    after = [name for piece in pieces[1:] for name in _segments(piece, line.language)]
    if not said.DATE_LABELS.isdisjoint(_plain_words(pieces[0])) or _is_filed(before, pieces[-1]):
        # What the date is, is said; what stands behind it may be anything.
        after = [name for name in after if name != _NO_NAME]
    return (before, after) if _are_names(*before, *after) else None


def _are_names(*names: "_Name") -> bool:
    return _NO_NAME not in names and len(names) <= _MOST_NAMES


def _is_filed(before: Sequence["_Name"], behind: str) -> bool:
    """Whether an author stands before the date, and little behind it: "By Anna Berg August 12, 2021 training"."""
    return len(behind.split()) <= _CATEGORY_WORDS and any(name.is_by for name in before)


def _is_about_a_day(before: str) -> bool:
    """Whether what stands before a date leads on to it: "Statement of December 15, 2016" is about that day."""
    return bool(said.LEADS_ON.search(before)) and said.DATE_LABELS.isdisjoint(_plain_words(before))


def _is_another_day(before: str, language: str | None) -> bool:
    """Whether what stands before a date says that it is another than that of publication: "Deadline:", "Starts"."""
    label = said.SEGMENTS.split(before)[-1].strip()
    # "Due date" is none of a record, "date de fin" neither.
    words = [word for word in _plain_words(label) if not _is_filler(word, language)]
    if words and words[-1] in said.OTHER_DATES | said.TODAY:
        return True
    return bool(words) and label.endswith((":", "：")) and said.DATE_LABELS.isdisjoint(_plain_words(label))


def _is_told(pieces: Sequence[str]) -> bool:
    """Whether dates stand in a sentence or a headline: "Report, December 15, 2016: Rain In The North"."""
    is_headline = any(map(_is_about_a_day, pieces[:-1])) or any(map(_HEADS_ON.match, pieces[1:]))
    return is_headline or any(map(_SENTENCE_END.search, pieces))


def _is_range(dates: Sequence[FoundDate], pieces: Sequence[str]) -> bool:
    """Whether two dates are the ends of a time; of a day in two calendars they are not."""
    is_plain = len(dates) == 2 and not any(date.is_converted for date in dates)
    return is_plain and dates[0].iso != dates[1].iso and _TO.fullmatch(pieces[1]) is not None


def _name_and_author(before: Sequence["_Name"], after: Sequence["_Name"]) -> tuple[str | None, str | None, str | None]:
    """Return the name before the date, who is said to be the author, and the only name behind the date."""
    by = next((name.text for name in (*before, *after) if name.is_by), None)
    named = next((name.text for name in before if not name.is_by), None)
    others = [name.text for name in after if not name.is_by and "&" not in name.text]
    is_only = not (named or by) and len(others) == 1
    return named, by, others[0] if is_only and _can_be_persons(others[0]) else None


def _can_be_persons(name: str) -> bool:
    return len(name.split()) in {2, 3} or not name.isascii()


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    is_by: bool


_NO_NAME = _Name("", is_by=False)


def _segments(piece: str, language: str | None) -> list[_Name]:
    """Return the names in what stands beside a date, _NO_NAME for what is none."""
    found: list[_Name] = []
    for segment in filter(_is_of_somebody, map(str.strip, said.SEGMENTS.split(piece))):
        writers = [] if _is_counted(segment) else _writers(segment, language)
        if writers is not None:
            found += writers
            continue
        name = unlabeled(segment, language)
        beside = said.IN_SECTION.match(name)
        name = beside[1] if beside else name
        if name and not (found and found[0].is_by and said.OFFICE.fullmatch(name)):
            found.append(_Name(name, is_by=False) if is_name(name) or _is_outlets(name) else _NO_NAME)
    return found


def _is_of_somebody(segment: str) -> bool:
    """Whether a segment is neither the name of an account nor a word for nobody."""
    return _LOGIN.match(segment) is None and key_of(segment) not in said.NOBODY


def _is_counted(segment: str) -> bool:
    """Whether a segment tells a number and no name: of comments, of minutes to read; "France 24" has none either."""
    label = " ".join(segment.partition(":")[0].partition("：")[0].casefold().split())
    is_short = len(segment.split()) <= _COUNTED_WORDS and _NUMBERED.search(segment) is not None
    # The number may have been taken out before.
    return is_short or (label in said.OTHER_LABELS and label not in said.DATE_LABELS)


def _writers(segment: str, language: str | None) -> list[_Name] | None:
    """Return the name that a segment says is the author's, behind those before "by"; None where it says nothing."""
    behind = said.BY_BEHIND.match(segment)
    if behind:
        return [_Name(next(filter(None, behind.groups())), is_by=True)]
    by = said.BY_INSIDE.search(segment) or _says_by(segment, language)
    if by is None:
        return None
    name = name_in(unlabeled(segment[by.end() :], language))
    before = _segments(segment[: by.start()], language) if by.start() else []
    return [*before, _Name(name, is_by=True) if 0 < len(name.split()) <= _BY_WORDS else _NO_NAME]


def _is_outlets(name: str) -> bool:
    """Whether *name* is an outlet's as languages write it in which only its first word has a capital."""
    words = name.split()
    return (
        1 < len(words) <= _OUTLET_WORDS
        and words[0][:1].isupper()
        and not said.OUTLET_WORDS.isdisjoint(key_of(name).split())
    )


@once_a_line
def read_ago(line: PageLine) -> str | None:
    """Read a line that says how long ago the article came out: the name beside it, "" for none; None if it is none."""
    is_short = line.word_count <= _MAX_WORDS and not line.is_finished
    can_tell = is_short and (line.has_digits or not said.AGO_WORDS.isdisjoint(line.tokens))
    ago = said.AGO.search(line.seen) if can_tell else None
    if ago is None:
        return None
    names = [name for piece in (line.seen[: ago.start()], line.seen[ago.end() :]) for name in _pieces(piece, line)]
    if len(names) > 1 or _NO_NAME in names:
        return None
    return names[0].text if names else ""


def _pieces(piece: str, line: PageLine) -> list["_Name"]:
    pieces = re.split(r"\s/\s", said.COUNTED.sub(" ", said.CONTACT.sub(" ", piece)))
    return [name for each in pieces for name in _segments(each, line.language)]


@once_a_line
def read_byline(line: PageLine) -> str | None:
    """Read a line that names the author; None if it does not."""
    if line.word_count > _MAX_WORDS:
        return None
    behind = said.by_behind(line.text)
    if behind:
        return str(next(filter(None, behind.groups())))
    by = _by(line)
    if by is None:
        return None
    name = _name_behind(line, by.end())
    is_long_label = " " in _label_of(by)
    is_told = 0 < len(name) <= 40 and (len(name.split()) <= 2 if is_long_label else len(line.tokens) == 2)
    if _is_time(name, line.language) or not (is_name(name, _BYLINE_WORDS) or is_told or said.COLLECTIVE.match(name)):
        return None
    return name


def _name_behind(line: PageLine, at: int) -> str:
    """Return the name that begins at *at*, without what leads on to a date behind it."""
    end = next((date.start for date in line.dates if date.start >= at), None)
    rest = line.text[at:] if end is None else unlabeled(line.text[at:end], line.language)
    return name_in(rest).strip(_TRIMMED)


def _by(line: PageLine) -> re.Match[str] | None:
    """Return where a line says "by", in any language or in its own; some words need a colon to mean it."""
    start = _FIGURES.match(line.text)
    return _says_by(line.text, line.language, start.end() if start else 0)


def _says_by(text: str, language: str | None, at: int = 0) -> re.Match[str] | None:
    words = said.BY_IN.get(language or "")
    own = words.match(text, at) if words else None
    by = max(filter(None, (own, said.says_by(text, at))), key=lambda label: label.end(), default=None)
    if by is not own and by and _label_of(by) in said.BY_NEEDS_COLON and not _has_colon(by.group()):
        return None
    return by


def _has_colon(label: str) -> bool:
    # "Report – Rain in the North" is a headline.
    return re.search(r"[:：|/／＝・]", label) is not None or (
        not label.isascii() and re.search(r"\s-\s", label) is not None
    )


def _label_of(by: re.Match[str]) -> str:
    return by.group().strip(" \t\u00a0:：|*_/／＝・-–—").casefold()


def name_in(text: str) -> str:
    """Return the names that *text* begins with, without what comes after them: an office, a photographer."""
    name = text[: len(said.NAME_END.sub("", _in_small_letters(text), count=1))]
    # "ANNA BERG and TOM RIIS Associated Press".
    run = list(takewhile(lambda word: word.isupper() or word in {"and", "&"}, name.split()))
    return " ".join(run) if 1 < len(run) < len(name.split()) else name


def _in_small_letters(names: str) -> str:
    """Return *names* that are written in capitals as names are, degrees aside; as long as it was."""
    words = names.split()
    if len(words) < 2 or not all(word.isupper() and len(word) > 1 for word in words[:2]):
        return names
    return re.sub(r"[^\W\d_]{3,}", lambda word: word[0] if word[0] in said.DEGREES else _title(word[0]), names)


def _title(word: str) -> str:
    small = word[1:].lower()
    return word[0] + small if len(small) == len(word) - 1 and word.isupper() else word


@once_a_line
def is_other_hand(line: PageLine) -> bool:
    """Whether the line names somebody else who had a hand in the article: its editor, translator, photographer."""
    hand = said.OTHER_HANDS.match(line.text) if line.word_count <= _BYLINE_WORDS and not line.is_finished else None
    return hand is not None and is_name(said.NAME_END.sub("", line.text[hand.end() :], count=1).strip(_TRIMMED), 5)


def is_labeled(line: PageLine) -> bool:
    """Whether the line labels a date as the date of publication."""
    dateline = read_dateline(line)
    return dateline is not None and dateline.is_labeled


def is_unread_date(line: PageLine) -> bool:
    """Whether the line says when, in figures of which nobody knows the month, or which day it is today."""
    if not line.has_digits or line.word_count > _MAX_WORDS or line.is_finished:
        return False
    if not _DAY_IN_FIGURES.search(line.seen):
        return len(line.dates) == 1 and _begins_today(line)
    words = [word for word in _plain_words(_DAY_IN_FIGURES.sub(" ", line.seen)) if word]
    rest = [word for word in words if not _is_filler(word, line.language)]
    return not rest and not said.DATE_LABELS.isdisjoint(words)


def _begins_today(line: PageLine) -> bool:
    rest = (word for word in _plain_words(line.seen) if not _is_filler(word, line.language))
    return next(rest, "") in said.TODAY


def is_change(line: PageLine) -> bool:
    """Whether the line labels a date as that of a change."""
    dateline = read_dateline(line)
    return dateline is not None and dateline.is_update


def is_counter(line: PageLine) -> bool:
    """Whether the line counts something: minutes to read, views, comments."""
    return line.word_count <= 8 and bool(said.COUNTER.match(line.seen))


def is_name(text: str, most: int = _NAME_WORDS) -> bool:
    """Whether *text* can be the name of a person, a group or an outlet, of *most* words."""
    words = _WORD.findall(text)
    if not words or len(words) > most or text[-1:] in "?!:;" or len(text) > 120:
        return False
    plain = [word for word in words if word.casefold() not in said.PARTICLES]
    return bool(plain) and all(map(_is_capitalized, plain)) and not any(word[0].isdigit() for word in words)


def _is_capitalized(word: str) -> bool:
    """Whether a word is written as names are: `Berg`, `al-Hasan`, `Петров`, or in a script without capitals."""
    particle, hyphen, rest = word.partition("-")
    main = rest if hyphen and particle.casefold() in said.PARTICLES and rest else word
    return not main[0].islower()


def _is_time(name: str, language: str | None) -> bool:
    words = [word.strip(".") for word in _WORD.findall(name)]
    return all(month_of(word, language) or is_day_name(word, language) for word in words)


def unlabeled(piece: str, language: str | None) -> str:
    """Return *piece* without labels, names of days and times of day."""
    words = piece.split()
    while words and _is_filler(words[0], language) and not _begins_name(words):
        words.pop(0)
    while words and _is_filler(words[-1], language):
        words.pop()
    if all(word.casefold() in said.PARTICLES for word in words):
        return ""
    return " ".join(words).strip(_TRIMMED)


def _begins_name(words: Sequence[str]) -> bool:
    """Whether the first of *words* is an article with a capital and with what it belongs to: "La Gaceta"."""
    return len(words) > 1 and words[0][:1].isupper() and words[0].casefold() in said.NAME_STARTS


def _is_filler(word: str, language: str | None) -> bool:
    plain = word.strip(_TRIMMED + ".").casefold()
    return (
        not plain
        or all(is_day_name(part, language) for part in plain.split("-"))
        or plain in said.FILLERS
        or plain in said.PUBLISHED
        or plain in said.UPDATED
        or bool(_CLOCK.fullmatch(plain))
    )


def _plain_words(text: str) -> list[str]:
    return [word.strip(_TRIMMED + ".").casefold() for word in text.split()]


def _labels_before(text: str, date: FoundDate, dates: list[FoundDate]) -> frozenset[str]:
    start = max((other.end for other in dates if other.end <= date.start), default=0)
    return frozenset(word.strip(_TRIMMED).casefold() for word in text[start : date.start].split())


def _published(text: str, dates: list[FoundDate]) -> FoundDate:
    """Return the date of publication: one that is labeled so, else the first that is no update."""
    dates = [date for date in dates if not date.is_converted] or dates
    labeled = [date for date in dates if _labels_before(text, date, dates) & said.PUBLISHED]
    plain = [date for date in dates if not _labels_before(text, date, dates) & said.UPDATED]
    return (labeled or plain or dates)[0]
