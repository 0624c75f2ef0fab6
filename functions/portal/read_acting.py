"""For whom a signed-in person may act today, read from every file that names the person, by part or by mandate."""

from collections.abc import Sequence
from datetime import date

from functions.dossier.believed_facts import believed_facts, statement_order
from functions.dossier.dossier import Dossier
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.find_mandates import mandates_held_by
from functions.dossier.mandate import HOLDS, MandateView
from functions.dossier.person import PersonBirth
from functions.dossier.places import FACT, MANDATE, PERSON, ROOT
from functions.dossier.register_facts import ParentageFact
from functions.portal.who_acts import Acting, Ties, who_acts
from functions.register.category import Category
from functions.register.domain import Domain
from functions.runtime.database import Table
from functions.vault.place import SealedItem
from functions.vault.request import Request
from functions.vault.sealed_record import key_id_of

# The only facts that a purpose without judicial and medical data can open, and all that this needs.
_OF_FAMILY = {kind: fact for kind, fact in FACT_KINDS.items() if fact.categories() == {Category.FAMILY}}


def read_acting(request: Request, viewer: str, today: date) -> dict[str, tuple[Acting, ...]]:
    """Return per file for whom `viewer` may act on a day; files in which that is nobody are left out.

    Whoever is restricted or in the days of grace is left out as if they were not in the file: nobody reads them.
    """
    held = mandates_held_by(request, viewer)
    found: dict[str, tuple[Acting, ...]] = {}
    for dossier in sorted({*dossiers_of(request, viewer), *(row.place.pk for row in held)}):
        rows = request.query(Table.DOSSIERS, dossier)
        mandates = _mandates(request, rows)
        acting = who_acts(viewer, _ties(request, rows), mandates, today)
        if acting:
            found[dossier] = acting
    return found


def _mandates(request: Request, rows: Sequence[SealedItem]) -> list[MandateView]:
    standing = [row for row in _starting(rows, MANDATE) if row.clear.get("state") == HOLDS]
    return [stored.record for stored in request.open(standing, MandateView, skip_ended=True)]


def _ties(request: Request, rows: Sequence[SealedItem]) -> Ties:
    roots = request.open([row for row in rows if row.place.sk == ROOT], Dossier, skip_ended=True)
    if not roots:
        return Ties({}, frozenset(), {})
    file = roots[0].record
    persons = request.open(_starting(rows, PERSON), PersonBirth, skip_ended=True)
    members = {member.person for member in file.members}
    born = {stored.subject: stored.record.birth_date for stored in persons if stored.subject in members}
    told = _parentage(request, rows)
    # Where no register says who the parents are, only who declared the child and is paid for it acts (chosen).
    declared = frozenset(file.persons("beneficiary"))
    parents = {child: told.get(child, declared) for child in file.persons("child") if child in born}
    return Ties(born, declared, parents)


def _parentage(request: Request, rows: Sequence[SealedItem]) -> dict[str, frozenset[str]]:
    readable = [row for row in _starting(rows, FACT) if _is_of_family(request, row)]
    facts = believed_facts(request.open(readable, _OF_FAMILY, skip_ended=True))
    newest: dict[str, ParentageFact] = {}
    for record in sorted((fact.record for fact in facts), key=statement_order):
        if isinstance(record, ParentageFact):
            newest[record.person] = record
    return {
        child: frozenset(tie.person for tie in record.parents if tie.person is not None and not tie.deceased)
        for child, record in newest.items()
    }


def _is_of_family(request: Request, row: SealedItem) -> bool:
    subject = request.load_subjects([row.subject]).get(row.subject)
    return subject is not None and {subject.domain_of(key_id_of(blob)) for blob in row.sealed} == {Domain.FAMILY}


def _starting(rows: Sequence[SealedItem], prefix: str) -> list[SealedItem]:
    return [row for row in rows if row.place.sk.startswith(prefix)]
