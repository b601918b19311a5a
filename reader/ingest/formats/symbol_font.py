"""The signs of the font Symbol, which documents keep by their place in it: at least, minus, Greek letters."""

# From the first place on; a blank where the font has a piece of a larger sign or one that no text needs.
_SIGNS = (
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?"),
    (0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x60, " αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵"),
    (0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    (0xE0, "◊〈®©™∑"),
)
_TABLE = {first + at: sign for first, signs in _SIGNS for at, sign in enumerate(signs)}


def symbols(code: str) -> str:
    """Return the sign at a place, in hexadecimal; programs write it with F0 before it, among letters nobody has."""
    return _TABLE.get(int(code[-2:], 16), "")
