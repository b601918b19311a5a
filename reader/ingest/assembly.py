"""The article's lines become Markdown."""

import re
from collections.abc import Sequence

from reader.ingest.lines import PageLine

# Each begins with one character, which is found fast.
_MARKDOWN = (
    re.compile(
        r"\n(?:#{1,6}[ \t]\S|```|[ \t]{0,3}(?:\*\*|__)\S.{0,500}\S(?:\*\*|__)|\*[^\s*][^*\n]{0,4000}[^\s*]\*[ \t]*$)",
        re.MULTILINE,
    ),
    re.compile(r"\[[^\[\]\n]{1,500}\]\([^()\s]{1,2000}\)"),
    re.compile(r"<https?://[^\s<>]{1,2000}>"),
)
_EMPTY_LINK = re.compile(r"\[([^\[\]]{0,500})\]\(\s?#?\s?\)")
_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|[`*]|(?<![^\W_])_|_(?![^\W_])|~~|=(?==)|\[(?=\[|[^\[\]]{0,500}\][(\[:])|\]\("
    r"|<(?=[a-zA-Z/!?])|&(?=#?\w{1,31};)"
)
_MARK = re.compile(r"[\\`*_~=\[\]<&]")
_BLOCK_START = re.compile(r"#{1,6}(?=[ \t])|>|[+-](?=[ \t])|=+\Z|-+\Z|\|(?=.*\|)|[0-9]{1,9}(?=[.)][ \t])")
_BULLET = re.compile(r"[-*+•·▪◦●■‣][ \t\u00a0]+")
_LETTER_HYPHEN = re.compile(r"[^\W\d_]{2,}-\Z")
_CLOSERS = " \t\u00a0\"'”’»)]*_"
_STOPS = ".!?…:;。！？؟۔।"
_WRAP = (40, 110)
_WORDS_OF_PROSE = 8
_INITIAL = re.compile(r"[\"'“”‘’«»„]?[^\W\d_]\Z")
_WORDS_OF_ONE_LETTER = frozenset("AIOÀYEUАИОВСУЯКØÅÉÖΟΗ")


def is_markdown(text: str) -> bool:
    """Whether a page was saved with marks (links, headings, emphasis) rather than as bare text."""
    seen = f"\n{text[:200_000]}"
    return any(form.search(seen) for form in _MARKDOWN)


def assemble(lines: Sequence[PageLine], *, is_marked: bool) -> str:
    """Return the Markdown of the article's *lines*, in order.

    A line is a paragraph; hard-wrapped lines are one, and so are the halves of a sentence that a page break, or what
    stood between two pages, has torn apart. Where the page is bare text, what would be read as marks is escaped.
    """
    paragraphs = _joined([paragraph.replace("\u00ad", "") for paragraph in _unwrapped(lines)])
    written = [_marked(paragraph) if is_marked else _escaped(paragraph) for paragraph in paragraphs]
    return _stacked([text for text in written if text])


def assemble_plainly(lines: Sequence[str], *, is_marked: bool) -> str:
    """Return the Markdown of lines that nothing is known of: each is a paragraph."""
    return _stacked([_marked(line.strip()) if is_marked else _escaped(line.strip()) for line in lines])


def _unwrapped(lines: Sequence[PageLine]) -> list[str]:
    """Return the paragraphs: each line, or each group of lines that was wrapped at a margin."""
    paragraphs: list[str] = []
    group: list[PageLine] = []
    for line in lines:
        if group and (line.gap or line.number != group[-1].number + 1):
            paragraphs += _group(group)
            group = []
        group.append(line)
    return paragraphs + _group(group)


def _group(group: Sequence[PageLine]) -> list[str]:
    if _is_wrapped(group):
        return [" ".join(line.raw.strip() for line in group)]
    return [line.raw.strip() for line in group]


