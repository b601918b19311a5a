"""TeX formulas as readable text: commands become signs, and every character keeps its place or is hidden."""

import re
from collections.abc import Iterator, Mapping

from reader.text.tex_signs import LOWERED, RAISED, SIGNS
from reader.view.arabic_forms import HIDDEN

# A formula between dollar signs; not “$5 and $6”, which has no TeX in it.
FORMULA = re.compile(
    r"\$\$ ?([^$\n]{1,2000}?) ?\$\$"
    r"|(?<![\w$\\])\$(?![\s\d.,]{0,9}\s)([^$\n]{1,400}?)(?<!\s)\$(?![\w$])"
)
_IS_TEX = re.compile(r"[\\^_{}]|\A[a-zA-Z]\Z|[a-zA-Z0-9)]\s?[=<>+]\s?[a-zA-Z0-9(]")
_TOKEN = re.compile(r"\\[a-zA-Z]+ ?|\\[,;:! ]|\\.|[{}^_]")
_TERMS = re.compile(r"[+=<>-]|\w\\")
_NAMES = frozenset("sin cos tan cot sec csc log ln exp lim max min sup inf det dim ker gcd arg deg mod Pr".split())
_FRACTIONS = frozenset({"frac", "dfrac", "tfrac"})
_SPACES = frozenset({"", "quad", "qquad", ",", ";", ":"})
_BLACKBOARD = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))


def formulas(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the place of each formula in *text* and the characters to draw there, as many as it has."""
    for found in FORMULA.finditer(text):
        group = 1 if found.group(1) else 2
        body, (start, end) = found.group(group), found.span(group)
        if _IS_TEX.search(body):
            before, after = HIDDEN * (start - found.start()), HIDDEN * (found.end() - end)
            yield *found.span(), before + readable(body) + after


def readable(tex: str) -> str:
    """Return TeX as readable text of the same length, with HIDDEN for what is not drawn."""
    drawn = list(tex)
    position = 0
    while token := _TOKEN.search(tex, position):
        position = token.end()
        text = token.group()
        if text in "{}":
            if drawn[token.start()] == text:
                drawn[token.start()] = HIDDEN
        elif text in "^_":
            _script(tex, drawn, token.start(), RAISED if text == "^" else LOWERED)
        else:
            position = _command(tex, drawn, token.start(), text)
    return "".join(drawn)


def _command(tex: str, drawn: list[str], at: int, text: str) -> int:
    """Draw a command; return the offset after it."""
    name, end = text[1:].rstrip(), at + len(text)
    if name in SIGNS:
        _sign(tex, drawn, at, text)
    elif name in _FRACTIONS and (middle := _fraction(tex, end)):
        _put(drawn, at, end, "")
        _divide(tex, drawn, end, middle)
    elif name == "mathbb" and tex[end : end + 1] == "{" and tex[end + 1 : end + 2] in _BLACKBOARD:
        _put(drawn, at, end + 2, _BLACKBOARD[tex[end + 1]])
        return end + 2
    else:
        _put(drawn, at, end, _spoken(name, text))
    return end


def _sign(tex: str, drawn: list[str], at: int, text: str) -> None:
    name, end = text[1:].rstrip(), at + len(text)
    is_word = SIGNS[name].isalpha() or name == "sqrt"
    _put(drawn, at, end, SIGNS[name] + ("" if is_word else " " * text.endswith(" ")))
    _bracket(tex, drawn, end if name == "sqrt" else -1)


def _spoken(name: str, text: str) -> str:
    """Return the text for a command without a sign: its name, a space, or nothing for a command of style."""
    if name in _NAMES:
        return name + " " * text.endswith(" ")
    if name in _SPACES:
        return " "
    return name if name != "!" and not name[0].isalpha() else ""


def _put(drawn: list[str], start: int, end: int, text: str) -> None:
    drawn[start:end] = text.ljust(end - start, HIDDEN)[: end - start]


def _fraction(tex: str, at: int) -> int:
    """Return where the second part of a fraction begins; 0 if it has no two parts."""
    end = _group_end(tex, at)
    return end if end and tex[end : end + 1] == "{" and _group_end(tex, end) else 0


def _divide(tex: str, drawn: list[str], start: int, middle: int) -> None:
    """Draw the parts of a fraction as a quotient, in brackets if they have several terms."""
    above = tex[start + 1 : middle - 1]
    is_sum, is_below_sum = _TERMS.search(above) is not None, _bracket(tex, drawn, middle)
    if is_sum and is_below_sum and re.search(r"[\\{}^_]", above):
        # There is no room for another bracket, and the numerator cannot be moved.
        _put(drawn, start - len("frac"), start, "frac")
        drawn[start], drawn[middle - 1] = "(", ")"
    elif is_sum and is_below_sum:
        # There is room for one bracket only, so the numerator moves one place left.
        drawn[start - 1 : middle - 2] = ["(", *drawn[start + 1 : middle - 1]]
        drawn[middle - 2 : middle + 1] = ")/("
    elif is_sum:
        drawn[start] = "("
        drawn[middle - 1 : middle + 1] = ")/"
    else:
        drawn[middle - 1 : middle + 1] = "/(" if is_below_sum else ["/", HIDDEN]


def _bracket(tex: str, drawn: list[str], start: int) -> bool:
    """Draw the braces of a group as brackets if it has several terms; return whether it has."""
    end = _group_end(tex, start) if 0 <= start < len(tex) else 0
    if not end or not _TERMS.search(tex, start + 1, end - 1):
        return False
    drawn[start], drawn[end - 1] = "(", ")"
    return True


def _group_end(tex: str, at: int) -> int:
    """Return the end of the group in braces that begins at *at*; 0 if there is none."""
    depth = 0
    for position in range(at, len(tex)):
        depth += (tex[position] == "{") - (tex[position] == "}")
        if not depth:
            return position + 1 if tex[at] == "{" else 0
    return 0


def _script(tex: str, drawn: list[str], at: int, signs: Mapping[str, str]) -> None:
    """Draw a superscript or subscript in small signs, if all of its characters have one."""
    end = _group_end(tex, at + 1) or at + 2
    inner = tex[at + 2 : end - 1] if tex[at + 1 : at + 2] == "{" else tex[at + 1 : end]
    start = end - len(inner) - (tex[at + 1 : at + 2] == "{")
    if inner and all(letter in signs for letter in inner):
        drawn[at] = HIDDEN
        drawn[start : start + len(inner)] = [signs[letter] for letter in inner]
    elif len(inner) > 1:
        drawn[at + 1], drawn[end - 1] = "(", ")"
