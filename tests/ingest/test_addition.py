"""Adding files to a library."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from reader.ingest.accession import AddedFile
from reader.ingest.addition import _recurring, add
from reader.ingest.arrival import FileReader
from reader.ingest.found_files import FoundFile, find_files
from reader.ingest.holdings import Holdings, read_holdings
from reader.ingest.text import asides_of, parse_ranges
from reader.library.atomic_file import WriteError
from reader.library.folder import Library, open_library
from reader.library.front_matter import parse_article
from reader.library.identity import is_id
from reader.library.record import Record
from reader.library.scan import ScannedFile
from tests.ingest.gold import PAGES
from tests.ingest.test_file import ARTICLE, TEXT
from tests.ingest.test_html import PAGE


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


def _add(library: Library, *paths: Path) -> list[AddedFile]:
    return list(add(library, paths))


def _article(library: Library, article_id: str | None) -> tuple[Record, str]:
    text = (library.articles / f"{article_id}.md").read_text(encoding="utf-8")
    record, identity, markdown, problem = parse_article(text)
    assert identity == article_id
    assert problem is None
    return record, markdown


def _snapshot(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_page_becomes_an_article_and_its_original_is_kept_byte_for_byte(library: Library) -> None:
    page = PAGES / "republished.txt"

    (added,) = _add(library, page)

    assert (added.result, added.reason) == ("added", None)
    assert added.id == "2017-03-14-the-reopening-of-the-northern-canal-departure-of"
    record, markdown = _article(library, added.id)
    assert record.original == "originals/republished.txt"
    assert record.sha256 == hashlib.sha256(page.read_bytes()).hexdigest()
    assert (library.root / record.original).read_bytes() == page.read_bytes()
    assert record.saved is not None
    assert "week of the month" in markdown


def test_what_was_set_aside_can_be_looked_up_again(library: Library) -> None:
    (added,) = _add(library, PAGES / "appeal_first.txt")
    record, _ = _article(library, added.id)
    listed = record.extra["asides"]
    assert isinstance(listed, tuple)

    asides = asides_of((PAGES / "appeal_first.txt").read_text(encoding="utf-8"), parse_ranges(listed))

    assert listed[0] == "appeal 1-4"
    assert [len(aside.parts) for aside in asides if aside.kind == "comments"] == [6]


def test_a_folder_is_added_in_order_with_the_folders_in_it(library: Library, pages: Path) -> None:
    (pages / "b").mkdir()
    (pages / "b" / "two.txt").write_text(TEXT.replace("goats", "geese"), encoding="utf-8")
    (pages / "a.txt").write_text(TEXT, encoding="utf-8")
    (pages / "c.jpg").write_bytes(b"\xff\xd8\xff")
    (pages / ".hidden.txt").write_text(TEXT, encoding="utf-8")

    added = _add(library, pages)

    assert [Path(each.path).name for each in added] == ["a.txt", "two.txt", "c.jpg"]
    assert {each.result for each in added[:2]} <= {"added", "version"}
    assert (added[2].result, added[2].reason) == ("skipped", "c.jpg is a picture, not a text file.")


def test_every_file_of_a_folder_is_looked_at_whatever_its_name(library: Library, pages: Path) -> None:
    (pages / "page").write_text(PAGE, encoding="utf-8")
    (pages / "page.php").write_text(PAGE.replace("goats", "geese"), encoding="utf-8")
    (pages / "style.css").write_text("p { color: red }", encoding="utf-8")
    (pages / "data.json").write_text('{"goats": 3}', encoding="utf-8")
    (pages / "books.led").write_text('<?xml version="1.0"?><Ledger/>', encoding="utf-8")
    (pages / "film.mp4").write_bytes(b"\x00\x00\x00 ftyp")
    (pages / "film.txt").write_bytes(b"\x00\x00\x00 ftyp")

    results = {Path(each.path).name: (each.result, each.reason) for each in _add(library, pages)}

    assert {results[name][0] for name in ("page", "page.php")} <= {"added", "version"}
    assert results["style.css"] == ("skipped", "style.css is a .css file in no format that reader knows.")
    assert results["data.json"] == ("skipped", "data.json is a .json file in no format that reader knows.")
    assert results["books.led"] == ("skipped", "books.led is XML (Ledger) in no format that reader knows.")
    assert results["film.mp4"] == ("skipped", "film.mp4 is a film, not a text file.")
    assert results["film.txt"] == ("refused", "film.txt is a film, not a text file.")


def test_what_a_browser_saved_beside_a_page_is_no_file_of_its_own(library: Library, pages: Path) -> None:
    (pages / "goats.htm").write_text(PAGE, encoding="utf-8")
    for folder in ("goats_files", "other_files", "goats-archive"):
        (pages / folder / "inner").mkdir(parents=True)
        (pages / folder / "inner" / "frame.html").write_text(PAGE.replace("goats", folder), encoding="utf-8")

    added = _add(library, pages)

    names = [Path(each.path).relative_to(pages).parts[0] for each in added]
    assert names == ["goats-archive", "goats.htm", "other_files"]


def test_the_same_file_twice_adds_nothing_and_says_so(library: Library, pages: Path) -> None:
    (pages / "a.txt").write_text(TEXT, encoding="utf-8")
    (pages / "copy.txt").write_text(TEXT, encoding="utf-8")
    first, copy = _add(library, pages)
    before = _snapshot(library.root)

    (again,) = _add(library, pages / "a.txt")

    assert (copy.result, copy.id) == ("same", first.id)
    assert (again.result, again.id) == ("same", first.id)
    assert again.reason == "a.txt is already in the library, as “Goats on the town wall again”."
    assert _snapshot(library.root) == before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            '---\ntitle: "Goats"\nurl: "http://www.port.example/goats/"\n---\n\nThey came.\n',
            '---\ntitle: "The goats"\nurl: "https://port.example/goats#top"\n---\n\nThey came and went.\n',
        ),
        (
            '---\ntitle: "Goats on the wall"\nsite: "Port Paper"\n---\n\nThey came.\n',
            '---\ntitle: "Goats on the Wall!"\nsite: "Port paper"\n---\n\nThey came and went.\n',
        ),
    ],
)
def test_another_text_of_one_address_or_one_headline_and_site_is_a_version(
    library: Library, pages: Path, one: str, other: str
) -> None:
    (pages / "one.md").write_text(one, encoding="utf-8")
    (pages / "other.md").write_text(other, encoding="utf-8")
    (first,) = _add(library, pages / "one.md")

    (second,) = _add(library, pages / "other.md")

    assert second.result == "version"
    assert second.id != first.id
    assert second.reason == f"It is another version of “{_article(library, first.id)[0].title}”."
    assert _article(library, second.id)[0].extra["version_of"] == first.id


def test_the_same_headline_without_a_site_is_no_version(library: Library, pages: Path) -> None:
    (pages / "one.md").write_text('---\ntitle: "News"\n---\n\nThey came.\n', encoding="utf-8")
    (pages / "two.md").write_text('---\ntitle: "News"\n---\n\nThey went.\n', encoding="utf-8")

    assert [(each.result, each.id) for each in _add(library, pages)] == [
        ("added", "undated-news"),
        ("added", "undated-news-2"),
    ]


def test_an_article_keeps_its_front_matter_and_its_id(library: Library, pages: Path) -> None:
    (pages / "x.md").write_text(ARTICLE, encoding="utf-8")

    (added,) = _add(library, pages / "x.md")

    record, markdown = _article(library, added.id)
    assert added.id == "goats"
    assert markdown == "The goats are back.\n"
    assert record.extra["mood"] == "merry"


def test_an_id_that_is_taken_is_not_taken_again(library: Library, pages: Path) -> None:
    (pages / "x.md").write_text(ARTICLE, encoding="utf-8")

    (added,) = add(library, [pages / "x.md"], Holdings([("goats", Record())]))

    assert added.id == "goats-2"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", TEXT, "undated-goats-on-the-town-wall-again"),
        ("a.txt", TEXT.replace("Goats on the town wall again", "Козы снова на городской стене"), "undated-a"),
        ("Козы.txt", TEXT.replace("Goats on the town wall again", "Козы снова на городской стене"), "undated-article"),
        ("a.txt", TEXT.replace("Goats on the town wall again", "63 козы снова на стене"), "undated-a"),
        ("Козы.txt", TEXT.replace("Goats on the town wall again", "63 козы снова на стене"), "undated-63"),
        (
            "a.txt",
            TEXT.replace("again\n", "again\n\nDecember 15, 2016\n", 1),
            "2016-12-15-goats-on-the-town-wall-again",
        ),
        ("a.txt", TEXT.replace("again\n", f"again {'and again ' * 30}\n", 1), None),
    ],
)
def test_a_file_is_called_by_date_and_title(
    library: Library, pages: Path, name: str, text: str, expected: str | None
) -> None:
    (pages / name).write_text(text, encoding="utf-8")

    (added,) = _add(library, pages / name)

    assert added.id is not None
    assert is_id(added.id)
    assert expected in {added.id, None}


def test_originals_of_one_name_do_not_overwrite_each_other(library: Library, pages: Path) -> None:
    for folder, word in (("a", "goats"), ("b", "geese")):
        (pages / folder).mkdir()
        (pages / folder / "page.txt").write_text(TEXT.replace("goats", word), encoding="utf-8")

    added = _add(library, pages)

    kept = [_article(library, each.id)[0].original for each in added]
    assert kept == ["originals/page.txt", "originals/page-2.txt"]
    assert "geese" in (library.originals / "page-2.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("is_same_size", [True, False])
def test_adding_many_files_of_one_name_costs_each_the_same(
    is_same_size: bool, library: Library, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = []
    for number in range(40):
        (pages / str(number)).mkdir()
        paths.append(pages / str(number) / "index.md")
        body = f"Goat {number:02}" if is_same_size else f"Goat {'x' * number}"
        paths[-1].write_text(f"---\ntitle: Index\n---\n\n{body} came.\n", encoding="utf-8")
    _add(library, *paths[:20])
    flushed, read = [0], [0]
    flush, reading = os.fsync, os.open

    def count_flush(descriptor: int) -> None:
        flushed[0] += 1
        flush(descriptor)

    def count_open(path: str | Path, flags: int, *mode: int, **options: int) -> int:
        read[0] += "originals" in str(path) and not flags & (os.O_CREAT | os.O_DIRECTORY)
        return reading(path, flags, *mode, **options)

    monkeypatch.setattr(os, "fsync", count_flush)
    monkeypatch.setattr(os, "open", count_open)
    added = _add(library, *paths[20:])

    assert [each.result for each in added] == ["added"] * 20
    assert len(_names(library.originals)) == len(_names(library.articles)) == 40
    # A file and its folder, for the original and for the article.
    assert flushed[0] == 4 * 20
    assert read[0] <= 20


@pytest.mark.parametrize(
    "name", ["..txt", "a\x1b[31m\n.txt", "-rf.txt", "x" * 240 + ".txt", "ü" * 120 + ".txt", " .txt"]
)
def test_a_hostile_name_makes_a_harmless_original(library: Library, pages: Path, name: str) -> None:
    (pages / name).write_text(TEXT, encoding="utf-8")

    (added,) = _add(library, pages / name)

    assert added.result == "added"
    (kept,) = _names(library.originals)
    assert not kept.startswith((".", "-"))
    assert "\x1b" not in kept + added.path
    assert len(kept.encode()) <= 140


def _unreadable(pages: Path) -> Iterable[tuple[str, Path]]:
    (pages / "empty.txt").write_bytes(b"")
    yield "empty.txt is empty.", pages / "empty.txt"
    (pages / "binary.txt").write_bytes(b"\x00\x01")
    yield "binary.txt is not text (it holds NUL bytes).", pages / "binary.txt"
    with (pages / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    yield "large.txt is larger than 20 MB.", pages / "large.txt"
    (pages / "dangling.txt").symlink_to(pages / "nowhere")
    yield "dangling.txt cannot be read: it is a link.", pages / "dangling.txt"
    os.mkfifo(pages / "pipe.txt")
    yield "pipe.txt is not a regular file.", pages / "pipe.txt"
    (pages / "none").mkdir()
    yield f"The folder {pages / 'none'} is empty.", pages / "none"
    yield f"There is no file {pages / 'absent.txt'}.", pages / "absent.txt"


def test_what_cannot_be_read_is_refused_in_a_sentence_and_the_rest_is_added(library: Library, pages: Path) -> None:
    cases = list(_unreadable(pages))
    (pages / "good.txt").write_text(TEXT, encoding="utf-8")

    added = _add(library, *(path for _, path in cases), pages / "good.txt")

    assert [each.reason for each in added[:-1]] == [reason for reason, _ in cases]
    assert {each.result for each in added[:-1]} == {"refused"}
    assert added[-1].result == "added"
    assert _names(library.originals) == ["good.txt"]


def test_in_a_folder_links_pipes_and_what_is_empty_do_not_stop_the_rest(library: Library, pages: Path) -> None:
    reasons = {reason for reason, path in _unreadable(pages) if path.parent == pages and path.suffix == ".txt"}
    (pages / "good.txt").write_text(TEXT, encoding="utf-8")

    added = _add(library, pages)

    assert {each.reason for each in added if each.result == "refused"} == reasons - {
        f"There is no file {pages / 'absent.txt'}.",
        "dangling.txt cannot be read: it is a link.",
    } | {"dangling.txt is a link that leads nowhere; links are not followed."}
    assert [each.result for each in added].count("added") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_refused(library: Library, pages: Path) -> None:
    pages.chmod(0)

    (added,) = _add(library, pages)

    pages.chmod(0o700)
    assert added.result == "refused"


def test_a_text_that_filled_a_link_is_known_when_it_comes_again_under_another_address(
    library: Library, pages: Path
) -> None:
    (pages / "a-links.txt").write_text("http://a.example/goats\n", encoding="utf-8")
    text = "The goats of Marlow came down from the wall by the sea. " * 8
    for name in ("b-goats.md", "c-print.md"):
        address = name.removeprefix("b-").removeprefix("c-").removesuffix(".md")
        (pages / name).write_text(f'---\nurl: "http://a.example/{address}"\n---\n{text}\n', encoding="utf-8")

    link, page, print_page = _add(library, *sorted(pages.glob("[abc]-*")))

    assert [each.result for each in (link, page, print_page)] == ["links", "added", "same"]
    assert link.id == page.id == print_page.id


def test_a_list_of_links_keeps_each_as_one_that_waits_for_its_page(library: Library, pages: Path) -> None:
    (pages / "links.txt").write_text("http://a.example/1\nhttp://b.example/2\n", encoding="utf-8")

    first, second = _add(library, pages / "links.txt")

    assert (first.result, second.result) == ("links", "links")
    assert _article(library, first.id)[0].url == "http://a.example/1"
    assert not library.originals.exists()


def test_a_folder_read_in_place_is_not_added_to(tmp_path: Path, pages: Path) -> None:
    (pages / "a.txt").write_text(TEXT, encoding="utf-8")
    place = tmp_path / "place"
    place.mkdir()

    (added,) = _add(open_library(place), pages / "a.txt")

    assert added.result == "refused"
    assert _names(place) == []


def test_the_library_is_not_added_to_itself(library: Library, pages: Path) -> None:
    (pages / "a.txt").write_text(TEXT, encoding="utf-8")
    _add(library, pages)
    before = _snapshot(library.root)

    again = _add(library, library.root)

    assert {each.result for each in again} == {"refused"}
    assert _snapshot(library.root) == before


def test_an_original_that_a_crash_left_behind_is_used(library: Library, pages: Path) -> None:
    (pages / "a.txt").write_text(TEXT, encoding="utf-8")
    library.originals.mkdir()
    (library.originals / "a.txt").write_text(TEXT, encoding="utf-8")

    _add(library, pages)

    assert _names(library.originals) == ["a.txt"]


def test_what_stands_in_the_way_of_an_original_is_left_alone(library: Library, pages: Path) -> None:
    (pages / "a.txt").write_text(TEXT, encoding="utf-8")
    (library.originals / "a.txt").mkdir(parents=True)

    (added,) = _add(library, pages / "a.txt")

    assert _article(library, added.id)[0].original == "originals/a-2.txt"


def test_a_page_that_holds_only_a_dump_holds_no_article(library: Library, pages: Path) -> None:
    (pages / "a.txt").write_text('string(3) "abc"\n', encoding="utf-8")

    (added,) = _add(library, pages / "a.txt")

    assert (added.result, added.reason) == ("refused", "a.txt contains no article.")


def test_a_file_that_goes_away_meanwhile_is_refused(library: Library, pages: Path) -> None:
    (added,) = FileReader(library).read(FoundFile(pages / "gone.txt"))

    assert added == AddedFile(str(pages / "gone.txt"), "refused", reason=f"There is no file {pages / 'gone.txt'}.")


def test_an_article_in_the_library_that_cannot_be_read_hides_no_version(library: Library, pages: Path) -> None:
    library.articles.mkdir()
    (library.articles / "broken.md").symlink_to("/nowhere")
    os.mkfifo(library.articles / "pipe.md")
    (library.articles / "first.md").write_text('---\ntitle: "A"\nsite: "B"\n---\n\nx\n', encoding="utf-8")
    (library.articles / "other.txt").write_text("A\n", encoding="utf-8")
    (pages / "a.md").write_text('---\ntitle: "A"\nsite: "B"\n---\n\ny\n', encoding="utf-8")

    (added,) = _add(library, pages / "a.md")

    assert (added.result, added.reason) == ("version", "It is another version of “A”.")


def test_an_article_that_goes_away_while_versions_are_looked_for_is_passed_over(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.ingest.holdings.scan", lambda _: [ScannedFile("articles/gone.md", 1, 1)])

    assert Holdings(read_holdings(library)).earlier(Record(url="http://port.example/goats")) is None


def test_a_folder_that_cannot_be_listed_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", denied)

    (found,) = find_files(tmp_path)

    assert found.problem == f"The folder {tmp_path} cannot be read: Permission denied."


def test_a_page_many_folders_deep_is_added_and_one_beyond_the_limit_is_told_of(library: Library, pages: Path) -> None:
    deep = pages.joinpath(*["x"] * 60)
    (deep / "/".join("y" * 41)).mkdir(parents=True)
    (deep / "a.txt").write_text(TEXT, encoding="utf-8")

    added = _add(library, pages)

    assert [each.result for each in added] == ["added", "refused"]
    assert added[1].reason == "The folder y was not read: it lies more than 100 folders deep."


def test_a_library_that_cannot_be_written_to_is_told_of_and_left_as_it_was(
    library: Library, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pages / "a.txt").write_text(TEXT, encoding="utf-8")
    before = _snapshot(library.root)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left"):
        _add(library, pages / "a.txt")

    assert _snapshot(library.root) == before


def test_copies_of_one_page_do_not_make_its_lines_recur(library: Library, pages: Path) -> None:
    for name in "abc":
        (pages / f"{name}.txt").write_text(TEXT, encoding="utf-8")

    assert _recurring(library, list(find_files(pages))) == frozenset()


def test_what_recurs_on_three_pages_is_set_aside_on_each(library: Library, pages: Path) -> None:
    motto = "We are a small paper in a small town and we tell you what happens here, whether you like it or not."
    for number, animal in enumerate(("goats", "geese", "gulls")):
        (pages / f"{number}.txt").write_text(
            f"The {animal} are back\n\nThe {animal} are back on the wall by the sea, {number} days after the {animal} "
            f"of last year, and the whole town went out to see them come.\n\nNobody feeds the {animal} in winter, but "
            f"they have found {number + 3} sacks of grain in the barn of the mill.\n\n{motto}\n",
            encoding="utf-8",
        )

    for added in _add(library, pages):
        assert motto not in _article(library, added.id)[1]


def test_what_could_not_be_read_of_a_page_is_said_when_it_is_added_and_stays_in_its_record(
    library: Library, pages: Path
) -> None:
    page = PAGE.replace("<h2>", "<div>" * 2_100 + "<h2>")
    (pages / "goats.html").write_text(page, encoding="utf-8")
    (pages / "later.html").write_text(page.replace("third", "fourth"), encoding="utf-8")

    first, later = _add(library, pages)

    cut = (
        "The page could not be read as HTML (it is nested too deeply), so its text is shown without headings and links."
    )
    assert (first.result, first.reason) == ("added", cut)
    assert (later.result, later.reason) == (
        "version",
        f"It is another version of “Goats on the town wall again”. {cut}",
    )
    record, _, markdown, problem = parse_article((library.articles / f"{first.id}.md").read_text(encoding="utf-8"))
    assert record.extra["cut"] == problem == cut
    assert "third time since Easter" in markdown
