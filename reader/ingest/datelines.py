"""What a line says of the article: by whom, when, where, under which heads.

These look at one line. Whether the line stands where such lines stand is for `record_lines` to say.
"""

import re
from dataclasses import dataclass

from reader.ingest.dates import FoundDate, spans_left
from reader.ingest.lines import Line
from reader.ingest.months import DAYS, MONTH_BY_NAME

_MAX_WORDS = 24
_NAME_WORDS = 7
_BYLINE_WORDS = 14
_WORD = re.compile(r"[\w.'’-]+")
_TRIMMED = " \t\u00a0,;:|•·/\\-–—()[]*_>»«<~@"

_BY = re.compile(
    r"\W{0,4}(?:(?:written|posted|published|reported|compiled|submitted|reviewed|translated|words|text|story|article|report) by"
    r"|by|author|authors|byline|written by|von|par|por|autor|autora|auteur|redacción|di|автор|авторы|текст|yazan|yazar|haber"
    r"|بقلم|الكاتب|كتب|المؤلف)(?: ?[:：|] ?|\s+)",
    re.IGNORECASE,
)
_BY_NEEDS_COLON = frozenset(
    {"author", "authors", "autor", "autora", "auteur", "текст", "haber", "di", "كتب", "article", "report"}
)
_NAME_END = re.compile(
    r"\s*(?:[|•·\t/]|\s[-–—]\s|,? (?i:on|published|posted|updated|last updated|for|at|in|contributor|special to|staff|via)\b"
    r"|,\s(?!and\b|und\b|et\b|y\b)(?=[a-z]|[A-Z]{2,5}\b|(?:[A-Z][\w.]{1,20} ){0,3}(?i:editor|writer|reporter|correspondent|contributor|analyst|author"
    r"|manager|director|ceo|co-founder|founder|president|journalist|staff|phd|ph\.d|md|m\.d|rd|r\.d)\b)|\(|\d).*",
    re.DOTALL,
)
_COLLECTIVE = re.compile(
    r"(?:the )?(?:\S{1,30} ){0,4}(?:editors?|staff|team|desk|bureau|newsroom|redaktion|rédaction|redacción)\Z",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "al el bin ibn abu von van der den de del della di da do dos du la le les of the and & y et und e i и ve و - bint ter ten op".split()
)

_PUBLISHED = frozenset(
    """published posted publié publie publiziert veröffentlicht erstellt publicado publicada опубликовано yayınlanma yayın
    yayınlandı نشر نُشر created released date datum fecha дата tarih التاريخ تاريخ submitted online""".split()
)
_UPDATED = frozenset(
    """updated modified edited revised reviewed actualisé modifié mis aktualisiert geändert actualizado modificado обновлено
    изменено güncelleme güncellendi التحديث آخر""".split()
)
_FILLERS = frozenset(
    """
    on at of in last first a am pm et gmt utc est edt pst pdt bst cet msk hkt ist jst aest eet eest pt et ct mt
    time: last: by: by le à el um uhr den am vom г года в время time local from о and stand jour heure hora saat
    saati i to da al est was were is article this story since : en du la des ago
    """.split()
)

_LABELS = _PUBLISHED | _UPDATED

