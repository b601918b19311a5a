"""What a program wrote into the page by mistake: variables, data, scripts, error messages."""

import re
from collections.abc import Sequence

from reader.ingest.lines import PageLine

_SEEN = 2_000
_ASIDE_CHARACTERS = 200

# Shapes that a server or an advertisement leaves behind, and that nobody writes into an article.
_LEAK = re.compile(
    r"""\s*(?:
    (?:string|int|float|bool|double)\(\d{1,9}(?:\.\d{1,9})?\)(?:\s+"|\s*\Z)
    | (?:bool|int|float)\((?:true|false|-?[\d.]{1,24})\)\s*\Z
    | array\(\d{1,9}\)\s?\{ | object\(\w{1,64}\)\s?\#?\d{0,9} | \["?[\w.:-]{1,64}"?(?::[\w"]{1,64})?\]\s?=>
    | (?:stdClass|\w{1,40})\ Object\s*(?:\(|\Z) | Array\s*\(\s*(?:\[|\Z)
    | array\s?\(\s*(?:'[\w-]{1,64}'\s?=>|"[\w-]{1,64}"\s?=>|\d{1,9}\s?=>)
    | \w{1,64}::__set_state\( | (?:a:\d{1,9}:\{[is]:|O:\d{1,9}:"|s:\d{1,9}:"[^"]{0,400}";) | <pre\ class=['"]?xdebug
    | '[\w-]{1,64}'\s?=>\s | \d{1,9}\s=>\s(?:array|'|"|stdClass)
    | (?:PHP\s)?(?:Warning|Notice|Fatal\serror|Parse\serror|Deprecated|Strict\sStandards)\s?:\s
      .{0,300}\sin\s\S{1,200}\son\sline\s
    | (?:window|document|jQuery|googletag|gtag|fbq|ga|_gaq|_taboola|Taboola|OneSignal|dataLayer|adsbygoogle
      |disqus_\w{1,20})(?:\.\w|\(['"\w]|\[|\s?=\s?[\w\[{'"]) | \(adsbygoogle | !?\(?function\(
    | (?:var|let|const)\s(?:_gaq|disqus_\w{1,20}|addthis_\w{1,20}|dfp\w{0,20}|gpt\w{0,20}|ad_?\w{0,20})\s?=
    | \[/?(?:caption|gallery|embed|vc_\w{1,40}|et_pb_\w{1,40}|contact-form-7|shortcode|wp_\w{1,40}|adrotate)\b
      [^\[\]]{0,400}\]\s*\Z
    | \{\{[^{}]{1,80}\}\}\s*\Z | \{%[^{}]{1,80}%\}\s*\Z | <!--\#? | <!\[endif
    )""",
    re.VERBOSE,
)
# Data and code: a dump at the ends of a page, an example in the middle of a text about programs.
_CODE = re.compile(
    r"""\s*(?:
    \{\s*"[\w@$. -]{1,64}"\s?:\s?["{\[\dtfn-] | \[\s*\{\s*"[\w@$. -]{1,64}"\s?:
    | "[\w@$.-]{1,64}"\s?:\s?(?:"|[\[{]|-?\d|true|false|null)
    | <\?php\b | </?(?:script|style|div|span|iframe|img|noscript|svg|meta|link|table|td|tr)\b[^<>]{0,400}>
    | \$\(.{1,100}\)\. | (?:var|let|const)\s[\w$]{1,40}\s?=\s?[\w"'{\[(].{0,400}[;{\[(]\s*\Z
    | function\s\w{0,40}\(.{0,100}\)\s?\{
    | Traceback\s\(most\srecent\scall\slast\) | \#\d{1,3}\s(?:/|[A-Z]:\\).{0,300}\(\d{1,6}\)
    | at\s[\w.$]{3,80}\(\w{1,80}\.java:\d
    | (?:SELECT\s.{1,200}\sFROM|INSERT\sINTO|UPDATE\s\w{1,64}\sSET)\s.{0,200}[=(`;]
    | (?:@media|@import|@font-face)\b.{0,200}[{;]
    | [.\#]?[a-zA-Z][\w.\#:> -]{0,80}\{\s*[a-z-]{2,40}\s?:\s?[^{}]{1,200};
    )""",
    re.VERBOSE,
)
# Shapes that belong to a dump only beside another such line.
_LOOSE = re.compile(
    r"""\s*(?:[()\[\]{},;]{1,8} | Array | NULL,? | null,? | (?:true|false),? | "[^"]{0,400}",? | '[^']{0,400}',?
    | -?\d{1,20},? | [\w-]{1,40}\s?:\s?[^\s;]{1,80}; | \}\s?(?:else|catch|,\s?\d).{0,80} | //.{0,200} | /?\*.{0,200}
    | [\w$.]{1,80}\(.{0,200}\);? | return\b.{0,80};)\s*\Z""",
    re.VERBOSE,
)
# A line without any of these is no leak and no code; without such an end, or beginning, it is no loose one either.
_MARK = re.compile(r"[(\[{=:<;`.](?:(?<!\.)|(?=\w))")
_LOOSE_ENDS, _LOOSE_BEGINNINGS = frozenset("()[]{},;\"'yLle"), frozenset("}/*")
_LEAST_BLOB = 160
_PAIR = re.compile(r"[\"']\s?(?::|=>)\s?[\"'\[{\d-]")
_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}|\\/|\\\"")
_BLOB = re.compile(rf"[A-Za-z0-9+/=_%-]{{{_LEAST_BLOB},}}")


