"""Reads a delivery: the envelope checked against its key and the register, the notifications one by one as bytes.

Everything that refuses a whole delivery is found here, before one notification is used: a file that cannot be read to
its end, an envelope of another form, a context that the register does not know, a flow that is not carried, too many.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from pydantic import ValidationError
from pydantic_core import from_json

from functions.government.digests import delivery_digest
from functions.government.drop_key import DropKey
from functions.government.envelope import MOST_NOTIFICATIONS, Envelope
from functions.government.fault import Fault, first_fault, pointer
from functions.government.legal_context import legal_contexts
from functions.government.unpack import MOST_LINE_BYTES, UnreadableError, groups_of_lines, lines_of, pieces_of

NOTIFICATIONS = ("data", "notifications")


class DeliveryRefusedError(Exception):
    """A whole delivery is refused; nothing of it becomes a fact. `notifications` is how many it holds, if known."""

    def __init__(self, fault: Fault, notifications: int = 0) -> None:
        """Keep why; the message is the code."""
        super().__init__(fault.code)
        self.fault, self.notifications = fault, notifications


@dataclass(frozen=True, slots=True)
class ParsedDelivery:
    """A delivery whose envelope is in order; `notifications()` reads them again from the first, numbered from 1.

    Of the answer of a service in XML also: `unanswered`, the sources that did not answer it although others did, and
    `unknown_members`, how many elements and attributes no format names.
    """

    envelope: Envelope
    count: int
    notifications: Callable[[], Iterator[tuple[int, bytes]]]
    unanswered: tuple[str, ...] = ()
    unknown_members: int = 0

    @property
    def withheld(self) -> tuple[str, ...]:
        """Return the elements that the sender says were kept from us in all notifications."""
        filters = self.envelope.data.data_filters
        return () if filters is None else filters.filtered_element


def parse_delivery(key: DropKey, body: bytes, secret: bytes) -> ParsedDelivery:
    """Read a delivery; DeliveryRefusedError when it is refused as a whole.

    `secret` keys the ids that the answers of services in XML lack.
    """
    if key.format.is_xml:
        return _parse_xml(key, body, secret)
    try:
        parsed = _parse_lines(key, body) if key.format.is_lines else _parse_object(key, body)
    except UnreadableError as unreadable:
        raise DeliveryRefusedError(Fault(unreadable.code, "")) from None
    _check_count(parsed.count)
    _check_agreement(key, parsed)
    return parsed


def _parse_xml(key: DropKey, body: bytes, secret: bytes) -> ParsedDelivery:
    # The parser of XML is loaded when the first such file comes: deliveries in JSON never wait for it.
    from functions.government.answer_envelope import answer_envelope  # noqa: PLC0415
    from functions.government.xml.parse_xml import parse_xml  # noqa: PLC0415
    from functions.government.xml.refused import RefusedXmlError  # noqa: PLC0415

    try:
        parsed = parse_xml(key, lambda: pieces_of(body, packed=key.format.is_packed), secret)
    except RefusedXmlError as refused:
        raise DeliveryRefusedError(Fault(refused.code, refused.where)) from None
    except UnreadableError as unreadable:
        raise DeliveryRefusedError(Fault(unreadable.code, "")) from None
    if parsed.count > MOST_NOTIFICATIONS:
        raise DeliveryRefusedError(Fault("too_many", pointer(*NOTIFICATIONS)), parsed.count)
    envelope = answer_envelope(key, parsed.at, delivery_digest(secret, body))
    return ParsedDelivery(envelope, parsed.count, parsed.notifications, parsed.unanswered, parsed.unknown_members)


def _parse_lines(key: DropKey, body: bytes) -> ParsedDelivery:
    packed = key.format.is_packed

    def notifications() -> Iterator[tuple[int, bytes]]:
        return islice(enumerate(lines_of(body, packed=packed)), 1, None)

    count = max(sum(map(len, groups_of_lines(body, packed=packed))) - 1, 0)
    first = next(lines_of(body, packed=packed), b"")
    return ParsedDelivery(_envelope(first, count), count, notifications)


def _parse_object(key: DropKey, body: bytes) -> ParsedDelivery:
    content = b"".join(pieces_of(body, packed=key.format.is_packed))
    try:
        whole = from_json(content, allow_inf_nan=False)
    except ValueError:
        raise DeliveryRefusedError(Fault("not_json", "")) from None
    data = whole.get("data") if isinstance(whole, dict) else None
    if not isinstance(data, dict):
        raise DeliveryRefusedError(Fault("not_object", "" if data is None else "/data"))
    sent = data.pop("notifications", None)
    if not isinstance(sent, list):
        raise DeliveryRefusedError(Fault("missing" if sent is None else "not_list", pointer(*NOTIFICATIONS)))
    # Each notification becomes bytes of its own, so that both forms are read and kept in the same way.
    each = [json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() for one in sent]
    if any(len(one) > MOST_LINE_BYTES for one in each):
        raise DeliveryRefusedError(Fault("line_too_long", pointer(*NOTIFICATIONS)), len(each))
    return ParsedDelivery(_envelope(json.dumps(whole).encode(), len(each)), len(each), lambda: iter(enumerate(each, 1)))


def _envelope(text: bytes, count: int) -> Envelope:
    try:
        return Envelope.model_validate_json(text)
    except ValidationError as refused:
        raise DeliveryRefusedError(first_fault(refused), count) from None


def _check_count(count: int) -> None:
    if count == 0:
        raise DeliveryRefusedError(Fault("too_few", pointer(*NOTIFICATIONS)))
    if count > MOST_NOTIFICATIONS:
        raise DeliveryRefusedError(Fault("too_many", pointer(*NOTIFICATIONS)), count)


def _check_agreement(key: DropKey, parsed: ParsedDelivery) -> None:
    head = parsed.envelope.data
    for member, said, named in (
        ("sender", head.sender.cbe_number, key.sender),
        ("flow", head.flow, key.flow),
        ("sequenceNumber", head.sequence_number, key.sequence),
    ):
        if said != named:
            raise DeliveryRefusedError(Fault("differs_from_key", pointer("data", member)), parsed.count)
    if legal_contexts().get(head.legal_context) is not head.flow:
        raise DeliveryRefusedError(Fault("unknown_legal_context", pointer("data", "legalContext")), parsed.count)
