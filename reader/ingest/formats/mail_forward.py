"""A message that somebody handed on: what stood in its head, and what whoever did so wrote above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.ingest.dates import find_dates
from reader.library.record import Record
from reader.library.safe_text import line

_MARK = re.compile(
    r"^[>\s]{0,20}(?:-{2,20} ?(?:forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht"
    r"|message transféré|message d'origine|mensaje reenviado|mensaje original|mensagem encaminhada|messaggio inoltrato"
    r"|messaggio originale|doorgestuurd bericht|пересылаемое сообщение|пересланное сообщение|转发的邮件|转发邮件"
    r"|رسالة مُعاد توجيهها|رسالة معاد توجيهها|iletilen mesaj|przekazana wiadomość) ?-{2,20}"
    r"|begin forwarded message:|anfang der weitergeleiteten nachricht:|début du message réexpédié ?:"
    r"|inicio del mensaje reenviado:|inizio messaggio inoltrato:|начало переадресованного сообщения:)[ \t]{0,20}$",
    re.IGNORECASE | re.MULTILINE,
)
# `From: Ann`, `> *Sent:* Thursday`.
_FIELD = re.compile(r"[>\s]{0,20}\*{0,2}([^\W\d_][\w -]{0,20}?)\*{0,2}\s?[:：]\*{0,2}[ \t\u00a0]{0,8}(\S.{0,2000})")
_NAMES = {
    name: kind
    for kind, names in {
        "from": "from|von|de|da|van|от|kimden|od|发件人|差出人|من",
        "date": "date|sent|datum|gesendet|fecha|enviado|enviado el|data|inviato|verzonden|дата|отправлено|tarih"
        "|envoyé|发送时间|发送日期|日期|日時|送信日時|التاريخ|تاريخ",
        "subject": "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|тема|konu|temat|主题|件名|الموضوع",
        "to": "to|an|à|para|a|aan|кому|kime|do|收件人|宛先|إلى|cc|kopie|reply-to|antwort an|répondre à",
    }.items()
    for name in names.split("|")
}
# A letter of more letters above the mark is what the message says; so many lines may be of the head.
_MOST_ABOVE, _MOST_LINES = 600, 14
_GMAIL_HEAD = re.compile(r"""<div\b[^<>]{0,400}?class="gmail_attr"[^<>]{0,400}>.{0,8000}?</div>""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ForwardedMessage:
    """A message that was handed on: what its head says, what stands *above* it, and its *text*."""

    record: Record
    above: str
    text: str


def forwarded(text: str) -> ForwardedMessage | None:
    """Return the message that a plain text hands on; None if it hands on none."""
    mark = _MARK.search(text[: _MOST_ABOVE + 200])
    if mark is None or mark.start() > _MOST_ABOVE:
        return None
    lines = text[mark.end() :].split("\n")
    said, end = _head(lines[:_MOST_LINES])
    if "from" not in said or len(said) < 2:
        return None
    inner = forwarded("\n".join(lines[end:]).lstrip("\r\n >"))
    if inner and not inner.above:
        # Handed on twice: the first who wrote it did.
        return ForwardedMessage(inner.record, text[: mark.start()].strip(), inner.text)
    return ForwardedMessage(_record(said), text[: mark.start()].strip(), _unquoted(lines[end:]))


def _head(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Return what the head of a message says, by kind, and behind which line it ends."""
    said: dict[str, str] = {}
    end = 0
    for at, each in enumerate(lines):
        field = _FIELD.match(each)
        kind = _NAMES.get(field[1].casefold()) if field else None
        if field and kind:
            said.setdefault(kind, line(field[2]).strip("* "))
            end = at + 1
        elif said and not each.strip(" >\r"):
            break
    return said, end


def _unquoted(lines: Sequence[str]) -> str:
    """Return lines without the marks of a quotation, where all of them have one."""
    is_quoted = all(each.startswith(">") for each in lines if each.strip())
    return "\n".join(each[1:].removeprefix(" ") if is_quoted else each for each in lines).strip("\r\n")


def _record(said: dict[str, str]) -> Record:
    # Outlook has the address in brackets of its own.
    name, _, address = said["from"].partition("[")[0].partition("<")
    author = name.strip("\"' ") or address or said["from"]
    author = author.partition("@")[0].strip("<> ")
    dates = find_dates(said.get("date", ""))
    return Record(title=said.get("subject"), author=author or None, published=dates[0].iso if dates else None)


def without_head(page: str) -> str:
    """Return HTML without the head of the message that it hands on, as Gmail marks it."""
    return _GMAIL_HEAD.sub("", page, count=1)
