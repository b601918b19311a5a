"""What Telegram Desktop exports as JSON: a channel, a chat, or all of them."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape

from reader.ingest.formats.conversation import Message, months, posts
from reader.ingest.formats.json_text import LARGEST, keys_of
from reader.ingest.formats.part import FileFormat, Parts
from reader.ingest.formats.source import Source
from reader.library.dates import iso
from reader.library.guarded_file import UndecodableError, UnreadableError, decode
from reader.library.safe_text import line

# Control characters are written in a way that is no JSON.
_CONTROL = re.compile(r"(?<!\\)((?:\\\\)*)\\x([0-9a-fA-F]{2})")
_TAGS = {
    "bold": "strong",
    "italic": "em",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def _is_telegram(source: Source) -> bool:
    keys = keys_of(source.head)
    is_one = {"name", "type", "messages[].type"} <= keys and keys & {"messages[].date_unixtime", "messages[].text"}
    return (
        bool(is_one)
        or "chats.list[].messages" in keys
        or any(each.startswith("chats.list[].messages[]") for each in keys)
    )


def _read(source: Source) -> Parts:
    export = _loaded(source)
    chats = export.get("chats")
    every = chats.get("list") if isinstance(chats, dict) else [export]
    for chat in every if isinstance(every, list) else ():
        if not isinstance(chat, dict):
            continue
        name = line(str(chat.get("name") or ""))
        messages = _messages(chat)
        yield from posts(messages, name) if "channel" in str(chat.get("type")) else months(messages, name)


def _loaded(source: Source) -> Mapping[str, object]:
    try:
        export = json.loads(_CONTROL.sub(r"\1\\u00\2", decode(source.read(LARGEST))))
    except (ValueError, RecursionError, UndecodableError) as error:
        raise UnreadableError(f"{line(source.name)} is not valid JSON.") from error
    return export if isinstance(export, dict) else {}


def _messages(chat: Mapping[str, object]) -> Iterator[Message]:
    """Yield what was said in a chat; what is no message, or was not exported, says nothing."""
    messages = chat.get("messages")
    for each in messages if isinstance(messages, list) else ():
        if not isinstance(each, dict) or each.get("type") != "message":
            continue
        # Where both are there, both say the same.
        html = _html(each.get("text_entities") or each.get("text"))
        moment = _moment(each)
        if html and moment:
            origin = each.get("forwarded_from") or each.get("saved_from")
            forwarded = f"<p><em>Forwarded from {escape(line(str(origin)))}</em></p>" if origin else ""
            yield Message(line(str(each.get("author") or each.get("from") or "")), moment, html + forwarded)


def _moment(message: Mapping[str, object]) -> str | None:
    """Return when a message was sent, with the offset that lies between its local hour and its moment."""
    local = iso(str(message.get("date") or ""))
    unix = str(message.get("date_unixtime") or "")
    if local is None or "T" not in local or not unix.isdecimal() or len(unix) > 11:
        return local
    minutes = round((datetime.fromisoformat(f"{local}+00:00").timestamp() - int(unix)) / 60)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"{local}{sign}{hours:02}:{rest:02}" if hours <= 14 else local


def _html(text: object) -> str:
    """Return a text, or a list of texts and of styled parts, as paragraphs."""
    parts = text if isinstance(text, list) else [text]
    written = "".join(_part(each) for each in parts)
    return "".join(f"<p>{each.strip()}</p>" for each in re.split(r"(?:<br>\s*){2,}", written) if each.strip())


def _part(part: object) -> str:
    if isinstance(part, str):
        return escape(part, quote=False).replace("\n", "<br>")
    if not isinstance(part, dict):
        return ""
    shown = escape(str(part.get("text") or ""), quote=False).replace("\n", "<br>")
    kind, link = part.get("type"), str(part.get("href") or part.get("text") or "")
    if kind in {"text_link", "link"} and link.startswith(("http://", "https://")):
        return f'<a href="{escape(link)}">{shown}</a>'
    tag = _TAGS.get(str(kind))
    return f"<{tag}>{shown}</{tag}>" if tag and shown.strip() else shown


FORMATS = (FileFormat("an export of Telegram", _is_telegram, _read),)
