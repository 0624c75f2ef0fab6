"""What every fact of a notification rests on: who it is about, who may be named, and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from functions.dossier.fact import Fact, Provenance


@dataclass(frozen=True, slots=True)
class Basis:
    """`named`: the ids of other people that the fact may name, by number. `known_at`: when the message was received."""

    person: str
    number: str
    replaced_by: str | None
    named: Mapping[str, str]
    known_at: str
    provenance: Provenance
    withheld: tuple[str, ...] = ()

    def fact[F: Fact](
        self, kind: type[F], valid_from: date | None = None, valid_to: date | None = None, **stated: object
    ) -> F:
        """Return a fact of a kind that holds from one day to another, with what was stated."""
        return kind.model_validate(
            {
                "person": self.person,
                "valid_from": valid_from,
                "valid_to": valid_to,
                "known_at": self.known_at,
                "provenance": self.provenance,
                "withheld": self.withheld,
                **stated,
            }
        )

    def ids(self, numbers: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of those who may be named, in ascending order."""
        return tuple(sorted(self.named[number] for number in numbers if number in self.named))


def lower(word: str | None) -> str | None:
    """Return a word of a closed list as facts write it."""
    return None if word is None else word.lower()
