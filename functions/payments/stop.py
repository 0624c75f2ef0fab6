"""Why a family is left out of a run, alone: a neutral reason, sealed with the family's file."""

from enum import StrEnum


class Reason(StrEnum):
    """Stable codes; stored: only add."""

    NO_CHILD = "no_child"
    ADDRESS_MISSING = "address_missing"
    ADDRESS_UNKNOWN = "address_unknown"
    REGIONS_DIFFER = "regions_differ"
    OTHER_SYSTEM = "other_system"
    ACCOUNT_MISSING = "account_missing"
    ACCOUNT_HELD = "account_held"
    ACCOUNT_COOLING = "account_cooling"
    ACCOUNT_DOUBTED = "account_doubted"
    ACCOUNT_NOT_PAYABLE = "account_not_payable"
    NAME_NOT_SENDABLE = "name_not_sendable"
    ABOVE_CEILING = "above_ceiling"
    PAYEE_DECEASED = "payee_deceased"
    OUTSIDE_LAW = "outside_law"
    NOTHING_DECIDED = "nothing_decided"
    NOTHING_DUE = "nothing_due"
    CALCULATION_FAILED = "calculation_failed"
    PERSON_RESTRICTED = "person_restricted"


class FamilyStopError(Exception):
    """One family is not paid in this run; the others are. Holds the reason and no value of the file."""

    def __init__(self, reason: Reason) -> None:
        """Keep the reason."""
        super().__init__(reason.value)
        self.reason = reason


class UnconfirmedAmountError(Exception):
    """A right of the family rests on amounts or limits that nobody confirmed: the whole run stops with their ids."""

    def __init__(self, amounts: tuple[str, ...]) -> None:
        """Keep the ids of the amount files."""
        super().__init__("unconfirmed amounts")
        self.amounts = amounts


class OtherRegionError(Exception):
    """The family belongs to the run of another region: nothing to do and nothing to report."""
