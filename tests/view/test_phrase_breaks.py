"""Lines of scripts without spaces are broken between phrases."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.view.cells import cell_width
from reader.view.line_breaks import WordBreaks, wrap
from reader.view.phrase_breaks import _parser, _starts, phrases_for


@pytest.mark.parametrize(
    ("language", "text", "width"),
    [
        ("ja", "彼女は東京都知事について話した。", 20), (None, "猫が水を飲むと言われている", 16),
        ("zh", "我们一起去公园散步吧。", 12), ("zh-TW", "我們一起去公園散步吧。", 12), ("th", "เราไปเดินเล่นที่สวนกัน", 13),
    ],
)  # fmt: skip
def test_lines_end_between_phrases(language: str | None, text: str, width: int) -> None:
    spans = list(wrap(text, 0, len(text), width, breaks=breaks(language)))
    plain = list(wrap(text, 0, len(text), width))

    assert {start for start, _ in spans} <= {0, *phrases_for(language)(text)}
    assert not {start for start, _ in plain} <= {0, *phrases_for(language)(text)}
    assert max(cell_width(text[start:end]) for start, end in spans) <= width


def breaks(language: str | None) -> WordBreaks:
    return WordBreaks(None, phrases_for(language))


@given(st.text(alphabet="日本はの。（）「」ー abcก", max_size=40), st.integers(4, 20), st.sets(st.integers(0, 40)))
def test_wherever_phrases_are_said_to_begin_lines_fit_and_hold_all_of_the_text(
    text: str, width: int, starts: set[int]
) -> None:
    told = WordBreaks(None, lambda part: [each for each in starts if each < len(part)])
    lines = [text[start:end] for start, end in wrap(text, 0, len(text), width, breaks=told)]

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_width(line.rstrip(" ")) <= width for line in lines)


def test_without_the_extra_lines_are_broken_between_any_two_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "budoux", None)
    _parser.cache_clear()
    _starts.cache_clear()

    assert phrases_for("ja")("彼女は東京都知事について話した。") == ()
    _parser.cache_clear()
    _starts.cache_clear()
