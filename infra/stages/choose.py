"""Choose a stage by name."""

from dataclasses import replace

from infra.stages.local import LOCAL
from infra.stages.prod import PROD
from infra.stages.stage import Stage, StageName
from infra.stages.test import TEST

STAGES = {stage.name: stage for stage in (LOCAL, TEST, PROD)}


def choose_stage(name: str, alarm_mail: str | None = None) -> Stage:
    """Return a stage, with the address that alarms go to; ValueError for an unknown name."""
    stage = STAGES[StageName(name)]
    return stage if alarm_mail is None else replace(stage, alarm_mail=alarm_mail)
