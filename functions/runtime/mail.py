"""Mail by SES: a plain text to one address, tagged with a reference that comes back in the provider's own events."""

from collections.abc import Mapping
from typing import Protocol

from functions.runtime.ask_aws import ServiceRefusedError, ask_aws

REFERENCE = "reference"
# `BadRequestException` is not among them: it speaks of how we asked (a tag, a parameter), and not of the address alone.
_FOR_GOOD = frozenset({"MessageRejected"})


class SesClient(Protocol):
    """The one call of SES that is made."""

    def send_email(self, **asked: object) -> Mapping[str, object]:
        """Send a mail, asked as SES version 2 describes it."""
        ...


class SesMail:
    """Sends from one address, through one configuration set."""

    def __init__(self, client: SesClient, sender: str, configuration: str) -> None:
        """Take a client, the sender's address and the configuration set that publishes events."""
        self._client, self._sender, self._configuration = client, sender, configuration

    def send(self, reference: str, to: str, subject: str, text: str) -> bool:
        """Send a mail; False when it is refused for good.

        UnavailableError when it may be tried again, ServiceRefusedError when we asked wrongly.
        """
        body = {"Simple": {"Subject": _plain(subject or " "), "Body": {"Text": _plain(text)}}}
        try:
            ask_aws(
                lambda: self._client.send_email(
                    FromEmailAddress=self._sender,
                    Destination={"ToAddresses": [to]},
                    Content=body,
                    ConfigurationSetName=self._configuration,
                    EmailTags=[{"Name": REFERENCE, "Value": reference}],
                )
            )
        except ServiceRefusedError as error:
            if error.code in _FOR_GOOD:
                return False
            raise
        return True


def _plain(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}
