"""Decide on a debt: one person proposes with a reason, another decides; never before the family was heard.

Nothing is set off without both, and without a term to reply that is over or a reply that this decision answers. What
the law of the region does not say is refused; what it says in no text that was read must be named: no silent default.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from functions.benefits.parameters import ParameterSet
from functions.benefits.recovery import Share, recoverable_share, set_off_share
from functions.payments.debts.book_debt import claim_in_book, give_up_in_book
from functions.payments.debts.debt_account import DebtAccount, Move, Moved
from functions.payments.debts.debt_case import DebtCase, End, Proposal, State, Step, Way
from functions.payments.debts.debt_desk import Debt, DebtDesk, DebtFault, DebtRefusedError, Seen
from functions.payments.debts.debt_limits import DRAFT_DAYS, REMIND_DAYS
from functions.register.message_kind import MessageKind
from functions.vault.change import Change
from functions.vault.request import Request

RECOVER: frozenset[Way] = frozenset({"set_off", "transfer"})
_END_OF: dict[Way, End] = {"waive": End.WAIVED, "irrecoverable": End.IRRECOVERABLE}


@dataclass(frozen=True, slots=True)
class Limit:
    """What a recovery rests on: the share of a payment that may be kept (None: unknown), and what nobody confirmed."""

    share: Share | None
    unconfirmed: tuple[str, ...]


def propose_decision(request: Request, parameters: ParameterSet, case: str, proposal: Proposal, seen: Seen) -> Debt:
    """Write one person's proposal into the case; it stands until it is decided, replaced, or the family replies.

    `seen`: what the person had in view. Raises DebtRefusedError when the case moved since, or may not be decided (now).
    """
    desk = DebtDesk(request)
    debt = desk.read(case)
    _check(debt, parameters, proposal, desk.today)
    proposal = proposal.model_copy(update={"heard": seen.times_said})
    if debt.case.record.proposal == proposal and debt.is_heard:
        return debt
    if seen != debt.seen:
        raise DebtRefusedError(DebtFault.OTHER_PROPOSAL)
    step = Step(at=request.instant(), by=proposal.by, what=f"proposed {proposal.way}", why=proposal.reason)
    change = request.change("propose decision on debt")
    due = desk.today + timedelta(days=DRAFT_DAYS)
    desk.write(change, debt, debt.state, due, debt.case.record.after(step, proposal=proposal))
    desk.send(change)
    return desk.read(case)


def decide_debt(request: Request, parameters: ParameterSet, case: str, staff: str, way: Way, seen: Seen) -> Debt:
    """Let a second person decide what another one proposed: the very proposal that this person was shown.

    Raises DebtRefusedError (nothing is written), TryAgainError when somebody else acts at this moment.
    """
    desk = DebtDesk(request)
    debt = desk.read(case)
    proposal = debt.case.record.proposal if debt.is_heard or debt.state is State.CLOSED else None
    if proposal is None:
        if debt.is_heard and debt.case.record.steps[-1] == _step(debt.case.record.steps[-1].at, staff, way):
            return debt  # our own answer was lost: it is decided
        raise DebtRefusedError(DebtFault.NO_PROPOSAL)
    if proposal.way != way or seen != debt.seen:
        raise DebtRefusedError(DebtFault.OTHER_PROPOSAL)
    if proposal.by == staff:
        raise DebtRefusedError(DebtFault.SAME_PERSON)
    limit = _check(debt, parameters, proposal, desk.today)
    change = request.change("decide on debt")
    record = debt.case.record.after(_step(request.instant(), staff, way), proposal=None)
    if way in RECOVER:
        _recover(desk, change, debt, record, proposal, limit)
    else:
        _give_up(desk, change, debt, record, proposal)
    desk.send(change)
    return desk.read(case)


def close_debt(request: Request, case: str, staff: str) -> Debt:
    """Close a debt that is paid off, or of which all that is left is too old: no second person, nobody decides here."""
    desk = DebtDesk(request)
    debt = desk.read(case)
    if debt.state is State.CLOSED:
        return debt
    lapsed = debt.account.record.lapsed_by(desk.today, debt.withdrawn)
    if sum(lapsed.values()) != debt.left:
        raise DebtRefusedError(DebtFault.NOT_NOW)
    change = request.change("close debt")
    end = End.PRESCRIBED if lapsed else End.PAID_OFF
    record = debt.case.record.after(Step(at=request.instant(), by=staff, what=f"closed, {end}"))
    _close(desk, change, debt, record, end, Moved.LAPSED, None)
    change.want_message(MessageKind.DEBT_SETTLED, record.dossier, case)
    desk.send(change)
    return desk.read(case)


def limit_of(debt: Debt, parameters: ParameterSet, way: Way, today: date) -> Limit:
    """Return what a decision of this way rests on; DebtRefusedError when the law does not let it be recovered."""
    if way not in RECOVER:
        return Limit(None, ())
    case = debt.case.record
    erred = "family" if case.knew and case.erred == "fund" else case.erred
    part = recoverable_share(parameters, case.region, erred, today)
    if part is None:
        raise DebtRefusedError(DebtFault.LAW_UNKNOWN)
    if part.part != 1:
        raise DebtRefusedError(DebtFault.NOT_RECOVERABLE)
    resting = [part]
    share = set_off_share(parameters, case.region, erred, today) if way == "set_off" else None
    if way == "set_off":
        if share is None:
            raise DebtRefusedError(DebtFault.LAW_UNKNOWN)
        resting.append(share)
    return Limit(share, tuple(sorted(one.id for one in resting if not one.confirmed)))


def _check(debt: Debt, parameters: ParameterSet, proposal: Proposal, today: date) -> Limit:
    """Refuse what may not be decided (now), or not for these reasons."""
    if not proposal.reason.strip():
        raise DebtRefusedError(DebtFault.NO_REASON)
    if debt.state is State.CLOSED:
        raise DebtRefusedError(DebtFault.NOT_NOW)
    limit = limit_of(debt, parameters, proposal.way, today)
    if proposal.way in RECOVER:
        _require_heard(debt, today)
        if not debt.left - sum(debt.account.record.lapsed_by(today, debt.withdrawn).values()):
            raise DebtRefusedError(DebtFault.PRESCRIBED)
        if set(limit.unconfirmed) - set(proposal.looked_at):
            raise DebtRefusedError(DebtFault.LAW_UNCONFIRMED)
    return limit


def _require_heard(debt: Debt, today: date) -> None:
    """Refuse while the family was shown nothing, or its term runs and it has not replied."""
    reply_by = debt.case.record.reply_by
    if reply_by is None or debt.state is State.DRAFT:
        raise DebtRefusedError(DebtFault.NOT_NOW)
    if debt.state is State.SHOWN and today <= date.fromisoformat(reply_by):
        raise DebtRefusedError(DebtFault.TERM_RUNS)


def _step(at: str, staff: str, way: Way) -> Step:
    return Step(at=at, by=staff, what=f"decided {way}")


def _recover(desk: DebtDesk, change: Change, debt: Debt, record: DebtCase, proposal: Proposal, limit: Limit) -> None:
    lapsed = debt.account.record.lapsed_by(desk.today, debt.withdrawn)
    account = _without(debt.account.record, lapsed, Moved.LAPSED, desk.today, "decision")
    if not account.booked:
        claim_in_book(change, desk.request, account.region, desk.today, account.left(debt.withdrawn))
    elif lapsed:
        give_up_in_book(change, desk.request, account.region, desk.today, sum(lapsed.values()))
    share = None if limit.share is None else f"{limit.share.part.numerator}/{limit.share.part.denominator}"
    account = account.model_copy(update={"booked": True, "share": share, "monthly": proposal.monthly})
    reasons = debt.reasons.record.model_copy(update={"decision": proposal.way, "reason": proposal.reason})
    due = desk.today + timedelta(days=REMIND_DAYS)
    desk.write(change, debt, State.PLAN, due, record, account=account, reasons=reasons)
    change.want_message(MessageKind.DEBT_CLAIMED, record.dossier, debt.id)


def _give_up(desk: DebtDesk, change: Change, debt: Debt, record: DebtCase, proposal: Proposal) -> None:
    end = _END_OF[proposal.way]
    _close(desk, change, debt, record, end, Moved.WAIVED, proposal)
    if debt.state is not State.DRAFT:
        change.want_message(MessageKind.DEBT_SETTLED, record.dossier, debt.id)


def _close(  # noqa: PLR0913, PLR0917 - what ends, how, and by whose decision
    desk: DebtDesk, change: Change, debt: Debt, record: DebtCase, end: End, kind: Moved, proposal: Proposal | None
) -> None:
    account = debt.account.record
    left = account.left_by_month(debt.withdrawn)
    if account.booked and debt.left:
        give_up_in_book(change, desk.request, account.region, desk.today, debt.left)
    told: dict[str, object] = {"end": end}
    if proposal is not None:
        told |= {"decision": proposal.way, "reason": proposal.reason}
    desk.write(
        change,
        debt,
        State.CLOSED,
        desk.today,
        record.model_copy(update={"end": end}),
        account=_without(account, left, kind, desk.today, "end"),
        reasons=debt.reasons.record.model_copy(update=told),
    )


def _without(account: DebtAccount, months: Mapping[str, int], kind: Moved, today: date, key: str) -> DebtAccount:
    """Return the account without what is given up of some months."""
    return account.moved(
        *(
            Move(kind=kind, cents=cents, on=today.isoformat(), key=key, month=month)
            for month, cents in months.items()
            if cents
        )
    )
