"""What a family's file holds about a person: the person's own rows, and the root that names the person by id."""

from collections.abc import Sequence
from datetime import date

from functions.dossier.dossier import OPEN, OPENING, Dossier
from functions.dossier.fact import Fact, YearlyIncomeFact
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.find_mandates import mandates_held_by
from functions.dossier.person import Person
from functions.dossier.places import ACCOUNT, FACT, MANDATE, PERSON, ROOT
from functions.register.record_type import RecordType
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.holding import HeldRow, Link
from functions.vault.look_up import LookUpKind
from functions.vault.place import SealedItem, Stored
from functions.vault.request import Request


class DossierHolding:
    """The holding of the room `dossier`."""

    name = "dossier"

    def find(self, request: Request, person: str) -> Sequence[HeldRow]:
        """Return the rows of every dossier that the person stands in."""
        found: list[HeldRow] = []
        for dossier in dossiers_of(request, person):
            rows = request.query(Table.DOSSIERS, dossier)
            own = [row for row in rows if row.subject == person]
            found += [_of_person(request, row) for row in own if row.place.sk.startswith(PERSON)]
            found += _of_facts(request, [row for row in own if row.place.sk.startswith(FACT)])
            rest = [row for row in own if not row.place.sk.startswith((PERSON, FACT))]
            found += [_family_file(request, row) for row in rest]
            found += _of_root(request, [row for row in rows if row.place.sk == ROOT], person)
            lent = [row for row in rows if is_lent_by(row, person)]
            found += [HeldRow(row, RecordType.FAMILY_FILE, Link.MENTION, _today(request)) for row in lent]
        # For whom the person may act: those rows belong to others and name the person by id.
        held = [row for row in mandates_held_by(request, person) if row.subject != person]
        found += [HeldRow(row, RecordType.FAMILY_FILE, Link.MENTION, _today(request)) for row in held]
        return found

    def leave_out(self, request: Request, change: Change, row: SealedItem, person: str) -> None:
        """Write the root again without the person, when it names the person; a mandate or lent account goes."""
        if row.place.sk.startswith(MANDATE) or is_lent_by(row, person):
            change.delete(row)
            return
        (root,) = request.open([row], Dossier)
        if root.record.without(person) != root.record:
            change.put(root.place, root.subject, root.record.without(person), root.clear, root)


def is_lent_by(row: SealedItem, person: str) -> bool:
    """Tell whether a row is an account that rests under the family's key while its owner is restricted."""
    return row.place.sk.startswith(ACCOUNT) and row.subject != person and row.clear.get("person") == person


def _of_person(request: Request, row: SealedItem) -> HeldRow:
    (stored,) = request.open([row], Person)
    numbers = sorted(stored.record.all_numbers())
    emails = () if stored.record.email is None else (stored.record.email,)
    known_by = (
        *((LookUpKind.NATIONAL_NUMBER, number) for number in numbers),
        *((LookUpKind.EMAIL, email) for email in emails),
    )
    return HeldRow(row, RecordType.FAMILY_FILE, Link.OWN, _today(request), known_by=known_by)


def _of_facts(request: Request, rows: Sequence[SealedItem]) -> list[HeldRow]:
    return [_of_fact(request, row, fact) for row, fact in zip(rows, request.open(rows, FACT_KINDS), strict=True)]


def _of_fact(request: Request, row: SealedItem, fact: Stored[Fact]) -> HeldRow:
    record = fact.record
    if isinstance(record, YearlyIncomeFact) and record.income_year is not None:
        return HeldRow(row, RecordType.INCOME, Link.OWN, date(record.income_year, 12, 31))
    return _family_file(request, row)


def _of_root(request: Request, rows: Sequence[SealedItem], person: str) -> list[HeldRow]:
    return [
        HeldRow(
            row,
            RecordType.FAMILY_FILE,
            Link.MENTION,
            _today(request),
            unsettled=_benefit_runs(stored, person),
        )
        for row, stored in zip(rows, request.open(rows, Dossier), strict=True)
        if person in {member.person for member in stored.record.members}
    ]


def _benefit_runs(root: Stored[Dossier], person: str) -> bool:
    """Tell whether money is paid to this person, or for this child, as long as the file is open."""
    concerned = {*root.record.persons("beneficiary"), *root.record.persons("child")}
    return person in concerned and root.clear.get("state") in {OPENING, OPEN}


def _family_file(request: Request, row: SealedItem) -> HeldRow:
    return HeldRow(row, RecordType.FAMILY_FILE, Link.OWN, _today(request))


def _today(request: Request) -> date:
    return civil_date(request.rooms.clock.instant())
