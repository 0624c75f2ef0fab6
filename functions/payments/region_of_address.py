"""Which system is competent for a child, from the child's address: one of the three regions, or another system."""

import json
from functools import cache
from pathlib import Path
from typing import Literal, cast

from functions.benefits.competent_region import Place
from functions.dossier.person import Address

type System = Place | Literal["unknown"]

_TABLE = Path(__file__).with_name("postal_regions.json")
_DIGITS = 4


@cache
def _ranges() -> tuple[tuple[int, int, System], ...]:
    ranges = json.loads(_TABLE.read_bytes())["ranges"]
    return tuple((int(first), int(last), cast("System", system)) for first, last, system in ranges)


def system_of(address: Address) -> System:
    """Return the competent system; `unknown` for a code that the table does not have, `abroad` for another country."""
    if address.country != "BE":
        return "abroad"
    code = address.postal_code or ""
    if len(code) != _DIGITS or not code.isascii() or not code.isdigit():
        return "unknown"
    number = int(code)
    return next((system for first, last, system in _ranges() if first <= number <= last), "unknown")
