"""reStructuredText as HTML: titles, paragraphs, lists, quotations, code, notes, links and the fields at its head."""

import html
import re
from collections.abc import Sequence

from reader.ingest.formats.markup_blocks import MarkupReader, block_end, indent_of, item_of, list_of, literal

_RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*\Z")
_FIELD = re.compile(r":([A-Za-z][\w -]{0,30}):\s*(.*)\Z")
_DIRECTIVE = re.compile(r"\s*\.\. ([\w-]+)::\s*(.*)\Z")
_FOOTNOTE = re.compile(r"\.\. \[(\d{1,4}|[#*][\w-]*)\]\s+(.*)\Z")
_TARGET = re.compile(r"^\.\. _`?([^`:\n]{1,200})`?:\s+(https?://\S{1,2000})\s*$", re.MULTILINE)
_SUBSTITUTION = re.compile(r"^\.\. \|([^|\n]{1,200})\| (image|replace)::[ \t]*(.*)$", re.MULTILINE)
_CODE = frozenset(("code", "code-block", "sourcecode", "literalinclude", "parsed-literal", "math"))
_UNSHOWN = frozenset(
    "contents toctree image raw include meta index highlight default-role role csv-table class tags".split()
)
_UNNUMBERED = frozenset("#*")
# What is said of these is no text.
_UNNAMED = frozenset(("container", "compound"))
# Code, a role, a link with its address, a named one, a bare one, a footnote, bold, italic, a substitution, an escape.
_INLINE = re.compile(
    r"``(?P<code>[^`\n]+?)``|(?::(?P<as>[\w:.+-]{1,40}):)`(?P<role>[^`\n]+)`|`(?P<words>[^`<>\n]+?)\s*<(?P<link>[^<>\s]+)>`__?"
    r"|`(?P<named>[^`\n]+)`__?|(?P<bare>\b[\w-]{1,80})_(?!\w)|\[(?P<note>\d{1,4}|[#*][\w-]*)\]_"
    r"|\*\*(?P<strong>[^*\n]+)\*\*|\*(?P<em>[^*\s\n][^*\n]*)\*|\|(?P<substitute>[^|\n]+)\|_?|\\(?P<plain>.)"
)
_TAGS = {
    **{each: each for each in ("strong", "em", "code", "sup", "sub")},
    "superscript": "sup",
    "subscript": "sub",
}
_ROLE_TITLE = re.compile(r"(.+?)\s*<[^<>]+>\Z")
_TABLE = re.compile(r"\s*(?:\+[-=+]+\+|={2,}(?:\s+={2,})+)\s*\Z")


def rst_as_html(text: str) -> tuple[str, dict[str, str]]:
    """Return a text as HTML, and what its fields and its first title say."""
    reader = _RstReader(text)
    return reader.as_html(text), reader.said


