"""PX-9: institutions, co-parents, children and creditors are paid what is theirs, to the cent, by dated documents."""

from datetime import date

import pytest

from functions.benefits.parameters import current_parameters
from functions.benefits.replay import replay
from functions.dossier.account_state import HELD
from functions.dossier.fact import AddressFact
from functions.dossier.payee_facts import AdministrationFact
from functions.dossier.person import Address
from functions.payments.entitlement import entitlement
from functions.payments.explain_month import explain_month
from functions.payments.replay_document import replay_document
from functions.payments.report_run import tell_run
from functions.payments.share_payment import OverpaidFile, OverpaidShares, overpaid_files, overpaid_place
from functions.payments.tell_traces import tell_traces
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from tests.builders.paid_families import FundFamily, origin
from tests.builders.shared_months import (
    APRIL,
    CREDITOR,
    FATHER,
    INSTITUTION,
    JULY,
    JUNE,
    MAY,
    RECEIVED,
    SAVINGS,
    Shared,
    judgment,
    placed,
    saved,
    seized,
    standing,
)


@pytest.mark.goal("PX-9")
@pytest.mark.parametrize("region", ["flanders", "brussels", "wallonia"])
def test_a_placed_childs_institution_has_two_thirds_and_the_payee_the_rest(region: str) -> None:
    shared = Shared(FundFamily(1, region))
    shared.learn(placed(shared.family))
    shared.account(INSTITUTION, "institution", shared.family.child(0))
    shared.months.decide(APRIL)
    (cents,) = (cents for _, cents in shared.shares().values())
    total = shared.total(APRIL)
    assert cents == (4 * total + 3) // 6
    assert shared.own(APRIL) == total - cents
    assert shared.proves()


@pytest.mark.goal("PX-9")
@pytest.mark.parametrize(
    ("region", "kind"),
    [("flanders", "blocked_account"), ("brussels", "savings_account"), ("wallonia", "child_account")],
)
def test_the_rest_goes_to_the_childs_account_when_the_authority_says_so(region: str, kind: str) -> None:
    shared = Shared(FundFamily(2, region))
    shared.learn(placed(shared.family), saved(shared.family))
    shared.account(INSTITUTION, "institution", shared.family.child(0))
    shared.account(SAVINGS, "savings", shared.family.child(0), "Kind Peeters")
    shared.months.decide(APRIL)
    assert sorted(to for to, _ in shared.shares().values()) == sorted(["institution", kind])
    assert sum(cents for _, cents in shared.shares().values()) == shared.total(APRIL)
    assert shared.own(APRIL) == 0


