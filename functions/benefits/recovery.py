"""What the law of a region lets a fund take back of an undue payment, and how much of a later one it may set off.

A share that no file states is not known: nothing may be set off under it. Whether a share was read in an official text
stands in its file and is told with it, so that who decides sees on what the decision rests.
"""

from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, cast

from functions.benefits.household import Region
from functions.benefits.parameters import ParameterSet

type Erred = Literal["fund", "third_party", "family", "omission", "fraud"]
"""Who erred. `family` and `third_party`: the family was in good faith; `omission`: it was negligent or left out."""

_FOLDER = "recovery"
_SHARE_OF: dict[Erred, str] = {
    "fund": "good_faith",
    "third_party": "good_faith",
    "family": "good_faith",
    "omission": "omission",
    "fraud": "fraud",
}


class Share(NamedTuple):
    """A share of the law: id of its file, the fraction, and whether an official text was read."""

    id: str
    part: Fraction
    confirmed: bool

    def of(self, cents: int) -> int:
        """Return the share of an amount in whole cents, rounded down: never more than the law allows."""
        return cents * self.part.numerator // self.part.denominator


def set_off_share(parameters: ParameterSet, region: Region, erred: Erred, on: date) -> Share | None:
    """Return the greatest share of a later payment that may be set off; None: the region's law on it is not known.

    Law: Groeipakketdecreet art. 103 with Gerechtelijk Wetboek art. 1410 par. 4; décret wallon art. 95; Brussels: the
    federal rule, not found in the ordinance (the files say so).
    """
    return _share(parameters, f"{region}/{_FOLDER}/{_SHARE_OF[erred]}", on)


def recoverable_share(parameters: ParameterSet, region: Region, erred: Erred, on: date) -> Share | None:
    """Return the part of an undue payment that may be recovered: the fund's own error is the region's law."""
    if erred != "fund":
        return Share(f"{region}/{_FOLDER}", Fraction(1), confirmed=True)
    return _share(parameters, f"{region}/{_FOLDER}/fund_error", on)


def _share(parameters: ParameterSet, key: str, on: date) -> Share | None:
    series = parameters.series.get(key)
    for value in () if series is None else series["values"]:
        if value["since"] <= on.isoformat() and (value["until"] is None or on.isoformat() <= value["until"]):
            numerator, denominator = cast("list[int]", value["value"])
            return Share(key, Fraction(numerator, denominator), value["status"] != "unconfirmed")
    return None
