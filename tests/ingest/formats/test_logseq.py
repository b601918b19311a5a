"""Pages of Logseq, and its highlights in PDFs."""

import pytest

from reader.ingest.formats.part import FilePart
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import BytesSource
from tests.ingest.formats.exports import facts

ID = "6390b2c0-1111-4222-8333-abcdefabcdef"
PAGE = f"""title:: Two winters
tags:: [[river]], ice
url:: https://example.org/ice

- Thin ice.
  id:: {ID}
  collapsed:: true
\t- It broke, as was said: (({ID}))
\t  in May.
- {{{{query (todo NOW)}}}}
- DONE Ask Nora
- TODO Ask Tom
"""
MARKS = f"""file:: [Ice_1481836938_0.pdf](../assets/Ice_1481836938_0.pdf)
file-path:: ../assets/Ice_1481836938_0.pdf

- Thin ice.
  ls-type:: annotation
  hl-page:: 3
  hl-color:: yellow
  id:: {ID}
\t- Why?
\t- How?
- [:span]
  ls-type:: annotation
  hl-page:: 4
  hl-color:: red
  hl-type:: area
"""


def read_page(name: str, text: str) -> tuple[str, list[dict[str, object]]]:
    source = BytesSource(name, text.encode())
    found = format_of(source)
    assert found is not None
    return found.name, [facts(each) for each in found.read(source)]


def test_the_outline_of_a_page_is_kept_without_the_properties_of_its_blocks() -> None:
    assert read_page("Two.md", PAGE) == (
        "a page of Logseq",
        [
            {
                "title": "Two winters",
                "url": "https://example.org/ice",
                "tags": ("river", "ice"),
                "form": "article",
                "data": "- Thin ice.\n  - It broke, as was said: Thin ice.\n    in May.\n- [x] Ask Nora\n- [ ] Ask Tom",
            }
        ],
    )


def test_properties_may_stand_in_the_first_block_and_the_name_is_the_title() -> None:
    (told,) = read_page("Lock___Gate.md", "- author:: Ann Lee\n- Thin ice.\n")[1]

    assert (told["title"], told["author"], told["data"]) == ("Lock/Gate", "Ann Lee", "- Thin ice.")


def test_the_file_is_kept_as_it_came() -> None:
    source = BytesSource("Two.md", PAGE.encode())
    found = format_of(source)

    assert found is not None
    (part,) = found.read(source)
    assert isinstance(part, FilePart)
    assert part.original == PAGE.encode()


def test_highlights_in_a_pdf_have_the_notes_below_them_and_areas_are_left_out() -> None:
    assert read_page("hls__Ice_1481836938_0.md", MARKS) == (
        "Logseq's highlights",
        [{"title": "Ice_1481836938_0", "marks": ["Thin ice. | Why?\n\nHow? | yellow"]}],
    )


@pytest.mark.parametrize("text", ["# Ice\n\n- Thin ice.\n", "std:: is no property\n\nThin ice.\n", ""])
def test_other_markdown_is_none(text: str) -> None:
    assert format_of(BytesSource("a.md", text.encode())) is None
