"""Values as the services write them, and as notifications carry them.

What has an unexpected form is handed on as it stands: the model then finds it wrong, for that one notification, and
says where. Nothing is filled in and nothing is corrected.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime

_DAY = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2}|T[0-9:.]{5,18}(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_INCOMPLETE = re.compile(r"[0-9]{4}-(?:[0-9]{2}-00|00-[0-9]{2})")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::.{1,24})?")
_QUARTER = re.compile(r"([0-9]{4})([1-4])")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_EURO = re.compile(r"(-?)([0-9]{1,13})(?:\.([0-9]{2}))?")
_OPEN_YEAR = "9999"
_FIRST = datetime(2000, 1, 1)  # noqa: DTZ001 - civil time, as the services write it


def day(text: str | None) -> str | None:
    """Return a date without the zone or time behind it; incomplete ones stay incomplete (`2000-00-00`)."""
    match = None if text is None else _DAY.fullmatch(text)
    return text if match is None else match[1]


def known_day(text: str | None) -> str | None:
    """Return a date that is known to the day; None for an incomplete one."""
    found = day(text)
    return None if found is not None and _INCOMPLETE.fullmatch(found) else found


def last_day(text: str | None) -> str | None:
    """Return the end of a period; the year 9999 says that there is none, as an absent element does."""
    found = day(text)
    return None if found is not None and found.startswith(_OPEN_YEAR) else found


def period(begin: str | None, end: str | None) -> dict[str, object]:
    """Return a period without the ends that are not given."""
    return without_nothing({"begin": known_day(begin), "end": last_day(end)})


def quarter(text: str | None) -> str | None:
    """Return `2024Q2` for `20242`."""
    match = None if text is None else _QUARTER.fullmatch(text)
    return text if match is None else f"{match[1]}Q{match[2]}"


def whole(text: str | None) -> int | str | None:
    """Return a whole number."""
    return text if text is None or _WHOLE.fullmatch(text) is None else int(text)


def cents(text: str | None) -> int | str | None:
    """Return the cents of an amount in euro with two decimals."""
    match = None if text is None else _EURO.fullmatch(text)
    if match is None:
        return text
    amount = int(match[2]) * 100 + int(match[3] or 0)
    return -amount if match[1] else amount


def without_nothing(members: Mapping[str, object]) -> dict[str, object]:
    """Leave out the members that were not given."""
    return {name: value for name, value in members.items() if value is not None}


def instant(on: str | None, time: str | None) -> datetime | None:
    """Return the civil time of a message; None when its day is none. A time that is none counts as midnight."""
    match = _TIME.fullmatch(time or "")
    hour, minute = (int(match[1]), int(match[2])) if match else (0, 0)
    try:
        found = date.fromisoformat(day(on) or "")
    except ValueError:
        return None
    return datetime(found.year, found.month, found.day, hour, minute)  # noqa: DTZ001 - civil time


def days_of(at: datetime) -> int:
    """Return the days since 2000, at least 0: a number that grows with the answers of later days."""
    return max(0, (at - _FIRST).days)


def listed(text: str | None, choices: Mapping[str, str]) -> str | None:
    """Return what a code stands for; a code that is not listed is handed on as it stands."""
    return None if text is None else choices.get(text, text)


def flag(text: str | None) -> bool | str | None:
    """Return a yes (`1`, `true`) or a no (`0`, `false`)."""
    return None if text is None else {"1": True, "true": True, "0": False, "false": False}.get(text, text)
