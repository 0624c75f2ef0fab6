"""A child whom a register calls a child of another file is paid there alone, until a person decides."""

from functions.benefits.parameters import current_parameters
from functions.dossier.family_file import read_family_file
from functions.dossier.person import Person, PersonForPayment
from functions.payments.entitlement import entitlement
from functions.register.purpose import Purpose
from functions.units.year_month import YearMonth
from tests.builders.paid_families import FundFamily, fixed_id, put_fund_family
from tests.builders.vault import MemoryVault, memory_vault

FAMILY = FundFamily(7)


def undecided(memory: MemoryVault) -> tuple[int, list[tuple[str | None, str, tuple[str, ...]]]]:
    """Return how many children have an amount in June 2024, and what cannot be decided."""
    file = read_family_file(memory.request(Purpose.CALCULATE_AND_PAY), FAMILY.dossier, person=PersonForPayment)
    found = entitlement(file, YearMonth(2024, 6), "flanders", current_parameters())
    children = () if found.decision is None else found.decision.children
    return sum(one.total > 0 for one in children), [(one.child, one.benefit, one.missing) for one in found.undecided]


def doubt(memory: MemoryVault) -> None:
    """Let the child's row say that it is a child of another file."""
    request = memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    row = read_family_file(request, FAMILY.dossier, person=Person).persons[FAMILY.child(0)]
    change = request.change("doubt")
    other = fixed_id("prs", "child of another file")
    change.put(row.place, row.subject, row.record.model_copy(update={"same_as": other}), row.clear, row)
    change.send()


def test_nothing_is_paid_for_a_doubted_child() -> None:
    """Given a child that is paid, when a register says that it stands in another file too, then it waits, named."""
    memory = memory_vault(start="2024-07-01T06:00:00Z")
    put_fund_family(memory, FAMILY)
    assert undecided(memory)[0] == 1
    doubt(memory)
    paid, named = undecided(memory)
    assert paid == 0
    assert (FAMILY.child(0), "base", ("person",)) in named
