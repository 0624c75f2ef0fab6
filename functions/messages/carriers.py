"""How the fund's post is set up: the operator's parameter `post`, and the carriers that follow from it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from functions.messages.channel import Carrier, Channel
from functions.messages.mail_carrier import MailBox, MailCarrier, TextCarrier
from functions.vault.audit_seal import PUBLIC_BYTES

PARAMETER = "post"


class PostSettingError(ValueError):
    """The parameter is not whole; the text names the member."""


@dataclass(frozen=True, slots=True)
class Post:
    """Sender's address, the front page that messages name, the printer's public key, and a gateway for texts."""

    sender: str
    door: str
    printer: bytes
    text_gateway: str | None


def read_post(text: str) -> Post:
    """Read the parameter: `{"sender", "door", "printer" (hex), "text_gateway"?}`; PostSettingError otherwise."""
    try:
        members = json.loads(text)
        post = Post(
            str(members["sender"]),
            str(members["door"]),
            bytes.fromhex(members["printer"]),
            None if members.get("text_gateway") is None else str(members["text_gateway"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        msg = "the parameter `post` has sender, door and printer"
        raise PostSettingError(msg) from error
    if len(post.printer) != PUBLIC_BYTES or not post.door.startswith(("https://", "http://")):
        msg = "the parameter `post`: printer is 32 bytes in hex, door an address"
        raise PostSettingError(msg)
    return post


def carriers_of(post: Post, box: MailBox) -> Mapping[Channel, Carrier]:
    """Return the carriers that go by mail."""
    carriers: dict[Channel, Carrier] = {Channel.MAIL: MailCarrier(box)}
    if post.text_gateway is not None:
        carriers[Channel.TEXT] = TextCarrier(box, post.text_gateway)
    return carriers
