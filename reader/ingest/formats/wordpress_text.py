"""The text of a WordPress post as it is kept: paragraphs parted by blank lines, and codes in square brackets."""

import re
from collections.abc import Iterable, Mapping
from html import escape

_BLOCK = re.compile(
    r"\s*</?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr"
    r"|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(r"(<pre\b[^<>]{0,2000}>.*?</pre\s{0,8}>)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.{0,20000}?-->", re.DOTALL)
_MOST_SHARED = 50
_SHARED = re.compile(r'<!--\s{1,8}wp:block\s{1,8}\{"ref":(\d{1,18})\b.{0,500}?/-->')
_CAPTION = re.compile(r"\[(?:wp_)?caption\b[^\[\]]{0,2000}\](.{0,20000}?)\[/(?:wp_)?caption\]", re.DOTALL)
_PICTURE = re.compile(r"((?:<a\b[^<>]{0,4000}>\s*)?<img\b[^<>]{0,8000}>(?:\s*</a>)?)", re.IGNORECASE)
_EMBED = re.compile(r"\[embed\b[^\[\]]{0,500}\]\s{0,20}(https?://[^\s\[\]<>\"]{1,2000})\s{0,20}\[/embed\]")
# Codes of WordPress itself and of what lays out pages; what else stands in brackets may be the author's.
_CODES = re.compile(
    r"\[/?(?:gallery|audio|video|playlist|embed|caption|wp_caption|code|sourcecode|contact-form(?:-7)?|dropcap|column|row"
    r"|button|spacer|divider|vc_\w{1,40}|et_pb_\w{1,40}|fusion_\w{1,40}|av_\w{1,40})\b[^\[\]]{0,4000}\]"
)


def post_html(written: str, footnotes: Iterable[tuple[str, str]] = (), shared: Mapping[str, str] | None = None) -> str:
    """Return a post as HTML, as WordPress would show it.

    Two things are kept beside it: *footnotes*, each with its id, and by number what several posts have from one place.
    """
    blocks = shared or {}
    written = _SHARED.sub(lambda block: blocks.get(block[1], ""), written, count=_MOST_SHARED)
    written = _CAPTION.sub(_figure, written.replace("\r\n", "\n"))
    written = _CODES.sub("", _EMBED.sub(r'<p><a href="\1">\1</a></p>', _COMMENT.sub("", written)))
    text = "".join(each if at % 2 else _with_paragraphs(each) for at, each in enumerate(_KEPT.split(written)))
    notes = "".join(f'<li id="{escape(name)}">{said}</li>' for name, said in footnotes)
    return f'{text}\n<ol class="wp-block-footnotes">{notes}</ol>' if notes else text


def _figure(caption: re.Match[str]) -> str:
    picture = _PICTURE.search(caption[1])
    said = _PICTURE.sub("", caption[1], count=1).strip()
    return f"\n\n<figure>{picture[1] if picture else ''}<figcaption>{said}</figcaption></figure>\n\n"


def _with_paragraphs(text: str) -> str:
    parts = (each.strip() for each in re.split(r"\n[ \t]*\n", text))
    return "\n".join(each if _BLOCK.match(each) else f"<p>{_lines(each)}</p>" for each in parts if each)


def _lines(text: str) -> str:
    return re.sub(r"(?<!>)\n(?!\s*<)", "<br>\n", text)
