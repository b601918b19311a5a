"""Adding files that hold parts: each part is an article of its own, by its form."""

import gc
import gzip
import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.ingest import arrival
from reader.ingest import file as ingest_file
from reader.ingest.accession import AddedFile
from reader.ingest.addition import add
from reader.ingest.formats.part import FileFormat, FilePart, Parts, Skipped
from reader.ingest.formats.source import Source
from reader.ingest.parts import filled, original_name
from reader.ingest.text import parse_ranges
from reader.library.folder import Library
from reader.library.front_matter import parse_article
from reader.library.guarded_file import MAX_BYTES, UnreadableError
from reader.library.record import Record
from tests.ingest.formats.test_archive import tarred, zipped
from tests.ingest.test_file import TEXT
from tests.ingest.test_html import PAGE

CONTENT = b"<h1>Goats</h1><p>The goats came <b>back</b>.</p><blockquote><p>They left.</p></blockquote>"


class Box:
    """A format whose files hold whatever is put in here."""

    def __init__(self) -> None:
        self.held: list[FilePart | Skipped | Exception] = []

    def recognizes(self, source: Source) -> bool:
        return source.head.startswith(b"BOX")

    def read(self, source: Source) -> Parts:
        for each in self.held:
            if isinstance(each, Exception):
                raise each
            yield each


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Box:
    made = Box()
    boxed = FileFormat("a box", made.recognizes, made.read)
    for module, name in ((arrival, "format_of"), (ingest_file, "packing_of")):
        monkeypatch.setattr(module, name, lambda source: boxed if boxed.recognizes(source) else None)
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "export.txt"
    path.write_bytes(b"BOX")
    return path


def _added(library: Library, path: Path) -> list[AddedFile]:
    return list(add(library, [path]))


def _articles(library: Library) -> Iterator[tuple[Record, str]]:
    for path in sorted(library.articles.glob("*.md")):
        record, _, markdown, _ = parse_article(path.read_text(encoding="utf-8"))
        yield record, markdown


@pytest.mark.parametrize(
    ("part", "markdown"),
    [
        (FilePart("Goats", "page", PAGE.encode()), None),
        (
            FilePart("x", "content", CONTENT, record=Record(title="Goats")),
            "The goats came **back**.\n\n> They left.\n",
        ),
        (FilePart("Goats", "article", b"The *goats* came.\n", ".md"), "The *goats* came.\n"),
        (
            FilePart("Goats", "article", b"2 * 3 goats came.\n\nThey left.", ".txt"),
            "2 \\* 3 goats came.\n\nThey left.\n",
        ),
        (FilePart("Goats", "scrape", TEXT.encode(), ".txt"), None),
    ],
)
def test_a_part_becomes_an_article_by_its_form(
    box: Box, library: Library, file: Path, part: FilePart, markdown: str | None
) -> None:
    box.held = [part]

    (added,) = _added(library, file)

    assert (added.path, added.result) == (f"{file} · {part.name}", "added")
    ((record, text),) = _articles(library)
    assert text == markdown or (markdown is None and "goats" in text.lower())
    assert record.original == f"originals/{part.name}{part.suffix}"
    assert (library.root / record.original).read_bytes() == part.data
    assert record.sha256 == hashlib.sha256(part.data).hexdigest()


def test_an_original_has_its_ending_once() -> None:
    page = FilePart("goats.html", "page", suffix=".html")

    assert original_name("week.wacz", page) == "goats.html"


def test_what_a_part_was_taken_out_of_is_kept_as_its_original(box: Box, library: Library, file: Path) -> None:
    box.held = [FilePart("", "content", CONTENT, ".eml", b"BOX of goats")]

    (added,) = _added(library, file)

    assert added.path == str(file)
    ((record, _),) = _articles(library)
    assert record.original == "originals/export.eml"
    assert (library.root / record.original).read_bytes() == b"BOX of goats"


def test_the_asides_of_a_page_that_was_packed_are_looked_up_in_the_page(box: Box) -> None:
    box.held = [FilePart("", "scrape", b"Goats\n\nDonate now!\n", ".box", b"BOX of goats")]

    (aside,) = ingest_file.asides_in("export.box", b"BOX of goats", parse_ranges(["appeal 3-3"]))

    assert aside.text == "Donate now!"


@pytest.mark.parametrize(("is_told", "title"), [(False, "Goats at home"), (True, "Mine")])
def test_the_record_of_a_part_fills_what_its_text_does_not_say_or_comes_before_it(
    box: Box, library: Library, file: Path, is_told: bool, title: str
) -> None:
    text = b'---\ntitle: "Goats at home"\ntags: [farm]\n---\n\nThey came.\n'
    record = Record(title="Mine", author="A. Kidd", tags=("read-later",), published="2016-12-15")
    box.held = [FilePart("one", "article", text, ".md", record=record, is_told=is_told)]

    _added(library, file)

    ((found, _),) = _articles(library)
    assert (found.title, found.author, found.published) == (title, "A. Kidd", "2016-12-15")
    assert {*found.tags} == {"farm", "read-later"}


def test_a_link_is_an_article_with_a_record_and_no_text_and_is_not_added_twice(
    box: Box, library: Library, file: Path
) -> None:
    box.held = [FilePart("Goats", record=Record(title="Goats", url="https://port.example/goats", tags=("farm",)))]

    first, again = *_added(library, file), *_added(library, file)

    assert (first.result, again.result, again.id) == ("links", "same", first.id)
    ((record, markdown),) = _articles(library)
    assert (record.title, record.url, record.tags, record.original) == (
        "Goats",
        "https://port.example/goats",
        ("farm",),
        None,
    )
    assert markdown == ""


