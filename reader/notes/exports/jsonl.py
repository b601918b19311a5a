"""Annotations as JSON lines: everything, one to a line, for scripts."""

import json
from collections.abc import Sequence

from reader.notes.exports.facts import annotation_of, facts_of, place_facts, record_facts
from reader.notes.exports.import_batch import ImportBatch, ImportRefused, KnownArticles
from reader.notes.exports.quotation import Quotation


def write_jsonl(quotations: Sequence[Quotation]) -> str:
    """Return a line of JSON for each quotation; ASCII."""
    return "".join(json.dumps(_row(each)) + "\n" for each in quotations)


def read_jsonl(text: str, _: KnownArticles) -> ImportBatch:
    """Return the annotations of our own JSON lines; they know their articles' ids."""
    annotations, problems = [], []
    for number, written in enumerate(text.split("\n"), 1):
        if not written.strip():
            continue
        try:
            annotations.append(annotation_of(json.loads(written)))
        except (ValueError, RecursionError):
            problems.append(f"Line {number} is not JSON.")
        except ImportRefused as error:
            problems.append(f"Line {number} was skipped: {error}.")
    return ImportBatch(tuple(annotations), tuple(problems))


def _row(quotation: Quotation) -> dict[str, object]:
    return {
        **facts_of(quotation.annotation),
        "state": quotation.state,
        "paragraph": quotation.paragraph or None,
        "place": place_facts(quotation) or None,
        "record": record_facts(quotation.record),
        "url": quotation.link,
    }
