"""Chats as Telegram and WhatsApp export them."""

import json

import pytest

from reader.ingest.formats import telegram, whatsapp
from reader.ingest.formats.conversation import title_of
from reader.ingest.formats.part import FilePart, Parts, Skipped
from reader.ingest.formats.source import BytesSource
from reader.ingest.parts import ingest_part

(TELEGRAM,) = telegram.FORMATS
(WHATSAPP,) = whatsapp.FORMATS
LONG = "The lock was closed for two winters, and the boats stayed below it, which nobody had planned."
WHEN = {"date": "2016-12-15T21:02:18", "date_unixtime": "1481824938"}


def articles(parts: Parts) -> list[FilePart]:
    found = [*parts]
    assert all(isinstance(each, FilePart) for each in found), found
    return [each for each in found if isinstance(each, FilePart)]


def export(messages: list[dict[str, object]], kind: str = "public_channel") -> BytesSource:
    chat = {"name": "The Lock", "type": kind, "id": 1, "messages": messages}
    return BytesSource("result.json", json.dumps(chat).replace("CONTROL", r"\x0b").encode())


def test_a_long_post_of_a_channel_is_an_article_and_short_ones_are_counted() -> None:
    link = {"type": "text_link", "text": "More", "href": "https://l.example/"}
    styled = [
        {"type": "bold", "text": "The gate"},
        f"\n\n{LONG} ",
        link,
    ]
    source = export(
        [
            {"id": 1, "type": "service", "action": "create_channel"},
            {"id": 2, "type": "message", **WHEN, "text": styled, "author": "Nora Lind"},
            {"id": 3, "type": "message", **WHEN, "text": "Shut."},
            {"id": 4, "type": "unsupported"},
            {"id": 5, "type": "message", **WHEN, "text": f"CONTROL{LONG}", "forwarded_from": "The Mill"},
        ]
    )

    assert TELEGRAM.recognizes(source)
    first, second, short = TELEGRAM.read(source)

    assert isinstance(first, FilePart)
    assert isinstance(second, FilePart)
    assert (first.record.title, first.record.author, first.record.site) == ("The gate", "Nora Lind", "The Lock")
    assert first.record.published == "2016-12-15T21:02:18+03:00"
    assert ingest_part(first, "x").markdown == f"**The gate**\n\n{LONG} [More](https://l.example/)\n"
    assert str(second.record.title).startswith("The lock was closed")
    assert ingest_part(second, "x").markdown.endswith("\n\n*Forwarded from The Mill*\n")
    assert short == Skipped("short posts", "1 post has fewer than 12 words.")


def test_entities_come_before_the_text_and_an_escaped_backslash_stays() -> None:
    entities = [{"type": "plain", "text": rf"{LONG} \x41"}]
    source = export([{"id": 1, "type": "message", **WHEN, "text": "", "text_entities": entities}])

    (part,) = articles(TELEGRAM.read(source))

    assert rb"\x41" in part.data


def test_a_conversation_is_an_article_by_the_month() -> None:
    def said(who: str, when: str, text: str) -> dict[str, object]:
        return {"id": 1, "type": "message", "from": who, "date": when, "text": text}

    source = export(
        [
            said("Nora", "2016-12-15T21:02:18", "Shut?"),
            said("Ida", "2016-12-15T21:03:00", "Yes."),
            said("Ida", "2017-01-02T08:00:00", "Open."),
        ],
        "personal_chat",
    )

    first, second = articles(TELEGRAM.read(source))

    assert (first.record.title, first.record.published) == ("The Lock, 2016-12", "2016-12")
    assert ingest_part(first, "x").markdown == "## 2016-12-15\n\n**Nora** 21:02: Shut?\n\n**Ida** 21:03: Yes.\n"
    assert second.record.published == "2017-01"


