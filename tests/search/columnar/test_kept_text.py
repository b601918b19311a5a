"""Kept texts: every piece gives back its part of the text and the place of every chunk of words in it."""

from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.text_store import TextStore, text_key
from reader.search.columnar import kept_text
from reader.search.columnar.kept_text import KeptTextFile, KeptTexts, KeptTextWriter
from reader.search.columnar.section_file import SectionFile, SectionWriter
from reader.search.errors import IndexSuspect
from reader.search.weights import OCCURRENCE, POSITION
from reader.text.words import analyzed, chunk_at

TEXTS = st.lists(st.text(st.sampled_from("ab1-.’ \n停火協議。ش𝔸"), max_size=300), min_size=1, max_size=4)


def analysis(texts: list[str]) -> KeptTexts:
    chunks = [list(analyzed(text, "en")) for text in texts]
    every = [each for held in chunks for each in held]
    return KeptTexts(
        [("en", text) for text in texts],
        list(accumulate(map(len, chunks))),
        np.array([each.start for each in every], np.uint32),
        np.array([each.position for each in every], np.uint32),
    )


def kept(path: Path, texts: list[str]) -> KeptTextFile:
    path.unlink(missing_ok=True)
    stored(path).put(texts)
    file = SectionWriter(path)
    writer = KeptTextWriter(file)
    writer.add(analysis(texts))
    writer.finish()
    file.close()
    return KeptTextFile(SectionFile(path), len(texts))


def stored(path: Path) -> TextStore:
    """Return the texts that are kept beside the file at *path*."""
    return TextStore(path.parent)


def assert_kept(file: KeptTextFile, texts: TextStore, number: int, text: str) -> None:
    found = file.pieces(list(file.pieces_of(number)), texts)
    told = analysis([text])
    assert "".join(found.texts) == text
    assert found.positions.tolist() == told.positions.tolist()
    assert found.are_last == [False] * (len(found.texts) - 1) + [True]
    starts = []
    for which, (part, begin) in enumerate(zip(found.texts, found.begins, strict=True)):
        assert text[begin : begin + len(part)] == part
        here = found.starts[found.firsts[which] : found.firsts[which + 1]].tolist()
        starts += [begin + start for start in here]
        assert [chunk_at(part, start) for start in here] == [chunk_at(text, begin + start) for start in here]
    assert starts == told.starts.tolist()


def assert_found(file: KeptTextFile, texts: list[str], store: TextStore) -> None:
    """Assert that every word of *texts* is found again by its place."""
    chunks = [each for text in texts for each in analyzed(text, "en")]
    owners = [number for number, text in enumerate(texts) for _ in analyzed(text, "en")]
    places = np.array([(n << OCCURRENCE) + each.position for n, each in zip(owners, chunks, strict=True)], np.int64)
    parts = file.pieces_with(places)
    assert file.articles_of(parts.tolist()).tolist() == owners
    pieces = file.pieces(list(range(max(parts, default=-1) + 1)), store)
    found = pieces.chunks(parts, places & POSITION)
    # Of chunks at one place, an article and its word, the last is found.
    expected = [
        number for number, place in enumerate(places) if number + 1 == len(places) or place < places[number + 1]
    ]
    assert found.tolist() == expected


@given(texts=TEXTS)
def test_every_text_comes_back_with_its_words(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("kept") / "texts"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kept_text, "PIECE", 40)

        file = kept(path, texts)

    for number, text in enumerate(texts):
        assert_kept(file, stored(path), number, text)
    assert_found(file, texts, stored(path))
    file._file.close()


def test_long_runs_without_a_word_or_without_a_space_are_kept(tmp_path: Path) -> None:
    texts = [" " * 70_000 + "storm", "x" * 90_000, "", "...", "storm " * 9_000]
    file = kept(tmp_path / "texts", texts)

    for number, text in enumerate(texts):
        assert_kept(file, stored(tmp_path / "texts"), number, text)
    assert len(file.pieces_of(4)) == 4
    file._file.close()


def test_what_follows_the_last_word_is_kept_only_so_far(tmp_path: Path) -> None:
    file = kept(tmp_path / "texts", ["storm" + "." * 200_000])

    (which,) = file.pieces_of(0)
    assert list(map(len, file.pieces([which], stored(tmp_path / "texts")).texts)) == [1 << 16]
    file._file.close()


def test_texts_are_copied_as_they_are(tmp_path: Path) -> None:
    source = kept(tmp_path / "source", ["The storm.", "Rain " * 5_000, "Hail."])
    file = SectionWriter(tmp_path / "copy")
    writer = KeptTextWriter(file)
    for number in (2, 1):
        writer.copy(source, number, number + 1)
    writer.finish()
    file.close()

    copy = KeptTextFile(SectionFile(tmp_path / "copy"), 2)

    assert_kept(copy, stored(tmp_path / "copy"), 0, "Hail.")
    assert_kept(copy, stored(tmp_path / "copy"), 1, "Rain " * 5_000)
    assert copy.language(1) == "en"
    source._file.close()
    copy._file.close()


def test_texts_that_are_kept_no_longer_are_missing_and_no_other_stands_for_them(tmp_path: Path) -> None:
    file = kept(tmp_path / "texts", ["The storm.", "Rain " * 5_000, "Hail."])
    store = stored(tmp_path / "texts")
    store.keep([text_key("Hail."), text_key("The storm.")])

    found = file.pieces([0, 1, 2, 3], store)

    assert found.are_missing == [False, True, True, False]
    assert found.texts == ["The storm.", "", "", "Hail."]
    file._file.close()


def test_texts_of_other_articles_are_suspect(tmp_path: Path) -> None:
    file = kept(tmp_path / "texts", ["The storm.", "Hail."])

    with pytest.raises(IndexSuspect):
        KeptTextFile(file._file, 3)
    file._file.close()