class _RstReader(MarkupReader):
    marks = _INLINE

    def __init__(self, text: str) -> None:
        super().__init__()
        self._links = {name.lower(): address for name, address in _TARGET.findall(text)}
        found = _SUBSTITUTION.findall(text)
        self._substitutes = {name: said if kind == "replace" else "" for name, kind, said in found}
        self._marks: list[str] = []
        self._mentioned: dict[str, int] = {}

    def block(self, lines: Sequence[str], at: int) -> int:
        """Read the block that begins at a line, and return where it ends."""
        for read in (self._title, self._field, self._explicit, self._table, self._verses):
            end = read(lines, at)
            if end > at:
                return end
        if item_of(lines[at]):
            written, end = list_of(lines, at, self.inline)
            self.parts.append(written)
            return end
        return self._quotation(lines, at) if indent_of(lines[at]) else self._paragraph(lines, at)

    def _title(self, lines: Sequence[str], at: int) -> int:
        """Read a title with a line below it or with one above it too, or a line alone."""
        over = _RULE.match(lines[at])
        below = at + 1 + bool(over)
        under = _RULE.match(lines[below]) if below < len(lines) and lines[below - 1].strip() else None
        if over and (at + 1 >= len(lines) or not lines[at + 1].strip()):
            self.parts.append("<hr>")
            return at + 1
        if under is None or (over[1] != under[1] if over else indent_of(lines[at]) > 0):
            return at
        self._heading(lines[below - 1].strip(), f"{'=' if over else ''}{under[1]}")
        return below + 1

    def _heading(self, text: str, mark: str) -> None:
        """Take a title: its level is told by when its mark was first used."""
        if mark not in self._marks:
            self._marks.append(mark)
        level = self._marks.index(mark) + 1
        if level == 1 and "title" not in self.said and not self.parts:
            self.said["title"] = re.sub(r"<[^<>]*>", "", html.unescape(self.inline(text)))
        else:
            tag = f"h{min(6, max(2, level))}"
            self.parts.append(f"<{tag}>{self.inline(text)}</{tag}>")

    def _field(self, lines: Sequence[str], at: int) -> int:
        field = _FIELD.match(lines[at])
        if field is None or self.parts:
            return at
        end = block_end(lines, at + 1, 1)
        self.said.setdefault(field[1].lower(), " ".join((field[2], *(each.strip() for each in lines[at + 1 : end]))))
        return end

    def _explicit(self, lines: Sequence[str], at: int) -> int:
        """Read a directive, a note, a target or a comment."""
        if not lines[at].lstrip().startswith(".."):
            return at
        edge = indent_of(lines[at])
        if lines[at].strip() == ".." and not "".join(lines[at + 1 : at + 2]).strip():
            # An empty comment only parts what stands below it from what stands above.
            return at + 1
        end = block_end(lines, at + 1, edge + 1)
        inside = lines[at + 1 : end]
        note = _FOOTNOTE.match(lines[at])
        directive = _DIRECTIVE.match(lines[at])
        if note:
            name = f"{note[1]}{len(self.notes)}" if note[1] in _UNNUMBERED else note[1]
            self.notes[name] = self.inline(" ".join((note[2], *(each.strip() for each in inside))))
        elif directive:
            self._directive(directive[1].lower(), directive[2], inside)
        elif not lines[at].lstrip().startswith(".. ") and lines[at].strip() != "..":
            return at
        return max(end, at + 1)

    def _directive(self, name: str, argument: str, inside: Sequence[str]) -> None:
        options = next((n for n, each in enumerate(inside) if not re.match(r"\s+:[\w-]+:", each)), len(inside))
        rest = inside[options:]
        if name in _CODE:
            self.parts.append(literal(rest))
        elif name == "figure":
            caption = " ".join(each.strip() for each in rest if each.strip())
            self.parts.append(f"<figure><figcaption>{self.inline(caption)}</figcaption></figure>")
        elif name == "rubric":
            self.parts.append(f"<h3>{self.inline(argument)}</h3>")
        elif name not in _UNSHOWN:
            self.read([*([] if name in _UNNAMED else [argument]), "", *_flush(rest)])

    def _table(self, lines: Sequence[str], at: int) -> int:
        """Read a table as it stands: what its columns are may be told in many ways."""
        if not _TABLE.match(lines[at]):
            return at
        end = next((n for n in range(at, len(lines)) if not lines[n].strip()), len(lines))
        self.parts.append(literal(lines[at:end]))
        return end

    def _verses(self, lines: Sequence[str], at: int) -> int:
        """Read lines that stay lines: each begins with a bar."""
        end = at
        while end < len(lines) and re.match(r"\|(?:\s|\Z)", lines[end]):
            end += 1
        if end > at:
            verses = "<br>\n".join(self.inline(each[1:].strip()) for each in lines[at:end])
            self.parts.append(f"<p>{verses}</p>")
        return end

    def _quotation(self, lines: Sequence[str], at: int) -> int:
        end = block_end(lines, at, 1)
        outer, self.parts = self.parts, []
        self.read(_flush(lines[at:end]))
        self.parts = [*outer, f"<blockquote>{''.join(self.parts)}</blockquote>"]
        return end

    def _paragraph(self, lines: Sequence[str], at: int) -> int:
        end = next((n for n in range(at + 1, len(lines)) if not lines[n].strip()), len(lines))
        text = " ".join(each.strip() for each in lines[at:end])
        shown = text.removesuffix("::") + (":" if text.endswith("::") and not text.endswith(" ::") else "")
        if shown.strip(" :"):
            self.parts.append(f"<p>{self.inline(shown.strip())}</p>")
        if not text.endswith("::"):
            return end
        begin = next((n for n in range(end, len(lines)) if lines[n].strip()), len(lines))
        after = block_end(lines, begin, 1)
        if after > begin:
            self.parts.append(literal(lines[begin:after]))
        return max(after, end)

    def _linked(self, mark: re.Match[str], kind: str, said: str) -> str:
        """Return words with the address that is told elsewhere; a word alone is a link only where one is."""
        known = self._links.get(mark[kind].lower())
        untold = html.escape(mark.group(), quote=False) if kind == "bare" else said
        return f'<a href="{html.escape(known)}">{said}</a>' if known else untold

    def _mark(self, name: str) -> str:
        """Return the mark of a note; those that have no number of their own are numbered as they are mentioned."""
        if name in _UNNUMBERED:
            name = f"{name}{sum(each[:1] in _UNNUMBERED for each in self._mentioned)}"
        number = self._mentioned.setdefault(name, len(self._mentioned) + 1)
        shown = name if name.isdecimal() else f"{number}"
        return f'<sup><a href="#{html.escape(name)}">{shown}</a></sup>'

    def marked(self, mark: re.Match[str]) -> str:
        """Return one of the marks as HTML."""
        kind = mark.lastgroup or ""
        said = html.escape(mark[kind], quote=False)
        tag = _TAGS.get(mark["as"] if kind == "role" else kind)
        if tag:
            return f"<{tag}>{said}</{tag}>"
        if kind == "note":
            return self._mark(mark[kind])
        if kind == "link":
            words, address = html.escape(mark["words"], quote=False), mark["link"]
            return f'<a href="{html.escape(address)}">{words}</a>' if address.startswith("http") else words
        if kind in {"named", "bare"}:
            return self._linked(mark, kind, said)
        if kind == "substitute":
            return html.escape(self._substitutes.get(mark[kind], mark[kind]), quote=False)
        title = _ROLE_TITLE.match(mark[kind]) if kind == "role" else None
        # A space that is escaped only parts marks.
        return html.escape(title[1], quote=False) if title else said.strip()


def _flush(lines: Sequence[str]) -> list[str]:
    edge = min((indent_of(each) for each in lines if each.strip()), default=0)
    return [each[edge:] for each in lines]
