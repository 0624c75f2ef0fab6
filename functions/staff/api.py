"""Entry point of the function `staff-api`: requests on paper, and releases of payment files."""

from collections.abc import Callable

from functions.composition import System, system
from functions.register.purpose import Purpose
from functions.rights.answer_staff import NotDecidedError, StaffDecision, decide_case, paper_request, work_list
from functions.rights.decide_request import NoSuchCaseError
from functions.rights.identity_proof import ProofError
from functions.rights.open_request import FUNCTION, UnknownPersonError, open_request
from functions.rights.show_request import show_request
from functions.runtime.database import ConflictError, UnavailableError
from functions.runtime.http import Answer, Door, Request, Route
from functions.runtime.problem import MemberCode, MemberError, Problem, ProblemCode, pointer
from functions.runtime.read_post import read_post
from functions.sign_in.session import Session
from functions.sign_in.staff_member import StaffMember
from functions.staff.account_form import AccountChangeForm, AccountDecisionForm, AccountForm, OneDeed
from functions.staff.accounts import confirm_held, decide_doubted, enter_account, enter_payee, list_accounts
from functions.staff.debt_form import DebtForm, DebtStepForm
from functions.staff.desk import check_purpose, check_role
from functions.staff.elevation_form import ElevationForm
from functions.staff.elevations import elevate
from functions.staff.paper_form import PaperForm, one_value
from functions.staff.payee_form import PayeeForm
from functions.staff.quarantine_form import QuarantineForm
from functions.staff.release_form import ReleaseForm
from functions.staff.releases import AskedRelease, read_or_release
from functions.staff.rights_form import RightsForm
from functions.staff.store import NeedToKnow
from functions.staff.withdrawal_form import WithdrawalForm
from functions.staff.withdrawals import withdraw
from functions.units.access import Access, staff
from functions.units.clock import civil_date
from functions.vault.errors import GateClosedError, TryAgainError
from functions.vault.ids import is_id
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request as VaultRequest

TRY_AGAIN = (TryAgainError, GateClosedError, UnavailableError, ConflictError)


def _guard(request: Request, access: Access) -> Session:
    """Let in who may act for the purpose, and to a case only one of its people: for anybody else there is none."""
    session = system().guard.let_in(request, access)
    case = request.parameters.get("case")
    if access.thing == "case" and case is not None and not _needs().may_see(case, session.holder):
        raise Problem(ProblemCode.NOT_FOUND)
    return session


def _needs() -> NeedToKnow:
    rooms = system()
    return NeedToKnow(rooms.database, rooms.gates, rooms.system_clock)


def _elevate(request: Request) -> Answer:
    rooms = system()
    member = _enter(rooms, request)
    form = read_post(request, ElevationForm).model
    check_purpose(member, request, Purpose.SIGN_IN_STAFF, form.purpose)
    acting = rooms.vault.request(Purpose.SIGN_IN_STAFF, FUNCTION, Actor.staff(member.staff))
    return Answer(202, elevate(acting, _needs(), request.parameters["case"], member.staff, form))


def _enter_mandate(request: Request) -> Answer:
    from functions.staff.mandate_form import MandateForm, ends_after_it_begins  # noqa: PLC0415 - see `_list_quarantine`
    from functions.staff.mandates import enter_mandate  # noqa: PLC0415 - as above

    rooms = system()
    member = _enter(rooms, request)
    context = {"today": civil_date(rooms.clock.instant()), "synthetic": rooms.settings.synthetic_persons}
    form = read_post(request, MandateForm, context=context, rules=[ends_after_it_begins]).model
    check_purpose(member, request, Purpose.RECORD_MANDATE, form.purpose)
    check_role(member, Purpose.FIND_PERSON)
    finding, recording = (
        rooms.vault.request(purpose, FUNCTION, Actor.staff(member.staff))
        for purpose in (Purpose.FIND_PERSON, Purpose.RECORD_MANDATE)
    )
    return Answer(202, {"state": enter_mandate(finding, recording, form, member.staff)})


def _enter(_: System, request: Request) -> StaffMember:
    """Return who acts, as the door's guard let them in."""
    if not isinstance(request.caller, Session) or request.caller.is_person:
        raise Problem(ProblemCode.SIGN_IN_FIRST)
    return request.caller.member


def _open_request(request: Request) -> Answer:
    rooms = system()
    member = _enter(rooms, request)
    context = {"today": civil_date(rooms.clock.instant()), "synthetic": rooms.settings.synthetic_persons}
    form = read_post(request, PaperForm, context=context, rules=[one_value]).model
    check_purpose(member, request, Purpose.HANDLE_RIGHTS_REQUEST, form.purpose)
    check_role(member, Purpose.FIND_PERSON)
    asked = paper_request(*form.find_by(), form.model_dump(), rooms.clock)
    try:
        opened = open_request(rooms.vault, Actor.staff(member.staff), asked)
    except (UnknownPersonError, ProofError) as wrong:
        error = MemberError(pointer("identity" if isinstance(wrong, ProofError) else "person"), MemberCode.OTHER)
        raise Problem(ProblemCode.WRONG_MEMBERS, errors=[error]) from None
    address = f"/api/staff/requests/{opened.case}"
    if request.wants_html:
        return Answer.see_other(address)
    return Answer(200 if opened.repeated else 202, {"id": opened.case}, headers={"Location": address})


