"""Take a package of portability into a fund that knows nothing of the person: the other end of GDPR art. 20.

The person gets an id, a file and keys of their own here; what the package holds is stored as the family's own words,
with the origin that it states. A package made again from it has the same records, byte for byte.
"""

import json
from collections import defaultdict

from pydantic import JsonValue

from functions.dossier.account import Account
from functions.dossier.dossier import OPENING, Dossier, Member, Part
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.person import Person
from functions.dossier.write_family import put_account, put_fact, put_person, put_root
from functions.register.domain import Audience
from functions.rights.package import YOU, Package, PackageRecord
from functions.vault.look_up import LookUpKind
from functions.vault.request import Request
from functions.vault.subject import Kind


class NotImportableError(Exception):
    """The package is not one of portability, or holds a record of a kind that a file does not take."""


def import_package(request: Request, package: Package, part: Part = "beneficiary") -> str:
    """Store the package and return the new person's id.

    Raises NotImportableError; LookUpTakenError when somebody here has the person's number or e-mail address.
    """
    if package.kind != "portability":
        msg = "only a package of portability is taken in"
        raise NotImportableError(msg)
    change = request.change("import package")
    dossier = change.new_subject(Kind.DOSSIER, Audience.FAMILY)
    person = change.new_subject(Kind.PERSON, Audience.FAMILY)
    put_root(change, dossier, Dossier(members=(Member(person=person, part=part),)), OPENING)
    together: dict[str, JsonValue] = {}
    accounts: dict[str, dict[str, JsonValue]] = defaultdict(dict)
    for record in package.records:
        if record.kind == "person":
            together |= record.values
        elif record.kind == "account":
            accounts[record.model_dump_json()] |= record.values
        elif record.kind in FACT_KINDS:
            fact = FACT_KINDS[record.kind].model_validate_json(json.dumps(_fact(record, person)))
            put_fact(request, change, dossier, fact)
        else:
            msg = f"a file holds no {record.kind}"
            raise NotImportableError(msg)
    stored = Person.model_validate_json(json.dumps(together))
    put_person(change, dossier, person, stored)
    for number, values in enumerate(accounts.values(), start=1):
        account = Account.model_validate_json(json.dumps({**values, "person": person}))
        put_account(change, dossier, number, account)
    if stored.national_number is not None:
        change.look_up(LookUpKind.NATIONAL_NUMBER, stored.national_number, person)
    if stored.email is not None:
        change.look_up(LookUpKind.EMAIL, stored.email, person)
    change.send()
    return person


def _fact(record: PackageRecord, person: str) -> dict[str, JsonValue]:
    origin = record.origin.model_dump(mode="json", exclude_none=True)
    if "authority" in origin:
        origin["sender"] = origin.pop("authority")
    values: dict[str, JsonValue] = {
        **_with_id(record.values, person),
        "kind": record.kind,
        "person": person,
        "known_at": record.received_at,
        "provenance": origin,
        "void": record.void,
        "withheld": list(record.withheld),
    }
    for name, day in (("valid_from", record.valid_from), ("valid_to", record.valid_to)):
        if day is not None:
            values[name] = day.isoformat()
    return values


def _with_id(values: dict[str, JsonValue], person: str) -> dict[str, JsonValue]:
    """Return the members with the person's new id where the package says `you`; others stay without a name."""
    return {name: person if value == YOU else value for name, value in values.items()}
