"""The colors of code, by the language that a block names; Rich's lexers are imported when one is shown."""

from collections.abc import Iterator

from reader.library.plain_text import Block, PlainText
from reader.view.marks import Mark

# Longer code stays in one color: it is data rather than code to read.
_LONGEST, _MOST_BLOCKS = 20_000, 200
_LOOKS = (
    ("Comment", "code--comment"), ("Literal.String", "code--string"), ("Literal.Number", "code--number"),
    ("Keyword", "code--keyword"), ("Operator.Word", "code--keyword"), ("Name.Function", "code--name"),
    ("Name.Class", "code--name"), ("Name.Builtin", "code--name"), ("Name.Decorator", "code--name"),
    ("Name.Tag", "code--keyword"), ("Name.Attribute", "code--name"), ("Generic.Deleted", "code--comment"),
    ("Generic.Inserted", "code--string"),
)  # fmt: skip


def colored_blocks(plain: PlainText) -> list[Block]:
    """Return the blocks of code that name their language."""
    blocks = [block for block in plain.blocks if block.kind == "code" and block.info]
    return [block for block in blocks if block.end - block.start <= _LONGEST][:_MOST_BLOCKS]


def code_marks(plain: PlainText, blocks: list[Block]) -> Iterator[Mark]:
    """Yield the marks of *blocks*; an unknown language has none."""
    from rich.syntax import Syntax

    for block in blocks:
        lexer = Syntax("", block.info).lexer
        if lexer is None:
            continue
        at = block.start
        # A tab would be taken for several spaces.
        for kind, text in lexer.get_tokens(plain.text[block.start : block.end].replace("\t", " ")):
            look = _look_of(str(kind).removeprefix("Token."))
            end = min(at + len(text), block.end)
            if look and at < end:
                yield Mark(at, end, look)
            at += len(text)


def _look_of(kind: str) -> str:
    return next((look for name, look in _LOOKS if kind.startswith(name)), "")
