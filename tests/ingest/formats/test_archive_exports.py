"""Exports that are archives: a list, and a file for each text; notes of Joplin, Notion and Evernote."""

import base64
import hashlib
import io
import json
import tarfile
import warnings
import zipfile
from collections.abc import Mapping

import pytest

from reader.ingest.formats.part import FilePart
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import BytesSource
from reader.ingest.parts import ingest_part
from reader.library.guarded_file import UnreadableError
from tests.ingest.formats.exports import facts, read, source_of

ICE = "https://example.org/ice"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(2_000)


def saved(slug: str, number: int, **other: object) -> dict[str, object]:
    item = {
        "id": str(number),
        "slug": slug,
        "title": f"Ice {number}",
        "description": "In short",
        "author": "Ann Lee",
        "url": f"{ICE}{number}",
        "state": "Archived",
        "readingProgress": 100,
        "labels": ["winter"],
        "savedAt": "2022-12-05T12:42:10.123Z",
        "publishedAt": None,
    }
    return item | other


KNOWN = {
    "author": "Ann Lee",
    "tags": ("winter",),
    "saved": "2022-12-05T12:42:10Z",
    "extra": {"description": "In short"},
    "read": True,
}


def test_omnivores_archive_gives_texts_states_and_highlights_with_labels_and_notes() -> None:
    marks = "It is on ice.\n\n> Thin ice.\n> \n> Two lines.\n\n#cold #grey\n\nWhy?\n\nAnd how?\n\n> It broke.\n\n"
    name, parts = read(
        {
            "metadata_20_to_21.json": json.dumps([saved("c", 3, state="Active", url=None, description="")]),
            "metadata_0_to_20.json": json.dumps([saved("a", 1), saved("b", 2)]),
            "content/a.html": "<p>Thin ice.</p>",
            "highlights/a.md": marks,
        }
    )

    assert name == "Omnivore's export"
    assert [facts(part) for part in parts] == [
        KNOWN
        | {
            "title": "Ice 1",
            "url": f"{ICE}1",
            "form": "content",
            "data": "<p>Thin ice.</p>",
            "marks": [
                " | It is on ice.",
                "Thin ice.\n\nTwo lines. | Why?\n\nAnd how? |  | cold,grey",
                "It broke.",
            ],
        },
        KNOWN | {"title": "Ice 2", "url": f"{ICE}2"},
        {"skipped": "It has neither an address nor a text."},
    ]


def test_a_name_that_stands_twice_in_omnivores_archive_gives_its_text_once() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("metadata_0_to_2.json", json.dumps([saved("a", 1), saved("a", 2)]))
        archive.writestr("content/a.html", "<p>One.</p>")
        archive.writestr("content/a.html", "<p>Two.</p>")

    _, parts = read(stream.getvalue())

    assert [(facts(part).get("data"), facts(part).get("note")) for part in parts] == [
        ("<p>One.</p>", None),
        (None, "Its text is in a file whose name stands twice in the archive, so there is only its link."),
    ]


def test_a_document_that_cannot_be_read_leaves_its_link() -> None:
    _, parts = read({"metadata_0_to_1.json": json.dumps([saved("a", 1)]), "content/a.pdf": b"\x00no document"})

    assert facts(parts[-1]) == KNOWN | {
        "title": "Ice 1",
        "url": f"{ICE}1",
        "note": "Its text is a document in the archive that could not be read, so there is only its link.",
    }


def test_matters_archive_joins_highlights_by_title() -> None:
    name, parts = read(
        {
            "_matter_history.csv": "Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,"
            "Last Interaction Date,File Id\n"
            f"Ice,Ann Lee,The Shore,{ICE},winter;river,3,False,True,False,1,2022-12-05 12:42:10,articles/1.html\n"
            f"Snow,,,{ICE}2,,3,True,False,False,0,,missing.html\n",
            "_matter_highlights.csv": "Title,Author,Publisher,Highlighted Date,Text\nIce,,,2022-12-05,Thin ice.\nGone,,,,Rain.\n",
            "articles/1.html": "<p>Thin ice.</p>",
        }
    )

    assert name == "Matter's export"
    assert [facts(part) for part in parts] == [
        {
            "title": "Ice",
            "author": "Ann Lee",
            "site": "The Shore",
            "url": ICE,
            "tags": ("winter", "river"),
            "saved": "2022-12-05T12:42:10",
            "form": "content",
            "data": "<p>Thin ice.</p>",
            "read": True,
            "starred": True,
            "marks": ["Thin ice. |  |  |  | 2022-12-05"],
        },
        {"title": "Snow", "url": f"{ICE}2", "read": False, "starred": False},
        {"title": "gone", "marks": ["Rain."]},
    ]


