"""The words of an HTML paragraph with their marks: Markdown for links, emphasis, notes, quotations, raised figures."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader.ingest.assembly import escaped_words
from reader.ingest.html_formulas import formula_of
from reader.ingest.html_pictures import picture_mark

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Not `source`: the parser does not know that it is empty, and puts into it the picture that follows.
SKIPPED = frozenset(
    """
    script style noscript template svg iframe object embed canvas video audio form select button input textarea option
    datalist progress meter head meta link title rt rp map area colgroup col annotation-xml
    """.split()
)
_MARKS = {
    "em": "*",
    "i": "*",
    "cite": "*",
    "dfn": "*",
    "strong": "**",
    "b": "**",
}
_STRUCK = frozenset(("del", "s", "strike"))
_CODE = frozenset(("code", "kbd", "samp", "tt"))
RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_IS_RAISED = re.compile(r"[0-9+\-−=()ni]{1,12}\Z")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|ers|e|o|a|ª|º|°|™|®|©|\*)\Z", re.IGNORECASE)
_NOTE = re.compile(r"[\[(]?\s*(\d{1,4}|[a-z]|[*†‡§])\s*[\])]?\Z")
_NOTE_LINK = re.compile(r"noteref|foot-?note-?(?:anchor|ref|link)|\bfn-?ref", re.IGNORECASE)
# What a page sets beside the line in which it stands; the box to tick that shows it where there is no room.
_SIDE_NOTE = re.compile(
    r"side-?note|margin-?note|ltx_note_content|(?:[\w-]{1,40}-)?footnote__note|footnote-(?:tooltip|text)"
)
_TOGGLE = re.compile(r"side-?note|margin-?(?:note|toggle)")
_OWN_MARK = re.compile(r"[¹²³⁰⁴-⁹]+\d{0,4}\s*")
# How far above what is raised the link stands that it belongs to.
_NEAR = 3
_BRACKETED = re.compile(r"\[(\d{1,4})\]\Z")
_BREAK = "\n"
_WHITE, _SPACE = re.compile(r"[ \t\r\n\f]+"), re.compile(r"[\t\r\n\f]")
_LONGEST_ADDRESS = 2_000
# What would end the address of a link in Markdown.
_NOT_IN_LINKS = re.compile(r"[\s()<>]")
_WRITTEN = {"(": "%28", ")": "%29", "<": "", ">": ""}
# About the words of a link of which nobody knows where on the web it leads; and what leads to no other page.
LINK_START, LINK_END = "\ufdd0", "\ufdd1"
_NOT_ELSEWHERE = re.compile(r"#|\w{2,12}:")
QUOTES = {
    "de": "„“",
    "fr": "«»",
    "ru": "«»",
    "uk": "«»",
    "es": "«»",
    "ar": "«»",
    "fa": "«»",
    "el": "«»",
    "pl": "„”",
    "cs": "„“",
}


class InlineText:
    """Writes the words of elements; *base* is what addresses are relative to."""

    def __init__(self, base: str | None, language: str) -> None:
        self._base = base
        self._quotes = QUOTES.get(language, "“”")
        # The marks of the pictures that were met, with their kinds, until whoever writes the paragraph takes them.
        self.pictures: list[tuple[str, str]] = []
        # The elements that the marks of notes have led to so far, by name, and the mark of each.
        self.notes: dict[str | None, str] = {}
        # The notes that stand beside the words, with their marks, until whoever writes the paragraph takes them.
        self.side_notes: list[tuple[str, str]] = []
        # In a note, a number leads back to the text.
        self.is_in_note = False

    def of(self, element: "HtmlElement") -> str:
        """Return what stands in *element*, its marks around it, without what follows it; line breaks are newlines."""
        tag = element.tag
        if tag == "input" and _is_task(element):
            return "[x] " if "checked" in element.attrib else "[ ] "
        if not isinstance(tag, str) or tag in SKIPPED:
            return ""
        if tag == "br":
            return _BREAK
        if tag == "math":
            return formula_of(element)
        if tag == "img":
            mark = picture_mark(element)
            self.pictures += [mark] if mark else []
            return ""
        inside = self.inside(element)
        note = self._beside(tag, element.get("class") or "", inside)
        return self._marked(element, tag, inside) if note is None else note

    def _beside(self, tag: str, names: str, inside: str) -> str | None:
        """Return the mark of a note that stands beside the words, nothing for what unfolds it; None for other words."""
        if tag == "label" and _TOGGLE.search(names):
            return ""
        if "note" not in names or not inside.strip() or not any(map(_SIDE_NOTE.fullmatch, names.split())):
            return None
        number = next(str(each) for each in count(1) if str(each) not in self.notes.values())
        self.notes[f"beside {number}"] = number
        self.side_notes.append((number, _OWN_MARK.sub("", inside.strip(), count=1)))
        return f"[^{number}]"

    def inside(self, element: "HtmlElement") -> str:
        """Return what stands in *element*."""
        return "".join(self._pieces(element))

    def _pieces(self, element: "HtmlElement") -> Iterator[str]:
        yield self.words(element.text)
        for child in element:
            yield self.of(child)
            yield self.words(child.tail)

    def words(self, text: str | None) -> str:
        """Return bare text so that Markdown reads it as it stands."""
        if not text or text.isspace():
            return " " if text else ""
        text = text.replace("\u00ad", "")
        return escaped_words(_WHITE.sub(" ", text) if "  " in text or _SPACE.search(text) else text)

    def _marked(self, element: "HtmlElement", tag: str, inside: str) -> str:
        if tag == "a":
            mark = self._linked_mark(element, inside)
            return f"[^{mark}]" if mark else self._link(element, inside)
        if tag == "q":
            return f"{self._quotes[0]}{inside.strip()}{self._quotes[1]}"
        if tag in {"sup", "sub"}:
            return raised(inside, self._raised_mark(element, inside)) if tag == "sup" else lowered(inside)
        if tag in _STRUCK:
            return _struck(inside)
        if tag in _CODE:
            return _around(" ".join(element.text_content().split()), "`") if "`" not in inside else inside
        is_marked = tag in _MARKS and _BREAK not in inside.strip() and not _is_marked_within(element, tag)
        return _around(inside, _MARKS[tag]) if is_marked else inside

    def _raised_mark(self, element: "HtmlElement", inside: str) -> str | None:
        """Return the mark of a note that is raised: a link to another element of the page, or in one; None for none."""
        above = (each for each, _ in zip(element.iterancestors(), range(_NEAR), strict=False) if each.tag == "a")
        links = [link.get("href") or "" for link in (*above, *element.iter("a"))]
        return self._mark_to(links, _NOTE.match(_bare(inside)))

    def _linked_mark(self, element: "HtmlElement", inside: str) -> str | None:
        """Return the mark of a note that a link is, not raised but in brackets or said to be one; None for none."""
        address = element.get("href") or ""
        if not address.startswith("#"):
            return None
        told = " ".join(element.get(name) or "" for name in ("epub:type", "role", "class"))
        mark = (_NOTE if _NOTE_LINK.search(told) else _BRACKETED).match(_bare(inside))
        return self._mark_to([address], mark)

    def _mark_to(self, links: Iterable[str], mark: re.Match[str] | None) -> str | None:
        """Return the one mark of the element that links lead to: notes of two chapters may have the same number."""
        target = next((each[1:] for each in links if each.startswith("#") and len(each) > 1), None)
        if mark is None or target is None or self.is_in_note:
            return None
        if target not in self.notes:
            again = (mark[1] if each == 1 else f"{mark[1]}.{each}" for each in count(1))
            self.notes[target] = next(each for each in again if each not in self.notes.values())
        return self.notes[target]

    def _link(self, element: "HtmlElement", inside: str) -> str:
        """Return a link with its absolute address; one within the page is only its words."""
        address = (element.get("href") or "").strip()
        if self._base and address and not address.startswith(("#", "http://", "https://")):
            try:
                address = urljoin(self._base, address)
            except ValueError:
                address = ""
        address = _NOT_IN_LINKS.sub(lambda mark: _WRITTEN.get(mark.group(), "%20"), address)
        is_web = address.startswith(("http://", "https://")) and len(address) <= _LONGEST_ADDRESS
        if not _can_be_linked(inside):
            return inside
        before, after = _edges(inside)
        if is_web:
            return f"{before}[{inside.strip()}]({address}){after}"
        leads_on = self._base is None and address and not _NOT_ELSEWHERE.match(address)
        return f"{before}{LINK_START}{inside.strip()}{LINK_END}{after}" if leads_on else inside


def _is_task(element: "HtmlElement") -> bool:
    """Whether a box to tick is the first thing in an item of a list; one that has a name or a value is a form's."""
    if (element.get("type") or "").lower() != "checkbox" or element.get("name") or element.get("value"):
        return False
    within = element
    while within.tag != "li":
        above = within.getparent()
        if above is None or above.tag == "form" or within.getprevious() is not None or (above.text or "").strip():
            return False
        within = above
    return True


