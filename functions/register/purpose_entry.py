"""One purpose of `purposes.yaml`: why data is touched, by what, and what may be read and written for it."""

from typing import Self

from pydantic import model_validator

from functions.register.category import Category
from functions.register.domain import Audience, Domain
from functions.register.entry import Entry
from functions.register.record_type import RecordType
from functions.register.words import Words

type Holdings = dict[str, tuple[Category, ...]]

_OUTSIDE_AUDIENCES = frozenset({Domain.HOLD.value, Domain.RESTRICTED.value})


class PurposeEntry(Entry):
    """One purpose; `reads` and `writes` go from an audience (or *hold*, *restricted*) to categories.

    `gdpr` and `special` are articles as the Data Privacy Vocabulary writes them (A6-1-c, A9-2-b).
    """

    name: Words
    why: Words
    dpv: str
    gdpr: tuple[str, ...]
    special: str | None
    criminal: bool
    grounds: tuple[str, ...]
    national_number: bool
    sources: tuple[str, ...]
    recipients: tuple[str, ...]
    retention: tuple[RecordType, ...]
    promises: tuple[str, ...]
    functions: tuple[str, ...]
    roles: tuple[str, ...]
    reads: Holdings
    writes: Holdings
    makes: tuple[Audience, ...]
    look_ups: bool

    @model_validator(mode="after")
    def _has_ground(self) -> Self:
        if not self.grounds or not self.gdpr:
            msg = "a purpose names at least one ground (grounds.yaml) and one legal basis of GDPR art. 6"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _audiences_are_known(self) -> Self:
        known = {audience.value for audience in Audience} | _OUTSIDE_AUDIENCES
        for name, categories in (*self.reads.items(), *self.writes.items()):
            if name not in known:
                msg = f"{name} is no audience; known: {', '.join(sorted(known))}"
                raise ValueError(msg)
            if not categories:
                msg = f"audience {name} lists no category; leave it out instead"
                raise ValueError(msg)
        return self

    def domains_read(self) -> frozenset[Domain]:
        """Return the key domains that reading for this purpose opens."""
        return _domains(self.reads)

    def domains_written(self) -> frozenset[Domain]:
        """Return the key domains that writing for this purpose seals under."""
        return _domains(self.writes)

    def bases(self) -> tuple[str, ...]:
        """Return the legal bases of GDPR art. 6, and the exception of art. 9 where there is one."""
        return (*self.gdpr, *([self.special] if self.special else []))

    def categories(self) -> frozenset[Category]:
        """Return the categories that this purpose reads or writes, whoever they are about."""
        holdings = (*self.reads.values(), *self.writes.values())
        return frozenset(category for categories in holdings for category in categories)


def _domains(holdings: Holdings) -> frozenset[Domain]:
    family = holdings.get(Audience.FAMILY.value, ())
    others = (Domain(name) for name in holdings if name != Audience.FAMILY.value)
    return frozenset((*(Domain(category.value) for category in family), *others))
