"""What this room holds about a person beside cases: packages that wait to be fetched; they end with their keys."""

from collections.abc import Sequence

from functions.register.record_type import RecordType
from functions.rights.open_request import cases_of
from functions.rights.package_row import package_place
from functions.rights.rights_case import RightsCase, case_place
from functions.rights.rights_state import RequestKind
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.holding import HeldRow, Link
from functions.vault.place import SealedItem
from functions.vault.request import Request


class RightsHolding:
    """The holding of the room `rights`."""

    name = "rights"

    def find(self, request: Request, person: str) -> Sequence[HeldRow]:
        """Return the rows of the person's packages that stand."""
        today = civil_date(request.rooms.clock.instant())
        found: list[HeldRow] = []
        for kind in (RequestKind.ACCESS, RequestKind.PORTABILITY):
            for case in cases_of(request, person, kind):
                row = request.fetch(case_place(case))
                opened = [] if row is None else request.open([row], RightsCase)
                for stored in opened:
                    package = stored.record.package
                    made = None if package is None else request.fetch(package_place(package))
                    if made is not None:
                        found.append(HeldRow(made, RecordType.PACKAGE, Link.WHOLE, today))
        return found

    def leave_out(self, request: Request, change: Change, row: SealedItem, person: str) -> None:
        """Do nothing: a package goes as a whole."""
