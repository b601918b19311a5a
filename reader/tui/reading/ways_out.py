"""The parts of the reading screen by which what is read is taken out of it, and looked at from above."""

from collections.abc import Sequence

from reader.tui.panes.article_list import ArticleList
from reader.tui.panes.article_view import ArticleView
from reader.tui.part import Part
from reader.tui.reading.copying import CopyPart
from reader.tui.reading.export import ArticleExportPart
from reader.tui.reading.host import ReadingHost
from reader.tui.reading.jumps import JumpPart
from reader.tui.reading.links import LinkPart
from reader.tui.reading.overview import OverviewPart
from reader.tui.reading.pipe import PipePart
from reader.tui.reading.places import PlacePart


def ways_out(host: ReadingHost, view: ArticleView, list_view: ArticleList) -> Sequence[Part]:
    """Return these parts for a screen."""
    copying = CopyPart(host, view)
    return (
        copying, LinkPart(host, view, copying), PlacePart(host, view), PipePart(host, view, list_view),
        ArticleExportPart(host, list_view), OverviewPart(host, list_view), JumpPart(host, view),
    )  # fmt: skip
