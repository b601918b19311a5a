"""A table as Lua writes it, read without running it."""

import re

# `"text"`, `12`, `word` or one of `{}[]=,;`, with white space and comments (`-- …`) before it.
_TOKEN = re.compile(
    r"\s*(?:--[^\n]*\n\s*)*(?:"
    r'"(?P<text>(?:[^"\\]|\\.)*+)"|(?P<number>-?(?:0x[0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?))'
    r"|(?P<word>[A-Za-z_]\w*)|(?P<mark>[{}\[\]=,;]))",
    re.DOTALL,
)
_ESCAPE = re.compile(r"((?:\\\d{1,3})+)|\\(?:(\r?\n)|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "", "b": "", "f": "", "v": ""}
_DEEPEST = 40
_CONSTANTS = {"true": True, "false": False, "nil": None}

Table = dict[str, object]


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._token: re.Match[str] | None = None
        self._next()

    def _next(self) -> None:
        self._token = _TOKEN.match(self._text, self._position)
        if self._token:
            self._position = self._token.end()

    def _is(self, mark: str) -> bool:
        return self._token is not None and self._token["mark"] == mark

    def _take(self, mark: str) -> None:
        if not self._is(mark):
            raise ValueError(f"{mark} is missing")
        self._next()

    def value(self, depth: int = 0) -> object:
        token = self._token
        if token is None or depth > _DEEPEST:
            raise ValueError("a value is missing")
        if self._is("{"):
            return self._table(depth)
        self._next()
        if token["text"] is not None:
            return _decoded(token["text"])
        if token["number"]:
            return float(token["number"]) if re.search(r"[.eE]", token["number"]) else int(token["number"], 0)
        if token["word"] in _CONSTANTS:
            return _CONSTANTS[token["word"]]
        raise ValueError(f"{token.group().strip()} is no value")

    def _table(self, depth: int) -> Table:
        self._take("{")
        table: Table = {}
        count = 0
        while not self._is("}"):
            count += 1
            name = self._name(depth)
            table[str(count) if name is None else name] = self.value(depth + 1)
            if not self._is("}"):
                self._take("," if self._is(",") else ";")
        self._take("}")
        return table

    def _name(self, depth: int) -> str | None:
        """Return the name of the next value; None where it has none."""
        if self._is("["):
            self._next()
            name = str(self.value(depth + 1))
            self._take("]")
            self._take("=")
            return name
        token = self._token
        if token and token["word"] and token["word"] not in _CONSTANTS:
            self._next()
            self._take("=")
            return token["word"]
        return None


def _decoded(text: str) -> str:
    def meant(escape: re.Match[str]) -> str:
        codes, newline, sign = escape.groups()
        if codes:
            # Bytes of UTF-8, each by its number.
            numbers = (int(each) for each in codes.split("\\")[1:])
            return bytes(each for each in numbers if each < 256).decode("utf-8", "replace")
        return "\n" if newline else _ESCAPED.get(sign, sign)

    return _ESCAPE.sub(meant, text)


def read_table(text: str) -> Table:
    """Return the table that a Lua file returns, its keys as texts. Raises: ValueError if it returns something else."""
    start = re.search(r"^\s*return\s", text, re.MULTILINE)
    value = _Parser(text[start.end() :] if start else "").value()
    if not isinstance(value, dict):
        raise TypeError("no table is returned") from None
    return value


def in_order(table: object) -> list[object]:
    """Return the values of a table whose keys are numbers, by them; nothing of anything else."""
    if not isinstance(table, dict):
        return []
    return [table[name] for name in sorted((each for each in table if each.isdigit()), key=int)]
