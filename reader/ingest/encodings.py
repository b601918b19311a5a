"""The encoding of bytes that name none: guessed by the language that comes out, never in silence; mojibake repaired."""

import re
from contextlib import suppress
from dataclasses import dataclass

from reader.library.guarded_file import decode, unmarked_utf16
from reader.text.stop_words import frequent_words

# Encodings of one byte a letter, each with the languages that are written in it.
_OF_LANGUAGE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cp1251", ("ru", "uk")),
    ("koi8-r", ("ru",)),
    ("koi8-u", ("uk",)),
    ("cp866", ("ru", "uk")),
    ("iso8859-5", ("ru", "uk")),
    ("cp1256", ("ar", "fa")),
    ("iso8859-6", ("ar",)),
    ("cp1253", ("el",)),
    ("cp1255", ("he",)),
    ("cp1250", ("pl", "cs", "hu", "ro")),
    ("iso8859-2", ("pl", "cs", "hu", "ro")),
    ("cp1254", ("tr",)),
    ("cp1252", ("en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "ca")),
)
# What share of a text's words are its language's most frequent ones, at least; and of its letters no signs.
_LEAST_WORDS, _LEAST_LETTERS = 0.08, 0.9
# The most frequent characters of Chinese, simplified and traditional: a fourth of any text.
_SIMPLIFIED = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后"
)
_TRADITIONAL = frozenset(
    "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後"
)
_WIDE: tuple[tuple[str, frozenset[str]], ...] = (("gb18030", _SIMPLIFIED), ("big5hkscs", _TRADITIONAL))
_FREQUENT_HANGUL = frozenset("이다는에의을를가은로고하도한지서기사들아어리자대나해인시정그수있과부만것라")
_KANA = re.compile("[\u3040-\u30ff]")
# Where hardly any words stand alone, the letters decide, if they stand side by side: one by itself may be “£” or “é”.
_OF_SCRIPT = (("cp1255", re.compile("[\u05d0-\u05ea]{2,}")), ("cp874", re.compile("[\u0e00-\u0e7f]{2,}")))
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_WORD = re.compile(r"[^\W\d_]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SEEN = 100_000
# So many letters beyond ASCII tell what they are, against what the page says.
_ASCII, _ENOUGH = bytes(range(0x80)), 60
_LEAST_HANGUL, _LEAST_KANA, _LEAST_COMMON, _LEAST_SCRIPT = 0.25, 0.3, 0.12, 0.95
# No Western word has so many letters with accents side by side, or signs between its letters.
_NOT_WESTERN = re.compile(
    rb"[\x80-\xff]{6}|[a-z\xe0-\xff][\xa1-\xac\xae-\xb3\xb5\xb6\xb8-\xbf\xd7\xf7\xf0\xfd\xfe][a-z\xe0-\xff]"
)
# The labels of encodings as browsers read them; most names are their own.
_CODECS = {
    label: codec
    for codec, labels in {
        "utf-8": "utf-8 utf8 unicode-1-1-utf-8 utf-16 utf-16le utf-16be",
        "cp1252": "iso-8859-1 iso8859-1 latin1 l1 ascii us-ascii windows-1252 x-cp1252 cp1252",
        "cp1254": "iso-8859-9 latin5 windows-1254 x-cp1254 cp1254",
        "cp1250": "windows-1250 x-cp1250 cp1250 win-1250",
        "cp1251": "windows-1251 x-cp1251 cp1251 win-1251 win1251",
        "cp1253": "windows-1253 x-cp1253 cp1253",
        "cp1255": "windows-1255 x-cp1255 cp1255",
        "cp1256": "windows-1256 x-cp1256 cp1256",
        "cp1257": "windows-1257 x-cp1257 cp1257",
        "cp1258": "windows-1258 x-cp1258 cp1258",
        "cp866": "ibm866 866 cp866 csibm866",
        "koi8-r": "koi8-r koi8_r koi koi8 cskoi8r",
        "koi8-u": "koi8-u koi8-ru",
        "cp874": "windows-874 dos-874 tis-620 iso-8859-11 cp874",
        "mac_roman": "macintosh mac x-mac-roman",
        "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
        "gb18030": "gb2312 gbk gb18030 x-gbk chinese csgb2312 gb_2312-80 iso-ir-58",
        "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
        "cp949": "euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean cseuckr windows-949 cp949 uhc",
        "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j csshiftjis cp932",
        "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
        "iso2022_jp": "iso-2022-jp csiso2022jp",
    }.items()
    for label in labels.split()
} | {f"iso-8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
# Languages whose words may be plain ASCII; in others those are markup.
_LATIN = frozenset(("en", "pl", "tr"))
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

# What bytes of UTF-8 look like that were read as Western, Central European, Cyrillic, Macintosh or DOS letters, and the
# characters that no text has: only there is it asked whether the letters make sense.
_SPOILT = re.compile(
    # One class first, by which the search is fast.
    "[\u0080-\u009f\u00c2-\u00ff\u0102-\u0179\u0413\u0420\u0421\u0432\u2500-\u257f\u221a\u25ca](?:(?<=[\u0080-\u009f])"
    "|(?<=[\u00c2-\u0179])[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|(?<=[\u0420\u0421])[\u00a0-\u00bf\u0402-\u040f\u0452-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122]"
    "|(?<=\u0432)\u0402|(?<=\u0413)[\u00a9\u0453\u201a]|(?<=[\u2500-\u257f\u221a\u25ca])[^\x00-\x7f])"
)
# A page may be one line: it is looked at in pieces, and no more than so many characters of it; a short piece takes as
# long as one of so many.
_PIECES = re.compile(r"([\n<])")
_MOST_MENDED, _LEAST_PIECE = 1_000_000, 100


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text, and a sentence on what was guessed or repaired in it."""

    text: str
    note: str | None = None


def decoded(data: bytes) -> DecodedText:
    """Return *data* as text, in a guessed encoding where it is no UTF-8. Raises: UndecodableError if it is binary."""
    encoding = unmarked_utf16(data) if b"\x00" in data else None if tells_encoding(data) else encoding_of(data)
    if encoding is None or data.startswith(_MARKS):
        return repaired(decode(data))
    note = f"The file does not say how its letters are written; it was read as {encoding}."
    return DecodedText(data.decode(encoding, "replace"), note)


def mislabeled(data: bytes, label: str, codec: str) -> DecodedText | None:
    """Return *data* in the encoding that makes sense of it where the one that it says it has does not; None elsewhere.

    Servers and old templates say of any page that it is Western.
    """
    is_doubtful = _NOT_WESTERN.search(data) if codec == "cp1252" else not _makes_sense(data, codec)
    encoding = encoding_of(data) if is_doubtful else None
    if encoding is None or encoding == codec:
        return None
    note = f"The file says that its letters are written as {label}, which makes no sense; it was read as {encoding}."
    return DecodedText(data.decode(encoding, "replace"), note)


def _makes_sense(data: bytes, codec: str) -> bool:
    """Whether *data* has words or letters in *codec* that a language of it has; a few letters always do."""
    languages, known = dict(_OF_LANGUAGE).get(codec), dict(_WIDE).get(codec)
    is_short = len(data[:_SEEN].translate(None, _ASCII)) < _ENOUGH
    if is_short or (languages is None and known is None):
        return True
    text = _strictly(_TAG.sub(b" ", data[:_SEEN]), codec)
    return (
        _words(text, languages) >= _LEAST_WORDS if languages else _common(text, known or frozenset()) >= _LEAST_COMMON
    )


def is_of_seven_bits(data: bytes) -> bool:
    """Whether Japanese letters are written between escapes, which nothing else has."""
    return b"\x1b$" in data and b"\x1b(" in data and data.isascii()


def tells_encoding(data: bytes) -> bool:
    """Whether the bytes themselves tell how they are to be read: by a byte order mark, or by zeros in them."""
    return data.startswith(_MARKS) or b"\x00" in data


def codec_of(label: str) -> str | None:
    """Return the codec that browsers take for the *label* of an encoding; None for one that they do not know."""
    return _CODECS.get(label.strip().lower())


def encoding_of(data: bytes) -> str | None:
    """Return the encoding in which *data* makes sense in a language; None for UTF-8, and where none makes sense."""
    if is_of_seven_bits(data[:_SEEN]):
        return "iso2022_jp"
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return None
    seen = _TAG.sub(b" ", data[:_SEEN])
    shares = [(_words(_strictly(seen, encoding), languages), encoding) for encoding, languages in _OF_LANGUAGE]
    share, encoding = max(shares, key=lambda each: each[0])
    if share >= _LEAST_WORDS:
        # Western letters are what any file is read as that says nothing.
        return encoding if encoding != "cp1252" else None
    scripts = (
        encoding for encoding, letters in _OF_SCRIPT if _share(letters, _strictly(seen, encoding)) >= _LEAST_SCRIPT
    )
    return _east_asian(seen) or next(scripts, None)


def _words(text: str, languages: tuple[str, ...]) -> float:
    """Return the share of the words that are frequent in one of the languages.

    There is none where signs stand for letters, or more capitals than small ones.
    """
    strange = _NOT_ASCII.findall(text)
    small, capital = sum(map(str.islower, strange)), sum(map(str.isupper, strange))
    if sum(map(str.isalpha, strange)) < _LEAST_LETTERS * len(strange) or small < capital:
        return 0.0
    is_latin = not _LATIN.isdisjoint(languages)
    words = [word for word in _WORD.findall(text.casefold()) if is_latin or not word.isascii()]
    known = frequent_words()
    return max(sum(word in known[language] for word in words) for language in languages) / max(1, len(words))


def _east_asian(data: bytes) -> str | None:
    for encoding in ("cp932", "euc_jp"):
        if _share(_KANA, _strictly(data, encoding)) >= _LEAST_KANA:
            return encoding
    if _common(_strictly(data, "cp949"), _FREQUENT_HANGUL) >= _LEAST_HANGUL:
        return "cp949"
    share, encoding = max((_common(_strictly(data, encoding), known), encoding) for encoding, known in _WIDE)
    return encoding if share >= _LEAST_COMMON else None


def _strictly(data: bytes, encoding: str) -> str:
    """Return the text in an encoding, "" if it is none; the last character may be cut."""
    for end in (len(data), len(data) - 1, len(data) - 2, len(data) - 3):
        with suppress(UnicodeDecodeError):
            return data[: max(0, end)].decode(encoding)
    return ""


def _share(letters: re.Pattern[str], text: str) -> float:
    return sum(map(len, letters.findall(text))) / max(1, len(_NOT_ASCII.findall(text)))


def _common(text: str, known: frozenset[str]) -> float:
    return sum(character in known for character in text) / max(1, len(_NOT_ASCII.findall(text)))


def repaired(text: str) -> DecodedText:
    """Return *text* with the letters put right that are UTF-8 read in another encoding."""
    if not _SPOILT.search(text):
        return DecodedText(text)
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    left = _MOST_MENDED
    pieces = _PIECES.split(text)
    for at, piece in enumerate(pieces):
        if left > 0 and _SPOILT.search(piece) and len(piece) <= left:
            left -= max(len(piece), _LEAST_PIECE)
            pieces[at] = fix_encoding(piece) if is_bad(piece) else piece
    mended = "".join(pieces)
    note = "Letters that an earlier program had misread (“Ã©” for “é”) were put right." if mended != text else None
    return DecodedText(mended, note)
