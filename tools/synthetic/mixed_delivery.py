"""One delivery of the tax office with everything in it that goes wrong in life, among notifications that must count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from tools.synthetic.family import Family, Person
from tools.synthetic.numbers import NumberIssuer, Sex
from tools.synthetic.tell_drops import SENDER, Delivery, envelope, incomes, notification, text
from tools.synthetic.tell_form import Json

_FLOW = "INCOME_TAX"
_LONG_AGO = date(1951, 2, 3)


@dataclass(frozen=True, slots=True)
class MixedDelivery:
    """The file, its number of repeated statements, and the families whose months it changes.

    `poorer` has a lower income by a second version that stands before the first one in the file; of `voided` the
    assessment is cancelled.
    """

    delivery: Delivery
    repeated: int
    poorer: Family
    voided: Family

    @property
    def counts(self) -> dict[str, int]:
        """What the receipt must count."""
        return {"accepted": 2, "duplicates": self.repeated, "superseded": 1, "unknownPersons": 1, "quarantined": 1}


def mixed_delivery(families: Sequence[Family], poorer: Family, voided: Family, sequence: int) -> MixedDelivery:
    """Return the delivery: all that was said before, then what is new, out of order, cancelled, strange or broken."""
    repeated = [line for family in families for line in incomes(family)]
    lines = [
        *repeated,
        _version(poorer, 2, poorer.incomes_cents[0] // 4),
        _version(poorer, 1, poorer.incomes_cents[0] // 2),
        _cancelled(voided, 1),
        _stranger(),
        _broken(families[0]),
    ]
    body = text(envelope(_FLOW, sequence, {"notifications": lines})) + "\n"
    key = f"{SENDER}/{_FLOW.lower()}/{sequence:015d}.json"
    return MixedDelivery(Delivery(key, body.encode()), len(repeated), poorer, voided)


def _first(family: Family) -> dict[str, Json]:
    return cast("dict[str, Json]", next(iter(incomes(family))))


def _version(family: Family, version: int, cents: int) -> Json:
    line = _first(family)
    attestation = cast("dict[str, Json]", line["attestation"])
    items: list[Json] = [{"code": "TOTAL_TAXABLE", "amountEurocent": cents}]
    content = cast("dict[str, dict[str, Json]]", line["content"])["yearlyIncome"]
    return {
        **line,
        "attestation": {**attestation, "attestationVersion": version, "attestationStatus": "MODIFICATION"},
        "content": {"yearlyIncome": {**content, "items": items}},
    }


def _cancelled(family: Family, version: int) -> Json:
    line = _first(family)
    attestation = cast("dict[str, Json]", line["attestation"])
    return {
        "ssin": line["ssin"],
        "attestation": {**attestation, "attestationVersion": version, "attestationStatus": "CANCELLATION"},
    }


def _stranger() -> Json:
    number = NumberIssuer().national_number(_LONG_AGO, Sex.MALE)
    nobody = Person("Nobody", "Of Ours", _LONG_AGO, Sex.MALE, number)
    content: Json = {"yearlyIncome": {"incomeYear": 2021, "items": [{"code": "TOTAL_TAXABLE", "amountEurocent": 1}]}}
    return notification("income/stranger", nobody, 0, date(2024, 5, 2), content)


def _broken(family: Family) -> Json:
    """Return a statement whose number fails its check digits."""
    line = _first(family)
    number = cast("dict[str, str]", line["ssin"])["value"]
    wrong = f"{number[:-2]}{(int(number[-2:]) + 1) % 97:02d}"
    attestation = cast("dict[str, Json]", line["attestation"])
    return {**line, "ssin": {"value": wrong}, "attestation": {**attestation, "attestationId": "broken-1"}}
