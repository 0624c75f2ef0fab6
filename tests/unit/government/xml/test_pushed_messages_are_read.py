"""Messages that the Crossroads Bank pushes: a head of their own, attestations with their own versions."""

import pytest

from functions.government.take_delivery import take_delivery
from functions.government.xml.refused import RefusedXmlError
from tests.builders.drops import DropWorld, counts
from tests.builders.pushed_messages import PARENT, incapacity, pushed
from tests.builders.service_answers import notifications, parsed, xml_key
from tests.builders.service_examples import PARTNER

PERIOD = {"begin": "2024-01-08", "end": "2024-03-31"}
REFERENCE = "HIA-542050f4-0455-459e-a994-38dd6b2c54c4"


def test_a_period_keeps_its_attestation_version_and_status() -> None:
    """Given a period, its change and its cancellation, then each has the sender's own identity; the last no content."""
    body = pushed(incapacity(), incapacity(1, "MODIFICATION", "GeneralPregnancy"), incapacity(2, "CANCELLATION"))
    first, second, third = notifications("INCAPACITY", body)
    assert first == {
        "ssin": {"value": PARENT},
        "attestation": {
            "attestationId": REFERENCE,
            "attestationVersion": 0,
            "attestationStatus": "CREATION",
            "creationDate": "2024-05-01",
        },
        "content": {"incapacity": {"socialRisk": "SICKNESS", "period": PERIOD}},
    }
    assert second["content"] == {"incapacity": {"socialRisk": "MATERNITY", "period": PERIOD}}
    assert "content" not in third
    assert [one["attestation"]["attestationVersion"] for one in (first, second, third)] == [0, 1, 2]  # type: ignore[index]


def test_marks_of_a_number_and_filters_of_the_message_are_kept() -> None:
    """Given a replaced number and elements withheld from all, then the notification carries both."""
    body = pushed(incapacity()).replace(b"<ssin>", f'<ssin replacedBy="{PARTNER}">'.encode())
    filters = b"<dataFilters><filteredElement>exitCode</filteredElement></dataFilters><hiaPeriodNotifications>"
    (one,) = notifications("INCAPACITY", body.replace(b"<hiaPeriodNotifications>", filters))
    assert one["ssin"] == {"value": PARENT, "replacedBy": PARTNER}
    assert one["dataFilters"] == {"filteredElement": ["exitCode"]}


def test_leave_that_is_no_incapacity_is_not_read() -> None:
    """Given leave for foster care, then nothing of it is made."""
    assert parsed("INCAPACITY", pushed(incapacity(risk="GeneralFosterCare"))).count == 0


def test_an_attestation_that_is_not_understood_waits() -> None:
    """Given another status, then the statement cannot be believed."""
    (one,) = notifications("INCAPACITY", pushed(incapacity(status="SUSPENSION")))
    assert one["unusable"] == "unknown_choice"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (pushed(incapacity(), sequence=2), "differs_from_key"),
        (pushed(incapacity(), sender="0244640631"), "differs_from_key"),
        (pushed(incapacity(), context="SOMETHING:ELSE"), "unknown_legal_context"),
        (pushed(incapacity(), context="FAMILY_BENEFITS:HOUSEHOLD"), "unknown_legal_context"),
        (pushed(incapacity()).replace(b"2024-05-02T08", b"yesterday"), "missing"),
    ],
)
def test_the_head_must_be_that_of_the_key(body: bytes, code: str) -> None:
    """Given a head that differs from the key, names another context, or has no time, then the file is refused."""
    with pytest.raises(RefusedXmlError) as refused:
        parsed("INCAPACITY", body)
    assert refused.value.code == code


def test_a_pushed_message_is_taken_as_every_delivery() -> None:
    """Given a message with a change, then the fact stands on the higher version."""
    world = DropWorld()
    world.family(An=(PARENT, "beneficiary"))
    key = xml_key("INCAPACITY").text
    take_delivery(world.post, world.put_bytes(key, pushed(incapacity(), incapacity(1, "MODIFICATION"))))
    assert world.receipt(key)["counts"] == counts(accepted=2)
