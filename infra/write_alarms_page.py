"""Write `docs/alarms.md` from the promises: `python -m infra.write_alarms_page`."""

from pathlib import Path

from infra.promises import GROUPS
from infra.watching.promise import Promise

PAGE = Path(__file__).resolve().parent.parent / "docs" / "alarms.md"
HEAD = """# Alarms

Each alarm stands on a promise: it rings when the promise is broken or about to be, and never for a machine's own sake.
Written from `infra/promises.py` by `python -m infra.write_alarms_page`; a test compares the two.
No alarm, metric or board holds an id of a person or a dossier: the error id in the function's log leads to the cause.
"""


def alarms_page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for group, promises in GROUPS.items():
        parts.append(f"## {group}\n")
        parts.extend(_entry(promise) for promise in promises)
    return "\n".join(parts)


def _entry(promise: Promise) -> str:
    measure = promise.measure
    direction = "is below" if promise.below else "is at least"
    times = "" if promise.periods == 1 else f", {promise.periods} times in a row"
    silence = " Silence counts as broken." if promise.missing.value == "breaching" else ""
    return (
        f"### {promise.name}\n\n"
        f"- Promise: {promise.promise}\n"
        f"- Rings when {measure.statistic.value} of `{measure.namespace}` `{measure.name}` {direction} "
        f"{promise.threshold:g} in {promise.seconds} seconds{times}.{silence}\n"
        f"- What to do: {promise.act}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(alarms_page(), encoding="utf-8")
