"""Least privilege (goal OP-6, begun): one role a function, statements from the register, nothing wild."""

import json

import pytest

from functions.register.access import domains_of, function_names, places_of
from functions.register.domain import Domain
from infra.grants import TABLE_ACTIONS
from infra.register_view import PAIRS, ROOTS_MAKER, SECRETS, secrets_of
from tests.infra.synthesis import Properties, Synthesis, listed, text

# What has no name before it exists: objects of a bucket, streams of a log group. X-Ray knows no resources at all.
NAMELESS = ("/*", ":log-stream:*")
WITHOUT_RESOURCES = {"xray:PutTelemetryRecords", "xray:PutTraceSegments"}

type Statement = dict[str, object]


def role_of(synthesis: Synthesis, function: str) -> Properties:
    return synthesis.named("AWS::IAM::Role", "RoleName", synthesis.stage.names.plain(function))


def statements_of(role: Properties) -> list[Statement]:
    policies = role["Policies"]
    assert isinstance(policies, list)
    return [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]]


def actions_on(synthesis: Synthesis, function: str, service: str) -> dict[str, set[str]]:
    """Return the actions of one service by resource."""
    found: dict[str, set[str]] = {}
    for statement in statements_of(role_of(synthesis, function)):
        for resource in listed(statement["Resource"]):
            actions = {str(action) for action in listed(statement["Action"]) if str(action).startswith(f"{service}:")}
            if actions:
                found.setdefault(text(resource), set()).update(actions)
    return found


def test_policies_stand_in_roles_and_nowhere_else(prod: Synthesis) -> None:
    assert prod.of("AWS::IAM::Policy") == []
    assert prod.of("AWS::IAM::ManagedPolicy") == []
    with_managed = [each.logical for each in prod.of("AWS::IAM::Role") if each.properties.get("ManagedPolicyArns")]
    assert all(name.startswith("ApiCloudWatchRole") for name in with_managed), "only the gateway's own log writer"


def test_no_action_is_wild_and_no_resource_but_the_nameless(prod: Synthesis) -> None:
    for role in prod.of("AWS::IAM::Role"):
        if role.properties.get("ManagedPolicyArns"):
            continue
        for statement in statements_of(role.properties):
            actions = {str(action) for action in listed(statement["Action"])}
            assert not any("*" in action for action in actions), role.logical
            for resource in map(text, listed(statement["Resource"])):
                if resource == "*":
                    assert actions == WITHOUT_RESOURCES, role.logical
                else:
                    assert "*" not in resource.removesuffix("/*").removesuffix(":log-stream:*"), resource


def test_no_right_on_a_key_is_on_all_keys(prod: Synthesis) -> None:
    for role in prod.of("AWS::IAM::Role"):
        for statement in statements_of(role.properties) if "Policies" in role.properties else []:
            if any(str(action).startswith("kms:") for action in listed(statement["Action"])):
                assert all("*" not in text(resource) for resource in listed(statement["Resource"]))


@pytest.mark.parametrize("function", function_names())
def test_a_function_has_a_role_of_its_own(prod: Synthesis, function: str) -> None:
    properties = prod.named("AWS::Lambda::Function", "FunctionName", prod.stage.names.plain(function))
    role = text(properties["Role"]).strip("<>").split(".")[0]
    (own,) = [each for each in prod.of("AWS::IAM::Role") if each.logical == role]
    assert own.properties["RoleName"] == prod.stage.names.plain(function)
    assert json.dumps(own.properties["AssumeRolePolicyDocument"]).count("lambda.amazonaws.com") == 1


@pytest.mark.parametrize("function", function_names())
def test_rights_on_tables_are_those_of_the_register(prod: Synthesis, function: str) -> None:
    prefix = "arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/"
    expected = {
        prefix + prod.stage.names.table(table): {action for right in rights for action in TABLE_ACTIONS[right]}
        for table, rights in places_of(function).tables.items()
    }
    expected |= {
        f"{prefix}{prod.stage.names.table(table)}/index/{index}": {"dynamodb:Query"}
        for table, indexes in places_of(function).indexes.items()
        for index in indexes
    }
    granted = {
        resource: actions for resource, actions in actions_on(prod, function, "dynamodb").items() if "/" in resource
    }
    streams = {resource for resource in granted if not resource.startswith(prefix)}
    assert {resource: granted[resource] for resource in granted if resource not in streams} == expected
    assert "dynamodb:Scan" not in {action for actions in granted.values() for action in actions}


@pytest.mark.parametrize("function", function_names())
def test_a_function_decrypts_with_the_keys_of_its_purposes_only(prod: Synthesis, function: str) -> None:
    """Given the statement that opens roots, then its keys are the register's domains and secrets, one by one."""
    found = [each for each in statements_of(role_of(prod, function)) if each.get("Sid") == "OpenRoots"]
    expected = {domain.value for domain in domains_of(function).opens} | set(secrets_of(function))
    granted = {text(resource) for each in found for resource in listed(each["Resource"])}
    assert granted == {f"<{key}>" for key in _logical(prod, expected)}
    assert all(listed(each["Action"]) == ["kms:Decrypt"] for each in found)


@pytest.mark.parametrize("function", function_names())
def test_every_other_right_to_decrypt_goes_through_a_store(prod: Synthesis, function: str) -> None:
    for statement in statements_of(role_of(prod, function)):
        actions = {str(action) for action in listed(statement["Action"])}
        if statement.get("Sid") != "OpenRoots" and "kms:Decrypt" in actions:
            condition = statement["Condition"]
            assert isinstance(condition, dict)
            assert "kms:ViaService" in condition["StringEquals"], statement.get("Sid")


def test_the_maker_of_roots_wraps_and_opens_nothing(prod: Synthesis) -> None:
    wraps = [each for each in statements_of(role_of(prod, ROOTS_MAKER)) if each.get("Sid") == "Wrap"]
    assert len(wraps) == 1
    assert len(listed(wraps[0]["Resource"])) == len(Domain) + len(SECRETS) + len(PAIRS)
    assert not [each for each in statements_of(role_of(prod, ROOTS_MAKER)) if each.get("Sid") == "OpenRoots"]


def test_the_public_form_function_reaches_intake_and_nothing_of_a_family(prod: Synthesis) -> None:
    assert domains_of("intake-api").opens == {Domain.INTAKE}
    reached = set(actions_on(prod, "intake-api", "ssm"))
    roots = {resource.rsplit("/roots/", 1)[1] for resource in reached if "/roots/" in resource}
    assert roots == {"intake/1"}


def _logical(synthesis: Synthesis, keys: set[str]) -> set[str]:
    """Return the template parameters through which the app stack learns the ARNs of these keys."""
    parameters = synthesis.templates["app"]["Parameters"]
    assert isinstance(parameters, dict)
    by_name = {parameter.get("Default"): logical for logical, parameter in parameters.items()}
    return {by_name[synthesis.stage.names.key_arn_parameter(key)] for key in keys}
