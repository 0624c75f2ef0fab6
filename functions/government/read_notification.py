"""Reads one notification: checked, minimised, and found wrong without stopping its neighbours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json, to_json

from functions.government.check_notification import Rules, check_notification
from functions.government.fault import Fault, Location, errors_of, first_fault, pointer
from functions.government.flow import CONTENT_MEMBER, Flow
from functions.government.minimise import count_left_out, minimised_bytes
from functions.government.notification import NOTIFICATION_OF, AnyNotification, is_attestation_id
from functions.government.parse_delivery import NOTIFICATIONS
from functions.government.unusable import BEGINS_UNUSABLE, unusable_fault
from functions.government.withheld import withheld_members

_UNKNOWN = "extra_forbidden"


@dataclass(slots=True, repr=False)
class Read:
    """One notification as read: the notification, or what is wrong with it.

    `raw` is what was sent, without the members that no schema names, which `dropped` counts. `left_out` counts those
    that a schema names and no purpose asks for: they go before anything is stored or put aside. `attestation` may go
    into the receipt; it is None when not even that could be read. `withheld`: what the network kept from us, as members
    of the content.
    """

    number: int
    raw: bytes
    notification: AnyNotification | None
    fault: Fault | None
    attestation: str | None
    dropped: int = 0
    left_out: int = 0
    withheld: tuple[str, ...] = ()


@dataclass(slots=True)
class Reader:
    """Reads the notifications of one flow under one day's rules.

    `filters`: elements that the delivery says were withheld from all its notifications.
    """

    flow: Flow
    rules: Rules
    filters: tuple[str, ...] = ()
    _model: type[BaseModel] = field(init=False)
    _validate: Callable[[bytes], AnyNotification] = field(init=False)

    def __post_init__(self) -> None:
        """Look up once what every line needs."""
        self._model = NOTIFICATION_OF[self.flow]
        # What `model_validate_json` calls, without what that does before: every line of every delivery passes here.
        self._validate = self._model.__pydantic_validator__.validate_json

    def is_in_order(self, number: int, raw: bytes) -> bool:
        """Tell whether a notification is in order, without making anything of it; most are, and take the short way."""
        if not self.filters:
            try:
                notification = self._validate(raw)
            except ValidationError:
                return self.read(number, raw).fault is None
            if notification.data_filters is None:
                return check_notification(notification, NOTIFICATIONS, self.rules) is None
        return self.read(number, raw).fault is None

    def read(self, number: int, raw: bytes) -> Read:
        """Read the notification that stands at `number` (from 1) of a delivery."""
        under = (*NOTIFICATIONS, number - 1)
        if raw.startswith(BEGINS_UNUSABLE) and (unusable := unusable_fault(raw, under)) is not None:
            return _wrong(number, raw, unusable)
        dropped = 0
        try:
            notification = self._validate(raw)
        except ValidationError as refused:
            stripped = _without_unknown(raw, refused, self.flow)
            if stripped is None:
                return _wrong(number, raw, _fault(refused, under, self.flow))
            raw, dropped = stripped
            try:
                notification = self._validate(raw)
            except ValidationError as still:
                return _wrong(number, raw, first_fault(still, under), dropped)
        own, content = notification.data_filters, notification.content
        filters = self.filters if own is None else self.filters + own.filtered_element
        withheld = withheld_members(content.said, filters) if filters and content is not None else ()
        fault = check_notification(notification, under, self.rules, withheld)
        attestation = notification.attestation.attestation_id
        if fault is not None:
            return Read(number, minimised_bytes(raw, notification), None, fault, attestation, dropped)
        left_out = 0 if content is None else count_left_out(content)
        return Read(number, raw, notification, None, attestation, dropped, left_out, withheld)


def _without_unknown(raw: bytes, refused: ValidationError, flow: Flow) -> tuple[bytes, int] | None:
    """Leave out the members that no model knows; None when there are none, or the content is of another flow."""
    unknown = [found["loc"] for found in errors_of(refused) if found["type"] == _UNKNOWN]
    if not unknown or _is_other_content(unknown, flow):
        return None
    members = from_json(raw)
    for location in unknown:
        holder = members
        for step in location[:-1]:
            holder = holder[step]
        del holder[location[-1]]
    return to_json(members), len(unknown)


def _is_other_content(unknown: list[tuple[int | str, ...]], flow: Flow) -> bool:
    others = {("content", member) for member in CONTENT_MEMBER.values()} - {("content", CONTENT_MEMBER[flow])}
    return any(location in others for location in unknown)


def _fault(refused: ValidationError, under: Location, flow: Flow) -> Fault:
    unknown = [found["loc"] for found in errors_of(refused) if found["type"] == _UNKNOWN]
    if _is_other_content(unknown, flow):
        return Fault("content_of_another_flow", pointer(*under, "content"))
    return first_fault(refused, under)


def _wrong(number: int, raw: bytes, fault: Fault, dropped: int = 0) -> Read:
    return Read(number, raw, None, fault, _attestation_of(raw), dropped)


def _attestation_of(raw: bytes) -> str | None:
    """Return the attestation id of a notification that is wrong elsewhere; None when it has none of our form."""
    try:
        found = cast("Mapping[str, Mapping[str, object]]", from_json(raw))["attestation"]["attestationId"]
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    return found if isinstance(found, str) and is_attestation_id(found) else None