_LABEL = re.compile(r"\W{0,4}([^\W\d_][\w '’/&-]{1,30}?)\s{0,2}[:：]\s{0,4}(\S.*)", re.DOTALL)
_FILED = re.compile(r"(?i:(posted in|filed under|filed in|tagged|tagged with|categories|tags))\s+(\S.{0,300})")
_TAG_LABELS = frozenset(
    """
    region|regions|theme|themes|topic|topics|tag|tags|category|categories|section|sections|keyword|keywords|subject
    subjects|filed under|filed in|posted in|tagged|tagged with|tagged in|in depth report|in-depth report
    in depth reports|report|dossier|labels|label|countries|country|thème|thèmes|rubrique|mots clés|mots-clés|thema
    themen|schlagwörter|schlagworte|kategorie|kategorien|ressort|etiquetas|categoría|categorías|tema|temas|sección
    теги|тег|метки|рубрика|рубрики|категория|категории|тема|темы|ключевые слова|etiketler|etiket|kategori
    kategoriler|konu|الوسوم|وسوم|الكلمات المفتاحية|كلمات مفتاحية|تصنيف|التصنيف|القسم|related topics|more on
    """.replace("\n", "|").split("|")
)
_OTHER_LABELS = frozenset(
    """
    source|sources|via|url|url of this article|short url|short link|permalink|link|location|place|news id|news code
    id|code|views|reads|hits|reading time|read time|estimated reading time|language|translated by|photographer
    copyright holder|print date|issue|volume|number|quelle|fuente|источник|kaynak|المصدر|visits|comments|shares
    length|format|type|version|doi|issn|agency|service|story code|publish date|last updated|last modified|updated
    published|date|posted|read|share|sharing|listen|editor|edited by|fact checked by|reviewed by
    """.replace("\n", "|").split("|")
)
_COUNTER = re.compile(
    r"\W{0,3}(?:\d[\d.,]{0,8}\s?[km]?\s?\+?\s?(?:views?|reads?|hits|visits|shares?|likes?|comments?|min(?:ute)?s?(?: read| de lecture)?|минут\w*"
    r"|просмотр\w*|vues|visitas|görüntülenme|okunma|claps?|mins? read|words|minutos|minuten lesezeit|مشاهدة|قراءة)"
    r"|no comments?|(?:reading|read) time\W.{1,30}|(?:less than )?(?:a|an?|one) minute(?: read)?|\d{1,2}:\d{2}(?::\d\d)?\s?(?:[ap]\.?m\.?)?(?: [a-z]{2,4})?"
    r"|\d{1,3}(?:[-–]\d{1,3})? ?min(?:ute)?s?(?: read| to read|s read)?)\W{0,3}\Z",
    re.IGNORECASE,
)


