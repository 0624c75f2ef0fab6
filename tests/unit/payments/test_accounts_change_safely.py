"""PX-5: a new account is checked, cools, is told through the contact that stood before, and waits when names differ."""

from datetime import date, timedelta

import pytest

from functions.dossier.account import Account, AccountNotice
from functions.dossier.account_state import CONFIRMED, DOUBTED, ENTERED, HELD, NEW, REFUSED
from functions.dossier.payee_verification import NoVerification, StandInVerification, Verdict
from functions.dossier.person import Person
from functions.dossier.places import account_place, person_place
from functions.payments.account_question import AskedAccount, asked_accounts
from functions.payments.change_account import AccountFault, AccountRefusedError
from functions.payments.decide_account import DecideFault, DecideRefusedError
from functions.payments.payable_account import OWN, Use, payable_of
from functions.payments.stop import FamilyStopError, Reason
from functions.payments.store import RunStore
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.clock import civil_date, parse_instant
from functions.units.year_month import YearMonth
from functions.vault.errors import TryAgainError
from functions.vault.gate import Gates
from functions.vault.strong_sign_in import Assurance, StepUpNeededError
from tests.builders.account_change import AccountDesk
from tests.builders.bank_world import OFFICERS, OTHER_IBAN
from tests.builders.decided_months import Months
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.vault import MemoryVault, memory_vault

FAMILY = FundFamily(1)
THIRD_IBAN = "NL91ABNA0417164300"
TODAY = date(2024, 7, 1)
APRIL, MAY = YearMonth(2024, 4), YearMonth(2024, 5)


@pytest.fixture
def desk() -> AccountDesk:
    memory = memory_vault()
    put_fund_family(memory, FAMILY)
    request = memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
    person = person_place(FAMILY.dossier, FAMILY.payee)
    row = request.fetch(person)
    assert row is not None
    change = request.change("add contact")
    record = Person(given_name="Noor", family_name="Peeters", email="old@example.org")
    change.put(person, FAMILY.payee, record, {"person": FAMILY.payee}, row)
    change.send()
    return AccountDesk(memory)


def paid_to(memory: MemoryVault, use: Use = OWN) -> str:
    """Return the number that is paid today, or why none is."""
    request = memory.request(Purpose.CALCULATE_AND_PAY)
    rows = request.query(Table.DOSSIERS, FAMILY.dossier, "account#")
    try:
        today = civil_date(memory.clock.instant())
        return payable_of(request.open(rows, Account), today, use).record.iban
    except FamilyStopError as stop:
        return stop.reason.value


def messages(memory: MemoryVault) -> list[tuple[object, object]]:
    rows = memory.database.rows[Table.OUTBOX].values()
    return [(row["message"], row["ids"]) for row in rows if row["kind"] == "message_wanted"]


def asked(memory: MemoryVault) -> list[AskedAccount]:
    return list(asked_accounts(RunStore(memory.database, Gates(memory.database, memory.clock))))


@pytest.mark.goal("PX-5")
def test_a_new_account_cools_while_the_old_one_is_paid(desk: AccountDesk) -> None:
    """Given a payee who signed in strongly, then the new account is paid from the eighth day, and not earlier."""
    changed = desk.by_payee(FAMILY, OTHER_IBAN)
    assert (changed.state, changed.payable_from) == (NEW, TODAY + timedelta(days=7))
    for _ in range(7):
        assert paid_to(desk.memory) == FAMILY.iban
        desk.memory.clock.jump(timedelta(days=1))
    assert paid_to(desk.memory) == OTHER_IBAN


def test_the_notice_goes_to_the_contact_from_before(desk: AccountDesk) -> None:
    """Given a contact that changes right after the account, then the notice still holds the one from before."""
    desk.by_payee(FAMILY, OTHER_IBAN)
    assert messages(desk.memory) == [("account_changed", [FAMILY.dossier, FAMILY.payee])]
    request = desk.memory.request(Purpose.CHANGE_ACCOUNT, "staff-api")
    row = request.fetch(account_place(FAMILY.dossier, 2))
    assert row is not None
    (notice,) = request.open([row], AccountNotice)
    assert notice.record.told_email == "old@example.org"


