"""What becomes of notifications: facts with their origin, people of the family's file, strangers not stored."""

from datetime import timedelta

import pytest

from functions.dossier.dossier import Member
from functions.dossier.fact import HouseholdFact, YearlyIncomeFact
from functions.runtime.database import Put, Table
from functions.vault.keyring import Secret
from functions.vault.look_up import LookUpKind, suppression_key
from tests.builders.drops import (
    SENDER,
    DropWorld,
    cancellation,
    child_number,
    counts,
    envelope,
    household,
    income,
    number_of,
)

HEAD, PARTNER, CHILD = number_of(1), number_of(2), child_number(1)


@pytest.fixture
def world() -> DropWorld:
    return DropWorld()


@pytest.fixture
def dossier(world: DropWorld) -> str:
    return world.family(An=(HEAD, "beneficiary"))


def test_a_household_becomes_a_fact_and_its_unknown_members_people(world: DropWorld, dossier: str) -> None:
    """Given a known head with a new spouse, child and lodger, then two people join the file and the lodger does not."""
    delivery = envelope("HOUSEHOLD", 4, [household("h1", HEAD, [(PARTNER, 2), (CHILD, 3), (number_of(9), 12)])])
    assert world.receipt_of(delivery)["counts"] == counts(accepted=1)
    head, partner, child = (world.person(number) for number in (HEAD, PARTNER, CHILD))
    assert head is not None
    assert partner is not None
    assert child is not None
    first, *brought = world.file(dossier).root.record.members
    assert first == Member(person=head, part="beneficiary")
    assert set(brought) == {
        Member(person=partner, part="partner", brought_by="government"),
        Member(person=child, part="child", brought_by="government"),
    }
    (fact,) = world.facts(dossier, HouseholdFact)
    assert [(one.person, one.relationship) for one in fact.members] == [(head, 1), (partner, 2), (child, 3)]
    assert fact.others == (12,)
    origin = fact.provenance
    assert (origin.source, origin.sender, origin.flow, origin.attestation) == ("government", SENDER, "HOUSEHOLD", "h1")
    assert (origin.version, origin.sequence, origin.line, fact.known_at) == (0, 4, 1, "2024-07-01T06:00:00Z")
    assert world.person(number_of(9)) is None
    assert len(world.cases()) == 0


def test_an_income_becomes_a_fact_of_its_year(world: DropWorld, dossier: str) -> None:
    """Given a yearly income, then the fact holds from January to December, in whole cents."""
    assert world.receipt_of(envelope("INCOME_TAX", 1, [income("i1", HEAD, 2_512_345)]))["status"] == "OK"
    (fact,) = world.facts(dossier, YearlyIncomeFact)
    assert (str(fact.valid_from), str(fact.valid_to), fact.income_year) == ("2022-01-01", "2022-12-31", 2022)
    assert [(item.code, item.cents) for item in fact.items] == [("TOTAL_TAXABLE", 2_512_345)]


def test_data_about_strangers_is_counted_and_not_stored(world: DropWorld, dossier: str) -> None:
    """Given an income of somebody who is not ours, then nothing of it rests anywhere (goal GD-8)."""
    before = len(world.memory.database.rows[Table.DOSSIERS])
    receipt = world.receipt_of(envelope("INCOME_TAX", 1, [income("i1", number_of(60), 77)]))
    assert (receipt["status"], receipt["counts"]) == ("OK", counts(unknownPersons=1))
    assert len(world.memory.database.rows[Table.DOSSIERS]) == before
    assert world.cases() == []
    assert world.person(number_of(60)) is None


def test_withheld_elements_are_named_and_are_no_zero(world: DropWorld, dossier: str) -> None:
    """Given an income of which the network withheld the items, then the fact names them and states no amount."""
    content = {"yearlyIncome": {"incomeYear": 2022}}
    filters = {"filteredElement": ["yearlyIncome/items/item", "filteredElement1"]}
    filtered = income("i1", HEAD, 1) | {"content": content, "dataFilters": filters}
    assert world.receipt_of(envelope("INCOME_TAX", 1, [filtered]))["counts"] == counts(accepted=1)
    (fact,) = world.facts(dossier, YearlyIncomeFact)
    assert (fact.income_year, fact.items, fact.withheld) == (2022, (), ("items", "other"))