_COUNTED = re.compile(
    r"(?<![\w.])(?:\d[\d.,]{0,8}k?\+?|no|one|an?)[\s-](?:min(?:ute)?s?(?: (?:read|de lecture|to read))?|mins? read|comments?|views?|reads?|shares?|likes?|words|responses?"
    r"|минут\w{0,2}|просмотр\w{0,3}|vues|yorum|görüntülenme)\b|#\w{1,40}|[\w-]{1,60}\.(?:com|org|net|in|co|uk|ru|de|fr|tr)\b|\b(?:permalink|print|email|share)\b",
    re.IGNORECASE,
)
_SEGMENTS = re.compile(r"\s*[|·•/»>—–]\s*|\s-\s")
_BY_INSIDE = re.compile(r"(?:\A|(?<=\s))(?:by|von|par|por|автор:?|yazan:?|بقلم|di)\s+(?=\S)", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"\b(?:of|in|since|until|till|from|for|before|after|during|dated|to|and|between)\s*\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line that says when.

    *name* is what stands before the date (a site, a person, a place), *author* who is said to have written it;
    *is_update* tells that the date is that of a change, *is_labeled* that it is said to be that of publication.
    """

    iso: str
    name: str | None = None
    author: str | None = None
    is_update: bool = False
    is_labeled: bool = False


def read_dateline(line: Line) -> Dateline | None:
    """Read a line that is a date, perhaps with the name of a site, an author or a label; None if it is none."""
    if line.word_count > _MAX_WORDS:
        return None
    dates = line.dates
    if not dates or len(dates) > 3:
        return None
    pieces = [_COUNTED.sub(" ", piece) for piece in spans_left(line.seen, dates)]
    if any(_LEADS_ON.search(piece) and _LABELS.isdisjoint(_plain_words(piece)) for piece in pieces[:-1]):
        # "Statement of December 15, 2016" is about that day.
        return None
    said = [_segments(piece) for piece in pieces]
    if any(name is None for names in said for name in names) or sum(map(len, said)) > 4:
        return None
    before, after = [name for name in said[0] if name], [name for names in said[1:] for name in names if name]
    by = next((name for name in before + after if name.is_by), None)
    named = [name.text for name in before if not name.is_by]
    told = [name.text for name in after if not name.is_by and len(name.text.split()) in {2, 3} and "&" not in name.text]
    best = _published(line.seen, dates)
    labels = _labels_before(line.seen, best, dates)
    return Dateline(
        best.iso,
        name=named[0] if named else None,
        author=by.text if by else told[0] if told and not named else None,
        is_update=bool(labels & _UPDATED) and not labels & _PUBLISHED,
        is_labeled=bool(labels & _PUBLISHED),
    )


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    is_by: bool


def _segments(piece: str) -> list[_Name | None]:
    """Return the names in what stands beside a date; None for what is no name."""
    found: list[_Name | None] = []
    for segment in _SEGMENTS.split(piece):
        by = _BY_INSIDE.search(segment)
        if by:
            found += _segments(segment[: by.start()]) if segment[: by.start()].strip() else []
            name = _unlabeled(segment[by.end() :])
            found.append(_Name(name, is_by=True) if 0 < len(name.split()) <= 4 else None)
            continue
        name = _unlabeled(segment)
        if name:
            found.append(_Name(name, is_by=False) if is_name(name) else None)
    return found


def read_byline(line: Line) -> str | None:
    """Read a line that names the author; None if it does not."""
    if line.word_count > _MAX_WORDS:
        return None
    by = _BY.match(line.text)
    if by is None:
        return None
    label = by.group().strip(" \t\u00a0:：|*_").casefold()
    if label in _BY_NEEDS_COLON and not re.search(r"[:：|]", by.group()):
        return None
    dates = line.dates
    rest = line.text[by.end() : max(by.end(), dates[0].start)] if dates else line.text[by.end() :]
    name = _NAME_END.sub("", rest, count=1).strip(_TRIMMED)
    is_told = 0 < len(name) <= 40 and (len(name.split()) <= 2 if " " in label else len(line.tokens) == 2)
    if _is_time(name) or not (is_name(name, _BYLINE_WORDS) or is_told or _COLLECTIVE.match(name)):
        return None
    return name


def read_label(line: Line) -> tuple[str, str] | None:
    """Read a line `label: value` of those that pages use; return the folded label and the value."""
    if line.word_count > 60:
        return None
    match = _LABEL.match(line.text) or (None if line.is_finished else _FILED.match(line.text))
    if match is None:
        return None
    label = " ".join(match.group(1).casefold().split())
    is_known = label in _TAG_LABELS or label in _OTHER_LABELS
    return (label, match.group(2).strip()) if is_known or line.linked > 0.5 else None


def is_tag_label(label: str) -> bool:
    """Whether what follows the label are the heads that the article stands under."""
    return label in _TAG_LABELS


def is_other_label(label: str) -> bool:
    """Whether the label is of those that tell something else."""
    return label in _OTHER_LABELS


def is_labeled(line: Line) -> bool:
    """Whether the line says of a date that it is the one of publication."""
    dateline = read_dateline(line)
    return dateline is not None and dateline.is_labeled


def is_counter(line: Line) -> bool:
    """Whether the line counts something: minutes to read, views, comments."""
    return line.word_count <= 8 and bool(_COUNTER.match(line.seen))


def is_name(text: str, most: int = _NAME_WORDS) -> bool:
    """Whether *text* can be the name of a person, a group or an outlet, of *most* words."""
    words = _WORD.findall(text)
    if not words or len(words) > most or text[-1:] in "?!:;" or len(text) > 120:
        return False
    plain = [word for word in words if word.casefold() not in _PARTICLES]
    starts = sum(word[0].isupper() or not word[0].islower() for word in plain)
    return bool(plain) and starts == len(plain) and not any(word[0].isdigit() for word in words)


def _is_time(name: str) -> bool:
    words = [word.strip(".").casefold() for word in _WORD.findall(name)]
    return all(word in MONTH_BY_NAME or word in DAYS for word in words)


def _unlabeled(piece: str) -> str:
    """Return what is left of *piece* without labels, names of days and times of day."""
    words = piece.split()
    while words and _is_filler(words[0]):
        words.pop(0)
    while words and _is_filler(words[-1]):
        words.pop()
    return " ".join(words).strip(_TRIMMED)


def _is_filler(word: str) -> bool:
    plain = word.strip(_TRIMMED + ".").casefold()
    return (
        not plain
        or plain in DAYS
        or plain in _FILLERS
        or plain in _PUBLISHED
        or plain in _UPDATED
        or bool(re.fullmatch(r"\d{1,2}[:.h]\d{1,2}(?::\d\d)?(?:[ap]m)?|[ap]m|\d{1,4}|source:?|via", plain))
    )


def _plain_words(text: str) -> list[str]:
    return [word.strip(_TRIMMED + ".").casefold() for word in text.split()]


def _labels_before(text: str, date: FoundDate, dates: list[FoundDate]) -> frozenset[str]:
    start = max((other.end for other in dates if other.end <= date.start), default=0)
    return frozenset(word.strip(_TRIMMED).casefold() for word in text[start : date.start].split())


def _published(text: str, dates: list[FoundDate]) -> FoundDate:
    """Of several dates, that of publication: one said to be so, else the first that is no update."""
    labeled = [date for date in dates if _labels_before(text, date, dates) & _PUBLISHED]
    plain = [date for date in dates if not _labels_before(text, date, dates) & _UPDATED]
    return (labeled or plain or dates)[0]
