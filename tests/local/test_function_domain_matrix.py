"""Goal EN-6: a function's role can use the keys of its purposes' domains and no other, even if its code is wrong.

The app is deployed to an emulator that evaluates IAM, and every role tries to unwrap the real root of every domain. A
refusal counts only when the same call succeeds once the role is granted what it lacks: else it may have failed for
another reason. The grant is added in two steps, because two documents must agree: with the role's own policy alone the
call still fails (the key's policy does not name the role), with both it succeeds, and without them it fails again.
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError

from functions.register.access import domains_of, function_names
from functions.register.domain import Domain
from tools.local.repair import session_for
from tools.local.scene import Scene
from tools.local.start_emulator import ACCOUNT, REGION, Emulator

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

SYSTEM, STAGE = "kroost", "local"
GRANT = "added-by-the-test"
REFUSED = "AccessDeniedException"


@dataclass(frozen=True, slots=True)
class WrappedRoot:
    """The root of a domain as the deploy step left it, the key that wrapped it and that key's policy."""

    blob: bytes
    context: dict[str, str]
    key: str
    policy: dict[str, object]


class Matrix:
    """The deployed roles and keys, and what may be tried with them."""

    def __init__(self, emulator: Emulator) -> None:
        self._url = emulator.url
        session = session_for(emulator)
        self.iam = session.client("iam", endpoint_url=self._url)
        self.kms = session.client("kms", endpoint_url=self._url)
        self._ssm = session.client("ssm", endpoint_url=self._url)
        self._sts = session.client("sts", endpoint_url=self._url)
        self.roots = {domain: self._root(domain) for domain in Domain}
        self.roles = {function: self._assume(function) for function in function_names()}

    def _root(self, domain: Domain) -> WrappedRoot:
        name = "audit-root/1/private" if domain is Domain.AUDIT else f"roots/{domain}/1"
        value = self._ssm.get_parameter(Name=f"/{SYSTEM}/{STAGE}/{name}")["Parameter"]["Value"]
        wrapped = json.loads(value)["wrapped"] if domain is Domain.AUDIT else value
        key = self.kms.describe_key(KeyId=f"alias/{SYSTEM}-{STAGE}-{domain}")["KeyMetadata"]["Arn"]
        policy = json.loads(self.kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"])
        context = {"system": SYSTEM, "stage": STAGE, "domain": domain.value}
        return WrappedRoot(base64.b64decode(wrapped), context, key, policy)

    def _assume(self, function: str) -> "KMSClient":
        """Take on a function's role: only here, its trust is opened to the account that owns the emulator."""
        role = role_of(function)
        trust = _policy(Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, Action="sts:AssumeRole")
        self.iam.update_assume_role_policy(RoleName=role, PolicyDocument=trust)
        arn = f"arn:aws:iam::{ACCOUNT}:role/{role}"
        keys = self._sts.assume_role(RoleArn=arn, RoleSessionName="matrix")["Credentials"]
        session = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], REGION)
        return session.client("kms", endpoint_url=self._url)

    def opens(self, function: str, domain: Domain) -> bool:
        """Say whether the role unwraps the root; an error other than a refusal passes through."""
        root = self.roots[domain]
        try:
            answer = self.roles[function].decrypt(CiphertextBlob=root.blob, EncryptionContext=root.context)
        except ClientError as error:
            if error.response["Error"]["Code"] != REFUSED:
                raise
            return False
        return len(answer["Plaintext"]) == 32

    @contextmanager
    def granted_by_role(self, function: str, domain: Domain) -> Iterator[None]:
        """Add the missing right to the role's own policies."""
        document = _policy(Action="kms:Decrypt", Resource=self.roots[domain].key)
        self.iam.put_role_policy(RoleName=role_of(function), PolicyName=GRANT, PolicyDocument=document)
        try:
            yield
        finally:
            self.iam.delete_role_policy(RoleName=role_of(function), PolicyName=GRANT)

    @contextmanager
    def granted_by_key(self, function: str, domain: Domain) -> Iterator[None]:
        """Let the key's policy name the role."""
        root = self.roots[domain]
        session = f"arn:aws:sts::{ACCOUNT}:assumed-role/{role_of(function)}/*"
        added = {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
            "Action": "kms:Decrypt",
            "Resource": "*",
            "Condition": {"ArnLike": {"aws:PrincipalArn": session}},
        }
        statements = root.policy["Statement"]
        assert isinstance(statements, list)
        self._put_policy(root, {**root.policy, "Statement": [*statements, added]})
        try:
            yield
        finally:
            self._put_policy(root, root.policy)

    def _put_policy(self, root: WrappedRoot, policy: dict[str, object]) -> None:
        self.kms.put_key_policy(KeyId=root.key, PolicyName="default", Policy=json.dumps(policy))


def role_of(function: str) -> str:
    return f"{SYSTEM}-{STAGE}-{function}"


def _policy(**statement: object) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})


@pytest.fixture(scope="module")
def matrix(scene: Scene) -> Matrix:
    """Return the roles and keys of the deployed system."""
    return Matrix(scene.emulator)


@pytest.mark.goal("EN-6")
def test_a_role_opens_the_domains_of_its_purposes_and_no_other(matrix: Matrix) -> None:
    """Given every function and every domain, when the role unwraps the root, then the register decides."""
    allowed = forbidden = 0
    for function in function_names():
        for domain in Domain:
            cell = f"{function} x {domain}"
            if domain in domains_of(function).opens:
                assert matrix.opens(function, domain), f"{cell}: the register allows it"
                allowed += 1
                continue
            assert not matrix.opens(function, domain), f"{cell}: the register does not allow it"
            with matrix.granted_by_role(function, domain):
                assert not matrix.opens(function, domain), f"{cell}: the key's policy must refuse too"
                with matrix.granted_by_key(function, domain):
                    assert matrix.opens(function, domain), f"{cell}: refused for another reason than the grant"
            assert not matrix.opens(function, domain), f"{cell}: the grant is gone again"
            forbidden += 1
    assert allowed + forbidden == len(function_names()) * len(Domain)
    assert min(allowed, forbidden) > 0


def test_the_public_form_function_opens_intake_alone(matrix: Matrix) -> None:
    """Given the function that anybody can call, when it tries every domain, then it opens *intake* and nothing else."""
    assert [domain for domain in Domain if matrix.opens("intake-api", domain)] == [Domain.INTAKE]


def test_only_who_makes_the_persons_copy_opens_the_audit_root(matrix: Matrix) -> None:
    """Given that a person's copy shows the ledger, when each function tries the *audit* root, then one opens it."""
    assert [function for function in function_names() if matrix.opens(function, Domain.AUDIT)] == ["rights-queue"]


def test_one_function_opens_the_root_of_restriction(matrix: Matrix) -> None:
    """Given restricted people, when each function tries their root, then only who answers rights opens it."""
    assert [name for name in function_names() if matrix.opens(name, Domain.RESTRICTED)] == ["rights-queue"]


def test_the_maker_of_roots_opens_none(matrix: Matrix) -> None:
    """Given the deploy step that makes every root, when it tries to open them, then it cannot."""
    assert [domain for domain in Domain if matrix.opens("roots-maker", domain)] == []
