"""The parts of the reading screen for copying, jumping, links, exports and overviews."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.tui.copying import CopyPart, CopyQuestion, passage
from reader.tui.jumps import JumpPart
from reader.tui.panes.article_list import ArticleList
from reader.tui.panes.article_view import ArticleView
from reader.tui.panes.crossrefs import CrossrefsPane
from reader.tui.panes.notes import NotesPane
from reader.tui.part import Part
from reader.tui.reading.export import ArticleExportPart
from reader.tui.reading.host import ReadingHost
from reader.tui.reading.links import LinkPart
from reader.tui.reading.overview import OverviewPart
from reader.tui.reading.pipe import PipePart
from reader.tui.reading.places import PlacePart

if TYPE_CHECKING:
    from reader.tui.panes.block_list import BlockList
    from reader.tui.panes.row_list import RowList
    from reader.view.commands import Where


def ways_out(
    host: ReadingHost, view: ArticleView, lists: tuple[ArticleList, CrossrefsPane, NotesPane]
) -> Sequence[Part]:
    """Make these parts for a screen."""
    list_view, crossrefs, notes = lists

    def copied_note(what: str) -> CopyQuestion | None:
        note = notes.selected.annotation if notes.selected else None
        return CopyQuestion(what, note.article, note=note) if note else None

    def listed_article(what: str) -> CopyQuestion | None:
        return CopyQuestion(what, host.subject) if host.subject is not None else None

    copying = CopyPart(
        host,
        {
            "copy": lambda what: passage(what, host.article, view.caret),
            "copy-article": listed_article,
            "copy-note": copied_note,
        },
    )
    list_by_place: Mapping[Where, RowList | BlockList] = {"list": list_view, "crossrefs": crossrefs, "notes": notes}
    return (
        copying, LinkPart(host, view, copying), PlacePart(host, view), PipePart(host, view, list_view),
        ArticleExportPart(host, list_view), OverviewPart(host, list_view),
        JumpPart(host, lambda: list_by_place.get(host.where), view),
    )  # fmt: skip