@pytest.mark.parametrize(("first", "second"), [(3, 4), (4, 3)])
def test_a_conflict_ends_the_same_whichever_came_first(world: DropWorld, dossier: str, first: int, second: int) -> None:
    """Given other content under one identity, then the lower sequence number counts and the other is put aside."""
    for sequence in (first, second):
        world.take(envelope("INCOME_TAX", sequence, [income("i1", HEAD, sequence * 100)]))
    (fact,) = world.facts(dossier, YearlyIncomeFact)
    assert fact.items[0].cents == 300
    assert fact.provenance.sequence == 3
    (case,) = world.cases()
    assert (case["code"], case["sequence"]) == ("content_conflict", 4)
    assert "400" in str(case["content"])


def test_a_cancellation_voids_and_an_older_version_is_only_recorded(world: DropWorld, dossier: str) -> None:
    """Given a cancellation before the statement it cancels, then both are kept and nothing is believed."""
    assert world.receipt_of(envelope("INCOME_TAX", 1, [cancellation("i1", HEAD, 1)]))["counts"] == counts(accepted=1)
    assert world.receipt_of(envelope("INCOME_TAX", 2, [income("i1", HEAD, 5)]))["counts"] == counts(superseded=1)
    assert sorted(fact.void for fact in world.facts(dossier, YearlyIncomeFact)) == [False, True]


def test_a_person_of_two_files_gets_the_fact_in_each(world: DropWorld, dossier: str) -> None:
    """Given a partner of one file who is paid in another, then both files hold the fact, and it counts once."""
    other = world.family(Bo=(PARTNER, "beneficiary"), An=(HEAD, "partner"))
    assert world.receipt_of(envelope("INCOME_TAX", 1, [income("i1", HEAD, 5)]))["counts"] == counts(accepted=1)
    assert len(world.facts(dossier, YearlyIncomeFact)) == 1
    assert len(world.facts(other, YearlyIncomeFact)) == 1


def test_a_child_of_another_file_does_not_join_a_second(world: DropWorld, dossier: str) -> None:
    """Given a child that stands in a file, when another head's household names it, then it is named and not joined."""
    other = world.family(Bo=(PARTNER, "beneficiary"))
    world.take(envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(CHILD, 3)])]))
    world.take(envelope("HOUSEHOLD", 2, [household("h2", PARTNER, [(CHILD, 3)])]))
    assert world.file(dossier).root.record.persons("child") == (world.person(CHILD),)
    assert world.file(other).root.record.persons("child") == ()
    (fact,) = world.facts(other, HouseholdFact)
    assert [one.person for one in fact.members][1] == world.person(CHILD)


def test_a_partner_without_a_tie_in_the_register_is_known_by_the_family_s_word(world: DropWorld) -> None:
    """Given a partner of the form whom the register calls unrelated, then the fact names this partner."""
    dossier = world.family(An=(HEAD, "beneficiary"), Bo=(PARTNER, "partner"))
    world.take(envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(PARTNER, 12), (number_of(9), 12)])]))
    (fact,) = world.facts(dossier, HouseholdFact)
    assert [(one.person, one.relationship) for one in fact.members][1:] == [(world.person(PARTNER), 12)]
    assert fact.others == (12,)


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_a_tie_says_the_same_whatever_another_message_said(
    world: DropWorld, dossier: str, order: tuple[int, int]
) -> None:
    """Given a person whom one message calls unrelated and another the spouse, then both facts keep to that."""
    said = {1: household("h1", HEAD, [(PARTNER, 12)]), 2: household("h2", HEAD, [(PARTNER, 2)])}
    for sequence in order:
        world.take(envelope("HOUSEHOLD", sequence, [said[sequence]]))
    facts = {fact.provenance.attestation: fact for fact in world.facts(dossier, HouseholdFact)}
    assert (len(facts["h1"].members), facts["h1"].others) == (1, (12,))
    assert (len(facts["h2"].members), facts["h2"].others) == (2, ())


