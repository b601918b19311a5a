"""The words and signs that multiply the number before them, and those of percent: million, тыс., لاکھ, 万, درصد."""

import re
from collections.abc import Iterable

from reader.text.scripts import MARKS

# By value, as written after digits, in the languages of the news; a word of one that is as often another word of
# another language (`bin`, `mil`) is left out.
_WORDS_BY_SCALE = {
    1e3: "thousand mille тыс тысяч тысячи тысяча тисяч тисячі ألف ألفا ألفاً ألفًا آلاف الف هزار"
    " हज़ार हजार হাজার ہزار אלף אלפים tausend tys ribu nghìn ezer tisíc"
    " tisíce хиляди χιλιάδες",
    1e5: "lakh lakhs लाख লাখ لاکھ",
    1e6: "million millions mln mn millionen mio millón millones milhão milhões milione milioni miljoen milyon"
    " miljoner miljon miljoonaa milionów miliony milion millió juta triệu εκατομμύρια εκατ млн миллион миллиона"
    " миллионов мільйон мільйонів мільйони مليون مليونا مليوناً مليونًا ملايين میلیون מיליון",
    1e7: "crore crores करोड़ करोड কোটি کروڑ",
    1e9: "billion billions bln bn milliard milliards milliarde milliarden mrd miliardo miliardi miljard milyar"
    " miljardia miliar miliardów mld tỷ млрд миллиард миллиарда миллиардов мільярд мільярдів"
    " مليار مليارات میلیارد מיליארד",
    1e12: "trillion trillions tn",
}
# Numbers that are years where nothing says what they count.
YEARS = range(1900, 2040)
SCALES = {"hundred": 1e2, "k": 1e3} | {
    word: scale for scale, words in _WORDS_BY_SCALE.items() for word in words.split()
}
# What follows them in Thai is written on at once.
_THAI = {"พัน": 1e3, "หมื่น": 1e4, "แสน": 1e5, "ล้าน": 1e6}
_PERCENT = """
percent per~cent pour~cent por~cien por~ciento por~cento per~cento prozent procent procenta procenty prosent prosenttia
persen százalék proc τοις~εκατό процент процента процентов відсоток відсотки відсотків درصد فیصد بالمئة بالمائة في~المئة
في~المائة אחוז אחוזים प्रतिशत फीसदी फ़ीसदी শতাংশ
"""
_PERCENT_UNSPACED = "パーセント 퍼센트 เปอร์เซ็นต์"


def _any_of(words: Iterable[str], unspaced: Iterable[str]) -> str:
    """Return the pattern of *words*, longest first, or of one of those after which anything may follow at once."""
    whole = "|".join(sorted(words, key=len, reverse=True)).replace("~", "[ \u00a0]")
    return f"(?:{whole})(?![\\w{MARKS}])|{'|'.join(unspaced)}"


SCALE_WORD = _any_of(SCALES.keys() - {"hundred", "k"}, _THAI)
SCALES |= _THAI
PERCENT_WORD = _any_of(_PERCENT.split(), _PERCENT_UNSPACED.split())
# Before a number: %50, yüzde 50, 百分之50, ร้อยละ 50.
PERCENT_BEFORE = re.compile("(?:(?<!\\d)[%％]|\\b[Yy]üzde |(?:百分之|ร้อยละ) ?)\\Z")
# Looked for first: how what it matches may end.
PERCENT_ENDS = ("%", "％", "üzde ", "之", "之 ", "ละ", "ละ ")

# Chinese, Japanese and Korean write them as signs, small ones within large ones: 3万5千 is 35,000, 2千万 20,000,000.
_SMALL = {"百": 1e2, "千": 1e3, "백": 1e2, "천": 1e3}
_LARGE = {**dict.fromkeys("万萬만", 1e4), **dict.fromkeys("億亿억", 1e8), **dict.fromkeys("兆조", 1e12)}
_SIGN = f"[{''.join((*_SMALL, *_LARGE))}]"
_LARGE_SIGN = f"[{''.join(_LARGE)}]"
# What goes on after the first number: its signs, then more numbers with signs, the last of which may have none.
SIGNS = (
    f"(?:{_SIGN}|[ ]{_LARGE_SIGN}){_SIGN}{{0,2}}"
    f"(?:[ ]?\\d{{1,4}}(?:\\.\\d{{1,4}})?{_SIGN}{{1,3}}){{0,4}}(?:\\d{{1,4}}(?!\\d))?"
)
_PART = re.compile(f"(\\d[\\d.,]*) ?({_SIGN}*)")


def value_with_signs(text: str) -> float:
    """Return the value of digits with the signs between and after them, as SIGNS allows."""
    total = section = 0.0
    for digits, signs in _PART.findall(text):
        section_value = float(digits.replace(",", ""))
        for sign in signs:
            if sign in _SMALL:
                section_value *= _SMALL[sign]
            else:
                total += (section + section_value) * _LARGE[sign]
                section = section_value = 0.0
        section += section_value
    return total + section
