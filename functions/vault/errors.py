"""What the vault refuses, and why. No text of these errors holds a personal value."""

from functions.runtime.database import Item


class VaultError(Exception):
    """Base of the vault's errors."""


class BrokenSealError(VaultError):
    """A sealed record, key wrap or ledger part does not open where it stands: moved, altered or of unknown version."""


class UnstorableValueError(VaultError):
    """A value that the record format does not carry: a float, a huge number, a text that is not NFC."""


class SubjectNotLiveError(VaultError):
    """The subject is unknown, restricted, ending or ended: nothing may be written or read under its keys."""

    def __init__(self, state: str) -> None:
        """Keep the state that stands in the way (`absent` when there is no such subject)."""
        super().__init__(f"subject is {state}")
        self.state = state


class GateClosedError(VaultError):
    """The table's gate is not open: a restored copy serves nothing before the erasure journal was replayed."""


class AlreadyThereError(VaultError):
    """A row that was to be new exists; `item` is the row as it stands."""

    def __init__(self, item: Item | None) -> None:
        """Keep the row that stands there."""
        super().__init__("the row exists already")
        self.item = item


class StaleError(VaultError):
    """The row moved on since it was read, or a plain condition does not hold: read again, then decide again."""


class LookUpTakenError(VaultError):
    """Another subject owns this look-up value: use that subject and start again."""

    def __init__(self, subject: str) -> None:
        """Keep the subject that owns the value."""
        super().__init__("the look-up value is taken")
        self.subject = subject


class SuppressedError(VaultError):
    """The person was erased and must not be made again from this source."""


class TryAgainError(VaultError):
    """Too much contention or a store that does not answer: the same step again gives the same result."""


class TooLargeError(VaultError):
    """The change does not fit one transaction (100 actions, 4 MB): split it, root first."""
