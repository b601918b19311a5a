"""Messages and mailboxes: what is read out of them, with the quirks of those who write them."""

import base64
from email.message import EmailMessage

import pytest

from reader.ingest.formats.mail import FORMATS
from reader.ingest.formats.part import FilePart, Skipped
from reader.ingest.formats.source import BytesSource

MAILBOX, MESSAGE, OF_APPLE = FORMATS
HEAD = (
    "From: =?utf-8?Q?Nora_Lind_from_The_Lock?= <lock@example.org>\r\n"
    "Subject: Fwd: =?utf-8?B?{subject}?=\r\n"
    "Date: Thu, 15 Dec 2016 21:02:18 +0300 (AST)\r\n"
    "Message-ID: <1@example.org>\r\n"
).format(subject=base64.b64encode("Das Schloß am Kanal".encode()).decode())
PAGE = "<html><body><p>The lock was closed for two winters.</p><p>It opens in May.</p></body></html>"


def source(data: bytes | str) -> BytesSource:
    return BytesSource("letter", data if isinstance(data, bytes) else data.encode("utf-8"))


def parts(data: bytes | str) -> list[FilePart | Skipped]:
    brought = source(data)
    assert MESSAGE.recognizes(brought)
    return [*MESSAGE.read(brought)]


def only(data: bytes | str) -> FilePart:
    (part,) = parts(data)
    assert isinstance(part, FilePart)
    return part


def newsletter() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Nora Lind from The Lock <lock@example.org>"
    message["Subject"] = "Two winters"
    message["Date"] = "Thu, 15 Dec 2016 21:02:18 +0300"
    message["Message-ID"] = "<1@example.org>"
    message["List-Post"] = "<https://lock.example/p/two-winters>"
    message.set_content("The lock was closed for two winters.")
    message.add_alternative(
        '<p>The lock was closed for two winters.</p><img src="cid:gate@1" alt="The gate">'
        '<img src="https://t.example/open.gif" width="1" height="1">',
        subtype="html",
    )
    html = message.get_payload()[1]  # type: ignore[index]
    html.add_related(b"picture", "image", "png", cid="<gate@1>")  # type: ignore[union-attr]
    return message


def test_a_newsletter_gives_its_page_its_pictures_and_its_record() -> None:
    data = newsletter().as_bytes()

    part = only(data)

    assert part.form == "page"
    assert b"closed for two winters" in part.data
    assert b"open.gif" not in part.data
    assert part.pictures == {"cid:gate@1": b"picture"}
    assert part.original == data
    assert part.record.title == "Two winters"
    assert (part.record.author, part.record.site) == ("Nora Lind", "The Lock")
    assert part.record.published == "2016-12-15T21:02:18+03:00"
    assert part.record.url == "https://lock.example/p/two-winters"


def test_its_original_gives_the_same_part_again() -> None:
    part = only(newsletter().as_bytes())

    assert only(part.original) == part


def test_a_letter_of_a_person_has_an_author_and_no_site() -> None:
    part = only(
        HEAD.replace(" from The Lock", "").replace("_from_The_Lock", "") + f"Content-Type: text/html\r\n\r\n{PAGE}"
    )

    assert part.form == "content"
    assert part.record.title == "Das Schloß am Kanal"
    assert (part.record.author, part.record.site) == ("Nora Lind", None)


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("", "utf-8"),
        ('; charset="us-ascii"', "utf-8"),
        ('; charset="iso-8859-1"', "utf-8"),
        ('; charset="iso-8859-1"', "cp1252"),
        ('; charset="x-unknown"', "cp1252"),
        ('; charset="windows-1251"', "cp1251"),
        ("", "koi8-r"),
        ('; charset="utf-8"', "cp1251"),
    ],
)
def test_the_letters_are_right_whatever_the_head_says_of_them(declared: str, written: str) -> None:
    text = (
        "Шлюз был закрыт две зимы, и на реке не было воды. Он откроется в мае, как сказал инженер из города."
        if written in {"cp1251", "koi8-r"}
        else "Die Schleuse war für zwei Winter geschlossen, „außer“ für Boote. Sie öffnet im Mai, so die Behörde."
    )

    part = only(f"{HEAD}Content-Type: text/plain{declared}\r\n\r\n".encode() + text.encode(written))

    assert text in part.data.decode("utf-8")


def test_the_text_of_a_part_left_as_it_is_sent_is_decoded_and_said() -> None:
    body = '<p id=3D"x">The lock was clos=\r\ned for two winters. It op=\r\nens in M=\r\nay.<i id=3D"y"><b id=3D"z">'

    part = only(f"{HEAD}Content-Type: text/html\r\n\r\n{body}")

    assert b"The lock was closed for two winters." in part.data
    assert part.note is not None
    assert "decoded" in part.note


