"""The fields of the index: which hold words, which hold values, and what is kept of each article."""

# Before a stem, so that it is never taken for a word that is written so.
STEM = "~"
# A key and the value as it is shown, in one term.
SHOWN = "\x1f"

# All words of an article, weighted by field: what a query without a field asks.
WORDS = "words"
# The same words by field, for a query that names one.
WORD_FIELDS = ("title", "author", "site", "tag", "note", "quote")
VALUE_FIELDS = ("sites", "tags", "names", "langs", "folders", "has")
# Positions tell the field: each field's begin at its own multiple.
FIELD_SHIFT = 27
# The place of a field's terms among those of all.
FIELD_NUMBERS = {name: number for number, name in enumerate((WORDS, *WORD_FIELDS, *VALUE_FIELDS))}
# The first of the numbers and of the byte strings are known of many articles at once.
NUMBER_COLUMNS = ("length", "published", "first", "saved")
BYTES_COLUMNS = ("figures", "ids", "prints", "titles")