def test_an_export_of_everything_gives_each_chat() -> None:
    chat = {
        "name": "A",
        "type": "private_channel",
        "id": 1,
        "messages": [{"id": 1, "type": "message", **WHEN, "text": LONG}],
    }
    source = BytesSource(
        "result.json",
        json.dumps({"about": "x", "chats": {"about": "y", "list": [chat, {**chat, "name": "B"}]}}).encode(),
    )

    assert TELEGRAM.recognizes(source)
    assert [each.record.site for each in articles(TELEGRAM.read(source))] == ["A", "B"]


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (
            ["[15.12.16, 21:02:18] Nora: {}", "[15.12.16, 21:03:00] Ida: Yes", "[16.12.16, 08:00:00] Ida: No"],
            "2016-12-15",
        ),
        (
            ["12/5/16, 9:02\u202fPM - Nora: {}", "12/5/16, 9:03\u202fPM - Ida: Yes", "12/6/16, 8:00\u202fAM - Ida: No"],
            "2016-12-05",
        ),
        (
            ["5.12.2016 klo 21.02 - Nora: {}", "5.12.2016 klo 21.03 - Ida: Yes", "6.12.2016 klo 8.00 - Ida: No"],
            "2016-12-05",
        ),
        (["2016-12-15, 21:02 - Nora: {}", "2016-12-15, 21:03 - Ida: Yes", "2016-12-16, 08:00 - Ida: No"], "2016-12-15"),
        (
            [
                "\u200e[15/12/16, 9:02:18 p. m.] Nora: {}",
                "[15/12/16, 9:03:00 p. m.] Ida: Yes",
                "[15/12/16, 9:04:00 p. m.] Ida: No",
            ],
            "2016-12-15",
        ),
    ],
)
def test_the_lines_of_a_chat_are_read_in_every_form_of_date(lines: list[str], day: str) -> None:
    text = "\n".join(lines).format("Shut?\nSince: when\n") + "\n"
    source = BytesSource("WhatsApp Chat with Nora.txt", text.encode())

    (part,) = articles(WHATSAPP.read(source))
    told = ingest_part(part, "x").markdown

    assert WHATSAPP.recognizes(source)
    assert (part.record.site, part.record.published) == ("Nora", "2016-12")
    assert told.startswith(f"## {day}\n\n**Nora** 21:02: Shut?\\\nSince: when\n\n**Ida** 21:03: Yes")


def test_notices_are_no_messages() -> None:
    text = "1/2/16, 21:02 - Messages are encrypted.\n1/2/16, 21:02 - Nora: A\n1/2/16, 21:03 - Ida: B\n"

    (part,) = articles(WHATSAPP.read(BytesSource("_chat.txt", text.encode())))

    assert b"encrypted" not in part.data


@pytest.mark.parametrize("name", ["“Boats: fees”", "„Boats“ zu „Boats: fees“", '"Boats: fees"', "« Boats: fees »"])
def test_a_notice_with_a_colon_has_no_sender(name: str) -> None:
    text = (
        f'1/2/16, 21:02 - Nora: A\n1/2/16, 21:03 - Nora changed the name to {name}\n1/2/16, 21:04 - Ida "Id" Lee: B\n'
    )

    (part,) = articles(WHATSAPP.read(BytesSource("_chat.txt", text.encode())))

    assert "changed" not in part.data.decode()
    assert '<strong>Ida "Id" Lee</strong>' in part.data.decode()


def test_lines_of_another_chat_stay_in_the_message_into_which_they_were_pasted() -> None:
    lines = [
        "15/12/16, 21:02 - Nora: A",
        "16/12/16, 09:03 - Nora: Look:",
        "13/12/16, 08:00 - Clara: no choice",
        "13/12/16, 08:01 - Otto: none",
        "at all",
        "16/12/16, 09:05 - Ida: B",
    ]

    (part,) = articles(WHATSAPP.read(BytesSource("_chat.txt", "\n".join(lines).encode())))
    told = ingest_part(part, "x").markdown

    assert "**Clara**" not in told
    assert (
        "**Nora** 09:03: Look:\\\n13/12/16, 08:00 - Clara: no choice\\\n13/12/16, 08:01 - Otto: none\\\nat all" in told
    )
    assert told.endswith("**Ida** 09:05: B\n")


def test_a_second_chat_behind_a_first_one_stays_a_chat() -> None:
    first = ["15/12/16, 21:02 - Nora: A", "16/12/16, 09:03 - Ida: B"]
    second = [f"{1 + number // 4}/11/16, 08:00 - Clara: {number}" for number in range(80)]

    parts = articles(WHATSAPP.read(BytesSource("_chat.txt", "\n".join([*first, *second]).encode())))

    assert sum(part.data.count(b"<strong>Clara</strong>") for part in parts) == len(second)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Gate\n\nShut.", "Gate"),
        ("⚡️\nGate", "Gate"),
        (f"{LONG} {LONG}", LONG),
        ("word " * 60, f"{('word ' * 20).strip()} …"),
    ],
)
def test_a_text_is_called_by_its_first_line_or_sentence(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    "data", [b"", b"{}", b'{"messages": [1]}', b"15.12.2016, 21:02\nThe lock\n", b"[15.12.16] Gate: x\n" * 9]
)
def test_other_files_are_no_chats(data: bytes) -> None:
    assert not any(each.recognizes(BytesSource("a", data)) for each in (TELEGRAM, WHATSAPP))
