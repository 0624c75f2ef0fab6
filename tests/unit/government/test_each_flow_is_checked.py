"""What each flow may not state, and what it may leave out only when the network says that it withheld it."""

import copy
import json
from datetime import date

import pytest

from functions.government.check_notification import Rules
from functions.government.flow import CONTENT_MEMBER, Flow
from functions.government.read_notification import Read, Reader
from tests.builders import statements as said
from tests.builders.drops import Json, child_number, number_of
from tests.builders.statements import event, statement

CHILD = child_number(1)
RULES = Rules(date(2024, 7, 1), synthetic_allowed=True)
MOVE = event("MOVE", eventDate="2024-03-01", address=said.ADDRESS)
CONTENTS: dict[Flow, Json] = {
    Flow.HOUSEHOLD: {"household": {"referenceDate": "2024-05-01", "members": [{"ssin": CHILD, "relationship": 1}]}},
    Flow.REGISTER_EVENT: MOVE,
    Flow.EMPLOYMENT: {"employment": said.EMPLOYMENT},
    Flow.INCAPACITY: {"incapacity": said.INCAPACITY},
    Flow.UNEMPLOYMENT: {"unemployment": said.UNEMPLOYMENT},
    Flow.INCOME_TAX: {"yearlyIncome": said.YEARLY_INCOME},
    Flow.SCHOOL: {"schoolEnrolment": said.SCHOOL},
    Flow.DISABILITY: {"disability": said.DISABILITY},
    Flow.BENEFIT_ELSEWHERE: {"benefitElsewhere": said.PAID},
}


def read(flow: Flow, content: Json, filters: tuple[str, ...] = ()) -> Read:
    """Read a notification about a child as the second of a delivery."""
    line = json.dumps(statement("a1", CHILD, content, filters=filters)).encode()
    return Reader(flow, RULES).read(2, line)


def changed(flow: Flow, path: str, value: object) -> Json:
    """Return a flow's good content with one member changed; a value of ... takes it out."""
    content = copy.deepcopy(CONTENTS[flow])
    holder: object = content[CONTENT_MEMBER[flow]]
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in steps:
        holder = holder[step]  # type: ignore[index]
    assert isinstance(holder, dict)
    if value is ...:
        del holder[last]
    else:
        holder[last] = value
    return content


# Flow, member, value, code, and where the fault is shown below the content's member (at the change when None).
WRONG: list[tuple[Flow, str, object, str, str | None]] = [
    (Flow.REGISTER_EVENT, "eventDate", "2024-02-30", "not_a_date", None),
    (Flow.REGISTER_EVENT, "eventDate", "2024-00-07", "wrong_form", None),
    (Flow.REGISTER_EVENT, "eventType", "WEDDING", "unknown_choice", None),
    (Flow.REGISTER_EVENT, "address", ..., "missing", None),
    (Flow.REGISTER_EVENT, "address/postalCode", ..., "missing", "address"),
    (Flow.REGISTER_EVENT, "address/period", {"begin": "2024-03-02", "end": "2024-03-01"}, "dates_out_of_order", None),
    (Flow.REGISTER_EVENT, "housing", "ONE", "member_of_another_event", ""),
    (Flow.EMPLOYMENT, "yearQuarter", ..., "missing", None),
    (Flow.EMPLOYMENT, "yearQuarter", "2024Q5", "wrong_form", None),
    (Flow.EMPLOYMENT, "occupationPeriod", ..., "missing", None),
    (Flow.EMPLOYMENT, "studentHours", 251, "hours_out_of_order", ""),
    (Flow.INCAPACITY, "degreePercent", 101, "too_big", None),
    (Flow.INCAPACITY, "socialRisk", ..., "missing", None),
    (Flow.INCAPACITY, "period", ..., "missing", None),
    (Flow.UNEMPLOYMENT, "referenceMonth", ..., "missing", "period"),
    (Flow.UNEMPLOYMENT, "referenceMonth", "2024-13", "wrong_form", None),
    (Flow.UNEMPLOYMENT, "period", {"begin": "2024-01-01"}, "month_and_period", ""),
    (Flow.INCOME_TAX, "items", ..., "missing", None),
    (Flow.INCOME_TAX, "incomeYear", 2025, "date_in_future", None),
    (Flow.INCOME_TAX, "cadastralIncome", {"otherUseEurocent": -1}, "too_small", "cadastralIncome/otherUseEurocent"),
    (Flow.SCHOOL, "level", ..., "missing", None),
    (Flow.SCHOOL, "period", ..., "missing", None),
    (Flow.SCHOOL, "credits", -1, "too_small", None),
    (Flow.DISABILITY, "recognition", ..., "missing", None),
    (Flow.DISABILITY, "recognition/dateOfDecision", "2024-07-02", "date_in_future", "recognition"),
    (Flow.DISABILITY, "pillars/total", 9, "total_differs", "pillars"),
    (Flow.DISABILITY, "pillars/p1", 7, "too_big", None),
    (Flow.DISABILITY, "recognition/end", "2023-12-31", "dates_out_of_order", "recognition"),
    (Flow.BENEFIT_ELSEWHERE, "periods", ..., "missing", None),
    (Flow.BENEFIT_ELSEWHERE, "periods/0/endMonth", "2018-12", "dates_out_of_order", "periods/0"),
    (Flow.BENEFIT_ELSEWHERE, "periods/0/beneficiaries", [CHILD, CHILD], "member_twice", "periods/0"),
    (Flow.BENEFIT_ELSEWHERE, "picture2018", {"rightOpen": True}, "more_than_one_statement", ""),
]


