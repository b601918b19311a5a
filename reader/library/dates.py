"""Dates as this program keeps them: ISO 8601, as precise as what was said."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

from reader.text.digits import fold_digits

# `2016`, `2016-12`, `2016-12-15`, `2016-12-15T21:02:10+03:00`.
_ISO = re.compile(
    r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?)?)?\Z"
)


def iso(text: str) -> str | None:
    """Return an ISO date of year, month, day or second precision in its canonical form; None if it is none.

    `2016-12-15 21:02 +0300` is `2016-12-15T21:02:00+03:00`; `2016-13-45` is None.
    """
    match = _ISO.match(fold_digits(text.strip()))
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        if hour is not None:
            moment = datetime(
                int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=_zone(zone)
            )
            return moment.isoformat().replace("+00:00", "Z")
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text in {"Z", "UTC"}:
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def day_of(iso_date: str | None) -> date | None:
    """Return the day that *iso_date* begins on; None for None or for what is no date."""
    canonical = iso(iso_date) if iso_date else None
    if canonical is None:
        return None
    year, month, day = [*canonical[:10].split("-"), "1", "1"][:3]
    return date(int(year), int(month), int(day))


def local_day(moment: str) -> date | None:
    """Return the day of a moment in local time; None for what is no date.

    Without a time or a zone it is the day as written.
    """
    try:
        then = datetime.fromisoformat(moment)
        return (then.astimezone() if then.tzinfo else then).date()
    except (ValueError, OverflowError, OSError):
        return day_of(moment[:10])


def utc_of(moment: str) -> str:
    """Return a moment in UTC, for comparison; one without a zone unchanged."""
    with suppress(ValueError, OverflowError):
        then = datetime.fromisoformat(moment)
        if then.tzinfo:
            return then.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment


def now() -> str:
    """Return this moment in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
