"""All promises that are watched, one alarm each; `docs/alarms.md` is written from this list.

Metrics are those that AWS sends by itself and those of our own code; a test holds every custom name here against the
code that sends it.
"""

from functions.runtime.metrics import NAMESPACE
from infra.watching.guarding import DOOR, KEYS, STORAGE
from infra.watching.handling import DEAD_AGES, DEAD_LETTERS, ERRORS, FLOW, WAITING
from infra.watching.keeping import ARRIVALS, BOOK, HEARTBEATS, LEDGER, RETENTION, RIGHTS, RUN
from infra.watching.promise import Promise

GROUPS: dict[str, tuple[Promise, ...]] = {
    "Dead letters": (*DEAD_LETTERS, *DEAD_AGES),
    "Waiting": WAITING,
    "Failing steps": ERRORS,
    "Heartbeats": HEARTBEATS,
    "Arrivals": ARRIVALS,
    "Ledger": LEDGER,
    "Retention": RETENTION,
    "Rights": RIGHTS,
    "Flow": FLOW,
    "Monthly run": RUN,
    "Book and bank": BOOK,
    "Storage": STORAGE,
    "Door": DOOR,
    "Keys": KEYS,
}
PROMISES = tuple(promise for group in GROUPS.values() for promise in group)
CUSTOM_METRICS = tuple(sorted({promise.measure.name for promise in PROMISES if promise.measure.namespace == NAMESPACE}))
