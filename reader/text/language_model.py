"""The language of a text by how often runs of its letters occur in each: what py3langid knows of them."""

import io
import lzma
import os
from array import array
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# A text is judged by its beginning; more takes time and says nothing else.
_JUDGED = 1_000
# Languages that a few sentences can't tell apart, and that we stem alike: the likeliest of them.
_GROUPS = (frozenset("id ms".split()), frozenset("no nn".split()))
_DIALECTS = {"arz": "ar", "ary": "ar", "wuu": "zh", "yue": "zh", "nn": "no"}
# What filler text and program code are taken for.
_NO_LANGUAGE = frozenset(("la", "zxx"))


def likeliest_language(text: str) -> tuple[str | None, float]:
    """Return the two-letter code of the likeliest language of *text*, and how sure that is (0 to 1); None for none."""
    ranked = _identifier().rank(text[:_JUDGED])
    code, _ = ranked[0]
    group = next((group for group in _GROUPS if code in group), frozenset((code,)))
    confidence = sum(share for other, share in ranked if _DIALECTS.get(other, other) in group or other in group)
    code = _DIALECTS.get(code, code)
    return (None, 0.0) if code in _NO_LANGUAGE or len(code) > 2 else (code, confidence)


@cache
def _identifier() -> "LanguageIdentifier":
    """Return the model: half a second and 100 MB, so only where a text asks for it."""
    # The threads of its arithmetic would each take address space, of which a child that parses has little.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy as np
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    # Its own way unpacks into a temporary file, and a child that parses may write none.
    with lzma.open(MODEL_DIR / MODEL_FILE) as packed:
        model = np.load(io.BytesIO(packed.read()), allow_pickle=False)
    moves, rows = (array(model[name].dtype.char, model[name].tobytes()) for name in ("nextmove", "nextmove_row"))
    features = model["out_feat"].tolist()
    return LanguageIdentifier(
        model["ptc"], model["pc"], model["classes"].tolist(), moves, features, norm_probs=True, tk_row=rows
    )
