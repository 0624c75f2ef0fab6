"""A family's file as read: one query, then everything opened for one purpose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from functions.dossier.account import Account
from functions.dossier.dossier import Dossier
from functions.dossier.fact import Fact, HouseholdFact
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.person import PersonIdentity
from functions.dossier.places import ACCOUNT, FACT, PERSON, ROOT, SENT
from functions.dossier.sent_notification import SENT_KINDS, AnySent
from functions.runtime.database import Table
from functions.units.clock import parse_instant
from functions.vault.errors import SubjectNotLiveError
from functions.vault.place import SealedItem, Stored
from functions.vault.request import Request
from functions.vault.run_page import RunPage
from functions.vault.subject import State


@dataclass(frozen=True, slots=True)
class FamilyFile:
    """The opened rows of one dossier; rows of persons that were erased are not in it.

    `sent`: the notifications that authorities sent, only where the reader asked for them.
    """

    dossier: str
    root: Stored[Dossier]
    persons: Mapping[str, Stored[PersonIdentity]]
    facts: Sequence[Stored[Fact]]
    accounts: Sequence[Stored[Account]]
    sent: Sequence[Stored[AnySent]] = ()

    def as_known(self, at: datetime | None) -> "FamilyFile":
        """Return the file as the fund knew it at an instant (None: as it is): later facts are not in it.

        A person whom an authority brought is in the file from the first fact that is about or names them.
        """
        if at is None:
            return self
        facts = [fact for fact in self.facts if parse_instant(fact.record.known_at) <= at]
        named = {fact.record.person for fact in facts}
        named |= {one.person for fact in facts if isinstance(fact.record, HouseholdFact) for one in fact.record.members}
        known = Dossier(
            members=tuple(one for one in self.root.record.members if one.brought_by is None or one.person in named)
        )
        return replace(self, root=replace(self.root, record=known), facts=facts)


class UnknownDossierError(Exception):
    """There is no dossier of this id."""


def read_family_file(
    request: Request,
    dossier: str,
    *,
    person: type[PersonIdentity] = PersonIdentity,
    under: RunPage | None = None,
    with_sent: bool = False,
) -> FamilyFile:
    """Read and open a dossier; UnknownDossierError when there is none. `with_sent` opens the notifications too.

    The purpose of the request must list the categories of every fact kind, of the accounts and of `person`.
    """
    rows = request.query(Table.DOSSIERS, dossier)
    file = open_family_file(request, dossier, rows, person=person, under=under)
    if not with_sent:
        return file
    return replace(file, sent=request.open(_starting(rows, SENT), SENT_KINDS, under=under, skip_ended=True))


def open_family_file(
    request: Request,
    dossier: str,
    rows: Sequence[SealedItem],
    *,
    person: type[PersonIdentity] = PersonIdentity,
    under: RunPage | None = None,
) -> FamilyFile:
    """Open rows that were read already (a batch reads many dossiers before it opens one).

    SubjectNotLiveError when somebody in it is restricted: half a family would be decided on as if it were the whole.
    """
    subjects = request.load_subjects(row.subject for row in rows)
    restricted = any(subject.state is State.RESTRICTED for subject in subjects.values())
    if restricted and State.RESTRICTED not in request.states:
        raise SubjectNotLiveError(State.RESTRICTED.value)
    roots = request.open([row for row in rows if row.place.sk == ROOT], Dossier, under=under)
    if not roots:
        msg = "no such dossier"
        raise UnknownDossierError(msg)
    persons = request.open(_starting(rows, PERSON), person, under=under, skip_ended=True)
    facts = request.open(_starting(rows, FACT), FACT_KINDS, under=under, skip_ended=True)
    accounts = request.open(_starting(rows, ACCOUNT), Account, under=under, skip_ended=True)
    return FamilyFile(dossier, roots[0], {row.subject: row for row in persons}, facts, accounts)


def _starting(rows: Sequence[SealedItem], prefix: str) -> list[SealedItem]:
    return [row for row in rows if row.place.sk.startswith(prefix)]
