"""Damage in the index, told from faults of this program."""

from types import TracebackType

from reader.library.errors import ReaderError


class IndexSuspect(ReaderError):
    """The index is damaged, foreign or of another version: it has to be built anew."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The search index cannot be trusted ({reason}); it is built anew.")


class IndexBusy(ReaderError):
    """Another process is indexing this library."""

    def __init__(self) -> None:
        super().__init__("Another reader is indexing this library; it is left to finish.")


class Suspecting:
    """A context in which whatever goes wrong is the index's doing.

    Only what reads files of the index runs in it. Whoosh meets a damaged one with a dozen kinds of exceptions, bare
    `Exception` among them: so the kind is not asked, and nothing else may run in here.
    """

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception) and not isinstance(error, ReaderError):
            raise IndexSuspect(f"{type(error).__name__}: {error}"[:160]) from error
