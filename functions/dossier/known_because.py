"""Why a person of a family's file is known to the fund, in which role, and from when until when.

It follows from the file and its facts alone, so the order in which they came plays no part. The role is the numbered
one of the Cadastre: 102 payee, 104 child, 106 an adult whose work and income the rights look at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from functions.dossier.believed_facts import statement_order
from functions.dossier.dossier import Dossier, Member, Part
from functions.dossier.fact import Fact, HouseholdFact, JoiningFact
from functions.units.clock import civil_date, parse_instant
from functions.vault.place import Stored

type Role = Literal["102", "104", "106"]
ROLE_OF: Mapping[Part, Role] = {"beneficiary": "102", "child": "104", "partner": "106"}


@dataclass(frozen=True, slots=True)
class KnownBecause:
    """The role, who named the person, and the days from and until which the reason stands.

    `since` is None when no fact says it; `until` is None while the reason still stands.
    """

    role: Role
    named_by: Literal["family", "government"]
    since: date | None
    until: date | None


def known_because(root: Dossier, facts: Sequence[Stored[Fact]]) -> dict[str, KnownBecause]:
    """Return the reason for every member of a file, given the facts that are believed."""
    return {member.person: _reason(member, root, facts) for member in root.members}


def _reason(member: Member, root: Dossier, facts: Sequence[Stored[Fact]]) -> KnownBecause:
    role = ROLE_OF[member.part]
    if member.brought_by is None:
        joined = [
            civil_date(parse_instant(fact.record.known_at)) for fact in facts if isinstance(fact.record, JoiningFact)
        ]
        return KnownBecause(role, "family", min(joined, default=None), None)
    households = sorted(
        (fact.record for fact in facts if isinstance(fact.record, HouseholdFact) and _of_adult(fact.record, root)),
        key=statement_order,
    )
    named = [one for one in households if any(tie.person == member.person for tie in one.members)]
    since = min((one.valid_from for one in named if one.valid_from is not None), default=None)
    return KnownBecause(role, "government", since, _until(named, households))


def _until(named: Sequence[HouseholdFact], households: Sequence[HouseholdFact]) -> date | None:
    """Return the last day of the tie: the day before the first later household that names the person no more."""
    if not named:
        return None
    last = households.index(named[-1])
    later = [one.valid_from for one in households[last + 1 :] if one.valid_from is not None]
    ends = [named[-1].valid_to, *(day - timedelta(days=1) for day in later[:1])]
    return min((day for day in ends if day is not None), default=None)


def _of_adult(household: HouseholdFact, root: Dossier) -> bool:
    return household.person in (*root.persons("beneficiary"), *root.persons("partner"))