def test_readecks_archive_gives_texts_with_pictures_and_its_secrets_are_not_looked_at() -> None:
    info = {
        "UID": "u1",
        "Created": "2024-03-01T10:00:00.123456789Z",
        "URL": ICE,
        "Title": "Ice",
        "Authors": ["Ann Lee", "Bo Li"],
        "Published": "0001-01-01T00:00:00Z",
        "Lang": "en",
        "Labels": ["winter"],
        "IsArchived": False,
        "IsMarked": True,
        "Annotations": [{"start_selector": "p", "start_offset": 0, "text": "Thin", "note": "Why?", "color": "yellow"}],
    }
    html = '<p>Thin ice.</p><img src="_resources/a.png">'
    name, parts = read(
        {
            "data.json": json.dumps({"Info": {"Version": "1"}, "Tokens": [{"secret": "x"}]}),
            "bookmarks/u1/info.json": json.dumps(info),
            "bookmarks/u1/container/index.html": html,
            "bookmarks/u1/container/_resources/a.png": PICTURE,
            "bookmarks/u2/info.json": "{",
        }
    )

    assert name == "Readeck's export"
    assert isinstance(parts[0], FilePart)
    assert parts[0].pictures == {"_resources/a.png": PICTURE}
    assert [facts(part) for part in parts] == [
        {
            "title": "Ice",
            "author": "Ann Lee, Bo Li",
            "url": ICE,
            "language": "en",
            "tags": ("winter",),
            "saved": "2024-03-01T10:00:00Z",
            "form": "content",
            "data": html,
            "read": False,
            "starred": True,
            "marks": ["Thin | Why? | yellow"],
        },
        {"skipped": "info.json is not valid JSON."},
    ]


