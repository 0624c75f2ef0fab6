"""B1: reading a delivery (unpacked, split, checked, minimised, set aside) over pydantic's own parse of the same lines.

The yardstick is `model_validate_json` of the flow's own model on lines that are split already: no check of a number, a
day or a register, no envelope, no digest of the file. One line in a hundred is wrong, one repeats an earlier one.
"""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from statistics import median

from pydantic import ValidationError

from bench.figure import Figure
from functions.dossier.national_number import SYNTHETIC_OFFSET
from functions.government.check_notification import Rules
from functions.government.digests import delivery_digest
from functions.government.drop_key import DropKey, Format
from functions.government.flow import Flow
from functions.government.notification import NOTIFICATION_OF
from functions.government.parse_delivery import parse_delivery
from functions.government.read_notification import Reader
from functions.government.read_windows import ReadWindows

_LINES, _REPEATS, _SENDER = 5000, 15, "0244640631"
_SECRET, _TODAY = b"\x00" * 32, date(2024, 7, 1)
_NEW_CENTURY = 2000
# 0.8 times the speed is 1.25 times the time.
_GOAL = 1 / 0.8


def figures() -> list[Figure]:
    """Measure B1 on the two flows that make up most of what comes in, and what the digests of content add to it."""
    found = []
    for flow, statements in ((Flow.HOUSEHOLD, _households()), (Flow.INCOME_TAX, _incomes())):
        key, body, lines = _delivery(flow, statements)
        yardstick, ours = _bare(flow, lines), _ours(key, body)
        rounds = [(_seconds(yardstick), _seconds(ours)) for _ in range(_REPEATS)]
        times = median(mine / theirs for theirs, mine in rounds)
        what = (
            f"{flow.value}: reading a delivery of {_LINES} / pydantic's parse of its lines ({1 / times:.2f}x the speed)"
        )
        found.append(Figure("B1", what, times, _GOAL, "x"))
    return found


def _delivery(flow: Flow, statements: list[dict[str, object]]) -> tuple[DropKey, bytes, list[bytes]]:
    head = {
        "specversion": "1.0",
        "id": "2f6c0d0e-6f0e-4b0e-9b59-0d6f6f0e4b0e",
        "source": f"urn:be:cbe:{_SENDER}",
        "type": f"be.kroost.{flow.value.lower()}.v1.notify",
        "time": "2024-05-02T08:00:00Z",
        "data": {
            "sender": {"cbeNumber": _SENDER},
            "receiver": {"cbeNumber": "0200000000"},
            "legalContext": f"FAMILY_BENEFITS:{flow.value}",
            "flow": flow.value,
            "sequenceNumber": 1,
        },
    }
    for number in range(0, _LINES, 100):
        statements[number + 1] = statements[number]
        statements[number + 2] = {**statements[number + 2], "ssin": {"value": "12345678901"}}
    lines = [json.dumps(each).encode() for each in statements]
    text = f"{_SENDER}/{flow.value.lower()}/000000000000001.jsonl"
    return DropKey(text, _SENDER, flow, 1, Format.JSON_LINES), b"\n".join([json.dumps(head).encode(), *lines]), lines


def _bare(flow: Flow, lines: list[bytes]) -> Callable[[], None]:
    model = NOTIFICATION_OF[flow]

    def parse() -> None:
        for line in lines:
            with suppress(ValidationError):
                model.model_validate_json(line)

    return parse


def _ours(key: DropKey, body: bytes) -> Callable[[], None]:
    def read() -> None:
        delivery_digest(_SECRET, body)
        reader = Reader(key.flow, Rules(_TODAY, synthetic_allowed=True))
        found = ReadWindows(parse_delivery(key, body, _SECRET), reader)
        if found.bad != _LINES // 100:
            msg = "the lines that are measured are not what they should be"
            raise ValueError(msg)

    return read


def _households() -> list[dict[str, object]]:
    return [
        _statement(
            number,
            {
                "household": {
                    "referenceDate": "2024-05-01",
                    "origin": "NATIONAL_REGISTER",
                    "members": [
                        {"ssin": _number(number), "relationship": 1},
                        {"ssin": _number(number + 20_000), "relationship": 2},
                        {"ssin": _number(number + 30_000, born=2012), "relationship": 3, "entryDate": "2021-02-03"},
                        {"ssin": _number(number + 40_000, born=2012), "relationship": 3},
                    ],
                }
            },
        )
        for number in range(_LINES)
    ]


def _incomes() -> list[dict[str, object]]:
    return [
        _statement(
            number,
            {"yearlyIncome": {"incomeYear": 2022, "items": [{"code": "TOTAL_TAXABLE", "amountEurocent": number}]}},
        )
        for number in range(_LINES)
    ]


def _statement(number: int, content: dict[str, object]) -> dict[str, object]:
    attestation = {
        "attestationId": f"7a1c0f2e-0000-4000-8000-{number:012d}",
        "attestationVersion": 0,
        "attestationStatus": "CREATION",
        "creationDate": "2024-05-01",
    }
    return {"ssin": {"value": _number(number)}, "attestation": attestation, "content": content}


def _number(person: int, born: int = 1985) -> str:
    """Return the national number of a synthetic person: 900 a day of birth, from a year on."""
    birth = date(born, 1, 1) + timedelta(days=person // 900)
    nine = f"{birth.year % 100:02d}{birth.month + SYNTHETIC_OFFSET:02d}{birth.day:02d}{person % 900 + 1:03d}"
    whole = int(nine) + (2_000_000_000 if birth.year >= _NEW_CENTURY else 0)
    return f"{nine}{97 - whole % 97:02d}"


def _seconds(call: Callable[[], None]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start
