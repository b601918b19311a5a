"""A storm of random keys over the real app: in a pseudo-terminal and through Pilot, one app and two on one library.

    python tests/benchmarks/storm.py [--keys 200000] [--seed N] [--only SESSION] [--folder FOLDER] [--json]

The libraries are the samples, one of odd texts, and one of 3,000 articles; windows are 20×5 to 200×60. A session is
1,000 keys in bursts, with clicks, pastes and resizes among them; after a quit the app is started again on the library.
What ends the app otherwise, or hangs it, is printed with the shortest sequence found that still does it. A step is one
turn of the event loop, measured in the app: in all, and what its own thread worked of that.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.machine import arguments, report
from tests.benchmarks.storm_ground import Ground, Outcome, Session
from tests.benchmarks.storm_keys import REST, SIZES, Press, presses

KEYS_OF_A_SESSION = 1_000
# Door, library, apps: every eight sessions go through all of them.
KINDS = (
    ("terminal", "samples", 1), ("pilot", "hostile", 1), ("terminal", "many", 1), ("pilot", "samples", 1),
    ("terminal", "hostile", 1), ("pilot", "many", 1), ("terminal", "samples", 2), ("terminal", "many", 2),
)  # fmt: skip
FAULTS = "crashes, hangs and wrong exit statuses"
_TOO_SLOW = 250
# Milliseconds of the clock: what waits that long and does little stands before a lock.
_LONG_WAIT = 1_000


def main() -> int:
    """Run and print; the exit status is 1 where anything went wrong."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--keys", type=int, default=200_000, help="how many keys")
    parser.add_argument("--seed", type=int, help="the number that all keys follow from")
    parser.add_argument("--only", type=int, help="run only the session of this number")
    parser.add_argument("--folder", type=Path, help="where the libraries are made, to be used again")
    parser.add_argument("--shrink", type=float, default=120.0, help="seconds to look for a shorter sequence")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    _log(f"seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground((options.folder or Path(folder)).resolve())
        figures = storm(ground, seed, options.keys, options.only, options.shrink)
    report("A storm of keys", {"seed": seed, **figures}, as_json=options.json)
    return 1 if figures[FAULTS] else 0


def session_of(seed: int, number: int, keys: int) -> Session:
    """Return the session of a number."""
    door, library, apps = KINDS[number % len(KINDS)]
    chance = random.Random(f"{seed} {number}")  # noqa: S311 - the same sessions for a seed
    size = chance.randint(*SIZES[0]), chance.randint(*SIZES[1])
    return Session(number, door, library, apps, size, presses(chance.randrange(2**32), keys, apps))


def storm(ground: Ground, seed: int, keys: int, only: int | None, seconds: float) -> dict[str, Any]:
    """Run the sessions, telling of each; return the figures."""
    begun = time.monotonic()
    outcomes: list[Outcome] = []
    pressed = 0
    for number in range(-(-keys // KEYS_OF_A_SESSION)) if only is None else [only]:
        session = session_of(seed, number, min(KEYS_OF_A_SESSION, max(1, keys - pressed)))
        since = time.monotonic()
        outcome = ground.run(session)
        outcomes.append(outcome)
        pressed += sum(press.what != REST for press in session.presses)
        where = f"{session.door}, {session.library}, {session.apps} app, {session.size[0]}×{session.size[1]}"
        took = f"{pressed:,} keys, {time.monotonic() - since:.0f} s, {outcome.steps:,} steps"
        _log(f"{number}: {where}: {took}, slowest {outcome.slowest} ms (own work {outcome.slowest_work})")
        for step in outcome.slow:
            if step["work"] > _TOO_SLOW / 2 or step["wall"] > _LONG_WAIT:
                _log(f"   slow: {step['wall']} ms (own work {step['work']}): {' < '.join(step['place'])}")
        if outcome.fault:
            _tell_fault(ground, session, outcome, seconds)
    return _figures(outcomes, pressed, time.monotonic() - begun)


def _tell_fault(ground: Ground, session: Session, outcome: Outcome, seconds: float) -> None:
    _log(f"   FAULT {outcome.fault}\n{outcome.detail}")
    short = shortest(ground, session, outcome, seconds)
    keys = " ".join(f"{press.app}:{press.what}" if session.apps > 1 else press.what for press in short[-300:])
    _log(f"   after {len(short)} presses: {keys}")


def shortest(ground: Ground, session: Session, found: Outcome, seconds: float) -> list[Press]:
    """Return the shortest sequence found in that time with the same outcome as *session*; all of it if none has."""
    until = time.monotonic() + seconds

    def still(some: Sequence[Press]) -> bool:
        return time.monotonic() < until and ground.run(session._replace(presses=[*some])).signature == found.signature

    pressed = session.presses
    for count in (10, 30, 100, 300):
        # What is still wrong is mostly a matter of few keys in a row.
        if count < len(pressed) and still(pressed[-count:]):
            pressed = pressed[-count:]
            break
    return reduced(pressed, still)


def reduced(pressed: list[Press], still: Callable[[Sequence[Press]], bool]) -> list[Press]:
    """Leave out halves, quarters … of *pressed* for which what is left *still* fails."""
    size = max(1, len(pressed) // 2)
    while size:
        at = 0
        while at < len(pressed):
            rest = pressed[:at] + pressed[at + size :]
            if rest and still(rest):
                pressed = rest
            else:
                at += size
        size //= 2
    return pressed


def _figures(outcomes: Sequence[Outcome], pressed: int, seconds: float) -> dict[str, Any]:
    slow = [step for outcome in outcomes for step in outcome.slow]
    walls, works = ([step[kind] for step in slow] for kind in ("wall", "work"))
    places = Counter(step["place"][0] if step["place"] else "?" for step in slow if step["work"] > 100)
    return {
        "keys": f"{pressed:,}",
        "seconds": round(seconds),
        "starts": sum(outcome.starts for outcome in outcomes),
        FAULTS: sum(bool(outcome.fault) for outcome in outcomes),
        "steps of the event loop": f"{sum(outcome.steps for outcome in outcomes):,}",
        "slowest step (ms)": max((outcome.slowest for outcome in outcomes), default=0),
        "slowest step by its own work (ms)": max((outcome.slowest_work for outcome in outcomes), default=0),
        "steps over 250 ms; by their own work": f"{_over(250, walls)}; {_over(250, works)}",
        "steps over 100 ms; by their own work": f"{_over(100, walls)}; {_over(100, works)}",
        "where those of over 100 ms of own work were": "; ".join(f"{place} ×{n}" for place, n in places.most_common(8)),
    }


def _over(limit: int, times: Sequence[int]) -> int:
    return sum(each > limit for each in times)


def _log(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