def tarred(members: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, text in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return stream.getvalue()


def test_joplins_archive_joins_notes_with_folders_and_tags() -> None:
    note, folder, tag, link = ("n" * 32, "f" * 32, "a" * 32, "b" * 32)
    note = note.replace("n", "1")
    members = {
        f"{note}.md": "Ice\n\nThin *ice*.\n\nage: of ice\n\n"
        f"id: {note}\nparent_id: {folder}\ncreated_time: 2022-12-05T12:42:10.123Z\nauthor: Ann Lee\nsource_url: {ICE}\n"
        "is_todo: 0\ntype_: 1",
        f"{folder}.md": f"Rivers\n\nid: {folder}\nparent_id: \ntype_: 2",
        f"{tag}.md": f"winter\n\nid: {tag}\ntype_: 5",
        f"{link}.md": f"id: {link}\nnote_id: {note}\ntag_id: {tag}\ntype_: 6",
        "resources/c.png": "picture",
    }

    name, parts = read(tarred(members))

    assert name == "Joplin's export"
    assert [facts(part) for part in parts] == [
        {
            "title": "Ice",
            "author": "Ann Lee",
            "url": ICE,
            "tags": ("winter", "Rivers"),
            "saved": "2022-12-05T12:42:10Z",
            "form": "article",
            "data": "Thin *ice*.\n\nage: of ice",
        }
    ]


def test_notions_pages_have_their_properties_under_the_title_and_tables_repeat_them() -> None:
    code = "0123456789abcdef" * 2
    name, parts = read(
        {
            f"Saved/Ice on the riv {code}.md": f"# Ice on the river\n\nURL: {ICE}\nTags: winter, river\n"
            "Created: December 5, 2022 12:42 PM\n\nThin ice.\n\nNote: not a property.\n",
            f"Saved/Talk {code}.md": "# Talk\n\nAnn: Is it thin?\nBo says nothing.\n",
            f"Saved {code}_all.csv": "Name,URL\nIce,\n",
        }
    )

    assert name == "Notion's export"
    assert [facts(part) for part in parts] == [
        {
            "title": "Ice on the river",
            "url": ICE,
            "tags": ("winter", "river"),
            "saved": "2022-12-05T12:42:00",
            "form": "article",
            "data": "Thin ice.\n\nNote: not a property.",
        },
        {"title": "Talk", "form": "article", "data": "Ann: Is it thin?\nBo says nothing."},
        {"skipped": "It is a table whose rows are the pages beside it."},
    ]


def note_of(title: str, content: str, rest: str = "") -> str:
    return f"<note><title>{title}</title><content><![CDATA[{content}]]></content>{rest}</note>"


ENML = '<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "x"><en-note lang="en">{}</en-note>'
ENEX = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">'


def test_evernotes_notes_keep_pictures_and_what_was_marked() -> None:
    digest = hashlib.md5(PICTURE, usedforsecurity=False).hexdigest()
    marked = '<span style="--en-highlight:yellow;background-color: #ffef9e;">Thin</span> ice.'
    html = f'<div>{marked}</div><en-media type="image/png" hash="{digest}"/>'
    clipped = note_of(
        "Ice &amp; snow",
        ENML.format(html),
        "<created>20221205T124210Z</created><tag>winter</tag><tag>river</tag><note-attributes><author>Ann Lee</author>"
        f"<source>web.clip7</source><source-url>{ICE}</source-url></note-attributes>"
        f'<resource><data encoding="base64">\n{base64.encodebytes(PICTURE).decode()}</data><mime>image/png</mime></resource>'
        "<task><title>Another title</title></task>",
    )
    locked = note_of("Locked", ENML.format("<p>Open.</p><en-crypt>AAA</en-crypt>"), "<created>2022</created>")
    text = f"{ENEX}<en-export>{clipped}{locked}{note_of('Empty', '')}</en-export>"

    name, parts = read(text)

    assert name == "Evernote's export"
    assert isinstance(parts[0], FilePart)
    assert parts[0].pictures == {digest: PICTURE}
    assert [facts(part) for part in parts] == [
        {
            "title": "Ice & snow",
            "author": "Ann Lee",
            "url": ICE,
            "tags": ("winter", "river"),
            "saved": "2022-12-05T12:42:10Z",
            "form": "content",
            "data": f'<div>{marked}</div><img src="{digest}">',
            "marks": ["Thin |  | yellow"],
        },
        {
            "title": "Locked",
            "saved": "2022",
            "form": "content",
            "data": "<p>Open.</p><en-crypt>AAA</en-crypt>",
            "note": "A part of it is encrypted and was left out.",
        },
        {"skipped": "It has neither an address nor a text."},
    ]


def test_evernotes_boxes_say_what_was_ticked_in_its_old_form_and_its_new_one() -> None:
    old = '<div><en-todo checked="true"/>Ada</div><div><en-todo checked="false"/>Ben</div><div><en-todo></en-todo>Eve</div>'
    item = '<li style="--en-checked:{};"><div>{}</div></li>'
    new = f'<ul style="--en-todo:true;">{item.format("true", "Ida")}{item.format("false", "Ole")}</ul>'

    _, (part,) = read(f"{ENEX}<en-export>{note_of('Votes', ENML.format(old + new))}</en-export>")

    assert isinstance(part, FilePart)
    assert ingest_part(part, "x").markdown == "☑ Ada\n\n☐ Ben\n\n☐ Eve\n\n- ☑ Ida\n- ☐ Ole\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{ENEX}<en-export>{note_of('Ice', ENML.format('Thin.'))}<note><title>Cut",
        f"{ENEX}<en-export>{note_of('Ice', ENML.format('Thin.'))}</nothing>",
    ],
)
def test_a_damaged_export_of_evernote_gives_what_is_sound(text: str) -> None:
    found = format_of(source_of(text))

    assert found is not None
    parts = found.read(source_of(text))
    assert facts(next(parts))["title"] == "Ice"
    with pytest.raises(UnreadableError, match="damaged"):
        next(parts)


def test_an_export_that_declares_entities_of_its_own_is_refused() -> None:
    text = '<?xml version="1.0"?><!DOCTYPE en-export [<!ENTITY a "b">]><en-export><note><title>&a;</title></note></en-export>'
    found = format_of(source_of(text))

    assert found is not None
    with pytest.raises(UnreadableError, match="damaged"):
        [*found.read(source_of(text))]


def test_another_archive_is_none_of_these() -> None:
    found = format_of(BytesSource("a.tar", tarred({"metadata.json": "[]", "notes/a.md": "# Ice\n"})))

    assert found is None or found.name not in {"Omnivore's export", "Joplin's export", "Notion's export"}