def test_the_same_again_changes_nothing(desk: AccountDesk) -> None:
    """Given the same change asked again and again, then there is one row, one message and one answer."""
    first = desk.by_payee(FAMILY, OTHER_IBAN)
    assert [desk.by_payee(FAMILY, "BE43 0689 9999 9501") for _ in range(3)] == [first] * 3
    assert len(messages(desk.memory)) == 1
    assert account_place(FAMILY.dossier, 3).key not in desk.memory.database.rows[Table.DOSSIERS]


@pytest.mark.goal("PX-5")
@pytest.mark.parametrize("level", [Assurance.SUBSTANTIAL, Assurance.HIGH])
def test_a_weak_an_old_or_somebody_elses_sign_in_is_not_enough(desk: AccountDesk, level: Assurance) -> None:
    """Given a proof that is weak or eleven minutes old, or another person's, then nothing is written."""
    proof = desk.proof(FAMILY, level)
    if level is Assurance.HIGH:
        desk.memory.clock.jump(timedelta(minutes=11))
    with pytest.raises(StepUpNeededError):
        desk.by_payee(FAMILY, OTHER_IBAN, proof=proof)
    with pytest.raises(StepUpNeededError):
        desk.by_payee(FAMILY, OTHER_IBAN, proof=desk.proof(FundFamily(2)))
    assert account_place(FAMILY.dossier, 2).key not in desk.memory.database.rows[Table.DOSSIERS]


@pytest.mark.parametrize(
    ("iban", "holder", "fault"),
    [
        ("BE41539007547035", "Noor Peeters", AccountFault.CHECK),  # the national check alone is wrong
        ("BE6853900754703", "Noor Peeters", AccountFault.LENGTH),
        ("BR1500000000000010932840814P2", "Noor Peeters", AccountFault.COUNTRY),
        (OTHER_IBAN, "Нур Петерс", AccountFault.HOLDER),  # noqa: RUF001 - Cyrillic on purpose
    ],
)
def test_what_no_file_could_pay_is_refused(desk: AccountDesk, iban: str, holder: str, fault: AccountFault) -> None:
    with pytest.raises(AccountRefusedError) as refused:
        desk.by_payee(FAMILY, iban, holder)
    assert refused.value.fault is fault
    assert iban not in str(refused.value)


def test_only_the_files_own_payees_change_it(desk: AccountDesk) -> None:
    """Given somebody who is no beneficiary, a child's share of no child, or no file, then it is refused."""
    for change in (
        AccountDesk.asked(FAMILY, OTHER_IBAN, use=Use("institution", FAMILY.payee)),
        AccountDesk.asked(FundFamily(2), OTHER_IBAN),
    ):
        with pytest.raises(AccountRefusedError):
            desk.by_staff(change, OFFICERS[0])


def test_staff_enter_it_twice_and_one_person_alone_does_nothing(desk: AccountDesk) -> None:
    """Given one member of staff, however often, then nothing is paid there and nobody is told; the second one does."""
    change = AccountDesk.asked(FAMILY, OTHER_IBAN)
    assert [desk.by_staff(change, OFFICERS[0]).state for _ in range(2)] == [ENTERED] * 2
    desk.memory.clock.jump(timedelta(days=8))
    assert (paid_to(desk.memory), messages(desk.memory)) == (FAMILY.iban, [])
    assert asked(desk.memory) == [AskedAccount(FAMILY.dossier, "account#0002")]
    other = AccountDesk.asked(FAMILY, THIRD_IBAN)
    assert desk.by_staff(other, OFFICERS[1]).state == ENTERED  # another number is another entry
    assert desk.by_staff(other, OFFICERS[0]).state == NEW
    assert messages(desk.memory) == [("account_changed", [FAMILY.dossier, FAMILY.payee])]
    assert paid_to(desk.memory) == FAMILY.iban
    desk.memory.clock.jump(timedelta(days=7))
    assert paid_to(desk.memory) == THIRD_IBAN


