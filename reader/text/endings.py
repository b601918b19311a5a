"""The words of one language that are forms of the same word, where a stemmer joins too few: roots and what follows.

All is folded, so that the vowels that harmony changes are fewer: ä is a, ö is o, ı is i, ş is s.
"""

import re
from collections.abc import Iterator

from reader.text.folding import fold
from reader.text.stems import turkish_stem

# Finnish: case, then whose; for a verb person, or what makes a noun of it, and then those of nouns.
_FI_NOUN = (
    "[aeiouyj]{0,3}(?:n|t|t?ta|a|na|s?sa|sta|l[lt]a|lle|ks[ie]|tten|den|ten|sen|h[aeiouy]n|s[ei]in|jen)?"
    "(?:ni|si|nsa|mme|nne|an|en)?"
)
_FI_VERB = (
    "[aeiouy]{0,3}(?:mme|tte|vat|v[ai]|n[uy]t|nee|tt?[uy]|t?tii|[td]aa|m[ai]|mise|minen|isi|essa|en|akse|ko)" + _FI_NOUN
)
_FI_AFTER = re.compile(f"(?:{_FI_NOUN}|{_FI_VERB})(?:kin|kaan|ko|pa|han)?")
_FI_STRIPPED = re.compile(
    "(?<=...)(?:iksi|i[sl][st]a|i[l][lt]a|ille|s[st]a|l[lt]a|lle|ksi|tta|isia|iin|een|aan|tten|[ji]en|den|i?vat"
    "|n[uy]t|neet|nee[nt]|tt?[uy]|t?tiin|[td]aan|maan|massa|malla|masta|minen|mista|isi|isivat|essa|ta|na|[ieaouy]n|n|t"
    "|[aieouy])\\Z"
)
# Nouns that have another consonant before an ending: -nen and -s-; -us, -uude- and -ukse-.
_FI_NEN = (re.compile("(?<=...)(?:nen|sen|set)\\Z"), re.compile(f"nen|se?{_FI_NOUN}"))
_FI_US = (re.compile("(?<=...)(?<=[uy])s\\Z"), re.compile(f"s|(?:ks|d|t)[ei]?{_FI_NOUN}|s{_FI_NOUN}"))
# The strong and the weak grade of the consonants before an ending.
_FI_GRADES = ("kk k", "pp p", "tt t", "nk ng", "nt nn", "mp mm", "lt ll", "rt rr", "t d", "p v", "k ")


def finnish_endings(form: str) -> Iterator[tuple[str, "re.Pattern[str]"]]:
    """Yield the roots of a folded Finnish word, and what may follow each."""
    for stripped, after in (_FI_NEN, _FI_US):
        if stripped.search(form):
            yield stripped.sub("", form), after
            return
    root = _FI_STRIPPED.sub("", form).rstrip("aeiouy")
    if len(root) < 4:
        root = form.rstrip("aeiouy")
    if len(form) < 4 or len(root) < 3:
        return
    yield root, _FI_AFTER
    for strong, _, weak in (grades.partition(" ") for grades in _FI_GRADES):
        for grade, other in ((strong, weak), (weak, strong)):
            if grade and root.endswith(grade) and len(root) - len(grade) > 1:
                yield root.removesuffix(grade) + other, _FI_AFTER


# Turkish: what makes a noun of a noun, number, whose, case, “is”, in this order; before these, for a verb: voice, can
# and not, tense or what makes a noun of it.
_TR_NOUN = (
    "(?:c[iu]|l[iu]k?|s[iu]z)?(?:l[ae]r)?(?:[iu]?[mn][iu]z|[iu]?[mn]|s?[iu])?"
    "(?:n?d[ae](?:ki|n)?|t[ae]n?|n?[iu]n|[yn]?[aeiu]|y?l[ae]|n?c[ae])?(?:l[ae]r)?"
    "(?:(?:y?d[iu]|t[iu]|y?m[iu]s|y?s[ae])(?:[mnk]|n[iu]z|l[ae]r)?|[dt][iu]r(?:l[ae]r)?|y?[iu][mz]|s[iu]n(?:[iu]z)?|yken)?"
)
_TR_VERB = (
    "(?:[iu]?[lns]|[dt][iu]r|t|[iuae]r|[iu]n[iu]l)?(?:y?[ae]b[iu]l|y?[ae]m[ae]?|m[aeiu]?)?"
    "(?:[iu]yor|[dt][iu][kg]?|m[iu]s|y?[ae]c[ae][kg]|[aeiu]?r|m[ae]z|m[ae]l[iu]|s[ae]|y?[ae]n|y?[ae]r[ae]k|y?[iu]p|m[ae]k?"
    "|m[ae]d[ae]n|y?[iu]nc[ae]|y?[ae]l[iu]|m[ae]ks[iu]z[iu]n|[dt][iu]kc[ae]|s[iu]n|y?[ae])?"
)
_TR_AFTER_NOUN = re.compile(_TR_NOUN)
_TR_AFTER_VERB = re.compile(_TR_VERB + _TR_NOUN)
_TR_OF_VERB = re.compile(
    "(?<=...)(?:m[ae])?(?:(?:[iu]yor|[dt][iu]|m[iu]s|y?[ae]c[ae][kg]|m[ae]|[dt][iu][kg])(?:[iu]?[mn]|s?[iu]|l[ae]r|k|[iu]z)?"
    "(?:[iu]|n[iuae]|nd[ae]n?)?|[aeiu]r|m[ae][zk]|y?[ae]n|y?[ae]r[ae]k|y?[iu]p)\\Z"
)
# A hard last consonant and the soft one that it is before a vowel.
_TR_GRADES = str.maketrans("kptgbd", "gbdkpt")


def turkish_endings(form: str) -> Iterator[tuple[str, "re.Pattern[str]"]]:
    """Yield the roots of a folded Turkish word, and what may follow each."""
    if len(form) < 3:
        return
    noun, verb = fold(turkish_stem(form)), _TR_OF_VERB.sub("", form)
    roots = {form: _TR_AFTER_NOUN}
    if len(noun) > 3 and form.startswith(noun):
        roots.setdefault(noun, _TR_AFTER_NOUN)
    if verb != form:
        roots[verb] = _TR_AFTER_VERB
    for root, after in roots.items():
        yield root, after
        other = root[:-1] + root[-1].translate(_TR_GRADES)
        if other != root:
            yield other, after
