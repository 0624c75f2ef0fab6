"""Reads the dated files of the law under `functions/benefits/amounts/` and refuses whatever a reviewer must not miss.

Refused (AmountFileError, with the file): a duplicate key, an unknown or missing member, a value without source, a
first day that is not the first of a month, values out of order, a gap or an overlap between values, a derived value
without its rule, an unconfirmed one without a note, a number that is not written exactly.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

AMOUNTS = Path(__file__).parents[1] / "functions" / "benefits" / "amounts"

type Yaml = str | int | list["Yaml"] | dict[str, "Yaml"] | None

MONEY = re.compile(r"\d{1,9}\.\d{2}")
WHOLE = re.compile(r"\d{1,5}")
RATIO = re.compile(r"(\d{1,5})(?:/(\d{1,5})|\.(\d{1,4}))?")
DAY_OF_YEAR = re.compile(r"\d{2}-\d{2}|weekend|easter\+\d{1,2}")
WHOLE_UNITS = {"years", "months", "days", "hours", "children", "points", "credits", "day of month", "month of year"}
WHOLE_UNITS |= {"calendar years", "years old", "half days"}
UNITS = {"EUR", "EUR/month", "EUR/year", "EUR/day", "ratio", "factor", "date", "day of year", "days of year"}

FILE_MEMBERS = {"title", "unit", "law", "reviewer", "last_checked_on", "known_until", "next_change_expected", "values"}
VALUE_MEMBERS = {"from", "value", "status", "sources"}
SOURCE_MEMBERS = {"title", "address", "consulted_on"}
STATUSES = {"published", "derived", "unconfirmed"}


class AmountFileError(Exception):
    """A file of the law was refused; the text names the file and the cause."""


class _StrictLoader(yaml.SafeLoader):
    """YAML without duplicate keys."""


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[str, Yaml]:
    """Build a mapping, refuse a key that stands there twice."""
    found: dict[str, Yaml] = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node))
        if key in found:
            msg = f"duplicate key {key!r}"
            raise AmountFileError(msg)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@dataclass(frozen=True, slots=True)
class AmountFile:
    """One file that passed: its id (path without suffix) and its members."""

    id: str
    members: dict[str, Yaml]


def read_amount_files(folder: Path = AMOUNTS) -> list[AmountFile]:
    """Read every file, in the order of their ids."""
    return [read_amount_file(path, folder) for path in sorted(folder.rglob("*.yaml"))]


def read_amount_file(path: Path, folder: Path = AMOUNTS) -> AmountFile:
    """Read and check one file (AmountFileError)."""
    name = path.relative_to(folder).with_suffix("").as_posix()
    try:
        members = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
        _check(members)
    except AmountFileError as refused:
        msg = f"{name}: {refused}"
        raise AmountFileError(msg) from refused
    except yaml.YAMLError as broken:
        msg = f"{name}: not YAML"
        raise AmountFileError(msg) from broken
    return AmountFile(name, members)


def _refuse(cause: str) -> None:
    """Raise the refusal."""
    raise AmountFileError(cause)


def _members(found: Yaml, required: set[str], optional: set[str], what: str) -> dict[str, Yaml]:
    """Return a mapping that has every required member and no unknown one."""
    if not isinstance(found, dict):
        msg = f"{what}: not a mapping"
        raise AmountFileError(msg)
    if missing := required - set(found):
        _refuse(f"{what}: without {', '.join(sorted(missing))}")
    if unknown := set(found) - required - optional:
        _refuse(f"{what}: unknown {', '.join(sorted(unknown))}")
    return found


def _list(found: Yaml, what: str) -> list[Yaml]:
    """Return a list that is not empty."""
    if not isinstance(found, list) or not found:
        msg = f"{what}: an empty or missing list"
        raise AmountFileError(msg)
    return found


def _day(found: Yaml, what: str) -> date:
    """Return a day written YYYY-MM-DD between quotes."""
    try:
        return date.fromisoformat(str(found)) if isinstance(found, str) else date.fromisoformat("")
    except ValueError as broken:
        msg = f"{what}: not a day between quotes"
        raise AmountFileError(msg) from broken


def _text(found: Yaml, what: str) -> str:
    """Return a text that says something."""
    if not isinstance(found, str) or not found.strip():
        msg = f"{what}: no text"
        raise AmountFileError(msg)
    return found


def _check(members: Yaml) -> None:
    """Check a whole file."""
    file = _members(members, FILE_MEMBERS, {"applies"}, "file")
    _text(file["title"], "title")
    _text(file["reviewer"], "reviewer")
    _day(file["last_checked_on"], "last_checked_on")
    for name in ("known_until", "next_change_expected"):
        if file[name] is not None:
            _day(f"{file[name]}-01", name)
    for place in _list(file["law"], "law"):
        law = _members(place, {"text", "article"}, set(), "law")
        _text(law["text"], "law text")
        _text(law["article"], "law article")
    for row in _list(file["applies"], "applies") if "applies" in file else []:
        for pair in _members(
            row, set(), {"age", "children", "single_parent", "points", "pillar1", "rank", "higher"}, "applies"
        ).values():
            if not isinstance(pair, list) or [type(end) for end in pair] not in ([int, int], [int, type(None)]):
                _refuse("applies: a condition is written [from, to], an open end is null")
    unit = file["unit"]
    if unit not in UNITS | WHOLE_UNITS:
        _refuse(f"unit: {unit}")
    before: tuple[date, date | None] | None = None
    for found in _list(file["values"], "values"):
        value = _members(found, VALUE_MEMBERS, {"to", "rule", "note"}, "value")
        span = _check_value(value, str(unit))
        _check_order(before, span)
        before = span


def _check_order(before: tuple[date, date | None] | None, span: tuple[date, date | None]) -> None:
    """Refuse a value that does not follow on the one before."""
    if before is None:
        return
    if span[0] <= before[0] or (before[1] is not None and span[0] <= before[1]):
        _refuse(f"from {span[0]}: overlaps the value before")
    if before[1] is not None and span[0] > before[1] + timedelta(days=1):
        _refuse(f"from {span[0]}: a gap after {before[1]}")


def _check_value(value: dict[str, Yaml], unit: str) -> tuple[date, date | None]:
    """Check one value; return its first and last day."""
    since = _day(value["from"], "from")
    until = _day(value["to"], "to") if "to" in value else None
    what = f"from {since}"
    if since.day != 1 or (until is not None and (until + timedelta(days=1)).day != 1):
        _refuse(f"{what}: a value holds for whole months")
    if until is not None and until < since:
        _refuse(f"{what}: ends before it starts")
    if value["status"] not in STATUSES:
        _refuse(f"{what}: status {value['status']}")
    if value["status"] == "derived":
        _text(value.get("rule"), f"{what}: a derived value names its rule")
    if value["status"] == "unconfirmed":
        _text(value.get("note"), f"{what}: an unconfirmed value says why in a note")
    for place in _list(value["sources"], f"{what}: sources"):
        source = _members(place, SOURCE_MEMBERS, set(), f"{what}: source")
        _text(source["title"], f"{what}: source title")
        _text(source["address"], f"{what}: source address")
        _day(source["consulted_on"], f"{what}: consulted_on")
    compile_value(value["value"], unit)
    return since, until


def compile_value(raw: Yaml, unit: str) -> int | str | list[int] | list[str]:
    """Turn a written value into cents, a whole number, a fraction, a day or a list of days (AmountFileError)."""
    found: int | str | list[int] | list[str] | None = None
    if isinstance(raw, list):
        days = [str(day) for day in raw]
        found = days if unit == "days of year" and all(DAY_OF_YEAR.fullmatch(day) for day in days) else None
    elif isinstance(raw, str):
        found = _compile_text(raw, unit)
    if found is None:
        msg = f"value {raw!r} is not written as {unit} is written"
        raise AmountFileError(msg)
    return found


def _compile_text(raw: str, unit: str) -> int | str | list[int] | None:
    """Turn a text into the value of its unit; None when it is not written as the unit is."""
    if unit.startswith("EUR"):
        return int(raw.replace(".", "")) if MONEY.fullmatch(raw) else None
    if unit in WHOLE_UNITS:
        return int(raw) if WHOLE.fullmatch(raw) else None
    if unit == "date":
        return _day(raw, "value").isoformat()
    if unit in {"ratio", "factor"} and (match := RATIO.fullmatch(raw)):
        whole, below, decimals = match.groups()
        return [int(whole), int(below)] if below else [int(whole + (decimals or "")), 10 ** len(decimals or "")]
    return raw if unit == "day of year" and DAY_OF_YEAR.fullmatch(raw) else None
