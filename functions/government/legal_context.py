"""Which flow each known legal context lets in; the list with its source is `data/legal_contexts.json`."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from functions.government.flow import Flow

_FILE = Path(__file__).parent / "data" / "legal_contexts.json"


@cache
def legal_contexts() -> Mapping[str, Flow]:
    """Return the flow of every legal context that the register knows."""
    contexts = json.loads(_FILE.read_text(encoding="utf-8"))["contexts"]
    return {name: Flow(entry["flow"]) for name, entry in contexts.items()}
