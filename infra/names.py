"""Physical names: made of stage, logical name and generation, so that no stack exports anything to another.

A later generation of a table (after a restore, or a change that needs a new table) has another name; the settings say
which generation is served.
"""

from dataclasses import dataclass

from aws_cdk import Aws

SYSTEM = "kroost"


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one stage. Those that must be unique in the world carry account and region."""

    stage: str
    generation: int = 1

    def plain(self, name: str) -> str:
        """Return the name of a role, function, queue, topic, schedule or state machine."""
        return f"{SYSTEM}-{self.stage}-{name}"

    def table(self, logical: str) -> str:
        """Return the deployed name of a table."""
        return f"{self.plain(logical)}-{self.generation}"

    def bucket(self, name: str, account: str = Aws.ACCOUNT_ID) -> str:
        """Return the name of a bucket of this account, or of another."""
        return f"{self.plain(name)}-{account}-{Aws.REGION}"

    def alias(self, key: str) -> str:
        """Return the alias of a KMS key."""
        return f"alias/{self.plain(key)}"

    @property
    def parameters(self) -> str:
        """Return the path under which all parameters of the stage stand."""
        return f"/{SYSTEM}/{self.stage}"

    def parameter(self, *parts: str) -> str:
        """Return the full name of a parameter."""
        return "/".join((self.parameters, *parts))

    def key_arn_parameter(self, key: str) -> str:
        """Return the parameter in which the data stack leaves the ARN of a key for the stacks above it."""
        return self.parameter("deployed", "keys", key)

    def stream_arn_parameter(self, table: str) -> str:
        """Return the parameter in which the data stack leaves the ARN of a table's stream."""
        return self.parameter("deployed", "streams", table)

    def log_group(self, function: str) -> str:
        """Return the log group of a function, of the door or of the run."""
        return f"/{SYSTEM}/{self.stage}/{function}"
