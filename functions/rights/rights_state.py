"""The states of every right, in their order, as data: one machine a right. Values stand in sealed records: only add."""

from collections.abc import Mapping
from enum import StrEnum


class RequestKind(StrEnum):
    """The six rights that a person can exercise; the values are ids of `rights.yaml`."""

    ACCESS = "access"
    PORTABILITY = "portability"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"


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
    # Of every right: nobody acts before the identity is shown.
    AWAITING_IDENTITY = "awaiting_identity"
    # Access and portability: the package has its own keys, and is being written.
    PACKED = "packed"
    # Rectification: what the family may correct is corrected, what an authority stated was sent back to it.
    AT_AUTHORITY = "at_authority"
    # Erasure without haste: sealed for seven days, in which it may be taken back.
    IN_GRACE = "in_grace"
    # Restriction: the keys are under *restricted*.
    IN_FORCE = "in_force"


# What may follow what. A request that waits for settlement is planned again; nothing leads back from `ending`.
NEXT: Mapping[RightsState, frozenset[RightsState]] = {
    RightsState.RECEIVED: frozenset({RightsState.PLANNED, RightsState.AFTER_SETTLEMENT}),
    RightsState.AFTER_SETTLEMENT: frozenset({RightsState.PLANNED, RightsState.AFTER_SETTLEMENT}),
    RightsState.PLANNED: frozenset({RightsState.JOURNALED, RightsState.IN_GRACE}),
    RightsState.IN_GRACE: frozenset({RightsState.JOURNALED, RightsState.CLOSED}),
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
_ASKED: Mapping[RightsState, frozenset[RightsState]] = {
    RightsState.AWAITING_IDENTITY: frozenset({RightsState.RECEIVED, RightsState.CLOSED}),
}
_PACKAGE: Mapping[RightsState, frozenset[RightsState]] = {
    **_ASKED,
    RightsState.RECEIVED: frozenset({RightsState.PLANNED, RightsState.CLOSED}),
    RightsState.PLANNED: frozenset({RightsState.PACKED, RightsState.CLOSED}),
    RightsState.PACKED: frozenset({RightsState.CLOSED}),
    RightsState.CLOSED: frozenset(),
}
MACHINES: Mapping[RequestKind, Mapping[RightsState, frozenset[RightsState]]] = {
    RequestKind.ERASURE: {
        **_ASKED,
        **NEXT,
        RightsState.RECEIVED: NEXT[RightsState.RECEIVED] | {RightsState.CLOSED},
        RightsState.AFTER_SETTLEMENT: NEXT[RightsState.AFTER_SETTLEMENT] | {RightsState.CLOSED},
    },
    RequestKind.ACCESS: _PACKAGE,
    RequestKind.PORTABILITY: _PACKAGE,
    RequestKind.RECTIFICATION: {
        **_ASKED,
        RightsState.RECEIVED: frozenset({RightsState.AT_AUTHORITY, RightsState.CLOSED}),
        RightsState.AT_AUTHORITY: frozenset({RightsState.AT_AUTHORITY, RightsState.CLOSED}),
        RightsState.CLOSED: frozenset(),
    },
    RequestKind.RESTRICTION: {
        **_ASKED,
        RightsState.RECEIVED: frozenset({RightsState.IN_FORCE, RightsState.CLOSED}),
        RightsState.IN_FORCE: frozenset({RightsState.IN_FORCE, RightsState.CLOSED}),
        RightsState.CLOSED: frozenset(),
    },
    RequestKind.OBJECTION: {
        **_ASKED,
        RightsState.RECEIVED: frozenset({RightsState.CLOSED}),
        RightsState.CLOSED: frozenset(),
    },
}
# States in which nothing more happens by itself: the payments, a person or an authority is waited for, or it is over.
RESTS = frozenset(
    {
        RightsState.AFTER_SETTLEMENT,
        RightsState.AWAITING_IDENTITY,
        RightsState.AT_AUTHORITY,
        RightsState.IN_FORCE,
        RightsState.IN_GRACE,
        RightsState.CLOSED,
    }
)
# A restriction was answered when it came into force: the case stays open, the clock of the answer is over.
ANSWERED = frozenset({RightsState.IN_FORCE})
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
    state: DONE if state is RightsState.CLOSED else WAITING if state in RESTS else OPEN for state in RightsState
}
