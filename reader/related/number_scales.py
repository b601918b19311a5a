"""The words and signs that multiply the number before them: million, тыс., لاکھ, 万."""

import re

# By value, as written after digits, in the languages of the news; a word of one that is as often another word of
# another language (`bin`, `mil`) is left out.
_WORDS_BY_SCALE = {
    1e3: "thousand mille тыс тысяч тысячи тысяча тисяч тисячі ألف آلاف الف هزار हज़ार हजार אלף אלפים tausend",
    1e5: "lakh lakhs लाख",
    1e6: "million millions mln mn millionen mio millón millones milhão milhões milione milioni miljoen milyon miljoner"
    " млн миллион миллиона миллионов мільйон мільйонів мільйони مليون ملايين میلیون מיליון",
    1e7: "crore crores करोड़ करोड",
    1e9: "billion billions bln bn milliard milliards milliarde milliarden mrd miliardo miliardi miljard milyar"
    " млрд миллиард миллиарда миллиардов мільярд мільярдів مليار مليارات میلیارد מיליארד",
    1e12: "trillion trillions tn",
}
SCALES = {"hundred": 1e2, "k": 1e3} | {
    word: scale for scale, words in _WORDS_BY_SCALE.items() for word in words.split()
}
SCALE_WORD = "|".join(sorted(SCALES.keys() - {"hundred", "k"}, key=len, reverse=True))

# Chinese, Japanese and Korean write them as signs, small ones within large ones: 3万5千 is 35,000, 2千万 20,000,000.
_SMALL = {"百": 1e2, "千": 1e3, "백": 1e2, "천": 1e3}
_LARGE = {**dict.fromkeys("万萬만", 1e4), **dict.fromkeys("億亿억", 1e8), **dict.fromkeys("兆조", 1e12)}
_SIGN = f"[{''.join((*_SMALL, *_LARGE))}]"
# What goes on after the first number: its signs, then more numbers with signs, the last of which may have none.
SIGNS = f"{_SIGN}{{1,3}}(?:[ ]?\\d{{1,4}}(?:\\.\\d{{1,4}})?{_SIGN}{{1,3}}){{0,4}}(?:\\d{{1,4}}(?!\\d))?"
_PART = re.compile(f"(\\d[\\d.,]*)({_SIGN}*)")


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
