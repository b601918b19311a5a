"""The cross-references pane, keys in and state out: reasons, kinds, copies, the way there and back, judging."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.catalog import CatalogEntry
from reader.library.record import FirstPublished, Record
from reader.notes.judged_links import JudgedLink, judgment
from reader.related.evidence import KINDS, CrossReference, Evidence, Quote
from reader.room import ReadingRoom
from reader.room.references import Reference
from reader.room.settings import Places, Settings
from reader.tui.app import ReaderApp
from reader.tui.dialogs.dialog import TextDialog
from reader.tui.dialogs.list_dialog import Chooser
from reader.tui.dialogs.relation_dialog import RelationDialog
from reader.tui.reading import crossrefs
from reader.view.cells import text_of
from reader.view.reference_rows import (
    DISMISSED,
    JUDGED,
    LABELS,
    CopyRow,
    HeadingRow,
    ReferenceRow,
    counts,
    judged_told,
    lag,
    rows,
)
from tests.tui.conftest import Sit, Table
from tests.tui.storm import ADDED, write_storm


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_storm(tmp_path / "library")


async def look(table: Table, article_id: str) -> None:
    """Open an article and give its cross-references the keys."""
    pane = table.screen.crossrefs
    table.screen.open_article(article_id)
    await table.until(lambda: pane.origin_id == article_id and pane.references)
    await table.press("3")


def listed(table: Table) -> list[str]:
    """Return the articles in the pane, headings as they read."""
    return [each.label if isinstance(each, HeadingRow) else each.article_id for each in table.screen.crossrefs.listed]


def shown(table: Table) -> str:
    """Return what the pane says, each row on a line."""
    pane = table.screen.crossrefs
    if not pane.row_count:
        return " ".join(pane.draw(number, 40).text for number in range(pane.line_count()))
    told = "\n".join(text_of(pane.row_lines(at, 2_000)) for at in range(pane.row_count))
    return told.replace("\u00a0", " ")


async def choose(table: Table, article_id: str) -> None:
    """Move to an article of the pane."""
    await table.press("g")
    for _ in range(20):
        if table.screen.crossrefs.selected_id == article_id:
            return
        await table.press("j")
    raise AssertionError(f"{article_id} is not listed: {listed(table)}")


# Reasons


async def test_a_row_is_title_facts_and_badges_and_the_evidence_unfolds_where_the_selection_is(sit: Sit) -> None:
    async with sit() as table:
        await look(table, "ledger")
        await choose(table, "harbor")
        told = shown(table)

        assert told.count("figures differ: ") == 1
        row = told[told.index("Storm takes the bridge") :]
        assert row.index("1 day earlier") < row.index("figure differs · 1 statement · 3 figures")
        assert row.index("3 figures") < row.index(
            "figures differ: 1,200 houses (the insurers) here, 940 houses (the army) there"
        )
        assert row.index("940 houses (the army) there") < row.index("3 shared figures: 3,417 · 2,218 · 61")
        assert "The army counted 940 houses without a roof in Tolm" in row
        await table.press("G")
        assert table.screen.crossrefs.selected_id != "harbor"
        assert "1,200 houses (the insurers) here" not in shown(table)


async def test_articles_stand_under_their_most_telling_kind_and_the_best_comes_first(sit: Sit) -> None:
    async with sit() as table:
        await look(table, "harbor")

        assert listed(table)[0] == "Passages"
        assert listed(table).index("Figures that disagree") < listed(table).index("ledger")
        best = max(table.screen.crossrefs.references, key=lambda each: each.crossref.score)
        assert listed(table)[1] == best.crossref.id
        assert table.screen.crossrefs.selected_id == best.crossref.id
        await table.sees("Passages · 2")


async def test_an_article_with_nothing_to_bear_on_it_says_so(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("bread")
        await table.until(lambda: table.screen.crossrefs.origin_id == "bread")
        await table.press("3")

        assert "No other article here is related to this one." in " ".join(shown(table).split())
        for key in ("y", "d", "E", "K", "]", "+", "U"):
            await table.press(key)
            await table.press("escape") if table.app.screen is not table.screen else None
        assert table.screen.status.said


async def test_e_explains_where_the_score_comes_from(sit: Sit) -> None:
    async with sit() as table:
        await look(table, "ledger")
        await table.press("E")

        assert isinstance(table.app.screen, TextDialog)
        reference = table.screen.crossrefs.selected
        assert reference is not None
        await table.sees(f"{reference.crossref.score:.1f}  total", "figures differ")
        await table.press("escape")
        assert table.pane() == "crossrefs"


# Kinds


async def test_one_kind_is_shown_alone_and_escape_shows_all_again(sit: Sit) -> None:
    async with sit() as table:
        await look(table, "harbor")
        everything = listed(table)
        await table.press("K")
        assert isinstance(table.app.screen, Chooser)
        await table.sees("Figures that disagree · 1")
        number = list(counts(table.screen.crossrefs.references)).index("disagreement") + 1
        await table.press(str(number))

        assert listed(table) == ["Figures that disagree", "ledger"]
        assert "1 of 4 · Figures that disagree" in str(table.screen.crossrefs.border_title)
        await table.press("escape")
        assert listed(table) == everything
        assert table.pane() == "crossrefs"
        await table.press("escape")
        assert table.pane() == "article"


async def test_the_chosen_kind_is_given_up_with_the_article(sit: Sit) -> None:
    async with sit() as table:
        await look(table, "harbor")
        table.screen.crossrefs.show_kind("disagreement")
        await look(table, "ledger")

        assert table.screen.crossrefs.shown == ""


# Copies


async def test_copies_are_one_row_that_opens_up_to_what_each_adds(sit: Sit) -> None:
    async with sit() as table:
        await look(table, "ledger")
        family = next(each for each in table.screen.crossrefs.references if each.crossref.copies)
        assert len(family.crossref.copies) == 2
        await table.until(lambda: "+2 copies" in shown(table))
        await choose(table, family.crossref.id)
        await table.press("+")
        await table.until(lambda: len([row for row in table.screen.crossrefs.listed if isinstance(row, CopyRow)]) == 2)

        told = shown(table)
        assert "12 words" in told
        assert ADDED[:30] in told
        assert table.screen.crossrefs.selected_id == family.crossref.id
        await table.press("j")
        assert table.screen.crossrefs.selected_id in family.crossref.copies
        assert table.screen.crossrefs.selected is not None
        await table.press("+")
        assert not [row for row in table.screen.crossrefs.listed if isinstance(row, CopyRow)]


async def test_a_copy_can_be_opened(sit: Sit) -> None:
    async with sit() as table:
        await look(table, "ledger")
        family = next(each for each in table.screen.crossrefs.references if each.crossref.copies)
        await choose(table, family.crossref.id)
        await table.press("+")
        await table.until(lambda: table.screen.crossrefs.is_open(family.crossref.id))
        await table.press("j")
        copy = table.screen.crossrefs.selected_id
        await table.press("enter")

        assert table.article_id == copy in family.crossref.copies


# Evidence in the article, there and back


async def test_moving_over_a_row_marks_the_evidence_and_a_key_steps_through_it(sit: Sit) -> None:
    async with sit() as table:
        await look(table, "ledger")
        await table.press("j", "k")
        view = table.screen.article_view

        marked = {view.caret.plain.text[mark.start : mark.end] for mark in view.marks("evidence")}
        assert {"1,200", "3417", "2,218", "61"} <= marked
        seen = []
        for _ in range(3):
            (current,) = view.marks("current")
            seen.append(view.caret.plain.text[current.start : current.end])
            await table.press("]")
        assert seen == ["1,200", "3417", "2,218"]
        assert table.screen.status.said.startswith("place 4 of ")
        await table.press("[")
        (current,) = view.marks("current")
        assert view.caret.plain.text[current.start : current.end] == "2,218"
        assert "3 of " in table.screen.status.said
        await table.press("escape")
        assert not view.marks("evidence")
        assert not view.marks("current")


async def test_enter_opens_the_other_at_its_span_and_ctrl_o_comes_back_to_the_row(sit: Sit) -> None:
    async with sit(size=(120, 14)) as table:
        await look(table, "harbor")
        await choose(table, "ledger")
        before = table.screen.article_view.first_line
        await table.press("enter")

        assert table.article_id == "ledger"
        view = table.screen.article_view
        assert view.caret.plain.text[view.caret.offset :].startswith("1,200")
        assert view.marks("evidence")
        assert table.pane() == "article"
        await table.until(lambda: table.screen.crossrefs.origin_id == "ledger")
        table.screen.crossrefs.select(1)
        await table.press("G", "ctrl+o")
        await table.until(lambda: table.screen.crossrefs.origin_id == "harbor" and table.screen.crossrefs.references)
        assert table.article_id == "harbor"
        assert table.pane() == "crossrefs"
        assert table.screen.crossrefs.selected_id == "ledger"
        assert table.screen.article_view.first_line == before
        assert table.screen.article_view.marks("evidence")


async def test_enter_opens_the_evidence_that_was_stepped_to(sit: Sit) -> None:
    async with sit() as table:
        await look(table, "harbor")
        await choose(table, "ledger")
        await table.press("]", "enter")

        view = table.screen.article_view
        assert view.caret.plain.text[view.caret.offset :].startswith("3417")


async def test_after_looking_through_the_evidence_ctrl_o_leads_back_to_where_one_read(sit: Sit) -> None:
    async with sit(size=(120, 12)) as table:
        table.screen.open_article("harbor")
        await table.press("2", "space")
        await look(table, "harbor")
        before = table.screen.article_view.first_line
        await table.press("j", "j", "k", "]", "]", "2", "ctrl+o")

        assert table.article_id == "harbor"
        assert table.screen.article_view.first_line == before


async def test_a_small_screen_shows_the_pane_whole(sit: Sit) -> None:
    async with sit() as table:
        for size in ((100, 30), (60, 24), (40, 20)):
            await table.resize(*size)
            await look(table, "harbor")
            await table.press("g")

            await table.sees("Cross-references", "Passages")
            await table.press("j", "enter")
            assert table.article_id != "harbor", size


async def test_the_unfolded_row_leaves_the_next_one_in_the_window_and_says_where_the_rest_is(sit: Sit) -> None:
    async with sit() as table:
        await look(table, "ledger")
        await choose(table, "harbor")
        pane = table.screen.crossrefs

        assert pane.page - len(pane.row_lines(pane.index, 30)) >= 4
        assert text_of(pane.row_lines(pane.index, 30)).endswith("… E shows all reasons")


async def test_a_shorter_article_is_opened_from_the_pane_alone_on_a_narrow_screen(sit: Sit) -> None:
    async with sit() as table:
        await table.resize(60, 20)
        await look(table, "harbor")
        await choose(table, "week")
        await table.press("enter")

        assert table.article_id == "week"
        await table.until(lambda: "A week after the storm, Tolm counts again." in " ".join(table.text().split()))


async def test_a_window_of_few_lines_can_be_paged_through(sit: Sit) -> None:
    async with sit() as table:
        await table.resize(30, 8)
        table.screen.open_article("bread")
        await table.press("2", "space", "b", "ctrl+d", "ctrl+u", "G", "g")

        assert table.article_id == "bread"


# Judging


async def test_dismissing_takes_a_row_away_for_good_and_u_brings_it_back(
    sit: Sit, room: ReadingRoom, library: Path
) -> None:
    async with sit() as table:
        await look(table, "harbor")
        await choose(table, "ledger")
        await table.press("d")

        await table.until(lambda: "ledger" not in listed(table))
        assert "not be offered again" in table.screen.status.said
        (kept,) = (library / "notes" / "harbor").glob("*.md")
        assert 'relation: "unrelated"' in kept.read_text()
        assert "harbor" not in [each.id for each in room.related("ledger")]
        await table.press("U")
        await table.until(lambda: "ledger" in listed(table))
        assert not list((library / "notes" / "harbor").glob("*.md"))


async def test_what_was_dismissed_is_not_offered_after_a_restart_but_can_be_seen_and_taken_back(
    sit: Sit, room: ReadingRoom, library: Path, places: Places
) -> None:
    async with sit() as table:
        await look(table, "harbor")
        await choose(table, "week")
        await table.press("d")
    with ReadingRoom.open(library, settings=Settings(machine="desk"), places=places) as again:
        app = ReaderApp(again, with_indexing=False)
        async with app.run_test(size=(120, 40)) as pilot:
            table = Table(app, pilot)
            await table.until(lambda: table.screen.article is not None)
            await look(table, "harbor")
            assert "week" not in listed(table)
            assert "ledger" in listed(table)
            await table.press("K")
            await table.sees("Dismissed · 1")
            table.app.screen.dismiss(DISMISSED)
            await table.press()
            assert listed(table) == ["Dismissed", "week"]
            await table.until(lambda: "you: dismissed" in shown(table))
            await table.press("Z", "escape")
            await table.until(lambda: "week" in listed(table))


async def test_dismissing_a_folded_row_dismisses_its_copies_too(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await look(table, "ledger")
        family = next(each for each in table.screen.crossrefs.references if each.crossref.copies)
        await choose(table, family.crossref.id)
        await table.press("d")

        gone = {family.crossref.id, *family.crossref.copies}
        assert not gone & {each.id for each in room.related("ledger")}
        assert "2 copies" in table.screen.status.said
        await table.press("U")
        await table.until(lambda: gone <= {each.id for each in room.related("ledger")})


async def test_confirming_asks_how_and_keeps_a_note_that_both_ends_know(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await look(table, "harbor")
        await choose(table, "ledger")
        await table.press("y")
        assert isinstance(table.app.screen, RelationDialog)
        await table.press("3", "tab")
        await table.type("more roofs")
        await table.press("enter")

        await table.until(lambda: "you: contradicts — more roofs" in shown(table))
        assert table.screen.crossrefs.selected_id == "ledger"
        await table.sees("contradicts → Bridge of Tolm")
        assert room.references.judged("ledger")["harbor"].relation == "contradicts"
        (note,) = room.notes.of("harbor")
        assert (note.motivation, note.link, note.body) == ("linking", "ledger", "more roofs")
        assert {found.entry.id for found in room.search("is:contradicted").hits} == {"harbor", "ledger"}
        assert {found.entry.id for found in room.search("link:contradicts").hits} == {"harbor", "ledger"}
        await look(table, "ledger")
        await table.until(lambda: "you: contradicts — more roofs" in shown(table))
        await choose(table, "harbor")
        await table.press("y")
        assert table.app.screen.query_one("#judging-note").value == "more roofs"  # type: ignore[attr-defined]  # an Input
        await table.press("1", "enter")
        assert room.references.judged("harbor")["ledger"].relation == ""
        assert len(room.notes.all()) == 1
        await table.press("U")
        assert room.references.judged("harbor")["ledger"].relation == "contradicts"
        await table.until(lambda: "Undone: the judgment of “Storm takes" in table.screen.status.said)


async def test_while_a_slow_library_is_asked_again_the_next_row_can_be_judged(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_asked, may_answer = threading.Event(), threading.Event()
    answer = room.references.of

    def slowly(article_id: str, limit: int) -> tuple[Reference, ...]:
        is_asked.set()
        may_answer.wait(60)
        return answer(article_id, limit)

    async with sit() as table:
        await look(table, "harbor")
        await choose(table, "ledger")
        monkeypatch.setattr(crossrefs, "ANNOUNCE_AFTER", 0.001)
        monkeypatch.setattr(room.references, "of", slowly)
        await table.press("d")
        await table.until(is_asked.is_set)
        announced = threading.Event()
        table.screen.set_timer(0.002, announced.set)
        await table.until(announced.is_set)
        following = table.screen.crossrefs.selected_id
        await table.press("d")
        await table.until(lambda: following not in listed(table))
        may_answer.set()

        await table.until(lambda: {"ledger", following} <= set(room.references.judged("harbor")))
        assert following not in ("", "ledger")


async def test_giving_up_the_question_judges_nothing(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await look(table, "harbor")
        await table.press("y")
        await table.until(lambda: isinstance(table.app.screen, RelationDialog))
        await table.press("tab")
        await table.type("n")
        await table.press("escape")
        await table.until(lambda: table.app.screen is table.screen)

        assert room.notes.all() == ()
        assert table.pane() == "crossrefs"


async def test_a_judged_link_whose_article_is_gone_is_shown_as_such_and_kept(
    sit: Sit, room: ReadingRoom, library: Path
) -> None:
    room.references.judge("harbor", "week", "repeats", "As before.")
    (library / "articles" / "week.md").unlink()
    room.index()
    async with sit() as table:
        await look(table, "harbor")

        assert listed(table)[-2:] == [LABELS[JUDGED], "week"]
        await table.until(lambda: "week (this article is gone)" in shown(table))
        await table.until(lambda: "you: repeats — As before." in shown(table))
        await choose(table, "week")
        await table.press("enter")
        assert table.article_id == "harbor"
        assert "gone" in table.screen.status.said
        await table.press("d")
        await table.press("y")
        assert room.references.judged("harbor")["week"].relation == "repeats"
        assert len(list((library / "notes" / "harbor").glob("*.md"))) == 1


async def test_what_cannot_be_kept_is_said_and_nothing_changes(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    async with sit() as table:
        await look(table, "harbor")
        before = listed(table)
        monkeypatch.setattr(room.notes, "save", full)
        await table.press("d")

        assert "could not be saved" in table.screen.status.said
        assert listed(table) == before


async def test_names_that_change_are_spelled_so_in_the_pane(sit: Sit, room: ReadingRoom, library: Path) -> None:
    async with sit() as table:
        await look(table, "harbor")
        await table.until(lambda: "Mara Lindqvist" in shown(table))
        (library / "names.yaml").write_text(
            '"The Governor": ["Mara Lindqvist", "Lindqvist", "Governor Mara Lindqvist"]\n'
        )
        room.index()
        table.screen.later.references.ask_for("harbor")

        await table.until(lambda: "The Governor" in shown(table))


async def test_hostile_text_in_titles_and_notes_is_only_text(sit: Sit, room: ReadingRoom, library: Path) -> None:
    hostile = library / "articles" / "hostile.md"
    body = (library / "articles" / "ledger.md").read_text().partition("\n---\n\n")[2]
    hostile.write_text(
        f'---\nid: "hostile"\ntitle: "[/] [@click=app.quit]Ha[/] :bomb:"\npublished: "2020-03-04"\n---\n\n{body}'
    )
    room.index()
    room.references.judge("harbor", "hostile", "confirms", "[/INST] \x1b]2;window=\x07 [b]bold")
    async with sit() as table:
        await look(table, "harbor")
        await choose(table, "hostile")

        await table.until(lambda: "[/] [@click=app.quit]Ha[/] :bomb:" in shown(table))
        await table.until(lambda: "[/INST]" in shown(table))
        assert "\x1b" not in shown(table)
        await table.press("E")
        await table.sees("[@click=app.quit]")
        await table.press("escape", "y")
        assert isinstance(table.app.screen, RelationDialog)


# The rows, without an app


def a_reference(name: str, *kinds: str, points: float = 2.0, relation: str | None = None) -> Reference:
    evidence = tuple(Evidence(kind, f"some {kind}", points=points) for kind in kinds)
    entry = CatalogEntry(name, name, f"{name}.md", 1, 1, Record(title=name), 9)
    judged = None if relation is None else JudgedLink(judgment(None, "here", name, relation, "a note"), name)
    return Reference(CrossReference(name, points * len(kinds), evidence), entry, Quote(), judged)


REFERENCES = st.lists(
    st.builds(
        lambda kinds, points, relation: (kinds, points, relation),
        st.lists(st.sampled_from(KINDS), unique=True, max_size=4),
        st.floats(0, 30),
        st.sampled_from([None, None, "", "confirms", "unrelated"]),
    ),
    max_size=8,
)


@given(REFERENCES)
def test_every_reference_stands_under_exactly_one_heading_and_every_kind_finds_its_own(
    made: list[tuple[list[str], float, str | None]],
) -> None:
    references = [
        a_reference(f"a{number}", *kinds, points=points, relation=relation)
        for number, (kinds, points, relation) in enumerate(made)
    ]
    references = [each for each in references if each.crossref.evidence or each.judged]

    everything = [row.article_id for row in rows(references) if isinstance(row, ReferenceRow)]
    assert sorted(everything) == sorted(each.crossref.id for each in references if not each.is_dismissed)
    for kind, number in counts(references).items():
        listed_rows = rows(references, kind)
        assert sum(isinstance(row, ReferenceRow) for row in listed_rows) == number
        assert sum(row.number for row in listed_rows if isinstance(row, HeadingRow)) == number
    dismissed = {each.crossref.id for each in references if each.is_dismissed}
    assert not dismissed & set(everything)
    assert dismissed == {row.article_id for row in rows(references, DISMISSED) if isinstance(row, ReferenceRow)}


def test_under_one_kind_its_own_reason_is_told_first() -> None:
    (_, row) = rows([a_reference("a", "passage", "name", points=9)], "name")

    assert isinstance(row, ReferenceRow)
    assert [each.kind for each in row.reasons] == ["name", "passage"]


@pytest.mark.parametrize(
    ("here", "there", "told"),
    [
        ("2020-03-03", "2020-03-06", "3 days later"),
        ("2020-03-03T08:00:00Z", "2020-03-02", "1 day earlier"),
        ("2020-03-03", "2020-03-03", "the same day"),
        ("2020-03-03", "2020-09-03", "6 months later"),
        ("2016-12-15", "2026-11-22", "10 years later"),
        ("2020-03", "2020-03-03", ""),
        (None, "2020-03-03", ""),
    ],
)
def test_which_is_earlier_is_said(here: str | None, there: str | None, told: str) -> None:
    assert lag(Record(published=here), Record(published=there)) == told


def test_a_reprint_is_as_old_as_its_first_printing() -> None:
    reprint = Record(published="2020-03-09", first_published=FirstPublished("Harbor Post", "2020-03-01"))

    assert lag(Record(published="2020-03-03"), reprint) == "2 days earlier"


@pytest.mark.parametrize(
    ("relation", "told"),
    [("", "you: confirmed — a note"), ("unrelated", "you: dismissed — a note"), ("repeats", "you: repeats — a note")],
)
def test_what_was_judged_is_told_in_words(relation: str, told: str) -> None:
    reference = a_reference("a", "name", relation=relation)

    assert judged_told(reference) == told
    assert judged_told(replace(reference, judged=None)) == ""


async def test_evidence_that_is_still_gathered_is_not_told_as_none(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(room.references), "is_complete", property(lambda _: False))
    monkeypatch.setattr(type(room.references), "of", lambda *_: ())
    async with sit() as table:
        monkeypatch.setattr(type(table.screen.updates), "is_running", property(lambda _: True))
        table.screen.later.references.ask_for("bread")
        await table.sees("Evidence is still")

        monkeypatch.setattr(type(table.screen.updates), "is_running", property(lambda _: False))
        table.screen.later.references.ask_for("bread")
        await table.sees("No other article")


async def test_a_pane_without_room_whose_rows_become_fewer_can_still_be_moved_in(sit: Sit) -> None:
    async with sit() as table:
        await look(table, "ledger")
        pane = table.screen.crossrefs
        assert pane.row_count > 2
        pane.styles.width = pane.styles.min_width = 2
        await table.until(lambda: pane.scrollable_content_region.width <= 2)
        fewer = pane.references[:2]
        pane.show(fewer, origin=table.screen.room.session.shelf.entry("ledger"))
        pane.move("bottom")
        assert pane.selected == fewer[-1]


async def test_evidence_that_cannot_be_trusted_has_the_library_looked_through_once_and_is_shown_again(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as table:
        await look(table, "ledger")
        asked: list[object] = []
        monkeypatch.setattr(table.screen.updates, "update", asked.append)
        room.session.caches.texts.path.unlink()

        for _ in range(2):
            table.screen.later.references.ask_for("ledger")
            await table.until(lambda: "a text is missing" in shown(table) and asked)
        assert asked == [()]

        room.index(verify=True)
        table.screen.later.references.ask_for("ledger")
        await table.until(lambda: table.screen.crossrefs.references)
