"""The receipt of a delivery: counts that add up to its notifications, and what was wrong, without a personal value."""

import json
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.government.decide_notification import Verdict
from functions.government.delivery_row import DeliveryRow, Problem
from functions.government.drop_key import DropKey
from functions.government.flow import Flow

CONTENT_TYPE = "application/json"


class Counts(BaseModel):
    """What became of the notifications."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=True)

    accepted: int
    duplicates: int
    superseded: int
    unknown_persons: Annotated[int, Field(alias="unknownPersons")]
    quarantined: int
    refused: int


class ProblemLine(BaseModel):
    """One problem; `attestation_id` is absent (null) when the whole delivery, or an unreadable line, is meant."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=True)

    attestation_id: Annotated[str | None, Field(alias="attestationId")]
    code: str
    pointer: str


class Receipt(BaseModel):
    """What is sent back."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=True)

    sequence_number: Annotated[int, Field(alias="sequenceNumber")]
    flow: Flow
    received_at: Annotated[str, Field(alias="receivedAt")]
    status: Literal["OK", "PARTIAL", "NOK"]
    counts: Counts
    problems: tuple[ProblemLine, ...]


def receipt_bytes(key: DropKey, row: DeliveryRow, problems: Sequence[Problem]) -> bytes:
    """Write the receipt of a delivery whose outcome is fixed: the same row gives the same bytes."""
    lines = list(problems)
    if row.refused is not None:
        lines = [Problem(None, row.refused.code, row.refused.pointer), *lines]
    receipt = Receipt(
        sequence_number=key.sequence,
        flow=key.flow,
        received_at=row.received_at,
        status=_status(row, any_problem=bool(problems)),
        counts=Counts.model_validate({verdict.value: row.counts.get(verdict, 0) for verdict in Verdict}),
        problems=tuple(
            ProblemLine(attestation_id=one.attestation, code=one.code, pointer=one.pointer) for one in lines
        ),
    )
    members = receipt.model_dump(mode="json", by_alias=True)
    return json.dumps(members, ensure_ascii=True, separators=(",", ":")).encode()


def _status(row: DeliveryRow, *, any_problem: bool) -> Literal["OK", "PARTIAL", "NOK"]:
    bad = row.counts.get(Verdict.QUARANTINED, 0) + row.counts.get(Verdict.REFUSED, 0)
    if row.refused is not None or 0 < bad == sum(row.counts.values()):
        return "NOK"
    return "PARTIAL" if bad or any_problem else "OK"