@pytest.mark.goal("PX-9")
@pytest.mark.parametrize("region", ["flanders", "brussels", "wallonia"])
def test_a_judgment_divides_from_the_month_after_its_receipt(region: str) -> None:
    """Given a judgment received in May, then May is whole and June is divided, exactly."""
    shared = Shared(FundFamily(3, region))
    family = shared.family
    shared.account(FATHER, "payee", family.other, "Sam Peeters")
    shared.learn(judgment(family, (family.other, 1, 2), received=date(2024, 5, 1)))
    shared.months.decide(MAY)
    assert (shared.shares(), shared.own(MAY)) == ({}, shared.total(MAY))
    shared.months.decide(JUNE)
    ((to, cents),) = shared.shares().values()
    assert (to, cents) == ("other_payee", (shared.total(JUNE) + 1) // 2)
    assert shared.own(JUNE) + cents == shared.total(JUNE)
    assert shared.own(MAY) == shared.total(MAY)


def test_a_judgment_names_one_payee_for_one_child_only() -> None:
    """Given two children and a judgment about one, then the other child's money stays with the file's payee."""
    shared = Shared(FundFamily(4, "flanders", (date(2021, 2, 3), date(2022, 3, 4))))
    family = shared.family
    shared.account(FATHER, "payee", family.other, "Sam Peeters")
    shared.learn(judgment(family, (family.other, 1, 1), child=1))
    shared.months.decide(APRIL)
    ((_, cents),) = shared.shares().values()
    assert 0 < cents < shared.total(APRIL)
    assert shared.own(APRIL) + cents == shared.total(APRIL)


def test_a_judgment_that_names_the_files_own_payee_changes_nothing() -> None:
    shared = Shared(FundFamily(5))
    shared.learn(judgment(shared.family, (shared.family.payee, 1, 1)))
    shared.months.decide(APRIL)
    assert (shared.shares(), shared.own(APRIL)) == ({}, shared.total(APRIL))


@pytest.mark.parametrize(("born", "paid_itself"), [(date(2008, 5, 31), False), (date(2008, 3, 31), True)])
def test_a_child_at_an_address_of_its_own_is_paid_itself_from_sixteen(born: date, *, paid_itself: bool) -> None:
    shared = Shared(FundFamily(6, "brussels", (born,)))
    family = shared.family
    shared.account(FATHER, "payee", family.child(0), "Kind Peeters")
    shared.learn(standing(family, date(2024, 3, 1)))
    shared.months.decide(APRIL)
    assert [to for to, _ in shared.shares().values()] == (["child"] if paid_itself else [])
    assert shared.own(APRIL) == (0 if paid_itself else shared.total(APRIL))


def test_money_under_administration_goes_to_the_administrator_alone() -> None:
    """Given an administrator without an account, then nothing goes to the payee; once there is one, all of it does."""
    shared = Shared(FundFamily(7))
    family = shared.family
    shared.learn(
        AdministrationFact(
            person=family.payee, known_at="", provenance=origin("COURT/9", "staff"), received_on=RECEIVED
        )
    )
    shared.months.decide(APRIL)
    assert shared.months.payments == {}
    shared.account(FATHER, "administrator", family.payee, "Meester Janssens")
    shared.months.decide(MAY)
    accounts = {payment.account for payment in shared.months.payments.values()}
    assert accounts == {"account#0002"}
    assert sum(one.cents for one in shared.months.payments.values()) == shared.total(APRIL) + shared.total(MAY)


@pytest.mark.goal("PX-9")
@pytest.mark.parametrize(("creditor", "undecided"), [("ordinary", []), ("maintenance", ["garnishment"])])
def test_a_seizure_takes_nothing_that_the_law_protects_or_leaves_unknown(creditor: str, undecided: list[str]) -> None:
    shared = Shared(FundFamily(8))
    shared.account(CREDITOR, "creditor", "SEIZURE/7", "Deurwaarder Maes")
    shared.learn(seized(shared.family, creditor))
    shared.months.decide(APRIL)
    assert (shared.shares(), shared.own(APRIL)) == ({}, shared.total(APRIL))
    run = shared.months.run
    told = explain_month(
        run.memory.vault, current_parameters(), run.store.runs()[0].run, shared.family.dossier, APRIL, "nl"
    )
    assert any("1410" in line for line in told) is (creditor == "ordinary")
    found = entitlement(shared.months.file, APRIL, "flanders", current_parameters())
    assert [one.benefit for one in found.undecided] == undecided


def test_a_share_without_an_account_waits_and_is_paid_once() -> None:
    """Given no account of the institution for two months, then its shares stay owed and go out together, once."""
    shared = Shared(FundFamily(9))
    shared.learn(placed(shared.family))
    for month in (APRIL, MAY):
        shared.months.decide(month)
    assert shared.shares() == {}
    assert all("institution" in str(one.trace["undecided"]) for one in shared.months.payments.values())
    shared.account(INSTITUTION, "institution", shared.family.child(0))
    for month in (JUNE, JULY):
        shared.months.decide(month)
    assert len(shared.shares()) == 2
    totals = {month: shared.total(month) for month in (APRIL, MAY, JUNE, JULY)}
    paid = sum(cents for _, cents in shared.shares().values())
    assert paid + sum(shared.own(month) for month in totals) == sum(totals.values())
    assert shared.proves()


def test_a_held_account_of_a_share_keeps_nobody_else_waiting() -> None:
    shared = Shared(FundFamily(10))
    family = shared.family
    shared.account(FATHER, "payee", family.other, "Sam Peeters")
    shared.learn(judgment(family, (family.other, 1, 2)))
    rows = shared.months.run.memory.database.rows[Table.DOSSIERS]
    row = next(row for key, row in rows.items() if key.sk == "account#0002")
    row["state"] = HELD
    shared.months.decide(APRIL)
    assert shared.shares() == {}
    row["state"] = "confirmed"
    shared.months.decide(MAY)
    ((_, cents),) = shared.shares().values()
    assert cents + shared.own(APRIL) + shared.own(MAY) == shared.total(APRIL) + shared.total(MAY)


def test_a_family_whose_own_account_is_held_keeps_no_institution_waiting() -> None:
    shared = Shared(FundFamily(11))
    shared.learn(placed(shared.family))
    shared.account(INSTITUTION, "institution", shared.family.child(0))
    rows = shared.months.run.memory.database.rows[Table.DOSSIERS]
    next(row for key, row in rows.items() if key.sk == "account#0001")["state"] = HELD
    shared.months.decide(APRIL)
    ((to, cents),) = shared.shares().values()
    assert (to, cents) == ("institution", (4 * shared.total(APRIL) + 3) // 6)
    assert shared.own(APRIL) == 0


def test_too_much_to_an_institution_is_stated_and_not_set_off() -> None:
    """Given a placement that ended before months that were paid, then a person decides, and the list clears later."""
    shared = Shared(FundFamily(12))
    family = shared.family
    shared.learn(placed(family))
    shared.account(INSTITUTION, "institution", family.child(0))
    shared.months.decide(APRIL)
    ended = placed(family).model_copy(
        update={"provenance": origin("placement", "staff").model_copy(update={"version": 1}), "void": True}
    )
    shared.learn(ended)
    shared.months.decide(MAY)
    request, store = shared.months.run.memory.request(Purpose.CALCULATE_AND_PAY), shared.months.run.store
    row = request.fetch(overpaid_place(family.dossier, "flanders"))
    assert row is not None
    assert row.clear["work_list"] == "shares#to_decide"
    assert list(overpaid_files(store)) == [OverpaidFile(family.dossier, "flanders")]
    assert tell_run(store, store.runs()[0])["shares_to_decide"] == 1
    (stated,) = request.open([row], OverpaidShares)
    ((_, paid),) = shared.shares().values()
    assert [(one.to, one.month, one.cents) for one in stated.record.parts] == [("institution", "2024-04", paid)]
    assert shared.own(APRIL) == shared.total(APRIL)  # the payee has the whole month now
    again = ended.model_copy(
        update={"provenance": origin("placement", "staff").model_copy(update={"version": 2}), "void": False}
    )
    shared.learn(again)
    shared.months.decide(JUNE)
    cleared = request.fetch(overpaid_place(family.dossier, "flanders"))
    assert cleared is not None
    assert "work_list" not in cleared.clear
    assert list(overpaid_files(store)) == []


def test_too_much_to_others_is_stated_when_the_family_moved_and_nothing_else_changed() -> None:
    """Given a month that went to a co-parent alone, and was another region's, then the first one's run states it."""
    shared = Shared(FundFamily(14))
    family = shared.family
    shared.account(FATHER, "payee", family.other, "Sam Peeters")
    shared.learn(judgment(family, (family.other, 1, 1)))
    shared.months.decide(APRIL)
    ((_, paid),) = shared.shares().values()
    assert shared.own(APRIL) == 0
    address = Address(street="Rue", house_number="1", postal_code="1030", municipality="X", country="BE")
    source = origin("register/1", "government")
    since = date(2024, 1, 1)
    shared.learn(AddressFact(person=family.child(0), valid_from=since, known_at="", provenance=source, address=address))
    shared.months.decide(MAY, "flanders")
    assert shared.months.corrections == []
    request = shared.months.run.memory.request(Purpose.CALCULATE_AND_PAY)
    row = request.fetch(overpaid_place(family.dossier, "flanders"))
    assert row is not None
    (stated,) = request.open([row], OverpaidShares)
    assert [(one.to, one.month, one.cents) for one in stated.record.parts] == [("other_payee", "2024-04", paid)]
    shared.months.decide(JUNE, "flanders")  # nothing is new: it stands


def test_every_document_of_a_shared_month_computes_again() -> None:
    """Given a July that is divided, then its documents give the same cents from the amount files alone."""
    shared = Shared(FundFamily(13, "wallonia", (date(2015, 2, 3), date(2018, 3, 4))))
    family = shared.family
    shared.account(FATHER, "payee", family.other, "Sam Peeters")
    shared.learn(judgment(family, (family.other, 1, 3)))
    shared.months.decide(JULY)
    memory = shared.months.run.memory
    documents = tell_traces(memory.vault, shared.months.run.store.runs()[0].run, family.dossier, JULY)
    assert len(documents) == 2
    for document in documents:
        assert replay_document(document, current_parameters()) == []
        assert replay_document({**document, "cents": 1}, current_parameters()) != []
    whole = next(one for one in documents if "once_shares" in str(one["trace"]))
    assert replay(whole["trace"], current_parameters()) == []  # type: ignore[arg-type]
