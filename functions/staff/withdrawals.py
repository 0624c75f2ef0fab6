"""The desk's answer about a payment file that will not be paid: one person's withdrawal of it."""

from functions.payments.withdraw_file import Asked, WithdrawFault, WithdrawRefusedError, withdraw_file
from functions.runtime.http_message import Answer
from functions.runtime.problem import Problem, ProblemCode
from functions.staff.withdrawal_form import WithdrawalForm
from functions.vault.request import Request


def withdraw(request: Request, form: WithdrawalForm, staff: str) -> Answer:
    """Take one person's withdrawal; Problem when the file, its state or the person does not allow it."""
    try:
        state = withdraw_file(request, Asked(form.run, form.file, staff, form.reason, form.bank_confirms))
    except WithdrawRefusedError as refused:
        unknown = refused.fault is WithdrawFault.UNKNOWN_FILE
        raise Problem(ProblemCode.NOT_FOUND if unknown else ProblemCode.STATE_CONFLICT) from None
    return Answer(200, {"run": form.run, "file": form.file, "state": state})
