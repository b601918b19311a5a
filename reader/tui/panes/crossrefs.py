"""The cross-references of the open article: the reason first, then the article."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from reader.library.catalog import CatalogEntry
from reader.tui.drawing.phrases import facts
from reader.tui.panes.line_view import fitted
from reader.tui.panes.option_pane import OptionPane

if TYPE_CHECKING:
    from reader.related.evidence import CrossReference, Evidence

REASONS_SHOWN = 2
REASON_LENGTH = 90
# What a reader looks for here is what the texts share; who wrote them and what links them is soon seen.
TELLING = ("version", "passage", "disagreement", "figure", "event", "name", "author", "cites", "alike")


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference and the article that it leads to."""

    crossref: "CrossReference"
    entry: CatalogEntry

    @property
    def telling(self) -> "Sequence[Evidence]":
        """The evidence in the order of TELLING, without mere common words where there is anything else."""
        ordered = sorted(self.crossref.evidence, key=lambda each: TELLING.index(each.kind))
        return [each for each in ordered if each.kind != "alike"] or ordered


class CrossrefsPane(OptionPane):
    """Lists cross-references, the most telling first."""

    @dataclass
    class Highlighted(Message):
        """The selection rests on a cross-reference."""

        reference: Reference

    @dataclass
    class Chosen(Message):
        """A cross-reference was opened."""

        reference: Reference

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.references: Sequence[Reference] = ()
        self.border_title = Content("Cross-references")

    def show(self, references: Sequence[Reference], empty_text: str = "Nothing in this library bears on it.") -> None:
        """Show the cross-references of another article."""
        self.references = references
        counted = f"Cross-references · {len(references)}" if references else "Cross-references"
        self.border_title = Content(counted)
        self.show_options([_content(each) for each in references], empty_text)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which cross-reference is selected."""
        event.stop()
        if event.option_index < len(self.references) and self.has_focus:
            self.post_message(self.Highlighted(self.references[event.option_index]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell that a cross-reference was opened."""
        event.stop()
        if event.option_index < len(self.references):
            self.post_message(self.Chosen(self.references[event.option_index]))


def _content(reference: Reference) -> Content:
    reasons = [fitted(each.text, REASON_LENGTH) for each in reference.telling[:REASONS_SHOWN]]
    parts: list[Content | str | tuple[str, str]] = []
    for reason in reasons:
        parts += [(reason, "$accent"), "\n"]
    parts += [(reference.entry.title, "bold"), "\n", (facts(reference.entry), "$quiet"), "\n"]
    return Content.assemble(*parts)
