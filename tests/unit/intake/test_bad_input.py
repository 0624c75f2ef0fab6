"""Bad input gets all its errors at once, in the caller's language, and never its own values back."""

import base64
import json
from urllib.parse import urlencode

import pytest

from functions.intake import api
from functions.runtime.database import Table
from functions.runtime.read_model import read_json
from tests.builders.forms import Form, application_form, family_form, interest_form, synthetic_number
from tests.builders.http_events import call
from tests.unit.intake.conftest import Intake

MARKER, GONE = "Zwartewaterlander", "<gone>"


def errors(answered_members: dict[str, object]) -> dict[str, str]:
    """Return pointer -> detail."""
    listed = answered_members["errors"]
    assert isinstance(listed, list)
    return {error["pointer"]: error["detail"] for error in listed}


def broken(path: str, value: object) -> Form:
    """Return a family form with one member changed (`children.0.relation`), or taken out when the value is GONE."""
    form: Form = json.loads(json.dumps(family_form()))
    holder: object = form
    *steps, last = path.split(".")
    for step in steps:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]  # type: ignore[index]
    assert isinstance(holder, dict)
    if value == GONE:
        del holder[last]
    else:
        holder[last] = value
    return form


FAULTS = [
    ("applicant.given_name", GONE, "/applicant/given_name"),
    ("applicant.given_name", "  ", "/applicant/given_name"),
    ("applicant.given_name", "a\x00b", "/applicant/given_name"),
    ("applicant.given_name", 7, "/applicant/given_name"),
    ("applicant.birth_date", "2021-02-30", "/applicant/birth_date"),
    ("applicant.birth_date", "2024-07-02", "/applicant/birth_date"),
    ("applicant.birth_date", "1899-12-31", "/applicant/birth_date"),
    ("applicant.birth_date", 19910412, "/applicant/birth_date"),
    ("applicant.national_number", "123", "/applicant/national_number"),
    ("applicant.email", "nobody", "/applicant/email"),
    ("applicant.mobile", "phone", "/applicant/mobile"),
    ("applicant.address.postal_code", "30", "/applicant/address/postal_code"),
    ("applicant.address.country", "Belgium", "/applicant/address/country"),
    ("children.0.expected_on", "2024-12-01", "/children/0/birth_date"),
    ("children.0.birth_date", GONE, "/children/0/birth_date"),
    ("children.0.relation", "cousin", "/children/0/relation"),
    ("children.0.condition_reported", "no", "/children/0/condition_reported"),
    ("children", [], "/children"),
    ("children", {}, "/children"),
    ("account.iban", "BE68539007547035", "/account/iban"),
    ("partner", GONE, "/work/1/person"),
    ("work", [{"person": "applicant", "status": "employed"}] * 2, "/work/1/person"),
    ("declaration", False, "/declaration"),
    ("language", "es", "/language"),
    ("surprise", 1, "/surprise"),
    ("partner.national_number", synthetic_number("1991-04-12"), "/partner/national_number"),
]


@pytest.mark.parametrize(
    ("path", "value", "pointer"),
    FAULTS,
    ids=[f"{at}-{path}-{str(value)[:12]!r}" for at, (path, value, _) in enumerate(FAULTS)],
)
def test_each_fault_is_told_at_its_place(intake: Intake, path: str, value: object, pointer: str) -> None:
    answered = intake.post("families", broken(path, value))
    assert (answered.status, answered.header("Content-Type")) == (422, "application/problem+json")
    assert list(errors(answered.members)) == [pointer]
    assert not intake.rows(Table.SUBMISSIONS)


def test_a_synthetic_number_is_refused_where_the_stage_does_not_allow_it(intake: Intake) -> None:
    intake.system.synthetic_persons = False
    answered = intake.post("families", family_form(partner=None, work=[], children=family_form()["children"]))
    assert list(errors(answered.members)) == ["/applicant/national_number", "/children/0/national_number"]


