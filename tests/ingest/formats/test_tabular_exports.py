"""Exports that are tables, each with the columns, dates and quirks of its program."""

from typing import Any

import pytest

from reader.ingest.formats.registry import format_of
from tests.ingest.formats.exports import facts, read, source_of

ICE = "https://example.org/ice"

CASES: dict[str, tuple[str, str, list[dict[str, Any]]]] = {
    "Pocket before autumn 2024": (
        "Pocket's table",
        "title,url,time_added,tags,status\n"
        f"Ice on the river,{ICE},1481836938,winter|river,archive\n"
        f'"A ""quoted"", title",{ICE}2,1481836938,,unread\n'
        f"{ICE}3,{ICE}3,1481836938,,unread\n"
        "Mail,mailto:a@example.org,1481836938,,unread\n",
        [
            {
                "title": "Ice on the river",
                "url": ICE,
                "saved": "2016-12-15T21:22:18Z",
                "tags": ("winter", "river"),
                "read": True,
            },
            {"title": 'A "quoted", title', "url": f"{ICE}2", "saved": "2016-12-15T21:22:18Z", "read": False},
            {"url": f"{ICE}3", "saved": "2016-12-15T21:22:18Z", "read": False},
            {"skipped": "Its address is no web address (mailto:)."},
        ],
    ),
    "a quotation mark that is never closed": (
        "Pocket's table",
        f'title,url,time_added,tags,status\n"Ice,{ICE},1481836938,winter,unread\nSnow,{ICE}2,1481836938,,archive\n',
        [
            {"title": "Ice", "url": ICE, "saved": "2016-12-15T21:22:18Z", "tags": ("winter",), "read": False},
            {"title": "Snow", "url": f"{ICE}2", "saved": "2016-12-15T21:22:18Z", "read": True},
        ],
    ),
    "Pocket since autumn 2024": (
        "Pocket's table",
        f"title,url,time_added,cursor,tags,status\nIce,{ICE},1481836938,c1,winter,unread\n",
        [{"title": "Ice", "url": ICE, "saved": "2016-12-15T21:22:18Z", "tags": ("winter",), "read": False}],
    ),
    "Instapaper without dates": (
        "Instapaper's table",
        f"URL,Title,Selection,Folder\n{ICE},,,Starred\n{ICE}2,Snow,words of it,Rivers\ninstapaper-private://1,Own,,Unread\n",
        [
            {"url": ICE, "starred": True},
            {"url": f"{ICE}2", "title": "Snow", "tags": ("Rivers",), "extra": {"description": "words of it"}},
            {"skipped": "Its address is no web address (instapaper-private:)."},
        ],
    ),
    "Instapaper with dates": (
        "Instapaper's table",
        f"URL,Title,Selection,Folder,Timestamp\n{ICE},Ice,,Archive,1481836938\n",
        [{"url": ICE, "title": "Ice", "saved": "2016-12-15T21:22:18Z", "read": True}],
    ),
    "Instapaper since October 2024": (
        "Instapaper's table",
        "URL,Title,Selection,Folder,Timestamp,Tags\n"
        f'{ICE},Ice,,Unread,1481836938,"[""one, two"",""\\u00e9t\\u00e9""]"\n{ICE}2,Snow,,Unread,1481836938,[]\n',
        [
            {"url": ICE, "title": "Ice", "saved": "2016-12-15T21:22:18Z", "read": False, "tags": ("one, two", "été")},
            {"url": f"{ICE}2", "title": "Snow", "saved": "2016-12-15T21:22:18Z", "read": False},
        ],
    ),
    "Readwise Reader, whose tags are a list of Python": (
        "Readwise Reader's table",
        "\ufeffTitle,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
        f"""Ice,{ICE},1,"[""don't"", 'a, b', 'favorite']",2022-12-05 12:42:10.447000+00:00,0.5,archive,True\n"""
        f"Snow,{ICE}2,2,[],,0,feed,False\n"
        f"Rain,{ICE}3,3,,2022-12-05 12:42:10+00:00,0,,\n"
        "Letter,mailto:reader-forwarded-email/0a,4,[],2022-12-05 12:42:10+00:00,0,new,False\n",
        [
            {
                "title": "Ice",
                "url": ICE,
                "tags": ("don't", "a, b"),
                "saved": "2022-12-05T12:42:10Z",
                "read": True,
                "starred": True,
            },
            {"skipped": "A feed brought it; nobody saved it."},
            {"title": "Rain", "url": f"{ICE}3", "saved": "2022-12-05T12:42:10Z"},
            {"skipped": "Its address is no web address (mailto:)."},
        ],
    ),
    "Readwise's highlights, by their book": (
        "Readwise's highlights",
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at\n"
        '"The ice,\nthin and grey.",Ice,Ann Lee,,A note,Blue,"cold, grey",page,3,2022-12-05 12:42:10+00:00\n'
        "It broke.,Ice,Ann Lee,,,,,page,4,\n",
        [
            {
                "title": "Ice",
                "author": "Ann Lee",
                "marks": ["The ice,\nthin and grey. | A note | blue | cold,grey | 2022-12-05T12:42:10Z", "It broke."],
            }
        ],
    ),
    "the template of Readwise's import": (
        "a table of highlights",
        f"Highlight,Title,Author,URL,Note,Location,Date\nThin ice.,Ice,Ann Lee,{ICE},,,2022-12-05\n",
        [{"title": "Ice", "author": "Ann Lee", "url": ICE, "marks": ["Thin ice. |  |  |  | 2022-12-05"]}],
    ),
    "wallabag, with a clock of twelve hours": (
        "wallabag's table",
        "Title;URL;Content;Tags;MIME Type;Language;Creation date\n"
        f'Ice;{ICE};"<p>Thin; grey.</p>";"winter, river";text/html;en_GB;05/12/2022 09:02:18\n',
        [
            {
                "title": "Ice",
                "url": ICE,
                "language": "en",
                "tags": ("winter", "river"),
                "saved": "2022-12-05",
                "form": "content",
                "data": "<p>Thin; grey.</p>",
            }
        ],
    ),
    "Raindrop": (
        "Raindrop's table",
        "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
        f'1,Ice,Mine,Page&nbsp;says,{ICE},Rivers / North/South,"a, b",2022-12-05T12:42:10.123Z,,'
        '"Highlight:Thin ice.\nNote:Why?\n\nHighlight:It broke.",true\n'
        f"2,Snow,,,{ICE}2,Unsorted,,2022-12-05T12:42:10.123Z,,,false\n",
        [
            {
                "title": "Ice",
                "url": ICE,
                "tags": ("a", "b", "Rivers", "North/South"),
                "saved": "2022-12-05T12:42:10Z",
                "extra": {"description": "Page says"},
                "starred": True,
                "marks": ["Thin ice. | Why?", "It broke.", " | Mine"],
            },
            {"title": "Snow", "url": f"{ICE}2", "saved": "2022-12-05T12:42:10Z", "starred": False},
        ],
    ),
    "Readeck": (
        "Readeck's table",
        "url,title,created,labels,is_archived,is_marked,type\r\n"
        f'{ICE},Ice,2024-03-01T10:00:00.123456+01:00,"[""a, b""]",true,false,article\r\n',
        [
            {
                "url": ICE,
                "title": "Ice",
                "saved": "2024-03-01T10:00:00+01:00",
                "tags": ("a, b",),
                "read": True,
                "starred": False,
            }
        ],
    ),
    "LinkAce": (
        "LinkAce's table",
        "id,user_id,url,title,description,icon,visibility,status,check_disabled,created_at,updated_at,deleted_at,tags,lists\n"
        f'1,1,{ICE},Ice,Mine,link,1,1,0,2024-03-01T10:00:00.000000Z,2024-03-01T10:00:00.000000Z,,"a,b",Rivers\n',
        [
            {
                "url": ICE,
                "title": "Ice",
                "saved": "2024-03-01T10:00:00Z",
                "tags": ("a", "b", "Rivers"),
                "marks": [" | Mine"],
            }
        ],
    ),
    "Diigo, tags by spaces": (
        "Diigo's table",
        "title,url,tags,description,comments,annotations,created_at\n"
        f'Ice,{ICE},winter river,,,"Highlight: <b>Thin</b> ice.<br/>Sticky note: Why?",2022-12-05 12:42:10 UTC\n'
        f"Snow,{ICE}2,no_tag,,,,05.06.22\n",
        [
            {
                "title": "Ice",
                "url": ICE,
                "tags": ("winter", "river"),
                "saved": "2022-12-05T12:42:10Z",
                "marks": ["Thin ice.", " | Why?"],
            },
            {"title": "Snow", "url": f"{ICE}2", "note": "“05.06.22” could not be read as a date."},
        ],
    ),
    "Matter's highlights": (
        "Matter's highlights",
        "Title,Author,Publisher,URL,Highlighted Date,Text\nIce,Ann Lee,The Shore,,2022-12-05 12:42:10,Thin ice.\n",
        [
            {
                "title": "Ice",
                "author": "Ann Lee",
                "site": "The Shore",
                "marks": ["Thin ice. |  |  |  | 2022-12-05T12:42:10"],
            }
        ],
    ),
    "Hypothesis' table": (
        "Hypothesis' table",
        "Created at,Author,Page,URL,Group,Type,Quote/description,Comment,Tags\n"
        f'2022-12-05T12:42:10Z,ann,3,{ICE},Public,Highlight,Thin ice.,Why?,"a,b"\n'
        f"2022-12-06T12:42:10Z,ann,,{ICE},Public,Page note,,All of it,\n",
        [
            {
                "url": ICE,
                "marks": [
                    "Thin ice. | Why? |  | a,b | 2022-12-05T12:42:10Z",
                    " | All of it |  |  | 2022-12-06T12:42:10Z",
                ],
            }
        ],
    ),
    "a program that nobody knows": (
        "a table of links",
        f"Name;Link;Labels\nIce;{ICE};winter,river\nSnow;;\n",
        [
            {"title": "Ice", "url": ICE, "tags": ("winter", "river")},
            {"skipped": "It has neither an address nor a text."},
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_table_is_known_by_its_columns_and_says_what_it_has(case: str) -> None:
    name, content, expected = CASES[case]

    found, parts = read(content)

    assert found == name
    assert [facts(part) for part in parts] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Title: Ice, on the river\n\nThe ice was thin, and grey.\n",
        "The river, the ice, the url\n",
        "",
        "\x00\x01,url,title",
    ],
)
def test_a_text_with_commas_is_no_table(text: str) -> None:
    assert format_of(source_of(text)) is None


def test_dates_that_cannot_be_are_left_out_and_said() -> None:
    rows = "title,url,time_added,tags,status\n" + "".join(
        f"Ice,{ICE}{number},{date},,unread\n" for number, date in enumerate(("0", "1", "4102444800", "soon"))
    )

    _, parts = read(rows)

    assert [facts(part).get("note") for part in parts] == [
        None,
        "The date 1970-01-01 is doubtful and was left out.",
        "The date 2100-01-01 is doubtful and was left out.",
        "“soon” could not be read as a date.",
    ]
    assert all("saved" not in facts(part) for part in parts)


@pytest.mark.parametrize(
    ("title", "encoding"),
    [("جليد على النهر في الشتاء", "cp1256"), ("河上的冰在冬天很厚", "gb18030"), ("Лёд на реке зимой", "utf-16")],
)
def test_a_table_is_read_in_the_encoding_in_which_it_makes_sense(title: str, encoding: str) -> None:
    table = f"title,url,time_added,tags,status\n{title},{ICE},,,unread\n".encode(encoding)

    assert [facts(part)["title"] for part in read(table)[1]] == [title]
