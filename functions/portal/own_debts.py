"""What a payee says about a debt of a file that pays them: nobody else's file is looked at."""

from datetime import date

from functions.payments.debts.contest_debt import contest_debt
from functions.payments.debts.debt_desk import DebtFault, DebtRefusedError
from functions.portal.own_file import paid_files
from functions.runtime.problem import Problem, ProblemCode
from functions.vault.ids import is_id
from functions.vault.request import Request


def reply_to_own_debt(acting: Request, viewer: str, today: date, case: str, text: str) -> None:
    """Keep the words and stop the set-off; Problem (404) when no file of the viewer has it, (409) when it is over."""
    for file in paid_files(acting, viewer, today) if is_id(case, "cas") else ():
        try:
            contest_debt(acting, file, case, viewer, text)
        except DebtRefusedError as refused:
            if refused.fault is DebtFault.UNKNOWN:
                continue
            raise Problem(ProblemCode.STATE_CONFLICT) from None
        return
    raise Problem(ProblemCode.NOT_FOUND)
