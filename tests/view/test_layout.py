from hypothesis import given
from hypothesis import strategies as st

from reader.library.markdown import parse
from reader.view.cells import advances, cell_width
from reader.view.layout import ArticleLayout

markdown = st.text(alphabet="ab cé日א👩\u200d\u0301 \n#->`*|")
widths = st.integers(8, 60)


def rows(text: str, width: int) -> list[str]:
    layout = ArticleLayout(parse(text), width)
    return [
        " " * (line.indent - len(line.lead)) + line.lead + layout.plain.text[line.start : line.end]
        for line in layout.lines
    ]


def test_paragraphs_are_wrapped_at_words_and_parted_by_an_empty_line() -> None:
    assert rows("one two three\n\nfour", 9) == ["one two", "three", "", "four"]


def test_lists_and_quotations_are_indented() -> None:
    assert rows("- one two\n  - three\n\n> four", 20) == ["  • one two", "      • three", "", "  four"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert rows("abcdefghijkl", 8) == ["abcdefgh", "ijkl"]


def test_wide_characters_take_two_cells() -> None:
    assert rows("日本語日本語", 8) == ["日本語日", "本語"]


def test_code_keeps_its_lines_and_spaces() -> None:
    assert rows("```\nif x:\n    y\n\nz\n```", 20) == ["if x:", "    y", "", "z"]


@given(markdown, widths)
def test_lines_hold_every_character_but_white_space_once_and_fit(text: str, width: int) -> None:
    layout = ArticleLayout(parse(text), width)
    position = 0
    for line in layout.lines:
        assert position <= line.start <= line.end
        assert not layout.plain.text[position : line.start].strip()
        assert line.indent + cell_width(layout.plain.text[line.start : line.end]) <= max(layout.width, line.indent + 2)
        position = line.end
    assert not layout.plain.text[position:].strip()


@given(markdown, widths)
def test_every_drawn_offset_leads_to_its_place_and_back(text: str, width: int) -> None:
    layout = ArticleLayout(parse(text), width)
    for line in layout.lines:
        for offset in range(line.start, line.end):
            row, column = layout.place_of(offset)
            assert layout.lines[row].start <= offset < layout.lines[row].end
            found = layout.offset_at(row, column)
            # What takes no cell of its own shares the place of what it stands on.
            drawn = advances(layout.plain.text[line.start : line.end])
            between = slice(min(found, offset) - line.start, max(found, offset) - line.start)
            assert found == offset or not sum(drawn[between])


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
