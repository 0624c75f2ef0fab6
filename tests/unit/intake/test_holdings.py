"""The intake says what it holds about a person: the rows outside a file, and forms that wait for their end."""

from functions.intake.holdings import IntakeHolding
from functions.register.purpose import Purpose
from functions.register.record_type import RecordType
from functions.runtime.database import Table
from functions.vault.holding import HeldRow, Link
from tests.builders.forms import family_form, interest_form
from tests.unit.intake.conftest import Intake


def held(intake: Intake, person: str) -> list[HeldRow]:
    """Return what the intake says."""
    return list(IntakeHolding().find(intake.system.memory.request(Purpose.ERASE_PERSON), person))


def test_a_form_is_found_through_every_person_of_it_until_it_is_destroyed(intake: Intake) -> None:
    receipt = str(intake.post("families", family_form()).members["receipt"])
    intake.deliver()
    people = [str(row["person"]) for row in intake.rows(Table.DOSSIERS) if "person" in row]
    assert len(people) == 4
    for person in people:
        (row,) = held(intake, person)
        assert (row.row.place.pk, row.link, row.record_type) == (receipt, Link.WHOLE, RecordType.SUBMISSION)
    submissions = intake.system.memory.database.rows[Table.SUBMISSIONS]
    submissions.clear()
    assert held(intake, people[0]) == []


def test_a_prospects_row_is_the_persons_own(intake: Intake) -> None:
    intake.post("interests", interest_form())
    intake.deliver()
    (row,) = intake.rows(Table.PEOPLE)
    (found,) = held(intake, str(row["pk"]))
    assert (found.link, found.record_type) == (Link.OWN, RecordType.PROSPECT)


def test_nobody_has_nothing(intake: Intake) -> None:
    assert held(intake, "prs_" + "0" * 26) == []