@pytest.mark.parametrize(
    ("zone", "published"),
    [
        ("CET", "1997-12-15T21:02:07+01:00"),
        ("MESZ (old)", "1997-12-15T21:02:07+02:00"),
        ("EST", "1997-12-15T21:02:07-05:00"),
        ("A", "1997-12-15T21:02:07Z"),
        ("-0000", "1997-12-15T21:02:07Z"),
    ],
)
def test_the_zone_of_an_old_mail_may_be_a_name(zone: str, published: str) -> None:
    part = only(f"From: N <n@e.org>\nDate: Mon, 15 Dec 1997 21:02:07 {zone}\nMessage-ID: <1>\n\nThe lock is shut.")

    assert part.record.published == published


@pytest.mark.parametrize("subject", ["=?utf-8?B?Q?=", "=?ut\u2020-8?B?QUJD?=", "=?x-none?Q?a?="])
def test_a_damaged_subject_stays_as_it_is(subject: str) -> None:
    part = only(f"From: N <n@e.org>\nDate: x\nMessage-ID: <1>\nSubject: {subject}\n\nThe lock is shut.")

    assert part.record.title in {subject, subject.replace("\u2020", "\ufffd")}


def test_a_message_of_apple_mail_is_read_without_what_stands_around_it() -> None:
    message = newsletter().as_bytes()
    kept = source(f"{len(message):<10}\n".encode() + message + b'<?xml version="1.0"?><plist><dict/></plist>\n')

    (part,) = OF_APPLE.read(kept)

    assert OF_APPLE.recognizes(kept)
    assert not MESSAGE.recognizes(kept)
    assert isinstance(part, FilePart)
    assert (part.record.title, part.original) == ("Two winters", message)
    assert not OF_APPLE.recognizes(source("12\nThe lock was closed.\n"))


def test_apples_list_is_no_part_of_a_message_whose_lines_were_ended_otherwise_since() -> None:
    message = newsletter().as_bytes()
    kept = source(f"{len(message) + 40:<10}\n".encode() + message + b'<?xml version="1.0"?><plist><dict/></plist>\n')

    (part,) = OF_APPLE.read(kept)

    assert isinstance(part, FilePart)
    assert part.original == message


@pytest.mark.parametrize(
    ("head", "is_message"),
    [
        ("From: Nora Lind <nora@lock.example>\nSubject: Two winters\nDate: x\nContent-Type: text/plain", True),
        ("From: Nora Lind <nora@lock.example>\nTo: Tom\nSubject: Two winters\nDate: Thu, 15 Dec 2016", True),
        ("From: Nora Lind\nTo: Tom\nSubject: Two winters\nDate: Thu, 15 Dec 2016", False),
        ("From: nora@lock.example\nSubject: Two winters\nDate: Thu, 15 Dec 2016", False),
        ("Subject: Two winters\nDate: x\nContent-Type: text/plain", False),
    ],
)
def test_a_message_is_known_by_a_short_head(head: str, is_message: bool) -> None:
    assert MESSAGE.recognizes(source(f"{head}\n\nThe lock was closed for two winters.\n")) == is_message


def test_lines_that_flow_are_joined() -> None:
    text = "The lock was closed \r\nfor two winters.\r\n\r\nIt opens in May.\r\n-- \r\nNora\r\n"

    part = only(f"{HEAD}Content-Type: text/plain; format=flowed\r\n\r\n{text}")

    assert b"<p>The lock was closed for two winters.</p>" in part.data


def test_an_html_part_that_only_points_to_the_text_is_not_taken() -> None:
    message = EmailMessage()
    message["From"], message["Date"], message["Message-ID"] = "Nora <n@example.org>", "15 Dec 2016 21:02 -0000", "<1@e>"
    message.set_content("The lock was closed for two winters, and nobody said why it took so long to open it again.")
    message.add_alternative("<p>See the text.</p>", subtype="html")

    part = only(message.as_bytes())

    assert b"nobody said why" in part.data
    assert part.record.published == "2016-12-15T21:02:00Z"


def test_an_attached_message_is_a_part_of_its_own_and_an_attached_page_none() -> None:
    message = EmailMessage()
    message["From"], message["Date"], message["Message-ID"] = "Ida <i@example.org>", "16 Dec 2016 08:00 +0000", "<2@e>"
    message.set_content("See what Nora writes.")
    message.add_attachment(newsletter())
    message.add_attachment("<p>A bill.</p>", subtype="html", filename="bill.html")

    first, second = parts(message.as_bytes())

    assert isinstance(first, FilePart)
    assert isinstance(second, FilePart)
    assert b"See what Nora writes" in first.data
    assert second.record.title == "Two winters"


