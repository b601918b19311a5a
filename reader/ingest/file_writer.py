"""Writing new files beside the work on what comes next: the disk confirms those of several articles at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from reader.library.atomic_file import WriteError, create_bytes, make_folder, write_bytes

# A disk confirms so many files in little more time than one.
_AT_ONCE = 8

_PlannedFile = tuple[Path, bytes]


class FileWriter:
    """Creates files that are planned, durably, those of one article one after the other: its own file comes last.

    Once one could not be written, no more are. *announce* is told of each just before.
    """

    def __init__(self, announce: Callable[..., None] = lambda *_, **__: None) -> None:
        self._announce = announce
        self._executor = ThreadPoolExecutor(_AT_ONCE, "writer")
        self._planned: list[_PlannedFile] = []
        self._begun: list[Future[None]] = []
        self._failure: BaseException | None = None

    def plan(self, path: Path, data: bytes) -> None:
        """Have a file be written with the next ones."""
        self._planned.append((path, data))

    def forget(self) -> None:
        """Forget what is planned: nothing came of it."""
        self._planned = []

    def begin(self) -> Future[None]:
        """Begin to write what is planned; the result is there once all of it is on disk. It raises: WriteError."""
        planned, self._planned = self._planned, []
        for each in planned:
            self._announce(*each, is_new=True)
        future = self._executor.submit(self._create, planned)
        self._begun = [*(each for each in self._begun if not each.done()), future]
        return future

    def finish(self) -> None:
        """Write what is planned, and wait until all that was begun is done. Raises: WriteError for what was planned."""
        future = self.begin()
        wait(self._begun)
        future.result()

    def rewrite(self, path: Path, data: bytes, may_replace: Callable[[], bool]) -> None:
        """Write a file anew, after all that is planned, if it still *may_replace* it; raises as `write_bytes`."""
        self.finish()
        self._announce(path, data, is_new=False)
        write_bytes(path, data, may_replace)

    def close(self) -> None:
        """End the threads, once they are done."""
        self._executor.shutdown()

    def _create(self, files: Sequence[_PlannedFile]) -> None:
        try:
            for path, data in files:
                self._require_success()
                _create(path, data)
        except BaseException as error:
            self._failure = error
            raise

    def _require_success(self) -> None:
        if self._failure is not None:
            raise self._failure


def _create(path: Path, data: bytes) -> None:
    try:
        make_folder(path.parent)
        create_bytes(path, data)
    except FileExistsError as error:
        raise WriteError(f"{path.name} could not be saved: another program has just made a file there.") from error
    except OSError as error:
        raise WriteError.of(path, error) from error
