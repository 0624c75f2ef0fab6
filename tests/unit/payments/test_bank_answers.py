"""PX-4: what a bank says is applied line by line, once, to the right file; what comes back is owed and paid again."""

from datetime import date

import pytest

from functions.payments.apply_answer import AnswerTooEarlyError
from functions.payments.find_silent import silent_files
from functions.payments.payment_file import ACCEPTED, BOOKED, REFUSED, SENT, SETTLED
from functions.payments.put_aside import WORK_LIST
from functions.runtime.database import Key, Table
from functions.units.year_month import YearMonth
from tests.builders.bank_world import OTHER_IBAN, BankWorld
from tests.builders.paid_families import FundFamily
from tools.synthetic.bank_answers import debit, given_back, notice, paid_in, status_report

JULY = YearMonth(2024, 7)
ONE, TWO, THREE = FundFamily(1), FundFamily(2, born=(date(2021, 2, 3), date(2022, 3, 4))), FundFamily(3)


@pytest.fixture
def world() -> BankWorld:
    """Return a fund with three families in one file that was sent."""
    return BankWorld().with_families(ONE, TWO, THREE)


def held(world: BankWorld) -> int:
    return sum(row.get("work_list") == WORK_LIST for row in world.memory.database.rows[Table.CASES].values())


def account(family: FundFamily, world: BankWorld, number: int = 1) -> object:
    return world.memory.database.rows[Table.DOSSIERS][Key(family.dossier, f"account#{number:04d}")].get("state")


def shard_of(world: BankWorld, payment: str) -> FundFamily:
    rows = world.memory.database.rows[Table.PAYMENTS].values()
    dossier = next(row["pk"] for row in rows if row.get("payment") == payment and "trace" not in row)
    return next(one for one in (ONE, TWO, THREE) if one.dossier == dossier)


def test_a_file_goes_from_sent_to_settled(world: BankWorld) -> None:
    """Given a sent file, when the bank takes it and debits it, then it is settled once nothing can come back."""
    run = world.month_sent().run
    file = world.seen(run)
    assert world.file_row(run)["state"] == SENT
    world.answer(status_report(file))
    assert world.file_row(run)["state"] == ACCEPTED
    assert world.answer(notice(debit(file), file.own)).debited == 1
    assert world.file_row(run)["state"] == BOOKED
    assert (world.settle(), world.file_row(run)["state"]) == (0, BOOKED)
    assert (world.settle(days=6), world.file_row(run)["state"]) == (0, BOOKED)
    assert (world.settle(days=1), world.file_row(run)["state"]) == (1, SETTLED)
    proof = world.prove()
    assert proof.holds
    assert (proof.total.entitlement, proof.total.paid, proof.total.due) == (file.cents, file.cents, 0)


@pytest.mark.parametrize("when", ["before the debit", "after the debit"])
def test_what_a_bank_refuses_is_asked_and_paid_again_exactly_once(world: BankWorld, when: str) -> None:
    """Given a refused or returned line, then the family is asked, the account held, and the next run pays once."""
    run = world.month_sent().run
    file = world.seen(run)
    back = file.payments[1]
    family = shard_of(world, back.payment)
    if when == "before the debit":
        said = status_report(file, {back.payment: "AC04"})
        world.answer(said)
        world.answer(notice(debit(file, file.cents - back.cents), file.own))
    else:
        world.answer(notice(debit(file), file.own))
        said = notice(given_back(file, back, "AC04"), file.own, number=2)
        assert world.answer(said).reopened == 1
    # Asked for at once, in the transaction that reopens; tests/unit/messages follows it to the mail.
    assert [family.dossier, f"pay_{back.payment}"] in world.events("message_wanted")
    assert account(family, world) == "held"
    proof = world.prove()
    assert proof.holds
    assert (proof.total.paid, proof.total.due) == (file.cents - back.cents, back.cents)
    # Again, in the same words and in another report: nothing changes.
    before = len(world.memory.database.rows[Table.BOOK])
    assert world.answer(said).known == 1
    assert len(world.memory.database.rows[Table.BOOK]) == before

    world.new_account(family)
    world.memory.clock.jump(date(2024, 8, 1) - date(2024, 7, 1))
    second = world.month_sent(month=JULY).run
    later = world.seen(second)
    rows = [row for row in world.payments_of(family) if row["sk"] in {"2024-06#01", "2024-06#02", "2024-07#01"}]
    assert [row["state"] for row in rows] == ["returned", "planned", "planned"]
    paid = [one for one in later.payments if one.payment == rows[1]["payment"]]
    assert [(one.cents, one.iban) for one in paid] == [(back.cents, OTHER_IBAN)]
    assert len(later.payments) == 4
    world.answer(notice(debit(later), later.own, number=3))
    proof = world.prove()
    assert proof.holds
    assert proof.total.due == 0
    assert proof.total.paid == proof.total.entitlement == file.cents + later.cents - back.cents


