"""Reads the compiled amounts: the one place of the law that opens a file, imported on first use."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from functions.benefits.parameters import CompiledParameters

COMPILED = Path(__file__).parent / "amounts" / "compiled.json"


def read_compiled() -> "CompiledParameters":
    """Return the compiled file as it was written by `python -m tools.compile_amounts`."""
    return cast("CompiledParameters", json.loads(COMPILED.read_bytes()))
