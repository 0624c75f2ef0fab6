"""The states of an erasure, in their order, as data. Values stand in sealed case records: only add."""

from collections.abc import Mapping
from enum import StrEnum


class RightsState(StrEnum):
    """How far a request is; each state says what is already true."""

    RECEIVED = "received"
    AFTER_SETTLEMENT = "after_settlement"
    PLANNED = "planned"
    JOURNALED = "journaled"
    ENDING = "ending"
    FIXED = "fixed"
    RESEALED = "resealed"
    KEYS_GONE = "keys_gone"
    ROWS_GONE = "rows_gone"
    SEARCHED = "searched"
    ENDED = "ended"
    CLOSED = "closed"


# What may follow what. A request that waits for settlement is planned again; nothing leads back from `ending`.
NEXT: Mapping[RightsState, frozenset[RightsState]] = {
    RightsState.RECEIVED: frozenset({RightsState.PLANNED, RightsState.AFTER_SETTLEMENT}),
    RightsState.AFTER_SETTLEMENT: frozenset({RightsState.PLANNED, RightsState.AFTER_SETTLEMENT}),
    RightsState.PLANNED: frozenset({RightsState.JOURNALED}),
    RightsState.JOURNALED: frozenset({RightsState.ENDING}),
    RightsState.ENDING: frozenset({RightsState.FIXED}),
    RightsState.FIXED: frozenset({RightsState.RESEALED}),
    RightsState.RESEALED: frozenset({RightsState.KEYS_GONE}),
    RightsState.KEYS_GONE: frozenset({RightsState.ROWS_GONE}),
    RightsState.ROWS_GONE: frozenset({RightsState.SEARCHED}),
    RightsState.SEARCHED: frozenset({RightsState.ENDED}),
    RightsState.ENDED: frozenset({RightsState.CLOSED}),
    RightsState.CLOSED: frozenset(),
}
# States in which nothing more happens by itself: the first waits for the payments, the second is the end.
RESTS = frozenset({RightsState.AFTER_SETTLEMENT, RightsState.CLOSED})
# States in which the stored plan is being carried out: rows may be half gone, so no new plan can be made.
CARRIED_OUT = frozenset(
    {
        RightsState.FIXED,
        RightsState.RESEALED,
        RightsState.KEYS_GONE,
        RightsState.ROWS_GONE,
        RightsState.SEARCHED,
    }
)
# What stands in clear beside the sealed state, the same words for every kind of case.
OPEN, WAITING, DONE = "open", "waiting", "closed"
CLEAR: Mapping[RightsState, str] = {
    state: DONE if state is RightsState.CLOSED else WAITING if state is RightsState.AFTER_SETTLEMENT else OPEN
    for state in RightsState
}
