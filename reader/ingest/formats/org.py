"""Org as HTML: headings, paragraphs, lists, blocks, tables, notes, links and the keywords at its head."""

import html
import re
from collections.abc import Sequence

from reader.ingest.formats.markup_blocks import MarkupReader, item_of, list_of, literal

_KEYWORD = re.compile(r"#\+(\w+):\s*(.*)\Z")
_BEGIN = re.compile(r"\s*#\+begin_(\w+)", re.IGNORECASE)
_HEADING = re.compile(r"(\*+)\s+(?:(?:TODO|DONE|WAITING)\s+)?(?:\[#[A-C]\]\s+)?(.*?)(?:\s+:[\w@:]+:)?\s*\Z")
_DRAWER = re.compile(r"\s*:\w+:\s*\Z")
_PLANNED = re.compile(r"\s*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):")
_ROW = re.compile(r"\s*\|(.*)\|\s*\Z")
_RULE = re.compile(r"\s*-{5,}\s*\Z")
_NOTE = re.compile(r"\[fn:([\w-]+)\]\s+(.*)\Z")
_EDGE = r"(?<![\w*/=~+])"
# `[[link][words]]`, `[fn:1]`, `=verbatim=`, `~code~`, `*strong*`, `/em/`, `+struck+`,
# `_underlined_`, `<<target>>`, `^{2}`, `_{2}`.
_INLINE = re.compile(
    r"\[\[(?P<link>[^\[\]\s]+)\](?:\[(?P<words>[^\[\]]+)\])?\]|\[fn:(?P<note>[\w-]+)\]"
    rf"|{_EDGE}=(?P<verbatim>[^=\s](?:[^=\n]*[^=\s])?)=(?!\w)|{_EDGE}~(?P<code>[^~\s](?:[^~\n]*[^~\s])?)~(?!\w)"
    rf"|{_EDGE}\*(?P<strong>[^*\s](?:[^*\n]*[^*\s])?)\*(?!\w)|{_EDGE}/(?P<em>[^/\s](?:[^/\n]*[^/\s])?)/(?!\w)"
    rf"|{_EDGE}\+(?P<s>[^+\s](?:[^+\n]*[^+\s])?)\+(?!\w)"
    rf"|{_EDGE}_(?P<u>[^_\s{{}}](?:[^_\n]*[^_\s])?)_(?!\w)|<<(?P<target>[^<>\n]+)>>"
    r"|\^\{(?P<sup>[^{}\n]+)\}|_\{(?P<sub>[^{}\n]+)\}"
)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)\Z", re.IGNORECASE)
_AS_THEY_STAND = frozenset(("src", "example", "verse", "export"))


def org_as_html(text: str) -> tuple[str, dict[str, str]]:
    """Return a text as HTML, and what its keywords say."""
    reader = _OrgReader()
    return reader.as_html(text), reader.said


