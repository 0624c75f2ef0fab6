"""Rules between the members of a form, on the members as sent, so that every fault is told at once.

Each rule takes the members and yields what is wrong; a member of a wrong type is no concern of a rule.
"""

from collections.abc import Iterator, Mapping

from functions.runtime.problem import MemberCode, MemberError, pointer

type Members = Mapping[str, object]


def _object(value: object) -> Members:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Members]:
    return [_object(one) for one in value] if isinstance(value, list) else []


def _given(members: Members, name: str) -> bool:
    return members.get(name) not in (None, "")


def birth_or_expected(form: Members) -> Iterator[MemberError]:
    """Yield an error for each child with both dates or none."""
    for place, child in enumerate(_list(form.get("children"))):
        if _given(child, "birth_date") == _given(child, "expected_on"):
            yield MemberError(pointer("children", place, "birth_date"), MemberCode.BIRTH_OR_EXPECTED)


def work_of_people_on_the_form(form: Members) -> Iterator[MemberError]:
    """Yield an error for work of a partner who is not there, and for a person whose work is said twice."""
    seen: set[object] = set()
    for place, work in enumerate(_list(form.get("work"))):
        person = work.get("person")
        if person == "partner" and not _object(form.get("partner")):
            yield MemberError(pointer("work", place, "person"), MemberCode.PARTNER_MISSING)
        if isinstance(person, str) and person in seen:
            yield MemberError(pointer("work", place, "person"), MemberCode.SAID_TWICE)
        seen.add(person if isinstance(person, str) else None)


def one_number_each(form: Members) -> Iterator[MemberError]:
    """Yield an error for each national number that an earlier person of the form has already."""
    people = [(("applicant",), _object(form.get("applicant"))), (("partner",), _object(form.get("partner")))]
    children = enumerate(_list(form.get("children")))
    places: list[tuple[tuple[str | int, ...], Members]] = [*people, *((("children", at), one) for at, one in children)]
    seen: set[str] = set()
    for steps, person in places:
        number = person.get("national_number")
        digits = "".join(sign for sign in number if sign.isdigit()) if isinstance(number, str) else ""
        if digits and digits in seen:
            yield MemberError(pointer(*steps, "national_number"), MemberCode.NATIONAL_NUMBER_TWICE)
        seen.add(digits)


def belgian_postal_code(form: Members) -> Iterator[MemberError]:
    """Yield an error for an address in Belgium whose postal code is not four digits."""
    holders = ((("applicant", "address"), _object(form.get("applicant"))), (("address",), form))
    for steps, holder in holders:
        address = _object(holder.get("address"))
        code = address.get("postal_code")
        if address.get("country") == "BE" and isinstance(code, str) and not _four_digits(code.strip()):
            yield MemberError(pointer(*steps, "postal_code"), MemberCode.POSTAL_CODE)


def _four_digits(code: str) -> bool:
    return len(code) == len("1000") and code.isascii() and code.isdigit() and code[0] != "0"


def reachable(form: Members) -> Iterator[MemberError]:
    """Yield an error when neither e-mail nor mobile is given."""
    if not _given(form, "email") and not _given(form, "mobile"):
        yield MemberError(pointer("email"), MemberCode.REACHABLE)


def topics_once(form: Members) -> Iterator[MemberError]:
    """Yield an error for each topic that was named before."""
    topics = form.get("topics")
    named = topics if isinstance(topics, list) else []
    for place, topic in enumerate(named):
        if topic in named[:place]:
            yield MemberError(pointer("topics", place), MemberCode.SAID_TWICE)


def jobs_in_order(form: Members) -> Iterator[MemberError]:
    """Yield an error for each job that ends before it starts."""
    for place, job in enumerate(_list(form.get("experience"))):
        start, end = job.get("from"), job.get("to")
        if isinstance(start, str) and isinstance(end, str) and end < start[: len(end)]:
            yield MemberError(pointer("experience", place, "to"), MemberCode.PERIOD_ORDER)


def drop_unsaid_work(form: dict[str, object]) -> None:
    """Take out work of which a page sent whose it is and nothing more: the visitor rather did not say."""
    work = form.get("work")
    if isinstance(work, list):
        form["work"] = [one for one in work if not (isinstance(one, dict) and set(one) == {"person"})]
