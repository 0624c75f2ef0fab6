"""A room with a `holdings.py` is asked in every erasure, and a room without one holds nothing about a person."""

from pathlib import Path

from functions.composition import System
from tests.builders.memory_system import memory_settings

FUNCTIONS = Path(__file__).parents[3] / "functions"


def test_the_list_of_holdings_is_the_list_of_folders_that_hold_something() -> None:
    asked = sorted(holding.name for holding in System(memory_settings("rights-queue")).holdings)
    assert asked == sorted(path.parent.name for path in FUNCTIONS.glob("*/holdings.py"))
