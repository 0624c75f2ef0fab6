"""Which file of the law decided a line: the rule's id, as it stands under `functions/benefits/`."""

from typing import Literal

# A benefit that is decided in the file of another one, by its name; every other one has a file of its own name.
_DECIDED_IN = {
    "orphan_base": "base",
    "single_parent": "social",
    "large_family": "social",
    "invalid_parent": "social",
}
# Paid once, and decided in a file of its own name.
_OWN_FILE = {"childcare", "toddler"}


def rule_of(region: str, benefit: str, paid: Literal["monthly", "once"] = "monthly") -> str:
    """Return the id of the rule, for instance `flanders/base`: its file is `functions/benefits/flanders/base.py`."""
    if paid == "once" and benefit not in _OWN_FILE:
        return f"{region}/one_off"
    return f"{region}/{_DECIDED_IN.get(benefit, benefit)}"
