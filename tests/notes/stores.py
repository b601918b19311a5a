"""Stores of notes for the tests."""

from pathlib import Path

from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector, new_annotation


def made(body: str = "A thought.", article: str = "harbor", start: int = 4) -> Annotation:
    """Return a new annotation."""
    selectors = (TextQuoteSelector("wall", "the ", " is"), TextPositionSelector(start, start + 4))
    return new_annotation(article, selectors, body=body)


def file_of(notes: Path, annotation: Annotation) -> Path:
    """Return where the file of an annotation is."""
    return notes / annotation.article / f"{annotation.id}.md"


def write(path: Path, text: str) -> Path:
    """Write a file by hand, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def everything(folder: Path) -> dict[str, bytes]:
    """Return all files under a folder."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
