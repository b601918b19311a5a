"""The locks that processes of one machine take before they change notes, and the sentences for failures."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from threading import RLock

from reader.library.atomic_file import UnconfirmedError, WriteError, reason_of
from reader.library.guarded_file import UnreadableError
from reader.library.locks import locked


class NoteLocks:
    """The locks of a library's notes, in a folder of this machine; *mutex* is held by the thread that holds any."""

    def __init__(self, folder: Path, mutex: RLock) -> None:
        self._folder = folder
        self._mutex = mutex
        # Articles whose locks are held here: a save within a settlement must not wait for itself.
        self._held: set[str] = set()

    def trash(self) -> AbstractContextManager[None]:
        """Hold the trash. Raises: BusyError, OSError."""
        return locked(self._folder, "trash")

    @contextmanager
    def holding(self, *articles: str, done: str = "saved") -> Iterator[None]:
        """Hold the locks to change notes of articles; errors become sentences about what was to be *done*.

        Raises: BusyError, WriteError, UnconfirmedError.
        """
        with self._mutex, ExitStack() as held:
            # Always in the same order, so that two processes never deadlock.
            wanted = sorted({*articles} - self._held)
            try:
                for article in wanted:
                    self._lock(article, held)
                yield
            except UnconfirmedError as error:
                raise UnconfirmedError(f"The note was {done}", error.reason) from error
            except (WriteError, UnreadableError, OSError) as error:
                reason = _reason(error)
                raise WriteError(f"The note could not be {done}: {reason}.", reason) from error
            finally:
                self._held.difference_update(wanted)

    def _lock(self, article: str, held: ExitStack) -> None:
        try:
            held.enter_context(locked(self._folder / "articles", article))
        except OSError as error:
            # Name the folder: nobody would look for the cause in a folder without notes.
            raise OSError(None, f"{reason_of(error)} (in {self._folder})") from error
        self._held.add(article)


def _reason(error: WriteError | UnreadableError | OSError) -> str:
    if isinstance(error, WriteError):
        return error.reason
    return reason_of(error) if isinstance(error, OSError) else str(error).removesuffix(".")