def test_all_errors_come_at_once_in_four_languages_without_values(intake: Intake) -> None:
    spoiled = {"given_name": 1, "family_name": MARKER, "relation": MARKER, "condition_reported": MARKER}
    adult = {"given_name": "A", "family_name": [MARKER], "birth_date": MARKER, "national_number": MARKER}
    form = family_form(
        language=MARKER,
        declaration=MARKER,
        current_fund=MARKER * 20,
        applicant={**adult, "email": MARKER, "mobile": MARKER, "address": MARKER},
        children=[spoiled],
        account={"iban": MARKER, "holder": {MARKER: MARKER}},
        **{MARKER: MARKER, "Jan 1": 1},
    )
    told = {}
    for language in ("nl", "fr", "de", "en"):
        answered = intake.post("families", form, Accept_Language=language)
        assert answered.header("Content-Language") == language
        assert MARKER not in answered.body
        told[language] = answered.members
    pointers = [set(errors(members)) for members in told.values()]
    assert all(one == pointers[0] for one in pointers)
    assert len(pointers[0]) >= 12
    assert len({members["title"] for members in told.values()}) == 4


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"", 400),
        (b"[1]", 422),
        (b'"text"', 422),
        (b'{"a": NaN}', 400),
        (b"\xff\xfe", 400),
        (b"[" * 60_000, 400),
        (b'{"language": "' + b"n" * 70_000 + b'"}', 413),
    ],
)
def test_what_cannot_be_read_is_refused(intake: Intake, body: bytes, status: int) -> None:
    event: dict[str, object] = {
        "httpMethod": "POST",
        "path": "/api/forms/families",
        "headers": {"content-type": "application/json; charset=utf-8"},
        "requestContext": {"stage": "test", "path": "/api/forms/families"},
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }
    assert api.handler(event, None)["statusCode"] == status


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "", "application/xml"])
def test_other_content_types_are_refused(intake: Intake, kind: str) -> None:
    assert intake.post("families", "x=1", Content_Type=kind).status == 415


def test_a_method_that_does_not_work_here_is_405_and_names_those_that_do(intake: Intake) -> None:
    answered = call(api.handler, "GET", "/api/forms/families/")
    assert answered.status == 404  # the path of a receipt that nobody has
    answered = call(api.handler, "DELETE", "/api/forms/families")
    assert (answered.status, answered.header("Allow")) == (405, "GET, POST")


def test_an_interest_needs_a_way_to_reach_the_visitor_and_no_topic_twice(intake: Intake) -> None:
    form = interest_form(topics=["birth", "birth"])
    del form["email"]
    answered = intake.post("interests", form)
    assert list(errors(answered.members)) == ["/email", "/topics/1"]


def test_an_application_checks_its_periods_and_lengths(intake: Intake) -> None:
    form = application_form(
        experience=[{"role": "clerk", "from": "2020-05", "to": "2019-01"}], motivation="x" * 4001, languages=[""]
    )
    answered = intake.post("applications", form)
    assert set(errors(answered.members)) == {"/experience/0/to", "/motivation", "/languages/0"}


def test_our_own_fault_shows_an_id_and_nothing_else(intake: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down() -> None:
        raise ValueError(MARKER)

    monkeypatch.setattr("functions.intake.api.notice_version", break_down)
    answered = intake.post("families", family_form())
    assert answered.status == 500
    assert list(answered.members) == ["instance"]


def test_a_name_written_letter_and_accent_apart_is_the_same_name(intake: Intake) -> None:
    """Given a decomposed name, when it comes raw, escaped or as a form post, then it is taken, in its one form."""
    form = broken("applicant.given_name", "Ame\u0301lie")
    fields = {"applicant.given_name": "Ame\u0301lie", "language": "fr"}
    for body in (json.dumps(form), json.dumps(form, ensure_ascii=False)):
        assert intake.post("families", body, Content_Type="application/json").status == 202
    refused = intake.post("families", urlencode(fields), Content_Type="application/x-www-form-urlencoded")
    assert refused.status == 422
    _, members = read_json(json.dumps(form).encode())
    assert members["applicant"] == read_json(json.dumps(form, ensure_ascii=False).encode())[1]["applicant"]
    assert "Am\u00e9lie" in str(members)


def test_half_a_letter_is_not_json(intake: Intake) -> None:
    body = json.dumps(broken("applicant.given_name", "\ud800"))
    assert intake.post("families", body, Content_Type="application/json").status == 400
