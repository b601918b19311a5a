"""Articles with their notes as files for other programs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.library.errors import Cancelled, ReaderError, never
from reader.library.guarded_file import read_bytes
from reader.room.exchange import Exchange
from reader.room.session import Session

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.notes.exports.articles.annotated import AnnotatedArticle
    from reader.notes.exports.articles.pictures import ExportedPicture

# Reading programs open books of more chapters too slowly.
MOST = 5_000
# The most bytes of pictures in one file.
MOST_PICTURES = 100_000_000
NO_PDF = (
    "PDF is not offered: the libraries that are small enough print Arabic, Hebrew and other scripts only with fonts "
    "that have to be added. Export as HTML and print that page to PDF from a browser, which can."
)


class ArticleChoice(NamedTuple):
    """The articles to export, the format, and the title; if that is empty, the library's."""

    form: str
    article_ids: Sequence[str]
    title: str = ""
    with_notes: bool = True


class ArticleExport:
    """Writes articles, one by one or as one book."""

    def __init__(self, session: Session, exchange: Exchange) -> None:
        self._session = session
        self._exchange = exchange

    def format(self, choice: ArticleChoice, cancelled: Callable[[], bool] = never) -> bytes:
        """Return articles as one file in a format of `notes.exports.articles.formats.ARTICLE_FORMATS`.

        Raises: NoSuchArticle, ReaderError for no article or too many, Cancelled.
        """
        from reader.notes.exports.articles.formats import ARTICLE_FORMATS

        _check(choice)
        articles = list(self._annotated(choice, cancelled))
        written = ARTICLE_FORMATS[choice.form].write(articles, choice.title or self._session.library.title)
        return written.encode("utf-8", "replace") if isinstance(written, str) else written

    def write(self, target: Path, choice: ArticleChoice, cancelled: Callable[[], bool] = never) -> Sequence[Path]:
        """Write articles to the file *target*, or a file for each into the folder *target*; return the paths.

        A target is a folder if it exists as one or its name has no ending. A file is replaced whole or not at all.
        Raises: NoSuchArticle, WriteError, ReaderError, Cancelled.
        """
        from reader.library.atomic_file import write_bytes

        _check(choice)
        if is_folder(target):
            return [*self._write_each(target, choice, cancelled)]
        data = self.format(choice, cancelled)
        path = target.resolve()
        write_bytes(path, data)
        return [path]

    def _write_each(self, folder: Path, choice: ArticleChoice, cancelled: Callable[[], bool]) -> Iterator[Path]:
        from reader.library.atomic_file import WriteError, write_bytes
        from reader.notes.exports.articles.formats import ARTICLE_FORMATS

        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(f"The folder {folder} could not be created: {error.strerror or error}.") from error
        for article_id in dict.fromkeys(choice.article_ids):
            path = folder / f"{article_id}{ARTICLE_FORMATS[choice.form].suffix}"
            write_bytes(path, self.format(choice._replace(article_ids=[article_id]), cancelled))
            yield path

    def _annotated(self, choice: ArticleChoice, cancelled: Callable[[], bool]) -> "Iterator[AnnotatedArticle]":
        from reader.notes.exports.articles.annotated import AnnotatedArticle
        from reader.notes.exports.articles.formats import ARTICLE_FORMATS

        has_pictures, room = ARTICLE_FORMATS[choice.form].has_pictures, MOST_PICTURES
        for article_id in dict.fromkeys(choice.article_ids):
            if cancelled():
                raise Cancelled
            article = self._session.shelf.article(article_id)
            if article.problem and not article.text:
                raise ReaderError(f"{article.title} cannot be exported: {article.problem}")
            if choice.with_notes:
                self._session.notes.refresh(article_id)
            notes = self._session.notes.of(article_id) if choice.with_notes else ()
            placed = self._exchange.quotations(notes)
            pictures = self._pictures(article, room) if has_pictures else {}
            room -= sum(len(each.data) for each in pictures.values())
            yield AnnotatedArticle(article_id, article.record, article.markdown, article.plain, placed, pictures)

    def _pictures(self, article: "Article", room: int) -> "dict[int, ExportedPicture]":
        """Return the pictures of an article that are files of the library, as many as *room* allows."""
        from reader.library.pictures import LARGEST, picture_path
        from reader.notes.exports.articles.pictures import exported_picture

        found: dict[int, ExportedPicture] = {}
        root = self._session.library.root
        for number, image in enumerate(article.plain.images):
            path = picture_path(article.path, image.target)
            if path is None or room <= 0:
                continue
            # A missing picture is replaced by its words.
            with suppress(ReaderError, OSError):
                if picture := exported_picture(read_bytes(root / path, min(LARGEST, room), within=root)):
                    found[number] = picture
                    room -= len(picture.data)
        return found


def is_folder(path: Path) -> bool:
    """Whether a path names a folder: an existing one, or a new name without an ending."""
    return path.is_dir() or (not path.suffix and not path.exists())


def _check(choice: ArticleChoice) -> None:
    if choice.form == "pdf":
        raise ReaderError(NO_PDF)
    number = len({*choice.article_ids})
    if not number:
        raise ReaderError("There is no article to export.")
    if number > MOST:
        raise ReaderError(f"{number:,} articles are too many for one export; {MOST:,} is the most.")
