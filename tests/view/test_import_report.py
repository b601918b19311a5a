"""What an import does, in words: counts, how far it is, and the page of all files."""

from reader.view.import_report import ImportRow, counted, import_done, import_page, import_progress, would_add
from reader.view.page_layout import page_text

ROWS = [
    ImportRow("/home/saved/a.html", "added", "a"),
    ImportRow("/home/saved/b/c.png", "skipped", None, "c.png is a picture, not a text file."),
    ImportRow("/home/saved/b/d.zip", "refused", None, "d.zip is encrypted."),
]


def test_results_are_counted_in_one_sentence() -> None:
    assert counted(["added", "skipped", "added"]) == "2 added, 1 skipped"
    assert counted([]) == "nothing"


def test_what_an_import_did_names_the_ways_back_from_it_and_out_of_a_search_that_may_hide_it() -> None:
    told = "Done: 1 added, 1 skipped, 1 refused."

    assert import_done(ROWS, is_searching=False) == f"{told} {{undo-add}} undoes."
    assert import_done(ROWS, is_searching=True).endswith("undoes. The search may hide what is new; {back} shows all.")
    assert import_done(ROWS[2:], is_searching=True) == "Done: 1 refused."


def test_the_time_left_is_told_once_it_can_be() -> None:
    assert import_progress(10, 40, 7, 1.0) == "10 of 40 files · 7 new articles · 10 files a second"
    assert import_progress(100, 700, 7, 10.0).endswith("10 files a second · 1:00 left")


def test_what_goes_wrong_stands_first_without_the_folder_that_all_lie_in() -> None:
    text = page_text(import_page(ROWS))

    assert text == (
        "Refused: 1\n  b/d.zip\n    d.zip is encrypted.\n"
        "\nSkipped: 1\n  b/c.png\n    c.png is a picture, not a text file.\n"
        "\nNew articles: 1\n  a.html\n"
    )


def test_of_very_many_files_the_first_are_listed() -> None:
    rows = [ImportRow(f"/x/{at}.txt", "added") for at in range(1_000)]

    assert "… and 800 more" in page_text(import_page(rows))


def test_one_file_is_listed_with_its_path() -> None:
    assert ("  /home/saved/a.html\n") in import_page(ROWS[:1])
    assert import_page([]) == []


def test_only_articles_are_worth_asking_for() -> None:
    assert would_add(ROWS)
    assert not would_add(ROWS[1:])
