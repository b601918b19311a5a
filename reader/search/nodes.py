"""A query as it was read: the tree of its words, phrases, filters and operators, with their places."""

from dataclasses import dataclass, field

from reader.search.periods import Period

PLAIN, EXACT, PREFIX, FUZZY = "plain", "exact", "prefix", "fuzzy"


@dataclass(frozen=True, slots=True)
class Word:
    """One word; *field* `None` is everywhere. A *required* word is never relaxed away."""

    surface: str
    start: int
    end: int
    field: str | None = None
    kind: str = PLAIN
    edits: int = 0
    required: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, or with *within* at most so many words from the first to the last, in any order."""

    surface: str
    start: int
    end: int
    field: str | None = None
    is_exact: bool = False
    within: int | None = None


@dataclass(frozen=True, slots=True)
class DateFilter:
    """Days that an article's date of this *field* lies in."""

    field: str
    period: Period
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """A number in the text between *low* and *high*, both included; `None` is open."""

    low: float | None
    high: float | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ValueFilter:
    """A field that has this *value* as a whole (`is has lang in like name`, and `=` on `tag site`)."""

    field: str
    value: str
    start: int
    end: int

    @property
    def state(self) -> str:
        """What a scope calls the state that this asks for: `read` of `is:read`, `link:contradicts` as it is."""
        return self.value if self.field == "is" else f"{self.field}:{self.value}"


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but *node*."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All of *nodes*."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of *nodes*."""

    nodes: tuple["Node", ...]


Filter = DateFilter | FigureFilter | ValueFilter
Node = Word | Phrase | Filter | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read. *node* `None` asks for everything.

    *problem* is a sentence when it cannot be searched, *proposal* the query that may have been meant; *notices* are
    sentences about what was read otherwise than typed. *marks* are `(start, end, kind)` of the text's parts for a
    screen that colors them: `field operator phrase word value`.
    """

    text: str
    node: Node | None = None
    problem: str | None = None
    proposal: str | None = None
    notices: tuple[str, ...] = ()
    is_plain: bool = False
    marks: tuple[tuple[int, int, str], ...] = field(default=())


def leaves(node: Node | None, *, negated: bool = False) -> list[tuple["Node", bool]]:
    """Return the words, phrases and filters under *node* in order, each with whether it is under a `Not`."""
    if node is None:
        return []
    if isinstance(node, Not):
        return leaves(node.node, negated=not negated)
    if isinstance(node, (And, Or)):
        return [leaf for each in node.nodes for leaf in leaves(each, negated=negated)]
    return [(node, negated)]