def test_one_bad_part_does_not_stop_the_others_and_what_is_skipped_is_told(
    box: Box, library: Library, file: Path
) -> None:
    box.held = [
        FilePart("empty", "page", b"  "),
        Skipped("robots.txt", "It is no article."),
        Skipped("entry 3", "Its text is damaged.", is_refused=True),
        FilePart("Goats", "article", b"They came.\n", ".md"),
        FilePart("binary", "article", b"\x00\x01", ".md"),
        UnreadableError("The rest cannot be read."),
    ]

    added = _added(library, file)

    assert [(each.path.removeprefix(str(file)), each.result, each.reason) for each in added] == [
        (" · empty", "refused", "empty is empty."),
        (" · robots.txt", "skipped", "It is no article."),
        (" · entry 3", "refused", "Its text is damaged."),
        (" · Goats", "added", None),
        (" · binary", "refused", "binary is not text (it holds NUL bytes)."),
        ("", "refused", "The rest cannot be read."),
    ]


def test_a_bug_in_a_format_is_told_of_its_file_alone(box: Box, library: Library, file: Path) -> None:
    box.held = [FilePart("Goats", "article", b"They came.\n", ".md"), KeyError("title")]

    added = _added(library, file)

    assert [each.result for each in added] == ["added", "refused"]
    assert "a bug in reader" in str(added[1].reason)


def test_a_file_in_a_format_that_holds_nothing_is_refused(box: Box, library: Library, file: Path) -> None:
    (added,) = _added(library, file)

    assert (added.result, added.reason) == ("refused", "export.txt is a box; there is no article in it.")


@pytest.mark.parametrize("name", ["../../goats", "a/b", ".", "1", "x" * 300, "\x1b]2;x\x07"])
def test_the_name_of_a_part_makes_a_harmless_original(box: Box, library: Library, file: Path, name: str) -> None:
    box.held = [FilePart(name, "article", b"They came.\n", ".md")]

    (added,) = _added(library, file)

    assert added.result == "added"
    (original,) = library.originals.iterdir()
    assert original.read_bytes() == b"They came.\n"
    assert original.parent == library.originals


def test_each_file_of_an_archive_is_added_and_what_is_no_article_is_told(library: Library, tmp_path: Path) -> None:
    inner = zipped(("geese.txt", TEXT.replace("goats", "geese").encode()))
    path = tmp_path / "pages.zip"
    path.write_bytes(
        zipped(
            ("goats.txt", TEXT.encode()),
            ("goats.html", PAGE.encode()),
            ("goats_files/a.png", b"\x89PNG"),
            ("b/picture.png", b"\x89PNG"),
            ("inner.zip", inner),
            ("../out.txt", TEXT.encode()),
            ("packed.md.gz", gzip.compress(b"They came.\n")),
        )
    )

    added = [(each.path.removeprefix(str(path)), each.result) for each in _added(library, path)]

    assert added == [
        (" · ../out.txt", "refused"),
        (" · goats.txt", "added"),
        (" · goats.html", "version"),
        (" · b/picture.png", "skipped"),
        (" · inner.zip · geese.txt", "version"),
        (" · packed.md.gz", "added"),
    ]
    assert {each.name for each in library.originals.iterdir()} == {"goats.txt", "goats.html", "geese.txt", "packed.md"}


def test_a_part_in_a_format_within_an_archive_is_read_by_that_format(
    box: Box, library: Library, tmp_path: Path
) -> None:
    box.held = [FilePart("Goats", "article", b"They came.\n", ".md")]
    path = tmp_path / "all.tar"
    path.write_bytes(tarred(("a/export.bin", b"BOX")))

    (added,) = _added(library, path)

    assert (added.path, added.result) == (f"{path} · a/export.bin · Goats", "added")


def test_a_record_that_says_where_its_date_stood_keeps_that_beside_what_only_another_says() -> None:
    known = Record(published="2016-12-15", published_from="url")

    found = filled(known, Record(published="2017", published_from="title", author="A. Name"))

    assert found == Record(published="2016-12-15", published_from="url", author="A. Name")


def test_a_date_that_is_told_goes_before_one_that_is_only_that_of_a_change() -> None:
    page = Record(published="2016-12-18", published_from="update")

    assert filled(page, Record(published="2016-12-15")) == Record(published="2016-12-15")
    assert filled(page, Record(published="2016-12-09", published_from="url")) == page
    assert filled(page, Record()) == page


def test_a_film_is_skipped_by_its_beginning_however_long_it_is(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("film.mp4", b"\x00\x00\x00 ftyp" + b"x" * MAX_BYTES)
        packed.writestr("goats.md", "They came.\n")

    film, goats = _added(library, path)

    assert (film.result, film.reason) == ("skipped", "film.mp4 is a film, not a text file.")
    assert goats.result == "added"


def test_a_folder_may_hold_more_archives_than_a_process_may_open_files(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "archives"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.zip").write_bytes(zipped(("inner.zip", zipped(("goats.txt", TEXT.encode())))))
    gc.disable()
    before = len([*Path("/proc/self/fd").iterdir()])

    try:
        added = _added(library, folder)
        after = len([*Path("/proc/self/fd").iterdir()])
    finally:
        gc.enable()

    assert [each.result for each in added] == ["added", *["same"] * 4]
    assert after == before