def test_while_the_account_is_held_nothing_is_paid_to_it(world: BankWorld) -> None:
    """Given a family that gave no other account, then the next run pays neither month, and owes both."""
    run = world.month_sent().run
    file = world.seen(run)
    family = shard_of(world, file.payments[0].payment)
    world.answer(status_report(file, {file.payments[0].payment: "AC04"}))
    world.memory.clock.jump(date(2024, 8, 1) - date(2024, 7, 1))
    done = world.whole("flanders", JULY)
    assert done.counters["payments"] == 2
    assert [row["sk"] for row in world.payments_of(family) if row.get("state") == "planned"] == []


def test_a_fault_of_the_way_is_paid_again_to_the_same_account(world: BankWorld) -> None:
    """Given a bank that could not be reached, then nobody is asked, and the next run pays the same account again."""
    run = world.month_sent().run
    file = world.seen(run)
    back = file.payments[0]
    family = shard_of(world, back.payment)
    asked = world.events("message_wanted")
    world.answer(status_report(file, {back.payment: "RC01"}))
    assert world.events("message_wanted") == asked
    assert account(family, world) is None
    world.memory.clock.jump(date(2024, 8, 1) - date(2024, 7, 1))
    later = world.seen(world.month_sent(month=JULY).run)
    assert sorted(one.iban for one in later.payments) == [back.iban] * 4


@pytest.mark.parametrize("reason", ["MD07", "RR04", "MS03", "ZZ99"])
def test_what_a_letter_cannot_mend_is_for_a_person(world: BankWorld, reason: str) -> None:
    """Given a deceased payee, a regulator, no reason or a new code, then the account is held, nobody written to."""
    run = world.month_sent().run
    file = world.seen(run)
    asked = world.events("message_wanted")
    report = world.answer(status_report(file, {file.payments[0].payment: reason}))
    assert (report.reopened, report.to_person) == (1, 1)
    assert world.events("message_wanted") == asked
    assert account(shard_of(world, file.payments[0].payment), world) == "held"


@pytest.mark.parametrize("reason", ["AM05", "DUPL"])
def test_a_payment_that_the_bank_says_it_made_is_never_opened_again(world: BankWorld, reason: str) -> None:
    """Given a line refused as a duplicate, then it is put aside and no euro moves: a machine could pay twice."""
    run = world.month_sent().run
    file = world.seen(run)
    report = world.answer(status_report(file, {file.payments[0].payment: reason}))
    assert (report.reopened, report.aside, held(world)) == (0, 1, 1)
    assert world.prove().total.due == file.cents


def test_an_answer_before_the_file_is_marked_as_sent_waits(world: BankWorld) -> None:
    """Given a sender that died before it wrote that it sent, then the answer is handed back until it has."""
    run = world.whole("flanders").run
    world.release(run)
    world.send(run)
    file = world.seen(run)
    row = world.file_row(run)
    row["state"] = "released"
    for name in ("rejected_cents", "returned_cents", "sent_at"):
        del row[name]
    for said in (
        status_report(file),
        notice(debit(file), file.own),
        notice(given_back(file, file.payments[0], "AC04"), file.own),
    ):
        with pytest.raises(AnswerTooEarlyError):
            world.answer(said)
    world.send(run)
    assert world.answer(status_report(file)).aside == 0


@pytest.mark.parametrize("change", ["another message", "another total", "a line too few", "another status"])
def test_an_answer_about_another_file_is_put_aside(world: BankWorld, change: str) -> None:
    """Given a message that is not about our file as it is, then it moves nothing and is sealed under one case."""
    run = world.month_sent().run
    file = world.seen(run)
    said = status_report(file, {file.payments[0].payment: "AC04"})
    said = {
        "another message": said.replace(file.message.encode(), b"KR202406-FL-0001-000000000000"),
        "another total": said.replace(b"<OrgnlNbOfTxs>3", b"<OrgnlNbOfTxs>4"),
        "a line too few": said.replace(b"<DtldNbOfTxs>1<", b"<DtldNbOfTxs>2<"),
        "another status": said.replace(b"PART", b"CANC"),
    }[change]
    for _ in range(2):
        report = world.answer(said)
        assert (report.reopened, report.aside, held(world)) == (0, 1, 1)
    assert world.file_row(run)["state"] == SENT
    assert world.prove().holds


