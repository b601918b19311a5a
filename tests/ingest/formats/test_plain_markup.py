"""Texts in reStructuredText and Org."""

import pytest

from reader.ingest.formats.org import org_as_html
from reader.ingest.formats.part import FilePart
from reader.ingest.formats.plain_markup import FORMATS
from reader.ingest.formats.rst import rst_as_html
from reader.ingest.formats.source import BytesSource
from reader.ingest.parts import ingest_part

RST, ORG = FORMATS
RST_TEXT = """\
Two winters
===========

:Author: Nora Lind
:Date: 2016-12-15
:Tags: locks, mills

The *lock* was **shut** for two
winters, ``412`` tons [1]_. See `the mill <https://mill.example/>`_ and
the :ref:`old gate <gate>`; the yard_ too.

.. _yard: https://yard.example/

.. image:: gate.png
   :alt: x

What else
---------

- One
  goes on

  - Inner
- Two

They say:

    We like it.

.. note:: It opens in May.

The plan::

    a  b

.. a comment

.. [1] The minutes.
"""
RST_MARKDOWN = """\
The *lock* was **shut** for two winters, `412` tons [^1]. See [the mill](https://mill.example/) and the old gate; the \
[yard](https://yard.example/) too.

## What else

- One goes on
    - Inner
- Two

They say:

> We like it.

It opens in May.

The plan:

```
a  b
```

---

[^1]: The minutes.
"""
ORG_TEXT = """\
#+TITLE: Two winters
#+AUTHOR: Nora Lind
#+DATE: <2016-12-15 Thu>
#+FILETAGS: :locks:mills:

The /lock/ was *shut* for two
winters, =412= tons[fn:1]. See [[https://mill.example/][the mill]] or and/or so.
[[file:gate.png]]

* TODO What else :tag:
:PROPERTIES:
:ID: 1
:END:
- One
  goes on
  - Inner
- Two

#+BEGIN_QUOTE
We like it.
#+END_QUOTE

| Year | Tons |
|------+------|
| 2009 | 3 |

#+BEGIN_SRC sh
a  b
#+END_SRC

# a comment
[fn:1] The minutes.
"""
ORG_MARKDOWN = """\
The *lock* was **shut** for two winters, `412` tons[^1]. See [the mill](https://mill.example/) or and/or so.

## What else

- One goes on
    - Inner
- Two

> We like it.

|  |  |
| --- | --- |
| Year | Tons |
| 2009 | 3 |

```
a  b
```

---

[^1]: The minutes.
"""


@pytest.mark.parametrize(
    ("text", "markdown"), [(RST_TEXT, RST_MARKDOWN), (ORG_TEXT, ORG_MARKDOWN)], ids=["reStructuredText", "Org"]
)
def test_marks_are_kept_and_the_head_is_the_record(text: str, markdown: str) -> None:
    source = BytesSource("notes", text.encode())
    (file_format,) = (each for each in FORMATS if each.recognizes(source))

    (part,) = file_format.read(source)

    assert isinstance(part, FilePart)
    assert ingest_part(part, "notes").markdown == markdown
    record = part.record
    assert (record.title, record.author, record.published) == ("Two winters", "Nora Lind", "2016-12-15")
    assert record.tags == ("locks", "mills")
    assert part.original == text.encode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Two winters\n===========\n\nThe lock was shut.\n",
        "# Two winters\n\n.. note:: x\n\nA\n---\n",
        "Two winters\n\nBy Nora Lind\n\n* one\n* two\n",
        "---\ntitle: x\n---\n\n.. note:: x\n\nA\n---\n",
        "<html>\n.. note::\nA\n---\n",
    ],
)
def test_plain_texts_and_markdown_are_neither(text: str) -> None:
    assert not any(each.recognizes(BytesSource("a.rst", text.encode())) for each in FORMATS)


def test_what_is_nested_too_deeply_stays_as_it_stands() -> None:
    quoted = "".join(f"{' ' * depth}A line\n\n" for depth in range(14))
    begun = "#+begin_quote\n" * 14 + "A line\n"
    items = "".join(f"{'  ' * depth}- A line\n" for depth in range(24))

    assert rst_as_html(quoted)[0].count("A line") == org_as_html(begun)[0].count("A line") + 13 == 14
    assert rst_as_html(items)[0].count("A line") == 24


def test_raised_and_lowered_figures_of_restructuredtext_are_figures_of_their_own() -> None:
    text = "In 412\\ :sub:`3` years 10\\ :sup:`6` *boats*\\ s, one :emphasis:`slow`.\n"

    assert rst_as_html(text)[0] == ("<p>In 412<sub>3</sub> years 10<sup>6</sup> <em>boats</em>s, one slow.</p>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # As pandoc 2.17 writes a page.
        (
            "4. Hang\n5. Fill\n\n   -  slowly\n",
            '<ol><li value="4">Hang</li><li value="5">Fill<ul><li>slowly</li></ul></li></ol>',
        ),
        ("#. Hang\n#. Fill\n", "<ol><li>Hang</li><li>Fill</li></ol>"),
        (
            "- Hang\n\n..\n\n   We had planned no feast.\n",
            "<ul><li>Hang</li></ul>\n<blockquote><p>We had planned no feast.</p></blockquote>",
        ),
        ("..\n   A comment.\n\nShut.\n", "<p>Shut.</p>"),
        ("| Monday: ice.\n| Tuesday: *no* ice.\n", "<p>Monday: ice.<br>\nTuesday: <em>no</em> ice.</p>"),
        (".. container:: section\n   :name: n1\n\n   It is shut.\n", "<p>It is shut.</p>"),
        (".. rubric:: The gate\n   :name: gate\n", "<h3>The gate</h3>"),
        (
            "Shut [#]_ and [#]_.\n\n.. [#] In May.\n.. [#] In June.\n",
            '<p>Shut <sup><a href="##0">1</a></sup> and <sup><a href="##1">2</a></sup>.</p>\n<hr>\n'
            '<ol><li id="#0">In May.</li><li id="#1">In June.</li></ol>',
        ),
        (
            "Shut [#law]_.\n\n.. [#law] Of 1911.\n",
            '<p>Shut <sup><a href="##law">1</a></sup>.</p>\n<hr>\n<ol><li id="#law">Of 1911.</li></ol>',
        ),
    ],
)
def test_restructuredtext_of_other_programs_is_kept(text: str, expected: str) -> None:
    assert rst_as_html(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # As pandoc 2.17 writes a page.
        ("4. [@4] Hang\n5. Fill\n", '<ol><li value="4">Hang</li><li value="5">Fill</li></ol>'),
        ("Monday: ice.\\\\\nTuesday:\nno ice.\n", "<p>Monday: ice.<br>\nTuesday: no ice.</p>"),
        (
            "#+caption: In thousands\n| 2009 | 3 |\n",
            "<p>In thousands</p>\n<table><tr><td>2009</td><td>3</td></tr></table>",
        ),
        ("<<n1>>\n\nShut.<<n2>>\n", "<p>Shut.</p>"),
        ("Not 300 but _350_ of a_snake_case.\n", "<p>Not 300 but 350 of a_snake_case.</p>"),
        ("Three[[#n2][^{2}]] of 10^{6}.\n", "<p>Three<sup>2</sup> of 10<sup>6</sup>.</p>"),
    ],
)
def test_org_of_other_programs_is_kept(text: str, expected: str) -> None:
    assert org_as_html(text)[0] == expected
