"""The fields of a query: each is declared here once, and the grammar, the help and the manual follow."""

from dataclasses import dataclass

from reader.text.distance import nearest

# What stands after the colon.
# How a cross-reference is judged; as reader.notes has them.
RELATIONS = ("confirms", "contradicts", "repeats", "unrelated")
TEXT, VALUE, CHOICE, DATE, FIGURE = "text", "value", "choice", "date", "figure"


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
    Field("text", TEXT, "words of the article's text alone", "text:corridor"),
    Field("note", TEXT, "words of your notes", "note:doubtful"),
    Field("quote", TEXT, "words of the passages that you marked", "quote:ceasefire"),
    Field("tag", TEXT, "words of a tag; #tag is the same", "tag:syria, #syria"),
    Field("name", VALUE, "a heading of names.yaml, by any of its spellings", 'name:"jabhat al-nusra"'),
    Field("figure", FIGURE, "a number in the text, or a range of them", "figure:3033, figure:3000..3100, figure:>500"),
    Field("date", DATE, "when it was published", "date:2016-12, date:2016-12-01..2016-12-15, date:<2w"),
    Field("first", DATE, "when it was first published", "first:2016"),
    Field("saved", DATE, "when you saved it", "saved:<3d, saved:today"),
    Field("is", CHOICE, "its state", "is:unread", ("unread", "read", "starred", "orphaned", "contradicted")),
    Field("link", CHOICE, "how you judged one of its cross-references", "link:contradicts", RELATIONS),
    Field("has", CHOICE, "what there is beside the text", "has:note", ("note", "highlight", "original")),
    Field("like", VALUE, "what resembles an article, by its id", "like:2016-12-15-east-aleppo"),
    Field("lang", VALUE, "the language, by its code", "lang:ar"),
    Field("in", VALUE, "the folder", "in:2016/december"),
)
FIELD_BY_NAME = {field.name: field for field in FIELDS}

OPERATORS = (
    ("words", "all of them; where that gives too few, most of them, and a line says so"),
    ('"a phrase"', "the words in this order"),
    ('"a b"~8', "the words within 8 words of each other"),
    ("-word, NOT word", "without it"),
    ("a OR b", "either; binds the two beside it"),
    ("a AND b", "both, and never fewer"),
    ("(a b)", "a group"),
    ("pref*", "words that begin so, after two letters at least"),
    ("word~, word~2", "words one or two letters away"),
    ("=word", "exactly this form, no other ending or spelling"),
)


def nearest_field(name: str) -> str | None:
    """Return the name of the field that *name* may have meant."""
    aliases = {"by": "author", "source": "site", "folder": "in", "language": "lang", "body": "text", "notes": "note"}
    return aliases.get(name) or nearest(name, FIELD_BY_NAME, 1 if len(name) < 4 else 2)
