"""Put the four stacks on top of each other."""

from dataclasses import dataclass

import aws_cdk as cdk

from infra.bundling.archives import Archives
from infra.stacks.app import AppStack
from infra.stacks.data import DataStack
from infra.stacks.door import DoorStack
from infra.stacks.watch import WatchStack
from infra.stacks.witness import WitnessStack
from infra.stages.stage import Stage


@dataclass(frozen=True, slots=True)
class Stacks:
    """The stacks of one stage, lowest first."""

    data: DataStack
    app: AppStack
    door: DoorStack
    watch: WatchStack
    witness: WitnessStack | None = None


def build_stacks(
    app: cdk.App, stage: Stage, archives: Archives, *, clock_from: str, plain_roles: bool = False
) -> Stacks:
    """Build the stacks of a stage into an app. `plain_roles` deploys with the caller's own rights.

    Raises StageRefusedError when nobody would be told of the alarms of prod.
    """
    stage.require_operators()
    synthesizer = cdk.CliCredentialsStackSynthesizer if plain_roles else cdk.DefaultStackSynthesizer
    data = DataStack(app, stage, synthesizer())
    running = AppStack(app, stage, archives, clock_from, synthesizer())
    running.add_stack_dependency(data)
    door = DoorStack(app, stage, synthesizer())
    door.add_stack_dependency(running)
    watch = WatchStack(app, stage, synthesizer())
    watch.add_stack_dependency(door)
    witness = None if stage.checkpoint_account is None else WitnessStack(app, stage, synthesizer())
    return Stacks(data, running, door, watch, witness)
