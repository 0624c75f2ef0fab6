"""How much memory and time each function gets. Memory buys CPU: 1769 MB is one core."""

from dataclasses import dataclass

from aws_cdk import Duration


@dataclass(frozen=True, slots=True)
class Size:
    """Memory in MB; `seconds` is the longest one invocation may take."""

    memory_mb: int
    seconds: int

    @property
    def timeout(self) -> Duration:
        """Return the limit as CDK wants it."""
        return Duration.seconds(self.seconds)


# Functions behind the door answer within the 29 seconds of the API. A cold start is CPU-bound: 1024 MB halves it.
DOOR = Size(1024, 20)
SIZES = {
    "intake-api": DOOR,
    "consent-api": DOOR,
    "what-if-api": DOOR,
    "site": Size(512, 20),
    "staff-api": DOOR,
    "sign-in": DOOR,
    "portal-api": DOOR,
    "rights-api": DOOR,
    "intake-queue": Size(1024, 30),
    # The largest delivery is about 5,000 families, each some 40 ms of calls one after the other.
    "government-queue": Size(1769, 300),
    "government-watch": Size(512, 30),
    "rights-queue": Size(1024, 60),
    "rights-daily": Size(512, 60),
    "payments-start": Size(512, 30),
    "payments-worker": Size(1769, 900),
    # Ten families, each up to five years of months.
    "payments-recalculate": Size(1769, 120),
    "payments-files": Size(1769, 900),
    # A file of 50,000 payments is opened and checked in memory.
    "payments-send": Size(1024, 120),
    "payments-answers": Size(1769, 900),
    "payments-daily": Size(1024, 900),
    # Ten events, each a family's file, a letter and a provider's call.
    "messages-queue": Size(1769, 120),
    "messages-outside": Size(1024, 60),
    "messages-events": Size(512, 30),
    "messages-schedule": Size(512, 120),
    "retention-sweep": Size(1024, 600),
    "outbox-stream": Size(512, 30),
    "outbox-sweep": Size(512, 60),
    "ledger-segments": Size(512, 30),
    # The daily look reads one entry of each chain, and all that were added since the day before.
    "ledger-checkpoint": Size(1769, 900),
    "roots-maker": Size(512, 120),
}
