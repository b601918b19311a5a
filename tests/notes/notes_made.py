"""Annotations of every kind, for properties."""

from hypothesis import strategies as st

from reader.notes.colors import COLORS
from reader.notes.model import MOTIVATIONS, RELATIONS, Annotation, TextPositionSelector, TextQuoteSelector
from reader.notes.note_file import KEYS, normalize

# Letters that break careless writers: quotes, colons, hashes, brackets, line breaks of all kinds, controls, bidi.
LETTERS = st.sampled_from("ab \"'\\:#-[]{}&*!|>%@`,\n\t\r\x07\x1b\x85\u2028\ufeff\u202eé\u0301中🙂~=?")
TEXTS = st.text(LETTERS, max_size=30) | st.text(max_size=30) | st.sampled_from(["---", "null", "no", "- a", "12"])
IDS = st.text("0123456789abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=20).filter(lambda text: text.strip("-"))
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=6
)
POSITIONS = st.builds(
    lambda start, length: TextPositionSelector(start, start + length), st.integers(0, 10**6), st.integers(0, 10**4)
)
ANNOTATIONS = st.builds(
    Annotation,
    id=IDS,
    article=IDS.map(lambda text: text.strip("-")),
    motivation=st.sampled_from(("", *MOTIVATIONS)),
    quote=st.none() | st.builds(TextQuoteSelector, TEXTS, TEXTS, TEXTS),
    position=st.none() | POSITIONS,
    body=TEXTS | st.text(LETTERS, max_size=80),
    color=st.sampled_from(("", *COLORS)),
    tags=st.lists(TEXTS, max_size=3).map(tuple),
    link=st.just("") | IDS,
    relation=st.sampled_from(("", *RELATIONS)) | TEXTS,
    created=st.sampled_from(["", "2026-11-22T23:15:01Z"]),
    modified=st.sampled_from(["", "2026-11-23T08:00:00Z"]),
    text_sha256=st.sampled_from(["", "0" * 64]),
    extra=st.dictionaries(TEXTS.filter(lambda text: text not in KEYS), VALUES, max_size=3),
).map(normalize)
