"""Entry point of the function `ledger-checkpoint`: hourly a checkpoint, once a day the look back at yesterday's."""

from functions.composition import system
from functions.runtime.entry import Event, guarded
from functions.runtime.metrics import Metric, count
from functions.vault.checkpoint import Checkpoints
from functions.vault.prove_day import prove_day

FUNCTION = "ledger-checkpoint"
DAY = "day"


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, int]:
    """Make a checkpoint, or prove the day (`{"look_at": "day"}`); return the counts."""
    del context
    stage = system()
    now = stage.system_clock.real_now()
    checkpoints = Checkpoints(
        stage.objects("ledger-segments"),
        stage.objects("checkpoints"),
        stage.keyring,
        stage.settings.system,
        stage.settings.stage,
    )
    if event.get("look_at") == DAY:
        proof = prove_day(checkpoints, stage.database, now.date())
        count(FUNCTION, {Metric.LEDGER_BROKEN: len(proof.findings)}, now)
        return {"chains": proof.chains, "swept": proof.swept, "findings": len(proof.findings)}
    made = checkpoints.make(now)
    waiting = int(str(made.document["waiting"]))
    count(FUNCTION, {Metric.LEDGER_BROKEN: len(made.findings), Metric.LEDGER_WAITING: waiting}, now)
    return {"checkpoint": int(str(made.document["checkpoint"])), "findings": len(made.findings)}
