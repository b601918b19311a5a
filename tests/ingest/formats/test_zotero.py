"""Zotero: its database, its RDF with files beside it, CSL-JSON."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import FileSource
from reader.ingest.formats.zotero_item import date_of
from tests.ingest.formats.exports import facts, read

ICE = "https://example.org/ice"
PAGE = b"<html><body><p>Thin ice.</p></body></html>"
SCHEMA = """
CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT);
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, dateAdded TEXT, dateModified TEXT, libraryID INT, key TEXT);
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY, dateDeleted);
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT);
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE itemTags (itemID INT, tagID INT, type INT);
CREATE TABLE itemNotes (itemID INTEGER PRIMARY KEY, parentItemID INT, note TEXT, title TEXT);
CREATE TABLE itemAttachments (itemID INTEGER PRIMARY KEY, parentItemID INT, linkMode INT, contentType TEXT, path TEXT);
CREATE TABLE itemAnnotations (itemID INTEGER PRIMARY KEY, parentItemID INT, type INTEGER, text TEXT, comment TEXT,
    color TEXT, pageLabel TEXT, sortIndex TEXT, position TEXT);
INSERT INTO itemTypes VALUES (1, 'newspaperArticle'), (2, 'attachment'), (3, 'annotation'), (4, 'note');
INSERT INTO fields VALUES (1, 'title'), (2, 'url'), (3, 'date'), (4, 'publicationTitle');
INSERT INTO itemDataValues VALUES (1, 'Ice'), (2, 'https://example.org/ice'), (3, '2016-12-00 December 2016'),
    (4, 'The Shore'), (5, 'Gone');
INSERT INTO items VALUES (1, 1, '2022-12-05 12:42:10', '', 1, 'AAAA1111'), (2, 2, '2022-12-05 12:42:10', '', 1, 'BBBB2222'),
    (3, 3, '2022-12-06 12:42:10', '', 1, 'CCCC3333'), (4, 3, '2022-12-07 12:42:10', '', 1, 'DDDD4444'),
    (5, 4, '2022-12-05 12:42:10', '', 1, 'EEEE5555'), (6, 1, '2022-12-05 12:42:10', '', 1, 'FFFF6666'),
    (7, 3, '2022-12-05 12:42:10', '', 1, 'GGGG7777');
INSERT INTO deletedItems VALUES (6, ''), (7, '');
INSERT INTO itemData VALUES (1, 1, 1), (1, 2, 2), (1, 3, 3), (1, 4, 4), (6, 1, 5);
INSERT INTO creators VALUES (1, 'Ann', 'Lee', 0), (2, NULL, 'The Desk', 1);
INSERT INTO itemCreators VALUES (1, 2, 1, 1), (1, 1, 1, 0);
INSERT INTO tags VALUES (1, 'winter'), (2, 'cold');
INSERT INTO itemTags VALUES (1, 1, 0), (3, 2, 0);
INSERT INTO itemNotes VALUES (5, 1, '<div><p>Of &amp; on it.</p></div>', 'Of');
INSERT INTO itemAttachments VALUES (2, 1, 1, 'text/html', 'storage:ice.html');
INSERT INTO itemAnnotations VALUES (3, 2, 1, 'It broke.', 'Why?', '#ff6666', '', '0000020', '{}'),
    (4, 2, 5, 'Thin ice.', NULL, '#ffd400', '', '0000010', '{}'), (7, 2, 1, 'Deleted.', NULL, '#ffd400', '', '0', '{}');