@pytest.mark.goal("PX-5")
@pytest.mark.parametrize(
    ("known", "verdict", "state"),
    [
        ("Noor Peeters", Verdict.MATCH, NEW),
        ("PEETERS Noor", Verdict.MATCH, NEW),
        ("Sam Peeters", Verdict.CLOSE_MATCH, DOUBTED),
        ("Karel Maes", Verdict.NO_MATCH, DOUBTED),
        (None, Verdict.NOT_AVAILABLE, NEW),
    ],
)
def test_the_banks_word_is_kept_and_a_mismatch_holds(
    desk: AccountDesk, known: str | None, verdict: Verdict, state: str
) -> None:
    desk.names = {OTHER_IBAN: known}
    assert desk.by_payee(FAMILY, OTHER_IBAN).state == state
    request = desk.memory.request(Purpose.CALCULATE_AND_PAY)
    row = request.fetch(account_place(FAMILY.dossier, 2))
    assert row is not None
    assert request.open([row], Account)[0].record.checked is verdict
    assert paid_to(desk.memory) == FAMILY.iban  # while it cools, the old one
    desk.memory.clock.jump(timedelta(days=7))
    assert paid_to(desk.memory) == (OTHER_IBAN if state == NEW else Reason.ACCOUNT_DOUBTED)


def test_nobody_can_be_asked_is_said() -> None:
    assert NoVerification().ask(OTHER_IBAN, "Noor Peeters") is Verdict.NOT_AVAILABLE
    assert StandInVerification({}).ask(OTHER_IBAN, "Noor Peeters") is Verdict.MATCH


def doubted(desk: AccountDesk) -> str:
    desk.names = {OTHER_IBAN: "Karel Maes"}
    account = desk.by_payee(FAMILY, OTHER_IBAN).account
    assert asked(desk.memory) == [AskedAccount(FAMILY.dossier, account)]
    return account


def test_two_people_accept_and_the_cooling_still_counts(desk: AccountDesk) -> None:
    account = doubted(desk)
    assert [desk.decide(FAMILY, account, "accept", OFFICERS[0]) for _ in range(2)] == [DOUBTED] * 2
    assert desk.decide(FAMILY, account, "accept", OFFICERS[1]) == CONFIRMED
    assert (paid_to(desk.memory), asked(desk.memory)) == (FAMILY.iban, [])
    desk.memory.clock.jump(timedelta(days=7))
    assert paid_to(desk.memory) == OTHER_IBAN
    with pytest.raises(DecideRefusedError) as late:
        desk.decide(FAMILY, account, "accept", OFFICERS[1])
    assert late.value.fault is DecideFault.NOT_DOUBTED


def test_two_people_refuse_and_the_old_account_stays(desk: AccountDesk) -> None:
    account = doubted(desk)
    desk.memory.clock.jump(timedelta(days=30))
    desk.decide(FAMILY, account, "refuse", OFFICERS[0])
    assert desk.decide(FAMILY, account, "refuse", OFFICERS[1]) == REFUSED
    assert paid_to(desk.memory) == FAMILY.iban
    assert messages(desk.memory)[-1] == ("account_held", [FAMILY.dossier, FAMILY.payee])


@pytest.mark.parametrize("use", [Use("institution", FAMILY.child(0)), Use("creditor", "SEIZURE/7")])
def test_a_family_hears_nothing_of_an_account_of_others_that_is_refused(desk: AccountDesk, use: Use) -> None:
    desk.names = {OTHER_IBAN: "Karel Maes"}
    account = desk.by_two(AccountDesk.asked(FAMILY, OTHER_IBAN, "Huis De Linde", use)).account
    told = messages(desk.memory)
    assert [desk.decide(FAMILY, account, "refuse", officer) for officer in OFFICERS] == [DOUBTED, REFUSED]
    assert messages(desk.memory) == told