def _is_wrapped(group: Sequence[PageLine]) -> bool:
    """Whether all lines but the last end near one margin, and mostly in the middle of a sentence."""
    if len(group) < 2:
        return False
    widths = [len(line.raw.rstrip()) for line in group[:-1]]
    margin = max(widths)
    if not _WRAP[0] <= margin <= _WRAP[1] or len(group[-1].raw) > margin + 1:
        return False
    if any(line.is_item or line.level for line in group[1:]) or min(widths) < 0.7 * margin:
        return False
    return len(group) > 2 or not group[0].is_finished


def _joined(paragraphs: Sequence[str]) -> list[str]:
    """Put together again the sentences that are torn apart."""
    joined: list[str] = []
    for paragraph in paragraphs:
        if joined and _INITIAL.match(joined[-1]) and paragraph[:1].islower():
            joined[-1] = _with_initial(joined[-1], paragraph, paragraphs)
        elif joined and _is_torn(joined[-1], paragraph):
            joined[-1] = _mended(joined[-1], paragraph)
        else:
            joined.append(paragraph)
    return joined


def _with_initial(initial: str, rest: str, paragraphs: Sequence[str]) -> str:
    """Return a paragraph with the first letter that stood on a line of its own; some letters are words of their own."""
    word = re.split(r"\W", rest, maxsplit=1)[0]
    is_word = initial[-1] in _WORDS_OF_ONE_LETTER and any(
        re.search(rf"\b{re.escape(word)}\b", other) for other in paragraphs if other is not rest
    )
    return f"{initial} {rest}" if is_word else initial + rest


def _is_torn(above: str, below: str) -> bool:
    """Whether a paragraph stops in the middle of a sentence that the next one goes on with."""
    bare = above.rstrip(_CLOSERS)
    if len(above.split()) < _WORDS_OF_PROSE or above.startswith("#") or bare[-1:] in _STOPS or _BULLET.match(below):
        return False
    start = below.lstrip("\"'“‘«(*_[")
    if start[:1].islower():
        return not _BULLET.match(above) or len(below.split()) >= _WORDS_OF_PROSE
    # After a comma the sentence is not over, whatever the next word is.
    return bare.endswith((",", "،", "、")) and len(below.split()) >= _WORDS_OF_PROSE


def _mended(above: str, below: str) -> str:
    if _LETTER_HYPHEN.search(above) and below[:1].islower():
        return above[:-1] + below
    return f"{above} {below}"


def _marked(paragraph: str) -> str:
    """Return a paragraph of a marked-up page, without its links that lead nowhere."""
    return _EMPTY_LINK.sub(r"\1", paragraph).strip()


def _escaped(paragraph: str) -> str:
    """Return a paragraph of bare text, so that Markdown reads it as it stands; bullets make list items."""
    bullet = _BULLET.match(paragraph)
    rest = paragraph[bullet.end() :] if bullet else paragraph
    text = escaped_words(rest)
    start = _BLOCK_START.match(text)
    if start and start.group().isdigit():
        text = f"{start.group()}\\{text[start.end() :]}"
    elif start:
        text = f"\\{text}"
    return f"- {text}" if bullet else text


def escaped_words(text: str) -> str:
    """Return bare words so that Markdown finds no marks in them."""
    return text if not _MARK.search(text) else _SPECIAL.sub(lambda mark: f"\\{mark.group()}", text)


def escaped_start(paragraph: str) -> str:
    """Return a paragraph whose beginning Markdown does not read as the beginning of another block."""
    start = _BLOCK_START.match(paragraph) or re.match(r"[*-](?=[ \t])", paragraph)
    if start and start.group().isdigit():
        return f"{start.group()}\\{paragraph[start.end() :]}"
    return f"\\{paragraph}" if start else paragraph


def _stacked(paragraphs: Sequence[str]) -> str:
    """Set the paragraphs under one another: items of a list without a blank line."""
    parts: list[str] = []
    for paragraph in paragraphs:
        if parts:
            are_items = parts[-1].startswith(("- ", "* ", "+ ")) and paragraph.startswith(("- ", "* ", "+ "))
            parts.append("\n" if are_items else "\n\n")
        parts.append(paragraph)
    return "".join(parts) + "\n" if parts else ""