"""


def library(folder: Path) -> FileSource:
    connection = sqlite3.connect(folder / "zotero.sqlite")
    connection.executescript(SCHEMA)
    connection.close()
    return FileSource(folder / "zotero.sqlite", folder)


KNOWN: dict[str, Any] = {
    "title": "Ice",
    "author": "Ann Lee, The Desk",
    "site": "The Shore",
    "published": "2016-12",
    "url": ICE,
    "tags": ("winter",),
    "saved": "2022-12-05T12:42:10",
    "marks": [
        " | Of & on it.",
        "Thin ice. |  | yellow |  | 2022-12-07T12:42:10",
        "It broke. | Why? | red | cold | 2022-12-06T12:42:10",
    ],
}


def test_zoteros_library_gives_items_with_their_snapshots_and_annotations_in_their_order(tmp_path: Path) -> None:
    source = library(tmp_path)
    (tmp_path / "storage" / "BBBB2222").mkdir(parents=True)
    (tmp_path / "storage" / "BBBB2222" / "ice.html").write_bytes(PAGE)

    found = format_of(source)

    assert found is not None
    assert found.name == "Zotero's library"
    assert [facts(part) for part in found.read(source)] == [KNOWN | {"form": "page", "data": PAGE.decode()}]


def test_an_item_whose_file_is_gone_is_a_link(tmp_path: Path) -> None:
    source = library(tmp_path)

    found = format_of(source)

    assert found is not None
    (part,) = map(facts, found.read(source))
    assert part == KNOWN | {"note": part["note"]}
    assert part["note"].startswith("Its file ")
    assert part["note"].endswith(" is not there.")


RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:foaf="http://xmlns.com/foaf/0.1/">
  <bib:Article rdf:about="{ICE}">
    <z:itemType>newspaperArticle</z:itemType>
    <dcterms:isPartOf><bib:Part><dc:title>World</dc:title><dcterms:isPartOf><bib:Newspaper><dc:title>The Shore</dc:title>
    </bib:Newspaper></dcterms:isPartOf></bib:Part></dcterms:isPartOf>
    <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Lee</foaf:surname><foaf:givenName>Ann</foaf:givenName>
    </foaf:Person></rdf:li></rdf:Seq></bib:authors>
    <dcterms:isReferencedBy rdf:resource="#item_5"/><link:link rdf:resource="#item_2"/>
    <dc:subject>winter</dc:subject><dc:subject><z:AutomaticTag><rdf:value>river</rdf:value></z:AutomaticTag></dc:subject>
    <dc:title>Ice &amp; snow</dc:title><dcterms:abstract>In short.</dcterms:abstract><dc:date>2016-12-15</dc:date>
    <z:language>en-GB</z:language><dc:identifier><dcterms:URI><rdf:value>{ICE}</rdf:value></dcterms:URI></dc:identifier>
    <dcterms:dateSubmitted>2022-12-05 12:42:10</dcterms:dateSubmitted>
  </bib:Article>
  <z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType><rdf:resource rdf:resource="files/2/ice.html"/>
  <link:type>text/html</link:type></z:Attachment>
  <bib:Memo rdf:about="#item_5"><rdf:value>&lt;p&gt;Of it.&lt;/p&gt;</rdf:value></bib:Memo>
  <bib:Document rdf:about="{ICE}2"><z:itemType>webpage</z:itemType><dcterms:isPartOf><z:Website><dc:title>The Bay</dc:title>
  </z:Website></dcterms:isPartOf><dc:title>Snow</dc:title></bib:Document>
  <z:Collection rdf:about="#collection_1"><dc:title>Rivers</dc:title><dcterms:hasPart rdf:resource="{ICE}"/></z:Collection>
</rdf:RDF>
"""


def test_zoteros_rdf_gives_items_with_notes_collections_and_the_files_beside_it() -> None:
    name, parts = read(RDF, {"files/2/ice.html": PAGE})

    assert name == "Zotero's RDF"
    assert [facts(part) for part in parts] == [
        {
            "title": "Ice & snow",
            "author": "Ann Lee",
            "site": "The Shore",
            "published": "2016-12-15",
            "url": ICE,
            "language": "en",
            "tags": ("winter", "river", "Rivers"),
            "saved": "2022-12-05T12:42:10",
            "extra": {"description": "In short."},
            "form": "page",
            "data": PAGE.decode(),
            "marks": [" | Of it."],
        },
        {"title": "Snow", "site": "The Bay", "url": f"{ICE}2"},
    ]


def test_csl_json_gives_dates_from_their_parts() -> None:
    value = [
        {
            "id": "ice",
            "type": "article-newspaper",
            "title": "Ice",
            "author": [{"family": "Lee", "given": "Ann"}, {"literal": "The Desk"}],
            "container-title": "The Shore",
            "URL": ICE,
            "issued": {"date-parts": [["2016", 12, 5]]},
            "accessed": {"date-parts": [[2022, 12, 5]]},
            "note": "Mine",
        },
        {"id": "snow", "type": "webpage", "title": "Snow", "URL": f"{ICE}2", "issued": {"literal": "December 2016"}},
    ]

    name, parts = read(json.dumps(value))

    assert name == "CSL-JSON"
    assert [facts(part) for part in parts] == [
        {
            "title": "Ice",
            "author": "Ann Lee, The Desk",
            "site": "The Shore",
            "published": "2016-12-05",
            "url": ICE,
            "saved": "2022-12-05",
            "marks": [" | Mine"],
        },
        {"title": "Snow", "published": "2016-12", "url": f"{ICE}2"},
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2016-12-15 15 December 2016", "2016-12-15"),
        ("2016-12-00 12/2016", "2016-12"),
        ("2016-00-00 2016", "2016"),
        ("15 December 2016", "2016-12-15"),
        ("", None),
    ],
)
def test_a_date_of_zotero_is_as_precise_as_it_is_known(text: str, date: str | None) -> None:
    assert date_of(text).date == date