@pytest.mark.parametrize("case", WRONG, ids=[f"{case[0].value} {case[1]} {at}" for at, case in enumerate(WRONG)])
def test_a_wrong_statement_is_named(case: tuple[Flow, str, object, str, str | None]) -> None:
    """Given one fault, then its code and place are told."""
    flow, path, value, code, where = case
    found = read(flow, changed(flow, path, value))
    assert found.fault is not None
    below = path if where is None else where
    place = f"/data/notifications/1/content/{CONTENT_MEMBER[flow]}"
    assert (found.fault.code, found.fault.pointer) == (code, place + (f"/{below}" if below else ""))


@pytest.mark.parametrize(("event_type", "member"), [("SSIN_REPLACED", "replacedBy"), ("SSIN_CANCELED", "canceled")])
def test_a_changed_number_is_stated_with_the_number(event_type: str, member: str) -> None:
    """Given an event of the number alone, then what became of the number is missing."""
    found = read(Flow.REGISTER_EVENT, event(event_type))
    assert found.fault is not None
    assert (found.fault.code, found.fault.pointer) == ("missing", f"/data/notifications/1/ssin/{member}")


def test_an_income_states_one_thing() -> None:
    """Given an assessment and a status at once, or neither, then the notification is refused."""
    both: Json = {"yearlyIncome": said.YEARLY_INCOME, "socialStatus": said.SOCIAL_STATUS}
    for content in (both, {}):
        found = read(Flow.INCOME_TAX, content)
        assert found.fault is not None
        assert (found.fault.code, found.fault.pointer) == ("no_content", "/data/notifications/1/content")


@pytest.mark.parametrize("flow", CONTENTS)
def test_every_needed_member_may_be_withheld(flow: Flow) -> None:
    """Given that the network keeps a needed member, then it may be absent, and its name stands in what was read."""
    good = read(flow, CONTENTS[flow])
    assert good.fault is None
    assert good.notification is not None
    assert good.notification.content is not None
    assert good.withheld == ()
    for name in good.notification.content.said.needed():
        alias = type(good.notification.content.said).model_fields[name].alias or name
        without = changed(flow, alias, ...)
        assert read(flow, without).fault is not None
        assert read(flow, without, (f"{CONTENT_MEMBER[flow]}/{alias}/deeper",)).withheld == (name,)
        assert read(flow, without, ("somethingElse",)).withheld == tuple(sorted((name, "other")))


def test_a_withheld_member_does_not_excuse_another() -> None:
    """Given that one member is withheld and another absent, then the absent one is missing."""
    without: Json = {"incapacity": {}}
    found = read(Flow.INCAPACITY, without, ("period",))
    assert found.fault is not None
    assert (found.fault.code, found.fault.pointer[-10:]) == ("missing", "socialRisk")


def test_numbers_of_others_are_checked_too() -> None:
    """Given a wrong number deep in a content, then its place is told."""
    wrong = number_of(3)[:-2] + f"{int(number_of(3)[-2:]) % 97 + 1:02d}"
    for flow, path, content in (
        (
            Flow.BENEFIT_ELSEWHERE,
            "benefitElsewhere/periods/0/beneficiaries/0",
            changed(Flow.BENEFIT_ELSEWHERE, "periods/0/beneficiaries", [wrong]),
        ),
        (Flow.REGISTER_EVENT, "registerEvent/parents/1/ssin", event("PARENTAGE", parents=[{}, {"ssin": wrong}])),
    ):
        found = read(flow, content)
        assert found.fault is not None
        assert (found.fault.code, found.fault.pointer) == (
            "national_number_check",
            f"/data/notifications/1/content/{path}",
        )


def test_a_name_of_another_normal_form_is_read() -> None:
    """Given a name in another Unicode form, then it is read in the one form that can be sealed."""
    name = event("NAME", eventDate="2024-03-01", name={"surname": "Rene\u0301"})
    found = read(Flow.REGISTER_EVENT, name)
    assert found.notification is not None
    assert "Ren\u00e9" in found.notification.model_dump_json()
