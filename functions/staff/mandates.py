"""Enter who may act for whom: the two people are found by number, with an entry in the ledger of each."""

from functions.dossier.mandate import Mandate
from functions.dossier.record_mandate import UnknownMemberError, record_mandate
from functions.runtime.problem import MemberCode, MemberError, Problem, ProblemCode, pointer
from functions.staff.mandate_form import MandateForm
from functions.vault.look_up import LookUpKind
from functions.vault.request import Request


def enter_mandate(finding: Request, recording: Request, form: MandateForm, staff: str) -> str:
    """Return the state of the mandate; Problem when nobody is found by a number, or the file does not have the person.

    `finding` serves the purpose that looks up, `recording` the one that writes.
    """
    people = {
        name: finding.find(LookUpKind.NATIONAL_NUMBER, number)
        for name, number in (("person", form.person), ("holder", form.holder))
    }
    person, holder = people["person"], people["holder"]
    if person is None or holder is None or person == holder:
        wrong = "person" if person is None else "holder"
        raise Problem(ProblemCode.WRONG_MEMBERS, errors=[MemberError(pointer(wrong), MemberCode.OTHER)])
    finding.tell([person, holder], "find for a mandate")
    entry = Mandate(
        person=person,
        holder=holder,
        scope=form.scope,
        valid_from=form.valid_from,
        valid_to=form.valid_to,
        basis=form.basis,
        seen_by=staff,
    )
    try:
        return record_mandate(recording, form.dossier, entry, staff)
    except UnknownMemberError:
        raise Problem(ProblemCode.NOT_FOUND) from None
