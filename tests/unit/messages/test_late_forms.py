"""IN-2: an accepted form that is not handled in time makes one neutral message in its language, and an alarm."""

import pytest

from functions.runtime.database import Table
from tests.builders.forms import application_form, family_form, interest_form
from tests.builders.post_office import PostOffice
from tests.unit.intake.conftest import Intake, intake
from tests.unit.messages.alarms import promise_on

__all__ = ["intake"]

FORMS = {"families": family_form(), "interests": interest_form(), "applications": application_form()}
NEUTRAL = {
    "nl": "Wij hebben je formulier goed ontvangen, maar het verwerken duurt langer dan wij willen.",
    "fr": "Nous avons bien reçu votre formulaire, mais le traitement dure plus longtemps que prévu.",
    "de": "Wir haben Ihr Formular bekommen, aber die Bearbeitung dauert länger, als wir wollen.",
    "en": "We have received your form, but handling it takes longer than we want.",
}


@pytest.mark.goal("IN-2")
@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("route", FORMS)
def test_a_form_that_lies_in_the_dead_letters_is_told_once_in_the_language_of_its_sender(
    intake: Intake, route: str, language: str
) -> None:
    """Given a form that no delivery handled for four hours, then one neutral message, however many rounds look."""
    form = FORMS[route] | {"language": language}
    assert intake.post(route, form).status == 202
    office = PostOffice(memory=intake.system.memory)
    _drop_submission_events(intake)  # its queue message ended in the dead letters
    assert office.late_round(hours=3, minutes=59) == 0
    assert office.deliver() == 0
    late = [office.late_round(minutes=minutes) for minutes in (2, 15, 60, 60 * 24, 60 * 24 * 9, 60 * 24 * 19)]
    assert late == [1] * 6  # the alarm stands until somebody acts, or until the form itself goes after thirty days
    office.deliver(times=3)
    (mail,) = office.mail.parcels
    assert NEUTRAL[language] in mail.text
    assert not [word for word in _words_of(form) if word in mail.text + mail.subject]
    assert promise_on("FormLate", "messages-schedule") is not None
    assert promise_on("Invocations", "messages-schedule") is not None  # nor can the round itself stand still unseen


def test_a_form_that_was_handled_in_time_is_not_told(intake: Intake) -> None:
    intake.post("interests", interest_form())
    intake.deliver()
    office = PostOffice(memory=intake.system.memory)
    assert office.late_round(hours=5) == 0


def test_a_form_that_is_handled_late_is_told_once_and_then_no_more(intake: Intake) -> None:
    """Given a form that is told late and then handled, then the alarm ends and no second late message is asked for."""
    intake.post("interests", interest_form())
    office = PostOffice(memory=intake.system.memory)
    assert office.late_round(hours=5) == 1
    intake.deliver()
    assert office.late_round(hours=1) == 0
    _drop_submission_events(intake)
    office.deliver()
    assert sum("longer than we want" in mail.text or "langer dan" in mail.text for mail in office.mail.parcels) <= 1


def test_the_message_stays_no_longer_than_the_form(intake: Intake) -> None:
    intake.post("families", family_form())
    office = PostOffice(memory=intake.system.memory)
    _drop_submission_events(intake)
    office.late_round(hours=5)
    office.deliver()
    (row,) = office.rows()
    (form,) = intake.rows(Table.SUBMISSIONS)
    assert row["destroy_on"] == form["destroy_on"]


def _drop_submission_events(intake: Intake) -> None:
    rows = intake.system.memory.database.rows[Table.OUTBOX]
    for key in [key for key, row in rows.items() if row.get("kind") == "submission_received"]:
        del rows[key]


def _words_of(form: dict[str, object]) -> list[str]:
    """Return every text of a form that could give somebody away: longer than a code word."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, str) and len(value) > 4:
            found.append(value)

    walk(form)
    return found
