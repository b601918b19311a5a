"""Where phrases begin in texts of scripts that write no spaces between words: Japanese, Chinese, Thai.

BudouX, an extra, finds them; without it lines are broken between any two characters where that is allowed.
"""

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.view.line_breaks import Phrases

if TYPE_CHECKING:
    from budoux import Parser

_KANA = re.compile("[\u3041-\u30ff]")
_THAI = re.compile("[\u0e01-\u0e5b]")
_HAN = re.compile("[\u4e00-\u9fff]")
_TRADITIONAL = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")
# Every width asks about each paragraph once; longer ones are broken without phrases.
_MOST_KNOWN, _LONGEST = 4_096, 20_000


@lru_cache(maxsize=64)
def phrases_for(language: str | None) -> Phrases:
    """Return the function that finds phrases in texts of a *language*; texts with kana are Japanese."""
    tag = (language or "").lower().replace("_", "-")
    chinese = "" if not tag.startswith("zh") else "zh-hant" if tag.startswith(_TRADITIONAL) else "zh-hans"
    return partial(_starts, chinese)


@lru_cache(maxsize=_MOST_KNOWN)
def _starts(chinese: str, text: str) -> Sequence[int]:
    kind = "ja" if _KANA.search(text) else "th" if _THAI.search(text) else chinese if _HAN.search(text) else ""
    parser = _parser(kind) if kind and len(text) <= _LONGEST else None
    return tuple(accumulate(map(len, parser.parse(text)))) if parser else ()


@lru_cache(maxsize=4)
def _parser(kind: str) -> "Parser | None":
    """Return the parser of a language; None without BudouX."""
    try:
        import budoux
    except ImportError:
        return None
    loads = {
        "ja": budoux.load_default_japanese_parser, "th": budoux.load_default_thai_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
    }  # fmt: skip
    return loads[kind]()