def _show_request(request: Request) -> Answer:
    rooms = system()
    member = _enter(rooms, request)
    check_purpose(member, request, Purpose.HANDLE_RIGHTS_REQUEST)
    case = request.parameters["case"]
    if not is_id(case, "cas"):
        raise Problem(ProblemCode.NOT_FOUND)
    reading = rooms.vault.request(Purpose.HANDLE_RIGHTS_REQUEST, FUNCTION, Actor.staff(member.staff), case=case)
    shown = show_request(reading, case)
    if shown is None:
        raise Problem(ProblemCode.NOT_FOUND)
    return Answer(200, shown)


def _list_requests(request: Request) -> Answer:
    rooms = system()
    check_purpose(_enter(rooms, request), request, Purpose.HANDLE_RIGHTS_REQUEST)
    return Answer(200, {"requests": work_list(rooms.database, rooms.gates, rooms.clock)})


def _decide_request(request: Request) -> Answer:
    rooms = system()
    member = _enter(rooms, request)
    form = read_post(request, RightsForm, context={"today": civil_date(rooms.clock.instant())}).model
    check_purpose(member, request, Purpose.HANDLE_RIGHTS_REQUEST, form.purpose)
    case, who = request.parameters["case"], Actor.staff(member.staff)
    acting = rooms.vault.request(Purpose.HANDLE_RIGHTS_REQUEST, FUNCTION, who, case=case)
    try:
        decide_case(acting, case, member.staff, StaffDecision(**form.model_dump(exclude={"purpose"})))
    except NoSuchCaseError:
        raise Problem(ProblemCode.NOT_FOUND) from None
    except NotDecidedError:
        raise Problem(ProblemCode.STATE_CONFLICT) from None
    return Answer(202, {"id": case, "decision": form.decision})


def _show_release(request: Request) -> Answer:
    rooms = system()
    member = _enter(rooms, request)
    check_purpose(member, request, Purpose.RELEASE_PAYMENT_FILE)
    return _released(rooms, member, AskedRelease.of_path(request.parameters["run"], request.parameters["file"]))


def _release(request: Request) -> Answer:
    rooms = system()
    member = _enter(rooms, request)
    form = read_post(request, ReleaseForm).model
    check_purpose(member, request, Purpose.RELEASE_PAYMENT_FILE, form.purpose)
    digest = form.sha256.removeprefix("sha256:")
    return _released(rooms, member, AskedRelease(form.run, form.file, digest, tuple(form.looked_at)))


def _released(rooms: System, member: StaffMember, asked: AskedRelease) -> Answer:
    acting = rooms.vault.request(Purpose.RELEASE_PAYMENT_FILE, FUNCTION, Actor.staff(member.staff))
    return Answer(200, read_or_release(acting, member.staff, asked))


def _list_accounts(request: Request) -> Answer:
    check_purpose(_enter(system(), request), request, Purpose.CONFIRM_ACCOUNT)
    return Answer(200, list_accounts(system().database, system().gates))


def _deed[F: OneDeed](
    path: str, form: type[F], purpose: Purpose, act: Callable[[VaultRequest, F, str], Answer]
) -> Route:
    """Return the route of one officer's deed: what was sent, the vault's door for it, and who acts."""

    def handle(request: Request) -> Answer:
        rooms = system()
        member, sent = _enter(rooms, request), read_post(request, form).model
        check_purpose(member, request, purpose, sent.purpose)
        return act(rooms.vault.request(purpose, FUNCTION, Actor.staff(member.staff)), sent, member.staff)

    return Route("POST", path, handle, access=staff(purpose))


def _enter_account(acting: VaultRequest, form: AccountChangeForm, who: str) -> Answer:
    return enter_account(acting, form, who, system().payee_verification)


def _quarantine(rooms: System, member: StaffMember, case: str | None = None) -> VaultRequest:
    return rooms.vault.request(Purpose.SETTLE_QUARANTINE, FUNCTION, Actor.staff(member.staff), case=case)


def _list_quarantine(request: Request) -> Answer:
    # What reads notifications is loaded by the three that need it: a cold start of all others is a fifth shorter.
    from functions.government.decide_case import list_quarantine  # noqa: PLC0415
    from functions.staff.quarantine import list_answer  # noqa: PLC0415

    rooms = system()
    member = _enter(rooms, request)
    check_purpose(member, request, Purpose.SETTLE_QUARANTINE)
    return Answer(200, list_answer(list_quarantine(rooms.database, rooms.gates)))


def _open_quarantined(request: Request) -> Answer:
    from functions.staff.quarantine import case_answer  # noqa: PLC0415 - see `_list_quarantine`

    rooms = system()
    member = _enter(rooms, request)
    check_purpose(member, request, Purpose.SETTLE_QUARANTINE)
    case = request.parameters["case"]
    return Answer(200, case_answer(_quarantine(rooms, member, case), case))


