"""One notification is checked by itself: strict members, check digits, dates; unknown members are left out."""

import copy
import json
from datetime import date

import pytest

from functions.government.check_notification import Rules
from functions.government.flow import Flow
from functions.government.read_notification import Read, Reader
from tests.builders.drops import Json, cancellation, child_number, household, income, number_of

TODAY = date(2024, 7, 1)
HEAD, SPOUSE, CHILD = number_of(1), number_of(2), child_number(1)
HOUSEHOLD = household("h1", HEAD, [(SPOUSE, 2), (CHILD, 3)])
INCOME = income("i1", HEAD, 2_500_000)
MARK = "Geheimwoord"


def read(notification: object, flow: Flow = Flow.HOUSEHOLD, *, synthetic: bool = True) -> Read:
    return Reader(flow, Rules(TODAY, synthetic)).read(4, json.dumps(notification).encode())


def changed(notification: Json, pointer: str, value: object) -> Json:
    """Return a copy with one member set, or deleted when the value is Ellipsis."""
    made = copy.deepcopy(notification)
    holder: object = made
    *steps, last = pointer.strip("/").split("/")
    for step in steps:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]  # type: ignore[index]
    where: str | int = int(last) if isinstance(holder, list) else last
    if value is ...:
        del holder[where]  # type: ignore[attr-defined]
    else:
        holder[where] = value  # type: ignore[index]
    return made


@pytest.mark.parametrize(
    ("notification", "flow"),
    [
        (HOUSEHOLD, Flow.HOUSEHOLD),
        (INCOME, Flow.INCOME_TAX),
        (cancellation("h1", HEAD, 2), Flow.HOUSEHOLD),
        (cancellation("i1", HEAD, 2), Flow.INCOME_TAX),
        (changed(INCOME, "/content/yearlyIncome/relatedPersonSsin", SPOUSE), Flow.INCOME_TAX),
        (changed(HOUSEHOLD, "/content/household/members/2/entryDate", "2021-02-03"), Flow.HOUSEHOLD),
        (changed(HOUSEHOLD, "/dataFilters", {"filteredElement": ["household/members"]}), Flow.HOUSEHOLD),
    ],
)
def test_a_good_notification_is_read(notification: Json, flow: Flow) -> None:
    """Given a notification of the contract, then it is read without a fault."""
    found = read(notification, flow)
    assert found.fault is None
    assert found.notification is not None
    assert found.dropped == 0


WRONG_CHECK = HEAD[:-2] + f"{(int(HEAD[-2:]) % 97) + 1:02d}"
HOME = "/content/household"
MEMBERS = HOME + "/members"
SAID = "/attestation"
YEAR = "/content/yearlyIncome"
TWICE = [{"code": "A", "amountEurocent": 1}] * 2

# What is changed, into what, the code, and where the fault is shown (at the change itself when that is None).
WRONG_HOUSEHOLDS = [
    ("/ssin", ..., "missing", None),
    ("/ssin/value", MARK, "wrong_form", None),
    ("/ssin/value", WRONG_CHECK, "national_number_check", None),
    ("/ssin/value", number_of(5), "person_not_in_household", None),
    (MEMBERS, [], "too_few", None),
    (MEMBERS + "/1/ssin", WRONG_CHECK, "national_number_check", None),
    (MEMBERS + "/1/ssin", CHILD, "member_twice", HOME),
    (MEMBERS + "/1/relationship", 100, "too_big", None),
    (MEMBERS + "/1/relationship", 1, "not_one_head", HOME),
    (MEMBERS + "/0/relationship", 2, "not_one_head", HOME),
    (MEMBERS + "/2/entryDate", "2024-06-30", "dates_out_of_order", HOME),
    (HOME + "/referenceDate", "2024-07-02", "date_in_future", None),
    (HOME + "/referenceDate", "2024-00-00", "not_a_date", None),
    (SAID + "/attestationVersion", -1, "too_small", None),
    (SAID + "/attestationId", HEAD, "wrong_form", None),
    (SAID + "/attestationId", f"{HEAD[:2]}.{HEAD[2:4]}.{HEAD[4:6]}-{HEAD[6:9]}.{HEAD[9:]}", "wrong_form", None),
    (SAID + "/attestationStatus", MARK, "unknown_choice", None),
    (SAID + "/creationDate", "2024-07-02", "date_in_future", None),
    ("/content", ..., "no_content", ""),
    (YEAR, {}, "content_of_another_flow", "/content"),
]
WRONG_INCOMES = [
    (YEAR + "/incomeYear", 2025, "date_in_future", None),
    (YEAR + "/items/0/amountEurocent", 1.5, "not_whole_number", None),
    (YEAR + "/items", ..., "missing", None),
    (YEAR + "/items", TWICE, "code_twice", YEAR),
    (YEAR + "/relatedPersonSsin", WRONG_CHECK, "national_number_check", None),
    (HOME, {}, "content_of_another_flow", "/content"),
]
WRONG = [(HOUSEHOLD, Flow.HOUSEHOLD, *case) for case in WRONG_HOUSEHOLDS]
WRONG += [(INCOME, Flow.INCOME_TAX, *case) for case in WRONG_INCOMES]


