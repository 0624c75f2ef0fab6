"""The monthly run: claim, 256 shards at most a few at a time, files; its history has nothing to tell about people."""

import json

from functions.runtime.entry import EntryFailedError
from tests.infra.synthesis import Synthesis, listed, text

LEDGER = ("ledger-checkpoint", "ledger-day")


def states_of(synthesis: Synthesis) -> dict[str, dict[str, object]]:
    (machine,) = synthesis.of("AWS::StepFunctions::StateMachine")
    definition = json.loads(text(machine.properties["DefinitionString"]))
    assert definition["StartAt"] == "Start"
    states: dict[str, dict[str, object]] = definition["States"]
    return states


def test_the_run_claims_then_decides_every_shard_then_writes_the_files(prod: Synthesis) -> None:
    states = states_of(prod)
    assert states["Start"]["Next"] == "Shards"
    assert states["Shards"]["Type"] == "Map"
    assert states["Shards"]["ItemProcessor"]["ProcessorConfig"] == {"Mode": "INLINE"}  # type: ignore[index]
    assert states["Shards"]["MaxConcurrency"] == prod.stage.run_concurrency
    assert states["Shards"]["Next"] == "Files"
    assert states["Files"]["End"] is True


def test_a_worker_is_told_ids_and_its_answer_is_not_kept(prod: Synthesis) -> None:
    shards = states_of(prod)["Shards"]
    assert shards["ItemSelector"] == {"run.$": "$.run.run", "shard.$": "$$.Map.Item.Value"}
    assert shards["ResultPath"] is None


def test_every_step_ends_in_failed_with_class_and_id_only(prod: Synthesis) -> None:
    states = states_of(prod)
    for name in ("Start", "Shards", "Files"):
        assert states[name]["Catch"] == [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "Failed"}]
    assert states["Failed"] == {"Type": "Fail", "ErrorPath": "$.failure.Error", "CausePath": "$.failure.Cause"}
    assert str(EntryFailedError("ValueError", "err_0")) == "ValueError err_0"


def test_a_step_that_failed_is_tried_again_under_the_name_that_leaves_a_function(prod: Synthesis) -> None:
    states = states_of(prod)
    shard = states["Shards"]["ItemProcessor"]["States"]["Shard"]  # type: ignore[index]
    for step in (states["Start"], states["Files"], shard):
        (retry,) = step["Retry"]  # type: ignore[misc]
        assert {EntryFailedError.__name__, "Sandbox.Timedout", "Lambda.Unknown"} <= set(retry["ErrorEquals"])
        assert retry["MaxAttempts"] == 3


def test_no_event_of_the_run_is_logged_or_traced(prod: Synthesis) -> None:
    (machine,) = prod.of("AWS::StepFunctions::StateMachine")
    assert "LoggingConfiguration" not in machine.properties
    assert machine.properties["TracingConfiguration"] == {"Enabled": False}


def test_the_run_may_invoke_its_three_steps_and_nothing_else(prod: Synthesis) -> None:
    role = prod.named("AWS::IAM::Role", "RoleName", prod.stage.names.plain("payments-run"))
    policies = role["Policies"]
    assert isinstance(policies, list)
    (statement,) = policies[0]["PolicyDocument"]["Statement"]
    assert listed(statement["Action"]) == ["lambda:InvokeFunction"]
    assert len(listed(statement["Resource"])) == 3


def test_schedules_wake_the_sweeps_and_in_prod_the_run(local: Synthesis, prod: Synthesis) -> None:
    runs = ("run-brussels", "run-flanders", "run-wallonia")
    for synthesis, state in ((local, "DISABLED"), (prod, "ENABLED")):
        states = {
            text(each.properties["Name"]).removeprefix(synthesis.stage.names.plain("schedule-")): each.properties[
                "State"
            ]
            for each in synthesis.of("AWS::Scheduler::Schedule")
        }
        names = (
            "outbox-sweep",
            "retention-sweep",
            "amounts-calendar",
            "payments-daily",
            "delivery-watch",
            "messages",
            "rights-daily",
            *LEDGER,
        )
        daily = dict.fromkeys(names, "ENABLED")
        assert states == {**daily, **dict.fromkeys(runs, state)}