@pytest.mark.parametrize("part", ["payment", "amount", "account"])
def test_a_line_that_fits_no_payment_is_put_aside_alone(world: BankWorld, part: str) -> None:
    """Given two refused lines of which one is about nothing of ours, then the other is reopened all the same."""
    run = world.month_sent().run
    file = world.seen(run)
    first, second = file.payments[0], file.payments[2]
    said = status_report(file, {first.payment: "AC04", second.payment: "AC04"})
    wrong = {
        "payment": (first.payment, "0" * 26),
        "amount": (f"{first.cents // 100}.{first.cents % 100:02d}", "1.00"),
        "account": (first.iban, "BE71096123456769"),
    }[part]
    said = said.replace(b">" + wrong[0].encode() + b"<", b">" + wrong[1].encode() + b"<", 1)
    report = world.answer(said)
    assert (report.reopened, report.aside, held(world)) == (1, 1, 1)
    assert world.prove().holds


def test_a_file_that_is_refused_as_a_whole_stays_owed(world: BankWorld) -> None:
    """Given a bank that takes nothing of a file, then it is for a person, and the book still owes all of it."""
    run = world.month_sent().run
    file = world.seen(run)
    report = world.answer(status_report(file, group="RJCT"))
    assert (report.files_refused, report.reopened, held(world)) == (1, 0, 1)
    assert world.file_row(run)["state"] == REFUSED
    assert not world.send(run)
    assert world.prove().total.due == file.cents


def test_a_debit_of_too_much_is_put_aside_and_stands_unexplained(world: BankWorld) -> None:
    """Given a bank that debits a cent too much, then the file is not paid, and the movement waits in the book."""
    run = world.month_sent().run
    file = world.seen(run)
    assert world.answer(notice(debit(file, file.cents + 1), file.own)).debited == 0
    assert world.file_row(run)["state"] == SENT
    proof = world.prove()
    assert proof.holds
    assert (proof.total.due, proof.total.paid, proof.total.unexplained) == (file.cents, 0, -file.cents - 1)


def test_a_debit_of_less_waits_for_the_lines_that_explain_it(world: BankWorld) -> None:
    """Given a debit that comes before the refused line, then it waits, and is booked when the line is known."""
    run = world.month_sent().run
    file = world.seen(run)
    back = file.payments[0]
    less = notice(debit(file, file.cents - back.cents), file.own)
    for _ in range(2):
        report = world.answer(less)
        assert (report.debited, report.aside, world.file_row(run)["state"]) == (0, 0, SENT)
    another = world.answer(notice(debit(file, file.cents - 1), file.own, number=2))
    assert (another.debited, another.aside) == (0, 1)
    assert silent_files(world.store, date(2024, 7, 12)) == 1
    report = world.answer(status_report(file, {back.payment: "AC04"}))
    assert (report.reopened, report.debited, world.file_row(run)["state"]) == (1, 1, BOOKED)
    assert world.prove().holds


def test_money_from_a_stranger_is_in_the_book_until_somebody_explains_it(world: BankWorld) -> None:
    """Given a credit for nothing of ours, told twice by two reports, then it is put aside and posted once."""
    run = world.month_sent().run
    own = world.seen(run).own
    for number, statement in ((1, False), (2, True)):
        said = notice(paid_in(5_000, "BANK-REF-1"), own, statement=statement, number=number, closing=5_000)
        world.answer(said)
    assert held(world) == 1
    proof = world.prove()
    assert proof.holds
    assert proof.total.unexplained == 5_000


def test_a_statement_that_does_not_add_up_moves_nothing(world: BankWorld) -> None:
    """Given a camt.053 whose balances are not those of its movements, then all of it is put aside."""
    run = world.month_sent().run
    file = world.seen(run)
    report = world.answer(notice(debit(file), file.own, statement=True, closing=-file.cents - 1))
    assert (report.debited, report.aside, world.file_row(run)["state"]) == (0, 1, SENT)
    assert world.answer(notice(debit(file), file.own, statement=True, closing=-file.cents)).debited == 1


def test_what_is_pending_moves_nothing(world: BankWorld) -> None:
    """Given a debit that the bank only announces, then nothing is booked."""
    run = world.month_sent().run
    file = world.seen(run)
    assert world.answer(notice(debit(file, status="PDNG"), file.own)).debited == 0
    assert world.file_row(run)["state"] == SENT


def test_a_return_without_our_file_s_name_is_found_by_its_payment(world: BankWorld) -> None:
    """Given a return that names the payment alone, then it is found in the newest run that has it."""
    run = world.month_sent().run
    file = world.seen(run)
    world.answer(notice(debit(file), file.own))
    said = notice(given_back(file, file.payments[2], "AC06", named=False), file.own, number=2)
    report = world.answer(said)
    assert (report.reopened, report.to_person) == (1, 1)
    assert world.prove().holds


def test_another_s_account_is_no_business_of_ours(world: BankWorld) -> None:
    """Given a report about an account that is not the fund's, then its lines are put aside and post nothing."""
    run = world.month_sent().run
    file = world.seen(run)
    world.answer(notice(debit(file), OTHER_IBAN))
    assert world.file_row(run)["state"] == SENT
    assert (held(world), world.prove().total.unexplained) == (1, 0)
