"""The body of `POST /api/staff/payees`: a document about whom the fund pays, as one person enters it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from functions.dossier.payee_facts import PayeePart
from functions.staff.account_form import DossierId, OneDeed, PersonId

_MOST = 4
_OF_ENTRY = frozenset({"purpose", "dossier", "person", "document", "kind"})


class PayeeForm(OneDeed):
    """One entry. Which members a kind has stands in `functions/dossier/payee_facts.py`; `document` is no sentence."""

    dossier: DossierId
    person: PersonId
    document: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z][0-9A-Z/.\-]{3,39}$")]
    kind: Literal["payee_decision", "placement_share", "standing", "administration", "garnishment"]
    received_on: date
    valid_from: date | None = None
    valid_to: date | None = None
    parts: Annotated[tuple[PayeePart, ...], Field(max_length=_MOST)] | None = None
    rest_to: Literal["payee", "savings"] | None = None
    standing: Literal["married", "emancipated", "own_child", "own_address"] | None = None
    creditor: Literal["ordinary", "maintenance"] | None = None
    monthly_cents: Annotated[int, Field(ge=1)] | None = None

    def members(self) -> dict[str, object]:
        """Return what is stated, by the names of the fact."""
        stated = {name: getattr(self, name) for name in type(self).model_fields if name not in _OF_ENTRY}
        return {name: value for name, value in stated.items() if value is not None}
