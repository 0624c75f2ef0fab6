"""What a service takes is limited: the inline policies of a role together, a key's policy, names of roles."""

import json

from tests.infra.synthesis import Synthesis, text

ROLE_POLICIES = 10_240
KEY_POLICY = 32_768
ROLE_NAME = 64
# What stands in the place of references once deployed: a partition, a region and an account of the greatest length.
KEY_ARN = "arn:aws-eusc:kms:eusc-de-east-1:000000000000:key/00000000-0000-0000-0000-000000000000"
STREAM_ARN = (
    "arn:aws-eusc:dynamodb:eusc-de-east-1:000000000000:table/kroost-prod-outbox-1/stream/2026-11-24T00:00:00.000"
)


def resolved(value: object) -> object:
    """Return a value with its references filled in by the longest they can be."""
    match value:
        case {"Fn::Join": _}:
            known = {"<AWS::Partition>": "aws-eusc", "<AWS::Region>": "eusc-de-east-1", "<AWS::AccountId>": "0" * 12}
            filled = text(value)
            for name, longest in known.items():
                filled = filled.replace(name, longest)
            return filled
        case {"Ref": str(name)}:
            return STREAM_ARN if "streams" in name else KEY_ARN
        case dict():
            return {key: resolved(each) for key, each in value.items()}
        case list():
            return [resolved(each) for each in value]
    return value


def length(document: object) -> int:
    return len(json.dumps(resolved(document), separators=(",", ":")))


def test_the_policies_of_a_role_fit_together(prod: Synthesis) -> None:
    for role in prod.of("AWS::IAM::Role"):
        policies = role.properties.get("Policies", [])
        assert isinstance(policies, list)
        size = sum(length(policy["PolicyDocument"]) for policy in policies)
        assert size <= ROLE_POLICIES, f"{role.logical}: {size} characters"


def test_the_policy_of_a_key_fits(prod: Synthesis) -> None:
    for key in prod.of("AWS::KMS::Key"):
        assert length(key.properties["KeyPolicy"]) <= KEY_POLICY


def test_the_name_of_a_role_fits(prod: Synthesis) -> None:
    for role in prod.of("AWS::IAM::Role"):
        assert len(text(role.properties.get("RoleName", ""))) <= ROLE_NAME