def test_people_who_differ_begin_again(desk: AccountDesk) -> None:
    """Given an accept and a refusal by two people, or both by one, then nothing is decided."""
    account = doubted(desk)
    desk.decide(FAMILY, account, "accept", OFFICERS[0])
    with pytest.raises(DecideRefusedError) as same:
        desk.decide(FAMILY, account, "refuse", OFFICERS[0])
    assert same.value.fault is DecideFault.SAME_PERSON
    with pytest.raises(DecideRefusedError) as differ:
        desk.decide(FAMILY, account, "refuse", OFFICERS[1])
    assert differ.value.fault is DecideFault.THEY_DIFFER
    assert desk.decide(FAMILY, account, "refuse", OFFICERS[1]) == DOUBTED


def test_the_way_back_to_a_paid_account_needs_no_cooling(desk: AccountDesk) -> None:
    """Given a change that was a fraud, then the account that has been paid is paid again at once; a held one not."""
    row = desk.memory.database.rows[Table.DOSSIERS][account_place(FAMILY.dossier, 1).key]
    row["first_paid_in"] = "run_X"
    desk.by_payee(FAMILY, OTHER_IBAN)
    desk.memory.clock.jump(timedelta(days=8))
    assert paid_to(desk.memory) == OTHER_IBAN
    assert FAMILY.iban is not None
    assert desk.by_payee(FAMILY, FAMILY.iban).state == CONFIRMED
    assert paid_to(desk.memory) == FAMILY.iban
    row["state"] = HELD
    desk.by_payee(FAMILY, OTHER_IBAN)
    assert desk.by_payee(FAMILY, FAMILY.iban).state == NEW


def test_an_account_that_a_bank_refused_is_not_paid_while_its_successor_cools(desk: AccountDesk) -> None:
    desk.memory.database.rows[Table.DOSSIERS][account_place(FAMILY.dossier, 1).key]["state"] = HELD
    desk.by_payee(FAMILY, OTHER_IBAN)
    assert paid_to(desk.memory) == Reason.ACCOUNT_COOLING
    desk.memory.clock.jump(timedelta(days=7))
    assert paid_to(desk.memory) == OTHER_IBAN


def test_two_changes_at_one_moment_make_one_ask_again(desk: AccountDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given another change that is written between reading and writing, then nothing is lost: it is asked again."""
    bank = StandInVerification({})

    def slow(iban: str, holder: str) -> Verdict:
        monkeypatch.undo()
        desk.by_payee(FAMILY, THIRD_IBAN)
        return bank.ask(iban, holder)

    monkeypatch.setattr(StandInVerification, "ask", lambda _, iban, holder: slow(iban, holder))
    with pytest.raises(TryAgainError):
        desk.by_payee(FAMILY, OTHER_IBAN)
    assert desk.by_payee(FAMILY, OTHER_IBAN).account == "account#0003"


def test_an_account_that_is_refused_before_the_file_is_written_is_not_in_it() -> None:
    """Given a planned payment whose account two people refuse before the file, then it is withdrawn and paid later."""
    months = Months(FAMILY, start="2024-03-20T06:00:00Z")
    desk = AccountDesk(months.run.memory)
    clock = months.run.memory.clock
    desk.by_payee(FAMILY, OTHER_IBAN)
    clock.jump(parse_instant("2024-05-02T06:00:00Z") - clock.instant())
    run, shards = months.run.start("flanders", APRIL)
    for shard in shards:
        months.run.work(run, shard)
    months.run.memory.database.rows[Table.DOSSIERS][account_place(FAMILY.dossier, 2).key]["state"] = REFUSED
    with pytest.raises(TryAgainError):
        months.run.write(run)  # withdrawn; the step comes again
    assert months.run.write(run).withdrawn == 1
    months.decide(MAY)
    paid = [one for row, one in months.payments.items() if row.startswith(str(MAY))]
    assert {one.account for one in paid} == {"account#0001"}
    assert sum(one.cents for one in paid) == months.due(APRIL, MAY)
