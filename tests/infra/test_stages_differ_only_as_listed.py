"""What runs on a laptop is what runs for families: the two templates differ in these places and in no other."""

from dataclasses import replace

import pytest

from infra.stages.choose import choose_stage
from infra.stages.local import LOCAL
from infra.stages.prod import PROD
from infra.stages.stage import Stage, StageName, StageRefusedError
from infra.stages.test import TEST
from tests.infra.synthesis import Synthesis
from tests.infra.template_difference import differences

KEPT = "data, keys, logs and buckets outlive the stack in prod"
PLAIN_HTTP = "the emulator speaks plain HTTP: what refuses it stands in every other stage"
LISTED = {
    "AWS::ApiGateway::Account: DeletionPolicy": KEPT,
    "AWS::ApiGateway::Account: UpdateReplacePolicy": KEPT,
    "AWS::DynamoDB::Table: DeletionPolicy": KEPT,
    "AWS::DynamoDB::Table: UpdateReplacePolicy": KEPT,
    "AWS::DynamoDB::Table: Properties.DeletionProtectionEnabled": KEPT,
    "AWS::IAM::Role: DeletionPolicy": KEPT,
    "AWS::IAM::Role: UpdateReplacePolicy": KEPT,
    "AWS::KMS::Key: DeletionPolicy": KEPT,
    "AWS::KMS::Key: UpdateReplacePolicy": KEPT,
    "AWS::Logs::LogGroup: DeletionPolicy": KEPT,
    "AWS::Logs::LogGroup: UpdateReplacePolicy": KEPT,
    "AWS::S3::Bucket: DeletionPolicy": KEPT,
    "AWS::S3::Bucket: UpdateReplacePolicy": KEPT,
    "AWS::S3::Bucket: Properties.ObjectLockConfiguration.Rule.DefaultRetention.Days": "a test need not lock for months",
    "AWS::S3::BucketPolicy: whole": PLAIN_HTTP,
    "AWS::SNS::TopicPolicy: Properties.PolicyDocument.Statement": PLAIN_HTTP,
    "AWS::SQS::QueuePolicy: Properties.PolicyDocument.Statement": PLAIN_HTTP,
    "AWS::SQS::QueuePolicy: whole": PLAIN_HTTP,
    "AWS::IAM::Role: Properties.Policies": "the clock's parameter; the alias that the emulator compares",
    "AWS::KMS::Key: Properties.KeyPolicy.Statement": "the sessions that the emulator shows as callers",
    "AWS::Lambda::Function: Properties.Environment.Variables.KROOST_STAGE": "its name",
    "AWS::Lambda::Function: Properties.Environment.Variables.CLOCK_PARAMETER": "only tests set the business clock",
    "AWS::Lambda::Function: Properties.Environment.Variables.SYNTHETIC_PERSONS": "only tests take made-up people",
    "AWS::SSM::Parameter: whole": "the business clock's start",
    "AWS::Scheduler::Schedule: Properties.State": "the monthly run starts by itself for real families only",
    "AWS::StepFunctions::StateMachine: Properties.DefinitionString.Fn::Join": "how many workers at one time",
    "AWS::SNS::Subscription: whole": "who hears the alarms",
    "AWS::WAFv2::WebACLAssociation: whole": "the emulator cannot associate a firewall",
    "AWS::ApiGateway::Deployment: whole": "its id is a digest of what it deploys",
    "AWS::ApiGateway::Stage: Properties.DeploymentId.Ref": "its id is a digest of what it deploys",
}


def test_local_and_prod_differ_exactly_where_it_is_listed(local: Synthesis, prod: Synthesis) -> None:
    assert differences(local, prod) == set(LISTED)


def test_the_stage_for_tests_is_prod_with_made_up_people_and_a_clock(graviton: Synthesis, prod: Synthesis) -> None:
    """Given the stage of an account for tests, then nothing of the emulator is in it, and TLS and firewall are."""
    found = differences(graviton, prod)
    assert found - {
        "AWS::Lambda::Function: Properties.Architectures",
        "AWS::Lambda::LayerVersion: Properties.CompatibleArchitectures",
    } <= set(LISTED)
    assert not found & {place for place, reason in LISTED.items() if reason == PLAIN_HTTP}
    assert "AWS::WAFv2::WebACLAssociation: whole" not in found
    assert "AWS::KMS::Key: Properties.KeyPolicy.Statement" not in found


def test_the_other_processor_is_the_only_effect_of_choosing_it(graviton: Synthesis) -> None:
    for function in graviton.of("AWS::Lambda::Function"):
        assert function.properties["Architectures"] == ["arm64"]
    (layer,) = graviton.of("AWS::Lambda::LayerVersion")
    assert layer.properties["CompatibleArchitectures"] == ["arm64"]


def test_a_stage_is_the_same_each_time(local: Synthesis) -> None:
    assert differences(local, local) == set()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("synthetic_persons", True),
        ("now", "2024-07-01T06:00:00Z"),
        ("keeps_data", False),
        ("tls_only", False),
        ("web_acl_associated", False),
        ("emulated_iam", True),
    ],
)
def test_prod_refuses_what_only_tests_may_have(setting: str, value: object) -> None:
    with pytest.raises(StageRefusedError, match=setting):
        replace(PROD, **{setting: value})  # type: ignore[arg-type]


def test_prod_is_not_built_while_nobody_would_hear_its_alarms() -> None:
    with pytest.raises(StageRefusedError, match="alarm_mail"):
        choose_stage("prod").require_operators()
    choose_stage("prod", "operators@example.org").require_operators()


@pytest.mark.parametrize("stage", [LOCAL, TEST])
def test_other_stages_live_with_made_up_people_in_a_month_whose_law_is_published(stage: Stage) -> None:
    assert stage.synthetic_persons
    assert stage.now == "2024-07-01T06:00:00Z"
    stage.require_operators()


def test_no_stage_but_local_reads_policies_as_the_emulator_does() -> None:
    assert [name for name in StageName if choose_stage(name).emulated_iam] == [StageName.LOCAL]
