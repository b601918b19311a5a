import pytest

from reader.library.markdown import parse
from reader.tui.code_colors import code_marks, colored_blocks


def test_words_of_code_are_marked_at_their_places() -> None:
    plain = parse("Text.\n\n```python\ndef rise(x):\n\treturn 'é日'  # high\n```\n\nMore.")

    marked = {plain.text[start:end]: look for start, end, look in code_marks(plain, colored_blocks(plain))}

    assert marked["def"] == "code--keyword"
    assert marked["rise"] == "code--name"
    assert marked["return"] == "code--keyword"
    assert marked["# high"] == "code--comment"
    assert all("Text" not in words and "More" not in words for words in marked)


@pytest.mark.parametrize(
    "markdown", ["```nosuchlanguage\nx = 1\n```", "```\nx = 1\n```", f"```c\n{'x' * 20_001}\n```", "x"]
)
def test_code_that_nobody_can_color_stays_as_it_is(markdown: str) -> None:
    plain = parse(markdown)

    assert list(code_marks(plain, colored_blocks(plain))) == []
