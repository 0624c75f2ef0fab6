"""A form post gives the members that JSON would carry: what a page sends and what a program sends are one thing."""

import pytest

from functions.intake.application_form import ApplicationForm
from functions.intake.family_form import FamilyForm
from functions.intake.interest_form import InterestForm
from functions.runtime.problem import Problem, ProblemCode
from functions.runtime.read_form import MAX_FIELDS, read_form


def test_paths_with_dots_become_objects_and_lists() -> None:
    body = (
        b"children.0.given_name=Lou&children.0.condition_reported=on&children.2.given_name=Jo&applicant.address.box=b"
    )
    members, _ = read_form(body, FamilyForm)
    assert members["children"] == [
        {"given_name": "Lou", "condition_reported": True},
        {"given_name": "Jo", "condition_reported": False},
    ]
    assert members["applicant"] == {"address": {"box": "b"}}


def test_what_is_empty_was_not_filled_in_and_what_is_not_ticked_is_no() -> None:
    members, _ = read_form(b"email=&mobile=++&name=Lou", InterestForm)
    assert members == {"name": "Lou", "topics": [], "consent_to_contact": False}


@pytest.mark.parametrize("ticked", [b"true", b"on"])
def test_a_ticked_box_is_yes(ticked: bytes) -> None:
    assert read_form(b"keep_in_reserve=" + ticked, ApplicationForm)[0]["keep_in_reserve"] is True


def test_a_text_that_says_on_stays_a_text() -> None:
    assert read_form(b"name=on&email=true", InterestForm)[0]["name"] == "on"


def test_numbers_and_repeated_names_follow_the_model() -> None:
    members, _ = read_form(b"education.0.level=a&education.0.year=2015&languages=de&languages=fr", ApplicationForm)
    assert members["education"] == [{"level": "a", "year": 2015}]
    assert members["languages"] == ["de", "fr"]


def test_fields_of_the_page_stand_apart() -> None:
    members, apart = read_form(b"idempotency_key=k&name=Lou", InterestForm, ("idempotency_key",))
    assert apart == {"idempotency_key": "k"}
    assert "idempotency_key" not in members


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"name=a&name=b", ProblemCode.WRONG_MEMBERS),
        (b"name=a&name.b=c", ProblemCode.WRONG_MEMBERS),
        (b"name.b=c&name=a", ProblemCode.WRONG_MEMBERS),
        (b"a.b.c.d.e.f.g=1", ProblemCode.WRONG_MEMBERS),
        (b"topics.x=birth", ProblemCode.WRONG_MEMBERS),
        (b"name=%ff%fe", ProblemCode.NOT_UTF8),
        (b"\xff=1", ProblemCode.NOT_UTF8),
        (b"&".join(b"a=1" for _ in range(MAX_FIELDS + 1)), ProblemCode.TOO_LARGE),
    ],
    ids=range(8),
)
def test_hostile_posts_are_problems(body: bytes, code: ProblemCode) -> None:
    with pytest.raises(Problem) as told:
        read_form(body, InterestForm)
    assert told.value.code is code


def test_an_index_that_is_huge_costs_nothing() -> None:
    members, _ = read_form(b"children.99999999999.given_name=Lou", FamilyForm)
    assert members["children"] == [{"given_name": "Lou", "condition_reported": False}]


@pytest.mark.parametrize(
    ("posted", "read"),
    [
        (b"birth_date.day=2&birth_date.month=3&birth_date.year=2021", "2021-03-02"),
        (b"birth_date.day=02&birth_date.year=2021", "2021--02"),
        (b"birth_date.month=x&birth_date.day=&birth_date.year=", "-0x-"),
    ],
)
def test_a_date_in_three_fields_is_one_date_and_a_half_one_is_refused_later(posted: bytes, read: str) -> None:
    assert read_form(posted, ApplicationForm)[0]["birth_date"] == read


def test_a_date_of_which_nothing_was_filled_in_is_absent() -> None:
    assert "birth_date" not in read_form(b"birth_date.day=&birth_date.month=&birth_date.year=", ApplicationForm)[0]