def find_dumps(lines: Sequence[PageLine]) -> frozenset[int]:
    """Return the indexes of the lines that are dump.

    A line that is one for certain draws in the loose ones about it, but never a line of text.
    """
    kinds = [_kind(line) for line in lines]
    fenced = _fenced(lines)
    found: set[int] = set()
    for run in _runs(lines, kinds, fenced):
        is_leak = any(kinds[at] == "leak" for at in run)
        if is_leak or not _is_example(lines, run):
            found.update(run)
    return frozenset(found)


def _kind(line: PageLine) -> str:
    seen = line.raw[:_SEEN]
    is_marked = _MARK.search(seen) is not None or "Object" in seen
    if is_marked and _LEAK.match(seen):
        return "leak"
    if (is_marked and _CODE.match(seen)) or _is_data(seen):
        return "code"
    return "loose" if len(line.raw) < 500 and _can_be_loose(seen.strip()) and _LOOSE.match(seen) else ""


def _can_be_loose(bare: str) -> bool:
    return bare[-1:] in _LOOSE_ENDS or bare[-1:].isdigit() or bare[:1] in _LOOSE_BEGINNINGS


def _is_data(seen: str) -> bool:
    length = len(seen)
    pairs = len(_PAIR.findall(seen))
    if pairs >= 3 and pairs * 60 > length:
        return True
    if length > 60 and "\\" in seen and len(_ESCAPE.findall(seen)) * 12 > length:
        return True
    blob = _BLOB.search(seen) if length >= _LEAST_BLOB else None
    return blob is not None and (blob.end() - blob.start()) * 2 > length


def _runs(lines: Sequence[PageLine], kinds: Sequence[str], fenced: frozenset[int]) -> list[list[int]]:
    """Return the runs of lines that have a dump's shapes and at least one that is certain."""
    runs: list[list[int]] = []
    run: list[int] = []
    for at in range(len(lines) + 1):
        if at < len(lines) and kinds[at] and at not in fenced:
            run.append(at)
            continue
        while run and kinds[run[0]] == "loose" and not _opens(lines, kinds, run):
            run.pop(0)
        if any(kinds[each] != "loose" for each in run):
            runs.append(run)
        run = []
    return runs


def _opens(lines: Sequence[PageLine], kinds: Sequence[str], run: Sequence[int]) -> bool:
    """Whether the loose line at the head of a run is the opening of what is certain below it."""
    return len(run) > 1 and lines[run[0]].text.strip() in {"Array", "{", "[", "(", "({", "[{"} and kinds[run[1]] != ""


def _is_example(lines: Sequence[PageLine], run: Sequence[int]) -> bool:
    """Whether code stands in the middle of a text, as examples do: prose close by on both sides."""
    before = any(lines[at].is_prose for at in range(max(0, run[0] - 6), run[0]))
    after = any(lines[at].is_prose for at in range(run[-1] + 1, min(len(lines), run[-1] + 7)))
    is_blob = (
        len(run) == 1
        and len(lines[run[0]].raw) > _ASIDE_CHARACTERS
        and " " not in lines[run[0]].raw[:_ASIDE_CHARACTERS]
    )
    return before and after and not is_blob


def _fenced(lines: Sequence[PageLine]) -> frozenset[int]:
    """Return the lines inside Markdown fences: code that somebody meant to show."""
    inside: set[int] = set()
    start: int | None = None
    for at, line in enumerate(lines):
        if line.raw.lstrip().startswith(("```", "~~~")):
            if start is not None:
                inside.update(range(start, at + 1))
            start = at if start is None else None
    return frozenset(inside)
