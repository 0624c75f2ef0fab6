"""Mail, and text messages where a mail-to-text gateway is set, behind one port."""

from typing import Protocol

from functions.messages.channel import CarrierRefusedError, Parcel


class MailBox(Protocol):
    """A provider of mail."""

    def send(self, reference: str, to: str, subject: str, text: str) -> bool:
        """Send a mail tagged with a reference; False when it is refused for good, an error when it may be repeated."""
        ...


class MailCarrier:
    """Sends mail. SES does not know a repeat: whether it took a mail is told by its own events."""

    knows_repeats = False

    def __init__(self, box: MailBox) -> None:
        """Take the provider's client."""
        self._box = box

    def carry(self, parcel: Parcel) -> None:
        """Send the parcel as a mail; CarrierRefusedError when the provider will never take it."""
        if not self._box.send(parcel.reference, parcel.to, parcel.subject, parcel.text):
            raise CarrierRefusedError


class TextCarrier:
    """Sends text messages as mails to a gateway: `<number>@<gateway>`. Without a gateway there is no such channel."""

    knows_repeats = False

    def __init__(self, box: MailBox, gateway: str) -> None:
        """Take the provider's client and the gateway's domain."""
        self._box, self._gateway = box, gateway

    def carry(self, parcel: Parcel) -> None:
        """Send the parcel's text to a number; CarrierRefusedError when the gateway will never take it."""
        number = parcel.to.replace(" ", "").removeprefix("+")
        if not self._box.send(parcel.reference, f"{number}@{self._gateway}", "", parcel.text):
            raise CarrierRefusedError
