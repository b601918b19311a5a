"""Words are counted in scripts with and without spaces."""

import pytest

from reader.text.word_count import count_words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Two  words", 2),
        ("驳船自本月中旬以来一直在港池等待，没有人知道还要等多久。" * 100, 1350),
        ("ชาวบ้านข้ามแม่น้ำเมื่อคืน", 4),
        ("He wrote 驳船自本月 and left", 6),
        ("ﾊﾝｶｸ" * 100, 200),
        ("دخلت المدينة أمس", 3),
    ],
)
def test_words_are_counted_in_scripts_without_spaces_too(text: str, count: int) -> None:
    assert abs(count_words(text) - count) <= count * 0.1
