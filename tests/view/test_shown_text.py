import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.markdown import parse
from reader.view.arabic_forms import HIDDEN
from reader.view.math_text import readable
from reader.view.shown_text import shown_text


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("H<sub>2</sub>O, x<sup>2</sup>, y<sup>th</sup>", "H₂O, x², yᵗʰ"),
        ("10^6 and m^(2) and a^b_c", "10⁶ and m² and a^b_c"),
        ("Said[^1] and[^12].\n\n[^1]: One.\n\n[^12]: Two.", "Said¹ and¹².\n\n1. One.\n\n12. Two."),
        ("Said[^b] and[^a].\n\n[^a]: A.\n\n[^b]: B.", "Said¹ and².\n\n2. A.\n\n1. B."),
        ("- [ ] do\n- [x] done\n- [y] no", "  ☐ do\n  ☑ done\n[y] no"),
        ("Term\n: what it is", "Term\nwhat it is"),
        ("It cost $5 and $6.", "It cost $5 and $6."),
        (r"So $x^2 \le \alpha_{12}$.", "So x² ≤ α₁₂."),
        (r"`$x^2$`", "$x^2$"),
        ("$$\nE = mc^2 + \\sqrt{x^2+y^2}\n$$", "E = mc² + √(x²+y²)"),
        (r"$$x^2$$ and $$ y^2$$", "x² and y²"),
        ("```\n10^6\n```", "10^6"),
        ("tab\tbed", "tab bed"),
    ],
)
def test_signs_are_drawn_for_what_is_written_in_letters(markdown: str, seen: str) -> None:
    assert shown_text(parse(markdown)).replace(HIDDEN, "") == seen


@pytest.mark.parametrize(
    ("tex", "seen"),
    [
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{a+1}{b}", "(a+1)/b"),
        (r"\frac{a+b}{c-d}", "(a+b)/(c-d)"),
        (r"\frac{\alpha+1}{\beta+1}", "frac(α+1)(β+1)"),
        (r"\sqrt{2\pi}", "√(2π)"),
        (r"\sum_{i=0}^{n} x_i", "∑ᵢ₌₀ⁿ xᵢ"),
        (r"e^{i\pi}", "e^(iπ)"),
        (r"\sin x \in \mathbb{R}", "sin x ∈ ℝ"),
        (r"\text{speed}\,=\,v", "speed = v"),
    ],
)
def test_mathematics_is_readable(tex: str, seen: str) -> None:
    assert readable(tex).replace(HIDDEN, "") == seen


@given(st.text(alphabet="a1^_{}\\$+ \n[]():-*`|<>subp/", max_size=60))
def test_what_is_drawn_is_as_long_as_the_text(markdown: str) -> None:
    plain = parse(markdown)

    assert len(shown_text(plain)) == len(plain.text)
    assert len(readable(markdown)) == len(markdown)
