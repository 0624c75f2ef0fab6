"""Messages that the Crossroads Bank pushes, about synthetic people: own text in the shape of the public schema."""

from tests.builders.drops import number_of
from tests.builders.service_answers import SENDER
from tests.builders.service_examples import written_tree

PARENT = number_of(1)
REFERENCE = "542050f4-0455-459e-a994-38dd6b2c54c4"


def pushed(
    *notifications: str, sequence: int = 1, context: str = "FAMILY_BENEFITS:INCAPACITY", sender: str = SENDER
) -> bytes:
    """Return a pushed message of the Crossroads Bank about periods of incapacity."""
    head = (
        f"<sender><ticket>t</ticket><timestampSent>2024-05-02T08:00:00.000+02:00</timestampSent><organizationIdentification>"
        f"<cbeNumber>{sender}</cbeNumber></organizationIdentification></sender><receiver><organizationIdentification>"
        "<sector>7</sector><institution>1</institution></organizationIdentification></receiver>"
        f"<legalContext>{context}</legalContext><sequenceNumber>{sequence}</sequenceNumber>"
    )
    each = f"<hiaPeriodNotifications>{''.join(notifications)}</hiaPeriodNotifications>"
    space = "http://kszbcss.fgov.be/intf/HdiIndemnityAllowanceNotifications/v1"
    name = "notifyHdiIndemnityAllowancePeriod"
    return f'<n:{name} xmlns:n="{space}">{head}{each}</n:{name}>'.encode()


def incapacity(version: int = 0, status: str = "CREATION", risk: str = "GeneralIncapacityForWorkAllowance") -> str:
    """Return one notification of a period."""
    return written_tree(
        {
            "hiaPeriodNotification": {
                "ssin": PARENT,
                "attestationIdentification": {
                    "creationDate": "2024-05-01",
                    "attestationId": REFERENCE,
                    "attestationVersion": str(version),
                    "attestationStatus": status,
                },
                "socialRisk": {
                    "socialRiskCategory": risk,
                    "period": {"beginDate": "2024-01-08", "endDate": "2024-03-31"},
                    "exitCode": "1",
                },
            }
        }
    )
