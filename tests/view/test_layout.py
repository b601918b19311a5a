from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.markdown import parse
from reader.view.cells import StyledText, advances, most_cells, text_of, wrapped
from reader.view.layout import ArticleLayout
from reader.view.lines import USUAL, LinePiece, Typesetting

markdown = st.text(alphabet="ab cé日א👩\u200d\u0301 \n#->`*|1.[]لا")
table = st.lists(
    st.lists(st.text(alphabet="ab 1é日א", max_size=9), min_size=3, max_size=3), min_size=1, max_size=4
).map(lambda rows: "\n".join(["| a | b b | c |", "|---|:-:|--:|", *(f"| {' | '.join(row)} |" for row in rows)]))
markdown = st.one_of(markdown, table)
widths = st.integers(8, 60)


def rows(text: str, width: int) -> list[str]:
    layout = ArticleLayout(parse(text), width)
    return [layout.row_text(number) for number in range(len(layout))]


def test_paragraphs_are_wrapped_at_words_and_parted_by_an_empty_line() -> None:
    assert rows("one two three\n\nfour", 9) == ["one two", "three", "", "four"]


def test_lists_and_quotations_are_indented() -> None:
    assert rows("- one two\n  - three\n\n> four", 20) == [
        "  • one two", "      ◦ three", "", "▎ four"
    ]  # fmt: skip


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert rows("abcdefghijkl", 8) == ["abcdefgh", "ijkl"]


def test_wide_characters_take_two_cells() -> None:
    assert rows("日本語日本語", 8) == ["日本語日", "本語"]


@pytest.mark.parametrize("width", range(12, 40))
def test_no_line_begins_with_a_sign_that_french_puts_behind_a_space(width: int) -> None:
    text = "Rupture du barrage de Lowmere : 63 morts ; est-ce possible ? « Non ! » dit la maire. " * 2
    layout = ArticleLayout(parse(text), width)

    assert not [each for each in layout.lines if layout.plain.text[each.start : each.start + 1] in {*":;?!»"}]
    assert text_of(wrapped([StyledText(text, "")], width, 99)).count("\n:") == 0


@pytest.mark.parametrize("width", [12, 20, 33])
def test_lines_of_hindi_fit_where_the_terminal_gives_a_cell_to_each_vowel_sign(width: int) -> None:
    text = "बचाव दल ने गुरुवार को कहा कि लोमियर बांध टूटने से मरने वालों की संख्या बढ़कर हो गई है। " * 3
    layout = ArticleLayout(parse(text), width)
    lines = [layout.plain.text[line.start : line.end].strip() for line in layout.lines]

    assert width - 8 < max(map(most_cells, lines)) <= width
    assert " ".join(filter(None, lines)) == layout.plain.text


def test_a_word_too_long_for_its_line_is_not_cut_before_a_vowel_sign() -> None:
    layout = ArticleLayout(parse("की" * 30), 9)

    assert {layout.plain.text[line.start] for line in layout.lines if line.start < line.end} == {"क"}


def test_code_keeps_its_lines_and_spaces() -> None:
    assert rows("```\nif x:\n    y\n\nz\n```", 20) == [" if x:", "     y", "", " z"]


def parts_of(layout: ArticleLayout) -> Iterator[tuple[int, LinePiece]]:
    for number, line in enumerate(layout.lines):
        yield from ((number, part) for part in layout.page.parts(line))


@given(markdown, widths, st.sampled_from([USUAL, Typesetting(gap=0, is_airy=True, is_justified=True)]))
def test_lines_hold_every_character_but_white_space_once_and_fit(
    text: str, width: int, typesetting: Typesetting
) -> None:
    layout = ArticleLayout(parse(text), width, typesetting)
    for line in layout.lines:
        for part in layout.page.parts(line):
            assert line.start <= part.start <= part.end <= line.end
            used = part.column + layout.page.width(part.start, part.end)
            assert used <= max(layout.width, line.indent + 2)
    drawn = sorted((part.start, part.end) for _, part in parts_of(layout) if part.start < part.end)
    position = 0
    for start, end in drawn:
        assert position <= start
        assert not layout.plain.text[position:start].replace("|", " ").strip()
        position = end
    assert not layout.plain.text[position:].replace("|", " ").strip()


@given(markdown, widths)
def test_every_drawn_offset_leads_to_its_place_and_back(text: str, width: int) -> None:
    layout = ArticleLayout(parse(text), width)
    for number, part in parts_of(layout):
        for offset in range(part.start, part.end):
            row, column = layout.place_of(offset)
            assert row == number
            found = layout.offset_at(row, column)
            # What takes no cell of its own shares the place of what it stands on.
            drawn = advances(layout.page.shown[part.start : part.end])
            between = slice(min(found, offset) - part.start, max(found, offset) - part.start)
            assert found == offset or not sum(drawn[between]) or not drawn[offset - part.start]


def test_a_place_beside_the_text_is_the_nearest_on_its_line() -> None:
    layout = ArticleLayout(parse("one two three\n\nfour"), 9)

    assert layout.offset_at(0, 50) == 7
    assert layout.offset_at(-3, 0) == 0
    assert layout.offset_at(99, 2) == 17
    assert ArticleLayout(parse(""), 9).offset_at(3, 3) == 0


def test_a_text_of_many_lines_is_cut_and_says_so() -> None:
    layout = ArticleLayout(parse("```\n" + "x\n" * 400_010 + "```"), 10)

    assert layout.is_cut
    assert len(layout) == 400_000


def test_a_number_of_a_list_from_right_to_left_has_its_dot_at_its_left() -> None:
    numbered = rows("1. אבג\n2. דה\n10. ו", 12)

    assert [row.split() for row in numbered] == [["גבא", ".1"], ["הד", ".2"], ["ו", ".10"]]
