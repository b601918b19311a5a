"""Labels: a line of the form `label: value`, and what the label says that it tells."""

from reader.ingest import record_words as said
from reader.ingest.lines import PageLine, once_a_line


@once_a_line
def read_label(line: PageLine) -> tuple[str, str] | None:
    """Read a line of the form `label: value`; return the folded label and the value."""
    if line.word_count > 60:
        return None
    match = said.label_in(line.text) or (None if line.is_finished else said.FILED.match(line.text))
    if match is None:
        return None
    label = " ".join(match.group(1).casefold().replace("\u200c", " ").split())
    is_known = label in said.TAG_LABELS or label in said.OTHER_LABELS
    return (label, match.group(2).strip()) if is_known or line.linked > 0.5 else None


def is_tag_label(label: str) -> bool:
    """Whether the label introduces the article's topics."""
    return label in said.TAG_LABELS


def is_other_label(label: str) -> bool:
    """Whether the label introduces something else than topics."""
    return label in said.OTHER_LABELS
