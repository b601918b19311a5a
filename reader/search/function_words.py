"""Words that every text of a language is full of: they count once and little, and no article must have them."""

from functools import lru_cache

from reader.search.folding import fold

# Whoosh has no list for Arabic.
_ARABIC = (
    "في من على إلى عن أن إن التي الذي هذا هذه ذلك تلك مع ما لا لم لن قد كان كانت هو هي كل بعد قبل بين حتى أو ثم كما"
)


@lru_cache(maxsize=32)
def function_words(language: str) -> frozenset[str]:
    """Return the folded function words of a language; none for one that there is no list for."""
    from whoosh.lang.stopwords import stoplists

    found = _ARABIC.split() if language == "ar" else stoplists.get(language, ())
    # A single letter may be a list's crumb of an apostrophe; `us` is a country as often as a pronoun.
    return frozenset(fold(word) for word in found) - {"us", "mi"}
