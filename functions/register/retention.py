"""When a record must be gone: the compiled retention rules, applied to a start date.

Dates are Belgian calendar days. A term never ends early: a month or year that lacks the day runs to the next day.
Standard library only; the rules come from `retention.yaml` through `compiled.json`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from functions.register.purposes import compiled
from functions.register.record_type import RecordType

_MONTHS_PER_YEAR = 12


class RetentionRuleError(Exception):
    """No rule, or more than one, answers the question; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as the runtime needs it. `counts_from`: the start day, or the first day of the next month or year."""

    rule_id: str
    record_type: RecordType
    region: str | None
    counts_from: str
    years: int
    months: int
    days: int
    hours: int
    rounding: str
    can_restart: bool
    can_be_held: bool
    chosen: bool


def destroy_on(
    record_type: RecordType,
    start: date,
    *,
    region: str | None = None,
    restarted_on: date | None = None,
    held_until: date | None = None,
) -> date:
    """Return the first day on which the record must be destroyed.

    `start` is the day of the rule's start event. `restarted_on`: an interruption that the rule knows makes the term
    run anew from that day. `held_until`: a hold that the rule knows keeps the record at least until that day.
    Dossiers and people are rounded up to the first of a month (the day itself when it is a first); everything else
    is exact. Raises RetentionRuleError for an unknown rule, a restart or hold that the rule does not know, and for
    terms counted in hours, which the store's own expiry serves.
    """
    rule = rule_for(record_type, region)
    if rule.hours:
        msg = f"{rule.rule_id} is counted in hours; use `hours_of`"
        raise RetentionRuleError(msg)
    if restarted_on is not None:
        if not rule.can_restart:
            msg = f"{rule.rule_id} knows no interruption"
            raise RetentionRuleError(msg)
        start = max(start, restarted_on)
    end = _plus(_counted_from(rule, start), rule)
    if held_until is not None:
        if not rule.can_be_held:
            msg = f"{rule.rule_id} knows no hold"
            raise RetentionRuleError(msg)
        end = max(end, held_until)
    return _first_of_month_from(end) if rule.rounding == "first_of_month" else end


def hours_of(record_type: RecordType) -> int:
    """Return the length of a term that is counted in hours; RetentionRuleError for any other."""
    rule = rule_for(record_type)
    if not rule.hours:
        msg = f"{rule.rule_id} is not counted in hours"
        raise RetentionRuleError(msg)
    return rule.hours


@cache
def rule_for(record_type: RecordType, region: str | None = None) -> Rule:
    """Return the one rule of a record type (of a region, where regions differ); RetentionRuleError otherwise."""
    found = [rule for rule in all_rules() if rule.record_type is record_type and rule.region in (None, region)]
    if len(found) != 1:
        msg = f"{len(found)} retention rules for {record_type.value} in region {region}; name one of the regions"
        raise RetentionRuleError(msg)
    return found[0]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every compiled rule."""
    return tuple(_rule(rule_id, entry) for rule_id, entry in compiled()["retention"].items())


def _rule(rule_id: str, entry: dict[str, object]) -> Rule:
    region = entry["region"]
    return Rule(
        rule_id=rule_id,
        record_type=RecordType(str(entry["record_type"])),
        region=None if region is None else str(region),
        counts_from=str(entry["counts_from"]),
        years=_whole(entry["years"]),
        months=_whole(entry["months"]),
        days=_whole(entry["days"]),
        hours=_whole(entry["hours"]),
        rounding=str(entry["rounding"]),
        can_restart=entry["can_restart"] is True,
        can_be_held=entry["can_be_held"] is True,
        chosen=entry["chosen"] is True,
    )


def _whole(value: object) -> int:
    if not isinstance(value, int):
        msg = "the compiled register holds a whole number here"
        raise TypeError(msg)
    return value


def _counted_from(rule: Rule, start: date) -> date:
    if rule.counts_from == "next_month":
        return _plus_months(start.replace(day=1), 1)
    if rule.counts_from == "next_year":
        return date(start.year + 1, 1, 1)
    return start


def _plus(start: date, rule: Rule) -> date:
    return _plus_months(start, rule.years * _MONTHS_PER_YEAR + rule.months) + timedelta(days=rule.days)


def _plus_months(start: date, months: int) -> date:
    index = start.year * _MONTHS_PER_YEAR + start.month - 1 + months
    year, month = index // _MONTHS_PER_YEAR, index % _MONTHS_PER_YEAR + 1
    if start.day > monthrange(year, month)[1]:
        # The month is too short: the term ends on the day after its last, never before.
        return _plus_months(date(year, month, 1), 1)
    return date(year, month, start.day)


def _first_of_month_from(day: date) -> date:
    return day if day.day == 1 else _plus_months(day.replace(day=1), 1)
