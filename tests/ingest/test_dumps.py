"""Telling what a program spilled into a page from what somebody wrote."""

import pytest

from reader.ingest.dumps import find_dumps
from reader.ingest.lines import read_lines

SENTENCE = "The harbor was dredged again in the autumn, and the boats could leave it at every tide."


def _dumped(text: str) -> list[str]:
    lines = read_lines(text)
    return [lines[at].raw for at in sorted(find_dumps(lines))]


@pytest.mark.parametrize(
    "dump",
    [
        'string(24) "[{"id":"1","title":"x"}]"',
        'array(2) {\n  ["id"]=>\n  string(3) "abc"\n  [1]=>\n  int(5)\n  ["on"]=>\n  bool(true)\n  NULL\n}',
        "Array\n(\n    [0] => stdClass Object\n        (\n            [id] => 12\n        )\n\n)",
        "Array ( [0] => Array ( [id] => 3 [title] => A train ) )",
        "array ( 'id' => '12', 'title' => 'A train', )",
        "stdClass::__set_state(array( 'id' => 1, ))",
        'object(WP_Post)#212 (24) {\n  ["ID"]=>\n  int(9)\n}',
        'a:2:{i:0;s:3:"abc";i:1;i:5;}',
        '{"id": "12", "items": [{"title": "x", "pic": "y"}]}',
        '{\n  "id": 12,\n  "tags": ["a", "b"],\n  "open": true\n}',
        "[{'id': 1, 'title': 'A', 'pic': 'B'}, {'id': 2, 'title': 'C', 'pic': 'D'}]",
        "(adsbygoogle = window.adsbygoogle || []).push({});",
        "window.dataLayer = window.dataLayer || [];\nfunction gtag(){dataLayer.push(arguments);}",
        "googletag.cmd.push(function() { googletag.display('div-1'); });",
        "var disqus_shortname = 'paper';",
        "Warning: mysql_connect(): Access denied in /home/paper/db.php on line 12",
        "Notice: Undefined index: related in /var/www/html/news.php on line 88",
        ".related { color: #333; margin: 0; }",
        '<div class="widget related"></div>',
        '[gallery ids="12,13"]',
        "{{ article.title }}",
        "<!-- end of article -->",
        "data:" + "QUJD" * 60,
        "\\u0430\\u0431" * 8,
    ],
)
def test_a_spill_is_a_dump_and_the_sentences_about_it_are_not(dump: str) -> None:
    text = f"{SENTENCE}\n\n{SENTENCE}\n\n{dump}\n"

    assert _dumped(text) == [line for line in dump.split("\n") if line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        SENTENCE,
        "(The harbor was dredged in 1998.)",
        "[Update, 3 pm: the road is open again.]",
        "“I said {nothing},” he wrote.",
        "Array",
        "(",
        "The array of lamps on the pier cost $12,000; nobody had asked for it.",
        "windows were broken in the storm",
        "document (in Danish)",
        "12",
        "Warning: the path is closed on line 12 of the tram.",
    ],
)
def test_a_sentence_is_no_dump(line: str) -> None:
    assert _dumped(f"{SENTENCE}\n\n{line}\n\n{SENTENCE}\n") == []


def test_a_spill_of_variables_is_a_dump_even_between_paragraphs() -> None:
    assert _dumped(f'{SENTENCE}\n\nstring(3) "abc"\n\n{SENTENCE}') == ['string(3) "abc"']


def test_code_between_paragraphs_is_an_example() -> None:
    example = '{"name": "harbor", "depth": 4}'

    assert _dumped(f"{SENTENCE}\n\n{example}\n\n{SENTENCE}") == []
    assert _dumped(f"{SENTENCE}\n\n{SENTENCE}\n\n{example}") == [example]


def test_a_long_blob_is_a_dump_wherever_it_stands() -> None:
    blob = '{"id":"1","title":"' + "x" * 300 + '"}'

    assert _dumped(f"{SENTENCE}\n\n{blob}\n\n{SENTENCE}") == [blob]


def test_what_stands_in_a_fence_was_meant_to_be_shown() -> None:
    assert _dumped(f'{SENTENCE}\n\n```\nstring(3) "abc"\n```\n') == []
    assert _dumped(f'{SENTENCE}\n\n```\nstring(3) "abc"\n') == ['string(3) "abc"']
