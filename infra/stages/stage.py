"""What one deployment may differ in from another: typed, with what a real one refuses."""

from dataclasses import dataclass
from enum import StrEnum

from infra.names import Names

CHECKPOINTS = "checkpoints"


class StageRefusedError(ValueError):
    """A stage has settings that it may not have."""


class StageName(StrEnum):
    """The three stages."""

    LOCAL = "local"
    TEST = "test"
    PROD = "prod"


@dataclass(frozen=True, slots=True)
class Domain:
    """The one address that the fund answers under, and the ARN of its certificate in the same region."""

    name: str
    certificate_arn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The settings of one stage.

    `synthetic_persons`: made-up national numbers are accepted; `now`: the instant at which the business clock starts
    (RFC 3339, UTC). Both are refused by prod. `keeps_data`: tables, keys and buckets survive the stack and are
    protected against deletion. `tls_only`: queues, buckets and topics refuse plain HTTP (the emulator speaks nothing
    else). `web_acl_associated`: the WAF stands in front of the API (the emulator cannot associate one).
    `runs_by_itself`: the monthly run starts on its schedule. `journal_lock_days`: how long the erasure journal cannot
    be deleted by anybody, `checkpoint_lock_days` the same for checkpoints of the ledger. `checkpoint_account`: the
    second account that keeps the checkpoints, whose operators are not ours; without one they stay in this account.
    `root_versions`: the versions of roots and secrets that roles may read; a rotation adds
    one. `run_concurrency`: workers of the run at one time. `log_days`, `security_log_days`: retention of log groups.
    `emulated_iam`: policies also name what the emulator compares where AWS compares something else (a role's session
    for the role, an alias for its key, sending many for sending). `alarm_mail`: who is told; given at deployment, and
    prod is not built without one. `domain`: the fund's own address; without one, the API answers under its own with
    the stage as first part of the path, which pages cannot live with.
    """

    name: StageName
    generation: int = 1
    synthetic_persons: bool
    now: str | None
    keeps_data: bool
    tls_only: bool
    web_acl_associated: bool
    emulated_iam: bool
    runs_by_itself: bool
    journal_lock_days: int
    checkpoint_lock_days: int
    checkpoint_account: str | None = None
    root_versions: tuple[int, ...] = (1,)
    run_concurrency: int
    log_days: int = 30
    security_log_days: int = 365
    alarm_mail: str | None = None
    domain: Domain | None = None

    def __post_init__(self) -> None:
        """Refuse in prod what only tests may have; raises StageRefusedError."""
        if self.name is not StageName.PROD:
            return
        refused = {
            "synthetic_persons": self.synthetic_persons,
            "now": self.now is not None,
            "keeps_data off": not self.keeps_data,
            "tls_only off": not self.tls_only,
            "emulated_iam": self.emulated_iam,
            "web_acl_associated off": not self.web_acl_associated,
        }
        for setting, present in refused.items():
            if present:
                msg = f"prod refuses the setting {setting}"
                raise StageRefusedError(msg)

    def bucket(self, name: str) -> str:
        """Return the deployed name of a bucket: that of checkpoints carries the second account, where there is one."""
        if name == CHECKPOINTS and self.checkpoint_account is not None:
            return self.names.bucket(name, self.checkpoint_account)
        return self.names.bucket(name)

    def require_operators(self) -> None:
        """Refuse a prod whose alarms nobody hears; raises StageRefusedError."""
        if self.name is StageName.PROD and self.alarm_mail is None:
            msg = "prod needs the address that alarms go to: -c alarm_mail=..."
            raise StageRefusedError(msg)

    @property
    def names(self) -> Names:
        """Return the physical names of this stage."""
        return Names(self.name.value, self.generation)

    @property
    def has_set_clock(self) -> bool:
        """Say whether the business clock starts where a parameter puts it: local and test only."""
        return self.now is not None