def _can_be_linked(inside: str) -> bool:
    bare = inside.strip()
    return bool(bare) and "](" not in bare and LINK_START not in bare and _BREAK not in bare


def raised(text: str, mark: str | None) -> str:
    """Return raised words: the *mark* of a note in brackets, figures as raised figures, `^(…)` for the rest."""
    text = text.replace(LINK_START, "").replace(LINK_END, "")
    plain = text.strip()
    if mark:
        return f"[^{mark}]"
    if plain.replace("\\", "").startswith("[^") or not plain or _ORDINAL.match(plain):
        return text
    bare = plain.replace("\\", "")
    return bare.translate(RAISED) if _IS_RAISED.match(bare) else f"^({plain})" if len(plain) > 1 else f"^{plain}"


def _is_marked_within(element: "HtmlElement", tag: str) -> bool:
    """Whether some words in an element have the mark that it has: those two are one, and would end it."""
    return any(_MARKS.get(str(each.tag)) == _MARKS[tag] for each in element.iterdescendants())


def _bare(text: str) -> str:
    return text.replace("\\", "").strip()


def _struck(inside: str) -> str:
    """Return crossed-out words in brackets: where no line can be drawn, 900 and its correction 400 stay two."""
    before, after = _edges(inside)
    return f"{before}\\[~~{inside.strip()}~~\\]{after}" if inside.strip() and _BREAK not in inside.strip() else inside


def lowered(text: str) -> str:
    """Return lowered figures as lowered figures, other words as they stand."""
    bare = text.strip().replace("\\", "")
    return bare.translate(_LOWERED) if re.fullmatch(r"[0-9+\-−=()]{1,12}", bare) else text


def _around(inside: str, mark: str) -> str:
    """Return words between marks, which touch them: spaces stand outside."""
    if not inside.strip() or inside.strip().startswith(mark[0]):
        return inside
    before, after = _edges(inside)
    return f"{before}{mark}{inside.strip()}{mark}{after}"


def _edges(inside: str) -> tuple[str, str]:
    return inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
