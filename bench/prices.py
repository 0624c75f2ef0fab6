"""List prices of the services in use: `prices.json` holds each with its unit, its source and the day it was consulted.

Put the figures of your own region and contract there, then `python -m bench.cost_model --write` renews the tables.
"""

import json
from pathlib import Path

_FILE = json.loads(Path(__file__).with_name("prices.json").read_text(encoding="utf-8"))
CONSULTED_ON: str = _FILE["consulted_on"]
EURO_PER_DOLLAR: float = _FILE["euro_per_dollar"]["rate"]
IDLE_LIMIT_EURO: float = _FILE["idle_limit_euro"]["a_month"]


def price(name: str) -> float:
    """Return a price in dollars for one of its unit; KeyError for one that the file does not hold."""
    return float(_FILE["prices"][name]["dollars"])
