"""What a query says: its fields, and the tree that it is read into."""

from dataclasses import dataclass, field

from reader.search.periods import Period
from reader.text.distance import nearest

# The orders in which hits may come.
SORTS = ("relevance", "date", "title", "site", "length", "unread")
# What is asked of a word.
PLAIN, EXACT, PREFIX, FUZZY = "plain", "exact", "prefix", "fuzzy"
# What stands after the colon of a field.
TEXT, VALUE, CHOICE, DATE, FIGURE = "text", "value", "choice", "date", "figure"
# Fields of which the caller of a search tells the articles, in a scope.
SCOPED = frozenset(("is", "link", "speaker", "said"))
# How a cross-reference is judged; as reader.notes has them.
RELATIONS = ("confirms", "contradicts", "repeats", "unrelated")
OPERATORS = (
    ("words", "all of these words; if few articles have all, also those with most of them"),
    ('"a phrase"', "these words, in this order"),
    ('"a b"~8', "the words within 8 words of each other"),
    ("-word, NOT word", "without it"),
    ("a OR b", "either of the two words"),
    ("a AND b", "both words; articles with only one are left out"),
    ("(a b)", "a group"),
    ("pref*", "words that begin with pref (two letters or more)"),
    ("word~, word~2", "words that differ by one or two letters"),
    ("=word", "exactly this form: no other endings or spellings"),
)


@dataclass(frozen=True, slots=True)
class WordNode:
    """One word; *field* `None` is everywhere. A *required* word is never relaxed away."""

    surface: str
    start: int
    end: int
    field: str | None = None
    kind: str = PLAIN
    edits: int = 0
    required: bool = False


@dataclass(frozen=True, slots=True)
class PhraseNode:
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

    def holds(self, value: float) -> bool:
        """Whether *value* is within."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class ValueFilter:
    """A field that has this *value* as a whole (`is has lang in like name speaker said`, and `=` on `tag site`)."""

    field: str
    value: str
    start: int
    end: int

    @property
    def state(self) -> str:
        """What a scope calls what this asks for: `read` of `is:read`, but `link:contradicts` as it is."""
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
Node = WordNode | PhraseNode | Filter | Not | And | Or


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


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its *kind* says what is read after the colon, *choices* what a choice may be."""

    name: str
    kind: str
    help: str
    example: str
    choices: tuple[str, ...] = ()


FIELDS = (
    Field("title", TEXT, "words of the title", 'title:aleppo, title:"east aleppo"'),
    Field("author", TEXT, "words of the author's name", "author:fisk"),
    Field("site", TEXT, "words of the site's name or address", 'site:"global research", site:southfront.org'),
    Field("text", TEXT, "words of the text alone", "text:corridor"),
    Field("note", TEXT, "words of your notes", "note:doubtful"),
    Field("quote", TEXT, "words of the passages you marked", "quote:ceasefire"),
    Field("tag", TEXT, "words of a tag; #tag is the same", "tag:syria, #syria"),
    Field("name", VALUE, "a heading of names.yaml, by any of its spellings", 'name:"jabhat al-nusra"'),
    Field("speaker", VALUE, "who says something in it, by a part of the name", 'speaker:poznikhir, speaker:"the un"'),
    Field(
        "said",
        VALUE,
        "words that somebody says in it; with speaker:, that this one says",
        "speaker:poznikhir said:corridor",
    ),
    Field("figure", FIGURE, "a number in the text, or a range of them", "figure:3033, figure:3000..3100, figure:>500"),
    Field("date", DATE, "when it was published", "date:2016-12, date:2016-12-01..2016-12-15, date:<2w"),
    Field("first", DATE, "when it was first published", "first:2016"),
    Field("saved", DATE, "when you saved it", "saved:<3d, saved:today"),
    Field("is", CHOICE, "its state", "is:unread", ("unread", "read", "starred", "orphaned", "contradicted")),
    Field("link", CHOICE, "how you judged one of its cross-references", "link:contradicts", RELATIONS),
    Field("has", CHOICE, "what it has besides its text", "has:note", ("note", "highlight", "original")),
    Field("like", VALUE, "articles like this one, by its id", "like:2016-12-15-east-aleppo"),
    Field("lang", VALUE, "its language, by its code", "lang:ar"),
    Field("in", VALUE, "the folder it is in", "in:2016/december"),
)
FIELD_BY_NAME = {field.name: field for field in FIELDS}


def nearest_field(name: str) -> str | None:
    """Return the name of the field that *name* may have meant."""
    aliases = {
        "by": "author",
        "source": "site",
        "folder": "in",
        "language": "lang",
        "body": "text",
        "notes": "note",
        "says": "said",
    }
    return aliases.get(name) or nearest(name, FIELD_BY_NAME, 1 if len(name) < 4 else 2)
