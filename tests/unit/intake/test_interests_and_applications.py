"""Interests and applications rest under keys of their own audience, each with its own term; nothing opens a family."""

import pytest

from functions.register.domain import Audience
from functions.runtime.database import Table
from functions.vault.subject import Subject
from tests.builders.forms import Form, application_form, interest_form
from tests.builders.opened_rows import opened_rows
from tests.unit.intake.conftest import Intake


@pytest.mark.parametrize(
    ("route", "form", "sort", "audience", "destroy_on"),
    [
        ("interests", interest_form(), "prospect", Audience.PROSPECT, "2026-07-01"),
        ("applications", application_form(), "applicant", Audience.APPLICANT, "2025-01-01"),
    ],
    ids=["interest", "application"],
)
def test_a_form_is_resealed_under_its_own_audience(
    intake: Intake, route: str, form: Form, sort: str, audience: Audience, destroy_on: str
) -> None:
    receipt = str(intake.post(route, form).members["receipt"])
    assert intake.deliver() == []
    assert intake.deliver() == []
    assert intake.state(receipt).members["state"] == "processed"
    (row,) = intake.rows(Table.PEOPLE)
    assert (row["sk"], row["destroy_on"]) == (sort, destroy_on)
    (subject,) = [one for one in map(Subject.of, intake.rows(Table.SUBJECTS)) if one.subject_id == row["subject"]]
    assert subject.audience is audience
    assert not intake.rows(Table.DOSSIERS)


@pytest.mark.parametrize(
    ("route", "form", "instant"),
    [("interests", interest_form(), "asked_at"), ("applications", application_form(), "applied_at")],
    ids=["interest", "application"],
)
def test_nothing_of_a_form_is_lost_on_the_way(intake: Intake, route: str, form: Form, instant: str) -> None:
    intake.post(route, form)
    intake.deliver()
    memory = intake.system.memory
    ((_, members),) = opened_rows(memory.database, memory.keyring, Table.PEOPLE)
    assert members == [form | {instant: "2024-07-01T06:00:00Z"}]


def test_the_submission_goes_within_seven_days_after_it_was_processed(intake: Intake) -> None:
    intake.post("interests", interest_form())
    (row,) = intake.rows(Table.SUBMISSIONS)
    assert row["destroy_on"] == "2024-07-31"
    intake.deliver()
    (row,) = intake.rows(Table.SUBMISSIONS)
    assert row["destroy_on"] == "2024-07-08"
