"""The environment of each function: exactly what `functions/runtime/settings.py` reads, and only the places it uses."""

from functions.register.access import places_of
from infra.arns import arn, queue_url
from infra.names import SYSTEM
from infra.stages.stage import Stage

RUN = "payments-run"
CLOCK = "clock"
STARTS_RUNS: frozenset[str] = frozenset()


def environment_of(function: str, stage: Stage) -> dict[str, str]:
    """Return the environment variables of one function."""
    names, places = stage.names, places_of(function)
    variables = {
        "KROOST_STAGE": stage.name.value,
        "KROOST_SYSTEM": SYSTEM,
        "KROOST_FUNCTION": function,
        "KROOST_PARAMETERS": names.parameters,
        "SYNTHETIC_PERSONS": "on" if stage.synthetic_persons else "off",
    }
    variables |= {f"TABLE_{_upper(table)}": names.table(table) for table in places.tables}
    variables |= {f"QUEUE_{_upper(queue)}_URL": queue_url(names.plain(queue)) for queue in places.queues}
    variables |= {f"BUCKET_{_upper(bucket)}": stage.bucket(bucket) for bucket in places.buckets}
    if function in STARTS_RUNS:
        variables["RUN_STATE_MACHINE"] = arn("states", f"stateMachine:{names.plain(RUN)}")
    if places.mails:
        variables["MAIL_CONFIGURATION"] = names.plain("mail")
    if stage.has_set_clock:
        variables["CLOCK_PARAMETER"] = names.parameter(CLOCK)
    return variables


def _upper(name: str) -> str:
    return name.upper().replace("-", "_")
