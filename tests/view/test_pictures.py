from hypothesis import given
from hypothesis import strategies as st

from reader.library.markdown import parse
from reader.view.layout import ArticleLayout, PageLines
from reader.view.lines import PageText
from reader.view.pictures import Picture, nearest_images, picture_of

PAGE = "One.\n\n![A wall](w.png \"Seen from the sea\")\n\n![](x.png)\n\nTwo ![in](i.png) words.\n\n![](z.png 'The end')"
ROWS = st.dictionaries(st.integers(0, 3), st.integers(1, 5))


def rows(layout: ArticleLayout) -> list[str]:
    return [f"#{line.picture[0]}" if line.picture and not layout.row_text(number) else layout.row_text(number)
            for number, line in enumerate(layout.lines)]  # fmt: skip


def test_dots_become_cells_of_two_colors() -> None:
    dots = bytes.fromhex("000001 000002 000003 000004 000005 000006")

    picture = picture_of(2, dots, "#ffffff")

    assert picture.rows == (
        (("#000001", "#000003"), ("#000002", "#000004")),
        (("#000005", "#ffffff"), ("#000006", "#ffffff")),
    )


def test_a_picture_that_is_too_wide_is_made_smaller_in_both_directions() -> None:
    picture = Picture(((("#1", "#2"),) * 40,) * 10)

    assert (picture.within(20).width, len(picture.within(20).rows)) == (20, 5)
    assert picture.within(40) is picture
    assert len(picture.within(1).rows) == 1


def test_a_picture_stands_above_its_words_and_what_it_is_called_below() -> None:
    layout = ArticleLayout(parse(PAGE), 40, pictures={0: 2, 3: 1})

    assert rows(layout) == [
        "One.", "", "#0", "#0", "A wall", "Seen from the sea", "", "Picture", "", "Two in words.", "", "#3", "The end",
    ]  # fmt: skip


def test_an_image_without_words_is_no_part_of_the_text() -> None:
    plain = parse(PAGE)

    assert plain.text == "One.\n\nA wall\n\nTwo in words."
    assert [span.kind for span in plain.spans] == ["image", "image"]


@given(ROWS, st.integers(8, 60))
def test_pictures_move_lines_and_no_offset(pictures: dict[int, int], width: int) -> None:
    plain = parse(PAGE)
    without, layout = ArticleLayout(plain, width), ArticleLayout(plain, width, pictures=pictures)

    for offset in range(len(plain.text)):
        before, after = without.line_at(offset), layout.line_at(offset)
        assert layout.lines[after][:4] == without.lines[before][:4]
        assert layout.offset_at(*layout.place_of(offset)) == without.offset_at(*without.place_of(offset))


def test_a_piece_of_an_article_has_the_images_that_stand_in_it_and_no_others() -> None:
    page = PageText(parse(PAGE))
    middle = page.plain.text.index("in words")

    before, after = (
        [page.row(line).strip() for line in PageLines(page, 40).between(*each)]
        for each in ((0, middle), (middle, len(page.plain.text)))
    )

    assert before == ["One.", "", "A wall", "Seen from the sea", "", "Picture", "", "Two"]
    assert after == ["in words.", "", "The end"]


def test_a_line_of_a_picture_is_known_by_the_text_below_it() -> None:
    layout = ArticleLayout(parse(PAGE), 40, pictures={0: 3})
    row = layout.line_at(layout.plain.text.index("A wall"))

    assert layout.text_from(row - 2) == (layout.lines[row].start, 2)
    assert layout.text_from(-4) == (0, 4)
    assert layout.text_from(len(layout)) == (len(layout.plain.text), 0)


def test_the_images_where_one_reads_come_first() -> None:
    plain = parse("\n\n".join(f"![](p{number}.png)\n\nWords, words and words." for number in range(9)))
    offset = plain.blocks[4].start

    assert nearest_images(plain, offset, 4) == [4, 5, 6, 3]


def test_pictures_in_the_cells_of_a_table_stand_above_it_with_their_words() -> None:
    layout = ArticleLayout(parse("| a | b |\n|---|---|\n| ![Flag](f.png) | ![](g.png) |"), 40, pictures={0: 1})

    assert rows(layout)[:4] == ["#0", "Flag", "", "a    │ b"]
    assert layout.place_of(layout.plain.text.index("Flag"))[0] == 5
