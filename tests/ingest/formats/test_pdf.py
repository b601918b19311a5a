"""PDF documents: made here, letter by letter, as far as a reader of them needs it."""

from collections.abc import Sequence

import pytest

from reader.ingest.file import asides_in
from reader.ingest.formats import pdf
from reader.ingest.formats.part import FilePart
from reader.ingest.formats.pdf import FORMATS
from reader.ingest.formats.pdf_document import read_pdf
from reader.ingest.formats.source import BytesSource
from reader.ingest.parts import ingest_part
from reader.library.guarded_file import UnreadableError

(PDF,) = FORMATS
# Where a text stands (from the left and from below, on a page of 600 by 800), how large it is, and what it says.
Placed = tuple[float, float, float, str]
FIRST = [
    "The lock was closed for two winters, and the boats",
    "stayed below it, which nobody had planned. The engi-",
    "neers say that the well-known gate was older than",
    "the drawings, and they have drawn it anew, as the law",
    "asks of them, in a scale of one to twenty.",
]
SECOND = [
    "The well-",
    "known miller has a new wheel. It was built in the yard",
    "behind the church, of larch, by three people, who had",
    "never built one before; it turns, and nobody knows",
    "why it does, they say.",
]


def made(pages: Sequence[Sequence[Placed]], properties: str = "", trailer: str = "") -> bytes:
    """Return a PDF document with these texts on its pages."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, page in enumerate(pages):
        drawn = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * at} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects.append(f"<< {properties} >>")
    written = "%PDF-1.4\n"
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n"
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>\nstartxref\n{len(written)}"
    return f"{written}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer\n{end}\n%%EOF\n".encode("latin-1")


def column(x: float, y: float, texts: Sequence[str], size: float = 10) -> list[Placed]:
    return [(x, y - 12 * at, size, text) for at, text in enumerate(texts)]


def body(*pages: Sequence[Placed]) -> list[str]:
    return str(read_pdf(made(pages))["body"]).split("\n")


def test_two_columns_are_read_one_after_the_other_below_the_headline_and_cut_words_are_whole() -> None:
    head = [(50.0, 740.0, 24.0, "Two winters at the lock of the mill, told anew")]
    mixed = [piece for pair in zip(column(50, 700, FIRST), column(320, 700, SECOND), strict=True) for piece in pair]

    assert body([*head, *mixed]) == [
        "<p>The lock was closed for two winters, and the boats stayed below it, which nobody had planned. The "
        "engineers say that the well-known gate was older than the drawings, and they have drawn it anew, as the law "
        "asks of them, in a scale of one to twenty.</p>",
        "<p>The well-known miller has a new wheel. It was built in the yard behind the church, of larch, by three "
        "people, who had never built one before; it turns, and nobody knows why it does, they say.</p>",
    ]


def test_the_cells_of_a_table_are_not_glued_and_stay_in_their_rows() -> None:
    table = [
        (x, 500.0 - 14 * at, 10.0, text)
        for at, row in enumerate((("Year", "Barges", "Tons"), ("2009", "3", "412"), ("2010", "14", "1,020")))
        for x, text in zip((50.0, 150.0, 250.0), row, strict=True)
    ]

    lines = body([*column(50, 700, FIRST), *table])

    assert lines[1] == (
        "<table><tr><td>Year</td><td>Barges</td><td>Tons</td></tr><tr><td>2009</td><td>3</td><td>412</td></tr>"
        "<tr><td>2010</td><td>14</td><td>1,020</td></tr></table>"
    )


def test_figures_that_stand_close_are_two_words() -> None:
    assert (
        body([*column(50, 700, FIRST), (50, 500, 10, "2009"), (76, 500, 10, "3 barges")])[1] == "<p>2009 3 barges</p>"
    )


@pytest.mark.parametrize(
    ("line", "following", "whole"),
    [
        ("It was a self-", "taught builder of twenty-", "It was a self-taught builder of twenty-"),
        ("It stood in 2014-", "2016 at the yard", "It stood in 2014-2016 at the yard"),
        ("They met at Smith-", "Jones in the yard", "They met at Smith-Jones in the yard"),
        ("THE OLD HAR-", "BOR OF ALDER", "THE OLD HARBOR OF ALDER"),
        ("The econo-", "mic cost was high", "The economic cost was high"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_the_word_has_it_anyway(
    line: str, following: str, whole: str
) -> None:
    assert body(column(50, 700, [*FIRST, line, following]))[-1].endswith(f"{whole}</p>")


def test_paragraphs_are_told_apart_where_most_have_one_or_two_lines() -> None:
    pairs = [(FIRST[at], "and that was said.") for at in range(4)]
    page = [piece for at, pair in enumerate(pairs) for piece in column(50, 700 - 40 * at, pair)]

    assert len(body(page)) == len(pairs)


def test_an_item_of_a_list_is_one_line_and_neither_a_row_of_a_table_nor_a_heading() -> None:
    items = [
        (x, 500.0 - 14 * at, size, text)
        for at, item in enumerate(("Oak for the gates", "Iron for the hinges"))
        for x, size, text in ((50.0, 12.0, "\\225"), (80.0, 10.0, item))
    ]

    assert body([*column(50, 700, FIRST), *items])[1:] == [
        "<ul><li>Oak for the gates</li></ul>",
        "<ul><li>Iron for the hinges</li></ul>",
    ]


def test_headers_footers_and_page_numbers_are_set_aside_and_a_sentence_goes_on_over_the_page() -> None:
    def page(number: int, texts: Sequence[str]) -> list[Placed]:
        return [
            (50, 780, 8, f"The Lock Review, no. {number}"),
            *column(50, 700, texts),
            (300, 20, 8, str(number)),
        ]

    lines = body(page(7, FIRST[:3]), page(8, FIRST[3:]), page(9, SECOND[1:]))

    assert len(lines) == 2
    assert "older than the drawings" in lines[0]
    assert "Review" not in "".join(lines)


def test_a_figure_at_the_edge_that_does_not_count_the_pages_is_text() -> None:
    figures = [(50.0, 100.0, 10.0, "Barges in 2016:"), (50.0, 40.0, 10.0, "412")]

    lines = body([*column(50, 700, FIRST), *figures], column(50, 700, SECOND))

    assert "<p>412</p>" in lines


@pytest.mark.parametrize(
    ("size", "above", "text"), [(8.4, 4, "412³"), (6.0, 4, "412³"), (8.4, 0, "4123"), (10.0, 4, "4123")]
)
def test_a_figure_that_a_browser_printed_raised_is_raised(size: float, above: float, text: str) -> None:
    placed = [(50.0, 700.0, 10.0, "It has 412"), (94.0, 700.0 + above, size, "3"), (103.0, 700.0, 10.0, "bolts")]

    assert body([*placed, *column(50, 688, FIRST[1:])])[0].startswith(f"<p>It has {text}")


def test_notes_below_a_page_stand_at_the_end_and_their_marks_are_marks() -> None:
    marked = [
        (50.0, 700.0, 10.0, "The lock was closed"),
        (140.5, 704.0, 6.0, "1"),
        (146.0, 700.0, 10.0, "for two winters"),
    ]
    page = [*marked, *column(50, 688, FIRST[1:]), (50, 100, 7, "1 The minutes run to ninety pages.")]

    lines = body(page, column(50, 700, SECOND))

    assert lines[0].startswith("<p>The lock was closed¹ for two winters")
    assert lines[-2:] == ["<hr>", "<p>1 The minutes run to ninety pages.</p>"]


PROPERTIES = "/Title (Two winters) /Author (Nora Lind) /CreationDate (D:20161215210218+03'00')"


@pytest.mark.parametrize(
    ("title", "opening", "record"),
    [
        ("Two winters", "By Nora Lind, 15 December 2016", ("Two winters", "Nora Lind", "2016-12-15")),
        ("Two winters", "By Ida Berg, 16 December 2016", ("Two winters", None, None)),
        ("The gate", "Printed in 2016", ("The gate", None, None)),
    ],
)
def test_title_author_and_date_are_taken_where_the_text_bears_them_out(
    title: str, opening: str, record: tuple[str | None, ...]
) -> None:
    page = [(50.0, 740.0, 20.0, title), (50.0, 720.0, 10.0, opening), *column(50, 690, FIRST)]

    answer = read_pdf(made([page], PROPERTIES))

    assert (answer["title"], answer["author"], answer["published"]) == record


def test_the_part_has_the_document_as_its_original_and_says_which_pages_are_pictures() -> None:
    data = made([column(50, 700, FIRST), []])
    source = BytesSource("report", b"\n" + data)

    (part,) = PDF.read(source)

    assert PDF.recognizes(source)
    assert isinstance(part, FilePart)
    assert part.original == source.read()
    assert part.note == "1 of its 2 pages hold no text that can be read, only pictures."
    assert ingest_part(part, "report").markdown.startswith("The lock was closed for two winters, and the boats stayed")


LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'11' * 32}> >> /ID [<00> <00>]"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (made([[], []]), "only pictures of pages"),
        (made([column(50, 700, FIRST)], trailer=LOCK), "protected by a password"),
        (b"%PDF-1.4\nno more than that", "damaged"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableError, match=sentence):
        list(PDF.read(BytesSource("report", data)))


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)

    with pytest.raises(UnreadableError, match=r"pip install 'reading-room\[pdf\]'"):
        list(PDF.read(BytesSource("report", made([[]]))))


def test_other_files_are_no_pdf() -> None:
    for data in (b"", b"<html>%PDF-", b"PDF", b"x" * 2_000 + b"%PDF-"):
        assert not PDF.recognizes(BytesSource("a.pdf", data))


CHROME = (
    "/Creator (Mozilla/5.0 \\(X11; Linux x86_64\\) HeadlessChrome/156.0.0.0 Safari/537.36) /Producer (Skia/PDF m156)"
)
PRINTED = [
    (50.0, 740.0, 20.0, "Two winters"),
    *column(50, 710, ["By Nora Lind"]),
    *column(50, 680, ["15 December 2016, 21:02"]),
    *column(50, 650, FIRST),
    *column(50, 500, SECOND),
    *column(50, 380, ["2 comments"]),
    *column(50, 350, ["riverman77"]),
    *column(50, 320, ["16 December 2016 at 08:14"]),
    *column(50, 290, ["I was there and it was far colder than they tell you in this article, believe me."]),
    *column(50, 260, ["Lotte"]),
    *column(50, 230, ["17 December 2016 at 19:40"]),
    *column(50, 200, ["Thank you for writing about our village, we have missed the boats."]),
    *column(50, 150, ["© 2016 The Lock Review. All rights reserved."]),
]


def test_of_a_page_that_a_browser_printed_the_article_is_taken_and_the_rest_can_be_shown() -> None:
    data = made([PRINTED], f"{CHROME} /Title (Two winters | The Lock Review)")
    (part,) = PDF.read(BytesSource("page.pdf", data))
    assert isinstance(part, FilePart)

    found = ingest_part(part, "page.pdf")

    record = found.record
    assert (record.title, record.author, record.published) == ("Two winters", "Nora Lind", "2016-12-15T21:02:00")
    assert "riverman77" not in found.markdown
    shown = {each.kind: each.text for each in asides_in("page.pdf", data, found.set_aside)}
    assert shown["comments"].startswith("2 comments\n\nriverman77\n\n16 December 2016 at 08:14")
    assert shown["rights"].endswith("The Lock Review. All rights reserved.")


def test_a_printed_page_without_an_article_and_what_other_programs_made_are_taken_whole() -> None:
    ticket = [*column(50, 700, ["Ferry, seat 12"])]
    whole = [made([ticket], f"{CHROME} /Title (Ferry)"), made([PRINTED], "/Creator (Writer) /Title (Two winters)")]

    (first,), (second,) = (PDF.read(BytesSource("page.pdf", each)) for each in whole)

    assert isinstance(first, FilePart)
    assert isinstance(second, FilePart)
    assert "seat 12" in ingest_part(first, "page.pdf").markdown
    assert "riverman77" in ingest_part(second, "page.pdf").markdown
