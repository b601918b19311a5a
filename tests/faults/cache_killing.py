"""Kills processes that bring caches up to date, at random moments: a program of its own, since it forks.

    python -m tests.faults.cache_killing room|naive FOLDER TRIALS

Prints `[how many were killed, what was wrong after]` as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.faults.cache_subjects import NaiveCaches, RoomCaches, Subject, Trials, write_library

KNOWN, ALL = 8, 16
# So many times as many runs as are to be killed, some of which end before.
_TRIES = 5


def main(kind: str, folder: str, count: str) -> None:
    """Run and print."""
    base = Path(folder)
    write_library(base / "whole" / "library", 0, ALL)
    expected = Trials(subject_of(kind, base / "whole"), base / "whole").expected
    write_library(base / "library", 0, KNOWN)
    subject = subject_of(kind, base)
    trials: Trials[Subject] = Trials(subject, base)
    trials.expected = expected
    write_library(base / "library", 0, ALL)
    trials.restore()
    begun = time.perf_counter()
    end_after(subject, 3600)
    seconds = time.perf_counter() - begun
    chance = random.Random(1)  # noqa: S311 - no secret
    killed, faults = 0, []
    # The first time may have taken longer than others do: what ended before its end shows how long is enough.
    for _ in range(_TRIES * int(count)):
        trials.restore()
        after = chance.uniform(0.001, seconds)
        was_killed = end_after(subject, after)
        killed += was_killed
        seconds = seconds if was_killed else after
        faults += trials.faults_after(f"{'killed' if was_killed else 'done'} after {after:.3f} s")
        if killed == int(count):
            break
    sys.stderr.write(f"slowest answers at once: {trials.longest:.2f} s\n")
    sys.stdout.write(json.dumps([killed, faults]))


def subject_of(kind: str, base: Path) -> Subject:
    """Return the cache in *base* that is to be killed."""
    return RoomCaches(base) if kind == "room" else NaiveCaches(base)


def end_after(subject: Subject, seconds: float) -> bool:
    """Bring the caches up to date in a process that the system ends after *seconds*; tell whether it was ended."""
    child = os.fork()
    if child == 0:
        # Nobody handles this signal: the process ends where it stands, as by SIGKILL.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        subject.healed()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
