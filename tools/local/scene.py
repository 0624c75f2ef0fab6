"""The deployed system as the story sees it: one address, buckets, a state machine, a sign-in provider."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.local.ask import Asker
from tools.local.deploy import STAGE, Deployment
from tools.local.repair import session_for
from tools.local.small_provider import SmallProvider
from tools.local.start_emulator import ACCOUNT, REGION, Emulator

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_stepfunctions import SFNClient

_PAUSE_SECONDS = 0.2


class TookTooLongError(RuntimeError):
    """Something that the story waits for did not happen in its time."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where things are: `address` serves pages and API, `issuer` signs staff in, `citizens` families."""

    emulator: Emulator
    deployment: Deployment
    address: str
    issuer: str
    citizens: SmallProvider

    def asker(self) -> Asker:
        """Return somebody at the door, with no cookies yet."""
        return Asker(self.address)

    def bucket(self, name: str) -> str:
        """Return the deployed name of a bucket."""
        return f"kroost-{STAGE}-{name}-{ACCOUNT}-{REGION}"

    def objects(self) -> "S3Client":
        """Return a client of the buckets, as an authority's own transfer would have."""
        return session_for(self.emulator).client("s3", endpoint_url=self.emulator.url)

    def runs(self) -> "SFNClient":
        """Return a client of the monthly run's state machine."""
        return session_for(self.emulator).client("stepfunctions", endpoint_url=self.emulator.url)

    def parameter(self, name: str) -> str:
        """Return the value of one of the stage's parameters."""
        parameters = session_for(self.emulator).client("ssm", endpoint_url=self.emulator.url)
        return parameters.get_parameter(Name=f"/kroost/{STAGE}/{name}")["Parameter"]["Value"]

    def set_parameter(self, name: str, value: str) -> None:
        """Set one of the stage's parameters, as its operator may."""
        parameters = session_for(self.emulator).client("ssm", endpoint_url=self.emulator.url)
        parameters.put_parameter(Name=f"/kroost/{STAGE}/{name}", Value=value, Type="String", Overwrite=True)

    def invoke(self, function: str, event: object) -> dict[str, object]:
        """Start a function as its schedule would, and return what it gave; RuntimeError when it failed."""
        functions = session_for(self.emulator).client("lambda", endpoint_url=self.emulator.url)
        told = functions.invoke(FunctionName=f"kroost-{STAGE}-{function}", Payload=json.dumps(event))
        answer: dict[str, object] = json.loads(told["Payload"].read())
        if told.get("FunctionError"):
            msg = f"{function} failed: {answer}"
            raise RuntimeError(msg)
        return answer

    def run_machine(self) -> str:
        """Return the ARN of the monthly run's state machine."""
        return f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:kroost-{STAGE}-payments-run"


def wait_until[T](what: str, look: Callable[[], T | None], *, seconds: float = 60) -> T:
    """Look again and again until there is something; TookTooLongError names what was waited for."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found is not None:
            return found
        time.sleep(_PAUSE_SECONDS)
    msg = f"{what}: nothing after {seconds:.0f} s"
    raise TookTooLongError(msg)