def _decide_quarantined(request: Request) -> Answer:
    from functions.staff.quarantine import decide  # noqa: PLC0415 - see `_list_quarantine`

    rooms = system()
    member = _enter(rooms, request)
    form = read_post(request, QuarantineForm).model
    check_purpose(member, request, Purpose.SETTLE_QUARANTINE, form.purpose)
    case = request.parameters["case"]
    acting = _quarantine(rooms, member, case)
    return Answer(202, decide(acting, case, form, synthetic_allowed=rooms.settings.synthetic_persons))


def _recovering(rooms: System, member: StaffMember, case: str | None = None) -> VaultRequest:
    return rooms.vault.request(Purpose.RECOVER_DEBT, FUNCTION, Actor.staff(member.staff), case=case)


def _list_debts(request: Request) -> Answer:
    from functions.staff.debts import list_answer  # noqa: PLC0415 - see `_list_quarantine`

    rooms = system()
    member = _enter(rooms, request)
    check_purpose(member, request, Purpose.RECOVER_DEBT)
    return Answer(200, list_answer(_recovering(rooms, member)))


def _open_debt(acting: VaultRequest, form: DebtForm, member: str) -> Answer:
    from functions.staff.debts import open_case  # noqa: PLC0415 - see `_list_quarantine`

    return Answer(200, open_case(acting, form, member))


def _show_debt(request: Request) -> Answer:
    from functions.staff.debts import case_answer  # noqa: PLC0415 - see `_list_quarantine`

    rooms = system()
    member = _enter(rooms, request)
    check_purpose(member, request, Purpose.RECOVER_DEBT)
    case = request.parameters["case"]
    return Answer(200, case_answer(_recovering(rooms, member, case), case))


def _step_of_debt(request: Request) -> Answer:
    from functions.staff.debts import take_step  # noqa: PLC0415 - see `_list_quarantine`

    rooms = system()
    member = _enter(rooms, request)
    form = read_post(request, DebtStepForm).model
    check_purpose(member, request, Purpose.RECOVER_DEBT, form.purpose)
    case = request.parameters["case"]
    return Answer(200, take_step(_recovering(rooms, member, case), case, form, member.staff))


_PAPER = staff(Purpose.HANDLE_RIGHTS_REQUEST, number="national_register_act")
_MANDATE = staff(Purpose.RECORD_MANDATE, number="national_register_act")
_RIGHTS = staff(Purpose.HANDLE_RIGHTS_REQUEST, thing="case")
_QUARANTINE = staff(Purpose.SETTLE_QUARANTINE, thing="case")
_DEBT = staff(Purpose.RECOVER_DEBT, thing="case")

handler = Door(
    FUNCTION,
    [
        Route("POST", "/api/staff/requests", _open_request, access=_PAPER),
        Route("GET", "/api/staff/requests", _list_requests, access=staff(Purpose.HANDLE_RIGHTS_REQUEST)),
        Route("GET", "/api/staff/requests/<case>", _show_request, access=_RIGHTS),
        Route("POST", "/api/staff/requests/<case>", _decide_request, access=_RIGHTS),
        Route("GET", "/api/staff/quarantine", _list_quarantine, access=staff(Purpose.SETTLE_QUARANTINE)),
        Route("GET", "/api/staff/quarantine/<case>", _open_quarantined, access=_QUARANTINE),
        Route("POST", "/api/staff/quarantine/<case>", _decide_quarantined, access=_QUARANTINE),
        Route("GET", "/api/staff/debts", _list_debts, access=staff(Purpose.RECOVER_DEBT)),
        _deed("/api/staff/debts", DebtForm, Purpose.RECOVER_DEBT, _open_debt),
        Route("GET", "/api/staff/debts/<case>", _show_debt, access=_DEBT),
        Route("POST", "/api/staff/debts/<case>", _step_of_debt, access=_DEBT),
        Route("POST", "/api/staff/elevations/<case>", _elevate, access=staff(Purpose.SIGN_IN_STAFF)),
        Route("POST", "/api/staff/mandates", _enter_mandate, access=_MANDATE),
        Route("GET", "/api/staff/accounts", _list_accounts, access=staff(Purpose.CONFIRM_ACCOUNT)),
        _deed("/api/staff/accounts", AccountForm, Purpose.CONFIRM_ACCOUNT, confirm_held),
        _deed("/api/staff/accounts/changes", AccountChangeForm, Purpose.CHANGE_ACCOUNT, _enter_account),
        _deed("/api/staff/accounts/decisions", AccountDecisionForm, Purpose.CONFIRM_ACCOUNT, decide_doubted),
        _deed("/api/staff/payees", PayeeForm, Purpose.RECORD_PAYEE, enter_payee),
        _deed("/api/staff/withdrawals", WithdrawalForm, Purpose.RELEASE_PAYMENT_FILE, withdraw),
        Route("POST", "/api/staff/releases", _release, access=staff(Purpose.RELEASE_PAYMENT_FILE)),
        Route("GET", "/api/staff/releases/<run>/<file>", _show_release, access=staff(Purpose.RELEASE_PAYMENT_FILE)),
    ],
    guard=_guard,
    retry=TRY_AGAIN,
)
