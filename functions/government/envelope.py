"""The envelope of a delivery, version 1: a CloudEvents 1.0 object around numbered notifications.

An honest model of the Belgian flows, not a certified interface. Member names follow the Crossroads Bank where known
(CommonV3: sender, receiver, legalContext, sequenceNumber, dataFilters). Unknown members are refused.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.government.flow import Flow

MOST_NOTIFICATIONS = 5000
_LAST_SEQUENCE = 10**15 - 1


class Message(BaseModel):
    """Base of everything that an authority sends: strict, camel case, nothing unknown."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Organisation(Message):
    """An organisation by its number in the Crossroads Bank for Enterprises."""

    cbe_number: Annotated[str, Field(alias="cbeNumber", pattern=r"^[0-9]{10}$")]


class DataFilters(Message):
    """Elements that the network withheld: a third state beside present and absent."""

    filtered_element: Annotated[
        tuple[Annotated[str, Field(max_length=200)], ...], Field(alias="filteredElement", max_length=100)
    ] = ()


class Head(Message):
    """What holds for every notification of a delivery."""

    sender: Organisation
    receiver: Organisation
    legal_context: Annotated[str, Field(alias="legalContext", pattern=r"^[A-Za-z0-9_:+ -]{1,64}$")]
    flow: Flow
    sequence_number: Annotated[int, Field(alias="sequenceNumber", ge=1, le=_LAST_SEQUENCE)]
    data_filters: Annotated[DataFilters | None, Field(alias="dataFilters")] = None


class CloudEvent(BaseModel):
    """The members that CloudEvents 1.0 gives every event; names are its own."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    specversion: Literal["1.0"]
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")]
    source: Annotated[str, Field(pattern=r"^urn:[A-Za-z0-9_.:-]{1,120}$")]
    type: Annotated[str, Field(pattern=r"^be(\.[A-Za-z0-9_-]{1,40}){1,4}\.v1(\.[A-Za-z0-9_-]{1,40}){1,4}$")]
    time: datetime
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: Annotated[str | None, Field(max_length=200)] = None


class Envelope(CloudEvent):
    """A delivery without its notifications: the first line of a `.jsonl`."""

    data: Head
