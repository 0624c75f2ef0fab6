"""What a bank's reason for refusing or giving back a payment asks of us, by the codes that banks use.

`ask`: the account cannot be paid; it is held, and the family is asked for another. `worker`: the account is held and a
person looks first, nobody is written to. `retry`: nothing is wrong with the account; the next run pays again. `freeze`:
the bank says it has the payment already; nothing is reopened by a machine, because that could pay twice.
A code that stands in no list is for a person, too.
"""

from enum import StrEnum


class Treatment(StrEnum):
    """What happens to a payment that did not arrive; stored sealed: only add."""

    ASK = "ask"
    WORKER = "worker"
    RETRY = "retry"
    FREEZE = "freeze"


_ASK = ("AC01", "AC03", "AC04", "AG01")
_RETRY = ("BE04", "RC01", "RC07", "CNOR", "DNOR", "ED05", "AM04", "AM10", "FF01", "DT01")
_FREEZE = ("AM05", "DUPL")
TREATMENTS = {
    **dict.fromkeys(_ASK, Treatment.ASK),
    **dict.fromkeys(_RETRY, Treatment.RETRY),
    **dict.fromkeys(_FREEZE, Treatment.FREEZE),
    # Blocked: maybe a seizure or an estate; the family is asked, and a person looks.
    "AC06": Treatment.ASK,
}
NEEDS_PERSON = frozenset({"AC06"})
"""Codes that a person looks at although the family is asked."""


def treatment_of(reason: str | None) -> Treatment:
    """Return what a reason asks of us; deceased payees, regulators, no reason and unknown codes are for a person."""
    return TREATMENTS.get(reason or "", Treatment.WORKER)


def holds_account(treatment: Treatment) -> bool:
    """Tell whether the account is paid no more until it is changed or confirmed."""
    return treatment in {Treatment.ASK, Treatment.WORKER}
