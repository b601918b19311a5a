"""Formulas of web pages, as the programs write them that show them there."""

import pytest

from reader.ingest.html import read_content, read_page
from reader.library.markdown import parse

FIRST = "The height of the water was read at dawn, and the keeper called it out to whoever had come down to the river."
LAST = "He wrote it down in feet, with a mark beside it where ice or reeds had made the water stand higher than it was."
TOLD = "In the notebooks of the office, the flow {} is called so after the man who measured it first."
TEX = "Q=a h^{2}"
ANNOTATED = (
    "<math><semantics><mrow><mi>Q</mi><mo>=</mo><mi>a</mi></mrow><annotation encoding='application/x-tex'>{}"
    "</annotation></semantics></math>"
)


def _text(formula: str) -> str:
    paragraphs = "".join(f"<p>{each}</p>" for each in (FIRST, TOLD.format(formula), LAST))
    page = f"<html><body><main><h1>Heights</h1>{paragraphs}</main></body></html>"
    return parse(read_page(page).markdown).text


@pytest.mark.parametrize(
    "formula",
    [
        f"<span class='katex'><span class='katex-mathml'>{ANNOTATED.format(TEX)}</span>"
        "<span class='katex-html' aria-hidden='true'><span>Q</span><span>=</span></span></span>",
        "<span class='MathJax_Preview'></span><span class='MathJax'><nobr aria-hidden='true'>Q=a</nobr></span>"
        f"<script type='math/tex'>{TEX}</script>",
        f"<math alttext='{TEX}'><mi>Q</mi></math>",
        "<span class='mwe-math-element'><span class='mwe-math-mathml-a11y' style='display: none;'>"
        f"{ANNOTATED.format(f'{{{chr(92)}displaystyle {TEX}}}')}</span>"
        f"<img class='mwe-math-fallback-image-inline' aria-hidden='true' alt='{TEX}'></span>",
        f"<img class='latex' alt='{TEX}'>",
        "<math><mi>Q</mi><mo>=</mo><mi>a</mi><mo>&nbsp;</mo><msup><mi>h</mi><mn>2</mn></msup></math>",
    ],
    ids=["katex", "mathjax", "latexml", "wiki", "picture", "mathml"],
)
def test_a_formula_is_read_once_as_tex(formula: str) -> None:
    assert TOLD.format(f"${TEX}$") in _text(formula).replace("ah^", "a h^")


@pytest.mark.parametrize(
    ("math", "written"),
    [
        ("<mfrac><mn>1</mn><mi>k</mi></mfrac>", r"$\frac{1}{k}$"),
        ("<msqrt><mi>k</mi></msqrt>", r"$\sqrt{k}$"),
        ("<msubsup><mi>h</mi><mn>0</mn><mn>2</mn></msubsup>", r"$h_{0}^{2}$"),
        ("<msup><mn>3</mn><mn>4</mn></msup>", "${3^{4}}$"),
        ("<msup><mn>3</mn></msup>", "3"),
        ("<mi>a</mi><mo>+</mo><mi>b</mi>", "a+b"),
    ],
    ids=["fraction", "root", "index", "power, and no money", "not whole", "nothing to raise"],
)
def test_what_has_no_tex_is_written_as_such(math: str, written: str) -> None:
    assert TOLD.format(written) in _text(f"<math>{math}</math>")


def test_a_formula_on_a_line_of_its_own_is_one_of_display_and_a_picture_of_words_is_none() -> None:
    assert TOLD.format(f"$${TEX}$$") in _text(f"<script type='math/tex; mode=display'>{TEX}</script>")
    assert "walls" not in _text("<img class='math' alt='Some walls'>")


def test_the_content_that_a_program_kept_of_a_page_has_its_formulas_too() -> None:
    assert read_content(f"<p>So <img class='latex' alt='{TEX}'> is.</p>", None, None).markdown == f"So ${TEX}$ is.\n"
