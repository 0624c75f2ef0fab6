"""Choose a stage by name."""

from dataclasses import replace

from infra.stages.local import LOCAL
from infra.stages.prod import PROD
from infra.stages.stage import Domain, Stage, StageName, StageRefusedError
from infra.stages.test import TEST

STAGES = {stage.name: stage for stage in (LOCAL, TEST, PROD)}


def choose_stage(
    name: str, alarm_mail: str | None = None, domain: Domain | None = None, checkpoint_account: str | None = None
) -> Stage:
    """Return a stage, with what its deployment names; ValueError for an unknown name.

    `alarm_mail`: the address that alarms go to; `checkpoint_account`: the account that keeps the ledger's checkpoints.
    """
    stage = STAGES[StageName(name)]
    return replace(stage, alarm_mail=alarm_mail, domain=domain, checkpoint_account=checkpoint_account)


def read_domain(name: str | None, certificate_arn: str | None) -> Domain | None:
    """Return the domain that the deployment names; StageRefusedError when only one half is given."""
    if name is None and certificate_arn is None:
        return None
    if name is None or certificate_arn is None:
        msg = "a domain needs its certificate: -c domain=... -c certificate=..."
        raise StageRefusedError(msg)
    return Domain(name, certificate_arn)
