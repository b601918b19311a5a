"""How well is told who says what.

    python tests/benchmarks/claims_quality.py [--data PATH] [--json]

PATH is a file of annotated articles (`id text attributions`, JSON lines, perhaps xz), as the default's
`../shared/data/claims/polnear_dev.jsonl.xz`. Without PATH the five pages of ../shared/seeds are held against their gold
as well, each field of each claim.

Speakers: of every number that is no year, whether the one who says it is named, and nobody where nobody says it
(`invented`). Statements: found where an answer covers half of what is said and is at least half of it, right where the
speaker is the annotated one too. Direct quotations are those whose every part stands in quotation marks.
"""

import json
import lzma
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.ingest.text import scrape
from reader.library.markdown import parse
from reader.library.names import load_names
from reader.library.yaml_text import LARGE, read_yaml
from reader.related.figures import find_figures
from reader.related.names import Spotter
from reader.related.statements.claim import Claim
from reader.related.statements.statement import Party, Statement
from reader.related.statements.text_claims import find_claims
from reader.related.statements.text_statements import find_statements
from tests.benchmarks.machine import SHARED, arguments, report, tool

Article = dict[str, Any]
Span = tuple[int, int]
_MARKS = frozenset("\"“”'‘’")


def main() -> None:
    """Run and print."""
    options = arguments(__doc__ or "").parse_args()
    path = options.data or SHARED / "data" / "claims" / "polnear_dev.jsonl.xz"
    found: dict[str, Any] = _annotated(path) if path.is_file() else {"skipped": f"{path.name} is missing"}
    if options.data is None:
        found |= _pages()
    report("Who says what", found, as_json=options.json)


def _articles(path: Path) -> list[Article]:
    with lzma.open(path, "rt") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _annotated(path: Path) -> dict[str, Any]:
    metrics = tool("metrics")
    articles = _articles(path)
    words = sum(len(article["text"].split()) for article in articles)
    begun = time.process_time()
    statements = {article["id"]: find_statements(article["text"]) for article in articles}
    spent = time.process_time() - begun
    claims = {
        article["id"]: find_claims(article["text"], find_figures(article["text"]), statements[article["id"]])
        for article in articles
    }
    all_spent = time.process_time() - begun
    said = {key: [(_span(each), _speaker(each)) for each in found] for key, found in statements.items()}
    numbers = {key: {(each.start, each.end): _speaker(each) for each in found} for key, found in claims.items()}
    by_number, by_statement = metrics.speakers(articles, numbers), metrics.statements(articles, said)
    direct = [right for article in articles for right in _direct(article, statements[article["id"]])]
    return {
        f"{path.name}: articles, statements with a source": f"{len(articles)}, {by_statement['statements']}",
        "speakers of numbers, F1 / invented": f"{by_number['F1']:.3f} / {by_number['invented']:.3f}",
        "speakers of numbers, precision / recall": f"{by_number['precision']:.3f} / {by_number['recall']:.3f}",
        "statements, found / F1 with source": f"{by_statement['found']:.3f} / {by_statement['F1']:.3f}",
        "statements, precision / recall": f"{by_statement['precision']:.3f} / {by_statement['recall']:.3f}",
        "direct quotations with the right source": f"{sum(direct) / len(direct):.3f} of {len(direct)}",
        "statements, ms per 400 words (processor)": f"{400_000 * spent / words:.2f}",
        "statements, figures and claims, ms per 400 words (processor)": f"{400_000 * all_spent / words:.2f}",
    } | _errors(articles, statements)


def _span(statement: Statement) -> Span:
    return statement.start, statement.end


def _speaker(said: Statement | Claim) -> Span | None:
    return said.speaker and (said.speaker.start, said.speaker.end)


def _sourced(article: Article) -> Iterator[Article]:
    return (each for each in article["attributions"] if each["source"] and each["content"])


def _best(attribution: Article, statements: list[Statement]) -> Statement | None:
    """Return the statement that covers most of an annotated one, if it covers enough of it."""
    size = sum(end - start for start, end in attribution["content"])
    covering = []
    for each in statements:
        both = sum(max(0, min(each.end, end) - max(each.start, start)) for start, end in attribution["content"])
        if both * 2 >= size and both * 2 >= each.end - each.start:
            covering.append((both, -each.start, each))
    return max(covering)[2] if covering else None


