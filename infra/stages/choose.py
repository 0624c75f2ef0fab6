"""Choose a stage by name."""

from dataclasses import replace

from infra.stages.local import LOCAL
from infra.stages.prod import PROD
from infra.stages.stage import Domain, Stage, StageName, StageRefusedError
from infra.stages.test import TEST

STAGES = {stage.name: stage for stage in (LOCAL, TEST, PROD)}


def choose_stage(name: str, alarm_mail: str | None = None, domain: Domain | None = None) -> Stage:
    """Return a stage, with the address that alarms go to and its domain; ValueError for an unknown name."""
    return replace(STAGES[StageName(name)], alarm_mail=alarm_mail, domain=domain)


def read_domain(name: str | None, certificate_arn: str | None) -> Domain | None:
    """Return the domain that the deployment names; StageRefusedError when only one half is given."""
    if name is None and certificate_arn is None:
        return None
    if name is None or certificate_arn is None:
        msg = "a domain needs its certificate: -c domain=... -c certificate=..."
        raise StageRefusedError(msg)
    return Domain(name, certificate_arn)
