"""Which region's run a family belongs to: the one that is competent for all its children in the month."""

from collections.abc import Sequence
from datetime import date

from functions.benefits.competent_region import Domicile, competent_place
from functions.benefits.household import REGIONS, Region
from functions.dossier.believed_facts import statement_order
from functions.dossier.fact import AddressFact, Fact
from functions.dossier.family_file import FamilyFile
from functions.payments.region_of_address import System, system_of
from functions.payments.stop import FamilyStopError, OtherRegionError, Reason
from functions.units.year_month import YearMonth
from functions.vault.place import Stored


def children_of(file: FamilyFile) -> list[str]:
    """Return the children whose rows are in the file; FamilyStopError when there is none."""
    children = [person for person in file.root.record.persons("child") if person in file.persons]
    if not children:
        raise FamilyStopError(Reason.NO_CHILD)
    return children


def require_region(file: FamilyFile, facts: Sequence[Stored[Fact]], month: YearMonth, region: Region) -> None:
    """Hold the family to the region of a run.

    Raises OtherRegionError when another run pays or reports it, FamilyStopError when this one reports it.
    """
    systems = {_system(file, facts, child, month) for child in children_of(file)}
    if systems == {region}:
        return
    if len(systems) == 1 and systems <= set(REGIONS):
        raise OtherRegionError
    # Reported once, and not by three runs: by the first region concerned, or the first of all.
    concerned = [one for one in REGIONS if one in systems] or list(REGIONS)
    if region != concerned[0]:
        raise OtherRegionError
    raise FamilyStopError(_reason(systems))


def has_lived_in(file: FamilyFile, region: Region) -> bool:
    """Tell whether any address of a child or a beneficiary, as it was ever told, lies in the region."""
    people = {*file.root.record.persons("child"), *file.root.record.persons("beneficiary")}
    addresses = [file.persons[person].record.address for person in people if person in file.persons]
    addresses += [
        fact.record.address
        for fact in file.facts
        if isinstance(fact.record, AddressFact) and fact.record.person in people
    ]
    return any(address is not None and system_of(address) == region for address in addresses)


def _reason(systems: set[System | None]) -> Reason:
    if None in systems:
        return Reason.ADDRESS_MISSING
    if systems & set(REGIONS):
        return Reason.REGIONS_DIFFER
    return Reason.ADDRESS_UNKNOWN if systems == {"unknown"} else Reason.OTHER_SYSTEM


def _system(file: FamilyFile, facts: Sequence[Stored[Fact]], child: str, month: YearMonth) -> System | None:
    """Return the system competent for a child in the month."""
    addresses = domiciles_of(file, facts, child)
    if not addresses:
        return None
    if "unknown" in (system for _, system in addresses):
        return "unknown"
    place = competent_place([Domicile(since, system) for since, system in addresses if system != "unknown"], month)
    return place or addresses[0][1]


def domiciles_of(file: FamilyFile, facts: Sequence[Stored[Fact]], child: str) -> list[tuple[date, System]]:
    """Return where a child lives, from when on; one without an address lives with the beneficiary."""
    for person in (child, *file.root.record.persons("beneficiary")):
        addresses = _addresses(file, facts, person)
        if addresses:
            return addresses
    return []


def _addresses(file: FamilyFile, facts: Sequence[Stored[Fact]], person: str) -> list[tuple[date, System]]:
    """Return where a person lives, from when on; of one day, the last in `statement_order` counts."""
    told = [
        (record.valid_from or date.min, statement_order(record), record.address)
        for fact in facts
        if isinstance(record := fact.record, AddressFact) and record.person == person and record.address is not None
    ]
    told.sort(key=lambda one: one[:2])
    if not told and person in file.persons and (address := file.persons[person].record.address) is not None:
        return [(date.min, system_of(address))]
    return [(since, system_of(address)) for since, _, address in told]