def test_a_mailbox_gives_a_part_for_each_message_and_its_quoted_lines_back() -> None:
    box = (
        f"From - Thu Dec 15 18:02:18 2016\r\nX-Mozilla-Status: 0005\r\n{HEAD}\r\nThe lock is closed.\r\n\r\n"
        ">From May on it is open.\r\n\r\nFrom here one sees the gate.\r\n\r\n"
        f"From 1553@xxx Fri Dec 16 08:00:00 +0000 2016\r\nX-Mozilla-Status: 0009\r\n{HEAD}\r\nGone.\r\n\r\n"
        f"From n@example.org Fri Dec 16 09:00:00 2016\r\n{HEAD}Content-Type: image/png\r\n\r\nxx\r\n"
    )
    brought = source(box)

    first, second, third = MAILBOX.read(brought)

    assert MAILBOX.recognizes(brought)
    assert isinstance(first, FilePart)
    assert b"<p>From May on it is open.</p>\n<p>From here one sees the gate.</p>" in first.data
    assert (first.read, first.starred) == (True, True)
    assert isinstance(second, Skipped)
    assert "deleted" in second.reason
    assert isinstance(third, Skipped)
    assert "no text" in third.reason


def test_a_message_that_is_too_large_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.ingest.formats.mail.MAX_BYTES", 2_000)
    long = "word " * 1_000
    box = f"From a Thu Dec 15 18:02:18 2016\n{HEAD}\n{long}\n\nFrom a Thu Dec 15 18:03:00 2016\n{HEAD}\nShort.\n"

    first, second = MAILBOX.read(source(box))

    assert isinstance(first, Skipped)
    assert first.is_refused
    assert isinstance(second, FilePart)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\x00\xff",
        b"From: Nora\nSubject: Lock\n\nThe lock was closed.",
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://e.org/\r\nDate: x\r\nMIME-Version: 1.0\r\n\r\n",
        b"Dear Ida,\n\nFrom: Nora <n@example.org>\nDate: x\nMessage-ID: <1@e>\n\n",
        b"From here Thu Dec 15 it was 18:02:18 in 2016\nThe lock was closed.",
        b"title: From\ndate: 2016\n---\n",
    ],
)
def test_other_files_are_no_messages(head: bytes) -> None:
    assert not MESSAGE.recognizes(source(head))
    assert not MAILBOX.recognizes(source(head))


HANDED_ON = """\
From: Ida Moor <ida@example.org>
Subject: Fwd: The lock
Date: Fri, 16 Dec 2016 10:00:00 +0100
Message-ID: <2@example.org>

{above}
{mark}
{head}

{text}
"""


@pytest.mark.parametrize(
    ("mark", "head"),
    [
        (
            "---------- Forwarded message ---------",
            "From: Nora Lind <nora@example.org>\nDate: Wed, Dec 14, 2016 at 10:00 AM\nSubject: Fwd: The lock opens\n"
            "To: <ida@example.org>",
        ),
        (
            "Begin forwarded message:\n",
            '> From: "Nora Lind" <n@x.org>\n> Date: 14 December 2016\n> Subject: The lock opens',
        ),
        (
            "-----Ursprüngliche Nachricht-----",
            "Von: Nora Lind [mailto:n@x.org]\nGesendet: Mittwoch, 14. Dezember 2016\nBetreff: WG: The lock opens",
        ),
        ("-------- Пересылаемое сообщение --------", "От: Nora Lind\nДата: 14 декабря 2016\nТема: The lock opens"),
    ],
    ids=["gmail", "apple", "outlook", "russian"],
)
def test_a_message_that_was_handed_on_is_its_writers_and_what_stands_above_it_is_a_note(mark: str, head: str) -> None:
    quote = "> " if head.startswith(">") else ""

    part = only(HANDED_ON.format(above="For you.", mark=mark, head=head, text=f"{quote}It opens in May."))

    assert (part.record.title, part.record.author) == ("The lock opens", "Nora Lind")
    assert (part.record.published or "")[:10] == "2016-12-14"
    assert [each.note for each in part.highlights] == ["For you."]
    assert b"It opens in May." in part.data
    assert b"Nora" not in part.data


def test_of_a_message_handed_on_twice_the_first_writer_is_the_author() -> None:
    head = "---------- Forwarded message ---------\nFrom: {} <x@x.org>\nSubject: The lock\n\n"

    part = only(
        HANDED_ON.format(above="", mark="", head=head.format("Tom Riis") + head.format("Nora Lind"), text="Open.")
    )

    assert part.record.author == "Nora Lind"


@pytest.mark.parametrize("above", ["A poem.\nFrom: the sea\nTo: the harbor", "A long letter. " * 50])
def test_a_letter_is_no_message_handed_on(above: str) -> None:
    mark = "----- Original Message -----" if "long" in above else ""

    part = only(HANDED_ON.format(above=above, mark=mark, head="From: Nora Lind\nSubject: Re", text="It opens."))

    assert part.record.author == "Ida Moor"
    assert not part.highlights
