"""What the intake holds about a person: the form in which the family named them, until its own short term ends.

A form that opened a file is found through the facts that came from it. A form that a case worker still has to handle
made nobody, so nobody's erasure finds it; it goes with its own term (`docs/limits.md`).
"""

from collections.abc import Sequence

from functions.dossier.fact import FACT_KINDS
from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.places import FACT
from functions.intake.submission import submission_place
from functions.register.record_type import RecordType
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.holding import HeldRow, Link
from functions.vault.ids import is_id
from functions.vault.place import SealedItem
from functions.vault.request import Request


class IntakeHolding:
    """The holding of the room `intake`."""

    name = "intake"

    def find(self, request: Request, person: str) -> Sequence[HeldRow]:
        """Return the forms that the person's facts came from."""
        rows = [
            row
            for dossier in dossiers_of(request, person)
            for row in request.query(Table.DOSSIERS, dossier, begins_with=f"{FACT}{person}#")
        ]
        origins = {fact.record.provenance.attestation for fact in request.open(rows, FACT_KINDS)}
        forms = [request.fetch(submission_place(origin)) for origin in sorted(origins) if is_id(origin, "rcp")]
        today = civil_date(request.rooms.clock.instant())
        return [HeldRow(form, RecordType.SUBMISSION, Link.WHOLE, today) for form in forms if form is not None]

    def leave_out(self, request: Request, change: Change, row: SealedItem, person: str) -> None:
        """Refuse: a form ends as a whole, nobody is left out of it."""
        del request, change, row, person
        msg = "a form mentions nobody apart"
        raise NotImplementedError(msg)
