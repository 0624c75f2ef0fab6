"""PX-9: what concerns one payee is in nothing that another one is shown: planted values are searched for."""

import json
from datetime import date

import pytest

from functions.benefits.parameters import current_parameters
from functions.benefits.words import LANGUAGES
from functions.dossier.fact import Fact
from functions.dossier.payee_facts import GarnishmentFact
from functions.dossier.person import Address, Person
from functions.dossier.places import person_place
from functions.payments.explain_month import explain_month
from functions.payments.tell_traces import tell_traces
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from tests.builders.decided_months import income
from tests.builders.paid_families import FundFamily, origin, put_fund_family
from tests.builders.shared_months import FATHER, Shared, judgment

MAY, JUNE = YearMonth(2024, 5), YearMonth(2024, 6)
# What is known of each: name, contact, street, account, documents and figures that nothing else in the file has.
OF_MOTHER = (
    "Zwaluwstaart",
    "moeder@planted.example",
    "Merelpad",
    "BE68539007547034",
    "SEIZURE/MOTHER/77",
    *("2731.23", "2731,23", "273123", "4911.17", "4911,17", "491117"),
)
OF_FATHER = ("Kievitsnest", "vader@planted.example", "Leeuwerikdreef", FATHER)
FAMILY = FundFamily(1, partner=False, holder="Noor Zwaluwstaart", income_cents=2_731_23)
# The father has a file of his own with the fund.
HIS = FundFamily(2, partner=False)


def seizure() -> Fact:
    """Return a debt of the mother: it concerns nobody else."""
    return GarnishmentFact(
        person=FAMILY.payee,
        known_at="",
        provenance=origin("SEIZURE/MOTHER/77", "staff"),
        creditor="ordinary",
        monthly_cents=4_000,
        received_on=date(2024, 3, 12),
    )


def put_person(shared: Shared, family: FundFamily, family_name: str, email: str, street: str) -> None:
    """Write what is known of a file's payee over what the builder gave."""
    request = shared.months.run.memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
    person, place = family.payee, person_place(family.dossier, family.payee)
    change = request.change("plant")
    address = Address(street=street, house_number="1", postal_code="3000", municipality="X", country="BE")
    record = Person(given_name="Noor", family_name=family_name, email=email, address=address)
    change.put(place, person, record, {"person": person}, request.fetch(place))
    change.send()


@pytest.fixture(scope="module")
def shared() -> Shared:
    """Return a family whose June is divided between a mother, who is the file's payee, and a father, with a past."""
    made = Shared(FAMILY)
    put_fund_family(made.months.run.memory, HIS)
    put_person(made, FAMILY, OF_MOTHER[0], OF_MOTHER[1], OF_MOTHER[2])
    put_person(made, HIS, OF_FATHER[0], OF_FATHER[1], OF_FATHER[2])
    made.account(FATHER, "payee", HIS.payee, "Sam Kievitsnest")
    made.learn(judgment(FAMILY, (HIS.payee, 1, 2)), seizure())
    made.months.decide(MAY)
    made.learn(income(FAMILY, 4_911_17))  # a correction of the mother's months
    made.months.decide(JUNE)
    return made


def told_to(shared: Shared, payee: str | None) -> str:
    """Return all that one payee is told of both months: words in four languages and signed documents."""
    memory, parameters = shared.months.run.memory, current_parameters()
    run = shared.months.run.store.runs()[0].run
    found: list[object] = []
    for month in (MAY, JUNE):
        found.append(tell_traces(memory.vault, run, FAMILY.dossier, month, payee))
        found += [
            explain_month(memory.vault, parameters, run, FAMILY.dossier, month, language, payee)
            for language in LANGUAGES
        ]
    return json.dumps(found, ensure_ascii=False)


@pytest.mark.goal("PX-9")
def test_the_father_is_told_his_share_and_nothing_of_the_mother(shared: Shared) -> None:
    told = told_to(shared, HIS.payee)
    assert "een rechter heeft het bedrag verdeeld" in told
    assert FAMILY.payee not in told
    assert [planted for planted in OF_MOTHER if planted in told] == []
    own = [payment for payment in shared.months.payments.values() if payment.payee == HIS.payee]
    assert own
    cents = {f"{one.cents // 100},{one.cents % 100:02d}" for one in own}
    assert all(amount in told for amount in cents)
    assert "total" not in told
    assert "income_test" not in told


@pytest.mark.goal("PX-9")
def test_the_mother_is_told_her_decision_and_nothing_of_the_father(shared: Shared) -> None:
    told = told_to(shared, FAMILY.payee)
    assert "Daarvan gaat" in told
    assert HIS.payee not in told
    assert [planted for planted in OF_FATHER if planted in told] == []


def test_the_search_finds_what_a_case_worker_is_told(shared: Shared) -> None:
    """Given what a case worker sees, then both payees and their documents are found in it: the search can find."""
    told = told_to(shared, None)
    assert HIS.payee in told
    assert "SEIZURE/MOTHER/77" in told
    assert told.count('"share"') == 2


def test_a_stranger_is_told_nothing(shared: Shared) -> None:
    assert json.loads(told_to(shared, FundFamily(3).payee)) == [[]] * 10


def test_stored_reasons_hold_no_name_account_or_income(shared: Shared) -> None:
    """Given everything that is stored of both payees' payments and corrections, then no planted value is in it."""
    stored = [one.model_dump(mode="json") for one in shared.months.payments.values()]
    stored += [one.model_dump(mode="json") for one in shared.months.corrections]
    text = json.dumps(stored)
    assert len(stored) > 3
    assert [one for one in (*OF_MOTHER, *OF_FATHER) if one in text] == []


def test_messages_of_a_share_go_to_nobody_else(shared: Shared) -> None:
    """Given the outbox, then no message tells the family of a payment that is not its own."""
    shares = {f"pay_{one.payment}" for one in shared.months.payments.values() if one.payee == HIS.payee}
    rows = shared.months.run.memory.database.rows[Table.OUTBOX].values()
    assert shares
    assert not any(shares & set(row["ids"]) for row in rows)  # type: ignore[arg-type]