def test_a_household_of_a_grown_child_adds_nobody(world: DropWorld) -> None:
    """Given a child of the file who heads a household, then nobody of it joins the parents' file."""
    dossier = world.family(An=(HEAD, "beneficiary"), Di=(CHILD, "child"))
    world.take(envelope("HOUSEHOLD", 1, [household("h1", CHILD, [(number_of(30), 2), (child_number(30), 3)])]))
    assert len(world.file(dossier).root.record.members) == 2
    (fact,) = world.facts(dossier, HouseholdFact)
    assert (len(fact.members), fact.others) == (1, (2, 3))
    assert world.person(number_of(30)) is None


def test_an_erased_person_is_not_made_again(world: DropWorld, dossier: str) -> None:
    """Given a suppressed number, when a household names it, then the person does not come back and counts as other."""
    key = suppression_key(world.memory.keyring.secret(Secret.SUPPRESSION), LookUpKind.NATIONAL_NUMBER, PARTNER)
    world.memory.database.write(Put(Table.ERASURES, {"pk": key.pk, "sk": key.sk}))
    receipt = world.receipt_of(envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(PARTNER, 2)])]))
    assert receipt["counts"] == counts(accepted=1)
    assert world.person(PARTNER) is None
    (fact,) = world.facts(dossier, HouseholdFact)
    assert fact.others == (2,)


def test_a_large_household_is_made_in_steps(world: DropWorld, dossier: str) -> None:
    """Given a household with 30 unknown children, then all join the file although no transaction holds them at once."""
    children = [(child_number(number), 3) for number in range(30)]
    receipt = world.receipt_of(envelope("HOUSEHOLD", 1, [household("h1", HEAD, children)]))
    assert receipt["counts"] == counts(accepted=1)
    assert len(world.file(dossier).root.record.persons("child")) == 30
    (fact,) = world.facts(dossier, HouseholdFact)
    assert len(fact.members) == 31


def test_many_notifications_about_one_family_are_cut_into_transactions(world: DropWorld, dossier: str) -> None:
    """Given 600 notifications about one person, then all are taken, in windows and transactions of a size that fits."""
    delivery = envelope("INCOME_TAX", 1, [income(f"i{number}", HEAD, number) for number in range(600)])
    assert world.receipt_of(delivery, "jsonl.gz")["counts"] == counts(accepted=600)
    assert len(world.facts(dossier, YearlyIncomeFact)) == 600


def test_a_person_made_by_a_delivery_is_known_to_its_other_notifications(world: DropWorld, dossier: str) -> None:
    """Given a household and, before it in the same delivery, the household of its new spouse, then both are taken."""
    spouse_first = household("h2", PARTNER, [(HEAD, 2)])
    receipt = world.receipt_of(envelope("HOUSEHOLD", 1, [spouse_first, household("h1", HEAD, [(PARTNER, 2)])]))
    assert receipt["counts"] == counts(accepted=2)


def test_one_query_and_one_transaction_serve_a_family_in_a_window(world: DropWorld) -> None:
    """Given 24 incomes of 8 families in one delivery, then a family costs one Query and one transaction."""
    heads = [number_of(number) for number in range(8)]
    for head in heads:
        world.family(An=(head, "beneficiary"))
    incomes = [income(f"i{year}", head, 1, year=year) for year in (2020, 2021, 2022) for head in heads]
    calls = world.memory.database.calls
    calls.clear()
    assert world.receipt_of(envelope("INCOME_TAX", 1, incomes))["counts"] == counts(accepted=24)
    # Beside them: the ledger's end and the index, once per family; progress, outcome and end of the delivery.
    assert calls["query"] == 3 * len(heads) + 1
    assert calls["transact"] == len(heads) + 3


def test_the_same_statement_from_a_lower_number_keeps_the_day_on_which_it_was_known(
    world: DropWorld, dossier: str
) -> None:
    """Given a statement that came again from a lower number, then it stands on that one, known since the first."""
    world.take(envelope("INCOME_TAX", 9, [income("i1", HEAD, 5)]))
    world.memory.clock.jump(timedelta(days=40))
    assert world.receipt_of(envelope("INCOME_TAX", 4, [income("i1", HEAD, 5)]))["counts"] == counts(accepted=1)
    (fact,) = world.facts(dossier, YearlyIncomeFact)
    assert (fact.provenance.sequence, fact.known_at) == (4, "2024-07-01T06:00:00Z")
