"""Show a draft to the family, and take what it answers: a reply stops everything until a person has answered it."""

from datetime import date, timedelta

from functions.payments.debts.debt_case import OPEN_TO_REPLY, Channel, Reply, State, Step
from functions.payments.debts.debt_desk import Debt, DebtDesk, DebtFault, DebtRefusedError
from functions.payments.debts.debt_limits import DRAFT_DAYS, REPLY_DAYS
from functions.register.message_kind import MessageKind
from functions.vault.request import Request


def show_debt(request: Request, case: str, staff: str) -> date:
    """Send the draft to the family and return until when it may reply; a repeated step sends nothing."""
    desk = DebtDesk(request)
    debt = desk.read(case)
    if debt.state is not State.DRAFT:
        if debt.case.record.reply_by is None:
            raise DebtRefusedError(DebtFault.NOT_NOW)
        return date.fromisoformat(debt.case.record.reply_by)
    reply_by = desk.today + timedelta(days=REPLY_DAYS)
    step = Step(at=request.instant(), by=staff, what="shown")
    change = request.change("show debt")
    desk.write(
        change,
        debt,
        State.SHOWN,
        reply_by,
        debt.case.record.after(step, reply_by=reply_by.isoformat(), proposal=None),
        reasons=debt.reasons.record.model_copy(update={"reply_by": reply_by.isoformat()}),
    )
    change.want_message(MessageKind.DEBT_DRAFTED, debt.case.record.dossier, case)
    desk.send(change)
    return reply_by


def reply_to_debt(request: Request, case: str, by: str, channel: Channel, text: str) -> Debt:
    """Take what the family says: nothing is set off any more until a person has answered it with a reason.

    `by`: the person, or who of the fund wrote it down. The same words again change nothing.
    """
    if not text.strip():
        raise DebtRefusedError(DebtFault.NO_REASON)
    desk = DebtDesk(request)
    debt = desk.read(case)
    record = debt.case.record
    if debt.state not in OPEN_TO_REPLY:
        raise DebtRefusedError(DebtFault.NOT_NOW)
    if debt.state is State.REPLIED and record.replies and record.replies[-1].text == text:
        return debt
    reply = Reply(at=request.instant(), channel=channel, text=text)
    step = Step(at=reply.at, by=by, what="replied")
    change = request.change("reply to debt")
    due = desk.today + timedelta(days=DRAFT_DAYS)
    desk.write(change, debt, State.REPLIED, due, record.after(step, replies=(*record.replies, reply), proposal=None))
    desk.send(change)
    return desk.read(case)
