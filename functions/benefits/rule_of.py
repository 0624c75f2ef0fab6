"""Which file of the law decided a line: the rule's id, as it stands under `functions/benefits/`."""

from typing import Literal

# A benefit that is decided in the file of another one, by its name; every other one has a file of its own name.
_DECIDED_IN = {
    "orphan_base": "base",
    "single_parent": "social",
    "large_family": "social",
    "invalid_parent": "social",
}


def rule_of(region: str, benefit: str, paid: Literal["monthly", "once"] = "monthly") -> str:
    """Return the id of the rule, for instance `flanders/base`: its file is `functions/benefits/flanders/base.py`."""
    return f"{region}/{'one_off' if paid == 'once' else _DECIDED_IN.get(benefit, benefit)}"