class _OrgReader(MarkupReader):
    marks = _INLINE

    def block(self, lines: Sequence[str], at: int) -> int:
        """Read the block that begins at a line, and return where it ends."""
        for read in (self._beside, self._heading, self._begun, self._table, self._note):
            end = read(lines, at)
            if end > at:
                return end
        if item_of(lines[at]) and not (lines[at].startswith("*")):
            written, end = list_of(lines, at, self.inline)
            self.parts.append(written)
            return end
        end = next((n for n in range(at + 1, len(lines)) if self._ends_paragraph(lines[n])), len(lines))
        # A line that ends in two backslashes is one of its own.
        joined = "".join(re.sub(r"\\\\ \Z", "\n", f"{each.strip()} ") for each in lines[at:end])
        written = self.inline(joined.strip()).replace("\n", "<br>\n")
        self.parts += [f"<p>{written}</p>"] if written else []
        return end

    @staticmethod
    def _ends_paragraph(text: str) -> bool:
        is_other = text.startswith(("#", "* ", "** ", "|")) or _BEGIN.match(text) or _NOTE.match(text)
        return not text.strip() or bool(is_other or (item_of(text) and not text.startswith("*")))

    def _beside(self, lines: Sequence[str], at: int) -> int:
        """Read what tells of the text: keywords, drawers, comments, plans."""
        keyword = _KEYWORD.match(lines[at])
        if keyword:
            name, said = keyword[1].lower(), keyword[2]
            if name == "caption":
                self.parts.append(f"<p>{self.inline(said)}</p>")
            else:
                self.said.setdefault(name, said)
            return at + 1
        if _DRAWER.match(lines[at]) and lines[at].strip() != ":END:":
            end = next((n for n in range(at, len(lines)) if lines[n].strip().upper() == ":END:"), at)
            return end + 1 if end > at else at
        if _PLANNED.match(lines[at]) or re.match(r"\s*#(?:\s|\Z)", lines[at]):
            return at + 1
        if _RULE.match(lines[at]):
            self.parts.append("<hr>")
            return at + 1
        return at

    def _heading(self, lines: Sequence[str], at: int) -> int:
        heading = _HEADING.match(lines[at])
        if heading is None:
            return at
        level = min(6, len(heading[1]) + 1)
        self.parts.append(f"<h{level}>{self.inline(heading[2])}</h{level}>")
        return at + 1

    def _begun(self, lines: Sequence[str], at: int) -> int:
        begun = _BEGIN.match(lines[at])
        if begun is None:
            return at
        closing = f"#+end_{begun[1].lower()}"
        end = next((n for n in range(at + 1, len(lines)) if lines[n].strip().lower() == closing), len(lines))
        inside, kind = lines[at + 1 : end], begun[1].lower()
        if kind in _AS_THEY_STAND:
            self.parts.append(literal(inside))
        elif kind != "comment":
            outer, self.parts = self.parts, []
            self.read(inside)
            inner = "".join(self.parts)
            self.parts = [*outer, f"<blockquote>{inner}</blockquote>" if kind == "quote" else inner]
        return min(len(lines), end + 1)

    def _table(self, lines: Sequence[str], at: int) -> int:
        end = at
        rows: list[str] = []
        while end < len(lines) and (row := _ROW.match(lines[end])):
            if not re.fullmatch(r"[-+|\s]*", row[1]):
                cells = "".join(f"<td>{self.inline(cell.strip())}</td>" for cell in row[1].split("|"))
                rows.append(f"<tr>{cells}</tr>")
            end += 1
        if rows:
            self.parts.append(f"<table>{''.join(rows)}</table>")
        return end

    def _note(self, lines: Sequence[str], at: int) -> int:
        note = _NOTE.match(lines[at])
        if note is None:
            return at
        end = next((n for n in range(at + 1, len(lines)) if self._ends_paragraph(lines[n])), len(lines))
        self.notes[note[1]] = self.inline(" ".join((note[2], *(each.strip() for each in lines[at + 1 : end]))))
        return end

    def marked(self, mark: re.Match[str]) -> str:
        """Return one of the marks as HTML."""
        if mark["link"]:
            if not mark["words"] and _PICTURE.search(mark["link"]):
                return ""
            words = self.inline(mark["words"]) if mark["words"] else html.escape(mark["link"], quote=False)
            is_web = mark["link"].startswith(("http://", "https://"))
            return f'<a href="{html.escape(mark["link"])}">{words}</a>' if is_web else words
        kind = mark.lastgroup or ""
        if kind in {"target", "u"}:
            return self.inline(mark["u"] or "")
        said = self.inline(mark[kind]) if kind in {"sup", "sub"} else html.escape(mark[kind], quote=False)
        if kind == "note":
            return f'<sup><a href="#{html.escape(mark[kind])}">{said}</a></sup>'
        tag = "code" if kind == "verbatim" else kind
        return f"<{tag}>{said}</{tag}>"
