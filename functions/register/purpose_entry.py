"""One purpose of `purposes.yaml`: why data is touched, by what, and what may be read and written for it."""

from typing import Self

from pydantic import model_validator

from functions.register.category import Category
from functions.register.domain import Audience, Domain
from functions.register.entry import Entry

type Holdings = dict[str, tuple[Category, ...]]

_OUTSIDE_AUDIENCES = frozenset({Domain.HOLD.value, Domain.RESTRICTED.value})


class PurposeEntry(Entry):
    """One purpose; `reads` and `writes` go from an audience (or *hold*, *restricted*) to categories."""

    functions: tuple[str, ...]
    roles: tuple[str, ...]
    reads: Holdings
    writes: Holdings
    makes: tuple[Audience, ...]
    look_ups: bool

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


def _domains(holdings: Holdings) -> frozenset[Domain]:
    family = holdings.get(Audience.FAMILY.value, ())
    others = (Domain(name) for name in holdings if name != Audience.FAMILY.value)
    return frozenset((*(Domain(category.value) for category in family), *others))