@pytest.mark.parametrize("case", WRONG, ids=range(len(WRONG)))
def test_a_wrong_notification_is_named_without_its_values(
    case: tuple[Json, Flow, str, object, str, str | None],
) -> None:
    """Given one fault, then its code and place are told; neither says what was sent."""
    good, flow, path, value, code, where = case
    found = read(changed(good, path, value), flow)
    assert found.notification is None
    assert found.fault is not None
    assert (found.fault.code, found.fault.pointer) == (
        code,
        "/data/notifications/3" + (path if where is None else where),
    )


@pytest.mark.parametrize("notification", [[], MARK, 3, None], ids=str)
def test_what_is_no_object_is_named(notification: object) -> None:
    """Given a notification that is no object, then it is a fault at its place."""
    found = read(notification)
    assert found.fault is not None
    assert (found.fault.code, found.fault.pointer) == ("not_object", "/data/notifications/3")


def test_synthetic_numbers_need_the_stage() -> None:
    """Given a synthetic number in a stage of real people, then it is refused."""
    found = read(HOUSEHOLD, synthetic=False)
    assert found.fault is not None
    assert found.fault.code == "national_number_synthetic"


@pytest.mark.parametrize(
    "pointer",
    ["/note", "/ssin/name", "/content/household/firstName", MEMBERS + "/1/" + MARK, "/attestation/" + MARK],
)
def test_a_member_that_nobody_asked_for_is_left_out_and_counted(pointer: str) -> None:
    """Given a member that the sender added, then the same notification is read without it (goal GD-6)."""
    found = read(changed(HOUSEHOLD, pointer, MARK))
    assert found.fault is None
    assert found.dropped == 1
    assert found.notification == read(HOUSEHOLD).notification
    assert MARK not in repr(found.notification)


def test_what_is_wrong_beside_an_unknown_member_is_still_wrong() -> None:
    """Given an unknown member and a fault, then the fault is found; an unknown member's name is never shown."""
    found = read(changed(changed(HOUSEHOLD, "/" + MARK, 1), MEMBERS + "/1/relationship", "x"))
    assert found.fault is not None
    assert MARK not in found.fault.pointer


@pytest.mark.parametrize("raw", [b"{", b"\xff", b'{"attestation":[]}', b"null", b'{"ssin":' + b"[" * 5000])
def test_a_line_that_is_no_notification_is_a_fault_and_no_crash(raw: bytes) -> None:
    """Given any bytes, then the neighbours go on: a fault comes back."""
    found = Reader(Flow.HOUSEHOLD, Rules(TODAY, synthetic_allowed=True)).read(1, raw)
    assert found.fault is not None
    assert found.attestation is None


def test_the_attestation_is_told_when_it_could_be_read() -> None:
    """Given a wrong notification with an attestation id, then the receipt can name it; an id of another form not."""
    assert read(changed(HOUSEHOLD, "/ssin", ...)).attestation == "h1"
    assert read(changed(HOUSEHOLD, "/attestation/attestationId", "An Peeters")).attestation is None
    assert read(changed(HOUSEHOLD, "/attestation/attestationId", HEAD)).attestation is None
