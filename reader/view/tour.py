"""The tour: twelve steps on the real panes, each done by the user. Computed without Textual."""

from collections.abc import Callable
from typing import NamedTuple

from reader.view.keymap import key_name


class Scene(NamedTuple):
    """The state that a step checks: the top screen, the focused pane, the article, the query, the counts.

    *done* are the ids of the commands run since the step began.
    """

    screen: str = "reading"
    pane: str = "list"
    article: str = ""
    query: str = ""
    notes: int = 0
    articles: int = 0
    done: frozenset[str] = frozenset()


class TourStep(NamedTuple):
    """One step: what to do, with placeholders for keys, and a test of whether it is done."""

    sentence: str
    is_done: Callable[[Scene, Scene], bool]

    @property
    def told(self) -> str:
        """What to do, with `{command-id}` for keys of commands; the keys of boxes are filled in."""
        return self.sentence.replace("{accept}", key_name("enter")).replace("{save}", key_name("ctrl+s"))


def _did(*commands: str) -> Callable[[Scene, Scene], bool]:
    return lambda _, now: bool(now.done & {*commands})


def _reads(_: Scene, now: Scene) -> bool:
    return now.screen == "reading" and now.pane == "article"


STEPS = (
    TourStep("This is the list: {down} and {up} move in it. Open the article with {open}.", _reads),
    TourStep("Turn the page with {page-down}.", _did("page-down", "half-down", "bottom")),
    TourStep(
        "Search the library: {search}, type corridor, then {accept} to go to what was found.",
        lambda _, now: "corridor" in now.query and now.pane == "list",
    ),
    TourStep("Open an article with {open}; {next-hit} goes from hit to hit in it.", _did("next-hit")),
    TourStep("See which articles are related to it, and why: {crossrefs}.", lambda _, now: now.pane == "crossrefs"),
    TourStep(
        "Follow a cross-reference: choose it with {down}, then {open}.",
        lambda begun, now: _reads(begun, now) and now.article != begun.article,
    ),
    TourStep("Go back to where you were reading: {trail-back}.", _did("trail-back")),
    TourStep(
        "Compare two articles side by side: {crossrefs}, choose one, then {compare}.",
        lambda _, now: now.screen == "compare",
    ),
    TourStep(
        "{leave-compare} leaves. {pane-article} goes to the article, {next-sentence} to a sentence; "
        "{highlight} highlights it.",
        lambda begun, now: now.notes > begun.notes,
    ),
    TourStep(
        "Write a note: {next-sentence}, then {note}. Type it, and save it with {save}.",
        lambda begun, now: _reads(begun, now) and now.notes > begun.notes,
    ),
    TourStep("The notebook holds all notes of the library: {notebook}.", lambda _, now: now.screen == "notebook"),
    TourStep(
        "{back} leaves. Add a page: {pane-list} goes to the list, then {add}, then {accept}; a page lies ready.",
        lambda begun, now: now.articles > begun.articles,
    ),
)
INTRODUCTION = "Nothing that you do in this tour is kept."
LAST = "That was the tour. {quit} leaves; then “reader” opens the samples or your own library. {help} shows all keys."
