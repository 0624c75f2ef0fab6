"""What the intake holds about a person: a prospect's or applicant's row, and forms that are not destroyed yet.

A form names a person before the person has an id, so it is found through the facts that came from it: their origin
names the receipt.
"""

from collections.abc import Sequence

from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.places import FACT
from functions.intake.keep_application import SORT as APPLICANT
from functions.intake.keep_interest import SORT as PROSPECT
from functions.intake.submission import submission_place
from functions.register.record_type import RecordType
from functions.runtime.database import Table
from functions.units.clock import civil_date, parse_instant
from functions.vault.change import Change
from functions.vault.holding import HeldRow, Link
from functions.vault.ids import is_id
from functions.vault.place import SealedItem
from functions.vault.request import Request

_KINDS = {PROSPECT: RecordType.PROSPECT, APPLICANT: RecordType.APPLICANT}


class IntakeHolding:
    """The holding of the room `intake`."""

    name = "intake"

    def find(self, request: Request, person: str) -> Sequence[HeldRow]:
        """Return the person's own rows outside a file, and every form from which a fact about the person came."""
        today = civil_date(request.rooms.clock.instant())
        own = request.query(Table.PEOPLE, person)
        found = [HeldRow(row, _KINDS[row.place.sk], Link.OWN, today) for row in own]
        for receipt in self._receipts(request, person):
            row = request.fetch(submission_place(receipt))
            if row is not None:
                handled = civil_date(parse_instant(str(row.clear["since"])))
                found.append(HeldRow(row, RecordType.SUBMISSION, Link.WHOLE, handled))
        return found

    def leave_out(self, request: Request, change: Change, row: SealedItem, person: str) -> None:
        """Do nothing: no row of the intake mentions a person under another subject but a form, which goes whole."""

    def _receipts(self, request: Request, person: str) -> list[str]:
        receipts: set[str] = set()
        for dossier in dossiers_of(request, person):
            rows = [row for row in request.query(Table.DOSSIERS, dossier, FACT) if row.subject == person]
            origins = {fact.record.provenance.attestation for fact in request.open(rows, FACT_KINDS)}
            receipts |= {origin for origin in origins if is_id(origin, "rcp")}
        return sorted(receipts)
