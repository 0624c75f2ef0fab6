"""Somebody was reading or writing while a person was erased: the person does not come back, and nothing opens."""

import pytest

from functions.dossier.fact import Provenance, WorkFact
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.write_family import put_fact
from functions.register.domain import Domain
from functions.register.purpose import Purpose
from functions.rights.rights_state import RightsState
from functions.runtime.database import Key, Table
from functions.vault.errors import SubjectNotLiveError
from functions.vault.subject import State, subject_key
from tests.builders.erasure import Erasure, begin_erasure


@pytest.fixture
def erasure() -> Erasure:
    return begin_erasure()


def rows_of(erasure: Erasure, subject: str) -> list[Key]:
    return [key for key, row in erasure.memory.database.rows[Table.DOSSIERS].items() if row["subject"] == subject]


def late_fact(erasure: Erasure) -> WorkFact:
    origin = Provenance(source="government", sender="work", flow="work", attestation="late")
    known_at = "2024-07-01T06:00:00Z"
    return WorkFact(person=erasure.family.partner, known_at=known_at, provenance=origin, status="retired")


@pytest.mark.goal("ER-1")
def test_an_erasure_is_journaled_first_ends_keys_and_rows_and_no_late_writer_undoes_it(erasure: Erasure) -> None:
    """Given a writer that read before the erasure, when it commits after, then nothing of the person is there."""
    database, partner = erasure.memory.database, erasure.family.partner
    request = erasure.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    late = request.change("apply notification")
    put_fact(request, late, erasure.family.dossier, late_fact(erasure))
    case = erasure.ask()
    first_seen: dict[str, int] = {}

    def watch(_: str) -> None:
        subject = database.rows[Table.SUBJECTS][subject_key(partner)]
        signs = {
            "journal": any(key.pk.startswith("journal#") for key in database.rows[Table.ERASURES]),
            "ending": subject["state"] != State.LIVE.value,
            "keys": "key_contact" not in subject,
            "rows": len(rows_of(erasure, partner)) < 3,
        }
        for sign, shown in signs.items():
            if shown:
                first_seen.setdefault(sign, sum(database.calls.values()))

    database.after = watch
    assert erasure.run(case) is RightsState.CLOSED
    database.after = lambda _: None

    assert sorted(first_seen, key=lambda sign: first_seen[sign]) == ["journal", "ending", "keys", "rows"]
    with pytest.raises(SubjectNotLiveError):
        late.send()
    subject = erasure.memory.request(Purpose.ERASE_PERSON).subject(partner)
    assert (subject.state, set(subject.wrapped)) == (State.ENDED, {Domain.HOLD})
    (kept,) = rows_of(erasure, partner)
    assert kept.sk.startswith("fact#")


def test_a_reader_with_rows_in_hand_opens_nothing_once_the_person_is_ending(erasure: Erasure) -> None:
    request = erasure.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    rows = [
        row
        for row in request.query(Table.DOSSIERS, erasure.family.dossier, begins_with="fact#")
        if row.subject == erasure.family.partner
    ]
    erasure.run(erasure.ask())
    with pytest.raises(SubjectNotLiveError):
        request.open(rows, FACT_KINDS)


def test_a_writer_that_was_faster_than_the_ending_is_planned_and_erased_too(erasure: Erasure) -> None:
    """Given a row that is written between the plan and the ending, then the fixed plan holds it."""
    case = erasure.ask()
    wrote = False

    def write_once(_: str) -> None:
        nonlocal wrote
        journaled = any(key.pk.startswith("journal#") for key in erasure.memory.database.rows[Table.ERASURES])
        if journaled and not wrote:
            wrote = True
            request = erasure.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
            change = request.change("apply notification")
            put_fact(request, change, erasure.family.dossier, late_fact(erasure))
            change.send()

    erasure.memory.database.after = write_once
    assert erasure.run(case) is RightsState.CLOSED
    assert wrote
    assert len(rows_of(erasure, erasure.family.partner)) == 1
