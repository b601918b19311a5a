"""What a page shows without a parser's tree, and how much that is."""

import pytest

from reader.ingest.html_text import letters, text_of
from reader.ingest.html_tree import LONGEST_TAG, harmless


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Two words, 12.", 10),
        ("snake_case", 9),
        ("snake_cäse – “née” 12", 14),
        ("до 12 лет…", 7),
        ("क्या", 2),
        ("١٢ 日本 \U00020000 😀", 5),
    ],
)
def test_letters_and_digits_of_any_script_are_counted_and_no_other_signs(text: str, count: int) -> None:
    assert letters(text) == count


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>One<SCRIPT>var a = '<p>';</ScRiPt > two</p>", "One two"),
        ("<p>One<!-- <p>none</p> -->two <style>p {}</style></p><p>Three</p>", "One two\n\nThree"),
        ("<p>One<style>never closed</p><p>Two", "Onenever closed\n\nTwo"),
        ("<p>İ<script>x</script>\u00a0\t a\n b</p>\n\n<p> <br> </p>", "İ a b"),
        ("<ſtyle>no element</ſtyle>", "<ſtyle>no element"),
    ],
)
def test_a_page_shows_what_stands_in_its_blocks_a_line_each(page: str, shown: str) -> None:
    assert text_of(page) == shown


def test_of_what_is_monstrous_only_tags_and_data_in_addresses_are_shortened() -> None:
    long = "x" * (LONGEST_TAG + 10)

    assert harmless(f"<p>{long}</p><script>{long}</script>") == f"<p>{long}</p><script>{long}</script>"
    assert harmless(f"<script>{long}</script><p title='{long}'>a</p>") == f"<script>{long}</script><p>a</p>"
    assert harmless("""<img src="data:image/png;base64,AA"><i title='data:,b'>""") == """<img src=""><i title=''>"""
    assert harmless("<p>data: none, data:a,b</p>") == "<p>data: none, data:a,b</p>"
