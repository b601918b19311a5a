"""The lines of an article's images: the rows of a picture, and its caption below.

They hold no text, so they have no offsets.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from reader.library.plain_text import Block, PlacedImage, PlainText
from reader.view.cells import folded
from reader.view.lines import Line, PageText

# Stands for an image without words whose picture is not shown.
_WORD = "Picture"
_BAR = "▎ "
_MOST_LINES = 6
_MOST_IMAGES = 2_000


class ImageLines:
    """Makes the lines of the images of a text; *rows* maps an image's number to the height of its picture."""

    def __init__(self, page: PageText, width: int, rows: Mapping[int, int]) -> None:
        self._plain: PlainText = page.plain
        self._width = width
        self._rows = rows
        self._words_by_target = {
            span.target: page.plain.text[span.start : span.end] for span in page.plain.spans if span.kind == "image"
        }
        self._by_block: defaultdict[int, list[tuple[int, PlacedImage]]] = defaultdict(list)
        for number, image in enumerate(page.plain.images[:_MOST_IMAGES]):
            self._by_block[image.block].append((number, image))

    def alone(self, number: int, block: Block) -> Iterator[Line]:
        """Yield the lines of the images that stand alone above a block, of which *block* may be a part."""
        if block.start == self._plain.blocks[number].start:
            yield from self._alone(number, block.start, number)

    def last(self) -> Iterator[Line]:
        """Yield the lines of the images below the last block."""
        count, end = len(self._plain.blocks), len(self._plain.text)
        lines = list(self._alone(count, end, count - 1))
        if lines:
            yield Line(end, end, 0, count - 1)
            yield from lines[:-1]

    def above(self, number: int, block: Block) -> Iterator[Line]:
        """Yield the pictures of the images within a block, of which *block* may be a part."""
        if block.start == self._plain.blocks[number].start:
            for image, _ in self._inside(number):
                yield from self._picture(image, block.start, number, block.quote)

    def in_table(self, number: int, block: Block) -> Iterator[Line]:
        """Yield the pictures of the images within the cells of a table, of which *block* may be a part."""
        if block.start == self._plain.blocks[number].start:
            for image, placed in self._inside(number):
                if self._rows.get(image):
                    yield from self._picture(image, block.start, number, block.quote)
                    words = placed.title or self._words_by_target.get(placed.target, "")
                    yield from self._called(words, image, block.start, number, block.quote)
                    yield Line(block.start, block.start, 0, number)

    def below(self, number: int, block: Block) -> Iterator[Line]:
        """Yield the captions of a block's images that differ from the words in their places."""
        if block.end == self._plain.blocks[number].end:
            words = self._plain.text[block.start : block.end] if number in self._by_block else ""
            for image, placed in self._inside(number):
                if placed.title not in words:
                    yield from self._called(placed.title, image, block.end, number, block.quote)

    def _inside(self, number: int) -> Iterator[tuple[int, PlacedImage]]:
        return (each for each in self._by_block.get(number, ()) if not each[1].is_alone)

    def _alone(self, above: int, at: int, block: int) -> Iterator[Line]:
        """Yield the lines of each image, with an empty line below it."""
        for image, placed in self._by_block.get(above, ()):
            if placed.is_alone:
                words = placed.title or ("" if self._rows.get(image) else _WORD)
                yield from self._picture(image, at, block, 0)
                yield from self._called(words, image, at, block, 0)
                yield Line(at, at, 0, block)

    def _picture(self, image: int, at: int, block: int, quote: int) -> Iterator[Line]:
        for row in range(self._rows.get(image, 0)):
            yield Line(at, at, 2 * quote, block, _BAR * quote, picture=(image, row))

    def _called(self, words: str, image: int, at: int, block: int, quote: int) -> Iterator[Line]:
        for row in filter(None, folded(words, max(8, self._width - 2 * quote), _MOST_LINES) if words else ()):
            yield Line(at, at, 0, block, _BAR * quote + row, picture=(image, self._rows.get(image, 0)))
