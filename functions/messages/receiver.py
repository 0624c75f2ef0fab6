"""Who is told: a person of a file, or somebody who has none, with the ways to reach them. In memory only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from functions.dossier.person import Address
from functions.messages.channel import Channel
from functions.messages.language_law import LawfulLanguage

type Desk = Literal["family", "outside"]

WITH_FILE = (Channel.MAIL, Channel.TEXT, Channel.PAPER)
_ORDERS: Mapping[str, tuple[Channel, ...]] = {
    "mail": WITH_FILE,
    "text": (Channel.TEXT, Channel.MAIL, Channel.PAPER),
    "paper": (Channel.PAPER,),
}
WITHOUT_FILE = (Channel.MAIL, Channel.TEXT)


@dataclass(frozen=True, slots=True, repr=False)
class Receiver:
    """One receiver. `home` is the partition of their messages, `subject` whose keys seal them.

    `order`: the channels in the order that the person prefers; `addresses`: those that the person can be reached by.
    `until`: the last day that a message to them may stay, where their own record goes earlier than a message would.
    """

    home: str
    subject: str
    desk: Desk
    lawful: LawfulLanguage
    order: tuple[Channel, ...]
    addresses: Mapping[Channel, str]
    name: str = ""
    until: date | None = None


def addresses_of(email: str | None, mobile: str | None, lines: tuple[str, ...] = ()) -> dict[Channel, str]:
    """Return where each channel would go; a channel without an address is absent."""
    post = "\n".join(lines)
    found = {Channel.MAIL: email, Channel.TEXT: mobile, Channel.PAPER: post, Channel.REGISTERED: post}
    return {channel: value for channel, value in found.items() if value}


def order_of(contact_by: str | None) -> tuple[Channel, ...]:
    """Return the channels in the order that somebody with a file prefers; mail first for who never said."""
    return _ORDERS[contact_by or "mail"]


def postal_lines(name: str, address: Address | None) -> tuple[str, ...]:
    """Return the lines of an envelope; none without an address."""
    if address is None:
        return ()
    if address.lines:
        return (name, *address.lines, address.country)
    street = " ".join(part for part in (address.street, address.house_number, address.box) if part)
    town = " ".join(part for part in (address.postal_code, address.municipality) if part)
    country = () if address.country == "BE" else (address.country,)
    return (name, street, town, *country)
