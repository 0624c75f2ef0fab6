"""Numbers that their register replaced or cancelled: which one a person has now, from the set of changes alone."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict


class NumberChange(BaseModel):
    """The register gave a person another number; `new` is None when it took the old one away without another."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    old: str
    new: str | None = None


def with_change(changes: Iterable[NumberChange], more: Iterable[NumberChange]) -> tuple[NumberChange, ...]:
    """Return all changes once, in an order of their own: how they came plays no part."""
    return tuple(sorted({*changes, *more}, key=lambda one: (one.old, one.new or "")))


def numbers_of(changes: Iterable[NumberChange]) -> frozenset[str]:
    """Return every number that these changes name."""
    return frozenset(number for one in changes for number in (one.old, one.new) if number is not None)


def newest_number(numbers: Iterable[str], changes: Iterable[NumberChange]) -> str | None:
    """Return the number that no change took away: the last one of all when there are several, or none."""
    known, left = sorted(numbers), {one.old for one in changes}
    standing = [number for number in known if number not in left] or known
    return standing[-1] if standing else None