def _is_right(attribution: Article, found: Statement | None) -> bool:
    who = found.speaker if found else None
    return who is not None and any(start < who.end and who.start < end for start, end in attribution["source"])


def _direct(article: Article, statements: list[Statement]) -> Iterator[bool]:
    text = article["text"]
    for each in _sourced(article):
        if all(not _MARKS.isdisjoint(text[max(0, start - 1) : start + 1]) for start, _ in each["content"]):
            yield _is_right(each, _best(each, statements))


def _errors(articles: list[Article], statements: dict[str, list[Statement]]) -> dict[str, Any]:
    """Count what goes wrong by kind: statements that are not found by their cue, and ours that nobody annotated."""
    missing: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    wrong = 0
    for article in articles:
        ours, text = statements[article["id"]], article["text"]
        right = set()
        for each in _sourced(article):
            best = _best(each, ours)
            if best is None:
                cue = " ".join(text[start:end] for start, end in each["cue"]).casefold()
                is_read = any(s < e.cue[1] and e.cue[0] < t for e in ours for s, t in each["cue"])
                missing["read, but other words" if is_read else cue] += 1
            else:
                right.add(best)
                wrong += not _is_right(each, best)
        extra.update(each.lemma for each in ours if each not in right)
    return {
        "errors: somebody else is said to say it": wrong,
        "errors: not found": f"{missing.total()}: {_listed(missing)}",
        "errors: not annotated, by word": f"{extra.total()}: {_listed(extra)}",
    }


_FIELDS = ("value", "bound", "counted", "event", "speaker", "via", "denied_by")


def _pages() -> dict[str, Any]:
    """Hold the claims of the five pages beside the project against their gold, each field of each claim."""
    folder, gold = SHARED / "seeds", SHARED / "gold" / "claims.yaml"
    if not gold.is_file():
        return {"pages": "skipped: ../shared/gold is missing"}
    wanted: Any = read_yaml(gold.read_text(encoding="utf-8"), LARGE)
    spotter = Spotter(load_names(Path(__file__).resolve().parents[2] / "library" / "names.yaml"))
    right, wrong, invented = Counter[str](), Counter[str](), 0
    for path in sorted(folder.glob("*.txt")):
        claims = _claims_of(path, spotter)
        for each in wanted[path.name]:
            value = float(each["value"])
            found = next((claim for claim in claims if claim.value == value), None)
            if found is not None:
                claims.remove(found)
            for field in _FIELDS:
                is_right = found is not None and _agrees(field, each.get(field), getattr(found, field))
                (right if is_right else wrong)[field] += 1
                invented += not is_right and found is not None and not _text(each.get(field))
        invented += sum(claim.speaker is not None and claim.value is not None for claim in claims)
    fields = ", ".join(f"{field} {right[field]}/{right[field] + wrong[field]}" for field in _FIELDS)
    total = right.total() + wrong.total()
    return {"pages: fields right": f"{right.total() / total:.3f} ({fields})", "pages: invented": invented}


def _claims_of(path: Path, spotter: Spotter) -> list[Claim]:
    page = scrape(path.read_text(encoding="utf-8"))
    text, published = parse(page.markdown).text, page.record.published
    names = [text[mention.start : mention.end] for mention in spotter.mentions(text)]
    statements = find_statements(text, "en", spotter.heading, names)
    day = date.fromisoformat(published[:10]) if published and len(published) >= 10 else None
    return find_claims(text, find_figures(text), statements, published=day)


def _agrees(field: str, wanted: Any, found: Any) -> bool:
    if isinstance(found, Party):
        return _text(wanted) in {_text(found.text), _text(found.name)} or _text(wanted) in _text(found.name)
    return float(wanted) == found if field == "value" else _text(wanted) == _text(found)


def _text(value: Any) -> str:
    text = "" if value is None or value == "null" else str(value)
    return " ".join(text.casefold().split())


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{word} {count}" for word, count in counts.most_common(12))


if __name__ == "__main__":
    main()
