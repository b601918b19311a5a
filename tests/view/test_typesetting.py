import pytest

from reader.library.markdown import parse
from reader.room.settings import Settings
from reader.view.layout import ArticleLayout
from reader.view.lines import Typesetting
from reader.view.typesetting import typesetting_for

TEXT = "The extraordinary arrangement of municipalities surprised everybody concerned.\n\nA second paragraph."


def rows(text: str, width: int, typesetting: Typesetting) -> list[str]:
    layout = ArticleLayout(parse(text), width, typesetting)
    return [layout.row_text(row) for row in range(len(layout))]


def test_words_are_parted_by_the_rules_of_their_language() -> None:
    typesetting = typesetting_for(Settings(hyphens=True), "en-GB")

    assert any(row.endswith("-") for row in rows(TEXT, 18, typesetting))
    assert all(len(row) <= 18 for row in rows(TEXT, 18, typesetting))


@pytest.mark.parametrize("language", [None, "xx", "und"])
def test_where_the_language_is_not_known_no_word_is_parted(language: str | None) -> None:
    assert typesetting_for(Settings(hyphens=True), language).hyphens is None


def test_lines_of_a_paragraph_are_equally_long_but_the_last() -> None:
    lines = rows(TEXT, 30, typesetting_for(Settings(justify=True), "en"))

    assert [len(line) for line in lines[:-3]] == [30] * len(lines[:-3])
    assert lines[-1] == "A second paragraph."


def test_paragraphs_are_parted_as_the_setting_says() -> None:
    text = "One two three.\n\nFour five six."

    assert rows(text, 10, typesetting_for(Settings(spacing="normal"), "en")) == [
        "One two", "three.", "", "Four five", "six."
    ]  # fmt: skip
    assert rows(text, 10, typesetting_for(Settings(spacing="book"), "en")) == [
        "One two",
        "three.",
        "  Four",
        "five six.",
    ]
    assert rows(text, 10, typesetting_for(Settings(spacing="airy"), "en"))[:4] == ["One two", "", "three.", ""]


def test_a_terminal_that_orders_by_itself_gets_the_letters_as_they_are_read() -> None:
    assert rows("שלום abc", 20, typesetting_for(Settings(), "he")) == [" " * 12 + "abc םולש"]
    assert rows("שלום abc", 20, typesetting_for(Settings(right_to_left="terminal"), "he")) == [" " * 12 + "שלום abc"]


@pytest.mark.parametrize("width", [8, 10, 14])
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(width: int) -> None:
    text = "彼は「明日は、雨が降るだろう」と言った。しかし（予報では）晴れるという。abc日本語"

    for line in rows(text, width, Typesetting()):
        assert line[0] not in "、。」）"
        assert line[-1] not in "「（"


def test_korean_words_stay_whole() -> None:
    assert rows("오늘은 비가 내렸습니다", 14, Typesetting()) == ["오늘은 비가", "내렸습니다"]
