"""Databases of devices and programs on which books are read: their highlights, by book."""

import json
from pathlib import Path

from reader.ingest.formats.registry import format_of
from tests.ingest.formats.exports import facts, read, source_of
from tests.ingest.formats.test_databases import database


def test_kobos_annotations_are_gathered_by_book(tmp_path: Path) -> None:
    script = (
        "CREATE TABLE content (ContentID TEXT, ContentType TEXT, Title TEXT, Attribution TEXT);"
        "CREATE TABLE Bookmark (BookmarkID TEXT, VolumeID TEXT, ContentID TEXT, Text TEXT, Annotation TEXT,"
        " DateCreated TEXT, Hidden BIT);"
        "INSERT INTO content VALUES ('b', 6, 'Ice', 'Ann Lee'), ('b#1', 9, 'A chapter', NULL);"
        "INSERT INTO Bookmark VALUES ('1', 'b', 'b#1', 'Thin ice.', 'Why?', '2022-12-05T12:42:10.000', 'false'),"
        " ('2', 'b', 'b#1', 'It broke.', NULL, '2022-12-05T12:42:10Z', 'false'),"
        " ('3', 'b', 'b#1', 'Hidden.', NULL, '2022-12-05', 'true');"
    )

    name, parts = read(database(tmp_path, script))

    assert name == "Kobo's annotations"
    assert [facts(part) for part in parts] == [
        {
            "title": "Ice",
            "author": "Ann Lee",
            "marks": ["Thin ice. | Why? |  |  | 2022-12-05T12:42:10", "It broke. |  |  |  | 2022-12-05T12:42:10Z"],
        }
    ]


APPLE = (
    "CREATE TABLE ZAEANNOTATION (Z_PK INTEGER PRIMARY KEY, ZANNOTATIONDELETED INTEGER, ZANNOTATIONSTYLE INTEGER,"
    " ZANNOTATIONTYPE INTEGER, ZANNOTATIONCREATIONDATE TIMESTAMP, ZANNOTATIONASSETID TEXT, ZANNOTATIONNOTE TEXT,"
    " ZANNOTATIONREPRESENTATIVETEXT TEXT, ZANNOTATIONSELECTEDTEXT TEXT);"
    "INSERT INTO ZAEANNOTATION VALUES (1, 0, 4, 2, 503529738.5, 'A1', 'Why?', 'Thin', 'Thin\u00a0ice.'),"
    " (2, 1, 3, 2, 503529738.5, 'A1', NULL, NULL, 'It was deleted.'), (3, 0, 0, 3, 0.0, 'A1', NULL, NULL, NULL);"
)


def test_highlights_of_apple_books_have_their_book_where_its_list_lies_beside_them(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    books = database(
        tmp_path / "b",
        "CREATE TABLE ZBKLIBRARYASSET (Z_PK INTEGER PRIMARY KEY, ZASSETID TEXT, ZTITLE TEXT, ZAUTHOR TEXT);"
        "INSERT INTO ZBKLIBRARYASSET VALUES (1, 'A1', 'Ice', 'Ann Lee');",
    )
    marks = database(tmp_path, APPLE)

    name, parts = read(marks, {"BKLibrary-1-091020131601.sqlite": books})
    _, alone = read(marks)

    said = {"marks": ["Thin\u00a0ice. | Why? | pink |  | 2016-12-15T21:22:18Z"]}
    assert name == "Apple Books' annotations"
    assert [facts(each) for each in parts] == [{"title": "Ice", "author": "Ann Lee"} | said]
    assert facts(alone[0])["title"] == "A1"
    assert "BKLibrary-1-091020131601.sqlite" in facts(alone[0])["note"]
    assert "the books only" in facts(read(books)[1][0])["skipped"]


def test_notes_of_pocketbook_are_read_without_bookmarks_and_what_was_deleted(tmp_path: Path) -> None:
    def tags(item: int, kind: str, *values: tuple[int, str]) -> str:
        rows = ((102, kind), *values)
        return "".join(f"INSERT INTO Tags (ItemID, TagID, Val) VALUES ({item}, {tag}, '{val}');" for tag, val in rows)

    words, note = json.dumps({"begin": "pbr:/word?page=3", "text": "Thin ice."}), json.dumps({"text": "Why?"})
    script = (
        "CREATE TABLE Books (OID INTEGER PRIMARY KEY, Title TEXT, Authors TEXT, TimeAdd INTEGER);"
        "CREATE TABLE Items (OID INTEGER PRIMARY KEY, ParentID INT, TypeID INT, State INT, TimeAlt INT);"
        "CREATE TABLE Tags (OID INTEGER PRIMARY KEY, ItemID INT, TagID INT, Val TEXT, TimeEdt INT);"
        "INSERT INTO Books VALUES (1, 'Ice', 'Ann Lee', 0);"
        "INSERT INTO Items VALUES (2, 1, 4, 0, 1481836938), (3, 1, 4, 1, 0), (4, 1, 4, 0, 0), (5, 1, 4, 0, 0);"
        + tags(2, "note", (104, words), (105, note), (106, "Green"))
        + tags(3, "highlight", (104, words), (106, "yellow"))
        + tags(4, "bookmark", (104, words))
        + tags(5, "highlight", (104, "[no JSON"), (106, "yellow"))
    )

    name, parts = read(database(tmp_path, script))

    assert name == "PocketBook's notes"
    assert [facts(each) for each in parts] == [
        {"title": "Ice", "author": "Ann Lee", "marks": ["Thin ice. | Why? | green |  | 2016-12-15T21:22:18Z"]}
    ]
    (tmp_path / "b").mkdir()
    assert format_of(source_of(database(tmp_path / "b", "CREATE TABLE Books (OID, Title, Authors);"))) is None
