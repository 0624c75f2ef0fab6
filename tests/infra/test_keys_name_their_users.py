"""One key a domain, and a policy on it that names who may use it: the register's purposes, and nobody else."""

import json

import pytest

from functions.register.domain import Domain
from infra.register_view import PAIRS, ROOTS_MAKER, SECRETS, openers_of, users_of_secret
from tests.infra.synthesis import Synthesis, listed, text

SEALING = (*(domain.value for domain in Domain), *SECRETS, *PAIRS)
AT_REST = ("tables", "queues", "objects", "logs", "alarms")
USE = {"kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom"}

type Statement = dict[str, object]


def statements_of(synthesis: Synthesis, key: str) -> dict[str, Statement]:
    alias = synthesis.named("AWS::KMS::Alias", "AliasName", synthesis.stage.names.alias(key))
    target = text(alias["TargetKeyId"]).strip("<>").split(".")[0]
    (found,) = [each.properties for each in synthesis.of("AWS::KMS::Key") if each.logical == target]
    assert found["EnableKeyRotation"] is True
    policy = found["KeyPolicy"]
    assert isinstance(policy, dict)
    return {str(statement.get("Sid", number)): statement for number, statement in enumerate(policy["Statement"])}


def functions_in(statement: Statement, synthesis: Synthesis) -> set[str]:
    """Return the functions that a statement's condition names; every name must be a role of ours."""
    condition = statement["Condition"]
    assert isinstance(condition, dict)
    assert set(condition) == {"ArnLike"}
    prefix = f"arn:<AWS::Partition>:iam::<AWS::AccountId>:role/{synthesis.stage.names.plain('')}"
    names = [text(arn) for arn in listed(condition["ArnLike"]["aws:PrincipalArn"])]
    assert all(name.startswith(prefix) for name in names), names
    return {name.removeprefix(prefix) for name in names}


def test_every_domain_and_secret_has_a_key_of_its_own(prod: Synthesis) -> None:
    aliases = {
        text(each.properties["AliasName"]): text(each.properties["TargetKeyId"]) for each in prod.of("AWS::KMS::Alias")
    }
    assert set(aliases) == {prod.stage.names.alias(key) for key in (*SEALING, *AT_REST)}
    assert len(set(aliases.values())) == len(aliases)


@pytest.mark.parametrize("key", SEALING)
def test_a_sealing_key_opens_for_the_functions_of_the_register_alone(prod: Synthesis, key: str) -> None:
    statements = statements_of(prod, key)
    expected = set(openers_of(Domain(key)) if key in Domain else users_of_secret(key))
    assert set(statements) == {"Administer", "Wrap"} | ({"Open"} if expected else set())
    if expected:
        assert listed(statements["Open"]["Action"]) == ["kms:Decrypt"]
        assert functions_in(statements["Open"], prod) == expected
    assert functions_in(statements["Wrap"], prod) == {ROOTS_MAKER}
    assert "kms:Decrypt" not in listed(statements["Wrap"]["Action"])


@pytest.mark.parametrize("key", SEALING)
def test_who_administers_a_sealing_key_can_neither_use_it_nor_hand_it_on(prod: Synthesis, key: str) -> None:
    statement = statements_of(prod, key)["Administer"]
    actions = set(listed(statement["Action"]))
    assert not actions & (USE | {"kms:CreateGrant"})
    assert not any("*" in str(action) for action in actions)
    for each in statements_of(prod, key).values():
        assert text(each["Principal"]["AWS"]) == "arn:<AWS::Partition>:iam::<AWS::AccountId>:root"  # type: ignore[index]


@pytest.mark.parametrize("key", AT_REST)
def test_no_key_is_open_to_everybody(prod: Synthesis, key: str) -> None:
    for statement in statements_of(prod, key).values():
        principal = statement["Principal"]
        assert isinstance(principal, dict)
        assert "*" not in json.dumps(principal)
        if "Service" in principal and principal["Service"] != "events.amazonaws.com":
            assert statement.get("Condition"), "a service acts for this account or for our log groups only"


def test_only_the_emulator_is_shown_sessions_and_aliases(local: Synthesis, prod: Synthesis) -> None:
    assert "assumed-role" not in json.dumps(prod.templates)
    assert "assumed-role" in json.dumps(local.templates)
