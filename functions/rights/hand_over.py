"""Hand a package over: only to whom it was made for, only after a strong sign-in of just now, only within its days."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Protocol, cast

from functions.register.purpose import Purpose
from functions.rights.other_seal import is_in_grace
from functions.rights.package_row import PackageRow, package_place
from functions.rights.rights_case import RightsCase
from functions.units.clock import civil_date
from functions.vault.errors import BrokenSealError, SubjectNotLiveError
from functions.vault.ledger_entry import Actor
from functions.vault.sealed_object import open_object
from functions.vault.strong_sign_in import Act, StrongSignIn, check_sign_in
from functions.vault.vault import Vault

FUNCTION = "rights-api"


class PackageBucket(Protocol):
    """The bucket of packages."""

    def read(self, key: str) -> bytes | None:
        """Return an object; None when it is gone."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class HandedOver:
    """The two forms of a package."""

    json_text: str
    html: str


def hand_over(
    vault: Vault, packages: PackageBucket, proof: StrongSignIn, case: str, record: RightsCase
) -> HandedOver | None:
    """Return the package of a case; None when it is not this person's, not there, past its days, or sealed by grace.

    Raises StepUpNeededError unless the person signed in strongly and just now.
    """
    if not record.may_be_seen_by(proof.person) or record.package is None:
        return None
    request = vault.request(Purpose.HAND_OVER_PACKAGE, FUNCTION, Actor.person(proof.person), case=case)
    check_sign_in(proof, Act.DOWNLOAD_PACKAGE, proof.person, request.rooms.system_clock.real_now())
    row = request.fetch(package_place(record.package))
    if row is None or _is_over(row.clear.get("destroy_on"), civil_date(request.rooms.clock.instant())):
        return None
    handling = vault.request(Purpose.HANDLE_RIGHTS_REQUEST, FUNCTION, Actor.person(proof.person), case=case)
    if is_in_grace(handling, record.person):
        return None
    try:
        (stored,) = request.open([row], PackageRow)
        content = packages.read(record.package)
        if stored.record.reader != proof.person or stored.record.case != case or content is None:
            return None
        members = cast("dict[str, str]", json.loads(open_object(request, row, content, "hand over package")))
    except (SubjectNotLiveError, BrokenSealError):
        return None
    return HandedOver(members["json"], members["html"])


def _is_over(destroy_on: object, today: date) -> bool:
    return not isinstance(destroy_on, str) or date.fromisoformat(destroy_on) <= today
